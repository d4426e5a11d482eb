"""What the pictures of the desk stand on: read once, drawn in several ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.campaigns.models import Campaign
from thidua.desk.queries.below import Scene, places_alone, places_below, scene
from thidua.desk.queries.choices import Choices, choices
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.monitor import line_to, path_of
from thidua.desk.queries.names import Named, named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.punctuality import Count, counts_below
from thidua.desk.queries.silent import Owed, owing_units, units_named_in
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Ground:
    """A unit through a lens: its campaign, twelve months, receipts, names, targets."""

    lens: Lens
    unit: int
    chosen: Choices
    months: Sequence[PeriodSpan]
    counts: Mapping[tuple[int, date], Count]
    owed: Sequence[Owed]
    names: Mapping[int, Named]
    line: Sequence[int]
    scene: Scene

    @property
    def campaign(self) -> Campaign | None:
        return self.chosen.campaign

    @property
    def month(self) -> PeriodSpan:
        """The last of the twelve."""
        return self.months[-1]

    def path(self, pages: Pages) -> list[Link]:
        """From the widest unit the reader watches down to this one."""
        return path_of(self.line, self.names, href=lambda one: self.door(one, pages))

    def door(self, unit: int, pages: Pages) -> str:
        """The picture of a unit through the same lens."""
        return self.lens.at(pages.panorama, unit=unit)


def ground(
    lens: Lens, unit: int, roots: Sequence[int], today: date, *, whole: bool = True
) -> Ground:
    """Everything below a unit that the reader may watch, in a fixed number of queries.

    Without a campaign there are no places and no targets. Who owes a report, how the
    unit itself stands and how all stood the month before is only asked for the `whole`.
    """
    chosen = choices(lens, roots, unit, today)
    lens, campaign = chosen.lens, chosen.campaign
    months = lens.months
    day = months[-1].ends_on
    counts = counts_below(unit, chosen.form_ids, months, today)
    owed = owing_units(lens, unit, chosen.form_ids, today) if whole else []
    line = line_to(unit, roots, campaign, day)
    places = places_below(campaign, unit, day) if campaign else []
    reporting = {child for child, _month in counts}
    names = named({*places, *reporting, *units_named_in(owed), *line}, day)
    seen = Scene((), (), ())
    if campaign and whole:
        seen = scene(campaign, unit, places, counts, names, months)
    elif campaign:
        seen = places_alone(campaign, places, counts, names, months)
    return Ground(
        lens=replace(lens, unit=unit),
        unit=unit,
        chosen=chosen,
        months=months,
        counts=counts,
        owed=owed,
        names=names,
        line=line,
        scene=seen,
    )
