"""A meeting of the unit counts hands and chooses exemplars of a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.exemplars.drafts import MeetingDraft
from thidua.exemplars.held import day_of
from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.models import Choice, Evaluation, Exemplar, Hold, Meeting
from thidua.exemplars.papers import ABOUT, minutes_paper
from thidua.exemplars.policies import can_meet
from thidua.exemplars.states import SELECT
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def record_meeting(
    campaign: Campaign,
    unit: Unit,
    month: PeriodSpan,
    draft: MeetingDraft,
    *,
    actor: Actor,
    at: datetime,
) -> Meeting:
    """Keep what a meeting counted, with its minutes; what it chose is selected.

    Chosen is whom the chair declares, with more than half of the hands of those there,
    evaluated for the month, and not on hold. A show of hands; secret ballots belong to
    councils (`Meeting.Method`).
    """
    can_meet(actor, campaign, unit).enforce()

    wanted = [pk for pk, _hands in draft.hands]
    found = Exemplar.objects.select_for_update(of=("self",)).order_by("pk")
    held = {one.pk: one for one in found.filter(pk__in=wanted, campaign=campaign)}
    _refuse_strangers(held, wanted, unit, day_of(at))
    _refuse_the_impossible(draft, day_of(at))
    _refuse_twice(campaign, unit, month, draft.held_on)
    meeting = Meeting.objects.create(
        campaign=campaign,
        unit=unit,
        period_id=month.id,
        held_on=draft.held_on,
        led_by=draft.led_by.strip(),
        present=draft.present,
        minutes=draft.minutes.strip(),
        recorded_at=at,
        recorded_by=actor.name,
    )
    _count(meeting, draft, held, month, actor=actor, at=at)

    record("exemplars.meeting.recorded", meeting, actor=actor, at=at)
    return meeting


@transaction.atomic
def draft_minutes(meeting: Meeting, *, actor: Actor, at: datetime) -> Document:
    """Draw the minutes up as a document of the unit, once."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    can_meet(actor, held.campaign, held.unit).enforce()

    if held.document is not None:
        return held.document
    paper = minutes_paper(held, day_of(at))
    document = draft_document(held.unit, paper, about=ABOUT, actor=actor, at=at)
    held.document = document
    held.save(update_fields=["document"])

    record("exemplars.minutes.drafted", held, actor=actor, at=at)
    return document


def _count(
    meeting: Meeting,
    draft: MeetingDraft,
    held: Mapping[int, Exemplar],
    month: PeriodSpan,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    evaluated = set(
        Evaluation.objects.filter(exemplar__in=held, period=month.id).values_list(
            "exemplar", flat=True
        )
    )
    for pk, hands in draft.hands:
        one, is_chosen = held[pk], pk in draft.chosen
        if is_chosen:
            _refuse_unfit(one, hands, draft, is_evaluated=pk in evaluated)
            one.state = SELECT.take_from(one.state)
            one.save(update_fields=["state"])
        Choice.objects.create(
            meeting=meeting, exemplar=one, hands=hands, is_chosen=is_chosen
        )
        said = {"hands": hands, "present": draft.present, "is_chosen": is_chosen}
        record("exemplars.exemplar.selected", one, actor=actor, at=at, **said)


def _refuse_unfit(
    exemplar: Exemplar, hands: int, draft: MeetingDraft, *, is_evaluated: bool
) -> None:
    said, field = {"title": exemplar.title}, f"hands{exemplar.pk}"
    if Hold.objects.on_subject(exemplar).open_on(draft.held_on).exists():
        raise WrongMoment(
            _("“%(title)s” đang tạm dừng xét vào ngày họp nên không chọn được.") % said,
            _("Bỏ dấu chọn; xét lại khi có văn bản kết thúc việc tạm dừng."),
        )
    if hands * 2 <= draft.present:
        raise RuleBroken(
            _("“%(title)s” chưa quá nửa số người dự.") % said,
            _("Chọn người có quá nửa số tay, hoặc bỏ dấu chọn."),
            field=field,
        )
    if not is_evaluated:
        raise RuleBroken(
            _("“%(title)s” chưa được đánh giá tháng này.") % said,
            _("Đánh giá tháng trước, rồi bình chọn."),
            field=field,
        )


def _refuse_strangers(
    held: Mapping[int, Exemplar], wanted: list[int], unit: Unit, today: date
) -> None:
    keepers = keepers_on({one.home_id for one in held.values()}, today)
    theirs = all(keepers[one.home_id] == unit.pk for one in held.values())
    if len(held) != len(set(wanted)) or not theirs:
        raise RuleBroken(
            _("Có mục không do đơn vị này phụ trách."),
            _("Tải lại trang rồi ghi lại số tay."),
        )


def _refuse_the_impossible(draft: MeetingDraft, today: date) -> None:
    if draft.held_on > today:
        raise RuleBroken(
            _("Ngày họp chưa tới."), _("Ghi sau khi đã họp."), field="held_on"
        )
    if not draft.hands:
        raise RuleBroken(
            _("Chưa ghi số tay cho mục nào."), _("Ghi số tay của ít nhất một mục.")
        )
    for pk, hands in draft.hands:
        if hands > draft.present:
            raise RuleBroken(
                _("Số tay nhiều hơn số người dự."),
                _("Đếm lại số tay, hoặc sửa số người dự."),
                field=f"hands{pk}",
            )


def _refuse_twice(
    campaign: Campaign, unit: Unit, month: PeriodSpan, held_on: date
) -> None:
    same = Meeting.objects.filter(
        campaign=campaign, unit=unit, period=month.id, held_on=held_on
    )
    if same.exists():
        raise RuleBroken(
            _("Cuộc họp ngày này cho tháng này đã được ghi."),
            _("Mở biên bản đã có; họp lần nữa thì ghi ngày khác."),
            field="held_on",
        )
