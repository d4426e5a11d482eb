"""A year of response: every unit by month and step, each mark opens its cause."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.campaigns.factories import MAY, a_campaign
from tests.desk.cast import APRIL, MARCH
from tests.doors import signed_in
from tests.follow_up.cast import AFTER, DUE, a_round, the_office
from tests.organisations.factories import an_actor
from tests.sheets import rows_at
from thidua.campaigns.models import AudienceMember, CampaignForm
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2025, 5, 20)


@pytest.fixture
def story() -> tuple[Client, Client, list[Unit], str]:
    """April: one commune in time, one late, the others silent and told so."""
    cast = the_office()
    campaign = a_campaign(of=cast.province, launched=True)
    CampaignForm.objects.create(campaign=campaign, form=cast.form)
    communes = cast.province.communes
    AudienceMember.objects.filter(unit=communes[0]).update(acknowledged_at=MAY)
    cast.send(communes[0], APRIL)
    cast.send(communes[0], MARCH, days_late=2)
    cast.send(communes[1], APRIL, days_late=4)
    commune = signed_in(an_actor(communes[2]))
    for day in (DUE, AFTER):
        a_round(day)
    office = signed_in(an_actor(cast.province.department))
    return office, commune, communes, f"/theo-doi/huong-ung/{campaign.pk}/"


def read(client: Client, path: str) -> str:
    with clock.standing_on(TODAY):
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.demand("004.4b")
def test_it_is_seen_who_was_late_month_by_month_and_every_mark_opens(
    story: tuple[Client, Client, list[Unit], str],
) -> None:
    office, _commune, communes, path = story
    whole = read(office, path)
    north = communes[0].placements.get().parent_id
    below = read(office, f"{path}?nam=2025&don-vi={north}")

    assert "1/3" in whole  # Cồn Bắc in April
    assert f"don-vi={communes[1].pk}&amp;phong-trao=" in below
    for words in ("đúng hạn", "muộn", "chưa gửi", "20/05"):
        assert words in below
    assert "nơi chưa báo tiếp nhận" in below


def test_how_often_a_unit_was_reminded_opens_what_it_counts(
    story: tuple[Client, Client, list[Unit], str],
) -> None:
    office, commune, communes, path = story
    north = communes[1].placements.get().parent_id
    table = read(office, f"{path}?nam=2025&don-vi={north}")
    told = f"{path}da-nhac/?nam=2025&don-vi={communes[2].pk}"

    assert f"{told}#reminded".replace("&", "&amp;") in table
    page = read(office, told)
    assert "Biểu tháng, tháng 4/2025" in page
    assert f"/{APRIL.id}/{communes[2].pk}/" in page
    with clock.standing_on(TODAY):
        theirs = commune.get(f"{path}da-nhac/?nam=2025&don-vi={communes[1].pk}")
    assert theirs.status_code == 404


def test_a_commune_sees_its_own_and_not_its_neighbours(
    story: tuple[Client, Client, list[Unit], str],
) -> None:
    _office, commune, communes, path = story

    own = read(commune, path)
    with clock.standing_on(TODAY):
        theirs = commune.get(f"{path}?don-vi={communes[0].pk}")

    assert "Xã Đông Phú" in own
    assert "Bị nhắc quá hạn" in own
    assert theirs.status_code == 404


def test_the_table_is_handed_on_as_excel(
    story: tuple[Client, Client, list[Unit], str],
) -> None:
    office, _commune, _communes, path = story
    with clock.standing_on(TODAY):
        answer = office.get(f"{path}?xuat=excel")

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_what_a_unit_was_told_is_handed_on_as_excel_to_who_may_read_it(
    story: tuple[Client, Client, list[Unit], str],
) -> None:
    office, commune, communes, path = story
    told = f"{path}da-nhac/?nam=2025&don-vi={communes[2].pk}&xuat=excel"

    with clock.standing_on(TODAY):
        lines = rows_at(office, told)
        theirs = commune.get(told.replace(str(communes[2].pk), str(communes[1].pk)))

    assert ["Bị nhắc quá hạn", "Biểu tháng, tháng 4/2025", AFTER, "chưa gửi"] in lines
    assert theirs.status_code == 404
