"""A unit writes down many registrations at once: typed, pasted, or from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.audit.trail import record_each
from thidua.campaigns.models import Campaign
from thidua.indicators.acting import acting
from thidua.kernel.errors import RuleBroken
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.matching import Standing
from thidua.pledges.models import OwnTarget, Registration
from thidua.pledges.policies import can_register_others
from thidua.pledges.rules import refuse_unfit
from thidua.pledges.states import State
from thidua.pledges.where import choices_of, refuse_unless_open
from thidua.pledges.writing import aim, fill, hold


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of one row: kept (then which), or not, and why not."""

    is_kept: bool
    undo: dict[str, Any] | None = None
    reason: str = ""
    remedy: str = ""
    pk: int = 0


@transaction.atomic
def register_others(
    campaign: Campaign,
    unit_id: int,
    drafts: Sequence[RegistrationDraft],
    *,
    source: str = Registration.Source.LIST,
    said: str = "",
    actor: Actor,
    at: datetime,
) -> list[Listed]:
    """Every good row goes in, to be approved; for the rest the answer says why not.

    What is registered already changes nothing: two officers with one list, or the same
    list twice, leave one registration each. A draft with `namesake` above 1 is somebody
    else of the same name, as a person said.
    """
    can_register_others(actor, campaign, unit_id).enforce()

    refuse_unless_open(campaign, unit_id, at.date())
    hold(campaign.pk, unit_id)
    answers, made, targets = _sorted(campaign, unit_id, drafts, source, actor, at)
    _write([one for _place, one in made], targets, actor, at)
    for place, one in made:
        answers[place] = Listed(True, {"r": one.pk, "v": 1}, pk=one.pk)

    record_each(
        "pledges.registration.listed",
        [one for _place, one in made],
        actor=actor,
        at=at,
        said=said,
    )
    return answers


def _sorted(
    campaign: Campaign,
    unit_id: int,
    drafts: Sequence[RegistrationDraft],
    source: str,
    actor: Actor,
    at: datetime,
) -> tuple[list[Listed], list[tuple[int, Registration]], list[OwnTarget]]:
    """An answer for each row; of the good ones, by their place, what is to be kept."""
    items = {one.key for one in choices_of(campaign, unit_id, at.date())}
    standing = Standing(campaign.pk, unit_id, [one.name for one in drafts])
    answers: list[Listed] = []
    made: list[tuple[int, Registration]] = []
    targets: list[OwnTarget] = []
    for place, draft in enumerate(drafts):
        no = _why_not(draft, standing, items, at)
        answers.append(no or Listed(True))
        if no is not None:
            continue
        one = Registration(
            campaign=campaign,
            unit_id=unit_id,
            source=source,
            state=State.SUBMITTED,
            made_by=actor.name,
            made_at=at,
            submitted_at=at,
        )
        fill(one, draft, at)
        if draft.namesake > 1:
            one.namesake = max(2, standing.next_namesake(draft))
        made.append((place, one))
        targets += aim(one, draft.targets)
        standing.note(one)
    return answers, made, targets


def _write(
    made: Sequence[Registration],
    targets: Sequence[OwnTarget],
    actor: Actor,
    at: datetime,
) -> None:
    if not made:
        return
    with acting(actor, at=at):
        Registration.objects.bulk_create(made, batch_size=1_000)
    OwnTarget.objects.bulk_create(targets, batch_size=1_000)


def _why_not(
    draft: RegistrationDraft, standing: Standing, items: set[Any], at: datetime
) -> Listed | None:
    try:
        refuse_unfit(draft, items, at.date())
    except RuleBroken as no:
        return Listed(False, reason=str(no.reason), remedy=str(no.remedy))
    before = standing.same(draft)
    if before is not None and draft.namesake == 1:
        return Listed(
            False,
            reason=_("Đã có trong danh sách: %s.") % before.name,
            remedy=_("Không ghi lại. Muốn sửa thì mở bản đã có."),
            pk=before.pk or 0,
        )
    return None


@transaction.atomic
def withdraw_others(
    undos: Sequence[dict[str, Any]], *, actor: Actor, at: datetime, said: str = ""
) -> list[Listed]:
    """Take a list back out, but for what somebody has decided or changed since."""
    numbers = [undo.get("r", 0) for undo in undos]
    held = Registration.objects.filter(pk__in=numbers).order_by("pk")
    found = {one.pk: one for one in held.select_for_update(of=("self",))}
    for one in found.values():
        can_register_others(actor, one.campaign, one.unit_id).enforce()

    gone = [
        one
        for one in found.values()
        if one.state == State.SUBMITTED and one.version == 1
    ]
    with acting(actor, at=at, reason=said or _("rút cả danh sách")):
        Registration.objects.filter(pk__in=[one.pk for one in gone]).update(
            state=State.WITHDRAWN, version=F("version") + 1
        )

    record_each("pledges.registration.withdrawn", gone, actor=actor, at=at, said=said)
    taken = {one.pk for one in gone}
    stays = Listed(
        False,
        reason=_("Đăng ký này đã có người duyệt hoặc sửa."),
        remedy=_("Mở bản ấy để rút riêng."),
    )
    return [Listed(True) if number in taken else stays for number in numbers]
