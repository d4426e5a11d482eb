"""Content is registered by oneself or by the unit, taken up, returned, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import registered
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import running
from tests.prospects.factories import a_prospect
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.registering import offers_at
from thidua.exemplars.states import State
from thidua.exemplars.views import registering
from thidua.organisations.models import Mandate
from thidua.organisations.naming import unit_called
from thidua.prospects.states import State as ProspectState

pytestmark = pytest.mark.django_db
READER = Mandate.Role.READER
PROMISE = "Trữ đủ nước mưa cho cả mùa hạn, chỉ mười hộ làm theo."


A_HOUSEHOLD = {
    "kind": "household",
    "promise": PROMISE,
    "field": "water",
    "rows": "1",
    "name0": "số lu chứa nước mưa",
    "measure0": "cái",
    "baseline0": "2",
    "goal0": "6",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def typed(**given: str) -> dict[str, str]:
    """What an officer types of a farmer."""
    return {
        "kind": "person",
        "name": "Lê Thị Hai",
        "title": "Mỗi nhà một lu nước ngọt",
        "promise": PROMISE,
        "field": "water",
        "rows": "2",
        **given,
    }


@pytest.mark.demand("003.4")
@pytest.mark.demand("000.9")
@pytest.mark.parametrize("kinds", [["commune", "hamlet"], ["commune"]])
def test_a_farmer_registers_on_a_phone_and_the_unit_takes_it_up(
    kinds: list[str],
) -> None:
    """Also where the hamlet takes no part, but the commune it lies in."""
    place = a_province()
    campaign = running(place, kinds=kinds)
    farmer, officer = (
        an_actor(place.hamlets[0], READER),
        an_actor(place.communes[0]),
    )
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"
    phone = signed_in(farmer)

    asked = text(phone.get(path))
    sent = phone.post(path, A_HOUSEHOLD)
    one = Exemplar.objects.get()
    desk = text(signed_in(officer).get("/"))
    board = f"/phong-trao/{campaign.pk}/dien-hinh/theo-doi/"
    office = signed_in(officer)
    waiting = text(office.get(board))
    office.post(board, {"chon": str(one.pk)})
    one.refresh_from_db()

    assert "Hộ nhà tôi" in asked
    assert sent["Location"] == f"/dien-hinh/{one.pk}/ho-so/"
    assert (one.person_id, one.home_id) == (farmer.person_id, place.communes[0].pk)
    figure = one.figures.get()
    assert (figure.name, figure.source) == ("số lu chứa nước mưa", "typed")
    assert figure.goal == 6
    assert "1 đăng ký điển hình" in desk
    assert "1 đăng ký chờ đưa vào theo dõi" in waiting
    assert one.state == State.TRACKED
    assert "đang theo dõi" in text(phone.get(f"/dien-hinh/{one.pk}/ho-so/"))


@pytest.mark.demand("000.9")
@pytest.mark.demand("003.3")
def test_a_prospect_registers_with_what_is_known_of_it() -> None:
    place = a_province()
    campaign = running(place)
    officer = an_actor(place.communes[0])
    prospect = a_prospect(place.communes[0])
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/?nhan-to={prospect.pk}"
    client = signed_in(officer)

    asked = text(client.get(path))
    sent = typed(
        name="Nguyễn Văn An", indicator0="", name0="số hộ làm theo", goal0="10"
    )
    client.post(path, sent)
    one = Exemplar.objects.get()
    prospect.refresh_from_db()

    assert 'value="Nguyễn Văn An"' in asked
    assert one.prospect_id == prospect.pk
    assert prospect.state == ProspectState.REGISTERED
    assert one.figures.get().goal == 10


def test_a_prospect_that_accepted_leads_to_its_registration() -> None:
    place = a_province()
    campaign = running(place)
    prospect = a_prospect(place.communes[0])
    client = signed_in(an_actor(place.communes[0]))
    way = f'href="/phong-trao/{campaign.pk}/dien-hinh/dang-ky/?nhan-to={prospect.pk}"'

    before = text(client.get(f"/nhan-to/{prospect.pk}/"))
    prospect.campaign, prospect.state = campaign, ProspectState.ACCEPTED
    prospect.save()

    assert way not in before
    assert way in text(client.get(f"/nhan-to/{prospect.pk}/"))


@pytest.mark.demand("003.3")
def test_who_was_invited_registers_with_the_unit_that_invited_them() -> None:
    place = a_province()
    campaign = running(place)
    hamlet, commune = place.hamlets[0], place.communes[0]
    an_actor(hamlet)
    farmer, officer = an_actor(hamlet, READER), an_actor(commune)
    prospect = a_prospect(
        commune, farmer.name, person_id=farmer.person_id, campaign_id=campaign.pk
    )
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"
    path += f"?cho=minh&nhan-to={prospect.pk}"
    client = signed_in(farmer)

    asked = text(client.get(path))
    own = text(client.get(path.partition("?")[0]))
    client.post(path, A_HOUSEHOLD)

    one = Exemplar.objects.get()
    assert f"Đơn vị phụ trách: {unit_called(commune.pk, MAY.date())}." in asked
    assert f"Đơn vị phụ trách: {unit_called(hamlet.pk, MAY.date())}." in own
    assert (one.home, one.prospect) == (commune, prospect)
    board = signed_in(officer).get(f"/phong-trao/{campaign.pk}/dien-hinh/")
    assert f"/dien-hinh/{one.pk}/" in text(board)


def test_what_such_a_registration_may_choose_is_the_content_of_that_unit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = a_province()
    campaign = running(place)
    farmer = an_actor(place.hamlets[0], READER)
    an_actor(place.hamlets[0])
    prospect = a_prospect(place.communes[0], person_id=farmer.person_id)
    asked: list[int] = []

    def heard(campaign: Any, home: int, *args: Any, **kwargs: Any) -> Any:
        asked.append(home)
        return offers_at(campaign, home, *args, **kwargs)

    monkeypatch.setattr(registering, "offers_at", heard)
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"
    signed_in(farmer).get(f"{path}?cho=minh&nhan-to={prospect.pk}")

    assert asked == [place.communes[0].pk]


def test_nobody_registers_themselves_in_place_of_another_prospect() -> None:
    place = a_province()
    campaign = running(place)
    prospect = a_prospect(place.communes[0])
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"
    client = signed_in(an_actor(place.communes[0]))

    answer = client.get(f"{path}?cho=minh&nhan-to={prospect.pk}")

    assert answer.status_code == 404


def test_figures_come_out_of_the_campaign_or_are_worded() -> None:
    place = a_province()
    campaign = running(place)
    client = signed_in(an_actor(place.communes[0]))
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"

    grown = text(client.post(path, typed(go="more")))
    refused = client.post(path, typed(goal0="10"))

    assert "Chỉ tiêu 3" in grown
    assert PROMISE in grown
    assert refused.status_code == 422
    assert "Có con số mà chưa nói đo bằng gì." in text(refused)
    assert not Exemplar.objects.exists()


def test_doubles_are_shown_before_a_second_is_registered() -> None:
    place = a_province()
    campaign = running(place)
    client = signed_in(an_actor(place.communes[0]))
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"
    client.post(path, typed())

    asked = client.post(path, typed(name="Hai Lê Thị", title="Vườn mẫu"))
    assert asked.status_code == 422
    assert "Có thể đã đăng ký rồi" in text(asked)
    assert Exemplar.objects.count() == 1

    client.post(path, typed(name="Hai Lê Thị", title="Vườn mẫu", other="1"))
    assert Exemplar.objects.count() == 2


def test_what_is_returned_with_a_reason_is_mended_and_sent_again() -> None:
    story = registered()
    office, path = signed_in(story.officer), f"/dien-hinh/{story.exemplar.pk}"

    silent = office.post(f"{path}/tra-lai/", {"reason": " "})
    office.post(f"{path}/tra-lai/", {"reason": "Ghi rõ bao nhiêu hộ"})
    desk = text(office.get("/"))
    form = text(office.get(f"{path}/sua-dang-ky/"))
    again = {
        "kind": "unit",
        "unit": str(story.unit.pk),
        "title": "Mỗi nhà một lu",
        "promise": "90 trên 100 hộ có lu",
        "field": "water",
        "rows": "2",
        "version": "1",
        "indicator0": str(story.version.pk),
        "goal0": "92",
    }
    office.post(f"{path}/sua-dang-ky/", again)
    old = office.post(f"{path}/sua-dang-ky/", again)

    one = story.fresh()
    assert silent.status_code == 422
    assert "ăng ký điển hình “Mỗi nhà một lu nước ngọt”" in desk
    assert "Góp xoay vòng" in form
    assert (one.state, one.reason, one.title) == (
        State.REGISTERED,
        "",
        "Mỗi nhà một lu",
    )
    assert one.figures.get().goal == 92
    assert old.status_code == 409
    office.post(f"{path}/rut/", {"reason": "Chưa làm được"})
    assert story.fresh().state == State.WITHDRAWN


def test_many_are_taken_up_at_once_or_none() -> None:
    story = registered()
    path = f"/phong-trao/{story.campaign.pk}/dien-hinh/dang-ky/"
    office = signed_in(story.officer)
    office.post(path, typed())
    board = f"/phong-trao/{story.campaign.pk}/dien-hinh/theo-doi/"
    numbers = [str(one.pk) for one in Exemplar.objects.all()]

    nobody = office.post(board, {})
    office.post(board, {"chon": numbers})
    twice = office.post(board, {"chon": numbers})

    assert nobody.status_code == 422
    assert len(numbers) == 2
    assert set(Exemplar.objects.values_list("state", flat=True)) == {State.TRACKED}
    assert twice.status_code == 409


def test_a_stranger_knows_nothing_of_a_registration() -> None:
    story = registered()
    stranger = an_actor(story.reporting.province.communes[1])
    path = f"/dien-hinh/{story.exemplar.pk}/ho-so/"

    assert signed_in(stranger).get(path).status_code == 404
    assert signed_in(story.head).get(path).status_code == 200


def test_nobody_who_registers_was_born_after_this_year() -> None:
    place = a_province()
    campaign = running(place)
    client = signed_in(an_actor(place.communes[0]))
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"

    refused = client.post(path, typed(birth_year="2050"))

    assert refused.status_code == 422
    assert "Năm sinh 2050 không thể đúng." in text(refused)


def test_the_register_leads_to_prospects_and_to_tips() -> None:
    place = a_province()
    officer, farmer = (
        an_actor(place.communes[0]),
        an_actor(place.hamlets[0], READER),
    )

    office, own = (text(signed_in(one).get("/dien-hinh/")) for one in (officer, farmer))

    assert 'href="/nhan-to/"' in office
    assert 'href="/nhan-to/tin/"' in office
    assert 'href="/nhan-to/tin-cua-toi/"' in own
    assert 'href="/nhan-to/tin-cua-toi/"' in text(signed_in(farmer).get("/"))


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"goal0": "-4"}, "goal0", "Số này âm mà chỉ tiêu không âm được."),
        ({"baseline0": "-1"}, "baseline0", "Số này âm mà chỉ tiêu không âm được."),
        ({"goal0": "40"}, "goal0", "kém mức hiện nay 50"),
        ({"goal0": "60", "direction0": "1"}, "goal0", "càng thấp càng tốt"),
        ({"measure0": "%", "goal0": "120"}, "goal0", "phần trăm không quá 100"),
    ],
)
def test_a_goal_that_cannot_be_meant_is_refused_at_its_field(
    row: dict[str, str], field: str, words: str
) -> None:
    place = a_province()
    campaign = running(place)
    client = signed_in(an_actor(place.communes[0]))
    path = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/"
    sent = typed(name0="nước trữ", measure0="m³", baseline0="50")

    refused = client.post(path, sent | row)

    assert refused.status_code == 422
    said = text(refused).replace("\xa0", " ")
    assert words in said
    assert f'id="id_{field}-says"' in said
    assert not Exemplar.objects.exists()
    assert client.post(path, sent | {"goal0": "60"}).status_code == 302


def test_a_goal_is_weighed_against_what_the_reports_say() -> None:
    story = registered()
    story.told(story.unit, {4: "80"})
    one = story.exemplar
    figure = one.figures.get()
    client = signed_in(story.officer)
    sent = {
        "kind": "unit",
        "unit": str(story.unit.pk),
        "title": one.title,
        "promise": one.promise,
        "field": "water",
        "rows": "1",
        "indicator0": str(figure.version_id),
        "version": str(one.version),
    }

    refused = client.post(f"/dien-hinh/{one.pk}/sua-dang-ky/", sent | {"goal0": "70"})

    assert refused.status_code == 422
    assert "kém mức hiện nay 80" in text(refused).replace("\xa0", " ")
