"""The plan check: named rules over the facts of a plan, and a score with reasons.

    wording, facts      what is looked at: plain, frozen, no database
    …_rules             one small pure function for each rule
    scoring             from findings to 0–100
    reading…            the facts, read in a fixed number of queries
    this file           puts them together, for a campaign or for all plans of its units

A new rule: docs/how-to/add-a-plan-rule.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from thidua.campaigns.check.document_rules import DOCUMENT_RULES
from thidua.campaigns.check.facts import CampaignFacts, PlanFacts
from thidua.campaigns.check.frame_rules import FRAME_RULES
from thidua.campaigns.check.item_rules import ITEM_RULES
from thidua.campaigns.check.measuring import counted, stated
from thidua.campaigns.check.name_rules import NAME_RULES
from thidua.campaigns.check.own_rules import OF_OWN_ITEMS, is_counted
from thidua.campaigns.check.plan_rules import OF_THE_PLAN
from thidua.campaigns.check.reading import campaign_facts
from thidua.campaigns.check.reading_plans import plan_facts
from thidua.campaigns.check.scoring import Score, Weighed, score
from thidua.campaigns.check.target_rules import TARGET_RULES
from thidua.campaigns.check.words import Accepted, Asks, Finding, Level, Rule, Said
from thidua.campaigns.models import AcceptedWarning, Campaign, UnitPlan
from thidua.kernel.errors import RuleBroken
from thidua.kernel.memory import uncollected

CAMPAIGN_RULES: tuple[Rule[CampaignFacts], ...] = (
    *DOCUMENT_RULES,
    *FRAME_RULES,
    *NAME_RULES,
    *ITEM_RULES,
    *TARGET_RULES,
)
PLAN_RULES: tuple[Rule[PlanFacts], ...] = (*OF_THE_PLAN, *OF_OWN_ITEMS)
__all__ = [
    "CAMPAIGN_RULES",
    "PLAN_RULES",
    "Check",
    "NotReady",
    "check_campaign",
    "check_facts",
    "check_plan_facts",
    "check_plans",
]
Facts = TypeVar("Facts")
Acceptances = dict[tuple[str, str], Accepted]


class NotReady(RuleBroken):
    """The launch is refused, with every reason and remedy at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            " ".join(finding.reason for finding in findings),
            " ".join(finding.remedy for finding in findings),
        )


@dataclass(frozen=True, slots=True)
class Check:
    """What the check says of a plan: findings, errors first, and the score.

    `said` is what somebody stated of its indicators.
    """

    findings: tuple[Finding, ...]
    score: Score
    passed: tuple[Rule[Any], ...]
    said: tuple[Said, ...] = ()

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.findings if one.blocks]

    @property
    def warnings(self) -> list[Finding]:
        """Warnings that nobody has accepted yet."""
        return [one for one in self.findings if not one.blocks and one.is_open]

    def open_in(self, items: Collection[str]) -> list[Finding]:
        """What of some items is still to be mended or accepted."""
        return [one for one in self.findings if one.found.item in items and one.is_open]

    @property
    def accepted(self) -> list[Finding]:
        return [one for one in self.findings if not one.is_open]


def check_campaign(campaign: Campaign, day: date) -> Check:
    """The check of a campaign as it would be launched on a day."""
    found = AcceptedWarning.objects.filter(campaign=campaign, plan=None)
    accepted = {(one.rule, one.subject): _accepted(one) for one in found}
    return check_facts(campaign_facts(campaign, day), accepted)


def check_facts(facts: CampaignFacts, accepted: Acceptances | None = None) -> Check:
    """The check of a campaign's facts; pure."""
    items = [
        Weighed(
            item.subject,
            (
                *(one.subject for one in counted(item, facts.day)),
                *(one.subject for one in item.steps),
            ),
            item.is_read,
        )
        for item in facts.items
    ]
    checked = _check(CAMPAIGN_RULES, facts, items, accepted or {})
    return replace(checked, said=stated(facts.items))


@uncollected()
def check_plans(
    campaign: Campaign, day: date, units: Iterable[int] | None = None
) -> dict[int, tuple[UnitPlan, Check]]:
    """The check of the plans of some units, or of all, by unit; few queries."""
    plans = plan_facts(campaign, day, units)
    accepted: dict[int, Acceptances] = defaultdict(dict)
    rows = AcceptedWarning.objects.filter(campaign=campaign, plan__isnull=False)
    if units is not None:
        rows = rows.filter(plan__in=[plan.pk for plan, _facts in plans.values()])
    for one in rows:
        accepted[one.plan_id or 0][one.rule, one.subject] = _accepted(one)
    return {
        unit_id: (plan, check_plan_facts(facts, accepted.get(plan.pk)))
        for unit_id, (plan, facts) in plans.items()
    }


def check_plan_facts(facts: PlanFacts, accepted: Acceptances | None = None) -> Check:
    """The check of the facts of a unit's plan; pure."""
    items = [
        Weighed(item.subject, is_answered=is_counted(item, facts))
        for item in facts.items
    ]
    targets = [Weighed(one.subject, is_answered=True) for one in facts.targets]
    checked = _check(PLAN_RULES, facts, items, accepted or {}, targets)
    said = stated(facts.items)
    return replace(checked, said=said) if said else checked


def _check(
    rules: Sequence[Rule[Facts]],
    facts: Facts,
    items: Sequence[Weighed],
    accepted: Acceptances,
    targets: Sequence[Weighed] = (),
) -> Check:
    findings: list[Finding] = []
    passed = []
    for rule in rules:
        found = [
            Finding(
                rule,
                one,
                accepted.get((rule.key, one.subject))
                if rule.level == Level.WARNING
                else None,
            )
            for one in rule.look(facts)
        ]
        findings += found
        if not found and _was_asked(rule, facts, items, targets):
            passed.append(rule)
    findings.sort(key=lambda one: (not one.is_open, not one.blocks))
    return Check(tuple(findings), score(rules, items, findings, targets), tuple(passed))


def _was_asked(
    rule: Rule[Facts],
    facts: Facts,
    items: Sequence[Weighed],
    targets: Sequence[Weighed],
) -> bool:
    """Was there anything to ask about? What an empty plan lacks is not in order yet."""
    if rule.asks == Asks.PLAN:
        return not rule.of or bool(getattr(facts, rule.of))
    if rule.asks == Asks.MEASURE:
        return any(item.measures for item in items)
    return bool(targets if rule.asks == Asks.TARGET else items)


def _accepted(one: AcceptedWarning) -> Accepted:
    return Accepted(one.pk, one.reason, one.accepted_by, one.office, one.accepted_at)
