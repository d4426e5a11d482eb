"""A signed assessment: who said what on which day, and whether the seal holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.effect.keeping import is_whole
from thidua.campaigns.models import Assessment
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import signature


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the head said, beside the figures of that day."""

    number: int
    signed: str
    remarks: str
    lessons: str
    proposals: str
    seal: str
    is_whole: bool
    is_latest: bool


def chosen(signed: Sequence[Assessment], number: int | None) -> Assessment | None:
    """The last one, or the one that is asked for; newest first in `signed`."""
    if number is None:
        return signed[0] if signed else None
    return next((one for one in signed if one.number == number), None)


def judgement(shown: Assessment, signed: Sequence[Assessment]) -> Judgement:
    """The words of an assessment; the seal is worked out anew."""
    before = next(
        (one.seal for one in signed if one.number == shown.number - 1),
        "",
    )
    return Judgement(
        number=shown.number,
        signed=said_by(shown),
        remarks=shown.remarks,
        lessons=shown.lessons,
        proposals=shown.proposals,
        seal=shown.seal,
        is_whole=is_whole(shown, before),
        is_latest=shown == signed[0],
    )


def said_by(one: Assessment) -> str:
    """`Lê Thị Thu Nguyệt, Trưởng ban …, 08:30, 25/01/2025`."""
    who = signature(one.signed_by, one.office)
    return f"{who}, {show_moment(one.signed_at.astimezone(ZONE))}"


def versions_of(
    signed: Sequence[Assessment], shown: Assessment | None, here: str
) -> list[Link]:
    """Every assessment of the stretch, where there are several."""
    if len(signed) < 2:
        return []
    return [
        Link(
            _("Lần %(n)s") % {"n": one.number},
            f"{here}?lan={one.number}",
            is_here=one == shown,
        )
        for one in signed
    ]
