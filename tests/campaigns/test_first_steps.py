"""A newcomer's mistakes: each is said at its field, and nothing is half written."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.campaigns.test_launching import basics_of
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.models import Campaign, ContentNode, LaunchDocument, Target

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
    assert ">Kế hoạch năm 2025</textarea>" in text
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
    assert "Ngày kết thúc phải sau ngày bắt đầu, 01/07/2025." in text
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
    assert re.search(r"<td>180</td>\s*<td>150</td>", text)
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


@pytest.mark.demand("003.2")
@pytest.mark.parametrize(
    ("starts", "ends", "said_there"),
    [
        ("01/06/2025", "01/05/2025", "kết thúc trước khi bắt đầu"),
        ("01/06/2039", "01/07/2039", "nằm ngoài thời gian của phong trào"),
    ],
)
def test_a_phase_of_wrong_days_is_said_in_its_row(
    place: Province, office: Client, starts: str, ends: str, said_there: str
) -> None:
    campaign = a_campaign(of=place)
    before = campaign.phases.count()

    answer = post(
        office,
        "phases",
        campaign,
        **{
            "version": campaign.version,
            "phase-TOTAL_FORMS": "2",
            "phase-INITIAL_FORMS": "0",
            "phase-0-kind": "phase",
            "phase-0-name": "",
            "phase-1-kind": "peak",
            "phase-1-name": "Cao điểm hè",
            "phase-1-starts_on": starts,
            "phase-1-ends_on": ends,
        },
    )

    assert answer.status_code == 422
    second = said(answer).split("Giai đoạn 2")[1]
    assert said_there in second.split("Lưu các giai đoạn")[0]
    assert 'value="Cao điểm hè"' in second
    assert campaign.phases.count() == before


@pytest.mark.demand("001.2")
def test_an_item_with_targets_stays_countable_and_its_form_says_so(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign)
    item = ContentNode.objects.get(key=target.node_key)

    answer = post(
        office,
        "node",
        campaign,
        item.tree.audience,
        item,
        kind="item",
        name="Tên vừa gõ",
        nature="milestone",
        version=item.tree.version,
    )

    assert answer.status_code == 422
    assert "phải là nội dung định lượng" in said(answer)
    assert 'value="Tên vừa gõ"' in said(answer)
    item.refresh_from_db()
    assert item.name != "Tên vừa gõ"


@pytest.mark.demand("001.2")
def test_an_axis_takes_no_nature_from_the_form_that_offers_one(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    audience = campaign.audiences.get()

    post(
        office,
        "node-add",
        campaign,
        audience,
        kind="prong",
        name="Mũi 9",
        nature="quantity",
    )

    assert ContentNode.objects.get(name="Mũi 9").nature == ""
