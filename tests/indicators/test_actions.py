"""Enter, send, accept, return: what each act does and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from tests.indicators.factories import after, an_office, moment, month
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.indicators import actions
from thidua.indicators.acting import acting
from thidua.indicators.checks import usual_range
from thidua.indicators.models import (
    FormPeriod,
    Observation,
    ObservationChange,
    Report,
)
from thidua.indicators.reading import Typed
from thidua.indicators.states import State
from thidua.kernel.errors import Refused, RuleBroken, WrongMoment
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)


def test_opening_a_form_dates_every_period_by_working_days() -> None:
    office = an_office()

    asked = FormPeriod.objects.get(form=office.form, period=month(*APRIL))

    assert asked.due_on.isoformat() == "2025-05-09"  # 1 and 2 May are days off
    assert office.form.periods.count() == 84


def test_a_commune_types_a_figure_the_vietnamese_way() -> None:
    office = an_office()
    report = office.report(month(*APRIL))

    (answer,) = office.type_in(report, ROAD="1,25")

    assert answer.is_saved
    figure = Observation.objects.get(report=report)
    assert (figure.value, figure.state) == (Decimal("1.25"), State.DRAFT)


def test_every_change_of_a_figure_is_kept_with_its_author() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    actor = office.officer()

    office.type_in(report, actor, HOUSES="3")
    office.type_in(report, actor, HOUSES="4")

    first, second = ObservationChange.objects.order_by("pk")
    assert first.before is None
    assert first.after
    assert second.before
    assert second.after
    assert (first.after["value"], second.before["value"], second.after["value"]) == (
        3,
        3,
        4,
    )
    assert second.actor_name == actor.name


def test_the_database_refuses_a_figure_that_nobody_wrote() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    office.type_in(report, HOUSES="3")

    with pytest.raises(IntegrityError, match="who acts"), transaction.atomic():
        Observation.objects.update(value=5)


def test_a_figure_has_its_indicator_and_an_indicator_stays() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    office.type_in(report, HOUSES="3")
    figures = Observation.objects.filter(report=report)

    with (
        pytest.raises(IntegrityError, match="of no indicator"),
        transaction.atomic(),
        acting(office.officer(), at=moment(2025, 5, 9)),
    ):
        figures.update(indicator_id=0)
    with (
        pytest.raises(IntegrityError, match="taken away"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from indicators_indicator")


def test_the_scale_of_the_form_is_applied() -> None:
    office = an_office("MONEY", scales={"MONEY": Decimal(1_000_000)})
    report = office.report(month(*APRIL))

    office.type_in(report, MONEY="12,5")

    assert Observation.objects.get(report=report).value == 12_500_000


def test_a_cumulative_entry_is_kept_as_the_months_own_part() -> None:
    office = an_office("LAND", cumulative=("LAND",))
    office.accepted(month(2025, 1), LAND="100")
    office.accepted(month(2025, 2), LAND="250")
    report = office.report(month(2025, 3))

    office.type_in(report, LAND="260")

    kept = Observation.objects.order_by("period").values_list("value", flat=True)
    assert list(kept) == [100, 150, 10]


def test_a_year_begins_its_cumulative_count_anew() -> None:
    office = an_office("LAND", cumulative=("LAND",))
    office.accepted(month(2024, 12), LAND="900")
    report = office.report(month(2025, 1))

    office.type_in(report, LAND="70")

    assert Observation.objects.get(report=report).value == 70


def test_a_number_that_can_be_read_two_ways_is_asked_about() -> None:
    office = an_office()

    (answer,) = office.type_in(office.report(month(*APRIL)), ROAD="12.5")

    assert (answer.kind, answer.choices) == ("asks", ("12,5", "125"))
    assert not Observation.objects.exists()


def test_a_jump_asks_for_a_note_and_does_not_block() -> None:
    office = an_office()
    for number in range(1, 6):
        office.accepted(month(2024, number), ROAD="0,4", HOUSES="1")

    (answer,) = office.type_in(office.report(month(2024, 6)), ROAD="4,1")

    assert answer.is_saved
    assert [finding.kind for finding in answer.findings] == ["jump"]


def test_where_nought_is_usual_a_figure_is_no_jump() -> None:
    noughts = [Decimal(0)] * 11

    assert usual_range([*noughts, Decimal(3)], least=Decimal(0)) is None
    alike = [Decimal("0.4")] * 11
    low, high = usual_range([*alike, Decimal(1)], least=Decimal(0)) or (0, 0)
    assert low <= Decimal("0.4") <= high < Decimal("4.1")


def test_with_three_figures_behind_it_nothing_is_called_a_jump() -> None:
    office = an_office()
    for number in range(1, 4):
        office.accepted(month(2024, number), ROAD="0,4", HOUSES="1")

    (answer,) = office.type_in(office.report(month(2024, 4)), ROAD="4,1")

    assert answer.findings == ()


def test_two_officers_in_one_cell_the_second_sees_both_figures() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    office.type_in(report, HOUSES="3")
    line = office.lines["HOUSES"]

    (answer,) = actions.save_figures(
        report,
        [Typed(line_id=line.pk, value="7", version=0)],
        actor=office.officer(),
        at=moment(2025, 4, 29),
    )

    assert (answer.kind, answer.theirs, answer.yours) == ("changed", "3", "7")
    assert Observation.objects.get(report=report).value == 3


def test_a_report_with_a_silent_cell_is_not_sent_and_says_which() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    office.type_in(report, ROAD="1")

    with pytest.raises(RuleBroken, match="Nhà tình thương"):
        actions.submit_report(report, actor=office.officer(), at=moment(2025, 5, 2))


def test_a_cell_with_a_reason_is_no_silent_cell() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    office.type_in(report, ROAD="1")
    why = Typed(
        line_id=office.lines["HOUSES"].pk, missing_reason="Chưa có nhà bàn giao."
    )
    actions.save_figures(report, [why], actor=office.officer(), at=moment(2025, 4, 29))

    report = actions.submit_report(
        report, actor=office.officer(), at=moment(2025, 5, 2)
    )

    assert report.state == State.SUBMITTED


def test_accepting_locks_the_figures_even_against_the_program() -> None:
    office = an_office()
    report = office.accepted(month(*APRIL), ROAD="1", HOUSES="2")

    with pytest.raises(WrongMoment):
        office.type_in(report, HOUSES="3")
    with (
        pytest.raises(IntegrityError, match="accepted"),
        transaction.atomic(),
        acting(office.officer(), at=moment(2025, 5, 9)),
    ):
        Observation.objects.filter(report=report).update(value=9)


def test_returned_figures_are_mended_and_the_others_stay_accepted() -> None:
    office = an_office()
    report = office.sent(month(*APRIL), ROAD="41", HOUSES="2")
    receiver = an_actor(report.receiver)

    report = actions.return_figures(
        report,
        {office.lines["ROAD"].pk: "Gấp chín lần tháng trước."},
        actor=receiver,
        at=after(month(*APRIL), 5),
    )

    states = dict(report.observations.values_list("indicator__versions__name", "state"))
    assert states == {
        "Đường bê tông hóa": "returned",
        "Nhà tình thương bàn giao": "accepted",
    }
    (refused,) = office.type_in(report, HOUSES="5")
    assert (refused.kind, "khóa" in refused.reason) == ("refused", True)
    assert office.type_in(report, ROAD="4,1")[0].is_saved
    report = actions.submit_report(
        report, actor=office.officer(), at=after(month(*APRIL), 6)
    )
    report = actions.accept_report(report, actor=receiver, at=after(month(*APRIL), 7))
    assert set(report.observations.values_list("state", flat=True)) == {"accepted"}
    assert report.first_submitted_at == after(month(*APRIL), 2)


def test_returning_without_a_reason_is_refused() -> None:
    office = an_office()
    report = office.sent(month(*APRIL), ROAD="41", HOUSES="2")

    with pytest.raises(RuleBroken):
        actions.return_figures(
            report,
            {office.lines["ROAD"].pk: " "},
            actor=an_actor(report.receiver),
            at=after(month(*APRIL), 5),
        )


@pytest.mark.parametrize("who", ["the unit itself", "a reader", "the province"])
def test_only_the_receiver_accepts(who: str) -> None:
    office = an_office()
    report = office.sent(month(*APRIL), ROAD="1", HOUSES="2")
    actor = {
        "the unit itself": an_actor(office.commune, Mandate.Role.HEAD),
        "a reader": an_actor(office.district, Mandate.Role.READER),
        "the province": an_actor(office.cast.province),
    }[who]

    with pytest.raises(Refused):
        actions.accept_report(report, actor=actor, at=after(month(*APRIL), 5))


def test_many_reports_are_accepted_at_once_or_none() -> None:
    office = an_office()
    communes = office.cast.communes_of(office.district)
    reports = [office.sent(month(*APRIL), c, ROAD="1", HOUSES="2") for c in communes]
    receiver = office.receiver()

    actions.accept_reports(reports, actor=receiver, at=after(month(*APRIL), 5))

    assert set(Report.objects.values_list("state", flat=True)) == {"accepted"}
    assert Entry.objects.filter(verb="indicators.report.accepted").count() == 3
    with pytest.raises(WrongMoment):
        actions.accept_reports(reports, actor=receiver, at=after(month(*APRIL), 6))


def test_a_closed_period_takes_no_more_figures() -> None:
    office = an_office()
    report = office.report(month(*APRIL))
    administrator = an_actor(office.cast.province, Mandate.Role.ADMINISTRATOR)
    actions.close_period(month(*APRIL), actor=administrator, at=moment(2025, 6, 1))

    with pytest.raises(WrongMoment, match="khóa sổ"):
        actions.save_figures(
            Report.objects.get(pk=report.pk),
            [Typed(line_id=office.lines["ROAD"].pk, value="1")],
            actor=office.officer(),
            at=moment(2025, 6, 2),
        )


BAD = {
    "letters": "một nghìn",
    "formula": "=SUM(A1:A9)",
    "script": "<script>alert(1)</script>",
    "exponent": "1e400",
    "nul": "1\x002",
    "huge": "9" * 500,
    "nan": "NaN",
    "infinity": "Infinity",
    "negative": "-5",
    "another measure": "5 kg",
    "too fine": "1,2345",
    "sheet error": "#REF!",
    "long text": "x" * 100_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_is_no_figure_is_refused_with_a_remedy(text: str) -> None:
    office = an_office()
    report = office.report(month(*APRIL))

    (answer,) = office.type_in(report, ROAD=text)

    assert answer.kind == "refused"
    assert answer.reason
    assert answer.remedy
    assert not Observation.objects.exists()
