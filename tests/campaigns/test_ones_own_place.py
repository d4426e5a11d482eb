"""For whom one may launch, what one may read, and what is said of the next step."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.campaigns.test_launching import basics_of
from tests.doors import address, signed_in
from tests.organisations.factories import Province, UnitFactory, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.drafts import Basics
from thidua.campaigns.models import Campaign, Target
from thidua.kernel.errors import Refused
from thidua.organisations.models import Mandate, Tree, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def offered(text: str, name: str) -> str:
    """The choices of one field."""
    field = re.search(rf'<select[^>]*name="{name}".*?</select>', text, re.DOTALL)
    assert field
    return field[0]


@pytest.mark.demand("001.6")
def test_the_party_committee_of_the_place_launches_what_the_state_side_carries(
    place: Province, office: Client
) -> None:
    """The trees do not touch: the committee is known as the province's by its name."""
    for name in ("Sông Tiền", "Cửu Long"):
        UnitFactory.create(
            kind=Unit.Kind.PARTY,
            name=f"Tỉnh ủy {name}",
            full_name=f"Tỉnh ủy {name}",
            in_tree=Tree.PARTY,
        )
    ours = Unit.objects.get(names__full_name="Tỉnh ủy Sông Tiền")

    launchers = offered(page(office, "new"), "launcher")
    assert "Tỉnh ủy Sông Tiền" in launchers
    assert "Tỉnh ủy Cửu Long" not in launchers

    typed = basics_of(place, launcher=ours.pk, office=place.department.pk)
    assert post(office, "new", **typed).status_code == 200
    assert Campaign.objects.get(launcher=ours).office == place.department


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
        assert "9. Phát động" in text

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
    editor = address("campaigns:content", campaign, audience)
    assert "Phong trào chưa có nội dung" in text
    assert re.search(rf'href="{editor}"[^>]*>Soạn nội dung<', text)


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


@pytest.mark.demand("001.6")
def test_a_step_is_not_done_while_the_check_finds_an_error_in_it(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign)
    step = r"7\. Văn bản</a>\s*<span[^>]*>"

    assert re.search(f"{step}xong", page(office, "edit", campaign))
    campaign.documents.update(number="", signer_name="")
    text = page(office, "edit", campaign)

    assert re.search(f"{step}còn 1 lỗi", text)
    assert not re.search(f"{step}xong", text)


def test_a_target_begins_without_an_indicator_and_a_new_one_keeps_what_was_typed(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    form = page(office, "target-new", campaign)
    assert re.search(r'<option value="" selected>– chọn chỉ số –', form) or re.search(
        r'<option value="">– chọn chỉ số –', form
    )
    assert "Lập chỉ số mới" in form

    path = address("campaigns:target-new", campaign)
    away = office.post(path, {"value": "320", "plan": "2025: 320", "chi-so-moi": "1"})
    assert away["Location"].startswith("/chi-so/moi/?tro-ve=")
    made = office.post(
        away["Location"],
        {
            "code": "cau-dan-sinh",
            "name": "Cầu dân sinh",
            "measure": "cầu",
            "nature": "flow",
            "across": "sum",
            "over_time": "sum",
            "better": "higher",
            "decimals": "0",
            "since": "01/01/2025",
        },
    )
    back = office.get(made["Location"]).content.decode()

    assert path in made["Location"]
    assert 'value="320"' in back
    assert "2025: 320" in back
    assert re.search(r"selected>Cầu dân sinh", back)


def test_nobody_is_sent_to_another_house_after_an_indicator(office: Client) -> None:
    away = office.post("/chi-so/moi/?tro-ve=//other.example/", {"code": "x-y"})
    assert away.status_code == 422
