"""Content of one tree joined to that of another: read, weighed, and told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, content_of, launched_now
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Audience, Campaign, ContentNode
from thidua.campaigns.shares import Share, _parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def campaign(place: Province) -> Campaign:
    """Two audiences, each with its tree; the second has two items."""
    campaign = a_campaign(of=place)
    first = campaign.audiences.get()
    agencies = Audience.objects.create(
        campaign=campaign,
        name="Sở, ngành",
        kinds=["department"],
        tree=first.tree,
        below=first.below,
        position=1,
    )
    tree = content_of(agencies)
    tree.nodes.filter(kind="item").update(name="Giao thông nông thôn, cầu đường")
    leg = tree.nodes.get(kind="leg")
    tree.nodes.create(parent=leg, kind="item", name="Cải cách hành chính", position=1)
    return campaign


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def items(campaign: Campaign) -> tuple[ContentNode, list[ContentNode]]:
    """The item of the first tree, and those of the second."""
    first, second = campaign.audiences.order_by("position")
    nodes = ContentNode.objects.filter(kind="item").order_by("position")
    return nodes.get(tree__audience=first), list(nodes.filter(tree__audience=second))


def join(office: Client, campaign: Campaign, **data: Any) -> Any:
    mine, others = items(campaign)
    first = campaign.audiences.order_by("position")[0]
    given = {"node": mine.pk, "tree": f"a{others[0].tree.audience_id}", "was": ""}
    return post(office, "mapping-set", campaign, first, **(given | data))


def seen(office: Client, campaign: Campaign) -> str:
    return page(office, "mapping", campaign, campaign.audiences.order_by("position")[0])


@pytest.mark.demand("001.2")
def test_what_is_not_joined_stands_first_and_names_alike_are_only_suggested(
    campaign: Campaign, office: Client
) -> None:
    mine, others = items(campaign)

    shown = seen(office, campaign)

    assert "Còn 1 trên 1 nội dung chưa nối" in shown
    assert "Nối “Giao thông nông thôn, cầu đường”" in shown
    assert "Nối “Cải cách hành chính”" not in shown
    mine.refresh_from_db()
    assert mine.reads_from == []

    answer = join(office, campaign, add=str(others[0].key))
    mine.refresh_from_db()
    assert mine.reads_from == [others[0].key]
    assert "Cả 1 nội dung đã nối" in said(answer)
    assert "nối “Giao thông nông thôn”" in page(office, "history", campaign)


@pytest.mark.demand("001.2")
def test_one_item_reads_from_several_by_shares_also_after_the_launch(
    campaign: Campaign, office: Client
) -> None:
    launched_now(campaign)
    mine, (roads, reform) = items(campaign)
    join(office, campaign, add=str(roads.key))
    join(office, campaign, add=str(reform.key), was=f"{roads.key.hex}:")
    was = f"{roads.key.hex}: {reform.key.hex}:"

    weights = {f"weight-{roads.key}": "75", f"weight-{reform.key}": "25"}
    answer = join(office, campaign, was=was, **weights)

    mine.refresh_from_db()
    assert mine.reads_weights == [Decimal(75), Decimal(25)]
    assert "(75 %)" in said(answer)
    shares = {
        roads.key: [Share(Decimal(40), None)],
        reform.key: [Share(Decimal(80), None)],
    }
    assert _parts(mine, shares) == [Share(Decimal(50), None)]


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        (("80", "30"), "không quá 100"),
        (("80", ""), "chưa ghi tỷ trọng"),
        (("x", "1"), "x"),
    ],
)
def test_shares_that_do_not_fit_are_refused_in_words(
    campaign: Campaign, office: Client, weights: tuple[str, str], words: str
) -> None:
    mine, (roads, reform) = items(campaign)
    mine.reads_from = [roads.key, reform.key]
    mine.save()
    was = f"{roads.key.hex}: {reform.key.hex}:"
    said_so = dict(
        zip((f"weight-{roads.key}", f"weight-{reform.key}"), weights, strict=True)
    )

    answer = join(office, campaign, was=was, **said_so)

    assert answer.status_code == 422
    assert words in said(answer)


def test_of_two_people_the_second_is_shown_both(
    campaign: Campaign, office: Client
) -> None:
    _mine, (roads, reform) = items(campaign)
    join(office, campaign, add=str(roads.key))

    answer = join(office, campaign, add=str(reform.key))

    assert answer.status_code == 409
    assert "vừa nối lại nội dung này" in said(answer)
    assert "Giao thông nông thôn, cầu đường" in said(answer)


@pytest.mark.demand("001.2")
def test_an_item_says_which_content_of_a_campaign_carried_on_it_answers_to(
    place: Province, campaign: Campaign, office: Client
) -> None:
    nation = a_campaign(of=place, launched=True, name="Cả nước chung sức")
    campaign.carries_on.add(nation)
    theirs = ContentNode.objects.get(tree__audience__campaign=nation, kind="item")

    join(office, campaign, tree=f"c{nation.pk}", add=str(theirs.key))

    mine, _others = items(campaign)
    assert (mine.answers_to, mine.reads_from) == ([theirs.key], [])
    assert "Thực hiện nội dung:" in page(office, "campaign", campaign)


def test_the_words_of_a_frozen_tree_still_do_not_change(
    campaign: Campaign, office: Client
) -> None:
    launched_now(campaign)
    mine, (roads, _reform) = items(campaign)
    join(office, campaign, add=str(roads.key))

    with pytest.raises(DatabaseError), transaction.atomic():
        ContentNode.objects.filter(pk=mine.pk).update(name="Khác")
