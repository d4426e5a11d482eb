from __future__ import annotations

import pytest

from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import a_draft, listed, running
from thidua.pledges.models import Registration

pytestmark = pytest.mark.django_db


def test_it_walks() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    officer = an_actor(commune)
    (one,) = listed(campaign, commune.pk, a_draft(), actor=officer)
    client = signed_in(officer)
    for path in (
        f"/phong-trao/{campaign.pk}/",
        f"/phong-trao/{campaign.pk}/dang-ky/",
        f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/",
        f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/?xuat=excel",
        f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/ghi/",
        f"/phong-trao/{campaign.pk}/dang-ky/ma/",
        f"/phong-trao/{campaign.pk}/nguoi-dung-dau/",
        f"/phong-trao/{campaign.pk}/dang-ky/moi/",
        "/dang-ky/cua-toi/",
        "/dang-ky/ma/",
        "/dang-ky/tra-cuu/",
        f"/dang-ky/{one.pk}/",
        "/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
    decide = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{commune.pk}/quyet-dinh/"
    asked = client.post(decide, {"chon": [one.pk], "go": "approve"})
    assert "Duyệt 1 bản đăng ký?" in asked.content.decode()
    done = client.post(decide, {"chon": [one.pk], "go": "approve", "sure": "1"})
    assert done.status_code == 302
    assert Registration.objects.get().state == "approved"
