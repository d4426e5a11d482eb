"""Home of a farmer: what she can do comes first, and no office's reports."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.campaigns.factories import MAY
from tests.desk.test_pages import words
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import a_draft, running
from thidua.campaigns.models import Audience
from thidua.organisations.models import Mandate
from thidua.pledges import actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def test_a_farmers_home_begins_with_registering() -> None:
    place = a_province()
    campaign = running(place)
    farmer = an_actor(place.hamlets[0], Mandate.Role.READER)
    client = signed_in(farmer)
    invited = f'href="/phong-trao/{campaign.pk}/dang-ky/moi/"'

    answer = client.get("/")
    page, main = words(answer), answer.content.decode().split("<main", 1)[1]

    assert invited in main
    assert "Đăng ký tham gia phong trào" in page
    for official in ("Mở báo cáo", "Một tháng ở đây", "báo cáo tháng phải nhập"):
        assert official not in page
    assert invited in client.get("/dang-ky/cua-toi/").content.decode()
    actions.submit_registration(
        campaign, place.hamlets[0].pk, a_draft("Lê Thị Hai"), actor=farmer, at=MAY
    )
    after = client.get("/")
    assert invited not in after.content.decode()
    assert "Hộ Lê Thị Hai chờ duyệt" in words(after)


def test_a_reader_of_an_office_keeps_the_home_of_an_office() -> None:
    place = a_province()
    running(place)

    page = words(signed_in(an_actor(place.province, Mandate.Role.READER)).get("/"))

    assert "Một tháng ở đây" in page
    assert "Tham gia như thế nào" not in page


def test_campaigns_of_others_do_not_crowd_out_her_own() -> None:
    place = a_province()
    campaign = running(place)
    audience = campaign.audiences.get()
    for _number in range(12):
        campaign.pk, campaign.launcher = None, place.nation
        campaign.save()
    Audience.objects.filter(pk=audience.pk).update(campaign=campaign)
    client = signed_in(an_actor(place.hamlets[0], Mandate.Role.READER))

    for path in ("/", "/dang-ky/cua-toi/"):
        page = client.get(path).content.decode()
        assert f'href="/phong-trao/{campaign.pk}/dang-ky/moi/"' in page
