"""Whoever told of somebody corrects it or takes it back until it is answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY
from tests.documents.factories import stored
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.prospects.factories import WHAT, a_tip
from thidua.audit.models import Entry
from thidua.kernel.errors import Refused, WrongMoment
from thidua.organisations.models import Mandate
from thidua.prospects import actions
from thidua.prospects.drafts import SubjectDraft, TipDraft
from thidua.prospects.matching import doubles_of
from thidua.prospects.models import Tip
from thidua.prospects.states import TipState

pytestmark = pytest.mark.django_db
READER = Mandate.Role.READER
PNG = b"\x89PNG\r\n\x1a\n "
HEIC = b"\x00\x00\x00\x24ftypheic" + b"\x00" * 40


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("002.8b")
def test_a_teller_corrects_a_tip_and_what_it_said_stays_to_be_read() -> None:
    place = a_province()
    commune = place.communes[0]
    farmer, officer = an_actor(place.hamlets[0], READER), an_actor(commune)
    tip = a_tip(place.hamlets[0], "Tran Thi Buoi", by=farmer)
    actions.open_tip(tip, actor=officer, at=MAY)
    client = signed_in(farmer)
    door = f"/nhan-to/tin/{tip.pk}/sua/"
    form = text(client.get(door))
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": "Dạy lại cho mười hai hộ.",
        "where": str(place.hamlets[0].pk),
        "place": "Ấp 3",
    }

    answer = client.post(door, typed)

    tip.refresh_from_db()
    assert 'value="Tran Thi Buoi"' in form
    assert WHAT in form
    assert answer["Location"] == f"/nhan-to/tin/{tip.pk}/"
    assert (tip.name, tip.what) == ("Trần Thị Bưởi", "Dạy lại cho mười hai hộ.")
    assert tip.state == TipState.SENT
    kept = tip.before.get()
    assert (kept.name, kept.what, kept.where) == (
        "Tran Thi Buoi",
        WHAT,
        place.hamlets[0],
    )
    assert Entry.objects.get(verb="prospects.tip.mended").details["before"] == (
        kept.number
    )
    for reader in (farmer, officer):
        page = text(signed_in(reader).get(f"/nhan-to/tin/{tip.pk}/"))
        assert "Dạy lại cho mười hai hộ." in page
        assert page.index("Trước khi sửa ngày") < page.index("Tran Thi Buoi")
        assert WHAT in page


def test_a_picture_that_was_sent_before_opens_for_whoever_may_see_the_tip() -> None:
    place = a_province()
    farmer, officer = an_actor(place.hamlets[0], READER), an_actor(place.communes[0])
    first, second = [stored(PNG + name.encode(), name) for name in ("1.png", "2.png")]
    tip = a_tip(place.hamlets[0], by=farmer, picture=first)
    subject = SubjectDraft("person", "Bà Bưởi", "Ấp 3")
    draft = TipDraft(subject, place.hamlets[0].pk, WHAT, picture=second)
    actions.mend_tip(tip, draft, actor=farmer, at=MAY)
    path = f"/nhan-to/tin/{tip.pk}/"
    earlier = f"{path}anh/{tip.before.get().number}/"

    page = text(signed_in(officer).get(path))
    seen = signed_in(officer).get(earlier)
    own = signed_in(farmer).get(earlier)
    other = signed_in(an_actor(place.communes[4])).get(earlier)
    none = signed_in(officer).get(f"{path}anh/99/")

    assert f'<a href="{earlier}">xem ảnh gửi khi ấy</a>' in page
    assert seen.content == PNG + b"1.png"
    assert own.status_code == 200
    assert (other.status_code, none.status_code) == (404, 404)


def test_a_tip_taken_back_waits_for_nobody_and_stays_to_be_read() -> None:
    place = a_province()
    farmer, officer = an_actor(place.hamlets[0], READER), an_actor(place.communes[0])
    tip = a_tip(place.hamlets[0], by=farmer)
    other = a_tip(place.hamlets[0], by=an_actor(place.hamlets[0], READER))
    actions.join_tip(other, tip, actor=officer, at=MAY)
    client = signed_in(farmer)

    client.post(f"/nhan-to/tin/{tip.pk}/rut/")

    tip.refresh_from_db()
    other.refresh_from_db()
    assert tip.state == TipState.TAKEN_BACK
    assert (other.state, other.joined_into) == (TipState.OPENED, None)
    assert "người báo đã rút" in text(client.get("/nhan-to/tin-cua-toi/"))
    assert list(Tip.objects.awaiting(officer)) == [other]
    assert not doubles_of(other).exists()
    assert Entry.objects.filter(verb="prospects.tip.taken_back").exists()
    with pytest.raises(WrongMoment):
        actions.join_tip(other, tip, actor=officer, at=MAY)


def test_an_answered_tip_and_one_of_somebody_else_are_changed_by_nobody() -> None:
    place = a_province()
    farmer, officer = an_actor(place.hamlets[0], READER), an_actor(place.communes[0])
    tip = a_tip(place.hamlets[0], by=farmer)

    with pytest.raises(Refused, match="người khác báo"):
        actions.take_back_tip(tip, actor=officer, at=MAY)
    actions.answer_tip(tip, "Cảm ơn.", actor=officer, at=MAY)
    client = signed_in(farmer)

    page = text(client.get(f"/nhan-to/tin/{tip.pk}/"))

    assert "Sửa tin" not in page
    assert client.get(f"/nhan-to/tin/{tip.pk}/sua/").status_code == 409
    with pytest.raises(WrongMoment):
        actions.take_back_tip(tip, actor=farmer, at=MAY)


def test_a_picture_of_an_iphone_is_refused_with_what_to_do() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    typed = {
        "kind": "person",
        "name": "Trần Thị Bưởi",
        "what": WHAT,
        "where": str(place.communes[0].pk),
    }

    for name in ("IMG_0001.HEIC", "IMG_0001.jpg"):
        picture = SimpleUploadedFile(name, HEIC)
        refused = client.post("/nhan-to/bao-tin/", {**typed, "picture": picture})

        assert refused.status_code == 422
        assert "dạng HEIC của iPhone" in text(refused)
        assert "Tương thích nhất" in text(refused)
        assert "Trần Thị Bưởi" in text(refused)
    assert not Tip.objects.exists()
    assert 'data-heic="Trên iPhone' in text(client.get("/nhan-to/bao-tin/"))
