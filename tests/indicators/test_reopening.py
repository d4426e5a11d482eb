"""An accepted report is opened again, for a reason that everybody can read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.indicators.models import Observation, Report
from thidua.indicators.queries.waiting import waiting_for
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)
WHY = "Đoàn kiểm tra đo lại tuyến 3"


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    with clock.standing_on(date(2025, 5, 20)):
        yield


@pytest.fixture
def office() -> Office:
    made = an_office("ROAD", "HOUSES")
    made.accepted(month(*APRIL), ROAD="1,5", HOUSES="2")
    return made


def reopen(client: Client, office: Office, *names: str, reason: str = WHY) -> Any:
    place = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    return client.post(
        reverse("indicators:report-reopen", args=place),
        {"line": [office.lines[name].pk for name in names], "reason": reason},
        follow=True,
    )


def sums(office: Office, name: str) -> tuple[int, int, Decimal, Decimal]:
    """Reported, accepted, provisional and official total of the province."""
    province: Unit = office.cast.province
    indicator = office.lines[name].version.indicator_id
    with connection.cursor() as cursor:
        cursor.execute(
            "select reported, accepted, total, coalesce(official_total, 0)"
            " from indicators_figures(%s, %s, %s, array[%s]::smallint[])",
            [office.form.tree_id, [province.pk], [indicator], month(*APRIL).pk],
        )
        row: tuple[int, int, Decimal, Decimal] = cursor.fetchone()
    return row


@pytest.mark.demand("003.4a")
def test_an_accepted_report_is_reopened_mended_and_accepted_anew(
    office: Office,
) -> None:
    district, officer = signed_in(office.receiver()), office.officer()
    assert sums(office, "ROAD") == (1, 1, Decimal("1.5"), Decimal("1.5"))

    said = reopen(district, office, "ROAD").content.decode()

    assert "mở lại để sửa" in said
    assert WHY in said
    # The figure counts on, provisionally; the other one stays official.
    assert sums(office, "ROAD") == (1, 0, Decimal("1.5"), Decimal(0))
    assert sums(office, "HOUSES") == (1, 1, Decimal(2), Decimal(2))
    tasks = waiting_for(officer, clock.today())
    (task,) = [one for one in tasks if one.detail.endswith(WHY)]
    assert (task.verb, task.due_on) == ("Sửa và gửi lại", None)
    commune = signed_in(officer)
    place = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    page = commune.get(reverse("indicators:report", args=place)).content.decode()
    assert "1 số liệu đã nhận được mở lại để sửa" in page
    assert WHY in page

    report = Report.objects.get(period=month(*APRIL))
    (answer,) = office.type_in(report, officer, ROAD="1,2")
    assert answer.kind == "saved"
    (locked,) = office.type_in(report, officer, HOUSES="9")
    assert locked.kind == "refused"
    commune.post(reverse("indicators:report-submit", args=place))
    district.post(reverse("indicators:report-accept", args=place))

    assert sums(office, "ROAD") == (1, 1, Decimal("1.2"), Decimal("1.2"))
    review = district.get(reverse("indicators:report-review", args=place))
    assert WHY in review.content.decode()
    indicator = office.lines["ROAD"].version.indicator_id
    figure = reverse(
        "indicators:figure", args=[indicator, office.commune.pk, month(*APRIL).pk]
    )
    assert WHY in district.get(figure).content.decode()


def test_whoever_stands_above_the_receiver_reopens_too_others_do_not(
    office: Office,
) -> None:
    province = signed_in(an_actor(office.cast.province))
    beside = signed_in(an_actor(office.cast.communes[0]))

    assert reopen(beside, office, "ROAD").status_code == 403
    assert reopen(province, office, "ROAD").status_code == 200
    assert Report.objects.get(period=month(*APRIL)).state == "reopened"


@pytest.mark.parametrize(
    ("names", "reason", "words"),
    [
        (["ROAD"], " ", "Chưa ghi lý do mở lại."),
        ([], WHY, "Chưa chọn số liệu nào để mở lại"),
    ],
)
def test_without_a_reason_or_a_figure_nothing_is_reopened(
    office: Office, names: list[str], reason: str, words: str
) -> None:
    answer = reopen(signed_in(office.receiver()), office, *names, reason=reason)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Report.objects.get(period=month(*APRIL)).state == "accepted"


def test_what_was_filled_in_stands_in_the_form_beside_what_it_lacks(
    office: Office,
) -> None:
    client, line = signed_in(office.receiver()), office.lines["ROAD"].pk

    without_figure = reopen(client, office).content.decode()
    without_reason = reopen(client, office, "ROAD", reason=" ").content.decode()
    without_both = reopen(client, office, reason="").content.decode()

    form = without_figure.split('id="mo-lai"', 1)[1]
    assert f">{WHY}</textarea>" in form
    assert f'name="line" value="{line}">' in form
    assert "Đánh dấu ít nhất một số liệu đã nhận." in form
    form = without_reason.split('id="mo-lai"', 1)[1]
    assert f'name="line" value="{line}" checked>' in form
    assert "Ghi lý do; đơn vị báo cáo sẽ đọc được." in form
    form = without_both.split('id="mo-lai"', 1)[1]
    assert "Chưa ghi lý do mở lại." in form
    assert "Chưa chọn số liệu nào để mở lại" in form


def test_the_report_leads_to_the_form_and_its_address_is_never_a_dead_end(
    office: Office,
) -> None:
    client = signed_in(office.receiver())
    place = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    where = reverse("indicators:report", args=place)

    review = reverse("indicators:report-review", args=place)
    assert f'href="{review}#mo-lai"' in client.get(where).content.decode()
    lost = client.get(reverse("indicators:report-reopen", args=place))
    assert lost.status_code == 405
    assert f'<a class="btn" href="{where}">' in lost.content.decode()


def test_a_closed_period_says_how_to_go_on(office: Office) -> None:
    period = month(*APRIL)
    period.closed_at = clock.now()
    period.save()

    answer = reopen(signed_in(office.receiver()), office, "ROAD")

    assert answer.status_code == 409
    assert "Ghi phần chênh vào kỳ đang mở" in answer.content.decode()


def returned(office: Office) -> tuple[Client, list[int]]:
    """A report of March of which the receiver sent the houses back."""
    office.sent(month(2025, 3), ROAD="15", HOUSES="1")
    place = [office.form.pk, month(2025, 3).pk, office.commune.pk]
    client = signed_in(office.receiver())
    reason = {f"reason-{office.lines['HOUSES'].pk}": "Đếm lại"}
    client.post(reverse("indicators:report-return", args=place), reason)
    return client, place


@pytest.mark.demand("003.4a")
def test_of_a_returned_report_another_accepted_figure_is_opened_too(
    office: Office,
) -> None:
    client, place = returned(office)
    review = reverse("indicators:report-review", args=place)
    road = office.lines["ROAD"]

    way = client.get(reverse("indicators:report", args=place)).content.decode()
    assert f'href="{review}#mo-lai"' in way
    form = client.get(review).content.decode().split('id="mo-lai"', 1)[1]
    assert f'name="line" value="{road.pk}"' in form
    assert f'value="{office.lines["HOUSES"].pk}"' not in form
    where = reverse("indicators:report-reopen", args=place)
    silent = client.post(where, {"line": road.pk, "reason": ""})
    assert "Chưa ghi lý do mở lại." in silent.content.decode()
    said = client.post(where, {"line": road.pk, "reason": "Gấp mười"}, follow=True)

    page = said.content.decode()
    assert "Gấp mười" in page
    assert 'id="mo-lai"' not in page  # nothing accepted is left
    assert Report.objects.get(period=place[1]).state == "returned"
    tasks = waiting_for(office.officer(), clock.today())
    (task,) = [one for one in tasks if one.is_sent_back]
    assert task.verb == "Sửa 2 số bị trả lại của"
    assert "Gấp mười" in task.detail
    commune = signed_in(office.officer())
    entry = commune.get(reverse("indicators:report", args=place)).content.decode()
    assert "trả lại 2 số liệu" in entry
    figure = reverse(
        "indicators:figure", args=[road.version.indicator_id, place[2], place[1]]
    )
    assert "Gấp mười" in client.get(figure).content.decode()

    report = Report.objects.get(period=place[1])
    (answer,) = office.type_in(report, office.officer(), ROAD="1,5")
    assert answer.kind == "saved"
    commune.post(reverse("indicators:report-submit", args=place), {"odd": "1"})
    assert "<del>15" in client.get(review).content.decode()


def test_of_a_reopened_report_another_accepted_figure_is_opened_too(
    office: Office,
) -> None:
    client = signed_in(office.receiver())
    reopen(client, office, "ROAD")

    assert reopen(client, office, "ROAD").status_code == 409  # done already
    assert WHY in reopen(client, office, "HOUSES").content.decode()
    assert {one.state for one in Observation.objects.all()} == {"reopened"}
    assert Report.objects.get().state == "reopened"


def test_a_commune_opens_nothing_of_its_returned_report(office: Office) -> None:
    _client, place = returned(office)
    commune = signed_in(office.officer())

    page = commune.get(reverse("indicators:report", args=place)).content.decode()
    assert "#mo-lai" not in page
    answer = commune.post(
        reverse("indicators:report-reopen", args=place),
        {"line": office.lines["ROAD"].pk, "reason": WHY},
    )
    assert answer.status_code == 403


def test_a_report_that_waits_is_returned_not_reopened(office: Office) -> None:
    office.sent(month(2025, 3), ROAD="1", HOUSES="1")
    place = [office.form.pk, month(2025, 3).pk, office.commune.pk]
    line = office.lines["ROAD"].pk

    answer = signed_in(office.receiver()).post(
        reverse("indicators:report-reopen", args=place), {"line": line, "reason": WHY}
    )

    assert answer.status_code == 409


def test_the_database_lets_no_figure_be_reopened_without_the_act(
    office: Office,
) -> None:
    assert office.form.pk
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.update(state="reopened", return_reason="Lén")


def test_the_page_of_an_accepted_report_offers_reopening_and_no_return(
    office: Office,
) -> None:
    place = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    where = reverse("indicators:report-review", args=place)
    receiver, beside = office.receiver(), an_actor(office.cast.department)

    shown = signed_in(receiver).get(where).content.decode()
    bar = shown.split('<div class="actions"', 1)[1]

    assert "không còn “Trả lại”" not in shown
    assert "Cách xem và nhận một báo cáo" not in shown
    assert 'href="#mo-lai"' in bar
    assert 'id="mo-lai"' in shown
    told = signed_in(beside).get(where)
    assert told.status_code == 404 or 'href="#mo-lai"' not in told.content.decode()
