"""Step 5: the head recognises what a panel found, or sends it back; the next exemplar
grows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.models import Document
from thidua.documents.policies import can_draft
from thidua.exemplars.actions.registering import begin_registration
from thidua.exemplars.drafts import FigureDraft, RegistrationDraft, SubjectDraft
from thidua.exemplars.drawing_up import drawn_up_by
from thidua.exemplars.held import (
    held_exemplar,
    held_learning,
    reason_in,
    refuse_day_of_decision,
)
from thidua.exemplars.keeping import keeper_of, writer_for
from thidua.exemplars.models import (
    Exemplar,
    FrozenValue,
    Hold,
    Learning,
    Panel,
    PanelVerdict,
    Recognition,
)
from thidua.exemplars.policies import can_assess, can_decide
from thidua.exemplars.promoting import can_promote_now
from thidua.exemplars.recognition_papers import ABOUT, decision_paper
from thidua.exemplars.states import (
    KEEP_CAUGHT_UP,
    KEEP_LEARNING,
    RECOGNISE_CAUGHT_UP,
    RECOGNISE_SURPASSED,
    Learner,
    State,
)
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

Said = PanelVerdict.Outcome


@transaction.atomic
def recognise_learners(
    panel: Panel,
    learning_ids: Sequence[int],
    *,
    decided_on: date,
    actor: Actor,
    at: datetime,
) -> list[Recognition]:
    """Recognise who caught up or surpassed, as the panel said; one decision names all.

    The decision is drafted among the documents where the head may write them; else an
    officer drafts it (`draft_recognition`).
    """
    exemplar, unit_id = _held(panel, at)
    can_decide(actor, unit_id, exemplar.campaign_id).enforce()

    verdicts = _waiting(panel, exemplar, learning_ids)
    day = day_of(at)
    _refuse_other_bar(panel)
    refuse_day_of_decision(panel, decided_on, day)
    _refuse_on_hold([one.learning for one in verdicts], decided_on)
    unit = Unit.objects.get(pk=unit_id or panel.unit_id)
    document = None
    if can_draft(actor, unit):
        document = _draft(panel, verdicts, unit, actor=actor, at=at)
    signed = Recognition(
        decided_on=decided_on,
        decided_by=actor.signed[:300],
        document=document,
        recorded_at=at,
    )
    made = _recognise(verdicts, signed)

    count, said = len(made), decided_on.isoformat()
    verb = "exemplars.panel.recognised"
    record(verb, exemplar, actor=actor, at=at, learners=count, day=said)
    return made


@transaction.atomic
def send_back_learners(
    panel: Panel,
    learning_ids: Sequence[int],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> list[Learning]:
    """The head does not follow the panel, and says why; they learn on, and who had
    caught up before stays there."""
    exemplar, unit_id = _held(panel, at)
    can_decide(actor, unit_id, exemplar.campaign_id).enforce()

    verdicts = _waiting(panel, exemplar, learning_ids)
    said = reason_in(reason)
    standing = Recognition.objects.filter(
        learning__in=[one.learning_id for one in verdicts], withdrawn_on__isnull=True
    )
    caught_up = set(standing.values_list("learning", flat=True))
    for one in verdicts:
        move = KEEP_CAUGHT_UP if one.learning_id in caught_up else KEEP_LEARNING
        one.learning.state = move.take_from(one.learning.state)
        one.learning.reason = said
        one.learning.version += 1
    _save([one.learning for one in verdicts])

    count = len(verdicts)
    verb = "exemplars.panel.sent_back"
    record(verb, exemplar, actor=actor, at=at, learners=count, reason=said)
    return [one.learning for one in verdicts]


@transaction.atomic
def draft_recognition(panel: Panel, *, actor: Actor, at: datetime) -> Document:
    """Draw up the decision for those recognised whom none names yet."""
    held, keeper = held_exemplar(panel.exemplar, at)
    can_assess(actor, held, keeper).enforce()

    made = Recognition.objects.select_for_update(of=("self",)).filter(
        verdict__panel=panel, document__isnull=True, withdrawn_on__isnull=True
    )
    found = list(made.select_related("verdict__learning"))
    if not found:
        raise WrongMoment(
            _("Không còn ai được công nhận mà chưa có quyết định."),
            _("Mở quyết định ở trang bình xét."),
        )
    panel.exemplar = held
    unit = Unit.objects.get(pk=keeper_of(panel.unit_id, day_of(at)) or panel.unit_id)
    verdicts = [one.verdict for one in found]
    document = _draft(panel, verdicts, unit, actor=actor, at=at)
    made.update(document=document)

    record("exemplars.panel.decision_drafted", held, actor=actor, at=at)
    return document


@transaction.atomic
def promote_learner(learning: Learning, *, actor: Actor, at: datetime) -> Exemplar:
    """Who surpassed becomes the next exemplar: registered at its own unit, in the same
    figures, with a line back to the first; then it goes the five steps itself."""
    held, _keeper = held_learning(learning, at)
    day = day_of(at)
    can_promote_now(held, actor, day, writer_for(held.home_id, day)).enforce()

    first = held.exemplar
    grown = begin_registration(
        first.campaign, _grown(held, day_of(at)), actor=actor, at=at
    )

    record("exemplars.exemplar.grown", grown, actor=actor, at=at, first=first.title)
    return grown


def _recognise(
    verdicts: Sequence[PanelVerdict], signed: Recognition
) -> list[Recognition]:
    """One for each, as the panel said, by what the head signed; the learners move."""
    for one in verdicts:
        is_more = one.said == Said.SURPASSED
        move = RECOGNISE_SURPASSED if is_more else RECOGNISE_CAUGHT_UP
        one.learning.state = move.take_from(one.learning.state)
        one.learning.version += 1
    _save([one.learning for one in verdicts])
    return Recognition.objects.bulk_create(
        Recognition(
            verdict=one,
            learning=one.learning,
            outcome=one.said,
            decided_on=signed.decided_on,
            decided_by=signed.decided_by,
            document=signed.document,
            recorded_at=signed.recorded_at,
        )
        for one in verdicts
    )


def _held(panel: Panel, at: datetime) -> tuple[Exemplar, int | None]:
    """The exemplar, held before its learners; and whose head decides today."""
    exemplar, _keeper = held_exemplar(panel.exemplar, at)
    panel.exemplar = exemplar
    return exemplar, keeper_of(panel.unit_id, day_of(at))


def _waiting(
    panel: Panel, exemplar: Exemplar, learning_ids: Sequence[int]
) -> list[PanelVerdict]:
    """What of these is to be decided, held until commit."""
    if exemplar.state == State.REVOKED:
        raise WrongMoment(
            _("Điển hình đã bị hủy biểu dương nên không công nhận theo điển hình này."),
            _("Người học chọn điển hình khác."),
        )
    rows = Learning.objects.select_for_update(of=("self",)).filter(
        pk__in=learning_ids, exemplar=exemplar
    )
    learners = {one.pk: one for one in rows.order_by("pk")}
    verdicts = list(panel.verdicts.filter(learning__in=learners).order_by("pk"))
    if not verdicts or len(verdicts) != len(set(learning_ids)):
        raise RuleBroken(_("Chưa chọn nơi nào."), _("Chọn nơi được quyết định."))
    for one in verdicts:
        one.learning = learners[one.learning_id]
        one.learning.exemplar = exemplar
    _refuse_not_waiting(verdicts)
    return verdicts


def _refuse_not_waiting(verdicts: Sequence[PanelVerdict]) -> None:
    """Decided meanwhile, or assessed anew by another panel: two queries for all."""
    last = dict(
        PanelVerdict.objects.filter(learning__in=[one.learning_id for one in verdicts])
        .order_by()
        .values_list("learning")
        .annotate(Max("pk"))
    )
    decided = set(
        Recognition.objects.filter(verdict__in=verdicts).values_list(
            "verdict", flat=True
        )
    )
    for one in verdicts:
        learning = one.learning
        if (
            learning.state != Learner.ASSESSED
            or last[learning.pk] != one.pk
            or one.pk in decided
        ):
            raise WrongMoment(
                _(
                    "%(name)s không còn chờ quyết định của lần bình xét này: nay"
                    " %(state)s."
                )
                % {"name": learning.name, "state": learning.get_state_display()},
                _("Mở lại trang bình xét."),
            )


def _refuse_other_bar(panel: Panel) -> None:
    """A bar was frozen anew since the panel sat: it judged by another one."""
    moved = FrozenValue.objects.filter(
        figure__exemplar=panel.exemplar_id,
        number__gt=1,
        frozen_at__gt=panel.recorded_at,
    )
    if moved.exists():
        raise WrongMoment(
            _("Mốc so sánh đã chốt lại sau lần bình xét này."),
            _("Trả lại để học tiếp, rồi bình xét theo mốc mới."),
        )


def _refuse_on_hold(learners: Sequence[Learning], day: date) -> None:
    people = [one.person_id for one in learners if one.person_id]
    units = [one.unit_id for one in learners if one.unit_id]
    held = Hold.objects.open_on(day).filter(Q(person__in=people) | Q(unit__in=units))
    for hold in held:
        for one in learners:
            if (hold.person_id and hold.person_id == one.person_id) or (
                hold.unit_id and hold.unit_id == one.unit_id
            ):
                raise WrongMoment(
                    _("“%(name)s” đang tạm dừng xét vào ngày ấy.") % {"name": one.name},
                    _("Xem sổ tạm dừng; công nhận khi có văn bản kết thúc."),
                )


def _draft(
    panel: Panel,
    verdicts: Sequence[PanelVerdict],
    unit: Unit,
    *,
    actor: Actor,
    at: datetime,
) -> Document:
    named = sorted(
        verdicts, key=lambda one: (one.said != Said.SURPASSED, one.learning.sort_key)
    )
    return drawn_up_by(
        unit, partial(decision_paper, panel, named), actor, at, about=ABOUT
    )


def _save(learners: Sequence[Learning]) -> None:
    fields = ["state", "reason", "version"]
    Learning.objects.bulk_update(learners, fields, batch_size=1000)


def _grown(learning: Learning, day: date) -> RegistrationDraft:
    """The registration of who surpassed, as far as it is known."""
    first = learning.exemplar
    home = keeper_of(learning.home_id, day) or learning.home_id
    goals = dict(learning.figures.values_list("figure", "goal"))
    reached = _reached(learning)
    return RegistrationDraft(
        SubjectDraft(
            learning.kind,
            learning.name,
            home,
            learning.field,
            trade=learning.trade,
            place=learning.place,
            person_id=learning.person_id,
            unit_id=learning.unit_id,
            birth_year=learning.birth_year,
        ),
        title=first.title,
        promise=learning.takes_over,
        node_key=first.node_key,
        summary=(_("Đã vượt qua điển hình “%(title)s”.") % {"title": first.title})[
            :300
        ],
        figures=[
            FigureDraft(
                one.name,
                one.version_id,
                one.measure,
                one.is_lower_better,
                one.scale,
                one.decimals,
                goal=goals.get(one.pk),
                baseline=reached.get(one.pk),
            )
            for one in first.figures.all()
        ],
        grown_from_id=learning.pk,
        is_made_up=learning.is_made_up,
    )


def _reached(learning: Learning) -> dict[int, Decimal]:
    """What it had reached when it was recognised."""
    last = learning.recognitions.filter(
        outcome=Said.SURPASSED, withdrawn_on__isnull=True
    )
    one = last.select_related("verdict").last()
    lines = one.verdict.lines if one else []
    return {
        int(line["figure"]): Decimal(line["value"]) for line in lines if line["value"]
    }
