"""A file that names two periods is asked which one it is of, and is asked once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import place_of
from tests.imports.test_doubts import name_of
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.imports.models import Import
from thidua.indicators.models import Observation
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]
ASKED = "nói khác nhau về “kỳ”: "


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    with clock.standing_on(date(2025, 6, 5)):
        yield


@pytest.fixture
def office() -> Office:
    return an_office("ROAD")


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(an_actor(office.cast.province))


def sent(
    client: Client,
    office: Office,
    name: str = "bieu.xlsx",
    called: str = "Sheet1",
    *,
    period: int = 0,
) -> tuple[Import, str]:
    """A file whose title says April, and the page on which its columns are matched."""
    rows: list[list[make.Cell]] = [
        ["KẾT QUẢ THÁNG 4 NĂM 2025"],
        ["Đơn vị", "Đường bê tông hóa"],
        [name_of(office.commune), 1.5],
    ]
    where = f"/nhap-tep/moi/so-lieu/{place_of(office, period)}/"
    file = make.xlsx(rows, name=name, called=called)
    page = client.post(where, {"file": file}, follow=True)
    return Import.objects.latest("pk"), page.content.decode()


def chosen(client: Client, run: Import, period: str) -> int:
    """Go on with this period; the status of the answer."""
    post = {"const-period": period}
    return client.post(f"/nhap-tep/{run.pk}/cot/", post).status_code


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("bao_cao_thang_5.xlsx", "Tháng 5"),
        ("Báo cáo tháng 05.xlsx", "Sheet1"),
        ("bieu.xlsx", "T5"),
    ],
)
def test_a_file_of_two_months_waits_until_somebody_says_which(
    client: Client, office: Office, name: str, called: str
) -> None:
    run, page = sent(client, office, name, called)

    assert ASKED + "tháng 4/2025; tháng 5" in page
    assert chosen(client, run, "") == 422
    assert chosen(client, run, str(month(2025, 5).pk)) == 302
    run.refresh_from_db()
    assert run.mapping["constants"]["period"] == str(month(2025, 5).pk)


def test_what_was_said_is_proposed_for_the_same_file_and_what_comes_back(
    client: Client, office: Office
) -> None:
    may = month(2025, 5).pk
    run, _page = sent(client, office, "bieu thang 5.xlsx")
    chosen(client, run, str(may))

    for name in ("bieu thang 5.xlsx", "bieu thang 5 - chưa vào.xlsx"):
        again, page = sent(client, office, name)
        assert ASKED not in page
        assert f'<option value="{may}" selected>' in page
        assert again.mapping["constants"]["period"] == str(may)
    _other, page = sent(client, office, "bieu thang 3.xlsx")
    assert ASKED + "tháng 4/2025; tháng 3" in page


def test_a_file_of_another_month_than_the_report_is_asked_about(
    client: Client, office: Office
) -> None:
    _run, page = sent(client, office, period=month(2025, 5).pk)

    assert ASKED + "tháng 4/2025; tháng 5/2025" in page
    assert not Observation.objects.exists()


@pytest.mark.parametrize("name", ["bieu.xlsx", "T4.xlsx", "thang 04-2025.xlsx"])
def test_a_file_that_names_one_month_is_not_asked(
    client: Client, office: Office, name: str
) -> None:
    run, page = sent(client, office, name, "Tháng 4")

    assert ASKED not in page
    assert run.mapping["constants"]["period"] == str(month(2025, 4).pk)
