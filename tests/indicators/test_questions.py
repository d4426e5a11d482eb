"""What the report's pages ask before they do, and what they never lose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import an_office, month
from tests.indicators.test_pages import APRIL, SCRIPT, address, type_by_script
from thidua.indicators.models import Observation, Report
from thidua.kernel import clock
from thidua.organisations.naming import in_sentence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def test_accepting_with_a_typed_reason_returns_that_row_and_accepts_the_rest() -> None:
    office = an_office("ROAD", "HOUSES")
    office.sent(month(*APRIL), ROAD="4,1", HOUSES="1")
    district = signed_in(office.receiver())
    page = district.get(address("report-review", office)).content.decode()
    main = re.search(r'<button class="btn main"[^>]*>', page)
    assert main
    assert 'form="review"' in main[0]
    assert f'formaction="{address("report-accept", office)}"' in main[0]

    line = office.lines["ROAD"].pk
    said = district.post(
        address("report-accept", office), {f"reason-{line}": "Xem lại."}, follow=True
    )

    commune = office.commune.names.get().full_name
    assert f"Đã trả lại 1 số liệu cho {in_sentence(commune)}" in said.content.decode()
    road = Observation.objects.get(indicator=office.lines["ROAD"].version.indicator_id)
    assert (road.state, road.return_reason) == ("returned", "Xem lại.")
    others = Observation.objects.exclude(pk=road.pk)
    assert {figure.state for figure in others} == {"accepted"}


def test_two_officers_who_type_the_same_are_not_asked() -> None:
    office = an_office("ROAD")
    line = office.lines["ROAD"].pk
    first, second = signed_in(office.officer()), signed_in(office.officer())
    first.post(address("report-save", office), {f"cell-{line}": "4,10"})

    said = second.post(
        address("report-save", office),
        {"cell": [line], "value": ["4,1"], "version": ["0"]},
        **SCRIPT,  # type: ignore[arg-type]
    ).json()

    (cell,) = said["cells"]
    assert (cell["outcome"], cell["version"]) == ("saved", 1)


def test_saving_renews_the_headings_and_leaves_nothing_red() -> None:
    office = an_office("ROAD")
    client = signed_in(office.officer())

    texts = type_by_script(client, office, ("ROAD", "1"))["texts"]

    assert texts["group-1"] == "xong"
    assert (texts["left-words"], texts["still-empty"]) == ("xong", "")


def test_a_month_that_is_not_over_is_asked_about_before_it_is_sent() -> None:
    office = an_office("HOUSES")
    client = signed_in(office.officer())
    type_by_script(client, office, ("HOUSES", "1"))

    with clock.standing_on(month(*APRIL).starts_on.replace(day=20)):
        asked = client.post(address("report-submit", office))
        assert "Tháng 4/2025 chưa hết, vẫn gửi?" in asked.content.decode()
        assert Report.objects.get().state == "draft"
        client.post(address("report-submit", office), {"early": "1"})

    assert Report.objects.get().state == "submitted"


def test_an_unusual_figure_is_asked_about_before_it_is_sent() -> None:
    office = an_office("ROAD")
    for number in range(3, 0, -1):
        office.sent(month(2025, number), ROAD="0,41")
    office.sent(month(2024, 12), ROAD="0,42")
    client = signed_in(office.officer())
    texts = type_by_script(client, office, ("ROAD", "41"))["texts"]
    sending = address("report-submit", office)
    line = office.lines["ROAD"].pk

    asked = client.post(sending).content.decode()
    waits = Report.objects.get(state="draft")
    seen = Observation.objects.get(report=waits).version
    told = {f"note-{line}": "Xong cả tuyến liên xã", f"seen-{line}": str(seen)}
    client.post(sending, {"odd": "1", **told})
    waits.refresh_from_db()

    assert texts["left-words"] == "1 số cần giải trình"
    assert texts["still-empty"] == texts["group-1"] == "1 số cần giải trình"
    assert "Có số khác thường" in asked
    assert asked.count(f'action="{sending}"') == 1
    assert 'href="#odd"' in asked
    assert "Ngoài khoảng thường gặp" in asked
    assert waits.state == "submitted"
    assert Observation.objects.get(report=waits).note == "Xong cả tuyến liên xã"


def test_the_questions_follow_the_figures_until_none_is_left() -> None:
    office = an_office("ROAD", "HOUSES")
    for number in range(3, 0, -1):
        office.sent(month(2025, number), ROAD="0,41", HOUSES="1")
    office.sent(month(2024, 12), ROAD="0,42", HOUSES="1")
    client = signed_in(office.officer())
    sending, report = address("report-submit", office), address("report", office)
    line = office.lines["ROAD"].pk

    type_by_script(client, office, ("ROAD", "41"))
    lacking = client.post(sending)
    type_by_script(client, office, ("HOUSES", "1"))
    filled = client.get(f"{report}?hoi=trong").content.decode()
    asked = client.post(sending).content.decode()
    type_by_script(client, office, ("ROAD", "40"))
    still = client.get(f"{report}?hoi=so").content.decode()
    type_by_script(client, office, ("ROAD", "0,41"))
    none = client.get(f"{report}?hoi=so").content.decode()

    # What is empty and what is odd is named at once.
    assert lacking.status_code == 422
    named = lacking.content.decode().split('id="asks"', 1)[1].split("entry-top", 1)[0]
    assert "Nhà" in named
    assert "ghi lý do không có số" in named
    assert "Còn số khác thường" in named
    assert f'href="#cell-{line}"' in named
    assert f'hx-get="{report}?hoi=trong"' in named
    assert 'id="silent"' not in filled
    assert "<b>41" in asked
    assert f'hx-get="{report}?hoi=so"' in asked
    assert f'id="note-{line}"' in asked
    assert "<b>40" in still
    assert "<b>41" not in still
    assert "Có số khác thường" not in none
    assert none.count(f'action="{sending}"') == 1
    assert f'hx-get="{report}?hoi=so"' not in none


def test_accepting_none_of_the_waiting_reports_says_so() -> None:
    office = an_office("HOUSES")
    office.sent(month(*APRIL), HOUSES="1")
    client = signed_in(office.receiver())
    waiting = reverse("indicators:reports-awaiting")

    assert "Chưa chọn báo cáo nào." not in client.get(waiting).content.decode()
    said = client.get(waiting, {"nhan": "1"}).content.decode()

    assert "Chưa chọn báo cáo nào." in said
    assert 'name="nhan"' in said
