"""The exemplar's own report is corrected after its praise: kept, or frozen anew."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.doors import signed_in
from tests.exemplars.factories import Story
from tests.exemplars.test_assessing import GO, ready, recognised, sat
from tests.exemplars.test_learning import page
from tests.exemplars.test_revisiting import TODAY
from tests.pacts.test_making import text
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.changing import changed_of, touched
from thidua.exemplars.corrected import bars_touched, corrected_of
from thidua.exemplars.models import BarRevisit, FrozenBefore, FrozenValue, Recognition
from thidua.exemplars.queries.learning_tasks import waiting_for
from thidua.exemplars.states import Learner
from thidua.indicators.models import Observation
from thidua.kernel.clock import ZONE
from thidua.kernel.paper.kept import as_data

pytestmark = pytest.mark.django_db
LATER = "2025-05-20T15:00:00+07"
EVENING = datetime(2025, 5, 20, 20, tzinfo=ZONE)


def corrected(story: Story, value: str, at: str = LATER) -> None:
    """The exemplar corrects its January, as the database records it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """select set_config('thidua.actor_id', '1', true),
                set_config('thidua.actor_name', 'Người Sửa', true),
                set_config('thidua.reason', 'Đếm nhầm', true),
                set_config('thidua.at', %s, true)""",
            [at],
        )
        figure = Observation.objects.get(unit=story.unit)
        figure.value = Decimal(value)
        figure.save()


def said(story: Story, verdict: str, **more: str) -> dict[str, str]:
    """What the page posts."""
    (found,) = corrected_of([story.exemplar.pk])
    return {
        "verdict": verdict,
        "reason": "Xã đã đếm lại",
        "decided_on": "20/05/2025",
        "seen": found.mark,
    } | more


def frozen_anew(story: Story) -> None:
    """The head decides in the evening of the day."""
    (found,) = corrected_of([story.exemplar.pk])
    actions.look_at_bar(
        story.exemplar,
        said="anew",
        reason="Xã đã đếm lại",
        decided_on=TODAY,
        seen=found.mark,
        actor=story.head,
        at=EVENING,
    )


def objects(story: Story) -> list[str]:
    """What the desk of the head says of it."""
    tasks = waiting_for(story.head, TODAY)
    return [one.object for one in tasks if "sau biểu dương" in one.object]


@pytest.mark.demand("003.4")
def test_a_corrected_exemplar_moves_no_bar_and_the_head_is_told() -> None:
    story, learning = ready("88")
    recognised(story, learning)
    assert objects(story) == []

    corrected(story, "92")

    assert FrozenValue.objects.get().value == 86, "nothing re-opens silently"
    learning.refresh_from_db()
    assert learning.state == Learner.SURPASSED
    assert objects(story) == [f"Số liệu đã sửa sau biểu dương “{story.exemplar.title}”"]
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/moc/"
    shown = page(head, here)
    assert "1 chỉ tiêu của điển hình đã sửa sau ngày biểu dương" in shown
    assert "86 %" in shown
    assert "92 %" in shown
    assert "Chốt lại thì 1 trên 1 nơi học đổi kết quả" in shown
    report = Observation.objects.get(unit=story.unit).report
    door = f"/bao-cao/{report.form_id}/{report.period_id}/{report.unit_id}/"
    told = shown.partition("Báo cáo nào đã sửa")[2].partition("</ul>")[0]
    assert f'<a href="{door}">báo cáo tháng 1/2025 của' in told
    assert "<del>86 %</del> <ins>92 %</ins>" in told
    assert "Người Sửa" in told
    assert "Đếm nhầm" in told
    assert head.get(door).status_code == 200
    campaign = f"/phong-trao/{story.campaign.pk}/dien-hinh/so-lieu-da-sua/"
    assert here in text(head.get(campaign))


def test_those_whose_verdict_would_be_another_come_first() -> None:
    story, learning = ready("88")
    far = story.learner(story.reporting.province.communes[2])
    story.told(far.home, {3: "40"})
    corrected(story, "92")

    shown = page(signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/moc/")

    assert "Chốt lại thì 1 trên 2 nơi học đổi kết quả" in shown
    assert shown.index(learning.name) < shown.index(far.name)


@pytest.mark.demand("003.4")
def test_the_head_keeps_the_bar_with_a_reason_and_is_not_asked_again() -> None:
    story, _learning = ready("88")
    corrected(story, "92")
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/moc/"
    keep = said(story, "keep")

    low = signed_in(story.officer).post(here, keep)
    bare = head.post(here, keep | {"reason": ""})
    stale = head.post(here, keep | {"seen": "1=91"})
    answer = head.post(here, keep)

    assert (low.status_code, bare.status_code, stale.status_code) == (403, 422, 409)
    assert answer.status_code == 302, text(answer)
    assert FrozenValue.objects.get().value == 86
    assert not Document.objects.exists()
    assert objects(story) == []
    assert "Xã đã đếm lại" in page(head, here)
    corrected(story, "93", "2025-05-21T09:00:00+07")
    assert len(objects(story)) == 1, "other figures are asked about again"


@pytest.mark.demand("003.4")
def test_the_bar_is_frozen_anew_by_a_decision_and_its_history_is_kept() -> None:
    story, learning = ready("88")
    recognised(story, learning)
    corrected(story, "92")
    head, here = signed_in(story.head), f"/dien-hinh/{story.exemplar.pk}/moc/"

    answer = head.post(here, said(story, "anew"))

    assert answer.status_code == 302, text(answer)
    bar, was = FrozenValue.objects.get(), FrozenBefore.objects.get()
    assert (bar.value, bar.number) == (Decimal(92), 2)
    assert (was.value, was.number) == (Decimal(86), 1)
    document = BarRevisit.objects.get().document
    assert document is not None
    paper = str(as_data(document.as_paper())).replace("\\xa0", " ")
    assert "86 %" in paper
    assert "92 %" in paper
    shown = page(head, here)
    assert "Hộ có nước ngọt: trước là 86 %" in shown
    assert "dự thảo quyết định, chờ cấp số" in shown
    learning.refresh_from_db()
    assert learning.state == Learner.SURPASSED, "no recognition is taken back by it"
    assert objects(story) == []


@pytest.mark.demand("003.4")
def test_a_recognition_whose_verdict_turns_is_asked_about_by_itself() -> None:
    story, learning = ready("88")
    recognised(story, learning)
    corrected(story, "92")

    frozen_anew(story)

    learning.refresh_from_db()
    assert learning.state == Learner.SURPASSED
    (asked,) = changed_of(touched(campaign_id=story.campaign.pk))
    assert asked.recognition == Recognition.objects.get()
    assert asked.now.outcome == "not_yet"
    head = signed_in(story.head)
    again = page(head, f"/dien-hinh/cong-nhan/{asked.recognition.pk}/")
    assert "92 % (lúc bình xét 86 %)" in again
    assert bars_touched(campaign_id=story.campaign.pk) == []


def test_a_recognition_whose_verdict_stays_is_not_asked_about() -> None:
    story, learning = ready("88")
    recognised(story, learning)
    corrected(story, "87")

    frozen_anew(story)

    assert FrozenValue.objects.get().value == 87
    assert changed_of(touched(campaign_id=story.campaign.pk)) == []


def test_nobody_is_recognised_by_a_bar_that_moved_since_the_panel() -> None:
    story, learning = ready("88")
    panel = sat(story, learning, "surpassed", "surpassed")
    corrected(story, "92")
    frozen_anew(story)

    answer = signed_in(story.head).post(
        f"/dien-hinh/{story.exemplar.pk}/binh-xet/{panel.pk}/quyet-dinh/",
        GO | {"learner": learning.pk},
    )

    assert answer.status_code == 409
    assert "Mốc so sánh đã chốt lại sau lần bình xét này." in text(answer)


def test_a_month_that_comes_later_is_no_correction() -> None:
    story, _learning = ready("88")
    story.told(story.unit, {2: "95"})

    assert corrected_of([story.exemplar.pk]) == []


def test_the_database_lets_no_bar_move_without_its_decision() -> None:
    ready("88")
    bar = FrozenValue.objects.get()

    with (
        pytest.raises(DatabaseError, match="exemplars_a_bar_moves_by_decision_alone"),
        transaction.atomic(),
    ):
        FrozenValue.objects.filter(pk=bar.pk).update(value=50, number=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenValue.objects.filter(pk=bar.pk).delete()
