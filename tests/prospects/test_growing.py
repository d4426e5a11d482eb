"""A prospect is helped to grow: a plan with costs and days, an invitation, an end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import running
from tests.prospects.factories import WHAT, a_measure, a_prospect, a_tip
from thidua.organisations.models import Mandate
from thidua.prospects import actions
from thidua.prospects.models import Prospect, SupportMeasure
from thidua.prospects.states import MeasureState, State

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("000.9")
@pytest.mark.demand("003.3")
def test_a_prospect_gets_moral_technical_and_material_support() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    client = signed_in(officer)
    typed = {"kind": "person", "name": "Lê Thị Hai", "field": "water", "what": WHAT}

    made = client.post("/nhan-to/them/", typed | {"owner": str(officer.person_id)})
    path = made["Location"]
    for kind, words, cost in (
        ("moral", "Thăm hộ, động viên", ""),
        ("technical", "Mời kỹ sư xem vườn", "1.500.000"),
        ("material", "Cho mượn máy bơm", "4.000.000"),
    ):
        measure = {"kind": kind, "words": words, "due_on": "30/06/2025", "cost": cost}
        client.post(f"{path}viec/", measure)
    first = SupportMeasure.objects.get(kind="technical")
    client.post(f"{path}viec/{first.pk}/bat-dau/")
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 a")
    done = {"told": "Kỹ sư chỉ cách ủ phân dừa", "file": proof}
    client.post(f"{path}viec/{first.pk}/xong/", done)

    page = text(client.get(path))
    first.refresh_from_db()
    assert (first.state, first.cost) == (MeasureState.DONE, Decimal(1_500_000))
    assert "Cả kế hoạch 5.500.000 đồng, đã làm xong phần của 1.500.000 đồng." in page
    assert "Kỹ sư chỉ cách ủ phân dừa" in page
    assert "bien-ban.pdf" in page
    assert client.get(f"{path}viec/{first.pk}/minh-chung/").status_code == 200
    assert "Lê Thị Hai" in text(client.get("/nhan-to/?ten=le+thi"))


def test_support_that_is_overdue_stands_on_the_desk_of_who_looks_after_it(
    settings: Any,
) -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    one = a_prospect(place.communes[0], owner_id=officer.person_id)
    a_measure(one)
    settings.THIDUA_TODAY = "2025-06-20"

    home, page = (
        signed_in(officer).get("/"),
        signed_in(officer).get(f"/nhan-to/{one.pk}/"),
    )

    assert "hân tố “Nguyễn Văn An”" in text(home)
    assert "1 việc hỗ trợ đã quá hạn" in text(page)
    other = an_actor(place.communes[0])
    assert "hân tố “Nguyễn Văn An”" not in text(signed_in(other).get("/"))


@pytest.mark.demand("003.3")
def test_somebody_invited_answers_on_their_own_desk() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    farmer = an_actor(place.hamlets[0], Mandate.Role.READER)
    one = a_prospect(place.communes[0], person_id=farmer.person_id)
    office, client = signed_in(officer), signed_in(farmer)

    office.post(f"/nhan-to/{one.pk}/moi/", {"words": "Mời anh đăng ký điển hình"})
    desk = client.get("/")
    asked = client.get(f"/nhan-to/{one.pk}/loi-moi/")
    said = {"answer": "declined", "words": "Để xong vụ dừa"}
    client.post(f"/nhan-to/{one.pk}/loi-moi/", said)

    one.refresh_from_db()
    assert "ời mời đăng ký điển hình" in text(desk)
    assert "Mời anh đăng ký điển hình" in text(asked)
    assert one.state == State.NURTURED
    assert "Để xong vụ dừa" in text(office.get(f"/nhan-to/{one.pk}/"))
    assert client.get(f"/nhan-to/{one.pk}/").status_code == 404


@pytest.mark.demand("003.3")
def test_a_prospect_is_tied_to_somebody_of_the_hamlet_and_accepts_on_a_phone() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    farmer = an_actor(place.hamlets[0], Mandate.Role.READER)
    far = an_actor(place.communes[1])
    campaign = running(place)
    office, client = signed_in(officer), signed_in(farmer)
    typed = {"kind": "person", "name": "Chú Ba", "field": "water", "what": WHAT}
    typed |= {"about": str(campaign.pk), "owner": str(officer.person_id)}
    typed |= {"is_same": "on"}

    form = text(office.get("/nhan-to/them/"))
    elsewhere = office.post("/nhan-to/them/", typed | {"person": str(far.person_id)})
    made = office.post("/nhan-to/them/", typed | {"person": str(farmer.person_id)})
    path = made["Location"]
    office.post(f"{path}moi/")
    client.post(f"{path}loi-moi/", {"answer": "accepted"})

    assert farmer.name in form
    assert far.name not in form
    assert elsewhere.status_code == 422
    assert "Giúp đăng ký điển hình" in text(office.get("/"))
    assert "iều tôi sẽ thi đua" in text(client.get("/"))
    way = f"/phong-trao/{campaign.pk}/dien-hinh/dang-ky/?cho=minh&amp;nhan-to="
    assert way in text(client.get(f"{path}loi-moi/"))
    mended = office.get(f"{path}sua/")
    assert f'value="{farmer.person_id}" selected' in text(mended)


def test_of_somebody_without_a_sign_in_the_office_notes_the_answer() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    one = a_prospect(place.communes[0])
    client = signed_in(officer)
    client.post(f"/nhan-to/{one.pk}/moi/")

    client.post(f"/nhan-to/{one.pk}/loi-moi/", {"answer": "accepted", "words": "Được"})

    one.refresh_from_db()
    assert one.state == State.ACCEPTED
    assert one.invitations.get().is_noted
    assert "đơn vị ghi lại" in text(client.get(f"/nhan-to/{one.pk}/"))


def test_a_prospect_is_closed_with_a_reason_and_stays_so() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    one = a_prospect(place.communes[0])

    refused = client.post(f"/nhan-to/{one.pk}/khep/", {"reason": " "})
    client.post(f"/nhan-to/{one.pk}/khep/", {"reason": "Chuyển đi tỉnh khác"})
    again = client.post(f"/nhan-to/{one.pk}/moi/")

    one.refresh_from_db()
    assert refused.status_code == 422
    assert (one.state, one.closed_because) == (State.CLOSED, "Chuyển đi tỉnh khác")
    assert again.status_code == 409


def test_somebody_else_saved_first() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    one = a_prospect(place.communes[0])
    typed = {"kind": "person", "name": "Lê Thị Ba", "field": "water", "what": WHAT}

    client.post(f"/nhan-to/{one.pk}/sua/", typed | {"version": "1"})
    late = client.post(f"/nhan-to/{one.pk}/sua/", typed | {"version": "1"})

    one.refresh_from_db()
    assert one.name == "Lê Thị Ba"
    assert late.status_code == 409


def test_who_looks_after_it_is_of_the_unit() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    elsewhere = an_actor(place.communes[1])
    typed = {"kind": "person", "name": "Lê Thị Ba", "field": "water", "what": WHAT}

    refused = client.post("/nhan-to/them/", typed | {"owner": str(elsewhere.person_id)})

    assert refused.status_code == 422
    assert not Prospect.objects.exists()


def test_the_unit_above_reads_and_another_unit_knows_nothing() -> None:
    place = a_province()
    one = a_prospect(place.communes[0])

    above = signed_in(an_actor(place.districts[0])).get(f"/nhan-to/{one.pk}/")
    beside = signed_in(an_actor(place.communes[1])).get(f"/nhan-to/{one.pk}/")

    assert above.status_code == 200
    assert "Khép lại" not in text(above)
    assert beside.status_code == 404


def test_who_runs_the_campaign_reads_its_prospects() -> None:
    place = a_province()
    campaign = running(place)
    one = a_prospect(place.communes[0], campaign_id=campaign.pk)
    a_prospect(place.communes[1], "Lê Thị Ba")

    listed = signed_in(an_actor(place.department)).get("/nhan-to/")

    assert one.name in text(listed)
    assert "Lê Thị Ba" not in text(listed)


def test_the_page_leads_to_a_tip_only_who_may_open_it() -> None:
    place = a_province()
    campaign = running(place)
    commune = place.communes[0]
    one = a_prospect(commune, campaign_id=campaign.pk)
    tip = a_tip(commune)
    tip.prospect = one
    tip.save(update_fields=["prospect"])

    home = signed_in(an_actor(commune)).get(f"/nhan-to/{one.pk}/")
    office = signed_in(an_actor(place.department)).get(f"/nhan-to/{one.pk}/")

    assert f"/nhan-to/tin/{tip.pk}/" in home.content.decode()
    assert f"/nhan-to/tin/{tip.pk}/" not in office.content.decode()


def test_two_acts_leave_two_lines_of_the_trail() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    one = a_prospect(place.communes[0], by=officer)
    actions.invite_prospect(one, "", actor=officer, at=MAY)

    page = text(signed_in(officer).get(f"/nhan-to/{one.pk}/"))

    assert "đưa vào nhân tố" in page
    assert "mời đăng ký điển hình" in page


@pytest.mark.parametrize("year", ["1899", "2026", "2050"])
def test_nobody_was_born_after_this_year(year: str) -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    typed = {"kind": "person", "name": "Lê Thị Ba", "field": "water", "what": WHAT}

    refused = client.post("/nhan-to/them/", typed | {"birth_year": year})
    client.post("/nhan-to/them/", typed | {"birth_year": "2025"})

    assert refused.status_code == 422
    assert f"Năm sinh {year} không thể đúng." in text(refused)
    assert "Ghi một năm từ 1900 đến 2025" in text(refused)
    assert Prospect.objects.get().birth_year == 2025


def test_a_name_that_is_not_the_registers_is_asked_about() -> None:
    place = a_province()
    farmer = an_actor(place.hamlets[0], Mandate.Role.READER)
    client = signed_in(an_actor(place.communes[0]))
    typed = {"kind": "person", "name": "Chị Sáu", "field": "water", "what": WHAT}
    typed |= {"person": str(farmer.person_id)}

    first = text(client.get("/nhan-to/them/"))
    asked = client.post("/nhan-to/them/", typed)
    same = client.post("/nhan-to/them/", typed | {"name": f"Anh {farmer.name}"})
    made = client.post("/nhan-to/them/", typed | {"is_same": "on"})
    page = client.get(made["Location"])
    mended = client.post(f"{made['Location']}sua/", typed | {"version": "1"})

    assert 'name="is_same"' not in first
    assert asked.status_code == 422
    assert f"Danh bạ ghi “{farmer.name}”, ở đây ghi “Chị Sáu”." in text(asked)
    assert 'name="is_same"' in text(asked)
    assert (same.status_code, made.status_code) == (302, 302)
    assert "Trong danh bạ là" in text(page)
    assert farmer.name in text(page)
    assert mended.status_code == 302


def test_the_history_says_what_was_written_anew() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    one = a_prospect(place.communes[0])
    typed = {"kind": "person", "name": "Lê Thị Ba", "field": "water", "what": WHAT}

    client.post(f"/nhan-to/{one.pk}/sua/", typed | {"version": "1"})

    page = text(client.get(f"/nhan-to/{one.pk}/"))
    assert "tên: Nguyễn Văn An → Lê Thị Ba" in page
    assert "lĩnh vực: lĩnh vực khác → trữ nước ngọt, thủy lợi nhỏ" in page


def test_inviting_is_the_main_button_once_all_support_is_given() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    one = a_prospect(place.communes[0], owner_id=officer.person_id)
    measure = a_measure(one)
    client = signed_in(officer)

    before = text(client.get(f"/nhan-to/{one.pk}/"))
    actions.finish_measure(measure, "Xong", actor=officer, at=MAY)
    after = text(client.get(f"/nhan-to/{one.pk}/"))

    main = '<summary class="btn main small">Mời đăng ký điển hình'
    assert main not in before
    assert main in after


def test_the_heading_counts_what_the_list_holds() -> None:
    place = a_province()
    officer = an_actor(place.communes[0])
    one = a_prospect(place.communes[0])
    a_prospect(place.communes[0], "Lê Thị Ba")
    actions.close_prospect(one, "Chuyển đi", actor=officer, at=MAY)

    page = text(signed_in(officer).get("/nhan-to/"))

    assert "<h1>2 nhân tố</h1>" in page


def test_an_empty_reason_to_close_is_refused_at_its_field() -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    one = a_prospect(place.communes[0])

    refused = client.post(f"/nhan-to/{one.pk}/khep/", {"reason": " "})

    assert refused.status_code == 422
    assert '<details class="ask" open' in text(refused)
    assert "Chưa ghi lý do khép lại." in text(refused)


@pytest.mark.parametrize(
    ("act", "field", "said"),
    [
        ("xong", "told", "Chưa ghi kết quả."),
        ("thoi", "reason", "Chưa ghi lý do."),
    ],
)
def test_what_became_of_a_measure_is_asked_again_at_its_own_field(
    act: str, field: str, said: str
) -> None:
    place = a_province()
    client = signed_in(an_actor(place.communes[0]))
    one = a_prospect(place.communes[0])
    for words in ("Cho mượn máy bơm", "Mời kỹ sư xem vườn"):
        client.post(
            f"/nhan-to/{one.pk}/viec/",
            {"kind": "material", "words": words, "due_on": "30/06/2025"},
        )
    first, second = SupportMeasure.objects.order_by("pk")
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 a")

    refused = client.post(
        f"/nhan-to/{one.pk}/viec/{second.pk}/{act}/", {field: " ", "file": proof}
    )
    page = text(refused)

    assert refused.status_code == 422
    assert page.count('<details class="ask" open') == 1
    opened = page.split('<details class="ask" open')[1].split("</details>")[0]
    assert f'/viec/{second.pk}/{act}/"' in opened
    assert said in opened
    assert ("chọn lại tệp" in opened) == (act == "xong")
    assert first.state == second.state == MeasureState.PLANNED
