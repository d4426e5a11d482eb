"""Targets go down step by step, and are answered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.campaigns.browsing import post, said
from tests.campaigns.factories import (
    ENDS,
    MAY,
    STARTS,
    a_campaign,
    a_target,
    an_indicator,
    given_to,
)
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.drafts import (
    Offer,
    TargetDraft,
)
from thidua.campaigns.models import (
    Campaign,
    ContentNode,
    TargetRound,
)
from thidua.campaigns.states import TargetState
from thidua.kernel.errors import Changed, Refused, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db
D = Decimal


def office_of(campaign: Campaign) -> Actor:
    return an_actor(campaign.office)


def test_a_target_is_given_down_step_by_step() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    target = a_target(campaign)
    north, south = place.districts
    officer, district = office_of(campaign), an_actor(north)

    actions.propose_targets(
        target,
        [Offer(north.pk, D(200)), Offer(south.pk, D(120))],
        actor=officer,
        at=MAY,
    )
    child = target.children.get(unit=north)
    with pytest.raises(WrongMoment, match="chưa nhận"):
        actions.propose_targets(
            child, [Offer(place.communes[0].pk, D(1))], actor=district, at=MAY
        )
    actions.accept_target(child, revision=1, actor=district, at=MAY)
    with pytest.raises(RuleBroken, match="chưa chọn cách giao"):
        actions.propose_targets(
            child, [Offer(place.communes[0].pk, D(1))], actor=district, at=MAY
        )
    actions.set_rule(child, "sum", actor=district, at=MAY)
    actions.propose_targets(
        child, [Offer(place.communes[0].pk, D(90))], actor=district, at=MAY
    )
    with pytest.raises(RuleBroken, match="Không giao được cho: Xã"):
        actions.propose_targets(
            child, [Offer(place.communes[5].pk, D(1))], actor=district, at=MAY
        )

    assert child.children.get().unit_id == place.communes[0].pk


def test_a_commune_counters_and_says_why_and_the_rounds_stay() -> None:
    place = a_province()
    parent = a_target(a_campaign(of=place, launched=True))
    target = given_to(parent, place.districts[0], 200)
    taker, giver = an_actor(place.districts[0]), office_of(parent.campaign)

    with pytest.raises(RuleBroken, match="lý do"):
        actions.counter_target(
            target, D(150), reason=" ", revision=1, actor=taker, at=MAY
        )
    actions.counter_target(
        target, D(150), reason="Thiếu vốn đối ứng", revision=1, actor=taker, at=MAY
    )
    with pytest.raises(Refused):
        actions.revise_target(target, D(180), revision=2, actor=taker, at=MAY)
    actions.revise_target(
        target, D(180), reason="Thêm vốn", revision=2, actor=giver, at=MAY
    )
    with pytest.raises(Changed):
        actions.accept_target(target, revision=2, actor=taker, at=MAY)
    actions.counter_target(
        target, D(160), reason="Vẫn thiếu", revision=3, actor=taker, at=MAY
    )
    actions.insist_on_target(
        target, reason="Tỉnh bù vốn", revision=4, actor=giver, at=MAY
    )
    actions.accept_target(target, revision=5, actor=taker, at=MAY)

    target.refresh_from_db()
    assert (target.state, target.value) == (TargetState.ACCEPTED, D(180))
    said = TargetRound.objects.values_list("move", "value", "reason")
    assert list(said) == [
        ("countered", D(150), "Thiếu vốn đối ứng"),
        ("proposed", D(180), "Thêm vốn"),
        ("countered", D(160), "Vẫn thiếu"),
        ("insisted", D(180), "Tỉnh bù vốn"),
        ("accepted", D(180), ""),
    ]


def test_the_giver_agrees_to_the_units_figure() -> None:
    place = a_province()
    parent = a_target(a_campaign(of=place, launched=True))
    target = given_to(parent, place.districts[0], 200)
    taker, giver = an_actor(place.districts[0]), office_of(parent.campaign)
    actions.counter_target(
        target, D(0), reason="Không còn đường đất", revision=1, actor=taker, at=MAY
    )

    target = actions.agree_to_counter(target, revision=2, actor=giver, at=MAY)

    assert (target.state, target.value) == (TargetState.ACCEPTED, D(0))


def test_an_accepted_figure_is_revised_with_a_reason_only() -> None:
    place = a_province()
    parent = a_target(a_campaign(of=place, launched=True))
    target = given_to(parent, place.districts[0], 200, state=TargetState.ACCEPTED)
    giver = office_of(parent.campaign)

    with pytest.raises(RuleBroken, match="đã nhận"):
        actions.propose_targets(
            parent, [Offer(place.districts[0].pk, D(210))], actor=giver, at=MAY
        )
    with pytest.raises(RuleBroken, match="lý do"):
        actions.revise_target(target, D(210), revision=1, actor=giver, at=MAY)
    target = actions.revise_target(
        target, D(210), reason="Thêm vốn", revision=1, actor=giver, at=MAY
    )
    assert target.state == TargetState.PROPOSED


def test_a_rank_is_not_split() -> None:
    campaign = a_campaign()
    rank = an_indicator(
        campaign.office,
        nature="rank",
        across="none",
        over_time="last",
        better="lower",
        decimals=0,
    )
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    draft = TargetDraft(item.key, rank, D(20), "sum", STARTS, ENDS)
    officer = office_of(campaign)

    with pytest.raises(RuleBroken, match="không giao được"):
        actions.bind_indicator(campaign, draft, actor=officer, at=MAY)
    target = actions.bind_indicator(
        campaign, replace(draft, split="none"), actor=officer, at=MAY
    )
    assert target.state == TargetState.ACCEPTED


def test_a_figure_that_changed_while_one_was_taken_shows_both_to_choose() -> None:
    place = a_province()
    parent = a_target(a_campaign(of=place, launched=True), split="sum")
    taker, giver = an_actor(place.districts[0]), office_of(parent.campaign)
    offers = [Offer(place.districts[0].pk, D(200))]
    (target,) = actions.propose_targets(parent, offers, actor=giver, at=MAY)
    actions.counter_target(
        target, D(150), reason="Thiếu vốn", revision=1, actor=taker, at=MAY
    )
    actions.revise_target(target, D(180), reason="Bớt", revision=2, actor=giver, at=MAY)
    client = signed_in(taker)

    shown = post(client, "target-accept", parent.campaign, target, revision=1)

    assert shown.status_code == 409
    for words in ("Số đã đọc", "200 km", "180 km", "Nhận số mới", "Đề nghị số khác"):
        assert words in said(shown), words
    target.refresh_from_db()
    assert target.state == TargetState.PROPOSED
    post(client, "accept-many", parent.campaign, target=f"{target.pk}:3")
    target.refresh_from_db()
    assert (target.state, target.value) == (TargetState.ACCEPTED, D(180))
