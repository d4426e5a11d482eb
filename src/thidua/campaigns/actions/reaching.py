"""Another rule for an audience after the launch: who joins, who leaves, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns import reach as reaching
from thidua.campaigns.achieved import achieved_by
from thidua.campaigns.models import (
    Audience,
    AudienceChange,
    AudienceMember,
    Campaign,
    Target,
)
from thidua.campaigns.policies import can_manage
from thidua.campaigns.reach import AudienceChangeDraft, Reach, reach
from thidua.campaigns.reporting import (
    answering_to,
    asked_for_figures,
    begin_duties,
    end_duties,
)
from thidua.campaigns.rounds import note_rounds
from thidua.campaigns.rules import (
    first_audience_change,
    refuse_no_reason,
    refuse_unfit_day_of_change,
    refuse_unless_running,
)
from thidua.campaigns.states import END_TARGET
from thidua.campaigns.whom_named import fits, named_by
from thidua.kernel.errors import Changed, RuleBroken
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called


class ListMoved(Changed):
    """Others would join or leave now than the person was shown."""


_ENDED = ("state", "ended_from", "ended_on", "ended_because", "last_value", "revision")


@transaction.atomic
def change_audience(
    audience: Audience,
    draft: AudienceChangeDraft,
    *,
    version: int,
    actor: Actor,
    at: datetime,
) -> AudienceChange:
    """Whom a running campaign is for changes from a day on, and the units read why.

    Who joins is asked to take the campaign up and reports from that day; who leaves
    keeps what it reported, its targets and those given out of them close with their
    last figures, its duties end. `Changed` when the rule was changed since `version`
    was read, or when others would join or leave than were shown.
    """
    campaign = Campaign.objects.locked(audience.campaign)
    can_manage(actor, campaign).enforce()

    refuse_unless_running(campaign)
    audience = Audience.objects.select_for_update().get(pk=audience.pk)
    audience.campaign = campaign
    refuse_no_reason(draft.reason)
    _refuse_stale(audience, draft, version, at.date())
    found = reach(audience, draft)
    _refuse_other_units(found, draft)
    _refuse_unfit(audience, draft, found, at.date())
    change = _note(audience, draft, found, actor=actor, at=at)
    _move(audience, draft, found, actor=actor, at=at)

    said = {"name": audience.name, "on": draft.on, "reason": change.reason}
    said |= {"added": len(change.added), "removed": len(change.removed)}
    record("campaigns.audience.changed", campaign, actor=actor, at=at, **said)
    return change


def _rule_rows(
    thing: Audience | AudienceChangeDraft, day: date
) -> list[tuple[str, str]]:
    """The rule in words, as rows of a page that shows two versions."""
    kinds = dict(Audience._meta.get_field("kinds").base_field.flatchoices)
    return [
        (_("Loại đơn vị"), "; ".join(str(kinds[kind]) for kind in thing.kinds)),
        (_("Thuộc cây"), str(thing.tree)),
        (_("Dưới đơn vị"), unit_called(thing.below, day)),
        (_("Có báo cáo số liệu"), _("có") if thing.reports else _("không")),
    ]


def _refuse_stale(
    audience: Audience, draft: AudienceChangeDraft, version: int, today: date
) -> None:
    if audience.version != version:
        raise Changed(
            _("Có người vừa đổi đối tượng này sau khi anh/chị mở trang."),
            _("So hai bản; ghi bản của mình thì xem lại ai thêm, ai ra trước."),
            theirs=_rule_rows(audience, today),
            yours=dict(_rule_rows(draft, today)),
            version=audience.version,
        )


def _refuse_other_units(found: Reach, draft: AudienceChangeDraft) -> None:
    if draft.seen != found.mark:
        raise ListMoved(
            _("Danh sách thêm, ra khác với lúc anh/chị xem trước."),
            _("Xem lại ai thêm, ai ra rồi quyết định."),
            theirs=[
                (_("Sẽ thêm"), str(len(found.joining))),
                (_("Sẽ ra"), str(len(found.leaving))),
            ],
        )


def _refuse_unfit(
    audience: Audience, draft: AudienceChangeDraft, found: Reach, today: date
) -> None:
    if draft.is_rule_of(audience) and not found.added and not found.removed:
        raise RuleBroken(
            _("Quy tắc và danh sách vẫn như đang có."),
            _("Đổi loại đơn vị, cây, nơi đứng trên, hoặc ghi đơn vị thêm."),
            field="kinds",
        )
    first = first_audience_change(audience)
    refuse_unfit_day_of_change(draft.on, starts_on=first, first=first, today=today)
    standing = audience.members.filter(left_on=None).count()
    if standing and standing == len(found.removed) and not found.added:
        raise RuleBroken(
            _("Quy tắc này không còn đơn vị nào tham gia."),
            _("Không làm nữa thì kết thúc phong trào; hoặc chọn quy tắc khác."),
            field="kinds",
        )


def _note(
    audience: Audience,
    draft: AudienceChangeDraft,
    found: Reach,
    *,
    actor: Actor,
    at: datetime,
) -> AudienceChange:
    return AudienceChange.objects.create(
        audience=audience,
        on=draft.on,
        kinds_before=audience.kinds,
        kinds_after=list(draft.kinds),
        tree_before_id=audience.tree_id,
        tree_after=draft.tree,
        below_before_id=audience.below_id,
        below_after=draft.below,
        reports_before=audience.reports,
        reports_after=draft.reports,
        added=found.added,
        removed=[one.unit_id for one in found.removed],
        reason=draft.reason.strip(),
        said_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        at=at,
    )


def _move(
    audience: Audience,
    draft: AudienceChangeDraft,
    found: Reach,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """The list, the targets and the duties follow the new rule."""
    campaign, on, reason = audience.campaign, draft.on, draft.reason.strip()
    said: dict[str, Any] = {"actor": actor, "at": at}
    gone = {one.unit_id for one in found.removed}
    gone -= reaching.staying(campaign, found.removed)
    before = set(asked_for_figures(campaign, on))
    moved = answering_to(campaign, gone, on)
    _write_list(audience, draft, found)
    _end_targets(campaign, gone, on, reason, **said)
    after = set(asked_for_figures(campaign, on)) - gone
    end_duties(campaign, (before - after) | moved, on=on, reason=reason, **said)
    begin_duties(campaign, (after - before) | (moved & after), since=on, **said)


def _write_list(audience: Audience, draft: AudienceChangeDraft, found: Reach) -> None:
    for name in ("tree", "below", "reports"):
        setattr(audience, name, getattr(draft, name))
    audience.kinds = list(draft.kinds)
    audience.name = _name_that_fits(audience)
    audience.version += 1
    audience.save(
        update_fields=["name", "kinds", "tree", "below", "reports", "version"]
    )
    reason = draft.reason.strip()[:300]
    AudienceMember.objects.bulk_create(
        AudienceMember(
            audience=audience, unit_id=unit, joined_on=draft.on, reason=reason
        )
        for unit in found.added
    )
    for member in found.removed:
        member.left_on = max(draft.on, member.joined_on)
        member.left_because = reason
    AudienceMember.objects.bulk_update(found.removed, ["left_on", "left_because"])


def _name_that_fits(audience: Audience) -> str:
    """A name that lists the kinds goes by the new ones, unless it is taken."""
    name = named_by(audience.kinds)
    others = audience.campaign.audiences.exclude(pk=audience.pk)
    if fits(audience.name, audience.kinds) or others.filter(name=name).exists():
        return audience.name
    return name


def _end_targets(
    campaign: Campaign,
    units: Iterable[int],
    on: date,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Close the targets of units that leave, and all that was given out of them."""
    ids = [target for target, _unit, _holder in reaching.closing(campaign, units)]
    open_ones = Target.objects.filter(pk__in=ids).select_related("version")
    held = list(open_ones.select_for_update(of=("self",)).order_by("pk"))
    reached = achieved_by(held, tree_id=campaign.tree_id, day=on)
    for target in held:
        target.ended_from = target.state
        target.state = END_TARGET.take_from(target.state)
        target.ended_on, target.ended_because = on, reason[:300]
        target.last_value = reached[target.pk].value
        target.revision += 1
    Target.objects.bulk_update(held, _ENDED, batch_size=500)
    note_rounds(held, reason, actor=actor, at=at)
