"""Where a campaign, a target and a unit's own plan can stand, and the moves between."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """A campaign: drafted, launched, closed."""

    DRAFT = "draft", _("đang soạn")
    LAUNCHED = "launched", _("đang thực hiện")
    CLOSED = "closed", _("đã kết thúc")


LAUNCHED = "campaigns.campaign.launched"
"""What the trail says of a launch."""
LAUNCH = Move(_("Phát động"), (State.DRAFT,), State.LAUNCHED)
CLOSE = Move(_("Kết thúc"), (State.LAUNCHED,), State.CLOSED)


class TargetState(TextChoices):
    """A target between the unit that gives and the unit that takes.

    The launching unit's own target is ACCEPTED from the start.
    """

    PROPOSED = "proposed", _("đã giao, chờ ý kiến")
    COUNTERED = "countered", _("đề nghị số khác")
    INSISTED = "insisted", _("giữ nguyên số đã giao")
    ACCEPTED = "accepted", _("đã nhận")
    ENDED = "ended", _("đã khép lại")


ACCEPT_TARGET = Move(
    _("Nhận chỉ tiêu"),
    (TargetState.PROPOSED, TargetState.INSISTED),
    TargetState.ACCEPTED,
)
COUNTER_TARGET = Move(
    _("Đề nghị số khác"), (TargetState.PROPOSED,), TargetState.COUNTERED
)
AGREE_TO_COUNTER = Move(
    _("Đồng ý số đề nghị"), (TargetState.COUNTERED,), TargetState.ACCEPTED
)
REVISE_TARGET = Move(
    _("Giao lại"),
    (
        TargetState.PROPOSED,
        TargetState.COUNTERED,
        TargetState.INSISTED,
        TargetState.ACCEPTED,
    ),
    TargetState.PROPOSED,
)
INSIST_ON_TARGET = Move(_("Giữ nguyên"), (TargetState.COUNTERED,), TargetState.INSISTED)
END_TARGET = Move(
    _("Khép lại"),
    (
        TargetState.PROPOSED,
        TargetState.COUNTERED,
        TargetState.INSISTED,
        TargetState.ACCEPTED,
    ),
    TargetState.ENDED,
)


class PlanState(TextChoices):
    """A unit's own plan within a campaign."""

    DRAFT = "draft", _("đang cụ thể hóa")
    ADOPTED = "adopted", _("đã ban hành")


ADOPT_PLAN = Move(_("Ban hành kế hoạch"), (PlanState.DRAFT,), PlanState.ADOPTED)
REOPEN_PLAN = Move(_("Sửa kế hoạch"), (PlanState.ADOPTED,), PlanState.DRAFT)
