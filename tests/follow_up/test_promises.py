"""Milestones and what pacts promise are reminded of, once each, whoever owes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.campaigns.factories import MAY, a_campaign
from tests.doors import signed_in
from tests.follow_up.cast import a_round, at, with_mail
from tests.organisations.factories import Province, a_province, an_actor
from tests.pacts.factories import in_force
from thidua.campaigns.models import ContentNode, Milestone, MilestoneMark
from thidua.follow_up import actions
from thidua.follow_up.actions.reminding import PlanDraft
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.kinds import Kind, Mailing
from thidua.follow_up.models import Mail, Notice, NoticeChoice
from thidua.kernel import clock
from thidua.pacts.models import CommitmentMark

pytestmark = pytest.mark.django_db
DUE = date(2025, 6, 12)
"""A Thursday."""
BEFORE, AFTER = date(2025, 6, 9), date(2025, 6, 16)
"""Three working days before it, two after it, as is usual."""


@pytest.fixture
def place() -> Province:
    return a_province()


def a_step(place: Province) -> Milestone:
    """A milestone that every commune of a running campaign is asked for."""
    campaign = a_campaign(of=place, launched=True, kinds=["commune"])
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    return Milestone.objects.create(
        audience=campaign.audiences.get(),
        node_key=item.key,
        name="Ban hành quy ước",
        due_on=DUE,
    )


def said(step: Milestone, unit: int, **more: Any) -> MilestoneMark:
    """A unit says that it has reached it."""
    return MilestoneMark.objects.create(
        milestone=step,
        unit_id=unit,
        reached_on=date(2025, 6, 2),
        note="Đã ban hành.",
        marked_at=MAY,
        marked_by="Lan",
        **more,
    )


def told(**of: Any) -> list[str]:
    """What was told of promises, in the order of telling."""
    found = Notice.objects.filter(kind=Kind.PROMISED, **of).order_by("pk")
    return list(found.values_list("title", flat=True))


def rounds(first: date, last: date) -> None:
    """The program holds the round of each day."""
    day = first
    while day <= last:
        a_round(day)
        day += timedelta(days=1)


@pytest.mark.demand("002.5")
def test_a_milestone_is_told_before_its_day_on_it_and_after_it_once_each(
    place: Province,
) -> None:
    a_step(place)
    officer = an_actor(place.communes[0])

    rounds(BEFORE - timedelta(days=3), AFTER + timedelta(days=5))

    assert told(person_id=officer.person_id) == [
        "Còn 3 ngày làm việc đến hạn: mốc “Ban hành quy ước”",
        "Hôm nay là hạn: mốc “Ban hành quy ước”",
        "Đã quá hạn: mốc “Ban hành quy ước”",
    ]
    page = signed_in(officer).get("/nhac-viec/").content.decode()
    assert "Đã quá hạn: mốc “Ban hành quy ước”" in page


def test_only_who_still_owes_a_milestone_is_told(place: Province) -> None:
    step = a_step(place)
    reached, returned, silent = (an_actor(unit) for unit in place.communes[:3])
    district = an_actor(place.districts[0])
    said(step, reached.unit_id or 0)
    said(step, returned.unit_id or 0, returned_reason="Thiếu chữ ký.")

    a_round(AFTER)

    for actor, count in ((reached, 0), (returned, 1), (silent, 1), (district, 0)):
        assert len(told(person_id=actor.person_id)) == count


def test_the_plan_of_the_campaign_says_when_and_whether(place: Province) -> None:
    step = a_step(place)
    officer = an_actor(place.communes[0])
    campaign = step.audience.campaign
    office = an_actor(campaign.office)
    plan = PlanDraft(is_on=True, days_before=1, on_day=False, escalate_after=0)
    actions.plan_reminders(campaign, plan, actor=office, at=at(BEFORE))

    rounds(BEFORE, AFTER)

    (only,) = told(person_id=officer.person_id)
    assert only.startswith("Còn 1 ngày làm việc")


def test_a_mail_that_was_held_says_it_in_the_words_of_its_day_or_not_at_all(
    place: Province,
) -> None:
    step = a_step(place)
    owing, reached = (with_mail(unit) for unit in place.communes[:2])
    for actor in (owing, reached):
        NoticeChoice.objects.create(
            person_id=actor.person_id or 0,
            kind=Kind.PROMISED,
            mailing=Mailing.AT_ONCE,
        )
    a_round(BEFORE)
    said(step, reached.unit_id or 0)

    sent, moment = [], at(DUE, 12)
    while mail := actions.take_mail(actor=the_reminder(), at=moment):
        sent.append((mail.person_id, mail.subject))
        Mail.objects.filter(pk=mail.pk).update(state="sent", sent_at=moment)

    assert sent == [(owing.person_id, "Hôm nay là hạn: mốc “Ban hành quy ước”")]


@pytest.mark.demand("000.5")
def test_what_a_pact_promises_in_words_is_told_until_somebody_says_it_is_done(
    place: Province,
) -> None:
    with clock.standing_on(date(2025, 5, 20)):
        story = in_force(place)
        done, owing = story.officers
        edition = story.pact.standing()
        deed = edition.commitments.get(party=story.parties[0], version__isnull=True)
        CommitmentMark.objects.create(
            pact=story.pact,
            key=deed.key,
            is_done=True,
            words="Đã trồng.",
            told_at=MAY,
            told_by="Lan",
        )
    due = deed.due_on

    rounds(due - timedelta(days=10), due + timedelta(days=10))

    assert told(person_id=done.person_id) == []
    about = "cam kết “Mỗi chi hội một hàng rào xanh”, giao ước “Hai xã cùng làm đường"
    assert [one.partition(": ")[0] for one in told(person_id=owing.person_id)] == [
        "Còn 3 ngày làm việc đến hạn",
        "Hôm nay là hạn",
        "Đã quá hạn",
    ]
    assert all(about in one for one in told(person_id=owing.person_id))


def test_a_figure_that_is_not_reached_is_told_and_a_pact_that_is_over_is_not(
    place: Province,
) -> None:
    with clock.standing_on(date(2025, 5, 20)):
        story = in_force(place)
    day = date(2025, 12, 31)

    a_round(day)
    owed = told(person_id=story.officers[0].person_id)
    story.pact.state, story.pact.over_at = "ended", at(day)
    story.pact.over_because = "Đã đánh giá."
    story.pact.save()
    a_round(day + timedelta(days=5))

    assert len(owed) == 1
    assert owed[0].startswith("Hôm nay là hạn: cam kết “")
    assert told(person_id=story.officers[0].person_id) == owed


@pytest.mark.parametrize("units", [1, 5])
def test_reminding_asks_the_same_however_many_owe(
    place: Province, units: int, django_assert_num_queries: Any
) -> None:
    step = a_step(place)
    for unit in place.communes[units:]:
        said(step, unit.pk)
    for unit in place.communes:
        an_actor(unit)

    with django_assert_num_queries(22):
        a_round(AFTER)
