"""Who may move the demonstration's day."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.policy import Verdict, only_if


class Standing(Protocol):
    """An actor, as far as the counter needs to know them."""

    @property
    def is_administrator(self) -> bool: ...


def can_move_day(actor: Standing | None) -> Verdict:
    """Only an administrator, and only where the office lives on a day of its own."""
    return only_if(
        clock.is_movable(),
        otherwise=_("Bản cài này chạy theo ngày thật, không đổi ngày được."),
        remedy=_("Chỉ bản minh họa mới có ngày riêng."),
    ) & only_if(
        actor is not None and actor.is_administrator,
        otherwise=_("Chỉ người quản trị hệ thống được đổi ngày của bản minh họa."),
        remedy=_("Đổi sang vai quản trị ở đầu trang, hoặc nhờ người quản trị."),
    )
