"""Figures are corrected after a recognition: the office is told, and decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import Story, registered_in
from tests.exemplars.test_assessing import ready, recognised, sat
from tests.exemplars.test_learning import page
from tests.organisations.factories import an_actor
from tests.pacts.test_making import text
from thidua.campaigns.models import AudienceMember
from thidua.exemplars.changing import changed_of, touched
from thidua.exemplars.models import Exemplar, Learning, Recognition, Revisit
from thidua.exemplars.queries.learning_tasks import waiting_for
from thidua.exemplars.states import Learner
from thidua.indicators.models import Observation

pytestmark = pytest.mark.django_db
TODAY = date(2025, 5, 20)
LATER = "2025-05-20T15:00:00+07"


def corrected(learning: Learning, value: str, at: str = LATER) -> None:
    """The commune corrects its last figure, as the database records it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """select set_config('thidua.actor_id', '1', true),
                set_config('thidua.actor_name', 'Người Sửa', true),
                set_config('thidua.reason', 'Đếm nhầm', true),
                set_config('thidua.at', %s, true)""",
            [at],
        )
        rows = Observation.objects.filter(unit=learning.unit).order_by("-period")
        figure = rows[0]
        figure.value = Decimal(value)
        figure.save()


def objects(story: Story) -> list[str]:
    """What the desk of the head says of corrections."""
    tasks = waiting_for(story.head, TODAY)
    return [one.object for one in tasks if "Số liệu đã sửa" in one.object]


@pytest.mark.demand("003.4")
def test_a_correction_takes_nothing_back_and_is_told_to_the_head() -> None:
    story, learning = ready()
    recognised(story, learning)
    assert objects(story) == []

    corrected(learning, "70")

    learning.refresh_from_db()
    assert learning.state == Learner.SURPASSED, "nothing re-opens silently"
    assert objects(story) == [f"Số liệu đã sửa sau công nhận: {learning.name}"]
    one = Recognition.objects.get()
    head = signed_in(story.head)
    assert "số liệu đã sửa sau công nhận" in page(head, "/").casefold()
    listed = page(head, f"/phong-trao/{story.campaign.pk}/dien-hinh/so-lieu-da-sua/")
    shown = page(head, f"/dien-hinh/cong-nhan/{one.pk}/")
    assert learning.name in listed
    assert "theo quy tắc nay là chưa bắt kịp" in shown
    assert "88 %" in shown
    assert "70 %" in shown


@pytest.mark.demand("003.4")
def test_the_head_keeps_a_recognition_with_a_reason_and_is_not_asked_again() -> None:
    story, learning = ready()
    recognised(story, learning)
    corrected(learning, "70")
    one, head = Recognition.objects.get(), signed_in(story.head)
    (found,) = changed_of([one])
    said = {"verdict": "keep", "seen": found.mark}

    low = signed_in(story.officer).post(
        f"/dien-hinh/cong-nhan/{one.pk}/", said | {"reason": "x"}
    )
    silent = head.post(f"/dien-hinh/cong-nhan/{one.pk}/", said)
    head.post(
        f"/dien-hinh/cong-nhan/{one.pk}/", said | {"reason": "Lũ, mất lu sau khi xét"}
    )

    assert (low.status_code, silent.status_code) == (403, 422)
    assert Revisit.objects.get().computed == "not_yet"
    assert objects(story) == []
    corrected(learning, "60", "2026-05-21T08:00:00+07")
    assert len(objects(story)) == 1, "other figures are asked about anew"


@pytest.mark.demand("003.4")
def test_the_head_withdraws_and_the_learner_learns_on() -> None:
    story, learning = ready()
    recognised(story, learning)
    corrected(learning, "70")
    one, head = Recognition.objects.get(), signed_in(story.head)
    (found,) = changed_of([one])
    path = f"/dien-hinh/cong-nhan/{one.pk}/"

    stale = head.post(path, {"verdict": "withdraw", "seen": "1=1", "reason": "Sai"})
    head.post(path, {"verdict": "withdraw", "seen": found.mark, "reason": "Đếm nhầm"})
    again = head.post(
        path, {"verdict": "withdraw", "seen": found.mark, "reason": "Đếm nhầm"}
    )

    assert stale.status_code == 409
    assert again.status_code == 409
    assert "không còn gì phải xem lại" in text(again)
    one.refresh_from_db()
    learning.refresh_from_db()
    assert (one.withdrawn_because, learning.state) == ("Đếm nhầm", Learner.LEARNING)
    sat(story, learning, "not_yet", "not_yet")


def test_what_is_corrected_and_corrected_back_is_no_change() -> None:
    story, learning = ready()
    recognised(story, learning)
    corrected(learning, "70")
    corrected(learning, "88")
    assert len(touched(campaign_id=story.campaign.pk)) == 1
    assert changed_of(touched(campaign_id=story.campaign.pk)) == []


@pytest.mark.demand("003.4")
def test_the_desk_says_whom_to_assess_what_to_decide_and_whom_to_follow() -> None:
    story, learning = ready()
    learning.due_on = date(2025, 5, 25)
    learning.save()
    other = an_actor(story.reporting.province.communes[2])

    (assess,) = waiting_for(story.officer, TODAY)
    panel = sat(story, learning, "surpassed", "surpassed")
    decide = waiting_for(story.head, TODAY)

    assert assess.verb == "Bình xét"
    assert assess.due_on == date(2025, 5, 25)
    assert [one.verb for one in decide] == ["Quyết định"]
    assert decide[0].url == f"/dien-hinh/{story.exemplar.pk}/binh-xet/{panel.pk}/"
    assert waiting_for(story.officer, TODAY) == []
    assert waiting_for(other, TODAY) == [], "an exemplar of no item invites nobody"
    node = story.campaign.audiences.get().trees.get().nodes.get(kind="item")
    story.exemplar.node_key = node.key
    story.exemplar.save()
    (follow,) = waiting_for(other, TODAY)
    assert follow.verb == "Chọn điển hình để học theo"
    assert follow.url.endswith("/dien-hinh/?hoc-theo=duoc")


@pytest.mark.demand("003.4")
def test_only_who_carries_the_content_at_or_below_the_tier_is_asked_to_learn() -> None:
    story, _learning = ready()
    audience = story.campaign.audiences.get()
    node = audience.trees.get().nodes.get(kind="item")
    story.exemplar.node_key = node.key
    story.exemplar.save()
    place = story.reporting.province
    aside = registered_in(story.campaign, an_actor(place.communes[3]))
    Exemplar.objects.filter(pk=aside.pk).update(
        state="learning",
        title="Việc khác",
        praised_on=story.exemplar.praised_on,
        rule=story.exemplar.rule,
    )
    above, commune = place.districts[0], place.communes[2]
    for unit in (above, story.campaign.office):
        AudienceMember.objects.get_or_create(
            audience=audience, unit=unit, defaults={"joined_on": date(2020, 1, 1)}
        )

    for unit in (above, story.campaign.office):
        verbs = [one.verb for one in waiting_for(an_actor(unit), TODAY)]
        assert "Chọn điển hình để học theo" not in verbs, unit
    (follow,) = waiting_for(an_actor(commune), TODAY)
    shown = text(signed_in(an_actor(commune)).get(follow.url))
    assert "1 điển hình" in follow.detail
    assert story.exemplar.title in shown
    assert "Việc khác" not in shown


def test_a_day_before_the_correction_nothing_is_worked_out() -> None:
    story, learning = ready()
    recognised(story, learning)
    assert MAY.date() == TODAY
    assert touched(campaign_id=story.campaign.pk) == []
