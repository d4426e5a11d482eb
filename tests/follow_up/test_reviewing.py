"""Six months: every unit reports to the next above, the office compiles the whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.factories import a_campaign, a_target, an_indicator
from tests.desk.cast import APRIL
from tests.doors import signed_in
from tests.follow_up.cast import a_round, the_office
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import an_actor
from tests.sheets import sheet_at
from thidua.campaigns.models import CampaignForm
from thidua.documents.models import Document
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Notice, Review, ReviewCall
from thidua.follow_up.queries.waiting import waiting_for
from thidua.follow_up.states import ReviewState
from thidua.indicators.periods import PeriodKind, containing
from thidua.kernel import clock
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = date(2025, 5, 20)
_SHOWN = (0, 2, 3, 4)
HALF = containing(TODAY, PeriodKind.HALF)
LIST = "/theo-doi/bao-cao-ky/"


class Story:
    """A commune, its district, the office that asks, the committee it works for."""

    def __init__(self) -> None:
        cast = the_office()
        self.campaign = a_campaign(of=cast.province, launched=True)
        CampaignForm.objects.get_or_create(campaign=self.campaign, form=cast.form)
        report = cast.send(cast.province.communes[0], APRIL)
        road = an_indicator(cast.province.department, name="Đường bê tông")
        commune = cast.province.communes[0]
        a_target(self.campaign, unit=commune, version=road, value=10)
        cast.tell(report, road, "4")
        self.commune: Actor = an_actor(cast.province.communes[0])
        self.office: Actor = an_actor(self.campaign.office)
        self.at(TODAY, self.office, f"moi/{self.campaign.pk}/", self.asked)
        self.call = ReviewCall.objects.get()

    @property
    def asked(self) -> dict[str, str]:
        return {"period": str(HALF.id), "due_on": "10/06/2025"}

    def at(self, day: date, actor: Actor, path: str, data: Any = None) -> Any:
        """Somebody opens a page, or sends what stands on it: with its version."""
        client: Client = signed_in(actor)
        with clock.standing_on(day):
            if data is None:
                return client.get(LIST + path)
            pk = path.partition("/")[0]
            if pk.isdecimal() and "version" not in data:
                data = {"version": Review.objects.get(pk=pk).version} | data
            return client.post(LIST + path, data)

    def page(self, actor: Actor, path: str, day: date = TODAY) -> str:
        answer = self.at(day, actor, path)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def review_of(self, actor: Actor) -> Review:
        return Review.objects.get(unit=actor.unit_id)

    def written(self, action: str) -> dict[str, str]:
        return {
            "results": "Bê tông hóa 4 km đường.",
            "exemplars": "Ông Ba hiến đất.",
            "difficulties": "Thiếu vốn.",
            "proposals": "Cấp thêm xi măng.",
            "action": action,
        }


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.mark.demand("004.9")
def test_a_unit_reports_six_months_and_the_level_above_receives_and_compiles(
    story: Story,
) -> None:
    mine = story.review_of(story.commune)
    receiver = an_actor(mine.receiver)
    assert "Gửi" in [task.verb for task in waiting_for(story.commune, TODAY)]
    page = story.page(story.commune, f"{mine.pk}/")
    assert "Số liệu của kỳ" in page

    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("draft"))
    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("send"))

    mine.refresh_from_db()
    assert mine.state == ReviewState.SENT
    assert [mine.figures[0][at] for at in _SHOWN] == ["Đường bê tông", "4", "4", "10"]
    document = Document.objects.get()
    with clock.standing_on(TODAY):
        pdf = signed_in(story.commune).get(f"/van-ban/{document.pk}/pdf/").content
    said = words_of_pdf(pdf)
    for part in ("I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU", "Ông Ba hiến đất", "Cấp thêm xi"):
        assert part in said
    assert "Nhận" in [task.verb for task in waiting_for(receiver, TODAY)]
    story.at(TODAY, receiver, f"{mine.pk}/tra/", {"reason": "Thiếu số hộ nghèo."})
    assert "Thiếu số hộ nghèo." in story.page(story.commune, f"{mine.pk}/")
    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("send"))
    story.at(TODAY, receiver, f"{mine.pk}/nhan/", {})
    mine.refresh_from_db()
    assert mine.state == ReviewState.RECEIVED

    above = Review.objects.filter(unit=mine.receiver_id).first()
    compiling = an_actor(above.unit) if above else story.office
    whole = story.review_of(compiling)
    assert "Ông Ba hiến đất." in story.page(compiling, f"{whole.pk}/")
    story.at(TODAY, compiling, f"{whole.pk}/lay/", {"part": "exemplars"})
    story.at(TODAY, compiling, f"{whole.pk}/lay/", {"part": "exemplars"})
    whole.refresh_from_db()
    assert whole.exemplars.count("Ông Ba hiến đất.") == 1
    assert story.review_of(story.office).receiver_id == story.campaign.launcher_id


@pytest.mark.demand("004.9")
def test_it_is_seen_who_has_sent_and_the_others_are_urged(story: Story) -> None:
    mine = story.review_of(story.commune)
    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("send"))
    path = f"dot/{story.call.pk}/"
    count = story.call.reviews.count()

    assert f"1/{count} đơn vị đã gửi, hạn 10/06/2025" in story.page(story.office, path)
    told = Notice.objects.filter(kind=Kind.REVIEW).count()
    assert told  # whoever can sign in was told when it was asked
    for _twice in range(2):
        story.at(TODAY, story.office, f"{path}nhac/", {})
    silent = an_actor(Review.objects.filter(sent_at=None).latest("pk").unit)
    story.at(date(2025, 5, 21), story.office, f"{path}nhac/", {})
    assert Notice.objects.filter(person=silent.person_id, kind=Kind.REVIEW).count() == 1

    a_round(date(2025, 6, 9))
    a_round(date(2025, 6, 11))
    late = Notice.objects.filter(key__startswith="review-call:")
    assert "đơn vị chậm gửi báo cáo" in late.get(person=story.office.person_id).title
    assert "quá 2 ngày" in story.page(story.office, path, date(2025, 6, 12))


@pytest.mark.demand("004.4b")
def test_the_year_of_response_says_who_reported_on_the_half_year(story: Story) -> None:
    review = story.review_of(story.commune)
    district = Review.objects.get(pk=review.pk).receiver_id
    path = f"/theo-doi/huong-ung/{story.campaign.pk}/?nam=2025&don-vi={district}"
    story.at(TODAY, story.commune, f"{review.pk}/", story.written("send"))
    due, after = story.call.due_on, date(2025, 6, 11)
    office = signed_in(story.office)

    def cells(day: date) -> dict[object, object]:
        with clock.standing_on(day):
            heads, *rows = sheet_at(office, f"{path}&xuat=excel")[3:]
        place = heads.index("Báo cáo 6 tháng đầu năm 2025")
        return {row[0]: row[place] for row in rows}

    assert cells(due)["Xã Tân An"] == "1/3", "itself and its two hamlets"
    assert cells(due)["Xã Bình Hòa"] == "0/3"
    with clock.standing_on(due):
        assert "1 đúng hạn, 0 muộn, 0 chưa gửi" in office.get(path).content.decode()
    with clock.standing_on(after):
        page = office.get(path).content.decode()
        whole = office.get(path.partition("&don-vi")[0]).content.decode()
    assert f'href="{LIST}dot/{story.call.pk}/"' in page, "each mark opens"
    assert "1 đúng hạn, 0 muộn, 9 chưa gửi" in whole, "the district and those below it"


def test_an_empty_report_is_not_sent_and_a_neighbour_reads_nothing(
    story: Story,
) -> None:
    mine = story.review_of(story.commune)
    empty = story.written("send") | {"results": ""}

    answer = story.at(TODAY, story.commune, f"{mine.pk}/", empty)

    assert answer.status_code == 422
    assert "Chưa ghi “Kết quả nổi bật”." in answer.content.decode()
    other = an_actor(
        Review.objects.filter(receiver=mine.receiver_id).exclude(pk=mine.pk)[0].unit
    )
    assert story.at(TODAY, other, f"{mine.pk}/").status_code == 404
    again = story.at(TODAY, story.office, f"moi/{story.campaign.pk}/", story.asked)
    assert "Kỳ này đã yêu cầu báo cáo." in again.content.decode()
