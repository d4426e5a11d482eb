"""Many marks are confirmed at once, after their number and names were read."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.campaigns.doors import a_mark
from tests.doors import Cast, signed_in, the_cast
from thidua.campaigns.models import MilestoneMark
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@pytest.fixture
def mark(cast: Cast) -> MilestoneMark:
    return a_mark(cast)


@pytest.fixture
def path(mark: MilestoneMark) -> str:
    return f"/phong-trao/{mark.milestone.audience.campaign_id}/moc/"


def office(cast: Cast) -> Client:
    return signed_in(cast.office)


def test_the_question_names_number_and_units(
    cast: Cast, mark: MilestoneMark, path: str
) -> None:
    page = office(cast).get(f"{path}?chon={mark.pk}").content.decode()

    assert "Công nhận 1 mốc sau đây?" in page
    assert f": {mark.milestone.name}" in page
    assert f'<input type="hidden" name="chon" value="{mark.pk}">' in page


def test_the_named_marks_are_confirmed(
    cast: Cast, mark: MilestoneMark, path: str
) -> None:
    answer = office(cast).post(f"{path}dau/nhan/", {"chon": [mark.pk]})

    mark.refresh_from_db()
    assert answer.status_code == 302
    assert mark.confirmed_by == cast.office.name


def test_one_that_no_longer_waits_stops_all(
    cast: Cast, mark: MilestoneMark, path: str
) -> None:
    MilestoneMark.objects.update(confirmed_at=clock.now(), confirmed_by="Người Khác")

    answer = office(cast).post(f"{path}dau/nhan/", {"chon": [mark.pk]})

    assert answer.status_code == 409
    mark.refresh_from_db()
    assert mark.confirmed_by == "Người Khác"


def test_none_ticked_says_so(cast: Cast, path: str) -> None:
    assert office(cast).post(f"{path}dau/nhan/").status_code == 422


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404)])
def test_others_confirm_nothing(
    cast: Cast, mark: MilestoneMark, path: str, who: str, status: int
) -> None:
    client = signed_in(cast.who(who))

    answer = client.post(f"{path}dau/nhan/", {"chon": [mark.pk]})

    assert answer.status_code == status
    mark.refresh_from_db()
    assert mark.confirmed_at is None


def test_a_reader_is_asked_nothing(cast: Cast, mark: MilestoneMark, path: str) -> None:
    page = signed_in(cast.reader).get(f"{path}?chon={mark.pk}").content.decode()

    assert 'form="pick-marks"' not in page
