"""Who may say what was published, and who may say of what an index is made."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.indices.models import CompositeIndex
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import WRITERS, Actor


def can_publish(actor: Actor, index: CompositeIndex) -> Verdict:
    """Enter, correct or withdraw a year: an officer of a unit that keeps the index."""
    keepers = {unit.pk for unit in index.keepers.all()}
    return only_if(
        actor.is_system or actor.unit_id in keepers,
        otherwise=_("Chỉ đơn vị được giao ghi chỉ số này mới ghi và sửa công bố."),
        remedy=_("Đề nghị quản trị hệ thống giao việc ghi cho đơn vị của anh/chị."),
    ) & only_if(
        actor.is_system or actor.role in WRITERS,
        otherwise=_("Vai “theo dõi” chỉ xem, không ghi."),
        remedy=_("Nhờ chuyên viên hoặc thủ trưởng của đơn vị làm việc này."),
    )


def can_define(actor: Actor, index: CompositeIndex) -> Verdict:
    """Whoever keeps the index reads its new make-up from the publisher's document."""
    return can_publish(actor, index)


def can_entrust(actor: Actor) -> Verdict:
    """Say which units keep an index; load the years that come with the program."""
    return only_if(
        actor.is_system or actor.is_administrator,
        otherwise=_("Chỉ quản trị hệ thống giao việc ghi chỉ số."),
        remedy=_("Đề nghị quản trị hệ thống của tỉnh."),
    )
