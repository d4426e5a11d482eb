"""Drafting a campaign: its basics, its phases, whom it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.actions.renaming import rename_in_documents
from thidua.campaigns.drafts import AudienceDraft, Basics, PhaseDraft
from thidua.campaigns.models import (
    Assessment,
    Audience,
    Campaign,
    ContentTree,
    Phase,
)
from thidua.campaigns.policies import can_draft, can_launch_as, can_manage
from thidua.campaigns.rules import refuse_unfit_phase
from thidua.campaigns.states import State
from thidua.campaigns.whom_named import fits, named_by
from thidua.kernel.dates import show
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor

_FIXED_BY_THE_LAUNCH = (
    "shape",
    "line",
    "launcher",
    "office",
    "tree",
    "root",
    "starts_on",
)
_PLAIN = [f.name for f in fields(Basics) if f.name != "carries_on"]


@transaction.atomic
def draft_campaign(basics: Basics, *, actor: Actor, at: datetime) -> Campaign:
    """An officer begins a campaign; nobody else knows of it before the launch."""
    can_draft(actor, basics.launcher, basics.office).enforce()
    can_launch_as(actor, basics.launcher, at.date()).enforce()

    _check_basics(basics)
    campaign = Campaign.objects.create(
        **{name: getattr(basics, name) for name in _PLAIN}
    )
    campaign.carries_on.set(basics.carries_on)

    record("campaigns.campaign.drafted", campaign, actor=actor, at=at, name=basics.name)
    return campaign


@transaction.atomic
def amend_campaign(
    campaign: Campaign, basics: Basics, *, version: int, actor: Actor, at: datetime
) -> Campaign:
    """Change the basics; after the launch only words, end and vision still may.

    Raises `Changed` when somebody saved since `version` was read.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()
    if campaign.state == State.DRAFT:
        can_draft(actor, basics.launcher, basics.office).enforce()
        if basics.launcher.pk != campaign.launcher_id:
            can_launch_as(actor, basics.launcher, at.date()).enforce()

    _check_basics(basics)
    _refuse_stale(campaign, basics, version)
    changed = [n for n in _PLAIN if getattr(campaign, n) != getattr(basics, n)]
    _refuse_what_the_launch_fixed(campaign, changed)
    before = {name: _shown(getattr(campaign, name)) for name in changed}
    for name in changed:
        setattr(campaign, name, getattr(basics, name))
    campaign.version += 1
    campaign.save(update_fields=[*changed, "version"])
    campaign.carries_on.set(basics.carries_on)

    after = {name: _shown(getattr(campaign, name)) for name in changed}
    record(
        "campaigns.campaign.amended",
        campaign,
        actor=actor,
        at=at,
        before=before,
        after=after,
    )
    return campaign


def _check_basics(basics: Basics) -> None:
    if basics.ends_on <= basics.starts_on:
        raise RuleBroken(
            _("Ngày kết thúc phải sau ngày bắt đầu, %(day)s.")
            % {"day": show(basics.starts_on)},
            _("Sửa một trong hai ngày."),
            field="ends_on",
        )
    if basics.vision_year is not None and basics.vision_year < basics.ends_on.year:
        raise RuleBroken(
            _("Tầm nhìn phải đến sau năm kết thúc %(year)s.")
            % {"year": basics.ends_on.year},
            _("Ghi năm xa hơn, hoặc để trống."),
            field="vision_year",
        )


def _refuse_stale(campaign: Campaign, basics: Basics, version: int) -> None:
    if campaign.version == version:
        return
    differing = [n for n in _PLAIN if getattr(campaign, n) != getattr(basics, n)]
    raise Changed(
        _("Có người vừa sửa phong trào này sau khi anh/chị mở trang."),
        _("So hai bản, giữ những gì còn đúng rồi lưu lại."),
        theirs=[(_label(n), _shown(getattr(campaign, n))) for n in differing],
        yours={_label(n): _shown(getattr(basics, n)) for n in differing},
        version=campaign.version,
    )


def _refuse_what_the_launch_fixed(campaign: Campaign, changed: Sequence[str]) -> None:
    if campaign.state == State.CLOSED:
        raise WrongMoment(
            _("Phong trào đã kết thúc."), _("Phát động phong trào mới để tiếp nối.")
        )
    fixed = [name for name in changed if name in _FIXED_BY_THE_LAUNCH]
    if campaign.state == State.LAUNCHED and fixed:
        labels = [_label(name) for name in fixed]
        raise RuleBroken(
            _("Phong trào đã phát động nên không đổi được: %(fields)s.")
            % {"fields": ", ".join(labels)},
            _("Đơn vị sáp nhập, đổi tên thì dùng “Bàn giao sau sắp xếp”."),
        )


def _label(name: str) -> str:
    return str(getattr(Campaign._meta.get_field(name), "verbose_name", name))


def _shown(value: object) -> str:
    if hasattr(value, "strftime"):
        return show(value)  # type: ignore[arg-type]
    return "" if value is None else str(getattr(value, "pk", value))


@transaction.atomic
def set_phases(
    campaign: Campaign,
    phases: Sequence[PhaseDraft],
    *,
    version: int,
    actor: Actor,
    at: datetime,
) -> Campaign:
    """Write all phases at once, in the order of their days."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    if campaign.version != version:
        standing = campaign.phases.all()
        raise Changed(
            _("Có người vừa sửa phong trào này sau khi anh/chị mở trang."),
            _("So hai bản, giữ những gì còn đúng rồi lưu lại."),
            theirs=[
                (p.name, f"{show(p.starts_on)}–{show(p.ends_on)}") for p in standing
            ],
            yours={p.name: f"{show(p.starts_on)}–{show(p.ends_on)}" for p in phases},
            version=campaign.version,
        )
    for phase in phases:
        refuse_unfit_phase(campaign, phase)
    _rewrite_phases(campaign, phases)
    campaign.version += 1
    campaign.save(update_fields=["version"])

    record(
        "campaigns.phases.set",
        campaign,
        actor=actor,
        at=at,
        phases=[phase.name for phase in phases],
    )
    return campaign


def _rewrite_phases(campaign: Campaign, phases: Sequence[PhaseDraft]) -> None:
    """Known phases stay the rows they are: what was judged of them hangs there."""
    known = {one.pk: one for one in campaign.phases.all()}
    kept = {draft.pk for draft in phases} & known.keys()
    gone = known.keys() - kept
    judged = Assessment.objects.filter(phase__in=gone).order_by("pk").first()
    if judged is not None:
        raise RuleBroken(
            _("“%(name)s” đã có đánh giá được chốt nên không bỏ được.")
            % {"name": judged.name},
            _("Giữ giai đoạn ấy; tên và ngày vẫn sửa được."),
        )
    campaign.phases.filter(pk__in=gone).delete()
    for draft in phases:
        phase = known.pop(draft.pk or 0, None) or Phase(campaign=campaign)
        for name, value in asdict(draft).items():
            if name != "pk":
                setattr(phase, name, value)
        phase.save()


@transaction.atomic
def set_audience(
    campaign: Campaign,
    draft: AudienceDraft,
    *,
    audience: Audience | None = None,
    actor: Actor,
    at: datetime,
) -> Audience:
    """Say by a rule whom the campaign is for; a new audience gets an empty tree.

    One without a name is named by the kinds of its units; one that was so named goes by
    the new kinds, and documents that have no number yet say its new name.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    _refuse_after_launch(campaign)
    draft = replace(draft, name=_name_of(draft, audience))
    _refuse_a_taken_name(campaign, draft.name, audience)
    values = asdict(draft) | {"tree": draft.tree, "below": draft.below}
    values["kinds"] = list(draft.kinds)
    if audience is None:
        position = campaign.audiences.count()
        audience = Audience.objects.create(
            campaign=campaign, position=position, **values
        )
        ContentTree.objects.create(audience=audience)
    else:
        before = audience.name
        for name, value in values.items():
            setattr(audience, name, value)
        audience.save(update_fields=list(values))
        if before != draft.name:
            rename_in_documents(campaign, before, draft.name, actor=actor, at=at)

    record("campaigns.audience.set", campaign, actor=actor, at=at, name=draft.name)
    return audience


def _refuse_a_taken_name(
    campaign: Campaign, name: str, audience: Audience | None
) -> None:
    others = campaign.audiences.exclude(pk=audience.pk if audience else 0)
    if others.filter(name=name).exists():
        raise RuleBroken(
            _("Đã có đối tượng tên “%(name)s”.") % {"name": name},
            _("Đặt tên khác, hoặc sửa đối tượng đã có."),
            field="name",
        )


def _name_of(draft: AudienceDraft, audience: Audience | None) -> str:
    """What was typed; a list of kinds that was left as it was follows the kinds."""
    is_kept = audience is not None and draft.name == audience.name
    if not draft.name or (is_kept and not fits(draft.name, draft.kinds)):
        return named_by(draft.kinds)
    return draft.name


@transaction.atomic
def remove_audience(audience: Audience, *, actor: Actor, at: datetime) -> None:
    """Take an audience out of a draft, with its content tree and milestones."""
    campaign = Campaign.objects.locked(audience.campaign)
    can_manage(actor, campaign).enforce()

    _refuse_after_launch(campaign)
    keys = audience.trees.values("nodes__key")
    if campaign.targets.filter(node_key__in=keys).exists():
        raise RuleBroken(
            _("Nội dung của “%(name)s” đang có chỉ tiêu.") % {"name": audience.name},
            _("Bỏ các chỉ tiêu ấy trước, rồi bỏ đối tượng."),
        )
    name = audience.name
    audience.delete()

    record("campaigns.audience.removed", campaign, actor=actor, at=at, name=name)


def _refuse_after_launch(campaign: Campaign) -> None:
    if campaign.state != State.DRAFT:
        raise WrongMoment(
            _("Danh sách tham gia đã chốt khi phát động."),
            _("Thêm hoặc cho rút từng đơn vị, kèm ngày và lý do."),
        )
