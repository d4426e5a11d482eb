"""Among the reports that wait, those that should be opened come first."""

from __future__ import annotations

import pytest
from django.test import Client
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
