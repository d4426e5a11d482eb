"""Registering content as an exemplar, and the unit in charge taking it up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record, record_each
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import is_not_handed_over
from thidua.exemplars.drafts import FigureDraft, RegistrationDraft, called_as
from thidua.exemplars.held import held_exemplar, reason_in, refuse_unless_running
from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.measures import said
from thidua.exemplars.models import Exemplar, ExemplarFigure
from thidua.exemplars.policies import can_keep, can_mend, can_register
from thidua.exemplars.ruling import is_lower_better, window_of
from thidua.exemplars.states import COMPILE, OVER, REGISTER_AGAIN, RETURN, WITHDRAW
from thidua.exemplars.values import of_exemplar
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken
from thidua.kernel.text import fold, tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor
from thidua.prospects.actions import note_registration
from thidua.prospects.models import Subject

MOST_FIGURES = 12


@transaction.atomic
def register_exemplar(
    campaign: Campaign, draft: RegistrationDraft, *, actor: Actor, at: datetime
) -> Exemplar:
    """Register content within one's function and tasks, once the campaign runs.

    Step 1 of the five (Giồng Trôm, peak drive “Đồng khởi mới”).
    """
    subject = draft.subject
    can_register(actor, campaign, subject.home_id, subject.person_id).enforce()
    return begin_registration(campaign, draft, actor=actor, at=at)


@transaction.atomic
def begin_registration(
    campaign: Campaign, draft: RegistrationDraft, *, actor: Actor, at: datetime
) -> Exemplar:
    """The registration itself, for who was asked whether they may."""
    is_not_handed_over(campaign).enforce()

    refuse_unless_running(campaign)
    _refuse_twice(campaign, draft)
    exemplar = Exemplar(
        campaign=campaign,
        prospect_id=draft.prospect_id,
        grown_from_id=draft.grown_from_id,
        registered_at=at,
        registered_by=actor.name,
        registered_by_person_id=actor.person_id,
        is_made_up=draft.is_made_up,
    )
    _fill(exemplar, draft)
    exemplar.save()
    _measure(exemplar, draft.figures)
    _read_where_it_stands(exemplar, at)
    _refuse_worse(exemplar, draft.figures)
    if exemplar.prospect is not None:
        note_registration(exemplar.prospect, actor=actor, at=at)

    record("exemplars.exemplar.registered", exemplar, actor=actor, at=at)
    return exemplar


@transaction.atomic
def register_again(
    exemplar: Exemplar,
    draft: RegistrationDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Exemplar:
    """Mend what was returned, or write anew what nobody has taken up yet."""
    held, keeper = held_exemplar(exemplar, at)
    can_mend(actor, held, keeper).enforce()

    if held.state != COMPILE.sources[0]:
        held.state = REGISTER_AGAIN.take_from(held.state)
    check_version(held, version)
    _fill(held, draft)
    held.reason = ""
    held.save()
    held.figures.all().delete()
    _measure(held, draft.figures)
    _read_where_it_stands(held, at)
    _refuse_worse(held, draft.figures)

    record("exemplars.exemplar.registered_again", held, actor=actor, at=at)
    return held


@transaction.atomic
def compile_exemplar(exemplar: Exemplar, *, actor: Actor, at: datetime) -> Exemplar:
    """The unit in charge takes the registration up and follows it from today."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    held.state = COMPILE.take_from(held.state)
    held.tracked_at = at
    held.save(update_fields=["state", "tracked_at"])

    record("exemplars.exemplar.compiled", held, actor=actor, at=at)
    return held


@transaction.atomic
def return_exemplar(
    exemplar: Exemplar, *, reason: str, actor: Actor, at: datetime
) -> Exemplar:
    """The unit in charge sends the registration back and says why."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    held.state = RETURN.take_from(held.state)
    held.reason = reason_in(reason)
    held.save(update_fields=["state", "reason"])

    said = held.reason
    record("exemplars.exemplar.returned", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def withdraw_exemplar(
    exemplar: Exemplar, *, reason: str, actor: Actor, at: datetime
) -> Exemplar:
    """Whoever registered takes it back before a meeting chose it."""
    held, keeper = held_exemplar(exemplar, at)
    can_mend(actor, held, keeper).enforce()

    held.state = WITHDRAW.take_from(held.state)
    held.reason = reason_in(reason)
    held.save(update_fields=["state", "reason"])

    said = held.reason
    record("exemplars.exemplar.withdrawn", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def compile_exemplars(
    exemplars: Sequence[Exemplar], *, actor: Actor, at: datetime
) -> list[Exemplar]:
    """The same of many at once: all of them, or none."""
    numbers = [one.pk for one in exemplars]
    found = Exemplar.objects.select_for_update(of=("self",)).order_by("pk")
    some = list(found.filter(pk__in=numbers))
    keepers = keepers_on({one.home_id for one in some}, day_of(at))
    for one in some:
        can_keep(actor, one, keepers[one.home_id]).enforce()

    for one in some:
        one.state = COMPILE.take_from(one.state)
        one.tracked_at = at
    Exemplar.objects.bulk_update(some, ["state", "tracked_at"])

    record_each("exemplars.exemplar.compiled", some, actor=actor, at=at)
    return some


def _fill(exemplar: Exemplar, draft: RegistrationDraft) -> None:
    called_as(exemplar, draft.subject)
    exemplar.title = tidy(draft.title) or exemplar.name
    exemplar.folded_title = fold(exemplar.title)
    exemplar.promise = draft.promise.strip()
    exemplar.summary = tidy(draft.summary)
    exemplar.node_key = draft.node_key
    if not exemplar.promise:
        raise RuleBroken(
            _("Chưa ghi sẽ thi đua điều gì."),
            _("Ghi nội dung đăng ký, gắn với chức năng, nhiệm vụ của mình."),
            field="promise",
        )


def _refuse_twice(campaign: Campaign, draft: RegistrationDraft) -> None:
    same = Exemplar.objects.filter(
        campaign=campaign,
        home=draft.subject.home_id,
        kind=draft.subject.kind,
        folded=fold(tidy(draft.subject.name)),
        title=tidy(draft.title) or tidy(draft.subject.name),
    ).exclude(state__in=OVER)
    if same.exists():
        raise RuleBroken(
            _("“%(name)s” đã đăng ký nội dung này ở đơn vị.")
            % {"name": tidy(draft.subject.name)},
            _("Mở đăng ký đã có để sửa; nội dung khác thì đặt tên gọi khác."),
            field="title",
        )


def _measure(exemplar: Exemplar, figures: Sequence[FigureDraft]) -> None:
    if len(figures) > MOST_FIGURES:
        raise RuleBroken(
            _("Một điển hình không quá %(most)s chỉ tiêu.") % {"most": MOST_FIGURES},
            _("Giữ những chỉ tiêu nói rõ nhất vì sao đáng học."),
        )
    reports = exemplar.kind == Subject.Kind.UNIT
    ExemplarFigure.objects.bulk_create(
        ExemplarFigure(
            exemplar=exemplar,
            version_id=one.version_id,
            name=tidy(one.name),
            measure=tidy(one.measure),
            is_lower_better=one.is_lower_better,
            scale=one.scale,
            decimals=one.decimals,
            source=ExemplarFigure.Source.REPORTED
            if reports and one.version_id
            else ExemplarFigure.Source.TYPED,
            goal=one.goal,
            baseline=one.baseline,
            position=place,
        )
        for place, one in enumerate(figures)
    )


def _read_where_it_stands(exemplar: Exemplar, at: datetime) -> None:
    """What a unit's reports say on the day it registers, where nobody typed it."""
    sources = ExemplarFigure.Source
    wanted = exemplar.figures.filter(source=sources.REPORTED, baseline=None)
    figures = list(wanted.select_related("version"))
    if not figures:
        return
    campaign, unit, day = exemplar.campaign, exemplar.unit_id, day_of(at)
    now = of_exemplar(figures, campaign, unit, day, window_of(exemplar))
    told = [one for one in figures if one.pk in now]
    for one in told:
        one.baseline = now[one.pk].value
    ExemplarFigure.objects.bulk_update(told, ["baseline"])


def _refuse_worse(exemplar: Exemplar, figures: Sequence[FigureDraft]) -> None:
    """A goal that somebody typed is better than where the figure stands."""
    written = exemplar.figures.select_related("version").order_by("position")
    faults = Faults()
    for draft, one in zip(figures, written, strict=True):
        with faults:
            _refuse_a_worse_goal(one, draft.typed_at)
    faults.say()


def _refuse_a_worse_goal(one: ExemplarFigure, typed_at: str) -> None:
    if not typed_at or one.goal is None or one.baseline is None:
        return
    is_lower = is_lower_better(one)
    if one.goal > one.baseline if is_lower else one.goal < one.baseline:
        raise RuleBroken(
            _("Mức sẽ đạt %(goal)s kém mức hiện nay %(start)s, trong khi %(way)s.")
            % {
                "goal": said(one, one.goal),
                "start": said(one, one.baseline),
                "way": _("càng thấp càng tốt") if is_lower else _("càng cao càng tốt"),
            },
            _("Ghi mức tốt hơn hiện nay, hoặc sửa lại mức hiện nay, chiều tốt."),
            field=typed_at,
        )
