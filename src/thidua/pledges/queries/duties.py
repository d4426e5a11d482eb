"""What the heads did for a campaign, quarter by quarter; and who has not yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.campaigns.ladder import next_below
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing, from_id
from thidua.kernel.dates import show
from thidua.kernel.policy import Verdict
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import unit_called
from thidua.pledges.models import Duty
from thidua.pledges.policies import can_take_back_duty, can_tell_duty
from thidua.pledges.queries.tabs import DUTIES
from thidua.pledges.where import takes_part

KIND = Duty.Kind
BY_QUARTER = (KIND.URGE, KIND.GUIDE, KIND.CHECK)
"""Asked for every quarter; the launching once."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One thing that was done."""

    kind: str
    when: str
    what: str
    who: str
    file_name: str
    file_href: str
    taken_back: str
    take_back_href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether one kind of duty was done, in words and a tone."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Head:
    """One unit and what its head did this quarter."""

    unit: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """Everything `duties.html` shows."""

    frame: Frame
    finding: str
    unit: str
    quarter: str
    kinds: Sequence[str]
    standing: Sequence[tuple[str, Cell]]
    rows: Sequence[DutyRow]
    below: Sequence[Head]
    below_words: str
    may_tell: Verdict
    is_taking_part: bool


def quarter_words(span: PeriodSpan) -> str:
    """`quý II/2025`."""
    return _("quý %(number)s/%(year)s") % {
        "number": ("I", "II", "III", "IV")[span.number - 1],
        "year": span.year,
    }


def missing(done: set[tuple[str, int]], quarter: int) -> list[str]:
    """Which kinds are not done yet: the launching ever, the others in a quarter."""
    kinds: list[str] = []
    if not any(kind == KIND.LAUNCH for kind, _period in done):
        kinds.append(KIND.LAUNCH)
    kinds += [kind for kind in BY_QUARTER if (kind, quarter) not in done]
    return kinds


def duties_page(campaign: Campaign, actor: Actor, day: date) -> DutiesPage:
    """One's own unit in full; of those next below, who has done what this quarter."""
    unit_id = actor.unit_id or 0
    span = containing(day, PeriodKind.QUARTER)
    own = list(
        Duty.objects.filter(campaign=campaign, unit=unit_id).select_related("file")
    )
    done = {(one.kind, one.period_id) for one in own if one.taken_back_at is None}
    below = next_below(campaign, unit_id, day) if unit_id else []
    if unit_id in {campaign.office_id, campaign.launcher_id}:
        below = next_below(campaign, campaign.root_id, day)
    heads = _heads(campaign, below, span, day)
    lacking = missing(done, span.id)
    joins = bool(unit_id) and takes_part(campaign, unit_id, day)
    return DutiesPage(
        frame=frame(campaign, actor, day, DUTIES),
        finding=_finding(lacking, span, joins=joins),
        unit=unit_called(unit_id, day) if unit_id else "",
        quarter=quarter_words(span),
        kinds=[capfirst(str(label)) for _value, label in KIND.choices],
        standing=[
            (capfirst(str(KIND(kind).label)), _cell(kind in lacking))
            for kind in KIND.values
        ]
        if joins
        else [],
        rows=[_row(one, actor) for one in own],
        below=heads,
        below_words=_below_words(heads),
        may_tell=can_tell_duty(actor, campaign, unit_id),
        is_taking_part=joins,
    )


def _cell(is_lacking: bool) -> Cell:
    return Cell(_("chưa ghi"), "slow") if is_lacking else Cell(_("đã làm"), "done")


def _finding(lacking: Sequence[str], span: PeriodSpan, *, joins: bool) -> str:
    if not joins:
        return _("Việc của người đứng đầu các đơn vị, %(quarter)s") % {
            "quarter": quarter_words(span)
        }
    if not lacking:
        return _("Người đứng đầu đã làm đủ việc của %(quarter)s") % {
            "quarter": quarter_words(span)
        }
    quarter = quarter_words(span)
    return _("%(quarter)s còn chưa ghi: %(kinds)s") % {
        "quarter": quarter[:1].upper() + quarter[1:],
        "kinds": kinds_words(lacking),
    }


def kinds_words(kinds: Sequence[str]) -> str:
    """`đôn đốc, kiểm tra`."""
    return ", ".join(str(KIND(kind).label) for kind in kinds)


def _row(one: Duty, actor: Actor) -> DutyRow:
    args = [one.campaign_id, one.pk]
    return DutyRow(
        kind=capfirst(str(one.get_kind_display())),
        when=_("%(day)s, %(quarter)s")
        % {
            "day": show(one.done_on),
            "quarter": quarter_words(from_id(one.period_id)),
        },
        what=one.what,
        who=one.recorded_by,
        file_name=one.file.name if one.file else "",
        file_href=reverse("pledges:duty-file", args=args) if one.file_id else "",
        taken_back=one.taken_back_because,
        take_back_href=reverse("pledges:duty-back", args=args)
        if one.taken_back_at is None and can_take_back_duty(actor, one)
        else "",
    )


def _heads(
    campaign: Campaign, units: Sequence[int], span: PeriodSpan, day: date
) -> list[Head]:
    if not units:
        return []
    done: Mapping[int, set[tuple[str, int]]] = defaultdict(set)
    told = Duty.objects.standing().filter(campaign=campaign, unit__in=units)
    for unit, kind, period in told.values_list("unit_id", "kind", "period_id"):
        done[unit].add((kind, period))
    names = listed_names(units, day)
    ordered = sorted(units, key=lambda one: sort_key(names.get(one, "")))
    return [
        Head(
            names.get(unit, ""),
            [_cell(kind in missing(done[unit], span.id)) for kind in KIND.values],
        )
        for unit in ordered
    ]


def _below_words(heads: Sequence[Head]) -> str:
    silent = sum(all(cell.tone == "slow" for cell in head.cells) for head in heads)
    if not heads:
        return ""
    if not silent:
        return _("Nơi nào cũng đã ghi ít nhất một việc.")
    return _("%(silent)s trên %(all)s nơi chưa ghi việc nào.") % {
        "silent": silent,
        "all": len(heads),
    }
