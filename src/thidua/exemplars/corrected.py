"""Which bars rest on figures of the exemplar that were corrected since; computed.

A bar is what the exemplar's reports said of a window of months when it was praised.
Read again over the same window from the reports as they stand now, either nothing
differs, or some values do: then the head of the unit in charge is told then and now,
with the learners whose verdict another bar would change, and decides. What was looked
at once is not asked again until the figures change anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from thidua.exemplars.judging import Judged, judged
from thidua.exemplars.measures import measure_of
from thidua.exemplars.models import BarRevisit, Exemplar, Learning, Recognition
from thidua.exemplars.ruling import Barred, bars_of
from thidua.exemplars.states import HONOURED
from thidua.exemplars.values import Value, of_exemplar, window_start

# Of exemplars that are held up those of which a figure was written, for a month up to
# that of its bar, since it was frozen or last looked at, or whose bar is of one month
# although what it counts flows: only these are worked out. `whose` is a condition on
# `exemplar`, as narrow as can be: a plan that is kept knows no values.
_TOUCHED = """
select distinct exemplar.id
from exemplars_exemplar exemplar
join exemplars_exemplarfigure figure on figure.exemplar_id = exemplar.id
join exemplars_frozenvalue bar on bar.figure_id = figure.id
join indicators_period last on last.id = bar.period_id
left join lateral (select max(seen.said_at) as at from exemplars_barrevisit seen
    where seen.exemplar_id = exemplar.id) looked on true
where exemplar.state in ('praised', 'publicised', 'learning')
  and ({whose})
  and (bar.is_of_one_month and looked.at is null
       or exists (select from exemplars_typedvalue told
          join indicators_period month on month.id = told.period_id
          where told.figure_id = figure.id and month.ends_on <= last.ends_on
            and told.told_at > coalesce(looked.at, bar.frozen_at))
       or exists (select from organisations_lineage line
          join indicators_observationchange change on change.unit_id = line.unit_id
          join indicators_indicatorversion version on version.id = figure.version_id
           and version.indicator_id = change.indicator_id
          join indicators_period month on month.id = change.period_id
          where line.ancestor_id = exemplar.unit_id and month.ends_on <= last.ends_on
            and change.at > coalesce(looked.at, bar.frozen_at)))
"""
BARS_TOUCHED_OF_UNIT = _TOUCHED.format(whose="exemplar.home_id = %(unit)s")
"""The numbers of such exemplars that one `unit` is in charge of."""
_TOUCHED_OF_ALL = _TOUCHED.format(
    whose="exemplar.campaign_id = %(campaign)s or exemplar.home_id = any (%(units)s)"
)


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar: what was frozen, and what the reports say of the same months now."""

    barred: Barred
    now: Value | None

    @property
    def is_changed(self) -> bool:
        """Do the reports say something else, as far as the measure tells it?"""
        if self.now is None:
            return True
        told = measure_of(self.barred.figure).rounded
        return told(self.now.value) != told(self.barred.frozen.value)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An exemplar of which some bars rest on figures that are others now."""

    exemplar: Exemplar
    lines: Sequence[BarLine]

    def found(self) -> dict[str, str | None]:
        """What the reports say now, as a decision keeps it."""
        return {
            str(one.barred.figure.pk): str(one.now.value) if one.now else None
            for one in self.lines
        }

    @property
    def mark(self) -> str:
        """What the page carries, so that another change is noticed."""
        return ";".join(f"{key}={value}" for key, value in self.found().items())

    @property
    def instead(self) -> dict[int, Decimal]:
        """By figure: the value at which it would be frozen anew."""
        return {
            one.barred.figure.pk: one.now.value
            for one in self.lines
            if one.is_changed and one.now is not None
        }


@dataclass(frozen=True, slots=True)
class Turned:
    """What the rule says of a learner by the bar that stands, and by the new one."""

    learning: Learning
    before: Judged
    after: Judged

    @property
    def is_changed(self) -> bool:
        """Would its verdict be another?"""
        return self.before.outcome != self.after.outcome


def bars_touched(*, campaign_id: int = 0, units: Iterable[int] = ()) -> list[int]:
    """Numbers of exemplars worth working out again, in one question."""
    asked: dict[str, Any] = {"campaign": campaign_id, "units": sorted(units)}
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED_OF_ALL + "order by exemplar.id", asked)
        return [pk for (pk,) in cursor.fetchall()]


def corrected_of(exemplar_ids: Iterable[int]) -> list[Corrected]:
    """Those of some that are held up whose bars rest on other figures now, nor were
    looked at like that."""
    some = Exemplar.objects.filter(pk__in=list(exemplar_ids), state__in=HONOURED)
    found = [read_again(one) for one in some.select_related("campaign", "rule")]
    looked = _looked_at([one.exemplar.pk for one in found])
    return [
        one
        for one in found
        if any(line.is_changed for line in one.lines)
        and not _is_same(one.found(), looked.get(one.exemplar.pk))
    ]


def read_again(exemplar: Exemplar) -> Corrected:
    """Each bar with what the reports say now of the very months that it rests on."""
    bars = bars_of(exemplar)
    windows: dict[tuple[date, date], list[Barred]] = defaultdict(list)
    for one in bars:
        windows[_since(exemplar, one), one.frozen.period.ends_on].append(one)
    now: dict[int, Value] = {}
    for (since, until), some in windows.items():
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        figures = [one.figure for one in some]
        now |= of_exemplar(figures, exemplar.campaign, exemplar.unit_id, until, months)
    return Corrected(exemplar, [BarLine(one, now.get(one.figure.pk)) for one in bars])


def _since(exemplar: Exemplar, barred: Barred) -> date:
    """From which day on what flows is added up: as it was, or should have been."""
    frozen = barred.frozen
    if not frozen.is_of_one_month or exemplar.rule is None:
        return frozen.since
    return window_start(exemplar.praised_on or frozen.since, exemplar.rule.window)


def turned_by(corrected: Corrected, day: date) -> list[Turned]:
    """Every learner by both bars: those whose verdict would be another first.

    Who was recognised is judged by the figures of its panel's day, others by today's.
    """
    exemplar = corrected.exemplar
    learners = list(exemplar.learners.alive().order_by("sort_key", "pk"))
    standing = Recognition.objects.filter(
        learning__in=learners, withdrawn_on__isnull=True
    )
    sat_on = dict(
        standing.order_by("pk").values_list("learning", "verdict__panel__values_on")
    )
    groups: dict[date, list[Learning]] = defaultdict(list)
    for one in learners:
        groups[sat_on.get(one.pk, day)].append(one)
    old, new = bars_of(exemplar), bars_of(exemplar, instead=corrected.instead)
    turned: list[Turned] = []
    for on, members in groups.items():
        before = judged(exemplar, members, on, bars=old)
        after = judged(exemplar, members, on, bars=new)
        turned += map(Turned, members, before, after)
    return sorted(turned, key=lambda one: not one.is_changed)


def _looked_at(exemplar_ids: Sequence[int]) -> dict[int, Mapping[str, str | None]]:
    """What the reports said when the head last looked, by exemplar."""
    rows = BarRevisit.objects.filter(exemplar__in=exemplar_ids).order_by("pk")
    return {one.exemplar_id: one.found for one in rows}


def _is_same(
    now: Mapping[str, str | None], last: Mapping[str, str | None] | None
) -> bool:
    return last is not None and _values(now) == _values(last)


def _values(found: Mapping[str, str | None]) -> dict[str, Decimal | None]:
    return {key: Decimal(text) if text else None for key, text in found.items()}
