"""By which forms a campaign asks: somebody's that are there, or one of its own for what
its targets count and no form asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import FormDraft
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.policies import can_manage
from thidua.campaigns.rules import refuse_closed
from thidua.campaigns.states import State
from thidua.indicators.actions import Line, add_lines, draft_form, drop_line
from thidua.indicators.models import Form, FormLine, IndicatorPart, IndicatorVersion
from thidua.indicators.policies import can_lay_out
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Unit


@transaction.atomic
def ask_for_form(
    campaign: Campaign, forms: Sequence[Form], *, actor: Actor, at: datetime
) -> None:
    """Say by which forms the participants report; before the launch."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    if campaign.state != State.DRAFT:
        raise WrongMoment(
            _("Biểu báo cáo đã chốt khi phát động."),
            _("Lập phong trào mới nếu cần biểu khác."),
        )
    asked = campaign.form_links.filter(is_read=False)
    asked.exclude(form__in=forms).delete()
    for form in forms:
        CampaignForm.objects.update_or_create(
            campaign=campaign, form=form, defaults={"is_read": False}
        )

    names = [form.name for form in forms]
    record("campaigns.forms.chosen", campaign, actor=actor, at=at, forms=names)


@transaction.atomic
def read_from_form(
    campaign: Campaign, form: Form, *, actor: Actor, at: datetime
) -> CampaignForm:
    """Count what an open form of somebody brings in; nobody is asked a second time."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    refuse_closed(campaign)
    if form.opened_at is None:
        raise WrongMoment(
            _("Biểu “%(name)s” chưa mở nên chưa có số liệu.") % {"name": form.name},
            _("Đợi cơ quan lập biểu mở biểu ấy."),
        )
    link, is_new = CampaignForm.objects.get_or_create(
        campaign=campaign, form=form, defaults={"is_read": True}
    )

    if is_new:
        record("campaigns.form.read", campaign, actor=actor, at=at, name=form.name)
    return link


@transaction.atomic
def follow_form(
    form: Form, edition: Form, *, actor: Actor, at: datetime
) -> list[CampaignForm]:
    """Whatever campaign asks or reads a form goes on with its new edition."""
    can_lay_out(actor, edition).enforce()

    links = CampaignForm.objects.filter(form=form).exclude(
        campaign__form_links__form=edition
    )
    made = CampaignForm.objects.bulk_create(
        CampaignForm(campaign_id=link.campaign_id, form=edition, is_read=link.is_read)
        for link in links.order_by("pk")
    )

    for link in made:
        campaign = link.campaign
        record("campaigns.form.followed", campaign, actor=actor, at=at, form=edition.pk)
    return made


@transaction.atomic
def drop_second_line(
    campaign: Campaign, line: FormLine, form: Form, *, actor: Actor, at: datetime
) -> CampaignForm:
    """Take a line out of a form not yet opened: `form` asks the same units for it."""
    can_manage(actor, campaign).enforce()

    own = line.form
    speaker = actor if can_lay_out(actor, own) else the_system(actor.name)
    drop_line(line, actor=speaker, at=at)
    if not own.lines.exists():
        campaign.form_links.filter(form=own).delete()
    name = line.version.name
    record("campaigns.line.dropped", campaign, actor=actor, at=at, name=name)
    return read_from_form(campaign, form, actor=actor, at=at)


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
