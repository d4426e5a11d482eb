"""What the cascade grid says of all that was given, and of what would be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns import cascade
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target


def more_words(found: cascade.Balance, counted: Measure, target: Target) -> str:
    """Accepted and pending apart: `đã nhận 180 km (4 nơi), đang chờ 116 km (5 nơi)`."""
    if found.accepted is None or found.pending is None:
        return ""
    adds = target.split in {Target.Split.SUM, Target.Split.WEIGHTED}
    shown = counted if adds else Measure(_("đơn vị"))
    return _(
        "Đã nhận %(accepted)s (%(yes)s nơi); đang chờ %(pending)s (%(waiting)s nơi)."
    ) % {
        "accepted": shown.say(found.accepted),
        "yes": found.accepted_count,
        "pending": shown.say(found.pending),
        "waiting": found.pending_count,
    }


def would_words(
    found: cascade.Balance, counted: Measure, target: Target, filled: str
) -> str:
    """`Giao các ô vừa điền thì thành 30 km, vừa đủ.`: not given to anybody yet."""
    if not filled or found.total is None or found.difference is None:
        return ""
    adds = target.split in {Target.Split.SUM, Target.Split.WEIGHTED}
    shown = counted if adds else Measure(_("đơn vị"))
    said = {
        cascade.Standing.SHORT: _(
            "Giao các ô này thì thành %(total)s, còn thiếu %(gap)s."
        ),
        cascade.Standing.OVER: _("Giao các ô này thì thành %(total)s, vượt %(gap)s."),
    }.get(found.standing, _("Giao các ô này thì thành %(total)s, vừa đủ."))
    gap = shown.say(abs(found.difference))
    return said % {"total": shown.say(found.total), "gap": gap}
