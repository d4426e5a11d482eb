"""Figures in parts: a breakdown, an indicator that takes it up, a form that asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.indicators.factories import (
    HOUSES,
    JANUARY_2020,
    SINCE,
    By,
    Office,
    a_drafted_form,
    every_commune_reports,
)
from tests.organisations.factories import Province, a_province, an_actor
from thidua.indicators import actions
from thidua.indicators.actions import Line, Meaning, Reporter
from thidua.indicators.models import Breakdown, Indicator, IndicatorPart

SEX = ("nam", "nữ")
PEOPLE = Meaning(name="Người học xong kỹ năng số", measure="người")


def a_breakdown(
    cast: Province,
    name: str = "Giới tính",
    categories: Sequence[str] = SEX,
    *,
    kind: str = "divides",
    since: date = SINCE,
) -> Breakdown:
    """By sex, drawn up by the province, unless another is named."""
    return actions.draw_up_breakdown(
        cast.province,
        name=name,
        kind=kind,
        categories=categories,
        since=since,
        actor=an_actor(cast.province),
        at=JANUARY_2020,
    )


def parted(
    indicator: Indicator, breakdown: Breakdown, *, since: date = SINCE
) -> list[IndicatorPart]:
    """The indicator takes the breakdown up."""
    return actions.take_up_breakdown(
        indicator,
        breakdown,
        since=since,
        actor=an_actor(indicator.owner),
        at=JANUARY_2020,
    )


def an_indicator(
    cast: Province, code: str = "nguoi-hoc", meaning: Meaning = PEOPLE
) -> Indicator:
    """Learners of the province, added up."""
    return actions.define_indicator(
        cast.province,
        code,
        meaning,
        since=SINCE,
        actor=an_actor(cast.province),
        at=JANUARY_2020,
    ).indicator


@dataclass
class Parted:
    """An office whose form asks for learners by sex and, among them, poor ones."""

    office: Office
    whole: Indicator
    sex: Breakdown
    poor: Breakdown

    def part(self, name: str) -> Indicator:
        """The part that a category is: `nữ`."""
        return Indicator.objects.get(part_of__category__name=name)


def a_parted_office(
    cast: Province | None = None,
    *,
    reporters: Sequence[Reporter] = (),
    level: str = "commune",
    is_cumulative: bool = False,
    meaning: Meaning = PEOPLE,
) -> Parted:
    """A monthly form: learners (ALL), of them NAM and NỮ, and POOR among them.

    Its lines go by these names; houses (HOUSES) stand beneath, whole.
    """
    cast = cast or a_province()
    whole = an_indicator(cast, meaning=meaning)
    houses = an_indicator(cast, "nha", HOUSES)
    sex = a_breakdown(cast)
    poor = a_breakdown(cast, "Hộ nghèo", ["thuộc hộ nghèo"], kind="among")
    parted(whole, sex)
    parted(whole, poor)
    lines = [
        Line(
            version_id=whole.versions.get().pk,
            level=level,
            breakdowns=(sex.pk, poor.pk),
            is_cumulative=is_cumulative,
        ),
        Line(version_id=houses.versions.get().pk, level=level),
    ]
    names = ("ALL", "MEN", "WOMEN", "POOR", "HOUSES")
    office = an_open_form(cast, lines, names, reporters)
    return Parted(office, whole, sex, poor)


def a_grid_with_parts(count: int) -> Office:
    """A form with learners and so many parts among them."""
    cast = a_province()
    whole = an_indicator(cast)
    names = [f"nhóm {number}" for number in range(1, count + 1)]
    some = a_breakdown(cast, "Đối tượng", names, kind="among")
    parted(whole, some)
    line = Line(
        version_id=whole.versions.get().pk, level="commune", breakdowns=(some.pk,)
    )
    return an_open_form(cast, [line], ("ALL", *names))


def an_open_form(
    cast: Province,
    lines: Sequence[Line],
    names: Sequence[str],
    reporters: Sequence[Reporter] = (),
) -> Office:
    """A monthly form with these lines, open, reported by every commune."""
    owner = an_actor(cast.province)
    by: By = {"actor": owner, "at": JANUARY_2020}
    form = a_drafted_form(cast, by)
    written = actions.set_lines(form, lines, **by)
    actions.open_form(form, **by)
    every_commune_reports(cast, form, by, reporters)
    return Office(cast, form, dict(zip(names, written, strict=True)), owner)


def widened(breakdown: Breakdown, name: str, *, since: date = SINCE) -> None:
    """One more category."""
    actions.add_categories(
        breakdown,
        [name],
        since=since,
        actor=an_actor(breakdown.owner),
        at=JANUARY_2020,
    )
