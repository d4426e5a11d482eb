"""An inspection: planned, announced, what was found, mended with proof, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.follow_up.cast import a_round
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns.models import ContentNode
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Finding, Inspection, Notice
from thidua.follow_up.queries.planning import CONTENT, TARGET
from thidua.kernel import clock, dates
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db

TODAY, MEND_BY = date(2025, 5, 20), date(2025, 6, 3)
PDF = b"%PDF-1.4\n%%EOF\n"


class Story:
    """The department inspects a commune in its campaign."""

    def __init__(self) -> None:
        place = a_province()
        self.campaign = a_campaign(of=place, launched=True)
        self.target = given_to(a_target(self.campaign), place.communes[0], 12)
        self.commune = place.communes[0]
        self.inspectors: Actor = an_actor(place.department)
        self.officer: Actor = an_actor(self.commune)
        self.office, self.there = signed_in(self.inspectors), signed_in(self.officer)

    def plan(self, **changes: str | list[str]) -> Any:
        item = ContentNode.objects.filter(kind="item").first()
        assert item
        data = {
            "inspected": str(self.commune.pk),
            "starts_on": "20/05/2025",
            "ends_on": "21/05/2025",
            "leader": "Trần Thị Ngọc Ánh, Phó Trưởng ban",
            "purpose": "Chuẩn bị sổ theo dõi công trình.",
            "items": [f"{CONTENT}{item.key}"],
        }
        path = f"/theo-doi/kiem-tra/moi/{self.campaign.pk}/"
        return self.office.post(path, data | changes)

    def announced(self) -> Inspection:
        self.plan()
        made = Inspection.objects.get()
        self.office.post(f"{at(made)}thong-bao/")
        return made

    def found(self) -> Finding:
        made = self.announced()
        self.office.post(
            f"{at(made)}phat-hien/",
            {
                "what": "Sổ chưa ghi 3 tuyến đường đã xong.",
                "severity": "mend",
                "mend_by": "03/06/2025",
                "file": SimpleUploadedFile("bien-ban.pdf", PDF),
            },
        )
        return Finding.objects.get()

    def answer(self, finding: Finding, **more: Any) -> Any:
        path = f"{at(finding.inspection)}{finding.pk}/tra-loi/"
        return self.there.post(path, {"words": "Đã ghi đủ 3 tuyến."} | more)


def at(made: Inspection) -> str:
    return f"/theo-doi/kiem-tra/{made.pk}/"


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.fixture
def story() -> Any:
    with clock.standing_on(TODAY):
        yield Story()


@pytest.mark.demand("002.5")
def test_a_finding_is_mended_with_proof_and_the_inspection_ends(story: Story) -> None:
    finding = story.found()
    made = finding.inspection
    assert "Khắc phục 1 điều theo kiểm tra của Sở Nội vụ" in read(story.there, "/")

    proof = SimpleUploadedFile("so.pdf", PDF)
    assert story.answer(finding, file=proof).status_code == 302
    assert "Xem trả lời" in read(story.office, "/")
    back = story.office.post(
        f"{at(made)}{finding.pk}/tra-lai/", {"words": "Thiếu chữ ký của trưởng ấp."}
    )
    assert back.status_code == 302
    page = read(story.there, at(made))
    assert "Thiếu chữ ký của trưởng ấp." in page
    assert "Kiểm tra xã " in page
    assert "Kiểm tra Xã " not in page
    story.answer(finding)
    story.office.post(f"{at(made)}{finding.pk}/cong-nhan/")
    ended = story.office.post(f"{at(made)}ket-thuc/", {"conclusion": "Đã sửa đủ."})

    made.refresh_from_db()
    assert (ended.status_code, made.state) == (302, "closed")
    assert "so.pdf" in read(story.there, at(made))
    assert "Khắc phục" not in read(story.there, "/")


def test_before_the_announcement_the_unit_knows_nothing(story: Story) -> None:
    story.plan()
    made = Inspection.objects.get()

    assert story.there.get(at(made)).status_code == 404
    assert not Notice.objects.exists()


def test_an_announcement_tells_the_unit_and_stands_on_its_desk(story: Story) -> None:
    story.announced()

    notice = Notice.objects.get(person=story.officer.person_id)
    assert notice.title.startswith("Sở Nội vụ tỉnh Sông Tiền kiểm tra đơn vị")
    assert "Chuẩn bị buổi kiểm tra của Sở Nội vụ" in read(story.there, "/")


def test_with_an_open_finding_nobody_ends_it(story: Story) -> None:
    made = story.found().inspection

    answer = story.office.post(f"{at(made)}ket-thuc/", {"conclusion": "Xong."})

    assert answer.status_code == 422
    assert "Còn 1 điều chưa khắc phục xong." in answer.content.decode()


def test_the_inspectors_do_not_answer_and_the_unit_does_not_accept(
    story: Story,
) -> None:
    finding = story.found()
    place = f"{at(finding.inspection)}{finding.pk}/"

    own = story.office.post(f"{place}tra-loi/", {"words": "Tự trả lời."})
    story.answer(finding)
    theirs = story.there.post(f"{place}cong-nhan/")

    assert (own.status_code, theirs.status_code) == (403, 403)


def test_a_commune_does_not_inspect_its_neighbour(story: Story) -> None:
    neighbour = signed_in(an_actor(story.campaign.root))
    page = read(story.there, f"/theo-doi/kiem-tra/moi/{story.campaign.pk}/")
    theirs = read(neighbour, f"/theo-doi/kiem-tra/moi/{story.campaign.pk}/")

    assert "Xã Bình Hòa" not in page
    assert "Xã Bình Hòa" in theirs


def test_a_plan_that_was_changed_meanwhile_is_not_overwritten(story: Story) -> None:
    made = story.announced()
    target = f"{TARGET}{story.target.pk}"
    data = {"inspected": str(story.commune.pk), "leader": "Lê Lan", "items": [target]}
    data |= {"starts_on": "20/05/2025", "ends_on": "22/05/2025", "version": "1"}
    data |= {"reason": "Trùng ngày họp."}

    first = story.office.post(f"{at(made)}sua/", data)
    second = story.office.post(f"{at(made)}sua/", data)

    assert (first.status_code, second.status_code) == (302, 409)
    assert [item.target_id for item in made.items.all()] == [story.target.pk]


@pytest.mark.demand("004.4b")
def test_an_announced_inspection_moves_only_with_a_reason_that_its_page_keeps(
    story: Story,
) -> None:
    made = story.announced()
    form = read(story.office, f"{at(made)}sua/")
    item = f"{CONTENT}{made.items.get().node_key}"
    data = {"inspected": str(story.commune.pk), "leader": "Lê Lan", "items": [item]}
    data |= {"starts_on": "27/05/2025", "ends_on": "28/05/2025", "version": "1"}

    silent = story.office.post(f"{at(made)}sua/", data)
    moved = story.office.post(
        f"{at(made)}sua/", data | {"reason": "Xã bầu ban ấp ngày 20."}
    )
    theirs = read(story.there, at(made))

    assert "Vì sao đổi ngày" in form
    assert silent.status_code == 422
    assert "Chưa ghi vì sao đổi ngày kiểm tra." in silent.content.decode()
    assert moved.status_code == 302
    assert "Các lần đổi ngày" in theirs
    assert "Xã bầu ban ấp ngày 20." in theirs
    assert dates.span(made.starts_on, made.ends_on) in theirs, "from which days"
    assert story.inspectors.name in theirs, "by whom"
    told = Notice.objects.filter(kind=Kind.INSPECTION).order_by("pk").last()
    assert told is not None
    assert "Đổi ngày vì: Xã bầu ban ấp ngày 20." in told.body


def test_a_plan_that_nobody_was_told_of_moves_without_a_word(story: Story) -> None:
    story.plan()
    made = Inspection.objects.get()
    item = f"{CONTENT}{made.items.get().node_key}"
    data = {"inspected": str(story.commune.pk), "leader": "Lê Lan", "items": [item]}
    data |= {"starts_on": "27/05/2025", "ends_on": "28/05/2025", "version": "1"}

    assert "Vì sao đổi ngày" not in read(story.office, f"{at(made)}sua/")
    assert story.office.post(f"{at(made)}sua/", data).status_code == 302
    assert "Các lần đổi ngày" not in read(story.office, at(made))


@pytest.mark.demand("004.4b")
def test_a_deadline_to_mend_is_reminded_of_and_escalates(story: Story) -> None:
    story.found()
    a_round(TODAY)
    Notice.objects.all().delete()

    for day in (date(2025, 5, 30), MEND_BY, date(2025, 6, 4)):
        a_round(day)

    told = list(Notice.objects.order_by("pk").values_list("person_id", "kind", "title"))
    here, above = story.officer.person_id, story.inspectors.person_id
    what = "Sổ chưa ghi 3 tuyến đường đã xong."
    assert told == [
        (here, Kind.MEND_SOON, f"Hạn khắc phục còn 4 ngày: {what}"),
        (here, Kind.MEND_SOON, f"Hạn khắc phục hôm nay: {what}"),
        (here, Kind.MEND_LATE, f"Quá hạn khắc phục: {what}"),
        (above, Kind.MEND_LATE, f"Quá hạn khắc phục: {what}"),
    ]
