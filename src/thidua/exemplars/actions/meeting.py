"""A meeting of the unit counts hands and chooses exemplars of a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.documents.actions import draft_document, return_draft, rewrite_draft
from thidua.documents.models import Document
from thidua.documents.states import REPLACE, RETURN, WRITE
from thidua.documents.states import State as Paper
from thidua.exemplars.drafts import MeetingDraft
from thidua.exemplars.held import reason_in
from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.models import (
    Choice,
    Evaluation,
    Exemplar,
    Hold,
    Meeting,
    MeetingBefore,
)
from thidua.exemplars.papers import ABOUT, minutes_paper
from thidua.exemplars.policies import can_meet
from thidua.exemplars.states import COUNT_AGAIN, SELECT
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

NOBODY: Mapping[int, bool] = MappingProxyType({})
_UNNUMBERED = (*WRITE.sources, *RETURN.sources)
_NUMBERED = REPLACE.sources


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
    held = _held(wanted, campaign)
    meeting = Meeting(campaign=campaign, unit=unit, period_id=month.id)
    _refuse_strangers(held, wanted, unit, day_of(at))
    _refuse_what_is_wrong(meeting, draft, held, day_of(at))
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
    _count(meeting, draft, held, NOBODY, actor=actor, at=at)

    record("exemplars.meeting.recorded", meeting, actor=actor, at=at)
    return meeting


@transaction.atomic
def rewrite_minutes(
    meeting: Meeting,
    draft: MeetingDraft,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Meeting:
    """Write the minutes of a vote anew, with a reason, until the head has acted on it.

    The earlier version is kept with its hands. Who is chosen now is selected, who no
    longer is goes back to being followed, unless another meeting chose it as well. A
    draft of the paper is written anew; one that has a number stays, and another one
    that replaces it is drafted.
    """
    before = dict(meeting.choices.standing().values_list("exemplar", "is_chosen"))
    wanted = [pk for pk, _hands in draft.hands]
    exemplars = _held({*wanted, *before}, meeting.campaign)
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    can_meet(actor, held.campaign, held.unit).enforce()

    _refuse_closed(held)
    check_version(held, version, by=held.recorded_by)
    why = reason_in(reason)
    counted = {pk: one for pk, one in exemplars.items() if pk in wanted}
    _refuse_strangers(counted, wanted, held.unit, day_of(at))
    _refuse_what_is_wrong(held, draft, counted, day_of(at))
    _keep_former(held, why)
    _write_anew(held, draft, actor=actor, at=at)
    dropped = {pk for pk, was in before.items() if was} - draft.chosen
    _unchoose(held, [exemplars[pk] for pk in sorted(dropped)])
    _count(held, draft, counted, before, actor=actor, at=at, reason=why)
    _draw_anew(held, actor=actor, at=at)

    said = {"version": held.version, "reason": why}
    record("exemplars.meeting.rewritten", held, actor=actor, at=at, **said)
    return held


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


def _held(wanted: Iterable[int], campaign: Campaign) -> dict[int, Exemplar]:
    """Held in one order, before any meeting is: so do those who praise."""
    found = Exemplar.objects.select_for_update(of=("self",)).order_by("pk")
    some = found.filter(pk__in=list(wanted), campaign=campaign)
    return {one.pk: one for one in some}


def _count(
    meeting: Meeting,
    draft: MeetingDraft,
    held: Mapping[int, Exemplar],
    before: Mapping[int, bool],
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """Write the hands down; `before`: whom the former minutes counted."""
    for pk, hands in draft.hands:
        one, is_chosen = held[pk], pk in draft.chosen
        if is_chosen:
            one.state = SELECT.take_from(one.state)
            one.save(update_fields=["state"])
        Choice.objects.create(
            meeting=meeting,
            exemplar=one,
            hands=hands,
            is_chosen=is_chosen,
            number=meeting.version,
        )
        said = {"hands": hands, "present": draft.present, "is_chosen": is_chosen}
        why = {"reason": reason} if reason else {}
        verb = "counted_again" if pk in before else "selected"
        record(f"exemplars.exemplar.{verb}", one, actor=actor, at=at, **said, **why)


def _unchoose(meeting: Meeting, dropped: Sequence[Exemplar]) -> None:
    """Whom no open minutes choose any more goes back to being followed."""
    elsewhere = set(
        Choice.objects.standing()
        .filter(
            exemplar__in=[one.pk for one in dropped],
            is_chosen=True,
            meeting__closed_at=None,
        )
        .exclude(meeting=meeting)
        .values_list("exemplar", flat=True)
    )
    for one in dropped:
        if one.pk not in elsewhere:
            one.state = COUNT_AGAIN.take_from(one.state)
            one.save(update_fields=["state"])


def _keep_former(meeting: Meeting, reason: str) -> None:
    """`check_version` has counted one up already."""
    MeetingBefore.objects.create(
        meeting=meeting,
        number=meeting.version - 1,
        held_on=meeting.held_on,
        led_by=meeting.led_by,
        present=meeting.present,
        minutes=meeting.minutes,
        document=meeting.document,
        reason=reason,
        recorded_at=meeting.recorded_at,
        recorded_by=meeting.recorded_by,
    )


def _write_anew(
    meeting: Meeting, draft: MeetingDraft, *, actor: Actor, at: datetime
) -> None:
    meeting.held_on, meeting.led_by = draft.held_on, draft.led_by.strip()
    meeting.present, meeting.minutes = draft.present, draft.minutes.strip()
    meeting.recorded_at, meeting.recorded_by = at, actor.name
    if meeting.document is not None and meeting.document.state not in _UNNUMBERED:
        meeting.document = None
    meeting.save()


def _draw_anew(meeting: Meeting, *, actor: Actor, at: datetime) -> None:
    """A draft is written anew; one with a number is replaced by another draft."""
    paper = minutes_paper(meeting, day_of(at))
    if meeting.document is not None:
        if meeting.document.state == Paper.READY:
            why = _("Biên bản được ghi lại")
            return_draft(meeting.document, reason=why, actor=actor, at=at)
        rewrite_draft(meeting.document, paper, actor=actor, at=at)
        return
    former = meeting.before.filter(document__state__in=_NUMBERED).first()
    if former is None:
        return
    meeting.document = draft_document(
        meeting.unit, paper, about=ABOUT, amends=former.document, actor=actor, at=at
    )
    meeting.save(update_fields=["document"])


def _refuse_closed(meeting: Meeting) -> None:
    if meeting.closed_at is None:
        return
    raise WrongMoment(
        _("%(who)s đã quyết định theo biên bản này, nên không ghi lại được.")
        % {"who": meeting.closed_by},
        _("Có sai sót thì họp lại và ghi một biên bản khác."),
    )


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
            _("Chọn mục có quá nửa số người dự giơ tay, hoặc bỏ dấu chọn."),
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
            _("Tải lại trang rồi ghi lại số người giơ tay."),
        )


def _refuse_what_is_wrong(
    meeting: Meeting, draft: MeetingDraft, held: Mapping[int, Exemplar], today: date
) -> None:
    """The day, the hands, whom it may choose: all that is wrong at once."""
    month = Evaluation.objects.filter(exemplar__in=held, period=meeting.period_id)
    evaluated = set(month.values_list("exemplar", flat=True))
    faults = Faults()
    with faults:
        _refuse_the_impossible(draft, today)
        _refuse_twice(meeting, draft)
    with faults:
        _refuse_no_hands(draft)
    for pk, hands in draft.hands:
        with faults:
            _refuse_too_many(pk, hands, draft)
            if pk in draft.chosen:
                _refuse_unfit(held[pk], hands, draft, is_evaluated=pk in evaluated)
    faults.say()


def _refuse_the_impossible(draft: MeetingDraft, today: date) -> None:
    if draft.held_on > today:
        raise RuleBroken(
            _("Ngày họp chưa tới."), _("Ghi sau khi đã họp."), field="held_on"
        )


def _refuse_no_hands(draft: MeetingDraft) -> None:
    if not draft.hands:
        raise RuleBroken(
            _("Chưa ghi số người giơ tay cho mục nào."),
            _("Ghi số người giơ tay của ít nhất một mục."),
        )


def _refuse_too_many(pk: int, hands: int, draft: MeetingDraft) -> None:
    if hands > draft.present:
        raise RuleBroken(
            _("Số người giơ tay nhiều hơn số người dự."),
            _("Đếm lại, hoặc sửa số người dự."),
            field=f"hands{pk}",
        )


def _refuse_twice(meeting: Meeting, draft: MeetingDraft) -> None:
    same = Meeting.objects.filter(
        campaign=meeting.campaign_id,
        unit=meeting.unit_id,
        period=meeting.period_id,
        held_on=draft.held_on,
    )
    if same.exclude(pk=meeting.pk).exists():
        raise RuleBroken(
            _("Cuộc họp ngày này cho tháng này đã được ghi."),
            _("Mở biên bản đã có; họp lần nữa thì ghi ngày khác."),
            field="held_on",
        )
