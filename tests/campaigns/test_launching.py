"""From an empty page to a launch, through the browser's requests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import address, signed_in
from tests.organisations.factories import (
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from tests.sheets import rows_at, sheet_at
from thidua.campaigns.models import (
    Audience,
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    LaunchDocument,
)
from thidua.campaigns.queries import waiting_for
from thidua.campaigns.states import State
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 ban ky"


def basics_of(place: Province, **changed: Any) -> dict[str, Any]:
    tree = Tree.objects.get(key=Tree.STATE)
    return {
        "name": "“Đồng khởi mới”",
        "motto": "Hai chân – Ba mũi",
        "slogan": "Học tập, bắt kịp, vượt qua điển hình",
        "theme": "Kỷ cương, sáng tạo",
        "shape": "phased",
        "line": "state",
        "launcher": place.province.pk,
        "office": place.department.pk,
        "tree": tree.pk,
        "root": place.province.pk,
        "starts_on": "01/01/2021",
        "ends_on": "31/12/2025",
        "vision_year": "2030",
        "predecessor_review": "Năm năm qua đạt 18 trên 20 chỉ tiêu.",
        "version": "1",
    } | changed


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.mark.demand("001.1")
@pytest.mark.demand("004.2")
def test_a_campaign_continues_another_and_carries_on_the_nations(
    place: Province, office: Client
) -> None:
    before = a_campaign(of=place, launched=True, name="“Đồng khởi mới” 2015–2020")
    nation = a_campaign(
        of=place, launched=True, name="Chung sức xây dựng nông thôn mới"
    )

    post(
        office,
        "new",
        **basics_of(place, predecessor=before.pk, carries_on=[nation.pk]),
    )

    made = Campaign.objects.get(name="“Đồng khởi mới”")
    shown = page(office, "campaign", made)
    assert "Giai đoạn 2021–2025, tầm nhìn đến năm 2030" in shown
    assert "Tiếp nối: “Đồng khởi mới” 2015–2020" in shown
    assert "Chung sức xây dựng nông thôn mới" in shown
    assert "Kỷ cương, sáng tạo" in shown
    assert "Học tập, bắt kịp, vượt qua điển hình" in shown
    assert made.predecessor_review.startswith("Năm năm qua")


def test_a_campaign_of_a_later_day_is_not_offered_to_be_carried_on(
    place: Province, office: Client
) -> None:
    later = a_campaign(of=place, launched=True, name="Phong trào của ngày sau")
    assert later.launched_at is not None
    assert later.name in page(office, "new")

    with clock.standing_on(later.launched_at.date() - timedelta(days=1)):
        shown = page(office, "new")

    assert later.name not in shown


def test_dates_that_cannot_be_are_refused_and_what_was_typed_stays(
    place: Province, office: Client
) -> None:
    answer = post(office, "new", **basics_of(place, starts_on="31/11/2021"))

    assert answer.status_code == 422
    text = said(answer)
    assert "Tháng 11 chỉ có 30 ngày" in text
    assert "Hai chân – Ba mũi" in text


@pytest.mark.demand("004.1")
def test_the_launch_is_a_document_as_the_office_prints_it(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    campaign.documents.all().delete()
    post(
        office,
        "document-new",
        campaign,
        kind="CT",
        number="01",
        symbol="CT-UBND",
        title="Phát động phong trào thi đua năm 2025",
        issued_on="21/01/2025",
        place="Sông Tiền",
        signer_title="Chủ tịch",
        signer_name="Người Ký Thử",
        contents="Quán triệt.\n\nTổ chức thực hiện.",
        recipients="- Hội đồng TĐKT tỉnh;\n- Lưu: VT.",
        is_launch="on",
        file=SimpleUploadedFile("01-CT.signed.pdf", PDF),
    )

    shown = page(office, "documents", campaign)
    for words in (
        "Số: 01/CT-UBND",
        "Sông Tiền, ngày 21 tháng 01 năm 2025",
        "<b>2.</b> Tổ chức thực hiện.",
        "– Hội đồng TĐKT tỉnh;",
        "– Lưu: VT.",
        "Người Ký Thử",
        "01-CT.signed.pdf",
    ):
        assert words in shown
    paper = LaunchDocument.objects.get().attachments.get()
    answer = office.get(address("campaigns:attachment", campaign, paper))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_script_is_not_taken_for_a_signed_copy(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)

    answer = post(
        office,
        "document-new",
        campaign,
        kind="KH",
        title="<script>alert(1)</script>",
        file=SimpleUploadedFile("ke-hoach.pdf", b"<script>alert(1)</script>"),
    )

    assert answer.status_code == 422
    assert "không phải PDF" in said(answer)
    assert "<script>alert(1)" not in said(answer)


@pytest.mark.demand("001.2")
@pytest.mark.demand("003.1")
def test_each_audience_has_a_tree_of_its_own_shape(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, kinds=["commune"])
    communes = campaign.audiences.get()
    answer = post(
        office,
        "audience-new",
        campaign,
        name="Ban, ngành huyện",
        kinds=["district"],
        tree=campaign.tree_id,
        below=place.province.pk,
    )
    assert "2 đơn vị hôm nay" in said(answer)
    agencies = campaign.audiences.exclude(pk=communes.pk).get()

    def add(name: str, kind: str, nature: str = "", under: Any = "") -> ContentNode:
        values = {"name": name, "kind": kind, "nature": nature}
        parent = getattr(under, "pk", under)
        post(office, "node-add", campaign, agencies, parent=parent, **values)
        return ContentNode.objects.get(name=name)

    prong = add("Tuyên truyền, vận động", "prong")
    group = add("Chiều sâu bất kỳ", "group", under=prong)
    item = add("Nói chuyện thời sự", "item", "quantity", group)
    add("Bồi dưỡng tài năng", "item", "milestone", prong)
    post(office, "node-move", campaign, agencies, item, direction="out")

    item.refresh_from_db()
    assert item.parent_id == prong.pk
    shown = page(office, "content", campaign, agencies)
    assert "Tuyên truyền, vận động" in shown
    assert "Tuyên truyền, vận động" not in page(office, "content", campaign, communes)


def test_two_people_edit_one_tree_and_the_second_is_told(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    audience = campaign.audiences.get()
    values = {"name": "Một", "kind": "leg", "nature": "", "version": "1"}
    post(office, "node-add", campaign, audience, **values)

    answer = post(office, "node-add", campaign, audience, **values | {"name": "Hai"})

    assert answer.status_code == 409
    assert "vừa sửa cây nội dung này" in said(answer)
    assert "Hai" in said(answer)
    assert not ContentNode.objects.filter(name="Hai").exists()


@pytest.mark.demand("003.2")
def test_a_peak_phase_says_what_is_expected_now(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    rows: dict[str, Any] = {
        "phase-TOTAL_FORMS": "2",
        "phase-INITIAL_FORMS": "0",
        "version": "1",
        "phase-0-kind": "peak",
        "phase-0-name": "Cao điểm về đích",
        "phase-0-starts_on": "01/05/2025",
        "phase-0-ends_on": "30/09/2025",
        "phase-0-expects": "Gửi báo cáo\r\ntháng 4",
        "phase-1-kind": "ordinary",
    }

    post(office, "phases", campaign, **rows)

    shown = page(signed_in(an_actor(place.communes[0])), "campaign", campaign)
    assert "Cao điểm về đích" in shown
    assert "Gửi báo cáo tháng 4" in shown
    assert "Hôm nay 20/05" in shown
    assert ">Gửi báo cáo tháng 4</textarea>" in page(office, "phases", campaign)


def test_a_launch_page_names_every_gap_and_its_remedy(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, kinds=["ward"])
    campaign.documents.all().delete()

    answer = post(office, "launch", campaign)

    assert answer.status_code == 422
    text = said(answer)
    for words in (
        "Chưa có văn bản phát động",
        "chưa có đơn vị nào",
        "chưa có chỉ tiêu và chưa có mốc",
        "hoặc ghi văn bản đã ban hành",
    ):
        assert words in text
    campaign.refresh_from_db()
    assert campaign.state == State.DRAFT


@pytest.mark.demand("001.6")
@pytest.mark.demand("004.8")
def test_a_launch_reaches_the_front_beside_the_authorities(
    place: Province, office: Client
) -> None:
    campaign = a_target(a_campaign(of=place, kinds=["commune"])).campaign
    front = _a_front(campaign)

    post(office, "launch", campaign, is_common="on", common="Văn bản ký gửi sau")

    members = AudienceMember.objects.filter(audience__campaign=campaign)
    assert members.count() == 6 + 1
    tasks = waiting_for(front, MAY.date())
    assert [task.verb for task in tasks] == ["Tiếp nhận"]
    browser = signed_in(front)
    assert "chưa báo tiếp nhận" in page(browser, "campaign", campaign)
    post(browser, "acknowledge", campaign)
    assert [task.verb for task in waiting_for(front, MAY.date())] == ["Cụ thể hóa"]
    shown = page(office, "units", campaign, query="?loc=chua-tiep-nhan")
    assert "6 trên 7 đơn vị chưa báo tiếp nhận" in shown
    assert "Ủy ban Mặt trận" not in shown.split("<tbody>")[1]
    shown = page(office, "units", campaign, query="?loc=chua-cu-the-hoa&tim=mat+tran")
    assert "1 trên 7 đơn vị\n" in shown.replace("</h1>", "\n")
    asked = "Tình trạng: Chưa cụ thể hóa; Tên đơn vị: “mat tran”"
    assert f"Lọc theo {asked}" in shown
    assert f"({asked})" in shown.split("</title>")[0]
    path = address("campaigns:units", campaign)
    told = sheet_at(office, f"{path}?loc=chua-cu-the-hoa&tim=mat+tran&xuat=excel")
    assert f"lọc theo {asked}" in str(told)


def test_before_its_launch_a_campaign_asks_nobody_and_is_not_listed(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    given_to(a_target(campaign), place.communes[0], 3)
    commune = an_actor(place.communes[0])
    assert waiting_for(commune, MAY.date())

    assert waiting_for(commune, MAY.date() - timedelta(days=1)) == []
    with clock.standing_on(MAY.date() - timedelta(days=1)):
        assert campaign.name not in office.get("/phong-trao/").content.decode()
    assert campaign.name in office.get("/phong-trao/").content.decode()


def test_a_target_inherited_later_is_not_asked_before(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    later = MAY.date() + timedelta(days=40)
    given_to(a_target(campaign), place.communes[0], 3, opened_on=later)
    commune = an_actor(place.communes[0])

    before = [task.verb for task in waiting_for(commune, MAY.date())]

    assert "Trả lời" not in before
    assert "Trả lời" in [task.verb for task in waiting_for(commune, later)]


def _a_front(campaign: Campaign) -> Actor:
    """An officer of a commune's Front, invited by an audience in the Front's tree."""
    front = UnitFactory.create(
        kind="front",
        full_name="Ủy ban Mặt trận xã Tân An",
        in_tree=Tree.FRONT,
    )
    audience = Audience.objects.create(
        campaign=campaign,
        name="Mặt trận Tổ quốc",
        kinds=["front"],
        tree=Tree.objects.get(key=Tree.FRONT),
        below=front,
    )
    tree = ContentTree.objects.create(audience=audience)
    item = ContentNode.objects.get(tree__audience__name="Huyện, xã và ấp", kind="item")
    ContentNode.objects.create(
        tree=tree,
        kind="item",
        nature="quantity",
        name="Vận động hiến đất",
        reads_from=[item.key],
    )
    return an_actor(front)


def test_a_stranger_does_not_learn_that_a_draft_exists(place: Province) -> None:
    campaign = a_campaign(of=place)
    commune = signed_in(an_actor(place.communes[0]))

    answer = commune.get(address("campaigns:campaign", campaign))

    assert answer.status_code == 404
    assert campaign.name not in page(commune, "list")


@pytest.mark.demand("001.6")
def test_who_has_not_acknowledged_prints_whole(
    place: Province, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.campaigns.queries.units.ROWS", 4)
    campaign = a_target(a_campaign(of=place, kinds=["commune"])).campaign
    post(office, "launch", campaign, is_common="on", common="Làm điểm trước")

    first = page(office, "units", campaign)
    whole = page(office, "units", campaign, query="?loc=chua-tiep-nhan&ban-in=1")

    assert "ban-in=1" in first
    assert first.count("chưa báo</span>") == 4
    assert whole.count("chưa báo</span>") == 6
    assert "data-print" in whole


def test_the_excel_file_of_campaigns_says_where_one_stands_as_the_screen_does() -> None:
    early = a_campaign(launched=True, starts_on=MAY.date() + timedelta(days=30))
    office = signed_in(an_actor(early.office))
    words = "đã phát động, chưa bắt đầu"

    assert words in office.get("/phong-trao/").content.decode().lower()
    (row,) = rows_at(office, "/phong-trao/?xuat=excel")
    assert row[:2] == [early.name, words]
