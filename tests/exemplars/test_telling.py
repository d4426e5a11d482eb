"""What may be shown, the story, the media plan, the press kit."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import Story, praised
from tests.kernel.papers import words_of_pdf
from tests.kernel.photographs import as_a_phone_takes_it
from tests.organisations.factories import UnitFactory, an_actor
from thidua.campaigns.models import Campaign
from thidua.exemplars import actions
from thidua.exemplars.drafts import PublicationDraft
from thidua.exemplars.models import (
    Consent,
    Exemplar,
    Publication,
    PublicationBefore,
)
from thidua.exemplars.papers import movement
from thidua.exemplars.press import SYLLABLES, script_of, text_of
from thidua.exemplars.shown import shown_to
from thidua.exemplars.states import State
from thidua.kernel.clock import today
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit
from thidua.organisations.naming import in_sentence, unit_called

pytestmark = pytest.mark.django_db
PHOTO = as_a_phone_takes_it()
READER = Mandate.Role.READER
A_LINE = {
    "channel": "loudspeaker",
    "outlet": "Đài truyền thanh xã",
    "planned_on": "22/05/2025",
    "by_whom": "Chị Lan",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def a_household() -> tuple[Story, Actor]:
    """A farmer's household that was praised, past the counter; and the farmer."""
    story = praised()
    farmer = an_actor(story.reporting.province.hamlets[0], READER)
    one = story.exemplar
    one.kind, one.unit, one.person_id = "household", None, farmer.person_id
    one.call("Nguyễn Văn Bé")
    one.story = "Nhà ông Bé có sáu cái lu. Mùa hạn vẫn đủ nước."
    one.save()
    return story, farmer


def paths(story: Story) -> str:
    return f"/dien-hinh/{story.exemplar.pk}"


def planned(story: Story, **given: str) -> Publication:
    signed_in(story.officer).post(f"{paths(story)}/tuyen-truyen/", A_LINE | given)
    return Publication.objects.order_by("-pk")[0]


def test_somebody_says_field_by_field_what_is_shown_and_takes_it_back() -> None:
    story, farmer = a_household()
    stranger = signed_in(an_actor(story.reporting.province.communes[1]))
    phone, path = signed_in(farmer), f"{paths(story)}/dong-y/"

    before = text(stranger.get(f"{paths(story)}/"))
    phone.post(path, {"shows": ["name"], "given_on": "20/05/2025"})
    named = text(stranger.get(f"{paths(story)}/"))
    page = text(phone.get(path))
    phone.post(path, {"given_on": "20/05/2025"})
    after = text(stranger.get(f"{paths(story)}/"))

    assert "Nguyễn Văn Bé" not in before
    assert "Nguyễn Văn Bé" in named
    assert "sáu cái lu" not in named
    assert "tự đồng ý trên chương trình" in page
    assert "Nguyễn Văn Bé" not in after
    assert Consent.objects.count() == 2


def test_the_unit_notes_a_consent_with_the_signed_paper_alone() -> None:
    story, _farmer = a_household()
    office, path = signed_in(story.officer), f"{paths(story)}/dong-y/"
    sent = {"shows": ["name", "story"], "given_on": "19/05/2025"}

    bare = office.post(path, sent)
    paper = SimpleUploadedFile("phieu.pdf", b"%PDF-1.7 phieu")
    office.post(path, sent | {"paper": paper})
    one = Consent.objects.get()

    assert bare.status_code == 422
    assert "phiếu đồng ý đã ký" in text(bare)
    assert one.how == "paper"
    assert office.get(f"{path}{one.pk}/phieu/").status_code == 200
    place = office.post(path, {"shows": ["place"], "given_on": "19/05/2025"})
    assert "Ấp, tổ chỉ hiện cùng tên." in text(place)


def test_the_story_has_a_picture_that_says_what_it_shows() -> None:
    story = praised()
    office, path = signed_in(story.officer), f"{paths(story)}/chuyen/"
    stranger = signed_in(an_actor(story.reporting.province.communes[1]))
    version = str(story.exemplar.version)
    sent = {
        "summary": "86 % hộ có lu",
        "story": "Mùa hạn năm ấy cả ấp phải mua nước.",
        "how_to": "Góp mỗi tháng một phần\nMua lu theo lượt",
        "version": version,
    }

    mute = office.post(path, sent | {"picture": SimpleUploadedFile("lu.jpg", PHOTO)})
    said = {
        "picture": SimpleUploadedFile("lu.jpg", PHOTO),
        "picture_says": "Sáu cái lu",
    }
    office.post(path, sent | said)
    late = office.post(path, sent | {"story": "Khác."})
    no_picture = SimpleUploadedFile("lu.pdf", b"%PDF-1.7")
    wrong = office.post(path, sent | {"picture": no_picture, "version": "2"})

    assert mute.status_code == 422
    assert "Chưa ghi ảnh nói gì." in text(mute)
    shown = stranger.get(f"{paths(story)}/anh/").content
    assert PIL.Image.open(io.BytesIO(shown)).size == (480, 640)
    assert b"Exif" not in shown
    assert 'alt="Sáu cái lu"' in text(stranger.get(f"{paths(story)}/"))
    assert late.status_code == 409
    assert wrong.status_code == 422
    assert story.fresh().how_to.splitlines()[1] == "Mua lu theo lượt"


@pytest.mark.demand("003.4")
def test_the_first_that_was_published_moves_it_to_the_second_step() -> None:
    story = praised()
    office = signed_in(story.officer)
    line = planned(story)
    path = f"{paths(story)}/tuyen-truyen/"
    sent = {"published_on": "20/05/2025", "reach": "1.200"}

    desk = text(office.get("/"))
    bare = office.post(f"{path}{line.pk}/dang/", sent)
    office.post(f"{path}{line.pk}/dang/", sent | {"link": "https://example.vn/bai"})
    twice = office.post(f"{path}{line.pk}/dang/", sent | {"link": "https://a.vn/b"})
    page = text(office.get(path))

    assert "1 việc đăng, phát đến hạn." in desk
    assert bare.status_code == 422
    assert story.fresh().state == State.PUBLICISED
    assert twice.status_code == 409
    assert "tới 1.200 lượt người" in page
    assert "https://example.vn/bai" in page


def test_a_photograph_of_what_was_published_says_not_where_it_was_taken() -> None:
    story = praised()
    office, line = signed_in(story.officer), planned(story)
    path = f"{paths(story)}/tuyen-truyen/{line.pk}"
    file = SimpleUploadedFile("trang-bao.jpg", PHOTO)

    office.post(f"{path}/dang/", {"published_on": "20/05/2025", "file": file})

    kept = office.get(f"{path}/tep/").content
    assert PIL.Image.open(io.BytesIO(kept)).size == (480, 640)
    assert b"Exif" not in kept


def test_of_people_nothing_is_published_without_consent() -> None:
    story, farmer = a_household()
    office, line = signed_in(story.officer), planned(story)
    path = f"{paths(story)}/tuyen-truyen/"
    sent = {"published_on": "20/05/2025", "link": "https://example.vn/bai"}

    page = text(office.get(path))
    refused = office.post(f"{path}{line.pk}/dang/", sent)

    assert "Chưa có đồng ý công khai" in page
    assert refused.status_code == 409
    assert story.fresh().state == State.PRAISED

    allowed = {"shows": ["story"], "given_on": "20/05/2025"}
    signed_in(farmer).post(f"{paths(story)}/dong-y/", allowed)
    office.post(f"{path}{line.pk}/dang/", sent)
    assert story.fresh().state == State.PUBLICISED


def test_a_line_is_dropped_with_a_reason() -> None:
    story = praised()
    line = planned(story)
    office, path = signed_in(story.officer), f"{paths(story)}/tuyen-truyen/{line.pk}"

    assert office.post(f"{path}/thoi/", {"reason": ""}).status_code == 422
    office.post(f"{path}/thoi/", {"reason": "Đài đang sửa"})

    assert "Đài đang sửa" in text(office.get(f"{paths(story)}/tuyen-truyen/"))
    assert story.fresh().state == State.PRAISED


def test_a_campaign_is_called_a_movement_once() -> None:
    long, short = "Phong trào thi đua “Đồng khởi mới”", "“Đồng khởi mới”"

    said = {movement(Campaign(name=name)) for name in (long, short)}

    assert said == {"phong trào thi đua “Đồng khởi mới”"}


def unzipped(answer: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(answer.content))


@pytest.mark.demand("003.4")
def test_the_press_kit_comes_in_one_step() -> None:
    story = praised()
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        summary="86 % hộ có lu.",
        story="Mùa hạn cả ấp phải mua nước. " * 80,
        how_to="Góp mỗi tháng\nMua lu theo lượt",
    )

    path = f"{paths(story)}/tuyen-truyen/bo-tai-lieu/"
    kit = unzipped(signed_in(story.officer).get(path))

    assert set(kit.namelist()) == {
        "bai-viet.txt",
        "bai-phat-thanh.docx",
        "bai-phat-thanh.pdf",
        "so-lieu.xlsx",
    }
    article = kit.read("bai-viet.txt").decode("utf-8-sig")
    assert "Mua lu theo lượt" in article
    assert kit.read("bai-phat-thanh.pdf").startswith(b"%PDF")


def test_the_script_is_read_out_and_is_no_official_paper() -> None:
    story = praised()
    hamlet = UnitFactory.create(kind=Unit.Kind.HAMLET, name="4", parent=story.unit)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        home=hamlet,
        unit=None,
        kind="household",
        name="Bà Ngô Thị Bé Năm",
        title="Ủ phân bón vườn",
        summary="số nhà biết ủ phân: từ ngày 10/05/2025 thêm 12 %.",
    )
    Consent.objects.create(
        exemplar=story.exemplar,
        shows_name=True,
        shows_story=True,
        given_on=MAY.date(),
        how=Consent.How.SELF,
        recorded_at=MAY,
        recorded_by="Người Thử",
    )
    path = f"{paths(story)}/tuyen-truyen/bo-tai-lieu/"

    kit = unzipped(signed_in(an_actor(hamlet)).get(path))
    script = words_of_pdf(kit.read("bai-phat-thanh.pdf"))

    assert "CỘNG HÒA" not in script
    assert "ỦY BAN NHÂN DÂN" not in script
    assert "Số:" not in script
    assert f"Đài truyền thanh {in_sentence(unit_called(story.unit, today()))}" in script
    assert "Đó là hộ bà Ngô Thị Bé Năm." in script
    assert "Số nhà biết ủ phân: từ ngày 10 tháng 5 năm 2025 thêm 12 phần trăm" in script


def test_the_script_is_about_a_minute_and_names_nobody_without_consent() -> None:
    story, _farmer = a_household()
    one = story.exemplar
    one.how_to = "Góp mỗi tháng một phần. " * 60
    shown = shown_to(one, is_inside=False)

    script = " ".join(script_of(one, shown, today()))

    assert len(script.split()) <= SYLLABLES
    assert "Nguyễn Văn Bé" not in script
    assert "một hộ ở xã Tân An" in script
    assert "sáu cái lu" not in text_of(one, shown, today())


@pytest.mark.demand("003.4")
def test_a_line_of_the_plan_is_changed_and_how_it_read_before_is_kept() -> None:
    story = praised()
    line = planned(story)
    office, path = signed_in(story.officer), f"{paths(story)}/tuyen-truyen/{line.pk}"
    wanted = A_LINE | {"planned_on": "30/05/2025", "version": "1"}

    bare = office.post(f"{path}/sua/", wanted)
    same = office.post(
        f"{path}/sua/", A_LINE | {"version": "1", "reason": "Đài dời lịch"}
    )
    answer = office.post(f"{path}/sua/", wanted | {"reason": "Đài dời lịch"})
    stale = office.post(
        f"{path}/sua/", wanted | {"by_whom": "Anh Ba", "reason": "Đổi người"}
    )
    shown = text(office.get(f"{path}/sua/"))
    plan = text(office.get(f"{paths(story)}/tuyen-truyen/"))

    assert (bare.status_code, same.status_code) == (422, 422)
    assert "Chưa đổi gì so với kế hoạch." in text(same)
    assert answer.status_code == 302
    assert stale.status_code == 409, "the second is shown what the first wrote"
    line.refresh_from_db()
    assert line.planned_on.isoformat() == "2025-05-30"
    assert "22/05/2025: Đài truyền thanh xã (truyền thanh xã), Chị Lan" in shown
    assert "Đài dời lịch" in shown
    assert "đã sửa 1 lần" in plan


def test_what_was_published_is_not_planned_anew() -> None:
    story = praised()
    line = planned(story)
    office, path = signed_in(story.officer), f"{paths(story)}/tuyen-truyen/{line.pk}"
    office.post(f"{path}/dang/", {"published_on": "20/05/2025", "link": "https://b.vn"})

    shown = text(office.get(f"{path}/sua/"))
    answer = office.post(f"{path}/sua/", A_LINE | {"version": "2", "reason": "Sửa"})

    assert "Đã đăng, phát hoặc đã thôi thì không sửa nữa." in shown
    assert answer.status_code == 409


def test_the_database_keeps_how_a_line_read_before() -> None:
    story = praised()
    line = planned(story)
    draft = PublicationDraft("radio", "Đài", line.planned_on, "Lan")
    actions.change_line(
        line, draft, reason="Đổi kênh", version=1, actor=story.officer, at=MAY
    )

    with pytest.raises(DatabaseError, match="permission denied"):
        PublicationBefore.objects.update(outlet="Khác")


def test_no_line_is_planned_for_a_day_that_is_over() -> None:
    story = praised()
    office, path = signed_in(story.officer), f"{paths(story)}/tuyen-truyen/"

    refused = office.post(path, A_LINE | {"planned_on": "19/05/2025"})
    line = planned(story)
    moved = office.post(
        f"{path}{line.pk}/sua/",
        A_LINE | {"planned_on": "19/05/2025", "version": "1", "reason": "Nhầm"},
    )

    assert (refused.status_code, moved.status_code) == (422, 422)
    assert "Ngày dự kiến đã qua." in text(refused)
    assert "rồi bấm “Đã đăng, phát” và ghi ngày thật" in text(refused)
    assert Publication.objects.get().planned_on.isoformat() == "2025-05-22"


@pytest.mark.demand("003.4")
def test_without_a_story_the_kit_says_what_is_known_and_the_page_what_is_missing() -> (
    None
):
    story = praised()
    path = f"{paths(story)}/tuyen-truyen/"
    office = signed_in(story.officer)

    page = text(office.get(path))
    kit = unzipped(office.get(f"{path}bo-tai-lieu/"))

    assert "Chưa có câu chuyện" in page
    assert f'href="{paths(story)}/chuyen/">Viết câu chuyện' in page
    article = kit.read("bai-viet.txt").decode("utf-8-sig").replace("\xa0", " ")
    script = " ".join(
        script_of(story.exemplar, shown_to(story.exemplar, is_inside=False), today())
    ).replace("\xa0", " ")
    for said in (article, script):
        assert "Góp xoay vòng để nhà nào cũng có lu chứa nước mưa" in said
        assert "Hộ có nước ngọt: " in said
    assert "Được biểu dương ngày 10/02/2025: Biểu dương cả xã." in article
    assert "ngày biểu dương 86 %" in article
    assert "Được biểu dương ngày 10 tháng 2 năm 2025: Biểu dương cả xã." in script
    assert "ngày biểu dương 86 phần trăm" in script
    Exemplar.objects.filter(pk=story.exemplar.pk).update(story="Cả ấp cùng làm.")
    told = unzipped(office.get(f"{path}bo-tai-lieu/"))
    assert "Nội dung đã đăng ký" not in told.read("bai-viet.txt").decode("utf-8-sig")
    assert "Chưa có câu chuyện" not in text(office.get(path))
