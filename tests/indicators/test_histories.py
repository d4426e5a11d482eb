"""Through whose hands a figure and a report went: page by page, and as Excel."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import Office, after, an_office, month
from tests.organisations.factories import UnitFactory, an_actor
from tests.sheets import rows_at, sheet_at
from thidua.indicators import actions
from thidua.indicators.models import Report
from thidua.kernel.ui.filters import AT_A_TIME
from thidua.kernel.ui.trails import NEWEST
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)
TYPED = AT_A_TIME + 3


def typed_often(office: Office) -> Report:
    """A report whose one figure was typed again and again: 1, 2, 3, …"""
    report = office.report(month(*APRIL))
    for number in range(1, TYPED + 1):
        office.type_in(report, HOUSES=str(number))
    return report


def figure_of(office: Office, report: Report) -> str:
    indicator = office.lines["HOUSES"].version.indicator_id
    args = [indicator, report.unit_id, report.period_id]
    return reverse("indicators:figure", args=args)


def test_a_figure_shows_its_newest_changes_and_leads_to_all_of_them() -> None:
    office = an_office("HOUSES")
    report = typed_often(office)
    figure = figure_of(office, report)
    cell = reverse(
        "indicators:report-cell",
        args=[*report_key(report), office.lines["HOUSES"].pk],
    )
    client = signed_in(office.officer())
    rows = rows_at(client, f"{figure}lich-su/?xuat=excel")

    for page in (client.get(figure), client.get(cell)):
        text = page.content.decode()
        assert text.count(f"<del>{TYPED - 1}</del>") == 1
        assert text.count("<ins>") == NEWEST
        assert f'href="{figure}lich-su/">Tất cả {len(rows)} việc</a>' in text

    first = client.get(f"{figure}lich-su/").content.decode()
    second = client.get(f"{figure}lich-su/?trang=2").content.decode()
    assert first.count("<ins>") == AT_A_TIME
    assert first.count("<ins>") + second.count("<ins>") == TYPED


def test_the_changes_of_a_figure_come_as_excel_with_both_values() -> None:
    office = an_office("HOUSES")
    report = typed_often(office)

    lines = rows_at(
        signed_in(office.officer()), f"{figure_of(office, report)}lich-su/?xuat=excel"
    )

    assert isinstance(lines[0][0], date)
    assert lines[0][-2:] == [str(TYPED - 1), str(TYPED)]
    assert [line[-1] for line in lines if line[-1]] == [
        str(number) for number in range(TYPED, 0, -1)
    ]


def test_a_history_is_closed_to_a_neighbour_as_the_figure_and_the_report_are() -> None:
    office = an_office("HOUSES")
    report = typed_often(office)
    neighbour = UnitFactory.create(
        kind=Unit.Kind.COMMUNE, parent=office.cast.districts[1]
    )
    client = signed_in(an_actor(neighbour))
    of_report = reverse("indicators:report", args=report_key(report))

    for path in (figure_of(office, report), of_report):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}lich-su/").status_code == 404
        assert client.get(f"{path}lich-su/?xuat=excel").status_code == 404


def test_the_history_of_a_report_names_what_was_returned_and_why() -> None:
    office = an_office("HOUSES")
    report = office.sent(month(*APRIL), HOUSES="7")
    line = office.lines["HOUSES"]
    actions.return_figures(
        report,
        {line.pk: "Chưa có biên bản"},
        actor=office.receiver(),
        at=after(month(*APRIL), 3),
    )
    path = reverse("indicators:report-history", args=report_key(report))
    client = signed_in(office.officer())

    lines = rows_at(client, f"{path}?xuat=excel")

    assert [line[3] for line in lines] == ["trả lại", "gửi báo cáo", "bắt đầu báo cáo"]
    assert lines[0][4] == f"{line.version.name}: Chưa có biên bản"
    title = str(sheet_at(client, f"{path}?xuat=excel")[0][0])
    assert office.form.name.upper() in title
    assert path in client.get(path.removesuffix("lich-su/")).content.decode()


def test_a_report_that_nobody_began_has_no_history() -> None:
    office = an_office("HOUSES")
    key = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    client = signed_in(office.officer())

    page = client.get(reverse("indicators:report", args=key))

    assert page.status_code == 200
    assert "lich-su" not in page.content.decode()
    answer = client.get(reverse("indicators:report-history", args=key))
    assert answer.status_code == 404


def report_key(report: Report) -> list[int]:
    return [report.form_id, report.period_id, report.unit_id]
