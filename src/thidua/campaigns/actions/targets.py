"""Binding indicators to content, and giving targets to the units below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import Offer, TargetDraft
from thidua.campaigns.ladder import next_below
from thidua.campaigns.models import (
    Campaign,
    CampaignForm,
    ContentNode,
    Target,
    TargetPlan,
)
from thidua.campaigns.policies import can_give, can_manage
from thidua.campaigns.rounds import note_round
from thidua.campaigns.rules import refuse_unfit_rule, refuse_unfit_value
from thidua.campaigns.states import END_TARGET, State, TargetState
from thidua.indicators.models import Form
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.queries.naming import names_on

_SPLITTING = (
    Target.Split.SUM,
    Target.Split.WEIGHTED,
    Target.Split.EACH,
    Target.Split.COUNT,
)


@transaction.atomic
def bind_indicator(
    campaign: Campaign,
    draft: TargetDraft,
    *,
    target: Target | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Target:
    """Give an item of content an indicator and what the whole is to reach."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    _refuse_closed(campaign)
    _refuse_foreign_node(campaign, draft)
    refuse_unfit_rule(draft.version, draft.split, draft.level_to_meet)
    refuse_unfit_value(draft.version, draft.value, draft.split)
    values = {
        "node_key": draft.node_key,
        "version": draft.version,
        "value": draft.value,
        "split": draft.split,
        "starts_on": draft.starts_on,
        "due_on": draft.due_on,
        "baseline": draft.baseline,
        "level_to_meet": draft.level_to_meet,
    }
    if draft.due_on <= draft.starts_on:
        raise RuleBroken(
            _("Hạn của chỉ tiêu phải sau ngày bắt đầu tính."),
            _("Sửa một trong hai ngày."),
        )
    if target is None:
        _refuse_twice(campaign, draft)
        target = Target.objects.create(
            campaign=campaign,
            unit_id=campaign.root_id,
            state=TargetState.ACCEPTED,
            **values,
        )
    else:
        target = _changed(target, values)
    target.plan.all().delete()
    TargetPlan.objects.bulk_create(
        TargetPlan(target=target, period_id=period, value=value)
        for period, value in draft.plan
    )
    if campaign.state != State.DRAFT:
        note_round(target, actor=actor, at=at, reason=reason)

    record(
        "campaigns.target.bound",
        campaign,
        actor=actor,
        at=at,
        name=draft.version.name,
        value=draft.value,
        target=target.pk,
    )
    return target


def _changed(target: Target, values: dict[str, object]) -> Target:
    target = Target.objects.locked(target)
    has_children = target.children.exclude(state=TargetState.ENDED).exists()
    if has_children and values["split"] not in _SPLITTING:
        raise RuleBroken(
            _("Chỉ tiêu này đã giao tiếp nên phải có cách giao."),
            _("Chọn một cách giao, hoặc rút lại các số đã giao trước."),
        )
    if has_children and values["version"] != target.version:
        raise RuleBroken(
            _("Chỉ tiêu này đã giao tiếp nên không đổi được chỉ số."),
            _("Rút lại các số đã giao trước, hoặc thêm chỉ tiêu khác."),
        )
    if has_children:
        values = {**values, "node_key": target.node_key}
    for name, value in values.items():
        setattr(target, name, value)
    target.revision += 1
    target.save(update_fields=[*values, "revision"])
    return target


@transaction.atomic
def unbind_indicator(
    target: Target, *, reason: str = "", actor: Actor, at: datetime
) -> None:
    """Take a target off its item: out of a draft it vanishes, later it ends."""
    campaign = Campaign.objects.locked(target.campaign)
    can_manage(actor, campaign).enforce()

    if target.children.exclude(state=TargetState.ENDED).exists():
        raise RuleBroken(
            _("Chỉ tiêu “%(name)s” đã giao cho các đơn vị.") % {"name": target.version},
            _("Rút lại các số đã giao trước."),
        )
    name = target.version.name
    if campaign.state == State.DRAFT:
        target.children.all().delete()
        target.delete()
    else:
        _end(target, reason or _("Bỏ chỉ tiêu"), actor=actor, at=at)

    record("campaigns.target.unbound", campaign, actor=actor, at=at, name=name)


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
    campaign.form_links.exclude(form__in=forms).delete()
    for form in forms:
        CampaignForm.objects.get_or_create(campaign=campaign, form=form)

    names = [form.name for form in forms]
    record("campaigns.forms.chosen", campaign, actor=actor, at=at, forms=names)


@transaction.atomic
def set_rule(
    target: Target,
    split: str,
    *,
    level_to_meet: Decimal | None = None,
    actor: Actor,
    at: datetime,
) -> Target:
    """The unit that holds a target says how it splits it further."""
    target = _held(target)
    can_give(actor, target).enforce()

    refuse_unfit_rule(target.version, split, level_to_meet)
    given = target.children.exclude(state=TargetState.ENDED).exists()
    if given and split not in _SPLITTING:
        raise RuleBroken(
            _("Đã giao cho đơn vị dưới nên phải có cách giao."),
            _("Rút lại các số đã giao trước."),
        )
    target.split, target.level_to_meet = split, level_to_meet
    target.save(update_fields=["split", "level_to_meet"])

    record("campaigns.target.ruled", target, actor=actor, at=at, split=split)
    return target


@transaction.atomic
def propose_targets(
    parent: Target, offers: Sequence[Offer], *, actor: Actor, at: datetime
) -> list[Target]:
    """Give the units below their figures, all at once or cell by cell.

    An accepted figure is not changed here but by `revise_target`, with a reason. An
    offer without a value is taken back. Answers the targets that changed.
    """
    parent = _held(parent)
    can_give(actor, parent).enforce()

    campaign = parent.campaign
    _refuse_closed(campaign)
    if parent.state != TargetState.ACCEPTED:
        raise WrongMoment(
            _("Đơn vị chưa nhận chỉ tiêu này nên chưa giao tiếp được."),
            _("Nhận chỉ tiêu, hoặc chờ cấp trên trả lời đề nghị."),
        )
    if parent.split not in _SPLITTING:
        raise RuleBroken(
            _("Chỉ tiêu này chưa nói cách giao."),
            _("Chọn cách giao (cộng lại, bình quân, mỗi đơn vị, đếm) rồi giao."),
        )
    below = set(next_below(campaign, parent.unit_id, at.date()))
    standing = {
        child.unit_id: child
        for child in parent.children.exclude(state=TargetState.ENDED)
        .select_for_update(of=("self",))
        .order_by("pk")
    }
    _refuse_strangers(offers, below | set(standing), at)
    changed = [
        target
        for offer in offers
        if (target := _offered(parent, standing.get(offer.unit_id), offer, actor, at))
    ]

    if changed:
        units = [target.unit_id for target in changed]
        record("campaigns.targets.proposed", parent, actor=actor, at=at, units=units)
    return changed


def _offered(
    parent: Target, child: Target | None, offer: Offer, actor: Actor, at: datetime
) -> Target | None:
    """One cell of the grid: a new child, a changed one, one taken back, or nothing."""
    if child is not None and offer.revision not in {None, child.revision}:
        raise Changed(
            _("Số giao cho đơn vị này vừa được sửa."),
            _("Xem số mới, sửa lại nếu còn cần."),
            theirs=[(_("Đang có"), str(child.value.normalize()))],
            yours={_("Anh, chị gõ"): str(offer.value or "")},
        )
    if offer.value is None:
        return _taken_back(child, actor, at) if child else None
    refuse_unfit_value(parent.version, offer.value, "")
    if child is None:
        child = Target.objects.create(
            campaign=parent.campaign,
            node_key=parent.node_key,
            version=parent.version,
            unit_id=offer.unit_id,
            parent=parent,
            value=offer.value,
            weight=offer.weight,
            baseline=offer.baseline,
            starts_on=parent.starts_on,
            due_on=parent.due_on,
        )
    elif (child.value, child.weight, child.baseline) == (
        offer.value,
        offer.weight,
        offer.baseline,
    ):
        return None
    else:
        _refuse_accepted(child, offer)
        child.value, child.weight, child.baseline = (
            offer.value,
            offer.weight,
            offer.baseline,
        )
        if child.state != TargetState.ACCEPTED:
            child.state, child.proposed_value = TargetState.PROPOSED, None
        child.revision += 1
        child.save(
            update_fields=[
                "value",
                "weight",
                "baseline",
                "state",
                "proposed_value",
                "revision",
            ]
        )
    if parent.campaign.state != State.DRAFT:
        note_round(child, actor=actor, at=at)
    return child


def _taken_back(child: Target, actor: Actor, at: datetime) -> Target:
    if child.children.exclude(state=TargetState.ENDED).exists():
        raise RuleBroken(
            _("Đơn vị đã giao tiếp số này cho bên dưới."),
            _("Đề nghị đơn vị rút lại trước, hoặc giao số khác."),
        )
    if child.campaign.state == State.DRAFT:
        child.delete()
        return child
    return _end(child, _("Cấp trên rút lại số đã giao"), actor=actor, at=at)


def _end(target: Target, reason: str, *, actor: Actor, at: datetime) -> Target:
    target.state = END_TARGET.take_from(target.state)
    target.ended_on, target.ended_because = at.date(), reason
    target.proposed_value = None
    target.revision += 1
    target.save(
        update_fields=[
            "state",
            "ended_on",
            "ended_because",
            "proposed_value",
            "revision",
        ]
    )
    note_round(target, actor=actor, at=at, reason=reason)
    return target


def _refuse_accepted(child: Target, offer: Offer) -> None:
    if child.state == TargetState.ACCEPTED and child.value != offer.value:
        raise RuleBroken(
            _("Đơn vị đã nhận số này."),
            _("Mở trang của chỉ tiêu ấy để giao lại, kèm lý do."),
        )


def _refuse_strangers(offers: Iterable[Offer], known: set[int], at: datetime) -> None:
    strangers = [offer.unit_id for offer in offers if offer.unit_id not in known]
    if strangers:
        names = ", ".join(names_on(strangers, at.date()).values())
        raise RuleBroken(
            _("Không giao được cho: %(names)s.") % {"names": names or strangers},
            _("Chỉ giao cho đơn vị tham gia ngay dưới mình trong cây của phong trào."),
        )


def _refuse_closed(campaign: Campaign) -> None:
    if campaign.state == State.CLOSED:
        raise WrongMoment(
            _("Phong trào đã kết thúc."), _("Chỉ tiêu giữ nguyên như lúc kết thúc.")
        )


def _refuse_foreign_node(campaign: Campaign, draft: TargetDraft) -> None:
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=campaign, key=draft.node_key
    )
    if not nodes.filter(nature=ContentNode.Nature.QUANTITY).exists():
        raise RuleBroken(
            _("Chỉ gắn chỉ tiêu vào nội dung định lượng của phong trào này."),
            _("Đổi tính chất của nội dung thành “định lượng” trước."),
        )


def _refuse_twice(campaign: Campaign, draft: TargetDraft) -> None:
    open_targets = campaign.targets.open().filter(unit_id=campaign.root_id)
    if open_targets.filter(node_key=draft.node_key, version=draft.version).exists():
        raise RuleBroken(
            _("Nội dung này đã có chỉ tiêu “%(name)s”.") % {"name": draft.version},
            _("Sửa chỉ tiêu đã có, hoặc chọn chỉ số khác."),
        )


def _held(target: Target) -> Target:
    targets = Target.objects.select_related("campaign", "version")
    return targets.select_for_update(of=("self",)).get(pk=target.pk)
