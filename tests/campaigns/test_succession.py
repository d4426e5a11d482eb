"""The day of a reform: old units hand over, successors carry on (decision 15)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.organisations.factories import (
    Province,
    UnitFactory,
    a_province,
    an_actor,
    rebuild_lineage,
    tree,
)
from thidua.campaigns import actions
from thidua.campaigns.handover import Choice, Decisions, handover
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.states import TargetState
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import Refused, RuleBroken, WrongMoment
from thidua.organisations.models import Placement, Reorganisation, Succession, Unit

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)
THAT_DAY = datetime(2025, 7, 1, 8, tzinfo=ZONE)
UNTIL_JULY = DateRange(date(2015, 1, 1), JULY)
SINCE_JULY = DateRange(JULY, None)
D = Decimal


def reformed(place: Province) -> tuple[Unit, Unit]:
    """Districts go; communes 0–1 become one whole, commune 2 is split in two."""
    Placement.objects.filter(unit__in=[*place.hamlets]).update(during=UNTIL_JULY)
    Placement.objects.filter(unit__in=place.communes).update(during=UNTIL_JULY)
    Placement.objects.filter(unit__in=place.districts).update(during=UNTIL_JULY)
    whole = UnitFactory.create(name="Tân Hòa", parent=place.province, during=SINCE_JULY)
    other = UnitFactory.create(
        name="Đông Hòa", parent=place.province, during=SINCE_JULY
    )
    act = Reorganisation.objects.create(
        kind="merger", decision="1687/NQ-UBTVQH15", effective_on=JULY
    )
    for commune in place.communes[:2]:
        Succession.objects.create(
            predecessor=commune, successor=whole, kind="whole", is_main=True, act=act
        )
    for heir in (whole, other):
        Succession.objects.create(
            predecessor=place.communes[2],
            successor=heir,
            kind="split",
            is_main=heir == whole,
            act=act,
        )
    rebuild_lineage(tree())
    return whole, other


def bodies_go_too(place: Province) -> tuple[Unit, Unit]:
    """The province and its department end as well; who succeeded each wholly."""
    heir = UnitFactory.create(name="Sông Lớn", kind="province", during=SINCE_JULY)
    Placement.objects.filter(unit__in=[place.province, place.department]).update(
        during=UNTIL_JULY
    )
    Placement.objects.filter(parent=place.province, during=SINCE_JULY).update(
        parent=heir
    )
    office = UnitFactory.create(
        name="Sở mới", kind="department", parent=heir, during=SINCE_JULY
    )
    act = Reorganisation.objects.get()
    for old, new in [(place.province, heir), (place.department, office)]:
        Succession.objects.create(
            predecessor=old, successor=new, kind="whole", is_main=True, act=act
        )
    rebuild_lineage(tree())
    return heir, office


def a_running_cascade() -> tuple[Province, Campaign, Target, list[Target]]:
    place = a_province()
    campaign = a_campaign(of=place, launched=True, kinds=["district", "commune"])
    root = a_target(campaign)
    accepted = TargetState.ACCEPTED
    north = given_to(root, place.districts[0], 200, state=accepted, split="sum")
    values = zip(place.communes[:3], (80, 70, 50), strict=True)
    communes = [given_to(north, one, km, state=accepted) for one, km in values]
    return place, campaign, root, [north, *communes]


def test_the_page_knows_beforehand_who_leaves_and_what_is_asked() -> None:
    place, campaign, _root, targets = a_running_cascade()
    whole, other = reformed(place)

    plan = handover(campaign, JULY)

    assert {m.unit_id for m in plan.leaving} == {
        u.pk for u in (*place.districts, *place.communes)
    }
    assert {unit_id for _audience, unit_id in plan.joining} == {whole.pk, other.pk}
    presets = {one.target.pk: one.preset for one in plan.inheritances}
    assert presets == {
        targets[0].pk: Choice.CLOSE,
        targets[1].pk: Choice.CARRY,
        targets[2].pk: Choice.CARRY,
        targets[3].pk: None,
    }


def test_a_reform_closes_the_old_targets_and_opens_the_successors() -> None:
    place, campaign, root, targets = a_running_cascade()
    whole, other = reformed(place)
    officer = an_actor(campaign.office)

    with pytest.raises(RuleBroken, match="Xã Đông Phú"):
        actions.hand_over_campaign(
            campaign, Decisions(), on=JULY, actor=officer, at=THAT_DAY
        )
    actions.hand_over_campaign(
        campaign,
        Decisions({targets[3].pk: Choice.CLOSE}),
        on=JULY,
        actor=officer,
        at=THAT_DAY,
    )

    for target in targets:
        target.refresh_from_db()
        assert (target.state, target.ended_on) == (TargetState.ENDED, JULY)
    heir = Target.objects.get(unit=whole)
    assert (heir.value, heir.state, heir.parent_id) == (D(150), "accepted", root.pk)
    assert set(heir.carried_from.all()) == set(targets[1:3])
    assert not Target.objects.filter(unit=other).exists()
    assert heir.rounds.get().reason.startswith("Sắp xếp đơn vị")
    members = campaign.audiences.get().members
    assert set(members.taking_part_on(JULY).values_list("unit_id", flat=True)) == {
        whole.pk,
        other.pk,
    }
    assert all(m.left_because for m in members.filter(left_on=JULY))


def test_a_split_target_may_be_carried_to_the_main_heir() -> None:
    place, campaign, _root, targets = a_running_cascade()
    whole, _other = reformed(place)

    actions.hand_over_campaign(
        campaign,
        Decisions({targets[3].pk: Choice.CARRY}),
        on=JULY,
        actor=an_actor(campaign.office),
        at=THAT_DAY,
    )

    assert Target.objects.get(unit=whole).value == D(200)


def test_handing_over_twice_does_it_once() -> None:
    place, campaign, _root, targets = a_running_cascade()
    reformed(place)
    officer = an_actor(campaign.office)
    decisions = Decisions({targets[3].pk: Choice.SPLIT})
    actions.hand_over_campaign(campaign, decisions, on=JULY, actor=officer, at=THAT_DAY)

    with pytest.raises(WrongMoment):
        actions.hand_over_campaign(
            campaign, decisions, on=JULY, actor=officer, at=THAT_DAY
        )


def test_the_bodies_hand_over_too_and_their_heirs_may_do_it() -> None:
    place, campaign, root, targets = a_running_cascade()
    reformed(place)
    heir, office = bodies_go_too(place)
    stranger, successor = an_actor(place.communes[0]), an_actor(office)
    assert Campaign.objects.visible_to(successor).filter(pk=campaign.pk).exists()
    decisions = Decisions({targets[3].pk: Choice.CLOSE})

    with pytest.raises(Refused):
        actions.hand_over_campaign(
            campaign, decisions, on=JULY, actor=stranger, at=THAT_DAY
        )
    campaign = actions.hand_over_campaign(
        campaign, decisions, on=JULY, actor=successor, at=THAT_DAY
    )

    assert (campaign.office_id, campaign.root_id) == (office.pk, heir.pk)
    new_root = Target.objects.open().get(unit=heir)
    assert (new_root.value, new_root.parent) == (root.value, None)
    assert Target.objects.open().exclude(unit=heir).get().parent == new_root
