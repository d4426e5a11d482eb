"""Why a target is behind: by how much, and the units that hold it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.models import Campaign
from thidua.campaigns.pace import Standing as Paced
from thidua.campaigns.progress import Standing
from thidua.campaigns.queries.opened import figure_of, places_href
from thidua.kernel.numbers import show_number
from thidua.organisations.namesakes import listed_names

SHOWN, FOLDED = 8, 300
"""Units that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class HeldBy:
    """A unit that is behind with its own target: how much it reached of how much.

    `href` is its item of the campaign, `figure_href` the figure behind what it reached.
    """

    name: str
    said: str
    lacking: str
    href: str
    figure_href: str


@dataclass(frozen=True, slots=True)
class Holding:
    """The amount that is wanting, and who is behind, the widest gap first."""

    title: str
    said: str
    rows: Sequence[HeldBy]
    rest: Sequence[HeldBy]
    """Those after them, folded away under `more`."""
    more: str


def holding_back(
    campaign: Campaign, one: Standing, below: Sequence[Standing], told: date
) -> Holding | None:
    """Why a slow target is slow: of the units that were given a part of it, those
    lowest down that are behind themselves. None for a target that is not behind."""
    if not one.pace.is_slow or one.measure.is_rank:
        return None
    mine = [each for each in below if each.target.parent_id == one.target.pk]
    lowest = _lowest(campaign, mine, told)
    behind = [each for each in lowest if _is_behind(each)]
    behind.sort(key=lambda each: (-_gap(each), each.target.pk))
    named = behind[: SHOWN + FOLDED]
    names = listed_names({each.target.unit_id for each in named}, told)
    left = len(behind) - SHOWN
    title = ngettext(
        "%(n)s nơi kéo chậm chỉ tiêu này",
        "%(n)s nơi kéo chậm chỉ tiêu này",
        len(behind),
    )
    return Holding(
        title=title % {"n": show_number(len(behind))} if behind else _("Vì sao chậm"),
        said=_whole(one),
        rows=[_row(each, names) for each in named[:SHOWN]],
        rest=[_row(each, names) for each in named[SHOWN:]],
        more=_more(left),
    )


def _more(left: int) -> str:
    """How many more there are, and how many of them are folded away below."""
    if left <= 0:
        return ""
    said = _("và %s nơi nữa") % show_number(left)
    if left <= FOLDED:
        return said
    some = _("%s nơi hụt nhiều nhất") % show_number(FOLDED)
    return f"{said}: {some}"


def _lowest(
    campaign: Campaign, mine: Sequence[Standing], told: date
) -> Sequence[Standing]:
    """The parts that were given further down in place of those they were taken from."""
    deeper = progress.children_of(each.target for each in mine)
    if not deeper:
        return mine
    found = progress.standings(campaign, deeper, told)
    given = {each.parent_id for each in deeper}
    return [*found.values(), *(each for each in mine if each.target.pk not in given)]


def _is_behind(one: Standing) -> bool:
    return one.pace.is_slow or one.pace.standing is Paced.SILENT


def _planned(one: Standing) -> Decimal | None:
    """Where its plan has it by now; None without a plan, and once its time is over."""
    return None if one.pace.standing is Paced.MISSED else one.pace.planned


def _gap(one: Standing) -> Decimal:
    """How far it is from where its plan has it, or from its goal without a plan."""
    planned = _planned(one)
    wanted = one.course.target if planned is None else planned
    return abs(wanted - (one.achieved.value or Decimal(0)))


def _whole(one: Standing) -> str:
    """Reached so much of so much; by the plan it should be so much by now."""
    measure, achieved, planned = one.measure, one.achieved.value, _planned(one)
    words = {
        "got": measure.say(achieved),
        "target": measure.say(one.course.target),
        "left": measure.gap(abs(one.course.target - (achieved or Decimal(0)))),
    }
    said = _("Đạt %(got)s trên %(target)s, còn thiếu %(left)s.") % words
    if one.course.is_lower_better:
        said = _("Đang ở %(got)s, phải xuống %(target)s: còn %(left)s.") % words
    if planned is None:
        return said
    plan = {"planned": measure.say(planned), "gap": measure.gap(_gap(one))}
    more = _("Theo nhịp, đến nay phải là %(planned)s: cách %(gap)s.") % plan
    return f"{said} {more}"


def _row(one: Standing, names: dict[int, str]) -> HeldBy:
    measure = one.measure
    words = {
        "got": measure.say(one.achieved.value),
        "target": measure.say(one.course.target),
    }
    said = _("%(got)s trên %(target)s") % words
    if one.course.is_lower_better:
        said = _("%(got)s, phải xuống %(target)s") % words
    if one.achieved.value is None:
        said = _("chưa có số liệu, phải đạt %(target)s") % words
    lacking = _("%(gap)s so với nhịp")
    if _planned(one) is None:
        lacking = _("%(gap)s so với chỉ tiêu")
    return HeldBy(
        name=names.get(one.target.unit_id, ""),
        said=said,
        lacking=lacking % {"gap": measure.gap(_gap(one))},
        href=places_href(one.target.campaign_id, one.target),
        figure_href=figure_of(one),
    )
