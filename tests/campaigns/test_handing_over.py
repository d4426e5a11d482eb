"""A campaign is handed over on a page; each day keeps showing its own state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, given_to
from tests.campaigns.test_succession import (
    JULY,
    THAT_DAY,
    a_running_cascade,
    bodies_go_too,
    reformed,
)
from tests.doors import address, signed_in
from tests.indicators.factories import an_office, month
from tests.organisations.factories import an_actor
from thidua.campaigns import actions
from thidua.campaigns.handover import Choice, Decisions
from thidua.campaigns.models import CampaignForm, Target
from thidua.campaigns.naming import movement_inside, named_movement
from thidua.campaigns.queries import waiting_for
from thidua.campaigns.states import TargetState
from thidua.desk.queries.scope import roots_of
from thidua.indicators.actions import submit_report
from thidua.kernel import clock
from thidua.organisations.models import Reorganisation, Succession

pytestmark = pytest.mark.django_db


def before(day: date) -> datetime:
    """Nine o'clock of two days before."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.ZONE) - timedelta(2)


@pytest.fixture
def in_july() -> Iterator[None]:
    with clock.standing_on(JULY):
        yield


@pytest.mark.demand("001.1")
def test_a_person_decides_on_the_page_and_overrules_what_was_settled() -> None:
    place, campaign, root, targets = a_running_cascade()
    whole, _other = reformed(place)
    client = signed_in(an_actor(campaign.office))
    by_law, asked = targets[1], targets[3]
    early = post(client, "hand-over", campaign, on="01/07/2025", rest="close")
    assert early.status_code == 409
    assert "Chưa đến ngày sắp xếp có hiệu lực" in said(early)

    shown = page(client, "hand-over", campaign, query="?ngay=01/07/2025")
    assert "Chưa quyết định chỉ tiêu của: Xã Đông Phú." in shown
    assert f'name="target-{asked.pk}"' in shown
    assert f'name="target-{by_law.pk}"' not in shown
    opened = page(
        client, "hand-over", campaign, query=f"?ngay=01/07/2025&don-vi={by_law.unit_id}"
    )
    assert f'name="target-{by_law.pk}"' in opened

    refused = client.post(
        address("campaigns:hand-over", campaign),
        {"on": "01/07/2025", f"target-{by_law.pk}": "close", "opened": by_law.unit_id},
    )
    assert refused.status_code == 422
    assert "Chưa quyết định" in said(refused)
    assert Target.objects.filter(state=TargetState.ENDED).count() == 0

    chosen = {"on": "01/07/2025", "rest": "split", f"target-{by_law.pk}": "close"}
    looked = said(post(client, "hand-over", campaign, look="1", **chosen))
    assert ("200 km" in looked, "70 km" in looked) == (True, True)

    with clock.standing_on(JULY):
        asked_again = said(post(client, "hand-over", campaign, **chosen))
        assert not Target.objects.filter(unit=whole).exists()
        post(client, "hand-over", campaign, sure="1", **chosen)
    for words in ("Không rút lại được", "Xã Đông Phú", 'name="rest" value="split"'):
        assert words in asked_again
    by_law.refresh_from_db()
    assert (by_law.state, by_law.carried_into) == (TargetState.ENDED, None)
    heir = Target.objects.get(unit=whole)
    assert (heir.value, heir.parent) == (targets[2].value, root)


def test_the_day_offered_is_that_of_the_reform_and_not_today() -> None:
    place, campaign, _root, _targets = a_running_cascade()
    reformed(place)

    with clock.standing_on(JULY + timedelta(days=20)):
        shown = page(signed_in(an_actor(campaign.office)), "hand-over", campaign)

    assert 'value="01/07/2025"' in shown
    assert 'value="21/07/2025"' not in shown


@pytest.mark.usefixtures("in_july")
def test_all_targets_of_an_old_unit_may_be_closed_at_one_stroke() -> None:
    place, campaign, _root, targets = a_running_cascade()
    whole, _other = reformed(place)
    client = signed_in(an_actor(campaign.office))
    first, second = targets[1:3]

    post(
        client,
        "hand-over",
        campaign,
        on="01/07/2025",
        rest="close",
        sure="1",
        **{f"unit-{first.unit_id}": "close", f"unit-{second.unit_id}": "carry"},
    )

    assert list(Target.objects.get(unit=whole).carried_from.all()) == [second]


def test_the_successor_is_led_to_the_hand_over() -> None:
    place, campaign, _root, _targets = a_running_cascade()
    reformed(place)
    _heir, office = bodies_go_too(place)
    with clock.standing_on(JULY):
        after = an_actor(office)
        browser = signed_in(after)
        here = address("campaigns:hand-over", campaign)
        tasks = [task for task in waiting_for(after, JULY) if task.url == here]
        assert [task.verb for task in tasks] == ["Nhận bàn giao"]
        assert here in browser.get("/").content.decode()
        shown = page(browser, "campaign", campaign)
        assert "Phong trào chờ bàn giao" in shown
        assert here in shown
        post(browser, "hand-over", campaign, on="01/07/2025", rest="close", sure="1")
        assert here not in [task.url for task in waiting_for(after, JULY)]
        assert "Phong trào chờ bàn giao" not in page(browser, "campaign", campaign)


@pytest.mark.demand("001.1")
def test_each_day_shows_who_ran_the_campaign_then() -> None:
    place, campaign, _root, targets = a_running_cascade()
    reformed(place)
    heir, office = bodies_go_too(place)
    with clock.standing_on(JULY):
        before, after = an_actor(place.department), an_actor(office)
    actions.hand_over_campaign(
        campaign,
        Decisions(rest=Choice.CLOSE),
        on=JULY,
        actor=after,
        at=THAT_DAY,
    )

    with clock.standing_on(MAY.date()):
        then = signed_in(before)
        assert "Sông Lớn" not in page(then, "campaign", campaign)
        assert "/4 đã nhận" not in page(then, "units", campaign)
        old = page(then, "target", campaign, targets[1])
        assert "khép lại</h1>" not in old
        assert roots_of(before)[0] == place.province.pk
        late = post(
            then,
            "target-revise",
            campaign,
            targets[1],
            revision=2,
            value=9,
            reason="Vốn",
        )
        assert late.status_code == 403
        edit = then.get(address("campaigns:edit", campaign))
        assert edit.status_code == 403
        assert "đã bàn giao cho nơi kế thừa" in said(edit)
    with clock.standing_on(JULY):
        now = signed_in(after)
        assert "Sông Lớn" in page(now, "campaign", campaign)
        assert now.get(address("campaigns:edit", campaign)).status_code == 200
        assert roots_of(after)[0] == heir.pk


@pytest.mark.usefixtures("in_july")
@pytest.mark.demand("001.1")
def test_a_target_of_an_abolished_district_is_asked_and_never_lost_quietly() -> None:
    place, campaign, root, _targets = a_running_cascade()
    alone = given_to(
        root, place.districts[1], 101, state=TargetState.ACCEPTED, split="sum"
    )
    heir, other = reformed(place)
    Succession.objects.create(
        predecessor=place.communes[-1],
        successor=other,
        kind="whole",
        is_main=True,
        act=Reorganisation.objects.get(),
    )
    client = signed_in(an_actor(campaign.office))
    query = "?ngay=01/07/2025&rest=close"
    shown = page(client, "hand-over", campaign, query=query)
    assert f'name="target-{alone.pk}"' in shown
    assert "Hụt 151 km" in shown  # 101 of the district, 50 of the commune split in two

    refused = post(client, "hand-over", campaign, on="01/07/2025", rest="carry")
    assert "Chưa quyết định chỉ tiêu của: Huyện" in said(refused)

    shared = {"rest": "carry", f"target-{alone.pk}": "share"}
    looked = post(client, "hand-over", campaign, on="01/07/2025", look="1", **shared)
    assert "Hụt" not in said(looked)
    post(client, "hand-over", campaign, on="01/07/2025", sure="1", **shared)
    alone.refresh_from_db()
    got = Target.objects.get(unit=other)
    assert (alone.state, alone.carried_into) == (TargetState.ENDED, None)
    assert got.value == 101
    assert got.parent == root
    assert got.state == TargetState.PROPOSED
    assert Target.objects.get(unit=heir).state == TargetState.ACCEPTED


def test_the_page_counts_what_old_units_still_owe_and_says_who_sends_it() -> None:
    place, campaign, *_ = a_running_cascade()
    june = month(2025, 6)
    office = an_office("HOUSES", cast=place)
    office.form.periods.exclude(period=june).delete()
    CampaignForm.objects.create(campaign=campaign, form=office.form)
    report = office.report(june)
    office.type_in(report, HOUSES="2")
    submit_report(report, actor=office.officer(), at=before(JULY))
    reformed(place)

    client = signed_in(an_actor(campaign.office))
    shown = page(client, "hand-over", campaign, query="?ngay=01/07/2025")

    assert "5 báo cáo các kỳ trước của 5 đơn vị cũ chưa gửi" in shown
    assert "1 báo cáo của đơn vị cũ đã gửi, chờ nhận" in shown


def test_the_word_movement_is_never_said_twice() -> None:
    long = "Phong trào thi đua “Đồng khởi mới”"

    assert (named_movement("Hè xanh"), named_movement(long)) == (
        "Phong trào Hè xanh",
        long,
    )
    assert (movement_inside("Hè xanh"), movement_inside(long)) == (
        "phong trào Hè xanh",
        "phong trào thi đua “Đồng khởi mới”",
    )
