"""A reminder that nobody heeds escalates, and ends in a letter with a number."""

from __future__ import annotations

from datetime import date, datetime, time
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.desk.cast import APRIL, Reporting
from tests.doors import signed_in
from tests.follow_up.cast import AFTER, BEFORE, DUE, a_round, the_office
from tests.kernel.edited import add_a_picture, edited
from tests.organisations.factories import an_actor
from tests.running.cluster import Database
from tests.running.test_jobs import work_off
from thidua.documents.actions import issue_document, prepare_document
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Notice, UrgingLetter
from thidua.indicators.models import FormPeriod
from thidua.kernel import clock
from thidua.organisations.actor import Actor

TODAY = date(2025, 5, 20)
NOON = datetime.combine(TODAY, time(12), clock.ZONE)
NEW = "/theo-doi/don-doc/cong-van/moi/"


class Story:
    """Two communes of the north are late; the district urges."""

    def __init__(self) -> None:
        self.cast: Reporting = the_office()
        north = self.cast.province.districts[0]
        self.sent, *self.late = self.cast.province.communes_of(north)
        self.cast.send(self.sent, APRIL)
        self.writer: Actor = an_actor(north)
        self.head = an_actor(north, "head")
        self.officers = [an_actor(unit) for unit in self.late]
        self.office: Client = signed_in(self.writer)

    def write(self, action: str = "make", **changes: object) -> object:
        data = {
            "units": [str(unit.pk) for unit in self.late],
            "answer_by": "27/05/2025",
            "symbol": "UBND-NV",
            "is_joint": "1",
            "action": action,
        }
        with clock.standing_on(TODAY):
            path = f"{NEW}?bieu={self.cast.form.pk}&ky={APRIL.id}"
            return self.office.post(path, data | changes)

    def number(self, letter: UrgingLetter) -> None:
        """The office gives the letter its number."""
        document = prepare_document(letter.document, actor=self.writer, at=NOON)
        issue_document(document, actor=self.writer, at=NOON)


def read(client: Client, path: str) -> str:
    with clock.standing_on(TODAY):
        return client.get(path).content.decode()


@pytest.mark.demand("002.5")
@pytest.mark.demand("004.4b")
def test_a_reminder_that_escalates_ends_in_a_letter_to_all_who_are_late(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    del own_database
    story = Story()
    for day in (BEFORE, DUE, AFTER):
        a_round(day)
    assert "2 đơn vị chậm: Biểu tháng" in read(story.office, "/nhac-viec/")
    page = read(story.office, NEW)
    assert "2 đơn vị chưa gửi Biểu tháng, tháng 4/2025, hạn 07/05/2025" in page

    story.write()
    letter = UrgingLetter.objects.get()
    theirs = signed_in(story.officers[0])
    path = f"/theo-doi/don-doc/cong-van/{letter.pk}/"
    with clock.standing_on(TODAY):
        assert theirs.get(path).status_code == 404  # a draft stays in the office
    story.number(letter)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    work_off()
    work_off()

    told = Notice.objects.filter(kind=Kind.LETTER).values_list("person_id", flat=True)
    assert sorted(told) == sorted(one.person_id or 0 for one in story.officers)
    assert "01/UBND-NV" in read(theirs, path)
    story.cast.send(story.late[0], APRIL, days_late=15)
    assert "đã gửi 22/05/2025" in read(story.office, path)


@pytest.mark.django_db
def test_before_it_is_made_the_letter_is_shown() -> None:
    story = Story()
    answer = story.write("preview", more="Đây là lần nhắc thứ hai.")
    page = answer.content.decode()  # type: ignore[attr-defined]

    assert "Kính gửi: Ủy ban nhân dân xã Bình Hòa; Ủy ban nhân dân xã Đông Phú" in page
    assert "đã quá hạn 13 ngày" in page
    assert "Đây là lần nhắc thứ hai." in page
    assert not UrgingLetter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["preview", "make"])
def test_a_day_that_is_gone_is_refused_at_its_field(action: str) -> None:
    story = Story()
    answer: Any = story.write(action, answer_by="01/01/2024", more="Lần thứ hai.")
    page = answer.content.decode()

    assert answer.status_code == 422
    said = page[page.index("Đề nghị gửi trước ngày") :]
    assert "Ngày đề nghị gửi phải sau hôm nay." in said
    assert "Chọn một ngày làm việc sắp tới." in said
    assert 'value="01/01/2024"' in page
    assert "Lần thứ hai." in page
    assert "Kính gửi:" not in page
    assert not UrgingLetter.objects.exists()


@pytest.mark.django_db
def test_one_each_makes_as_many_letters_and_both_files() -> None:
    story = Story()
    story.write(is_joint="")
    first = UrgingLetter.objects.last()
    assert first is not None

    files = [
        reverse(f"documents:{kind}", args=[first.document_id])
        for kind in ("pdf", "word")
    ]
    page = read(story.office, f"/theo-doi/don-doc/cong-van/{first.pk}/")
    pdf, word = (story.office.get(path) for path in files)

    assert all(path in page for path in files)

    assert UrgingLetter.objects.count() == 2
    assert pdf.content.startswith(b"%PDF")
    import docx

    text = "\n".join(
        paragraph.text for paragraph in docx.Document(BytesIO(word.content)).paragraphs
    )
    assert "trước ngày 27/05/2025" in text


@pytest.mark.django_db
def test_nobody_urges_units_that_are_not_theirs_or_not_late() -> None:
    story = Story()
    other = story.cast.province.communes[3]
    stranger = story.write(units=[str(other.pk)])
    in_time = story.write(units=[str(story.sent.pk)])
    yesterday = story.write(answer_by="19/05/2025")

    assert [
        one.status_code  # type: ignore[attr-defined]
        for one in (stranger, in_time, yesterday)
    ] == [403, 403, 422]
    assert not UrgingLetter.objects.exists()


@pytest.mark.django_db
def test_the_list_of_the_late_hands_its_choice_to_the_letter() -> None:
    cast = the_office()
    office = signed_in(an_actor(cast.province.department))
    north = cast.province.districts[0]
    with clock.standing_on(AFTER):
        late = office.get(f"/theo-doi/cham/?don-vi={north.pk}").content.decode()
        href = unescape(late).split('href="' + NEW)[1].split('"')[0]
        letter = office.get(NEW + href).content.decode()

    assert f"don-vi={north.pk}" in href
    inside = cast.province.communes[0].pk
    outside = cast.province.communes[-1].pk
    assert f'name="units" value="{inside}" checked' in letter
    assert f'name="units" value="{outside}">' in letter


@pytest.mark.django_db
def test_a_letter_that_only_word_can_print_says_so_instead_of_offering_a_pdf() -> None:
    story = Story()
    story.write()
    letter = UrgingLetter.objects.get()
    path = f"/theo-doi/don-doc/cong-van/{letter.pk}/"
    pdf = f"/van-ban/{letter.document_id}/pdf/"
    with clock.standing_on(TODAY):
        assert f'href="{pdf}"' in story.office.get(path).content.decode()
        word = edited(letter.document.as_paper(), add_a_picture)
        file = SimpleUploadedFile("sua.docx", word)
        sent = f"/van-ban/{letter.document_id}/gui-ban/"
        assert story.office.post(sent, {"file": file}).status_code == 302

        page = story.office.get(path).content.decode()

    assert f'href="{pdf}"' not in page
    assert "ảnh, hình vẽ hoặc khung chữ" in page
    assert "Mở tệp bằng Word rồi xuất PDF." in page


@pytest.mark.django_db
@pytest.mark.parametrize("months", [1, 3])
def test_choosing_what_to_urge_costs_the_same_however_much_is_late(
    months: int, django_assert_num_queries: Any
) -> None:
    story = Story()
    late = [APRIL.before(ago) for ago in range(months)]
    FormPeriod.objects.exclude(period__in=[one.id for one in late]).delete()
    shown = read(story.office, NEW)
    assert shown.count("&amp;ky=") == (months if months > 1 else 0)

    with django_assert_num_queries(12):
        read(story.office, NEW)
