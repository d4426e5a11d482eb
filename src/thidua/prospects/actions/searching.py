"""The figures are searched; a hit is taken up, or dismissed with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.organisations.actor import Actor
from thidua.prospects.actions.prospects import make_prospect
from thidua.prospects.discovery.searching import PLAIN, Found, search
from thidua.prospects.drafts import ProspectDraft
from thidua.prospects.models import DiscoveryHit, DiscoveryRun, HitDismissal, Prospect
from thidua.prospects.policies import can_add, can_decide_on_hit, can_search

_LOCK = 5_000_005
"""The first half of this room's advisory locks; the second names the campaign."""
GROWN = Decimal(1)
"""Deviations by which a score must have grown for the figures to be others."""
LASTS = timedelta(days=365)
"""How long a dismissal holds at most: by then every month is another one."""


@transaction.atomic
def search_figures(campaign: Campaign, *, actor: Actor, at: datetime) -> DiscoveryRun:
    """Look for units well ahead of their peers, and keep what was found and how.

    What an office answered already, and whom it looks after already, is found again and
    stays answered until the figures are others.
    """
    can_search(actor, campaign).enforce()

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, campaign.pk])
    found = search(campaign, at.astimezone(ZONE).date())
    run = DiscoveryRun.objects.create(
        campaign=campaign,
        last_month_id=found.last_month,
        parameters=found.parameters,
        read=found.read,
        set_aside=found.set_aside,
        made_by=actor.name,
        made_at=at,
    )
    standing = _answered(campaign, at)
    DiscoveryHit.objects.bulk_create(
        [_hit(run, one, standing) for one in found.found], batch_size=500
    )

    record(
        "prospects.figures.searched", run, actor=actor, at=at, count=len(found.found)
    )
    return run


def _hit(
    run: DiscoveryRun, found: Found, standing: dict[tuple[int, int], Decimal]
) -> DiscoveryHit:
    look = found.look
    point, where = look.point, look.standing
    score = Decimal(f"{min(where.score, 99_999):.3f}")
    answered = standing.get((where.key, look.version.indicator_id))
    return DiscoveryHit(
        run=run,
        campaign_id=run.campaign_id,
        unit_id=where.key,
        version=look.version,
        score=score,
        start=None if point.start is None else _exact(look.sign * point.start),
        value=_exact(look.sign * point.value),
        expected=_exact(look.sign * where.expected),
        months_ahead=found.months_ahead,
        months_told=found.months_told,
        picture=_picture(found),
        stands=answered is not None and score < answered + GROWN,
    )


def _exact(value: float) -> Decimal:
    return Decimal(f"{value:.6f}")


def _picture(found: Found) -> dict[str, Any]:
    """The peers' points as they were, and the line of what is usual."""
    look = found.look
    sign = look.sign
    return {
        "kind": look.group.kind,
        "least": look.group.least if look.is_sized else 0,
        "most": look.group.most if look.is_sized else 0,
        "is_sized": look.is_sized and look.version.nature not in PLAIN,
        "every": str(look.spans.kind),
        "slope": look.standing.slope,
        "level": sign * look.standing.level,
        "points": [
            [
                one.key,
                None if one.start is None else round(sign * one.start, 6),
                round(sign * one.value, 6),
            ]
            for one in look.points
        ],
    }


def _answered(campaign: Campaign, at: datetime) -> dict[tuple[int, int], Decimal]:
    """By unit and indicator: the highest score that an office has answered already.

    Of one that is looked after in the campaign whatever the score is.
    """
    said = HitDismissal.objects.filter(hit__campaign=campaign, at__gt=at - LASTS)
    found: dict[tuple[int, int], Decimal] = {}
    for unit, indicator, score in said.values_list(
        "hit__unit", "hit__version__indicator", "hit__score"
    ):
        found[unit, indicator] = max(score, found.get((unit, indicator), score))
    taken = Prospect.objects.filter(campaign=campaign, hit__isnull=False)
    for unit, indicator in taken.exclude(state="closed").values_list(
        "hit__unit", "hit__version__indicator"
    ):
        found[unit, indicator] = Decimal("Infinity")
    return found


@transaction.atomic
def take_up_hit(
    hit: DiscoveryHit, draft: ProspectDraft, *, actor: Actor, at: datetime
) -> Prospect:
    """The unit found becomes a prospect, in charge of it whoever takes it up."""
    one = DiscoveryHit.objects.select_for_update(of=("self",)).get(pk=hit.pk)
    can_decide_on_hit(actor, one).enforce()
    can_add(actor, actor.unit_id or 0).enforce()

    _refuse_answered(one)
    made = make_prospect(
        draft,
        actor.unit_id or 0,
        Prospect.Source.FIGURES,
        hit=one,
        actor=actor,
        at=at,
    )
    _answer(one)

    record("prospects.hit.taken_up", one, actor=actor, at=at, prospect=made.pk)
    return made


@transaction.atomic
def dismiss_hit(
    hit: DiscoveryHit, reason: str, *, actor: Actor, at: datetime
) -> HitDismissal:
    """It is none, and why: it is not shown again until the figures are others."""
    one = DiscoveryHit.objects.select_for_update(of=("self",)).get(pk=hit.pk)
    can_decide_on_hit(actor, one).enforce()

    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do bỏ qua."),
            _("Ví dụ: số liệu nhập nhầm, do một dự án lớn."),
            field="reason",
        )
    _refuse_answered(one)
    why = in_full(reason.strip(), 300, "reason")
    made = HitDismissal.objects.create(
        hit=one, reason=why, by=actor.name, office=actor.office, at=at
    )
    _answer(one)

    record("prospects.hit.dismissed", one, actor=actor, at=at, reason=made.reason)
    return made


def _answer(hit: DiscoveryHit) -> None:
    hit.stands = True
    hit.save(update_fields=["stands"])


def _refuse_answered(hit: DiscoveryHit) -> None:
    if hit.stands or hit.prospects.exists():
        raise WrongMoment(
            _("Nơi này đã có người trả lời trước."),
            _("Tải lại trang để xem ai, và vì sao."),
        )
