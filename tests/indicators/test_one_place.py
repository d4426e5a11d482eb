"""What two forms ask of one unit is typed in one of them, and counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import (
    JANUARY_2020,
    Office,
    a_drafted_form,
    an_office,
    every_commune_reports,
    month,
)
from tests.organisations.factories import a_province, tree
from thidua.indicators import actions
from thidua.indicators.actions import Line
from thidua.indicators.models import Form, Observation, Report
from thidua.indicators.queries import expected_of
from thidua.indicators.states import State
from thidua.organisations.models import Lineage, Unit

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)


@pytest.fixture
def office() -> Office:
    return an_office("ROAD", "HOUSES")


@pytest.fixture
def second(office: Office) -> Office:
    """Another form of the same communes that asks for the roads once more."""
    on = {"actor": office.owner, "at": JANUARY_2020}
    form = a_drafted_form(office.cast, on)  # type: ignore[arg-type]
    Form.objects.filter(pk=form.pk).update(name="Biểu thứ hai")
    road = office.lines["ROAD"].version
    lines = actions.set_lines(form, [Line(version_id=road.pk, level="commune")], **on)  # type: ignore[arg-type]
    actions.open_form(form, **on)  # type: ignore[arg-type]
    every_commune_reports(office.cast, form, on, ())  # type: ignore[arg-type]
    return replace(office, form=form, lines={"ROAD": lines[0]})


def seen(office: Office) -> str:
    client = signed_in(office.officer())
    key = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    return client.get(reverse("indicators:report", args=key)).content.decode()


@pytest.mark.demand("003.1")
def test_the_second_form_shows_where_the_figure_is_typed_and_asks_for_nothing(
    office: Office, second: Office
) -> None:
    page = seen(second)

    assert "Không phải nhập ở đây" in page
    assert "nhập ở Báo cáo tháng" in page
    assert f'name="cell-{second.lines["ROAD"].pk}"' not in page
    assert "Không phải nhập ở đây" not in seen(office)


@pytest.mark.demand("003.1")
def test_a_figure_typed_into_the_second_form_is_refused_and_the_report_still_goes(
    office: Office, second: Office
) -> None:
    office.type_in(office.report(month(*APRIL)), ROAD="1,5", HOUSES="2")

    report = second.report(month(*APRIL))
    (answer,) = second.type_in(report, ROAD="9")
    second.sent(month(*APRIL))

    assert answer.kind == "refused"
    assert Observation.objects.get(indicator=figure_of(office)).value == 1.5
    assert Report.objects.get(form=second.form).state == State.SUBMITTED


def figure_of(office: Office) -> int:
    return office.lines["ROAD"].version.indicator_id


def test_the_database_lets_no_other_form_draw_a_figure_away(
    office: Office, second: Office
) -> None:
    office.type_in(office.report(month(*APRIL)), ROAD="1,5", HOUSES="2")
    other = second.report(month(*APRIL))

    with pytest.raises(DatabaseError, match="another form"), transaction.atomic():
        Observation.objects.filter(indicator=figure_of(office)).update(report=other)


@pytest.mark.demand("003.1")
def test_what_is_typed_once_is_expected_once(office: Office, second: Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select expected from indicators_expected(%s, %s, %s, %s)",
            [
                tree().pk,
                [office.cast.province.pk],
                [second.lines["ROAD"].version.indicator_id],
                [month(*APRIL).pk],
            ],
        )
        rows = cursor.fetchall()

    assert rows == [(len(office.cast.communes),)]


def test_many_places_at_once_expect_what_each_expects_alone(
    office: Office, second: Office
) -> None:
    """A small place is asked from its units, a large one from who owes the form."""
    a_province("Cổ Chiên")
    units = sorted(Unit.objects.values_list("pk", flat=True))
    assert Lineage.objects.filter(tree=tree(), ancestor__in=units).count() > 100
    lines = [*office.lines.values(), *second.lines.values()]
    asked = {line.version.indicator_id for line in lines}

    def expected(of: list[int]) -> dict[tuple[int, int, int], int]:
        return expected_of(tree(), of, sorted(asked), [month(*APRIL).pk])

    alone = [expected([unit]) for unit in units]
    assert expected(units) == {key: of[key] for of in alone for key in of}
    assert expected([office.cast.province.pk])
