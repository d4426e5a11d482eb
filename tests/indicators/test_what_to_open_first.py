"""Among the reports that wait, those that should be opened come first."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import Office, after, an_office, month
from thidua.indicators import actions
from thidua.indicators.models import Report
from thidua.indicators.reading import Typed
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]
APRIL = (2025, 4)


class Waiting:
    """Three communes sent April: one as ever, one ten times as much, one late with a
    note. All had reported five months before."""

    def __init__(self) -> None:
        self.office: Office = an_office("HOUSES")
        first, second, third = self.office.cast.communes_of(self.office.district)
        self.plain = self._sent(first, "6", 2)
        self.odd = self._sent(second, "60", 2)
        self.late = self._sent(third, "6", 20, note="Đã đối chiếu")
        self.client: Client = signed_in(self.office.receiver())

    def _sent(self, commune: Unit, figure: str, day: int, note: str = "") -> Report:
        months = [month(2024, 12), *(month(2025, number) for number in (1, 2, 3))]
        for number, one in enumerate(months):
            self.office.accepted(one, commune, HOUSES=str(5 + number % 2))
        period, who = month(*APRIL), self.office.officer(commune)
        report = self.office.report(period, commune, actor=who)
        cell = Typed(line_id=self.office.lines["HOUSES"].pk, value=figure, note=note)
        actions.save_figures(report, [cell], actor=who, at=after(period, 1))
        return actions.submit_report(report, actor=who, at=after(period, day))

    def page(self, **asked: str | list[int]) -> str:
        """The list as the receiver reads it."""
        address = reverse("indicators:reports-awaiting")
        return self.client.get(address, asked).content.decode()


def test_odd_figures_remarks_and_lateness_are_said_and_come_first() -> None:
    waiting = Waiting()

    page = waiting.page()

    places = [page.index(f'value="{one.pk}"') for one in (waiting.odd, waiting.plain)]
    assert places == sorted(places)
    assert "1 số bất thường" in page
    assert "1 giải trình" in page
    assert "muộn 11 ngày" in page


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("bat-thuong", "odd"),
        ("giai-trinh", "late"),
        ("muon", "late"),
        ("khong", "plain"),
    ],
)
def test_the_list_is_narrowed_to_what_should_be_opened(kind: str, left: str) -> None:
    waiting = Waiting()

    page = waiting.page(xem=kind)

    shown = {
        name
        for name in ("plain", "odd", "late")
        if f'value="{getattr(waiting, name).pk}"' in page
    }
    assert shown == {left}


def test_accepting_many_leaves_out_what_should_be_opened_unless_ticked() -> None:
    waiting = Waiting()
    chosen = [one.pk for one in (waiting.plain, waiting.odd, waiting.late)]

    page = waiting.page(chon=chosen)

    asked = page[: page.index('id="pick"')]
    assert "Nhận 1 báo cáo sau đây?" in asked
    assert "2 báo cáo có số bất thường hay giải trình, để lại" in asked
    assert f'<input type="hidden" name="chon" value="{waiting.plain.pk}">' in asked
    assert f'<input type="hidden" name="chon" value="{waiting.odd.pk}">' not in asked
    assert f'value="{waiting.odd.pk}"' in asked
    assert "Tháng 4/2025: 1 số bất thường" in asked


def counted(report: Report) -> tuple[int | None, int | None]:
    """What is kept beside a report: how many odd figures, how many remarks."""
    return Report.objects.values_list("odd", "remarks").get(pk=report.pk)


def test_what_stands_out_is_counted_when_a_report_is_sent() -> None:
    waiting = Waiting()

    assert counted(waiting.plain) == (0, 0)
    assert counted(waiting.odd) == (1, 0)
    assert counted(waiting.late) == (0, 1)


def test_a_list_asks_for_no_figures_while_the_counts_hold() -> None:
    waiting = Waiting()

    with CaptureQueriesContext(connection) as asked:
        page = waiting.page()

    assert "1 số bất thường" in page
    assert not [one for one in asked if "indicators_observation" in one["sql"]]


def test_a_changed_past_is_reckoned_anew() -> None:
    waiting = Waiting()
    who = waiting.office.officer(waiting.odd.unit)
    before = waiting.office.report(month(2024, 11), waiting.odd.unit, actor=who)
    cell = Typed(line_id=waiting.office.lines["HOUSES"].pk, value="6")

    actions.save_figures(before, [cell], actor=who, at=after(month(*APRIL), 4))

    assert counted(waiting.odd) == (None, None)
    assert counted(waiting.plain) == (0, 0)
    assert "1 số bất thường" in waiting.page(xem="bat-thuong")


def test_a_past_that_makes_it_usual_is_seen_in_the_list() -> None:
    waiting = Waiting()
    for number in range(4, 12):
        figure = str(60 + number % 3)
        waiting.office.sent(month(2024, number), waiting.odd.unit, HOUSES=figure)

    assert counted(waiting.odd) == (None, None)
    assert f'value="{waiting.odd.pk}"' not in waiting.page(xem="bat-thuong")


def test_nothing_is_kept_of_a_report_that_waits_no_longer() -> None:
    waiting = Waiting()
    receiver = waiting.office.receiver()
    line = waiting.office.lines["HOUSES"].pk
    at = after(month(*APRIL), 21)

    actions.accept_report(waiting.plain, actor=receiver, at=at)
    actions.accept_reports([waiting.late], actor=receiver, at=at)
    actions.return_figures(waiting.odd, {line: "Xem lại"}, actor=receiver, at=at)

    for report in (waiting.plain, waiting.late, waiting.odd):
        assert counted(report) == (None, None)


def test_the_database_keeps_both_counts_or_none() -> None:
    waiting = Waiting()

    with pytest.raises(IntegrityError, match="counted_together"), transaction.atomic():
        Report.objects.filter(pk=waiting.plain.pk).update(odd=None)
