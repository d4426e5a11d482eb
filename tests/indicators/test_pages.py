"""The pages of the room, driven as a person drives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.indicators.models import Observation, Report
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)
SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture(autouse=True)
def on_a_day_in_may(settings: Settings, tmp_path: object) -> Iterator[None]:
    settings.EVIDENCE_ROOT = tmp_path
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def address(name: str, office: Office, *more: int) -> str:
    place = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    return reverse(f"indicators:{name}", args=[*place, *more])


def type_by_script(client: Client, office: Office, *cells: tuple[str, str]) -> Any:
    """What `grid.js` sends for these lines: one request."""
    typed = Observation.objects.filter(
        unit_id=office.commune.pk, period_id=month(*APRIL).pk
    )
    standing = {figure.indicator_id: figure.version for figure in typed}
    lines = [office.lines[name] for name, _text in cells]
    return client.post(
        address("report-save", office),
        {
            "cell": [line.pk for line in lines],
            "value": [text for _name, text in cells],
            "version": [standing.get(line.version.indicator_id, 0) for line in lines],
        },
        **SCRIPT,  # type: ignore[arg-type]
    ).json()


def figure_said(
    client: Client, office: Office, name: str, unit: int, period: int
) -> str:
    """The provisional value on the page of a figure."""
    indicator = office.lines[name].version.indicator_id
    page = client.get(reverse("indicators:figure", args=[indicator, unit, period]))
    found = re.search(r'<b class="t-xl">([^<]*)</b>', page.content.decode())
    assert found
    return found[1]


@pytest.mark.demand("003.4a")
def test_a_month_is_reported_returned_mended_and_accepted() -> None:
    office = an_office()
    commune = signed_in(office.officer())
    district = signed_in(office.receiver())

    type_by_script(commune, office, ("ROAD", "4,1"), ("HOUSES", "1"))
    sent = commune.post(address("report-submit", office), follow=True)
    assert "Báo cáo đã đến" in sent.content.decode()

    line = office.lines["ROAD"].pk
    district.post(
        address("report-return", office), {f"reason-{line}": "Gấp chín lần tháng 3."}
    )
    page = commune.get(address("report", office)).content.decode()
    assert "Gấp chín lần tháng 3." in page

    type_by_script(commune, office, ("ROAD", "0,41"))
    commune.post(address("report-submit", office))
    review = district.get(address("report-review", office)).content.decode()
    assert "<del>4,10</del> <ins>0,41</ins>" in review
    district.post(address("report-accept", office))

    report = Report.objects.get()
    assert report.state == "accepted"
    province = signed_in(an_actor(office.cast.province))
    said = figure_said(
        province, office, "ROAD", office.cast.province.pk, month(*APRIL).pk
    )
    assert said == "0,41"


@pytest.mark.demand("000.1")
def test_each_kind_of_figure_rolls_up_in_its_own_way() -> None:
    office = an_office("HOUSES", "WATER", "LEARNERS", "RANK")
    communes = office.cast.communes_of(office.district)
    figures = (("2", "90/100", "100", "3"), ("5", "10/900", "150", "1"))
    for commune, row in zip(communes, figures, strict=False):
        client = signed_in(office.officer(commune))
        place = [office.form.pk, month(*APRIL).pk, commune.pk]
        names = ("HOUSES", "WATER", "LEARNERS", "RANK")
        client.post(
            reverse("indicators:report-save", args=place),
            {
                f"cell-{office.lines[n].pk}": text
                for n, text in zip(names, row, strict=True)
            },
        )
        client.post(reverse("indicators:report-submit", args=place))
    province = signed_in(an_actor(office.cast.province))
    top, april = office.cast.province.pk, month(*APRIL).pk

    assert figure_said(province, office, "HOUSES", top, april) == "7"
    assert figure_said(province, office, "WATER", top, april) == "10,0"
    assert figure_said(province, office, "LEARNERS", top, april) == "250"
    assert figure_said(province, office, "RANK", top, april) == "chưa có"


@pytest.mark.demand("000.1")
def test_a_sum_over_five_years_opens_from_the_figure() -> None:
    office = an_office("HOUSES")
    for year in range(2020, 2025):
        office.accepted(month(year, 12), HOUSES="4")
    client = signed_in(an_actor(office.cast.province))
    indicator = office.lines["HOUSES"].version.indicator_id
    path = reverse(
        "indicators:figure",
        args=[indicator, office.cast.province.pk, month(2024, 12).pk],
    )

    page = client.get(path, {"tu": "01/01/2020"}).content.decode()

    assert '<b class="t-xl">20</b>' in page
    assert "Tháng 12/2020" in page


def test_without_script_the_whole_form_is_posted_and_what_failed_stays() -> None:
    office = an_office()
    client = signed_in(office.officer())
    road, houses = office.lines["ROAD"].pk, office.lines["HOUSES"].pk

    page = client.post(
        address("report-save", office),
        {f"cell-{road}": "1,5", f"cell-{houses}": "hai căn"},
    )

    said = page.content.decode()
    assert page.status_code == 422
    assert "“hai căn” không phải là số." in said
    assert "Đã gõ: hai căn" in said
    assert Observation.objects.get().value is not None


def test_a_pasted_block_is_one_request_answered_cell_by_cell() -> None:
    office = an_office("ROAD", "HOUSES", "LAND")

    said = type_by_script(
        signed_in(office.officer()),
        office,
        ("ROAD", "1,5"),
        ("HOUSES", "=A1+1"),
        ("LAND", "12.5"),
    )

    assert [cell["outcome"] for cell in said["cells"]] == [
        "saved",
        "refused",
        "refused",
    ]
    assert "công thức" in said["cells"][1]["reason"]


def test_two_officers_in_one_cell_both_see_both_figures() -> None:
    office = an_office("HOUSES")
    line = office.lines["HOUSES"].pk
    first, second = signed_in(office.officer()), signed_in(office.officer())
    first.post(address("report-save", office), {f"cell-{line}": "3"})

    said = second.post(
        address("report-save", office),
        {"cell": [line], "value": ["7"], "version": ["0"]},
        **SCRIPT,  # type: ignore[arg-type]
    ).json()

    (cell,) = said["cells"]
    assert (cell["outcome"], cell["theirs"], cell["value"]) == ("changed", "3", "7")
    assert " ghi 3 vào ô này lúc " in cell["reason"]
    assert Observation.objects.get().value == 3


def test_what_is_only_asked_about_is_not_written_though_nothing_stands_there() -> None:
    office = an_office("HOUSES")
    line = office.lines["HOUSES"].pk
    client = signed_in(office.officer())

    said = client.post(
        address("report-save", office),
        {"cell": [line], "value": ["7"], "version": ["0"], "ask": [line]},
        **SCRIPT,  # type: ignore[arg-type]
    ).json()

    (cell,) = said["cells"]
    assert (cell["outcome"], cell["theirs"], cell["version"]) == ("changed", "", 0)
    assert "số anh/chị gõ trước đó (7) chưa lưu" in cell["reason"]
    assert not Observation.objects.exists()


def test_a_text_that_is_no_figure_is_refused_before_anybody_is_asked() -> None:
    office = an_office("HOUSES")
    line = office.lines["HOUSES"].pk
    first, second = signed_in(office.officer()), signed_in(office.officer())
    first.post(address("report-save", office), {f"cell-{line}": "3"})

    said = second.post(
        address("report-save", office),
        {"cell": [line], "value": ["hai"], "version": ["0"]},
        **SCRIPT,  # type: ignore[arg-type]
    ).json()

    assert [cell["outcome"] for cell in said["cells"]] == ["refused"]
    assert Observation.objects.get().value == 3


def test_a_script_in_a_note_is_shown_as_text() -> None:
    office = an_office("HOUSES")
    client = signed_in(office.officer())
    line = office.lines["HOUSES"].pk
    client.post(address("report-save", office), {f"cell-{line}": "3"})

    client.post(
        address("report-cell", office, line),
        {"note": "<script>alert(1)</script>", "version": "1"},
    )

    page = client.get(address("report-cell", office, line)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_missing_figure_needs_a_reason_before_the_report_is_sent() -> None:
    office = an_office()
    client = signed_in(office.officer())
    type_by_script(client, office, ("ROAD", "1"))

    refused = client.post(address("report-submit", office))
    line = office.lines["HOUSES"].pk
    client.post(
        address("report-cell", office, line),
        {"missing_reason": "Chưa bàn giao căn nào.", "version": "0"},
    )
    sent = client.post(address("report-submit", office))

    assert refused.status_code == 422
    assert f'<a href="#cell-{line}">' in refused.content.decode()
    assert f'data-first="{line}"' in refused.content.decode()
    assert f'id="cell-{line}"' in refused.content.decode()
    assert "Nhà tình thương bàn giao" in refused.content.decode()
    assert sent.status_code == 302


PDF = b"%PDF-1.7\n%%EOF\n"
FILES = {
    "a page": ("bien-ban.html", b"<script>alert(1)</script>"),
    "a page called pdf": ("bien-ban.pdf", b"<html><script>alert(1)</script>"),
    "a pdf called exe": ("bien-ban.exe", PDF),
    "an svg": ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "nothing": ("bien-ban.pdf", b""),
    "a zip": ("bien-ban.docx", b"PK\x03\x04 not an archive"),
}


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES.keys())
def test_a_wrong_file_is_refused_with_a_remedy(name: str, content: bytes) -> None:
    office = an_office("HOUSES")
    client = signed_in(office.officer())

    answer = client.post(
        address("evidence-attach", office, office.lines["HOUSES"].pk),
        {"file": SimpleUploadedFile(name, content)},
    )

    assert answer.status_code == 422
    assert not Observation.objects.filter(evidence__isnull=False).exists()


def test_an_oversized_file_is_refused(settings: Settings) -> None:
    settings.LARGEST_FILE = 10
    office = an_office("HOUSES")

    answer = signed_in(office.officer()).post(
        address("evidence-attach", office, office.lines["HOUSES"].pk),
        {"file": SimpleUploadedFile("bien-ban.pdf", PDF)},
    )

    assert answer.status_code == 422
    assert "quá mức" in answer.content.decode()


def test_a_file_comes_back_as_a_download_that_cannot_run() -> None:
    office = an_office("HOUSES")
    client = signed_in(office.officer())
    client.post(
        address("evidence-attach", office, office.lines["HOUSES"].pk),
        {"file": SimpleUploadedFile("Biên bản nghiệm thu.pdf", PDF)},
    )
    (figure,) = Observation.objects.all()
    path = reverse("indicators:evidence", args=[figure.evidence.get().pk])

    answer = signed_in(office.receiver()).get(path)

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    neighbour = signed_in(office.officer(office.cast.communes[1]))
    assert neighbour.get(path).status_code == 404


def test_a_double_click_sends_a_report_once() -> None:
    office = an_office("HOUSES")
    client = signed_in(office.officer())
    type_by_script(client, office, ("HOUSES", "3"))
    form = {"once": "one-token-for-both"}

    first = client.post(address("report-submit", office), form)
    second = client.post(address("report-submit", office), form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Report.objects.get().version == 2


def test_many_reports_are_named_before_they_are_accepted_together() -> None:
    office = an_office("HOUSES")
    reports = [
        office.sent(month(*APRIL), commune, HOUSES="1")
        for commune in office.cast.communes_of(office.district)
    ]
    client = signed_in(office.receiver())
    chosen = {"chon": [report.pk for report in reports]}

    asked = client.get(reverse("indicators:reports-awaiting"), chosen)
    client.post(reverse("indicators:reports-accept"), chosen)

    assert "Nhận 3 báo cáo sau đây?" in asked.content.decode()
    assert set(Report.objects.values_list("state", flat=True)) == {"accepted"}


@pytest.mark.parametrize("lines", [1, 3])
def test_the_entry_page_costs_the_same_however_long_the_form(
    lines: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office(*["ROAD", "HOUSES", "LAND"][:lines])
    office.accepted(month(2025, 3), None, **dict.fromkeys(office.lines, "1"))
    client = signed_in(office.officer())
    client.get(address("report", office))

    with django_assert_num_queries(ENTRY_QUERIES):
        client.get(address("report", office))


@pytest.mark.parametrize("units", [1, 3])
def test_the_list_of_waiting_reports_costs_the_same_however_long(
    units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office("HOUSES")
    for commune in office.cast.communes_of(office.district)[:units]:
        office.sent(month(*APRIL), commune, HOUSES="1")
    client = signed_in(office.receiver())

    with django_assert_num_queries(AWAITING_QUERIES):
        client.get(reverse("indicators:reports-awaiting"))


ENTRY_QUERIES, AWAITING_QUERIES = 13, 11
