"""Anybody signed in tells of somebody; the unit in charge answers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.follow_up.test_news import hear
from tests.kernel.photographs import a_bomb, as_a_phone_takes_it
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import running
from tests.prospects.factories import WHAT, a_tip
from thidua.follow_up.models import Notice
from thidua.kernel.errors import Refused
from thidua.organisations.models import Mandate
from thidua.organisations.naming import unit_called
from thidua.prospects import actions
from thidua.prospects.models import Prospect, Tip
from thidua.prospects.states import TipState

pytestmark = pytest.mark.django_db
READER = Mandate.Role.READER


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("002.8b")
def test_a_farmer_tells_with_a_picture_and_reads_the_answer() -> None:
    place = a_province()
    running(place)
    hamlet, commune = place.hamlets[0], place.communes[0]
    farmer, officer = an_actor(hamlet, READER), an_actor(commune)
    client, office = signed_in(farmer), signed_in(officer)
    form = client.get("/nhan-to/bao-tin/")
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": WHAT,
        "where": str(hamlet.pk),
        "picture": SimpleUploadedFile("vuon.jpg", as_a_phone_takes_it()),
    }

    sent = client.post("/nhan-to/bao-tin/", typed)

    tip = Tip.objects.get()
    assert f'value="{hamlet.pk}" selected' in text(form)
    assert sent["Location"] == f"/nhan-to/tin/{tip.pk}/"
    assert (tip.home, tip.state) == (commune, TipState.SENT)
    picture = client.get(f"/nhan-to/tin/{tip.pk}/anh/").content
    assert Image.open(BytesIO(picture)).size == (480, 640)
    assert b"Exif" not in picture
    assert "1 tin báo nhân tố" in text(office.get("/"))
    assert "Trần Thị Bưởi" in text(office.get("/nhan-to/tin/?trang-thai=cho"))
    office.post(f"/nhan-to/tin/{tip.pk}/xem/")
    assert "đang xem" in text(client.get("/nhan-to/tin-cua-toi/"))

    answer = {"answer": "Cảm ơn; xã xem vào mùa thu hoạch tới."}
    office.post(f"/nhan-to/tin/{tip.pk}/tra-loi/", answer)

    assert answer["answer"] in text(client.get("/nhan-to/tin-cua-toi/"))
    assert "tin báo nhân tố" not in text(office.get("/"))


def test_what_is_no_picture_is_refused_at_its_field() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": WHAT,
        "where": str(place.communes[0].pk),
        "picture": SimpleUploadedFile("vuon.pdf", b"%PDF-1.7 a"),
    }

    refused = client.post("/nhan-to/bao-tin/", typed)

    assert refused.status_code == 422
    assert "không phải ảnh" in text(refused)
    assert "Trần Thị Bưởi" in text(refused)
    assert not Tip.objects.exists()


def test_a_picture_made_to_fill_the_memory_is_refused_at_its_field() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": WHAT,
        "where": str(place.communes[0].pk),
        "picture": SimpleUploadedFile("vuon.png", a_bomb()),
    }

    refused = client.post("/nhan-to/bao-tin/", typed)

    assert refused.status_code == 422
    assert "hơn 64 triệu điểm ảnh" in text(refused)
    assert "Trần Thị Bưởi" in text(refused)
    assert not Tip.objects.exists()


def test_where_nobody_serves_the_next_above_answers() -> None:
    place = a_province()
    officer = an_actor(place.districts[0])

    tip = a_tip(place.hamlets[0])

    assert tip.home_id == officer.unit_id


def test_of_ones_own_place_the_unit_above_answers_who_alone_serves_there() -> None:
    place = a_province()
    head, officer = an_actor(place.hamlets[0]), an_actor(place.communes[0])

    tip = a_tip(place.hamlets[0], by=head)

    assert tip.home_id == officer.unit_id


@pytest.mark.demand("003.3")
def test_a_tip_is_taken_up_and_its_teller_is_told() -> None:
    place = a_province()
    commune = place.communes[0]
    farmer, officer = an_actor(place.hamlets[0], READER), an_actor(commune)
    client = signed_in(officer)
    tip = a_tip(place.hamlets[0], by=farmer)
    form = client.get(f"/nhan-to/tin/{tip.pk}/dua-vao/")
    typed = {
        "kind": "person",
        "name": "Nguyễn Văn An",
        "field": "farming",
        "what": WHAT,
        "owner": str(officer.person_id),
    }

    answer = client.post(f"/nhan-to/tin/{tip.pk}/dua-vao/", typed)

    one = Prospect.objects.get()
    assert WHAT in text(form)
    assert answer["Location"] == f"/nhan-to/{one.pk}/"
    assert (one.home, one.owner_id, one.source) == (commune, officer.person_id, "tip")
    mine = text(signed_in(farmer).get("/nhan-to/tin-cua-toi/"))
    assert "đã thành nhân tố" in mine
    assert "Cảm ơn" in mine


def test_doubles_stand_side_by_side_and_are_joined_and_parted() -> None:
    place = a_province()
    commune = place.communes[0]
    client = signed_in(an_actor(commune))
    kept = a_tip(commune)
    double = a_tip(place.hamlets[0], "Nguyen Van An", place="")
    a_tip(commune, "Nguyễn Văn An", place="Ấp 7")

    beside = client.get(f"/nhan-to/tin/{double.pk}/")
    client.post(f"/nhan-to/tin/{double.pk}/gop/{kept.pk}/")

    double.refresh_from_db()
    assert "Có thể là một" in text(beside)
    assert (double.state, double.joined_into) == (TipState.JOINED, kept)
    assert "Đã gộp vào đây" in text(client.get(f"/nhan-to/tin/{kept.pk}/"))
    client.post(f"/nhan-to/tin/{double.pk}/tach/")
    double.refresh_from_db()
    assert (double.state, double.joined_into) == (TipState.OPENED, None)


def test_nobody_answers_their_own_tip() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    tip = a_tip(place.communes[0], by=officer)
    client = signed_in(officer)

    refused = client.post(f"/nhan-to/tin/{tip.pk}/tra-loi/", {"answer": "Tốt"})

    assert refused.status_code == 403
    assert "Không tự trả lời tin của chính mình" in text(refused)
    assert actions.answer_tip(
        tip, "Cảm ơn", actor=an_actor(place.communes[0]), at=MAY
    ).answer


def test_people_are_told_once_a_day_and_of_their_answer() -> None:
    place = a_province()
    commune = place.communes[0]
    farmer, officer = an_actor(place.hamlets[0], READER), an_actor(commune)
    first = a_tip(place.hamlets[0], by=farmer)
    double = a_tip(place.hamlets[0], "Nguyen Van An", by=an_actor(place.hamlets[0]))
    actions.join_tip(double, first, actor=officer, at=MAY)
    actions.answer_tip(first, "Cảm ơn; xã sẽ xem.", actor=officer, at=MAY)

    hear(times=2)

    told = Notice.objects.filter(kind="prospect")
    titles = list(told.values_list("person", "title").order_by("pk"))
    waiting = [who for who, title in titles if "chờ trả lời" in title]
    answered = {who for who, title in titles if "đã được trả lời" in title}
    assert waiting == [officer.person_id]
    assert answered == {farmer.person_id, double.teller_id}
    mine = text(signed_in(farmer).get("/nhan-to/tin-cua-toi/"))
    assert "Cảm ơn; xã sẽ xem." in mine


def test_the_form_says_who_will_answer() -> None:
    place = a_province()
    an_actor(place.communes[0])
    farmer = an_actor(place.hamlets[0], READER)

    form = text(signed_in(farmer).get("/nhan-to/bao-tin/"))

    unit = unit_called(place.communes[0].pk, MAY.date())
    assert f"({unit} trả lời)</option>" in form
    assert "có ngoặc thì đơn vị trong ngoặc" in form


def test_the_unit_above_is_told_whose_turn_it_is() -> None:
    place = a_province()
    an_actor(place.hamlets[0])
    client = signed_in(an_actor(place.communes[0]))
    tip = a_tip(place.hamlets[0])

    page = text(client.get(f"/nhan-to/tin/{tip.pk}/"))

    unit = unit_called(place.hamlets[0].pk, MAY.date())
    assert f"Đến lượt {unit} trả lời." in page
    assert '<a href="/nhan-to/tin/">Tin báo</a>' in page
    assert "/tra-loi/" not in page


def test_the_desk_and_the_page_name_one_number() -> None:
    place = a_province()
    an_actor(place.hamlets[0])
    officer = an_actor(place.communes[0])
    a_tip(place.communes[0])
    a_tip(place.hamlets[0], "Lê Thị Ba")
    a_tip(place.communes[0], "Lê Thị Tư", by=officer)
    client = signed_in(officer)

    desk, page = text(client.get("/")), text(client.get("/nhan-to/tin/?trang-thai=cho"))

    assert "1 tin báo nhân tố" in desk
    assert "1 tin báo chờ trả lời" in page
    assert "Lê Thị Ba" not in page
    below = text(client.get("/nhan-to/tin/?trang-thai=cho-cap-duoi"))
    assert "Lê Thị Ba" in below


def test_ones_own_tip_that_waits_for_the_unit_above_says_so() -> None:
    place = a_province()
    running(place)
    an_actor(place.communes[0])
    head = an_actor(place.hamlets[0], Mandate.Role.HEAD)
    a_tip(place.communes[0], "Lê Thị Tư", by=head)
    client, path = signed_in(head), "/nhan-to/tin/"

    page = text(client.get(path))

    assert "1 tin mình báo chờ cấp trên, nơi khác trả lời" in page
    assert "tin chờ cấp dưới trả lời" not in page
    assert "Không còn tin báo nào chờ trả lời" in page
    assert "Lê Thị Tư" in text(client.get(f"{path}?trang-thai=cho-noi-khac"))
    assert "Lê Thị Tư" not in text(client.get(f"{path}?trang-thai=cho-cap-duoi"))


def test_doubles_of_another_level_are_shown_and_joined_from_above() -> None:
    place = a_province()
    hamlet, commune = place.hamlets[0], place.communes[0]
    below, above = signed_in(an_actor(hamlet)), signed_in(an_actor(commune))
    kept = a_tip(hamlet, place="Tổ 2")
    double = a_tip(commune, "Nguyen Van An", place="Ấp 4")

    beside = text(above.get(f"/nhan-to/tin/{double.pk}/"))
    said = text(below.get(f"/nhan-to/tin/{kept.pk}/"))
    above.post(f"/nhan-to/tin/{double.pk}/gop/{kept.pk}/")

    double.refresh_from_db()
    unit = unit_called(commune.pk, MAY.date())
    assert f"/nhan-to/tin/{double.pk}/gop/{kept.pk}/" in beside
    assert f"{unit} cũng có tin cùng tên" in said
    assert double.joined_into == kept


def test_nobody_joins_a_tip_into_one_of_the_unit_above() -> None:
    place = a_province()
    hamlet, commune = place.hamlets[0], place.communes[0]
    an_actor(commune)
    double, kept = a_tip(hamlet), a_tip(commune)

    with pytest.raises(Refused):
        actions.join_tip(double, kept, actor=an_actor(hamlet), at=MAY)


def test_a_picture_that_was_chosen_is_not_lost_without_a_word() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    typed = {
        "kind": "person",
        "name": "",
        "what": WHAT,
        "where": str(place.communes[0].pk),
        "picture": SimpleUploadedFile("vuon.jpg", as_a_phone_takes_it()),
    }

    refused = client.post("/nhan-to/bao-tin/", typed)

    assert refused.status_code == 422
    assert "“vuon.jpg” chưa được gửi" in text(refused)


def test_the_picture_of_a_tip_stands_on_the_page_of_its_prospect() -> None:
    place = a_province()
    commune = place.communes[0]
    client = signed_in(an_actor(commune))
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": WHAT,
        "where": str(commune.pk),
        "picture": SimpleUploadedFile("vuon.jpg", as_a_phone_takes_it()),
    }
    signed_in(an_actor(place.hamlets[0], READER)).post("/nhan-to/bao-tin/", typed)
    tip = Tip.objects.get()
    told = {"kind": "person", "name": tip.name, "field": "farming", "what": WHAT}

    made = client.post(f"/nhan-to/tin/{tip.pk}/dua-vao/", told)

    page = text(client.get(made["Location"]))
    assert f'src="/nhan-to/tin/{tip.pk}/anh/"' in page


def test_an_empty_answer_is_refused_at_its_field() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    tip = a_tip(place.communes[0])
    path = f"/nhan-to/tin/{tip.pk}/tra-loi/"

    page = client.post(path, {"answer": " "})
    fragment = client.post(path, {"answer": " "}, headers={"HX-Request": "true"})

    assert (page.status_code, fragment.status_code) == (422, 422)
    assert '<details class="ask" open' in text(page)
    assert 'aria-invalid="true"' in text(page)
    assert "Chưa ghi câu trả lời." in text(page)
    assert "<html" not in text(fragment)
    assert "Chưa ghi câu trả lời." in text(fragment)


def test_going_back_and_sending_the_same_tip_again_makes_no_second() -> None:
    place = a_province()
    client = signed_in(an_actor(place.hamlets[0], READER))
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": WHAT,
        "where": str(place.hamlets[0].pk),
    }
    assert client.post("/nhan-to/bao-tin/", typed).status_code == 302

    again = client.post("/nhan-to/bao-tin/", typed)

    assert again.status_code == 422
    assert "đã gửi rồi" in text(again)
    assert Tip.objects.count() == 1


def test_the_answer_to_the_teller_stays_when_the_form_comes_back() -> None:
    place = a_province()
    tip = a_tip(place.communes[0])
    office = signed_in(an_actor(place.communes[0]))
    typed = {"kind": "person", "name": "", "answer": "Cảm ơn chị; xã sẽ ghé thăm."}

    back = office.post(f"/nhan-to/tin/{tip.pk}/dua-vao/", typed)

    assert back.status_code == 422
    assert typed["answer"] in text(back)
