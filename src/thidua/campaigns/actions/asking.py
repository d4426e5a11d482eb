"""A form of the campaign's own for what its targets count and no form asks for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import FormDraft
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.policies import can_manage
from thidua.campaigns.states import State
from thidua.indicators.actions import Line, add_lines, draft_form
from thidua.indicators.models import Form, IndicatorPart, IndicatorVersion
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def ask_by_own_form(
    campaign: Campaign, draft: FormDraft, *, actor: Actor, at: datetime
) -> Form:
    """Ask for these indicators by a form that opens with the launch.

    A part is asked for beneath its whole.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    if campaign.state != State.DRAFT:
        raise WrongMoment(
            _("Biểu báo cáo đã chốt khi phát động."),
            _("Thêm dòng bằng bản mới của biểu đang có."),
        )
    if not draft.versions:
        raise RuleBroken(
            _("Chưa chọn chỉ số nào."),
            _("Đánh dấu ít nhất một chỉ số."),
            field="versions",
        )
    form = draft.into or draft_form(
        Unit.objects.get(pk=actor.unit_id or 0),
        name=draft.name,
        tree=campaign.tree,
        period_kind=draft.period_kind,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        due_after=draft.due_after,
        actor=actor,
        at=at,
    )
    add_lines(form, _lines_of(draft), actor=actor, at=at)
    CampaignForm.objects.get_or_create(campaign=campaign, form=form)

    record("campaigns.form.drafted", campaign, actor=actor, at=at, name=form.name)
    return form


def _lines_of(draft: FormDraft) -> list[Line]:
    versions = IndicatorVersion.objects.in_bulk(draft.versions)
    asked: dict[int, set[int]] = {}
    kin = {
        one.part_id: one
        for one in IndicatorPart.objects.filter(
            part__versions__in=draft.versions
        ).select_related("category")
    }
    wholes = IndicatorVersion.objects.filter(
        indicator__in=[one.whole_id for one in kin.values()], during__upper_inf=True
    )
    whole_of = {one.indicator_id: one.pk for one in wholes}
    for number in draft.versions:
        part = kin.get(versions[number].indicator_id)
        breakdowns = asked.setdefault(
            whole_of[part.whole_id] if part else number, set()
        )
        if part:
            breakdowns.add(part.category.breakdown_id)
    return [
        Line(version_id=one, level=draft.level, breakdowns=tuple(sorted(breakdowns)))
        for one, breakdowns in asked.items()
    ]
