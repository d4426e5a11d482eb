"""Each month evaluated, chosen by a show of hands, praised by the head; or on hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import (
    Story,
    month,
    registered,
    selected,
)
from tests.organisations.factories import an_actor
from tests.sheets import rows_at
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.drafts import EvaluationDraft
from thidua.exemplars.models import (
    Choice,
    Evaluation,
    Exemplar,
    FrozenValue,
    Hold,
    Meeting,
    Praise,
    TypedValue,
)
from thidua.exemplars.states import State
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
APRIL = month(4)
SAID = {"grade": "good", "words": "Thêm 12 hộ có lu.", "version": "0"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def a_pdf(name: str = "van-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 thu")


def followed() -> Story:
    """Registered in March, followed since."""
    story = registered()
    actions.compile_exemplar(story.exemplar, actor=story.officer, at=MAY)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        registered_at=MAY.replace(month=3), tracked_at=MAY.replace(month=3)
    )
    story.told(story.unit, {2: "70", 3: "80", 4: "86"})
    return story


def evaluated() -> Story:
    story = followed()
    actions.evaluate_month(
        story.fresh(),
        APRIL,
        EvaluationDraft("good", "Thêm 12 hộ có lu."),
        version=0,
        actor=story.officer,
        at=MAY,
    )
    return story


def counted(story: Story, hands: int, *, chosen: bool = True) -> dict[str, str]:
    pk = story.exemplar.pk
    sent = {
        "held_on": "15/05/2025",
        "led_by": "Trần Văn Bảy, Chủ tịch UBND xã",
        "present": "20",
        "minutes": "Nghe đánh giá tháng.\nGiơ tay bình chọn.",
        f"hands{pk}": str(hands),
    }
    return sent | ({f"chosen{pk}": "on"} if chosen else {})


def vote_path(story: Story) -> str:
    return f"/phong-trao/{story.campaign.pk}/dien-hinh/binh-chon/?thang={APRIL.id}"


@pytest.mark.demand("003.4a")
def test_each_month_the_unit_evaluates_with_the_figures_beside_the_form() -> None:
    story = followed()
    office = signed_in(story.officer)
    path = f"/dien-hinh/{story.exemplar.pk}/danh-gia/{APRIL.id}/"

    desk = text(office.get("/"))
    form = text(office.get(path))
    office.post(path, SAID)
    one = Evaluation.objects.get()

    assert "1 điển hình của tháng 4/2025" in desk
    assert "86 % đến hết tháng 4/2025" in form.replace("\xa0", " ")
    assert '<td class="n">80</td><td class="n">86</td>' in form
    assert (one.grade, one.words) == ("good", "Thêm 12 hộ có lu.")
    assert one.figures == {str(story.exemplar.figures.get().pk): "86"}
    board = text(office.get(f"/phong-trao/{story.campaign.pk}/dien-hinh/theo-doi/"))
    assert "Mọi mục đang theo dõi đã đánh giá tháng này" in board
    assert "1 điển hình của tháng 4/2025" not in text(office.get("/"))


def test_two_officers_do_not_overwrite_each_other() -> None:
    story = followed()
    path = f"/dien-hinh/{story.exemplar.pk}/danh-gia/{APRIL.id}/"
    other = signed_in(an_actor(story.unit))
    signed_in(story.officer).post(path, SAID)

    late = other.post(path, SAID | {"grade": "help", "words": "Chưa ổn."})
    assert late.status_code == 409
    assert "Thêm 12 hộ có lu." in text(late)
    assert "Chưa ổn." in text(late)

    other.post(path, SAID | {"words": "Đã xem lại.", "version": "1"})
    assert Evaluation.objects.get().words == "Đã xem lại."


def test_a_figure_that_nobody_reports_is_typed_with_proof() -> None:
    story = followed()
    figure = story.exemplar.figures.get()
    figure.source = "typed"
    figure.save()
    office = signed_in(story.officer)
    path = f"/dien-hinh/{story.exemplar.pk}/danh-gia/{APRIL.id}/"
    sent = SAID | {f"value{figure.pk}": "88,5"}

    bare = office.post(path, sent)
    proved = office.post(path, sent | {"proof": a_pdf("so-ghi.pdf")})
    told = TypedValue.objects.get()

    assert bare.status_code == 422
    assert "chưa có minh chứng" in text(bare)
    assert proved.status_code == 302
    assert (told.value, told.period_id) == (Decimal("88.5"), APRIL.id)
    assert office.get(f"{path}minh-chung/").content == b"%PDF-1.7 thu"
    changed = sent | {f"value{figure.pk}": "89", "version": "1"}
    office.post(path, changed)
    assert list(TypedValue.objects.values_list("value", flat=True)) == [
        Decimal("88.5"),
        Decimal(89),
    ]


def test_no_month_is_evaluated_before_it_was_followed_or_before_it_came() -> None:
    story = followed()
    office = signed_in(story.officer)
    path = f"/dien-hinh/{story.exemplar.pk}/danh-gia"

    assert office.get(f"{path}/{month(6).id}/").status_code == 404
    assert office.get(f"{path}/{month(1).id}/").status_code == 404


@pytest.mark.demand("003.4a")
@pytest.mark.demand("003.4")
def test_a_meeting_counts_hands_and_chooses() -> None:
    story = evaluated()
    office = signed_in(story.officer)

    desk = text(office.get("/"))
    form = text(office.get(vote_path(story)))
    sent = office.post(vote_path(story), counted(story, 15))
    met = Meeting.objects.get()
    page = text(office.get(sent["Location"]))
    drawn = office.post(f"/dien-hinh/cuoc-hop/{met.pk}/bien-ban/")
    met.refresh_from_db()
    paper = str(Document.objects.get().paper)

    assert "ình chọn điển hình tháng 4/2025" in desk
    assert "Thêm 12 hộ có lu." in form
    assert story.fresh().state == State.SELECTED
    assert (met.present, Choice.objects.get().hands) == (20, 15)
    assert "được chọn" in page
    assert drawn["Location"].endswith(f"/{met.document_id}/")
    assert "15" in paper
    assert "giơ tay" in paper
    assert "iển hình “Mỗi nhà một lu nước ngọt”" in text(signed_in(story.head).get("/"))


def test_half_is_not_more_than_half_and_hands_are_not_more_than_people() -> None:
    story = evaluated()
    office = signed_in(story.officer)

    half = office.post(vote_path(story), counted(story, 10))
    many = office.post(vote_path(story), counted(story, 21))
    unticked = office.post(vote_path(story), counted(story, 30, chosen=False))
    not_chosen = office.post(vote_path(story), counted(story, 10, chosen=False))
    again = office.post(vote_path(story), counted(story, 15))

    assert (half.status_code, many.status_code) == (422, 422)
    assert "chưa quá nửa số người dự" in text(half)
    assert "Số người giơ tay nhiều hơn số người dự." in text(many)
    assert "Số người giơ tay nhiều hơn số người dự." in text(unticked)
    assert not_chosen.status_code == 302
    assert story.fresh().state == State.TRACKED
    assert "đã được ghi" in text(again)


@pytest.mark.demand("003.4")
def test_a_forgotten_tick_is_asked_about_and_the_answer_is_kept() -> None:
    story = evaluated()
    office = signed_in(story.officer)
    sent = counted(story, 17, chosen=False)

    asked = office.post(vote_path(story), sent)
    nothing = Meeting.objects.exists()
    meant = office.post(vote_path(story), sent | {"not_chosen": "on"}, follow=True)

    assert asked.status_code == 422
    assert "quá nửa, mà chưa đánh dấu chọn" in text(asked).replace("\n", " ")
    assert not nothing
    assert "không chọn mục nào" in meant.content.decode()
    assert "được chọn, chờ thủ trưởng" not in meant.content.decode()
    assert story.fresh().state == State.TRACKED


def test_nobody_is_chosen_for_a_month_that_was_not_evaluated() -> None:
    story = followed()

    refused = signed_in(story.officer).post(vote_path(story), counted(story, 15))

    assert refused.status_code == 422
    assert "chưa được đánh giá tháng này" in text(refused)
    assert not Meeting.objects.exists()


def held(story: Story, day: str = "01/05/2025") -> None:
    sent = {
        "about": f"u{story.unit.pk}",
        "kind": "complaint",
        "opened_on": day,
        "paper": "Thông báo 12/TB-TTr ngày 28/4/2025",
        "file": a_pdf(),
    }
    answer = signed_in(story.officer).post("/dien-hinh/tam-dung/", sent)
    assert answer.status_code == 302, text(answer)


@pytest.mark.demand("003.4")
def test_who_is_on_hold_is_not_chosen_and_the_page_names_no_secret() -> None:
    story = evaluated()
    held(story)
    office = signed_in(story.officer)

    form = text(office.get(vote_path(story)))
    refused = office.post(vote_path(story), counted(story, 15))

    assert "Đang tạm dừng xét, chưa bình chọn được." in form
    assert "tố cáo" not in form
    assert refused.status_code == 409
    assert "tố cáo" not in text(refused)
    assert story.fresh().state == State.TRACKED

    hold = Hold.objects.get()
    closed = {
        "closed_on": "10/05/2025",
        "paper": "Kết luận 15/KL-TTr",
        "file": a_pdf("ket-luan.pdf"),
    }
    office.post(f"/dien-hinh/tam-dung/{hold.pk}/ket-thuc/", closed)
    office.post(vote_path(story), counted(story, 15))
    assert story.fresh().state == State.SELECTED
    assert office.get(f"/dien-hinh/tam-dung/{hold.pk}/dong/").status_code == 200


def test_the_register_of_holds_is_for_the_unit_and_those_above() -> None:
    story = evaluated()
    held(story)
    place = story.reporting.province
    hold = Hold.objects.get()
    neighbour = signed_in(an_actor(place.communes[1]))
    reader = signed_in(an_actor(story.unit, Mandate.Role.READER))
    above = signed_in(an_actor(place.districts[0]))

    assert "12/TB-TTr" in text(above.get("/dien-hinh/tam-dung/"))
    assert "12/TB-TTr" not in text(neighbour.get("/dien-hinh/tam-dung/"))
    (line,) = rows_at(above, "/dien-hinh/tam-dung/?xuat=excel")
    assert line[4] == "Thông báo 12/TB-TTr ngày 28/4/2025"
    assert rows_at(neighbour, "/dien-hinh/tam-dung/?xuat=excel") == []
    assert neighbour.get(f"/dien-hinh/tam-dung/{hold.pk}/mo/").status_code == 404
    assert reader.get("/dien-hinh/tam-dung/").status_code == 403


def test_the_database_refuses_to_choose_who_is_on_hold() -> None:
    story = evaluated()
    held(story)
    met = Meeting.objects.create(
        campaign=story.campaign,
        unit=story.unit,
        period_id=APRIL.id,
        held_on=date(2025, 5, 15),
        led_by="A",
        present=20,
        minutes="",
        recorded_at=MAY,
        recorded_by="A",
    )

    with pytest.raises(IntegrityError, match="nobody_on_hold"), transaction.atomic():
        Choice.objects.create(
            meeting=met, exemplar=story.exemplar, hands=15, is_chosen=True
        )


def ruled(story: Story) -> Story:
    """With a rule of comparison, so that values can be frozen."""
    actions.set_rule(
        story.campaign,
        tolerance=Decimal(5),
        better_wanted=1,
        window=12,
        actor=story.office,
        at=MAY,
    )
    return story


PRAISED = {
    "kind": "decision",
    "praised_on": "20/05/2025",
    "words": "Cả xã góp xoay vòng, nhà nào cũng có lu.",
    "is_drawn_up": "on",
}


@pytest.mark.demand("003.4a")
@pytest.mark.demand("003.4")
def test_the_head_sees_what_will_be_frozen_and_praises_by_a_decision() -> None:
    story = ruled(selected())
    story.told(story.unit, {3: "80", 4: "86"})
    path, head = f"/dien-hinh/{story.exemplar.pk}/bieu-duong/", signed_in(story.head)

    officer = signed_in(story.officer).get(path)
    asked = text(head.get(path)).replace("\xa0", " ")
    done = head.post(path, PRAISED)
    praise = Praise.objects.get()
    document = Document.objects.get(praise=praise)

    assert officer.status_code == 403
    assert "<b>86 %</b>" in asked
    assert done.status_code == 302
    assert story.fresh().state == State.PRAISED
    assert FrozenValue.objects.get().value == 86
    assert document.unit_id == story.unit.pk
    assert "Cả xã góp xoay vòng" in str(document.paper)
    assert "Luật" not in str(document.paper)
    assert "Cả xã góp xoay vòng" in text(
        head.get(f"/dien-hinh/{story.exemplar.pk}/ho-so/")
    )


@pytest.mark.demand("003.4")
def test_nobody_is_praised_before_the_meeting_that_chose() -> None:
    story = ruled(evaluated())
    signed_in(story.officer).post(vote_path(story), counted(story, 15))
    path, head = f"/dien-hinh/{story.exemplar.pk}/bieu-duong/", signed_in(story.head)
    asked = {"asked_on": "20/05/2025"}

    early = head.post(path, PRAISED | {"praised_on": "14/05/2025"} | asked)
    Exemplar.objects.update(registered_at=MAY.replace(day=17))
    unknown = head.post(path, PRAISED | {"praised_on": "16/05/2025"} | asked)
    Exemplar.objects.update(registered_at=MAY.replace(day=12))
    other_day = head.post(path, PRAISED | {"praised_on": "15/05/2025"} | asked)
    done = head.post(path, PRAISED | {"praised_on": "15/05/2025"})

    assert (early.status_code, unknown.status_code) == (422, 422)
    assert "Ngày biểu dương trước ngày họp bình chọn 15/05/2025" in text(early)
    assert "Ngày biểu dương trước ngày đăng ký điển hình 17/05/2025" in text(unknown)
    assert other_day.status_code == 422
    assert "Số liệu trên trang vừa rồi theo ngày 20/05/2025" in text(other_day)
    assert done.status_code == 302
    assert Praise.objects.get().praised_on == date(2025, 5, 15)
    assert story.fresh().praised_on == date(2025, 5, 15)
