"""Step 3: learning is opened, units and people follow, tell what they reached, meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.drafts import LearningDraft, SubjectDraft, VisitDraft, called_as
from thidua.exemplars.goals import (
    marks_for,
    refuse_already_there,
    refuse_backward,
    refuse_goals,
    refuse_nothing_taken,
    refuse_past_the_end,
)
from thidua.exemplars.held import held_exemplar, held_learning, reason_in
from thidua.exemplars.hosting import or_a_host
from thidua.exemplars.keeping import writer_for
from thidua.exemplars.models import (
    Attendance,
    Exemplar,
    LearnedValue,
    Learning,
    LearningFigure,
    Visit,
)
from thidua.exemplars.policies import can_follow, can_keep, can_tell
from thidua.exemplars.ruling import bars_of
from thidua.exemplars.states import HONOURED, OPEN_LEARNING, STOP, Learner
from thidua.exemplars.values import of_learners, typed_by
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.models import StoredFile
from thidua.kernel.text import fold, tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor


@transaction.atomic
def open_learning(exemplar: Exemplar, *, actor: Actor, at: datetime) -> Exemplar:
    """The unit in charge opens the exemplar for learning, once somebody follows it."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    held.state = OPEN_LEARNING.take_from(held.state)
    if not held.learners.alive().exists():
        raise WrongMoment(
            _("Chưa có ai đăng ký học theo điển hình này."),
            _("Mời đơn vị, cá nhân đăng ký học theo trước, rồi mở học tập."),
        )
    held.save(update_fields=["state"])

    record("exemplars.exemplar.opened", held, actor=actor, at=at)
    return held


@transaction.atomic
def follow_exemplar(
    exemplar: Exemplar, draft: LearningDraft, *, actor: Actor, at: datetime
) -> Learning:
    """Learn from an exemplar by a plan; where one starts is read from the figures.

    Typed starts count only where no report says what was reached. For a unit below that
    nobody signs in for, and for its people, the unit above follows in its place.
    """
    held, _keeper = held_exemplar(exemplar, at)
    subject = draft.subject
    writer = writer_for(subject.home_id, day_of(at))
    can_follow(actor, held, subject, writer).enforce()

    _refuse_no_teacher(held)
    faults = Faults()
    _ask_whether_it_fits(held, draft, faults)
    learning = Learning(
        exemplar=held,
        takes_over=draft.takes_over.strip(),
        starts_on=draft.starts_on,
        due_on=draft.due_on,
        registered_at=at,
        registered_by=actor.signed[:200],
        through_id=_through(actor, subject),
        is_made_up=draft.is_made_up,
    )
    called_as(learning, subject)
    rows = _begun(learning, draft, faults)
    faults.say()
    learning.save()
    LearningFigure.objects.bulk_create(rows)

    name, place = learning.name, learning.home_id if learning.through_id else None
    verb = "exemplars.learning.begun"
    record(verb, held, actor=actor, at=at, learner=name, in_place_of=place)
    return learning


@transaction.atomic
def tell_values(
    learning: Learning,
    span: PeriodSpan,
    values: Sequence[tuple[int, Decimal]],
    *,
    proof: StoredFile | None,
    actor: Actor,
    at: datetime,
) -> Learning:
    """What a learner that reports nothing has reached by the end of a month, with
    proof; told again, the last word counts."""
    held, keeper = held_learning(learning, at)
    can_tell(actor, held, keeper).enforce()

    _refuse_stopped(held)
    _refuse_month(held, span, day_of(at))
    wanted = _told(held, values, proof)
    LearnedValue.objects.bulk_create(
        LearnedValue(
            learning=held,
            figure_id=figure,
            period_id=span.id,
            value=value,
            proof=proof,
            told_at=at,
            told_by=actor.signed[:200],
        )
        for figure, value in wanted
    )

    month = span.starts_on.isoformat()
    record("exemplars.learning.told", held, actor=actor, at=at, month=month)
    return held


@transaction.atomic
def ask_for_help(
    learning: Learning, words: str, *, actor: Actor, at: datetime
) -> Learning:
    """Say what a learner needs help with; no words: nothing any more."""
    held, keeper = held_learning(learning, at)
    can_tell(actor, held, keeper).enforce()

    _refuse_stopped(held)
    held.needs_help = in_full(tidy(words), 300, "words")
    held.save(update_fields=["needs_help"])

    said = held.needs_help
    record("exemplars.learning.needs_help", held, actor=actor, at=at, words=said)
    return held


@transaction.atomic
def stop_learning(
    learning: Learning,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Learning:
    """The learner gives up, and says why; what was recognised stays."""
    held, keeper = held_learning(learning, at)
    can_tell(actor, held, keeper).enforce()

    held.state = STOP.take_from(held.state)
    check_version(held, version)
    held.reason = reason_in(reason)
    held.save(update_fields=["state", "reason", "version"])

    said = held.reason
    record("exemplars.learning.stopped", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def record_visit(
    exemplar: Exemplar, draft: VisitDraft, *, actor: Actor, at: datetime
) -> Visit:
    """A visit, an exchange, a session took place: who came, what they took home."""
    held, keeper = held_exemplar(exemplar, at)
    or_a_host(actor, held, can_keep(actor, held, keeper)).enforce()

    _refuse_no_teacher(held)
    known = set(held.learners.values_list("pk", flat=True))
    came = [one for one in draft.came if one[0] in known and one[1] > 0]
    faults = Faults()
    with faults:
        _refuse_yet_to_come(draft, day_of(at))
    with faults:
        _refuse_nobody_came(came)
    faults.say()
    visit = Visit.objects.create(
        exemplar=held,
        kind=draft.kind,
        held_on=draft.held_on,
        place=tidy(draft.place),
        words=draft.words.strip(),
        recorded_at=at,
        recorded_by=actor.signed[:200],
    )
    Attendance.objects.bulk_create(
        Attendance(visit=visit, learning_id=pk, people=people, taken_home=tidy(words))
        for pk, people, words in came
    )

    day, people = draft.held_on.isoformat(), sum(one[1] for one in came)
    record("exemplars.visit.held", held, actor=actor, at=at, day=day, people=people)
    return visit


@transaction.atomic
def take_home(
    attendance: Attendance, words: str, *, actor: Actor, at: datetime
) -> Attendance:
    """The learner says itself what it took home from a visit."""
    held, keeper = held_learning(attendance.learning, at)
    can_tell(actor, held, keeper).enforce()

    attendance.taken_home = reason_in(words, field="words")
    attendance.save(update_fields=["taken_home"])

    said = attendance.taken_home
    record("exemplars.visit.taken_home", held, actor=actor, at=at, words=said)
    return attendance


def _refuse_yet_to_come(draft: VisitDraft, today: date) -> None:
    if draft.held_on > today:
        raise RuleBroken(
            _("Buổi này chưa tới."), _("Ghi sau khi đã tổ chức."), field="held_on"
        )


def _refuse_nobody_came(came: Sequence[object]) -> None:
    if not came:
        raise RuleBroken(
            _("Chưa ghi ai đã dự."), _("Ghi số người dự của ít nhất một nơi học.")
        )


def _through(actor: Actor, subject: SubjectDraft) -> int | None:
    """The unit above that registers in the place of the learner's own."""
    is_own = subject.person_id is not None and actor.person_id == subject.person_id
    return None if is_own or actor.unit_id == subject.home_id else actor.unit_id


def _told(
    learning: Learning,
    values: Sequence[tuple[int, Decimal]],
    proof: StoredFile | None,
) -> list[tuple[int, Decimal]]:
    """Of what was typed, what no report of the learner says; with proof."""
    told = {figure.pk for figure in typed_by(learning)}
    wanted = [(figure, value) for figure, value in values if figure in told]
    if not wanted:
        raise RuleBroken(_("Chưa ghi con số nào."), _("Ghi ít nhất một chỉ tiêu."))
    if proof is None:
        raise RuleBroken(
            _("Chưa có minh chứng cho số liệu này."),
            _("Gửi ảnh, biên bản hoặc giấy xác nhận của đơn vị."),
            field="proof",
        )
    return wanted


def _refuse_no_teacher(exemplar: Exemplar) -> None:
    if exemplar.state in HONOURED:
        return
    raise WrongMoment(
        _("Điển hình này %(state)s nên không mở học theo.")
        % {"state": exemplar.get_state_display()},
        _("Chọn một điển hình đang được nêu gương."),
    )


def _ask_whether_it_fits(
    exemplar: Exemplar, draft: LearningDraft, faults: Faults
) -> None:
    """Everything that a plan can have wrong but for its figures."""
    subject = draft.subject
    with faults:
        refuse_nothing_taken(draft.takes_over)
    with faults:
        refuse_backward(draft.starts_on, draft.due_on)
        refuse_past_the_end(draft.starts_on, draft.due_on, exemplar.campaign.ends_on)
    with faults:
        _refuse_itself(exemplar, subject)
        _refuse_each_other(exemplar, subject)
        _refuse_again(exemplar, subject)


def _refuse_itself(exemplar: Exemplar, subject: SubjectDraft) -> None:
    is_itself = (subject.unit_id and subject.unit_id == exemplar.unit_id) or (
        subject.person_id and subject.person_id == exemplar.person_id
    )
    if is_itself:
        raise RuleBroken(
            _("Không ai học theo chính mình."), _("Chọn điển hình khác."), field="who"
        )


def _refuse_again(exemplar: Exemplar, subject: SubjectDraft) -> None:
    same = exemplar.learners.alive().filter(
        home=subject.home_id, kind=subject.kind, folded=fold(tidy(subject.name))
    )
    if same.exists():
        raise RuleBroken(
            _("“%(name)s” đã đăng ký học theo điển hình này.")
            % {"name": tidy(subject.name)},
            _("Mở ở bảng học tập của điển hình."),
            field="who",
        )


def _refuse_each_other(exemplar: Exemplar, subject: SubjectDraft) -> None:
    """Two may learn from each other, but not on the same indicator: one is ahead."""
    if exemplar.unit_id is None or subject.unit_id is None:
        return
    asked = exemplar.figures.exclude(version=None).values("version__indicator")
    back = Learning.objects.filter(
        unit=exemplar.unit_id,
        exemplar__unit=subject.unit_id,
        state__in=(Learner.LEARNING, Learner.ASSESSED),
        exemplar__figures__version__indicator__in=asked,
    ).select_related("exemplar")
    other = back.first()
    if other is not None:
        raise RuleBroken(
            _("Bên ấy đang học theo “%(title)s” của đơn vị, cùng một chỉ số.")
            % {"title": other.exemplar.title},
            _("Một chỉ số thì một bên hơn: chọn điển hình về nội dung khác."),
            field="who",
        )


def _begun(
    learning: Learning, draft: LearningDraft, faults: Faults
) -> list[LearningFigure]:
    """Where the learner starts on each figure, below the mark; and its goals."""
    exemplar = learning.exemplar
    figures = list(exemplar.figures.select_related("version"))
    months = exemplar.rule.window if exemplar.rule else 12
    known = of_learners([learning], figures, exemplar.campaign, draft.starts_on, months)
    read = {pk: value.value for (_who, pk), value in known.items()}
    typed = {one.pk for one in typed_by(learning)}
    starts = {pk: value for pk, value in draft.starts if pk in typed} | read
    bars = bars_of(exemplar)
    goals = marks_for(bars, starts) if draft.aims_at_marks else dict(draft.goals)
    with faults:
        refuse_already_there(bars, starts)
    with faults:
        refuse_goals(figures, starts, goals)
    return [
        LearningFigure(
            learning=learning,
            figure=one,
            start=starts.get(one.pk),
            goal=goals.get(one.pk),
        )
        for one in figures
    ]


def _refuse_stopped(learning: Learning) -> None:
    if learning.state == Learner.STOPPED:
        raise WrongMoment(
            _("Người học này đã thôi học."), _("Đăng ký học lại nếu tiếp tục.")
        )


def _refuse_month(learning: Learning, span: PeriodSpan, today: date) -> None:
    if span.starts_on > today:
        raise RuleBroken(
            _("Tháng ấy chưa tới."), _("Chọn tháng đã qua."), field="month"
        )
    if span.ends_on < learning.starts_on:
        raise RuleBroken(
            _("Tháng ấy trước ngày bắt đầu học."),
            _("Chọn tháng từ ngày bắt đầu."),
            field="month",
        )
