"""The figures: the same everywhere, near the goals, with seasons and habits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

import pytest

from thidua.config.demonstration import era_one, era_two
from thidua.config.demonstration.dice import dice, share_out
from thidua.config.demonstration.files import told
from thidua.config.demonstration.habits import sendings
from thidua.config.demonstration.places import BEN_TRE, VINH_LONG, communes_of
from thidua.config.demonstration.series import RISING, Series, Sheet, series_of
from thidua.config.demonstration.targets import goal_of
from thidua.kernel.calendar import nth_working_day

FORMS = ("communes", "districts", "towns", "departments", "hamlets")
LINES = [(form, line) for form in FORMS for line in told("indicators")[form]["lines"]]
IDS = [line["code"] for _form, line in LINES]


def figures_of(form: str, code: str) -> tuple[Series, Sheet]:
    sheet = era_one.sheet_of(form)
    places = era_one.reporters()[form].places
    return era_one.series_of_form(form, places, sheet)[code], sheet


def reached(series: Series, nature: str) -> Decimal:
    """What the province has: the sum, the last level, or the last share in percent."""
    if nature == "flow":
        values = (f.value or Decimal(0) for line in series.values() for f in line)
        return sum(values, Decimal(0))
    last = [line[-1] for line in series.values()]
    if nature == "stock":
        return sum((f.value or Decimal(0) for f in last), Decimal(0))
    parts = sum(f.numerator or 0 for f in last), sum(f.denominator or 0 for f in last)
    return Decimal(100) * parts[0] / parts[1]


@pytest.mark.parametrize(("form", "line"), LINES, ids=IDS)
def test_sums_land_near_the_goals(form: str, line: dict[str, Any]) -> None:
    series, sheet = figures_of(form, line["code"])
    first = Decimal(str(line.get("baseline", 0)))
    asked = (goal_of(line) - first) * Decimal(sheet.elapsed)
    share = (reached(series, line["nature"]) - first) / asked

    assert Decimal("0.75") <= share <= Decimal("1.10")


@pytest.mark.parametrize(("form", "line"), LINES, ids=IDS)
def test_no_figure_is_impossible(form: str, line: dict[str, Any]) -> None:
    series, sheet = figures_of(form, line["code"])

    for figures in series.values():
        assert len(figures) == len(sheet.starts)
        for figure in figures:
            if line["nature"] == "ratio":
                assert figure.denominator is not None
                assert 0 <= (figure.numerator or 0) <= figure.denominator
            else:
                assert figure.value is not None
                assert figure.value >= 0


@pytest.mark.parametrize(("key", "code"), sorted(RISING))
def test_communes_that_found_their_stride_are_far_ahead_in_the_last_year(
    key: str, code: str
) -> None:
    series, _sheet = figures_of("communes", code)
    weights = {one.key: one.weight for one in communes_of(BEN_TRE)}
    last = {
        key: sum(float(one.value or 0) for one in figures[-12:]) / weights[key]
        for key, figures in series.items()
    }

    assert last[key] == max(last.values())
    assert last[key] > 4 * median(last.values())


def test_the_same_seed_gives_the_same_figures() -> None:
    line = told("indicators")["communes"]["lines"][0]
    places = communes_of(BEN_TRE)
    sheet = era_one.sheet_of("communes")

    assert series_of(line, places, sheet) == series_of(line, places, sheet)
    assert dice("a", 1).random() == pytest.approx(0.538984, abs=0.00001)


def province_by_month(code: str) -> dict[date, Decimal]:
    series, sheet = figures_of("communes", code)
    none = Decimal(0)
    return {
        start: sum((one[number].value or none for one in series.values()), none)
        for number, start in enumerate(sheet.starts)
    }


def test_work_rests_at_tet_and_hurries_at_the_end_of_the_year() -> None:
    roads = province_by_month("duong-be-tong")

    assert roads[date(2024, 2, 1)] < roads[date(2024, 3, 1)]
    assert roads[date(2023, 1, 1)] < roads[date(2023, 2, 1)]
    assert roads[date(2024, 12, 1)] > 2 * roads[date(2024, 7, 1)]


def test_a_few_in_a_hundred_are_late_and_some_are_silent() -> None:
    months = era_one.sheet_of("communes").starts
    due = [nth_working_day(_last_day(month), 5) for month in months]
    late = silent = sent = 0
    for place in communes_of(BEN_TRE):
        for day, sending in zip(
            due, sendings(place, due, era_one.TODAY.date(), era_one.SLOW), strict=True
        ):
            if sending.sent_at is None:
                silent += 1
                continue
            sent += 1
            late += sending.sent_at.date() > day

    assert 0.02 < late / sent < 0.06
    assert 0.002 < silent / sent < 0.02


def _last_day(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(1)


def test_nothing_was_sent_after_the_demonstrations_day() -> None:
    due = [date(2025, 5, 9)]
    for place in communes_of(BEN_TRE):
        for sending in sendings(place, due, era_one.TODAY.date(), era_one.SLOW):
            assert sending.sent_at is None or sending.sent_at < era_one.TODAY
            assert sending.accepted_at is None or sending.accepted_at.date() <= (
                era_one.TODAY.date()
            )


def test_the_two_eras_have_their_communes() -> None:
    assert len(communes_of(BEN_TRE)) == 148
    assert len(era_one.reporters()["districts"].places) == 9
    assert len(era_one.reporters()["towns"].places) == 6
    assert len(communes_of(VINH_LONG)) == 124
    assert sum(place.people for place in communes_of(BEN_TRE)) == 1_298_010


def test_the_year_of_vinh_long_is_on_its_way() -> None:
    places = communes_of(VINH_LONG)
    lines = era_two.two_tier_content()["lines"]

    assert len(lines) == 10
    for line in lines:
        series = series_of(line, places, era_two.SHEET)
        first = Decimal(str(line.get("baseline", 0))) if line["nature"] != "flow" else 0
        asked = (goal_of(line) - first) * Decimal(era_two.SHEET.elapsed)
        share = (reached(series, line["nature"]) - first) / asked
        assert Decimal("0.55") < share < Decimal("1.3"), line["code"]


def test_shares_lose_nothing() -> None:
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(share_out(1234, [0.3, 7.1, 2.2, 0.01])) == 1234
    assert share_out(5, []) == []
