"""Formulas for many units at once give what they give one unit after the other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.campaigns.factories import MAY
from tests.indicators.factories import JANUARY_2020, SINCE, Office, an_office
from tests.organisations.factories import tree
from thidua.indicators import actions
from thidua.indicators.acting import acting
from thidua.indicators.actions import Meaning
from thidua.indicators.formula import Window
from thidua.indicators.models import (
    Indicator,
    IndicatorVersion,
    Observation,
    Report,
)
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.indicators.queries.columns import Columns
from thidua.indicators.queries.computed import Book
from thidua.organisations.actor import the_system
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
LOADER = the_system("thử")
MONTHS = 30
FIRST = PeriodSpan(PeriodKind.MONTH, 2023, 1).id
PARTS: Mapping[str, dict[str, Any]] = {
    "dong": {},
    "muc": {"nature": "stock"},
    "phan": {
        "nature": "ratio",
        "decimals": 1,
        "numerator_name": "Số hộ đạt",
        "denominator_name": "Tổng số hộ",
    },
    "can": {"nature": "percent", "across": "weighted", "most": Decimal(100)},
    "hang": {"nature": "rank"},
}
"""A flow, a level, a ratio, a weighted share, a rank: all without a measure."""


class Story:
    """The small province, an indicator of each kind, figures with gaps."""

    def __init__(self, seed: int) -> None:
        self.office: Office = an_office("ROAD")
        self.units = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
        self.parts = {name: self.defined(name, **PARTS[name]) for name in PARTS}
        self.chance = Random(seed)
        for version in self.parts.values():
            self.fill(version)

    def defined(self, code: str, **given: Any) -> IndicatorVersion:
        fields: dict[str, Any] = {"measure": "", "decimals": 2, "least": None}
        meaning = Meaning(name=f"Chỉ số {code}", **(fields | given))
        return actions.define_indicator(
            self.office.cast.province,
            code,
            meaning,
            since=SINCE,
            actor=self.office.owner,
            at=JANUARY_2020,
        )

    def formula(self, code: str, text: str) -> IndicatorVersion:
        """Written straight: whether it may be written is not asked here."""
        one = Indicator.objects.create(code=code, owner=self.office.cast.province)
        return IndicatorVersion.objects.create(
            indicator=one,
            number=1,
            name=f"Chỉ số {code}",
            nature="formula",
            across="formula",
            over_time="last",
            formula=text,
            during=DateRange(SINCE, None),
        )

    def fill(self, version: IndicatorVersion) -> None:
        """Each unit by the month, or by the quarter, or both; some say nothing."""
        chance = self.chance
        spans = {
            containing(PeriodSpan(PeriodKind.MONTH, 2023, 1).ends_on, kind): kind
            for kind in PeriodKind
        }
        places = [
            (unit, first.id + nth)
            for unit in self.units
            for first, kind in spans.items()
            if chance.random() < (0.8 if kind == PeriodKind.MONTH else 0.25)
            for nth in range(MONTHS // first.months)
            if chance.random() < 0.7
        ]
        reports = [
            Report(
                form=self.office.form,
                unit_id=unit,
                period_id=period,
                receiver=self.office.district,
                state="accepted",
                first_submitted_at=MAY,
                submitted_at=MAY,
                accepted_at=MAY,
            )
            for unit, period in places
        ]
        with transaction.atomic(), acting(LOADER, at=MAY):
            self.write(version, reports)

    def write(self, version: IndicatorVersion, reports: list[Report]) -> None:
        known = {
            (one.unit_id, one.period_id): one
            for one in Report.objects.filter(form=self.office.form)
        }
        fresh = [one for one in reports if (one.unit_id, one.period_id) not in known]
        Report.objects.bulk_create(fresh)
        known |= {(one.unit_id, one.period_id): one for one in fresh}
        Observation.objects.bulk_create(
            self.figure(version, known[one.unit_id, one.period_id]) for one in reports
        )

    def figure(self, version: IndicatorVersion, report: Report) -> Observation:
        chance = self.chance
        figure = Observation(
            unit_id=report.unit_id,
            indicator_id=version.indicator_id,
            period_id=report.period_id,
            report=report,
            state=chance.choice(["accepted", "submitted", "draft"]),
        )
        value = Decimal(chance.choice([0, 1, 3, 7, chance.randint(0, 10**6)])) / 100
        if version.nature == "ratio":
            figure.denominator = Decimal(chance.randint(1, 50))
            figure.numerator = min(value, figure.denominator)
        elif version.nature == "percent":
            figure.value, figure.weight = value % 100, Decimal(chance.randint(0, 9))
        else:
            figure.value = value
        return figure


def formulas(depth: int = 3) -> st.SearchStrategy[str]:
    """Texts of formulas over the parts; measures always fit, for there are none."""
    part = st.sampled_from([f"[{name}]" for name in PARTS])
    number = st.sampled_from(["2", "0", "0,5", "1.000", "10"])
    inner = formulas(depth - 1) if depth else part
    called = st.sampled_from(
        ["lũy kế({})", "kỳ trước({})", "cùng kỳ({})", "tổng({}; 5)", "−({})"]
    )
    compared = st.sampled_from(["<", "≤", ">", "≥", "=", "≠"])
    return st.one_of(
        part,
        st.builds("({} {} {})".format, inner, st.sampled_from("+−×÷"), inner),
        st.builds("({} ÷ {})".format, inner, number),
        st.builds("({} × {})".format, number, inner),
        st.builds(str.format, called, inner),
        st.builds("lớn nhất({}; {})".format, inner, inner),
        st.builds("nhỏ nhất({}; {})".format, inner, inner),
        st.builds(
            "nếu({} {} {}; {}; {})".format, inner, compared, number, inner, inner
        ),
    )


WINDOWS = st.tuples(st.integers(0, MONTHS - 1), st.sampled_from([1, 3, 7, 12, 15])).map(
    lambda pair: Window(FIRST + pair[0] - pair[1] + 1, FIRST + pair[0])
)


def agree(story: Story, versions: list[IndicatorVersion], windows: list[Window]) -> int:
    """Compare every value with the one-by-one way; how many there were."""
    asked = [(one, window) for one in versions for window in windows]
    columns = Columns.of(tree(), story.units, asked)
    book = Book.of(tree(), story.units, versions, windows)
    count = 0
    for version, window in asked:
        values, months = (
            columns.values(version, window),
            columns.months(version, window),
        )
        for place, unit in enumerate(story.units):
            reading = book.read_version(unit, version, window)
            told = book.months_with_figures(unit, version, window.first, window.last)
            assert values[place] == reading.value, (version.formula, window, unit)
            assert months[place] == len(told)
            count += reading.value is not None
    return count


@pytest.mark.demand("004.4")
@pytest.mark.parametrize("seed", [1, 2])
def test_columns_say_what_is_said_one_by_one(seed: int) -> None:
    story = Story(seed)
    compared: list[int] = []

    @settings(max_examples=20, deadline=None)
    @given(
        st.lists(formulas(), min_size=2, max_size=5),
        st.lists(WINDOWS, min_size=1, max_size=3, unique=True),
    )
    def they_agree(texts: list[str], windows: list[Window]) -> None:
        with transaction.atomic():
            nested = "nếu([f-0] > 1; [f-1] ÷ [f-0]; cùng kỳ([f-1]))"
            versions = [
                story.formula(f"f-{nth}", text)
                for nth, text in enumerate([*texts, nested])
            ]

            compared.append(agree(story, versions, windows))

            transaction.set_rollback(True)

    they_agree()
    assert sum(compared) > 100, "most places have a value"


def test_columns_hold_before_the_queue_is_folded_and_after() -> None:
    story = Story(4)
    versions = [
        story.formula("f-1", "[dong] ÷ [muc] × 100"),
        story.formula("f-2", "[phan] + [can]"),
    ]
    windows = [Window(FIRST + 12, FIRST + 23), Window(FIRST + 20, FIRST + 20)]

    waiting = agree(story, versions, windows)
    with connection.cursor() as cursor:
        cursor.execute("select indicators_recompute()")
    folded = agree(story, versions, windows)

    assert waiting == folded > 5


def test_circles_and_measures_that_do_not_fit_have_no_value_in_columns_either() -> None:
    story = Story(5)
    kilometres = story.office.lines["ROAD"].version.indicator.code
    versions = [
        story.formula("f-1", "[f-2] + [dong]"),
        story.formula("f-2", "[f-1] + [dong]"),
        story.formula("f-3", f"[dong] + [{kilometres}]"),
        story.formula("f-4", "[f-3] + [dong]"),
    ]

    count = agree(story, versions, [Window(FIRST, FIRST + 23)])

    assert count == 0
