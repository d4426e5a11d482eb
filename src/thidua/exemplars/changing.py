"""Which recognitions rest on figures that were corrected since; computed, not stored.

A recognition keeps what its panel compared. Worked out again by the same day, from the
reports as they stand now, either nothing differs, or some values do: then the office is
told what was compared and what would be now, and decides. What it looked at once is not
asked again until the figures change anew.
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
from thidua.exemplars.models import Exemplar, Recognition, Revisit

Kept = Sequence[Mapping[str, Any]]

# Of standing recognitions those whose learner has a figure that was written since its
# panel, or since the office last looked, or whose exemplar's bar was frozen anew since:
# few of many, and only these are worked out. `whose` is a condition on `exemplar` and
# `panel`, as narrow as can be: a plan that is kept knows no values.
_TOUCHED = """
select one.id
from exemplars_recognition one
join exemplars_panelverdict said on said.id = one.verdict_id
join exemplars_panel panel on panel.id = said.panel_id
join exemplars_exemplar exemplar on exemplar.id = panel.exemplar_id
join exemplars_learning learning on learning.id = one.learning_id
left join lateral (select max(seen.said_at) as at from exemplars_revisit seen
    where seen.recognition_id = one.id) looked on true
where one.withdrawn_on is null
  and ({whose})
  and (exists (select from exemplars_learnedvalue told
          where told.learning_id = learning.id
            and told.told_at > coalesce(looked.at, said.said_at))
       or exists (select from exemplars_exemplarfigure figure
          join exemplars_frozenvalue bar on bar.figure_id = figure.id and bar.number > 1
          where figure.exemplar_id = panel.exemplar_id
            and bar.frozen_at > coalesce(looked.at, said.said_at))
       or exists (select from organisations_lineage line
          join indicators_observationchange change on change.unit_id = line.unit_id
          join exemplars_exemplarfigure figure
            on figure.exemplar_id = panel.exemplar_id
          join indicators_indicatorversion version on version.id = figure.version_id
           and version.indicator_id = change.indicator_id
          where line.ancestor_id = learning.unit_id
            and change.at > coalesce(looked.at, said.said_at)))
"""
TOUCHED_OF_UNIT = _TOUCHED.format(whose="panel.unit_id = %(unit)s")
"""The numbers of such recognitions of the panels of one `unit`."""
_TOUCHED_OF_ALL = _TOUCHED.format(
    whose="exemplar.campaign_id = %(campaign)s or panel.unit_id = any (%(units)s)"
)


def touched(*, campaign_id: int = 0, units: Iterable[int] = ()) -> list[Recognition]:
    """Of a campaign, or of the panels of some units: what is worth working out again,
    in one question."""
    asked: dict[str, Any] = {"campaign": campaign_id, "units": sorted(units)}
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED_OF_ALL + "order by one.id", asked)
        found = [pk for (pk,) in cursor.fetchall()]
    return list(Recognition.objects.filter(pk__in=found)) if found else []


@dataclass(frozen=True, slots=True)
class Changed:
    """A recognition, what was compared, and what would be today."""

    recognition: Recognition
    then: Kept
    now: Judged

    @property
    def is_worse(self) -> bool:
        """Would the rule say less than was recognised?"""
        ranks = ["unknown", "not_yet", "caught_up", "surpassed"]
        return ranks.index(self.now.outcome) < ranks.index(self.recognition.outcome)

    @property
    def mark(self) -> str:
        """What the page carries, so that another change is noticed."""
        kept = self.now.kept()
        said = zip(_values(kept), _bars(kept), strict=True)
        return ";".join(f"{key}={value}/{bar}" for (key, value), (_key, bar) in said)


def changed_of(recognitions: Iterable[Recognition]) -> list[Changed]:
    """Those of standing recognitions whose figures differ from what was compared, or
    whose verdict does since the bar was frozen anew, nor were looked at like that; one
    reading of the figures for each exemplar and day."""
    some = list(
        Recognition.objects.filter(
            pk__in=[one.pk for one in recognitions], withdrawn_on__isnull=True
        ).select_related(
            "learning",
            "verdict__panel__exemplar__campaign",
            "verdict__panel__exemplar__rule",
        )
    )
    looked = _looked_at(some)
    groups: dict[tuple[int, date], list[Recognition]] = defaultdict(list)
    for one in some:
        panel = one.verdict.panel
        groups[panel.exemplar_id, panel.values_on].append(one)
    found = []
    for (_exemplar, day), members in groups.items():
        exemplar: Exemplar = members[0].verdict.panel.exemplar
        again = judged(exemplar, [one.learning for one in members], day)
        for one, now in zip(members, again, strict=True):
            last, computed = looked.get(
                one.pk, (one.verdict.lines, one.verdict.computed)
            )
            is_moved = _bars(now.kept()) != _bars(last) and now.outcome != computed
            if is_moved or _values(now.kept()) != _values(last):
                found.append(Changed(one, one.verdict.lines, now))
    return found


def _looked_at(recognitions: Sequence[Recognition]) -> dict[int, tuple[Kept, str]]:
    """What the office saw when it last looked, and what was computed then."""
    rows = Revisit.objects.filter(recognition__in=[one.pk for one in recognitions])
    return {
        one.recognition_id: (one.found, one.computed) for one in rows.order_by("pk")
    }


def _bars(lines: Kept) -> list[tuple[int, Decimal]]:
    """By what each figure was measured."""
    return [(int(line["figure"]), Decimal(line["frozen"])) for line in lines]


def _values(lines: Kept) -> list[tuple[int, Decimal | None]]:
    """What a figure was, whatever the state of the report that said so."""
    return [
        (int(line["figure"]), Decimal(line["value"]) if line["value"] else None)
        for line in lines
    ]
