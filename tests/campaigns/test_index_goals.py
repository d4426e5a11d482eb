"""“Top 20 by 2020”: goals on published indices, judged from what was published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.campaigns.factories import MAY, a_campaign
from tests.doors import Cast, signed_in, the_cast
from tests.indices.factories import a_year, an_index
from tests.organisations.factories import UnitFactory
from thidua.audit.models import Entry
from thidua.campaigns.actions import tie_content
from thidua.campaigns.drafts import TieDraft
from thidua.campaigns.models import Campaign, ContentNode, IndexGoal
from thidua.campaigns.queries.ties import outside_indices
from thidua.indices.models import CompositeIndex
from thidua.kernel import clock
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    with clock.standing_on(MAY.date()):
        yield


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@pytest.fixture
def others() -> list[int]:
    """Thirty provinces beside the campaign's own."""
    kind = Unit.Kind.PROVINCE
    return [UnitFactory.create(kind=kind, in_tree=None).pk for _n in range(30)]


@pytest.fixture
def index() -> CompositeIndex:
    return an_index()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return a_campaign(of=cast.place)


@pytest.fixture
def client(cast: Cast) -> Client:
    return signed_in(cast.office)


def item_of(campaign: Campaign) -> ContentNode:
    return ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind="item"
    ).first() or pytest.fail("no item")


def at_place(place: int, mine: int, others: list[int]) -> dict[int, str]:
    """Scores by which the campaign's province takes that place."""
    order = [*others[: place - 1], mine, *others[place - 1 :]]
    return {unit: str(90 - number) for number, unit in enumerate(order)}


def page_of(client: Client, campaign: Campaign) -> str:
    where = reverse("campaigns:campaign", args=[campaign.pk])
    answer = client.get(f"{where}?noi-dung={item_of(campaign).key}")
    return str(answer.content.decode())


def set_goal(
    client: Client, campaign: Campaign, index: CompositeIndex, **more: str
) -> int:
    answer = client.post(
        reverse("campaigns:index-goal-new", args=[campaign.pk]),
        {
            "node_key": str(item_of(campaign).key),
            "index": str(index.pk),
            "kind": "rank",
            "value": "20",
            "by_year": "2025",
        }
        | more,
    )
    return answer.status_code


@pytest.mark.demand("001.3")
def test_a_rank_to_reach_is_judged_from_what_was_published(
    cast: Cast,
    client: Client,
    campaign: Campaign,
    index: CompositeIndex,
    others: list[int],
) -> None:
    mine = cast.place.province.pk
    assert set_goal(client, campaign, index) == 302
    nothing = page_of(client, campaign)

    a_year(index, 2023, at_place(25, mine, others))
    behind = page_of(client, campaign)
    a_year(index, 2024, at_place(18, mine, others))
    within = page_of(client, campaign)
    a_year(index, 2025, at_place(21, mine, others))
    missed = page_of(client, campaign)

    assert "vào nhóm 20, năm 2025" in nothing
    assert "chưa có công bố nào của tỉnh" in nothing
    assert "còn cách 5 bậc" in behind
    assert "2023: 25/31" in behind
    assert "đang trong mức, chờ công bố năm 2025" in within
    assert "mức phải đạt" in within, "the published course stands beside it"
    assert "không đạt" in missed
    assert "2025: 21/31" in missed


def test_a_rank_that_was_reached_is_said_to_be(
    cast: Cast,
    client: Client,
    campaign: Campaign,
    index: CompositeIndex,
    others: list[int],
) -> None:
    set_goal(client, campaign, index)

    a_year(index, 2025, at_place(20, cast.place.province.pk, others))

    assert 'class="state done" >đạt</span>' in page_of(client, campaign)


def test_a_score_says_nothing_under_another_make_up(
    cast: Cast, client: Client, campaign: Campaign, index: CompositeIndex
) -> None:
    mine = cast.place.province.pk
    index.make_ups.filter(from_year=2018).update(to_year=2024)
    a_year(index, 2024, {mine: "70"})

    assert set_goal(client, campaign, index, kind="score", value="75") == 302
    goal = IndexGoal.objects.get()
    short = page_of(client, campaign)
    goal.make_up = index.make_ups.get(from_year=2010)
    goal.save()
    other = page_of(client, campaign)

    assert "còn thiếu 5,00 điểm" in short
    assert "không so được" in other


def test_a_gap_is_no_failure(
    cast: Cast,
    client: Client,
    campaign: Campaign,
    index: CompositeIndex,
    others: list[int],
) -> None:
    set_goal(client, campaign, index)

    a_year(
        index,
        2025,
        {others[0]: "70"},
        gaps={cast.place.province.pk: "Sai số điều tra quá lớn."},
    )

    page = page_of(client, campaign)
    assert "Sai số điều tra quá lớn." in page
    assert "không đạt" not in page


def test_an_index_to_which_the_item_is_tied_is_suggested(
    cast: Cast, client: Client, campaign: Campaign
) -> None:
    first = an_index("pci")
    an_index("papi")
    key = item_of(campaign).key
    tie_content(
        campaign, key, TieDraft(outside_index="papi"), actor=cast.office, at=MAY
    )

    page = client.get(
        reverse("campaigns:index-goal-new", args=[campaign.pk]) + f"?noi-dung={key}"
    ).content.decode()

    papi = CompositeIndex.objects.get(code="papi").pk
    assert f'<option value="{papi}" selected>' in page
    assert f'<option value="{first.pk}" selected>' not in page
    CompositeIndex.objects.filter(pk=papi).update(name_en="Governance Index")
    with override("en"):
        assert outside_indices()["papi"] == "Governance Index (THỬ)"


def test_after_the_launch_a_change_says_why(
    cast: Cast, client: Client, index: CompositeIndex
) -> None:
    campaign = a_campaign(of=cast.place, launched=True)

    silent = set_goal(client, campaign, index)
    said = set_goal(client, campaign, index, reason="Theo Nghị quyết mới.")
    goal = IndexGoal.objects.get()
    drop = reverse("campaigns:index-goal-drop", args=[campaign.pk, goal.pk])
    kept = client.post(drop).status_code
    gone = client.post(drop, {"reason": "Chỉ số ngừng công bố."}).status_code

    assert (silent, said, kept, gone) == (422, 302, 422, 302)
    reasons = Entry.objects.filter(verb__startswith="campaigns.index_goal")
    assert {one.details["reason"] for one in reasons} == {
        "Theo Nghị quyết mới.",
        "Chỉ số ngừng công bố.",
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": "2,5"}, "Hạng là số nguyên từ 1."),
        (
            {"by_year": "2050"},
            "Năm 2050 nằm ngoài thời gian của phong trào: 2025–2025.",
        ),
        ({"kind": "score", "value": "101"}, "Điểm phải nằm trong thang của chỉ số."),
    ],
)
def test_what_cannot_be_judged_is_refused(
    given: dict[str, str],
    words: str,
    client: Client,
    campaign: Campaign,
    index: CompositeIndex,
) -> None:
    sent = {
        "node_key": str(item_of(campaign).key),
        "index": str(index.pk),
        "kind": "rank",
        "value": "20",
        "by_year": "2025",
    }

    answer = client.post(
        reverse("campaigns:index-goal-new", args=[campaign.pk]), sent | given
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_database_refuses_a_rank_below_the_first(
    cast: Cast, campaign: Campaign, index: CompositeIndex
) -> None:
    with (
        pytest.raises(IntegrityError, match="a_rank_to_reach_is_a_place"),
        transaction.atomic(),
    ):
        IndexGoal.objects.create(
            campaign=campaign,
            node_key=item_of(campaign).key,
            index=index,
            unit=cast.place.province,
            kind="rank",
            value=0,
            by_year=2025,
        )
