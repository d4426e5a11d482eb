"""The office sets when a learner has caught up, and when it has surpassed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.exemplars.held import reason_in
from thidua.exemplars.models import ComparisonRule, RuleLine
from thidua.exemplars.policies import can_rule
from thidua.exemplars.ruling import rule_of
from thidua.organisations.actor import Actor

Line = tuple[int, bool, Decimal | None]
"""Number of an indicator, whether it is obligatory, a tolerance of its own or None."""


@transaction.atomic
def set_rule(
    campaign: Campaign,
    *,
    tolerance: Decimal,
    better_wanted: int,
    window: int,
    lines: Sequence[Line] = (),
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> ComparisonRule:
    """Set the rule of comparison, or another edition of it and say why.

    Exemplars that were praised before keep the rule of their day. `tolerance` is in
    percent of the frozen value, a line's own in the measure of its indicator.
    """
    campaign = Campaign.objects.locked(campaign)
    can_rule(actor, campaign).enforce()

    before = rule_of(campaign)
    rule = ComparisonRule.objects.create(
        campaign=campaign,
        number=before.number + 1 if before else 1,
        tolerance=tolerance,
        better_wanted=better_wanted,
        window=window,
        reason=reason_in(reason) if before else reason,
        made_at=at,
        made_by=actor.signed[:200],
    )
    RuleLine.objects.bulk_create(
        RuleLine(rule=rule, indicator_id=pk, is_obligatory=must, tolerance=own)
        for pk, must, own in lines
    )

    number = rule.number
    record("exemplars.rule.set", campaign, actor=actor, at=at, number=number)
    return rule
