"""The three screens on which somebody registers: one question each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.numbers import show_number
from thidua.organisations.naming import unit_called
from thidua.pledges.models import Registration

LAST = 3


@dataclass(frozen=True, slots=True)
class Screens:
    """What `register.html` shows around the form of a step."""

    campaign: str
    unit: str
    step: int
    steps: str
    question: str
    hint: str
    is_last: bool
    is_first: bool
    is_public: bool
    may_keep: bool


def screens(
    campaign: Campaign,
    unit_id: int,
    step: int,
    day: date,
    *,
    is_public: bool,
    may_keep: bool,
) -> Screens:
    """One step: its question, a hint, and where one stands."""
    questions = [
        (_("Ai đăng ký?"), _("Ba bước ngắn. Chưa gửi thì chưa ai thấy.")),
        (_("Sẽ làm gì?"), _("Nói như nói chuyện; con số thì có cũng được.")),
        (_("Cho ai xem?"), _("Đơn vị duyệt xem đủ. Còn lại là do anh/chị chọn.")),
    ]
    question, hint = questions[step - 1]
    return Screens(
        campaign=campaign.name,
        unit=unit_called(unit_id, day),
        step=step,
        steps=_("Bước %(step)s trên %(last)s") % {"step": step, "last": LAST},
        question=question,
        hint=hint,
        is_last=step == LAST,
        is_first=step == 1,
        is_public=is_public,
        may_keep=may_keep,
    )


def values_of(one: Registration) -> Sequence[tuple[str, str]]:
    """What stands in a registration, as it would be typed."""
    target = one.targets.first()
    found = [
        ("kind", one.kind),
        ("name", one.name),
        ("birth_year", str(one.birth_year or "")),
        ("address", one.address),
        ("representative", one.representative),
        *(("content", str(key)) for key in one.content),
        ("words", one.words),
        ("title", one.title),
        *(("shows", name) for name, is_shown in one.shown.items() if is_shown),
        ("version", str(one.version)),
    ]
    if target is not None:
        found += [
            ("target", target.words),
            ("value", "" if target.value is None else show_number(target.value)),
            ("measure", target.measure),
        ]
    return found
