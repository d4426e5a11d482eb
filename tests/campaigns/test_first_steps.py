"""A newcomer's mistakes: each is said at its field, and nothing is half written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.campaigns.test_launching import basics_of
from tests.doors import address, signed_in
from tests.organisations.factories import Province, UnitFactory, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.drafts import Basics
from thidua.campaigns.models import Campaign, LaunchDocument, Target
from thidua.kernel.errors import Refused
from thidua.organisations.models import Mandate, Tree, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def fields_sent_again(text: str) -> dict[str, Any]:
    """What the form of the refusal page would send."""
    form = re.search(r'<form method="post" action="/phong.*?</form>', text, re.DOTALL)
    assert form
    pairs = re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', form[0])
    return {k: v for k, v in pairs if k != "csrfmiddlewaretoken"}


def test_a_refused_file_leaves_no_document_behind(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    before = LaunchDocument.objects.count()

    answer = post(
        office,
        "document-new",
        campaign,
        kind="KH",
        title="Kế hoạch năm 2025",
        file=SimpleUploadedFile("virus.exe", b"MZ\x90\x00"),
    )

    assert answer.status_code == 422
    assert LaunchDocument.objects.count() == before
    text = said(answer)
    assert 'value="Kế hoạch năm 2025"' in text
    assert "không thuộc loại được nhận" in text
    assert "Bản ký kèm theo" in text


def test_a_drafts_document_goes_before_the_launch(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    document = campaign.documents.get()
    assert "Bỏ văn bản" in page(office, "documents", campaign)

    post(office, "document-delete", campaign, document)

    assert not campaign.documents.exists()


def test_an_end_before_the_start_is_said_at_its_field(
    place: Province, office: Client
) -> None:
    typed = basics_of(place, starts_on="01/07/2025", ends_on="01/06/2025")
    typed["vision_year"] = ""

    answer = post(office, "new", **typed)

    text = said(answer)
    assert answer.status_code == 422
    assert "Soạn phong trào mới" in text
    assert "Ngày kết thúc phải sau ngày bắt đầu." in text
    assert 'value="01/06/2025"' in text
    assert not Campaign.objects.exists()


def test_a_form_that_lost_its_version_still_opens_a_draft(
    place: Province, office: Client
) -> None:
    typed = basics_of(place)
    del typed["version"]

    post(office, "new", **typed)

    assert Campaign.objects.get().name == "“Đồng khởi mới”"


def test_a_hidden_field_never_refuses_in_silence(
    place: Province, office: Client
) -> None:
    answer = post(office, "new", **basics_of(place, version="không số"))

    assert answer.status_code == 422
    assert 'class="note refuse"' in said(answer)


def test_a_target_twice_on_an_item_is_said_at_its_field(
    place: Province, office: Client
) -> None:
    target = a_target(a_campaign(of=place))

    answer = post(
        office,
        "target-new",
        target.campaign,
        node_key=target.node_key,
        version=target.version_id,
        value="5",
        split="sum",
        starts_on="01/01/2025",
        due_on="31/12/2025",
    )

    assert answer.status_code == 422
    assert "Nội dung này đã có chỉ tiêu" in said(answer)
    assert "Cách giao" in said(answer)


def test_a_refusal_of_its_own_page_shows_no_technical_name(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    typed = basics_of(place, name="Tên mới") | {"version": "7"}

    text = said(post(office, "basics", campaign, **typed))

    assert "Có người vừa sửa phong trào này" in text
    labels = re.findall(r'<label for="typed-\d+">([^<]*)<', text)
    assert "Tên phong trào" in labels
    assert not [one for one in labels if re.fullmatch(r"[a-z_\d-]+", one)]
    again = fields_sent_again(text)
    assert again["shape"] == "phased"
    assert again["version"] == "1"


def test_both_versions_of_a_target_and_mine_takes_the_new_one(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    child = given_to(a_target(campaign), place.districts[0], 200)
    taker = signed_in(an_actor(place.districts[0]))
    actions.revise_target(
        child,
        Decimal(180),
        reason="Thêm vốn",
        revision=1,
        actor=an_actor(place.department),
        at=MAY,
    )

    answer = taker.post(
        address("campaigns:target-counter", campaign, child),
        {"revision": "1", "value": "150", "reason": "Thiếu vốn"},
    )

    text = said(answer)
    assert answer.status_code == 409
    assert "<td>180</td><td>150</td>" in text
    assert "lúc 09" in text
    assert "revision</label>" not in text
    again = fields_sent_again(text)
    assert again["revision"] == "2"
    taker.post(
        address("campaigns:target-counter", campaign, child),
        again | {"reason": "Thiếu vốn"},
    )
    assert Target.objects.get(pk=child.pk).proposed_value == 150


def left_cell(client: Client, target: Target, unit: Any, value: str) -> Any:
    """A cell of the grid is left, as the script does."""
    return client.post(
        address("campaigns:give-save", target.campaign, target),
        {"cell": f"v{unit.pk}", "value": value, "version": "0"},
        headers={"Accept": "application/json"},
    ).json()


def test_an_absurd_figure_is_refused_and_an_odd_one_asked_about(
    place: Province, office: Client
) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    north = place.districts[0]

    refusal = left_cell(office, target, north, "99999999999999999")["cells"][0]
    assert refusal["outcome"] == "refused"
    assert "lớn hơn mức máy ghi được" in refusal["reason"]
    assert not target.children.exists()

    answer = left_cell(office, target, north, "99999")
    assert answer["cells"][0]["outcome"] == "saved"
    assert "gấp hơn 10 lần 320" in answer["cells"][0]["note"].replace("\u00a0", " ")
    assert answer["texts"][f"answer-{north.pk}"] == "đã giao, chờ ý kiến"
    assert f'id="answer-{north.pk}"' in page(office, "give", target.campaign, target)

    plain = left_cell(office, target, place.districts[1], "300")
    assert plain["cells"][0]["note"] == ""


def test_an_absurd_figure_of_the_whole_is_said_at_its_field(
    place: Province, office: Client
) -> None:
    target = a_target(a_campaign(of=place))

    answer = post(
        office,
        "target-edit",
        target.campaign,
        target,
        node_key=target.node_key,
        version=target.version_id,
        value="320",
        baseline="99999999999999999",
        split="sum",
        starts_on="01/01/2025",
        due_on="31/12/2025",
    )

    assert answer.status_code == 422
    assert "lớn hơn mức máy ghi được" in said(answer)


def offered(text: str, name: str) -> str:
    """The choices of one field."""
    field = re.search(rf'<select[^>]*name="{name}".*?</select>', text, re.DOTALL)
    assert field
    return field[0]


def test_a_campaign_is_launched_for_ones_own_place_only(
    place: Province, office: Client
) -> None:
    other = UnitFactory.create(
        name="Cửu Long", kind=Unit.Kind.PROVINCE, parent=place.nation
    )

    text = page(office, "new")
    for name in ("launcher", "root"):
        assert "Tỉnh Sông Tiền" in offered(text, name)
        assert "Cửu Long" not in offered(text, name)
        assert "Việt Nam" not in offered(text, name)
    assert "Huyện Cồn Bắc" in offered(text, "root")

    typed = basics_of(place, launcher=other.pk, root=other.pk)
    assert post(office, "new", **typed).status_code == 422
    basics = Basics(
        name="Của tỉnh khác",
        shape=Campaign.Shape.THEMATIC,
        line=Campaign.Line.STATE,
        launcher=other,
        office=place.department,
        tree=Tree.objects.get(key=Tree.STATE),
        root=other,
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    with pytest.raises(Refused, match="địa phương khác"):
        actions.draft_campaign(basics, actor=an_actor(place.department), at=MAY)
    assert not Campaign.objects.exists()


def test_a_commune_launches_for_itself_and_its_reader_not_at_all(
    place: Province,
) -> None:
    commune = place.communes[0]
    officer = signed_in(an_actor(commune))

    text = page(officer, "new")
    assert "Xã Tân An" in offered(text, "launcher")
    assert "Tỉnh Sông Tiền" not in offered(text, "launcher")
    assert "Tỉnh Sông Tiền" not in offered(text, "root")

    reader = signed_in(an_actor(commune, Mandate.Role.READER))
    answer = reader.get(address("campaigns:new"))
    assert answer.status_code == 403
    assert "Vai này không soạn phong trào." in said(answer)


def test_what_is_bargained_with_another_district_stays_closed(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    whole = a_target(campaign)
    north, south = place.districts
    theirs = given_to(whole, south, 120)
    mine = given_to(whole, north, 200, state="accepted", split="sum")
    commune = place.communes_of(north)[0]
    given = given_to(mine, commune, 40)

    def status(unit: Unit, target: Target, door: str = "target") -> int:
        reader = signed_in(an_actor(unit, Mandate.Role.READER))
        return reader.get(address(f"campaigns:{door}", campaign, target)).status_code

    for door in ("target", "target-outlook", "give"):
        assert status(commune, theirs, door) == 404
    assert status(north, theirs) == 404
    assert status(south, given) == 404
    for unit in (commune, north, place.province, place.department):
        assert status(unit, given) == 200
    assert status(commune, whole) == 200
    assert status(commune, whole, "give") == 404
    assert status(place.department, whole, "give") == 200
    assert status(north, mine, "give") == 200
    refused = signed_in(an_actor(north)).post(
        address("campaigns:target-accept", campaign, theirs), {"revision": "1"}
    )
    assert refused.status_code == 404


def test_the_steps_of_a_draft_say_what_is_done_and_what_is_next(
    place: Province, office: Client
) -> None:
    post(office, "new", **basics_of(place))
    campaign = Campaign.objects.get()

    for where in ("edit", "audience-new", "document-new", "launch", "check"):
        text = page(office, where, campaign)
        assert "1. Thông tin</a> <span" in text
        assert re.search(r"2\. Đối tượng</a>\s*<span[^>]*>tiếp theo", text)
        assert "7. Phát động" in text

    answer = post(
        office,
        "audience-new",
        campaign,
        name="Các huyện",
        kinds=["district"],
        tree=campaign.tree_id,
        below=place.province.pk,
        reports="on",
    )
    audience = campaign.audiences.get()
    assert answer.redirect_chain[-1][0] == address(
        "campaigns:content", campaign, audience
    )
    assert "Việc tiếp theo: soạn nội dung" in said(answer)
    assert re.search(r"3\. Nội dung</a>\s*<span[^>]*>tiếp theo", said(answer))
    assert "Chữ đứng trước tên" in page(office, "node-add", campaign, audience)

    text = page(office, "target-new", campaign)
    assert "Chưa có nội dung định lượng nào" in text
    assert "mở bước Nội dung" in text


def test_no_two_fields_of_the_launch_share_an_id(
    place: Province, office: Client
) -> None:
    campaign = a_target(a_campaign(of=place)).campaign

    ids = re.findall(r' id="([^"]+)"', page(office, "launch", campaign))

    assert len(ids) == len(set(ids))


def test_a_commune_reads_whose_turn_it_is(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    mine = given_to(a_target(campaign), place.districts[0], 200)
    client = signed_in(an_actor(place.districts[0]))

    answer = post(
        client, "target-counter", campaign, mine, revision=1, value="150", reason="Vốn"
    )
    assert "Đã đề nghị 150 km, đang chờ tỉnh Sông Tiền trả lời." in said(answer)
    answer = post(client, "target-accept", campaign, mine, revision=2)
    assert "Đang ở bước “đề nghị số khác”" in said(answer)


def test_another_figure_needs_a_reason_and_a_locked_grid_says_why(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    whole = a_target(campaign)
    given = [given_to(whole, unit, 160, state="accepted") for unit in place.districts]

    answer = post(office, "target-revise", campaign, given[0], revision=1, value="170")
    assert answer.status_code == 422
    assert "Chưa ghi lý do." in said(answer)

    text = said(post(office, "give", campaign, whole, fill="equally"))
    assert "2 đơn vị đã nhận nên số của họ khóa" in text


def test_an_empty_field_is_named(place: Province, office: Client) -> None:
    assert "Chưa ghi “Tên phong trào”." in said(
        post(office, "new", **basics_of(place, name=""))
    )


def test_a_campaign_past_its_end_waits_for_its_review(
    place: Province, office: Client
) -> None:
    a_campaign(of=place, launched=True, name="Đợt cũ", ends_on=date(2025, 3, 31))
    a_campaign(of=place, launched=True, name="Đợt này")

    text = page(office, "list")

    assert "1 phong trào đang thực hiện" in text
    assert "Đã hết hạn, chờ tổng kết" in text
    assert text.index("Đợt này") < text.index("Đợt cũ")
