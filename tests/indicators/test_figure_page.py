"""A figure opened: who may, what it is made of, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import (
    UnitFactory,
    a_province,
    an_actor,
    rebuild_lineage,
    tree,
)
from thidua.indicators.models import Form, FormLine, IndicatorVersion, ReportDuty
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.queries.figure import formula_of
from thidua.indicators.queries.figure_table import reported_tone
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4).id
OWN_QUERIES, PARTS_QUERIES = 12, 10


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def path_of(office: Office, unit: int, period: int) -> str:
    indicator = office.lines["HOUSES"].version.indicator_id
    return reverse("indicators:figure", args=[indicator, unit, period])


@pytest.mark.parametrize("units", [1, 3])
def test_a_figure_costs_the_same_however_many_units_it_is_made_of(
    units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office("HOUSES")
    for commune in office.cast.communes_of(office.district)[:units]:
        office.accepted(month(2025, 4), commune, HOUSES="1")
    client = signed_in(office.receiver())
    of_district = path_of(office, office.district.pk, APRIL)
    of_commune = path_of(office, office.commune.pk, APRIL)
    client.get(of_district)

    with django_assert_num_queries(PARTS_QUERIES):
        page = client.get(of_district).context["page"]
    assert page.value == str(units)
    with django_assert_num_queries(OWN_QUERIES):
        client.get(of_commune)


def test_a_neighbour_and_a_period_that_nobody_asks_for_are_not_found() -> None:
    office = an_office("HOUSES")
    office.accepted(month(2025, 4), None, HOUSES="1")
    neighbour = UnitFactory.create(
        kind=Unit.Kind.COMMUNE, parent=office.cast.districts[1]
    )
    path = path_of(office, office.commune.pk, APRIL)

    assert signed_in(office.officer()).get(path).status_code == 200
    assert signed_in(an_actor(neighbour)).get(path).status_code == 404
    missing = path_of(office, office.commune.pk, 32000)
    assert signed_in(office.officer()).get(missing).status_code == 404
    nowhere = reverse("indicators:figure", args=[999999, office.commune.pk, APRIL])
    assert signed_in(office.officer()).get(nowhere).status_code == 404


def test_who_issues_a_form_sees_what_is_reported_to_it_and_no_other_province() -> None:
    here = a_province()
    nation = here.nation
    there = UnitFactory.create(name="Sông Hậu", kind="province", parent=nation)
    theirs = UnitFactory.create(name="Sở Nội vụ", kind="department", parent=there)
    ours_commune, their_commune = here.communes[0], UnitFactory.create(parent=there)
    rebuild_lineage(tree())
    office = an_office("HOUSES", cast=here)
    version = office.lines["HOUSES"].version
    form = office.form
    form.owner = here.department
    form.save()
    other = Form.objects.create(
        name="Biểu của tỉnh khác",
        owner=theirs,
        tree=tree(),
        period_kind="month",
        starts_on=form.starts_on,
        ends_on=form.ends_on,
        opened_at=form.opened_at,
    )
    FormLine.objects.create(form=other, version=version, level="commune", position=1)
    ReportDuty.objects.create(
        form=other,
        unit=their_commune,
        receiver=theirs,
        during=DateRange(form.starts_on, None),
    )
    issuer = signed_in(an_actor(here.department))

    def seen(unit: Unit) -> bool:
        return issuer.get(path_of(office, unit.pk, APRIL)).status_code == 200

    assert seen(ours_commune)
    assert seen(here.districts[0])
    assert seen(here.province)
    assert not seen(their_commune)
    assert not seen(there)
    assert not seen(nation)


def test_the_receiver_reads_what_the_parts_of_a_ratio_come_to() -> None:
    office = an_office("WATER")
    office.sent(month(2025, 4), None, WATER="90/120")
    key = [office.form.pk, APRIL, office.commune.pk]

    page = signed_in(office.receiver()).get(
        reverse("indicators:report-review", args=key)
    )

    said = page.content.decode().replace("\u00a0", " ")
    assert "90/120" in said
    assert "75,0 %" in said


@pytest.mark.parametrize(
    ("reported", "asked", "tone"),
    [
        (500, 500, "is-good"),
        (495, 500, ""),
        (450, 500, ""),
        (449, 500, "is-late"),
        (0, 0, ""),
    ],
)
def test_a_share_of_reports_is_red_only_where_it_is_poor(
    reported: int, asked: int, tone: str
) -> None:
    assert reported_tone(reported, asked) == tone


def test_how_a_share_is_made_says_each_name_as_it_is_and_no_word_twice() -> None:
    version = IndicatorVersion(
        across="ratio",
        over_time="last",
        numerator_name="Hộ đạt",
        denominator_name="Tổng số hộ",
    )

    assert formula_of(version) == (
        "Cộng cả hai số của các đơn vị: hộ đạt chia tổng số hộ, nhân 100;"
        " lấy kỳ gần nhất có số."
    )
