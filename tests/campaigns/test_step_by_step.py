"""From an empty draft to the launch: every step has its page and leads to the next."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, a_target, an_indicator
from tests.campaigns.test_launching import basics_of
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Campaign, CampaignForm, ContentNode
from thidua.indicators.models import Form
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
JUNE, OCTOBER = date(2025, 6, 30), date(2025, 10, 15)


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.mark.demand("001.2")
def test_a_target_without_content_is_no_empty_list_but_the_way_to_the_content(
    place: Province, office: Client
) -> None:
    post(office, "new", **basics_of(place))
    campaign = Campaign.objects.get()

    nobody = page(office, "target-new", campaign)
    assert "Phong trào chưa có nội dung" in nobody
    assert f'href="{address("campaigns:audience-new", campaign)}"' in nobody
    assert 'name="node_key"' not in nobody

    full = a_campaign(of=place)
    ContentNode.objects.filter(tree__audience__campaign=full, kind="item").delete()
    empty = page(office, "target-new", full)
    editor = address("campaigns:content", full, full.audiences.get())
    assert "Phong trào chưa có nội dung" in empty
    assert re.search(rf'<a class="btn main[^"]*" href="{editor}"', empty)
    assert 'name="node_key"' not in empty

    assert 'name="node_key"' in page(office, "target-new", a_campaign(of=place))


@pytest.mark.demand("001.2")
def test_a_milestone_without_content_says_so_and_leads_to_the_content(
    place: Province, office: Client
) -> None:
    full = a_campaign(of=place)
    item = ContentNode.objects.filter(tree__audience__campaign=full, kind="item")
    key = str(item[0].key)
    assert 'name="node_key"' in page(office, "milestone-new", full)
    item.delete()

    empty = page(office, "milestone-new", full)
    late = post(
        office, "milestone-new", full, node_key=key, name="Họp ấp", due_on="01/07/2025"
    )

    editor = address("campaigns:content", full, full.audiences.get())
    for text in (empty, said(late)):
        assert "Mốc là một bước của một nội dung" in text
        assert re.search(rf'<a class="btn main[^"]*" href="{editor}"', text)
        assert 'name="node_key"' not in text
    assert late.status_code == 422

    post(office, "new", **basics_of(place))
    nobody = page(office, "milestone-new", Campaign.objects.latest("pk"))
    assert "Thêm đối tượng tham gia" in nobody


@pytest.mark.demand("004.1")
def test_the_launch_document_is_written_here_or_registered_from_the_beginning(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    campaign.documents.all().delete()
    new = address("campaigns:document-new", campaign)

    shown = page(office, "documents", campaign)
    assert re.search(rf'href="{new}\?cach=soan"[^>]*>Soạn văn bản phát động<', shown)
    assert re.search(rf'href="{new}"[^>]*>Nhập văn bản đã ban hành<', shown)
    asked = page(office, "document-new", campaign, query="?cach=soan")
    assert "Soạn văn bản phát động</h1>" in asked
    for name in ("number", "issued_on", "file"):
        assert f'name="{name}"' not in asked, name

    typed = {"kind": "CT", "title": "Về việc phát động", "is_launch": "on"}
    typed |= {"contents": "Quán triệt.\n\nThực hiện.", "recipients": "Các sở"}
    answer = office.post(f"{new}?cach=soan", typed)

    made = campaign.documents.get()
    assert made.is_launch
    assert not made.number
    assert made.contents == ["Quán triệt.", "Thực hiện."]
    assert made.drafted_as_id is not None
    assert answer["Location"] == address("documents:document", made.drafted_as)
    assert ">Soạn văn bản<" in page(office, "documents", campaign)
    draft = address("documents:document", made.drafted_as)
    assert f'href="{draft}"' in page(office, "check", campaign), "where it is numbered"


@pytest.mark.demand("001.2")
def test_a_launch_document_that_was_written_leads_where_its_button_says(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    campaign.documents.all().delete()
    new = f"{address('campaigns:document-new', campaign)}?cach=soan"
    typed = {"kind": "CT", "title": "Về việc phát động", "is_launch": "on"}
    typed |= {"contents": "Thực hiện.", "recipients": "Các sở"}
    shown = page(office, "document-new", campaign, query="?cach=soan")

    answer = office.post(new, typed | {"tiep": "1"})

    assert 'name="tiep" value="1">Lưu, tiếp: Kiểm tra</button>' in shown
    assert answer["Location"] == address("campaigns:check", campaign)
    assert campaign.documents.get().drafted_as_id is not None


def a_monthly_form_of(campaign: Campaign, place: Province) -> None:
    """A form by which it asks, not opened yet."""
    form = Form.objects.create(
        name="Báo cáo tháng",
        owner=place.department,
        tree=campaign.tree,
        period_kind="month",
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
    )
    CampaignForm.objects.create(campaign=campaign, form=form)


@pytest.mark.demand("001.2")
def test_a_launch_document_begins_with_what_the_plan_says(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, motto="Thiết thực, hiệu quả.")
    campaign.documents.all().delete()
    target = a_target(campaign)
    a_monthly_form_of(campaign, place)
    for name, due_on in (("Rà soát tuyến", JUNE), ("Nghiệm thu.", OCTOBER)):
        audience = campaign.audiences.get()
        audience.milestones.create(node_key=target.node_key, name=name, due_on=due_on)

    written = page(office, "document-new", campaign, query="?cach=soan")
    entered = page(office, "document-new", campaign)

    said = [
        ">Về việc phát động phong trào thi đua “Đồng khởi mới”</textarea>",
        "Phương châm: Thiết thực, hiệu quả.",
        "Đối tượng thi đua: Huyện, xã và ấp.",
        "Thời gian: từ ngày 01/01/2025 đến ngày 31/12/2025.",
        "Nội dung thi đua của Huyện, xã và ấp:",
        f"- Giao thông nông thôn: {target.version.name} đạt 320 km đến ngày 31/12",
        "Các mốc phải đạt của Huyện, xã và ấp:",
        "- Giao thông nông thôn: Rà soát tuyến, chậm nhất ngày 30/06/2025.",
        "- Giao thông nông thôn: Nghiệm thu, chậm nhất ngày 15/10/2025.",
        "- Báo cáo hằng tháng theo biểu “Báo cáo tháng”, chậm nhất ngày làm việc thứ",
        "là cơ quan thường trực, theo dõi, đôn đốc, tổng hợp kết quả.",
    ]
    assert [one for one in said if one not in written] == []
    assert re.search(r'<textarea[^>]*name="contents" rows="14"', written)
    assert [one for one in said if one in entered] == []


def test_the_title_of_a_launch_document_says_movement_once(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, name="Phong trào thi đua “Hè xanh” năm 2025")
    campaign.documents.all().delete()

    written = page(office, "document-new", campaign, query="?cach=soan")

    title = "Về việc phát động phong trào thi đua “Hè xanh” năm 2025"
    assert f">{title}</textarea>" in written


@pytest.mark.demand("002.4a")
def test_a_document_that_names_a_form_taken_away_since_is_noticed(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    said = "- Báo cáo hằng tháng theo biểu “Báo cáo tháng”, chậm nhất ngày thứ 5."
    campaign.documents.update(contents=[said])
    found = "nhắc biểu không có trong phong trào: “Báo cáo tháng”"
    assert found in page(office, "check", campaign)

    a_monthly_form_of(campaign, place)

    assert found not in page(office, "check", campaign)


def step_shown(text: str, label: str) -> str:
    """All that stands at one step on top of a page."""
    found = re.search(rf"<li><a [^>]*>\d\. {label}</a>(.*?)</li>", text)
    assert found
    return found[1]


def steps_shown(text: str) -> dict[str, str]:
    """The address of each step on top of a page, by its label."""
    return {
        label: href
        for href, label in re.findall(r'<a href="([^"]+)"[^>]*>\d\. ([^<]+)</a>', text)
    }


@pytest.mark.demand("001.2")
def test_each_step_leads_to_its_page_and_ends_in_the_next(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    audience = campaign.audiences.get()
    steps = steps_shown(page(office, "edit", campaign))
    editor = address("campaigns:content", campaign, audience)
    assert steps["Nội dung"] == editor
    assert steps["Văn bản"] == address("campaigns:documents", campaign)

    follows = {
        "basics": "Đối tượng",
        "audience-new": "Nội dung",
        "milestone-new": "Chỉ tiêu",
        "target-new": "Biểu",
        "forms": "Văn bản",
        "documents": "Kiểm tra",
        "document-new": "Kiểm tra",
        "check": "Phát động",
    }
    for where, label in follows.items():
        text = page(office, where, campaign)
        at = re.escape(steps[label])
        assert re.search(rf'href="{at}">(Tiếp|Không lưu, sang): {label}</a>', text)
        if f"Không lưu, sang: {label}" in text:
            assert f'name="tiep" value="1">Lưu, tiếp: {label}</button>' in text, where
    written = said(office.get(editor))
    assert re.search(rf'href="{re.escape(steps["Mốc"])}">Tiếp: Mốc</a>', written)
    assert ">Tiếp: " not in page(office, "launch", campaign)


@pytest.mark.demand("001.2")
def test_milestones_and_forms_are_steps_that_are_not_waited_for(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign)
    bare = page(office, "edit", campaign)

    assert "nếu có" in step_shown(bare, "Mốc")
    assert "nếu có" in step_shown(bare, "Biểu")
    assert "tiếp theo" not in step_shown(bare, "Mốc") + step_shown(bare, "Biểu")
    assert steps_shown(bare)["Mốc"] == address("campaigns:milestone-new", campaign)
    assert steps_shown(bare)["Biểu"] == address("campaigns:forms", campaign)

    typed = {"node_key": str(target.node_key), "name": "Họp ấp", "tiep": "1"}
    new = address("campaigns:milestone-new", campaign)
    answer = office.post(new, typed | {"due_on": "01/07/2025"})
    a_monthly_form_of(campaign, place)

    full = page(office, "edit", campaign)
    assert answer["Location"] == steps_shown(full)["Chỉ tiêu"]
    assert "xong" in step_shown(full, "Mốc")
    assert "xong" in step_shown(full, "Biểu")
    assert steps_shown(full)["Mốc"].endswith("#moc")


@pytest.mark.demand("002.4a")
def test_the_errors_beside_the_steps_are_those_of_the_whole_plan(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign)
    campaign.documents.update(number="", signer_name="")
    audience = campaign.audiences.get()
    shown = page(office, "content", campaign, audience)
    whole = page(office, "check", campaign)

    beside = sum(int(count) for count in re.findall(r"còn (\d+) lỗi<", shown))
    assert beside
    assert f"Kế hoạch còn {beside} lỗi phải sửa" in whole
    assert re.search(rf"Chỉ đối tượng này; cả kế hoạch có {beside} lỗi · ", shown)

    campaign.documents.all().delete()
    whole = page(office, "check", campaign)
    assert "<h3>Chưa có văn bản phát động</h3>" in whole
    assert "<p>Chưa có văn bản phát động" not in whole, "its title says it"


@pytest.mark.demand("003.1")
def test_a_form_that_is_offered_says_what_it_asks(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_monthly_form_of(campaign, place)
    form = Form.objects.get()
    assert "Báo cáo tháng (tháng; chưa có dòng nào)" in page(office, "forms", campaign)

    for number, name in enumerate(("Đường", "Cầu", "Nhà ở", "Nước")):
        version = an_indicator(place.department)
        version.name = name
        version.save()
        form.lines.create(version=version, position=number, level="commune")

    said_there = page(office, "forms", campaign)
    assert "Báo cáo tháng (tháng; 4 chỉ số)" in said_there
    for line in form.lines.select_related("version"):
        href = address("indicators:indicator", line.version.indicator)
        assert f'<a href="{href}">{line.version.name}</a>' in said_there
    assert f'<a href="{address("indicators:form", form)}">' in said_there


@pytest.mark.demand("001.2")
def test_what_is_typed_is_saved_on_the_way_to_the_next_step(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    steps = steps_shown(page(office, "edit", campaign))
    starts = basics_of(place, slogan="Chung sức, đồng lòng")
    typed = starts | {"version": str(campaign.version)}

    stays = office.post(address("campaigns:basics", campaign), typed)
    campaign.refresh_from_db()
    typed["version"] = str(campaign.version)
    leaves = office.post(address("campaigns:basics", campaign), {**typed, "tiep": "1"})

    campaign.refresh_from_db()
    assert campaign.slogan == "Chung sức, đồng lòng"
    assert stays["Location"] == address("campaigns:edit", campaign)
    assert leaves["Location"] == steps["Đối tượng"]


@pytest.mark.parametrize(
    ("day", "there_is", "there_is_not"),
    [
        (date(2025, 5, 20), ["district", "township"], ["special_zone"]),
        (date(2025, 7, 1), ["special_zone"], ["district", "township"]),
    ],
)
def test_kinds_of_units_are_offered_while_there_are_such(
    place: Province,
    office: Client,
    day: date,
    there_is: list[str],
    there_is_not: list[str],
) -> None:
    campaign = a_campaign(of=place, kinds=["commune"])
    chosen = campaign.audiences.get()

    with clock.standing_on(day):
        offered = page(office, "audience-new", campaign)
        chosen.kinds = there_is_not
        chosen.save()
        stays = page(office, "audience", campaign, chosen)

    assert all(f'name="kinds" value="{kind}"' in offered for kind in there_is)
    assert not any(f'value="{kind}"' in offered for kind in there_is_not)
    assert all(f'value="{kind}" checked' in stays for kind in there_is_not)


def test_in_english_counts_have_a_singular_and_trees_their_names(
    place: Province, office: Client
) -> None:
    office.cookies["thidua_language"] = "en"
    campaign = a_target(a_campaign(of=place)).campaign
    campaign.documents.update(number="", signer_name="")

    begun = page(office, "basics", campaign)
    checked = page(office, "check", campaign)

    assert ">State administration</option>" in begun
    assert "Quản lý nhà nước" not in begun
    assert re.search(r"<label [^>]*>Begins", begun)
    assert re.search(r"<label [^>]*>Ends", begun)
    assert "1 error of the plan must be corrected</h1>" in checked
    assert "1 error left</span>" in checked
