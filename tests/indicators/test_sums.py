"""Each kind of figure adds up in its own way; missing is not zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection

from tests.indicators.factories import SINCE, after, an_office, moment, month
from tests.organisations.factories import tree
from thidua.indicators import actions
from thidua.indicators.models import FormLine, IndicatorVersion, RollupDelta, level_of
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.queries import (
    expected_of,
    figures_of,
    late_units,
    over_time,
    received,
)
from thidua.indicators.reading import Typed
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4).id


def version(line: FormLine) -> IndicatorVersion:
    return line.version


def test_a_count_is_the_sum_of_the_communes() -> None:
    office = an_office()
    for commune, houses in zip(office.cast.communes[:3], "235", strict=True):
        office.accepted(month(2025, 4), commune, ROAD="1,5", HOUSES=houses)
    line = version(office.lines["HOUSES"])

    sums = figures_of(tree(), [office.cast.province.pk], [line.indicator_id], [APRIL])

    (of_province,) = sums.values()
    assert of_province.value(line) == 10
    assert of_province.reported == 3


def test_sent_is_provisional_and_only_accepted_is_official() -> None:
    office = an_office()
    office.accepted(month(2025, 4), office.cast.communes[0], ROAD="1", HOUSES="2")
    office.sent(month(2025, 4), office.cast.communes[1], ROAD="1", HOUSES="5")
    line = version(office.lines["HOUSES"])

    (sums,) = figures_of(
        tree(), [office.district.pk], [line.indicator_id], [APRIL]
    ).values()

    assert (sums.value(line), sums.official(line)) == (Decimal(7), Decimal(2))


def test_a_ratio_is_the_sum_of_the_parts_not_the_mean_of_shares() -> None:
    office = an_office("WATER")
    office.accepted(month(2025, 4), office.cast.communes[0], WATER="90/100")
    office.accepted(month(2025, 4), office.cast.communes[1], WATER="10/900")
    line = version(office.lines["WATER"])

    (sums,) = figures_of(
        tree(), [office.district.pk], [line.indicator_id], [APRIL]
    ).values()

    assert sums.value(line) == 10


def test_what_waits_and_what_is_added_up_are_read_alike() -> None:
    """Two plans answer: one adds what waits, one gives the sums as they are kept."""
    office = an_office("ROAD", "WATER")
    office.accepted(month(2025, 4), office.cast.communes[0], ROAD="1,5", WATER="9/10")
    office.sent(month(2025, 4), office.cast.communes[1], ROAD="2", WATER="1/90")
    units = list(Unit.objects.values_list("pk", flat=True))
    indicators = [version(line).indicator_id for line in office.lines.values()]

    waiting = figures_of(tree(), units, indicators, [APRIL])
    assert RollupDelta.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select indicators_fold()")
    assert not RollupDelta.objects.exists()

    assert figures_of(tree(), units, indicators, [APRIL]) == waiting
    assert (office.cast.communes[1].pk, indicators[1], APRIL) in waiting


def test_a_given_percent_is_weighed_by_the_units_weight() -> None:
    office = an_office("COVER")
    line = version(office.lines["COVER"])
    actions.weigh_units(
        line.indicator,
        {
            office.cast.communes[0].pk: Decimal(3),
            office.cast.communes[1].pk: Decimal(1),
        },
        since=SINCE,
        actor=office.owner,
        at=moment(2020, 1, 2),
    )
    office.accepted(month(2025, 4), office.cast.communes[0], COVER="40")
    office.accepted(month(2025, 4), office.cast.communes[1], COVER="80")

    (sums,) = figures_of(
        tree(), [office.district.pk], [line.indicator_id], [APRIL]
    ).values()

    assert sums.value(line) == 50


def test_a_rank_is_never_added_up() -> None:
    office = an_office("RANK")
    office.accepted(month(2025, 4), RANK="3")
    line = version(office.lines["RANK"])

    sums = figures_of(
        tree(), [office.commune.pk, office.district.pk], [line.indicator_id], [APRIL]
    )

    assert sums[office.commune.pk, line.indicator_id, APRIL].value(line) == 3
    assert sums[office.district.pk, line.indicator_id, APRIL].value(line) is None


def test_a_flow_adds_up_over_months_and_a_stock_is_the_last_level() -> None:
    office = an_office("LEARNERS", "HOUSES")
    for number, learners in ((1, "100"), (2, "120"), (4, "110")):
        office.accepted(month(2025, number), LEARNERS=learners, HOUSES="2")
    flow, stock = version(office.lines["HOUSES"]), version(office.lines["LEARNERS"])
    year = [PeriodSpan(PeriodKind.MONTH, 2025, n).id for n in range(1, 13)]
    found = figures_of(
        tree(), [office.district.pk], [flow.indicator_id, stock.indicator_id], year
    )

    def whole(of: IndicatorVersion) -> Decimal | None:
        by_period = {
            key[2]: sums for key, sums in found.items() if key[1] == of.indicator_id
        }
        return over_time(of, by_period, year).value(of)

    assert (whole(flow), whole(stock)) == (Decimal(6), Decimal(110))


def test_a_missing_figure_with_a_reason_is_not_zero() -> None:
    office = an_office("HOUSES")
    report = office.report(month(2025, 4))
    actor = office.officer()
    why = Typed(line_id=office.lines["HOUSES"].pk, missing_reason="Chưa kiểm kê.")
    actions.save_figures(report, [why], actor=actor, at=moment(2025, 4, 29))
    actions.submit_report(report, actor=actor, at=after(month(2025, 4), 2))
    line = version(office.lines["HOUSES"])
    asked = (tree(), [office.district.pk], [line.indicator_id], [APRIL])

    assert figures_of(*asked) == {}
    assert expected_of(*asked) == {(office.district.pk, line.indicator_id, APRIL): 3}


def test_the_figures_are_known_as_they_were_at_another_moment() -> None:
    office = an_office("HOUSES")
    office.accepted(month(2025, 4), office.cast.communes[0], HOUSES="2")  # 4 May
    office.accepted(month(2025, 4), office.cast.communes[1], HOUSES="3")
    line = version(office.lines["HOUSES"])
    asked = (tree(), [office.district.pk], [line.indicator_id], [APRIL])

    before = figures_of(*asked, known_at=moment(2025, 5, 3))
    now = figures_of(*asked, known_at=moment(2025, 6, 1))

    (then,) = before.values()
    assert (then.value(line), then.official(line)) == (Decimal(5), None)
    assert now == figures_of(*asked)


def test_expected_and_received_by_child_and_month() -> None:
    office = an_office("HOUSES")
    communes = office.cast.communes
    office.sent(month(2025, 4), communes[0], HOUSES="1")
    late = office.report(month(2025, 4), communes[1])
    actor = office.officer(communes[1])
    office.type_in(late, actor, HOUSES="1")
    actions.submit_report(late, actor=actor, at=after(month(2025, 4), 20))

    rows = received(
        office.form, office.cast.province, [APRIL], today=moment(2025, 5, 25).date()
    )

    by_unit = {row.unit_id: row for row in rows}
    north = by_unit[office.cast.districts[0].pk]
    assert (north.expected, north.on_time, north.late, north.missing) == (3, 1, 1, 1)
    assert by_unit[office.cast.districts[1].pk].missing == 3


def test_who_is_silent_and_for_how_many_months_in_a_row() -> None:
    office = an_office("HOUSES")
    commune = office.cast.communes[0]
    office.sent(month(2025, 1), commune, HOUSES="1")

    silent = late_units([office.form], commune, APRIL, today=moment(2025, 5, 25).date())

    ((unit, months),) = [(one.unit_id, one.silent) for one in silent]
    assert (unit, months) == (commune.pk, 3)


@pytest.mark.parametrize("kind", Unit.Kind.values)
def test_the_database_and_the_program_agree_on_levels(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select indicators_level_of(%s)", [kind])
        assert cursor.fetchone() == (level_of(kind),)
