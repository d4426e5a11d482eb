"""The form “emulate with exemplars” in a campaign: opened, called for, chosen in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.campaigns.states import State as CampaignState
from thidua.clubs.models import Emulation, EmulationCall
from thidua.clubs.policies import can_emulate
from thidua.clubs.telling import tell_call
from thidua.clubs.who_emulates import without_choice
from thidua.exemplars.actions import follow_exemplar
from thidua.exemplars.drafts import LearningDraft, SubjectDraft
from thidua.exemplars.keeping import writer_for
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.policies import can_follow
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor, signature

HALF_A_YEAR = timedelta(days=180)
"""How long a plan chosen in one click lasts, where the campaign does not end before."""


@transaction.atomic
def open_emulation(
    campaign: Campaign,
    *,
    words: str,
    choose_by: date,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Emulation:
    """The standing office opens the form in its campaign, or words it anew."""
    can_emulate(actor, campaign).enforce()

    held = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    _refuse_unless_running(held)
    if choose_by < day_of(at):
        raise RuleBroken(
            _("Hạn chọn đã qua."), _("Chọn ngày từ hôm nay."), field="choose_by"
        )
    found = Emulation.objects.filter(campaign=held).first()
    if found is None:
        found = Emulation(
            campaign=held,
            opened_on=day_of(at),
            opened_by=signature(actor.name, actor.office)[:200],
        )
    else:
        check_version(found, version)
    found.words, found.choose_by = words.strip(), choose_by
    found.save()

    day = choose_by.isoformat()
    record("clubs.emulation.opened", found, actor=actor, at=at, choose_by=day)
    return found


@transaction.atomic
def call_to_choose(
    emulation: Emulation, *, actor: Actor, at: datetime
) -> EmulationCall:
    """Ask every unit that has not chosen to do so; one call a day."""
    can_emulate(actor, emulation.campaign).enforce()

    held = Emulation.objects.select_for_update(of=("self",)).get(pk=emulation.pk)
    _refuse_unless_running(held.campaign)
    last = held.calls.first()
    if last is not None and day_of(last.called_at) == day_of(at):
        raise WrongMoment(
            _("Hôm nay đã mời một lần."), _("Đợi các đơn vị chọn; mai mời lại.")
        )
    units: Sequence[int] = without_choice(held.campaign, day_of(at))
    if not units:
        raise WrongMoment(_("Mọi đơn vị đã chọn điển hình."), _("Không cần mời nữa."))
    call = EmulationCall.objects.create(
        emulation=held,
        called_at=at,
        called_by=signature(actor.name, actor.office)[:200],
        units=len(units),
    )

    record("clubs.emulation.called", held, actor=actor, at=at, units=len(units))
    tell_call(call, units, actor)
    return call


@transaction.atomic
def choose_exemplar(
    exemplar: Exemplar,
    subject: SubjectDraft,
    *,
    actor: Actor,
    at: datetime,
) -> Learning:
    """Choose whom to emulate in one click: a plan of learning that takes over what the
    exemplar says one can do likewise, until the campaign ends or half a year is over.

    Its goals are the marks of the exemplar, and may be written anew in the plan.
    """
    campaign, day = exemplar.campaign, day_of(at)
    writer = writer_for(subject.home_id, day)
    can_follow(actor, exemplar, subject, writer).enforce()

    if not Emulation.objects.filter(campaign=campaign).exists():
        raise WrongMoment(
            _("Phong trào này chưa mở “Thi đua với điển hình”."),
            _("Đăng ký học theo ở trang của điển hình."),
        )
    _refuse_unless_running(campaign)
    due = min(campaign.ends_on, day + HALF_A_YEAR)
    draft = LearningDraft(
        subject,
        takes_over=exemplar.how_to.strip() or exemplar.title,
        starts_on=day,
        due_on=max(due, day + timedelta(days=1)),
        aims_at_marks=True,
    )
    learning = follow_exemplar(exemplar, draft, actor=actor, at=at)

    told = {"learner": learning.name}
    record("clubs.emulation.chosen", exemplar, actor=actor, at=at, **told)
    return learning


def _refuse_unless_running(campaign: Campaign) -> None:
    if campaign.state != CampaignState.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không đang thực hiện."),
            _("Mở và chọn từ khi phát động đến khi kết thúc."),
        )
