"""The unit decides; doubles are joined with a trace; what is shown is agreed to."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from tests.campaigns.factories import MAY, an_indicator
from tests.campaigns.test_achieved import report
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import a_draft, approved, listed, running
from tests.sheets import sheet_at
from thidua.audit.trail import trail_of
from thidua.pledges import actions
from thidua.pledges.models import Registration
from thidua.pledges.states import State

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


def decide(campaign: Any, unit: Any) -> str:
    return f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{unit.pk}/quyet-dinh/"


def test_many_are_approved_after_their_number_and_names() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    made = listed(campaign, commune.pk, a_draft("Lê Thị Hai"), a_draft("Trần Văn Ba"))
    officer = an_actor(commune)
    client, path = signed_in(officer), decide(campaign, commune)

    path += "?trang-thai=submitted"
    asked = client.post(path, {"all": "1"})
    waiting = Registration.objects.filter(state=State.SUBMITTED).count()
    done = client.post(
        path, {"sure": "1", "go": "approve", "chon": [one.pk for one in made]}
    )

    assert "Duyệt 2 bản đăng ký?" in text(asked)
    assert "Hộ Lê Thị Hai" in text(asked)
    assert f'action="{path}"' in text(asked)
    assert waiting == 2
    assert done.status_code == 302
    assert done["Location"].endswith("/?trang-thai=submitted")
    assert set(Registration.objects.values_list("state", flat=True)) == {"approved"}
    entry = trail_of(made[0])[0]
    assert (entry.verb, entry.actor_id) == (
        "pledges.registration.approved",
        officer.user_id,
    )


def test_what_is_returned_says_why_and_comes_back_mended() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    (one,) = listed(campaign, commune.pk)
    officer = an_actor(commune)
    client, path = signed_in(officer), decide(campaign, commune)
    chosen = {"sure": "1", "go": "return", "chon": [one.pk]}

    without = client.post(path, chosen)
    client.post(path, {**chosen, "reason": "Thiếu số cây trồng"})

    assert without.status_code == 422
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.RETURNED, "Thiếu số cây trồng")
    page = text(client.get(f"/dang-ky/{one.pk}/"))
    assert "Thiếu số cây trồng" in page
    sent = client.post(
        f"/dang-ky/{one.pk}/sua/",
        {
            "step": "3",
            "go": "send",
            "kind": "household",
            "name": one.name,
            "birth_year": "1970",
            "words": "Trồng 50 cây dừa xiêm",
            "version": "2",
        },
    )
    assert sent.status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.SUBMITTED, "")


def test_what_somebody_decided_meanwhile_is_told() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    made = listed(campaign, commune.pk, a_draft("Lê Thị Hai"), a_draft("Trần Văn Ba"))
    actions.approve_registrations(made[:1], actor=an_actor(commune), at=MAY)
    client = signed_in(an_actor(commune))

    late = client.post(
        decide(campaign, commune),
        {"sure": "1", "go": "approve", "chon": [one.pk for one in made]},
    )

    assert late.status_code == 409
    assert "1 bản vừa có người quyết định trước." in text(late)
    assert "Lê Thị Hai" in text(late)
    made[1].refresh_from_db()
    assert made[1].state == State.SUBMITTED


def test_two_registrations_of_one_household_are_joined_and_parted() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    kept, double = listed(
        campaign,
        commune.pk,
        a_draft("Nguyễn Văn An", words=""),
        a_draft("Nguyen Van An", birth_year=None, words="Giữ sạch đường"),
    )
    client = signed_in(an_actor(commune))

    page = text(client.get(f"/dang-ky/{double.pk}/"))
    client.post(f"/dang-ky/{double.pk}/gop/{kept.pk}/")

    assert "Có thể đăng ký trùng" in page
    assert "1970" in page
    for one in (kept, double):
        one.refresh_from_db()
    assert (double.state, double.joined_into) == (State.JOINED, kept)
    assert kept.words == "Giữ sạch đường"
    assert "Gộp vào bản khác" in text(client.get(f"/dang-ky/{double.pk}/"))
    client.post(f"/dang-ky/{double.pk}/tach/")
    double.refresh_from_db()
    assert (double.state, double.joined_into) == (State.SUBMITTED, None)


@pytest.mark.demand("000.3")
def test_everybody_sees_the_counts_and_only_what_was_agreed_to() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    approved(
        campaign,
        commune.pk,
        a_draft("Lê Thị Hai", shows=frozenset({"name"})),
        a_draft("Trần Văn Ba", words="Việc kín", address="Ấp 9"),
        a_draft("Phạm Thị Tư", words="Nuôi bò", shows=frozenset({"content"})),
    )
    other = signed_in(an_actor(place.communes[3], "reader"))
    path = f"/phong-trao/{campaign.pk}/dang-ky/"

    page = text(other.get(path))

    assert "3 đăng ký đã duyệt" in page
    assert "Lê Thị Hai" in page
    assert "Nuôi bò" in page
    for hidden in ("Trần Văn Ba", "Việc kín", "Ấp 9", "Phạm Thị Tư", "1970"):
        assert hidden not in page
    assert "Phạm Thị Tư" not in text(other.get(path, {"tim": "pham thi"}))


def test_how_many_registered_comes_as_excel_with_nobody_by_name() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    approved(campaign, commune.pk, a_draft("Lê Thị Hai", shows=frozenset({"name"})))
    other = signed_in(an_actor(place.communes[3], "reader"))
    path = f"/phong-trao/{campaign.pk}/dang-ky/"
    district = place.districts[0]

    page = text(other.get(path, {"don-vi": district.pk}))
    cells = sheet_at(other, f"{path}?don-vi={district.pk}&xuat=excel")

    assert f'href="{path}?don-vi={district.pk}&amp;xuat=excel"' in page
    counted = {line[0]: line[1] for line in cells[5:]}
    assert counted["Xã Tân An"] == 1
    assert counted["Xã Bình Hòa"] == 0, "nobody yet is said too"
    assert "Lê Thị Hai" not in str(cells)


def test_consent_taken_back_hides_at_once() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    (one,) = approved(
        campaign, commune.pk, a_draft("Lê Thị Hai", shows=frozenset({"name"}))
    )
    client = signed_in(an_actor(commune))
    everybody = signed_in(an_actor(place.communes[3], "reader"))
    path = f"/phong-trao/{campaign.pk}/dang-ky/"
    before = text(everybody.get(path))

    client.post(f"/dang-ky/{one.pk}/cong-khai/", {"shows": []})

    assert "Lê Thị Hai" in before
    assert "Lê Thị Hai" not in text(everybody.get(path))


def test_a_unit_shows_no_more_than_the_one_who_registered_agreed_to() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    farmer = an_actor(commune, "reader")
    one = actions.submit_registration(
        campaign, commune.pk, a_draft("Lê Thị Hai"), actor=farmer, at=MAY
    )
    office = signed_in(an_actor(commune))
    path = f"/dang-ky/{one.pk}/cong-khai/"

    assert office.post(path, {"shows": ["name"]}).status_code == 403
    assert signed_in(farmer).post(path, {"shows": ["name"]}).status_code == 302
    assert office.post(path, {"shows": []}).status_code == 302


def test_the_share_of_households_comes_from_what_was_reported() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    rate = an_indicator(
        place.department,
        name="Hộ sạch",
        measure="%",
        nature="ratio",
        across="ratio",
        over_time="last",
        numerator_name="hộ đạt",
        denominator_name="tổng số hộ",
    )
    report(commune, rate, 4, None, "accepted", numerator=30, denominator=40)
    approved(campaign, commune.pk, a_draft("Lê Thị Hai"))
    path = f"/phong-trao/{campaign.pk}/dang-ky/?don-vi={place.districts[0].pk}"

    page = text(signed_in(an_actor(place.department)).get(path))

    assert "2,5%" in page


def test_a_unit_in_which_nobody_registered_is_told_after_a_month(
    settings: Settings,
) -> None:
    place = a_province()
    running(place)
    client = signed_in(an_actor(place.communes[0]))

    before = text(client.get("/"))
    settings.THIDUA_TODAY = "2025-07-01"
    after = text(client.get("/"))

    assert "Mời đăng ký" not in before
    assert "Mời đăng ký" in after


def test_a_long_reason_is_refused_with_its_length_and_nothing_is_cut() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    (made,) = listed(campaign, commune.pk, a_draft("Lê Thị Hai"))
    client, path = signed_in(an_actor(commune)), decide(campaign, commune)
    sent = {"sure": "1", "go": "return", "chon": [made.pk], "reason": "Thiếu số. " * 40}

    answer = client.post(path, sent)

    assert answer.status_code == 422
    assert "Dài 399 ký tự, nhiều nhất 300." in text(answer)
    made.refresh_from_db()
    assert (made.state, made.reason) == (State.SUBMITTED, "")
