"""One-click mends: what the plan check offers to put right by itself.

Each mend is one of the room's own actions with the values filled in, so that it leaves
the same trail and is refused for the same reasons as when it is done by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.campaigns.acceptances import by_hand, still_found, tell_mended
from thidua.campaigns.actions.asking import drop_second_line, read_from_form
from thidua.campaigns.actions.checking import tie_content
from thidua.campaigns.actions.content import edit_node
from thidua.campaigns.actions.drafting import amend_campaign, set_audience, set_phases
from thidua.campaigns.actions.giving import propose_targets
from thidua.campaigns.actions.milestones import define_milestone
from thidua.campaigns.actions.targets import bind_indicator
from thidua.campaigns.cascade import apportion
from thidua.campaigns.check import check_facts
from thidua.campaigns.check.facts import CampaignFacts, TargetFacts
from thidua.campaigns.check.name_rules import without_effort
from thidua.campaigns.check.reading import campaign_facts
from thidua.campaigns.check.targets import a_year_of
from thidua.campaigns.check.wording import effort_in
from thidua.campaigns.check.words import Finding
from thidua.campaigns.drafts import (
    AudienceDraft,
    Basics,
    NodeDraft,
    Offer,
    PhaseDraft,
    TargetDraft,
    TieDraft,
)
from thidua.campaigns.models import (
    Audience,
    Campaign,
    ContentNode,
    Milestone,
    Phase,
    Target,
)
from thidua.campaigns.policies import can_manage
from thidua.campaigns.rules import fitting_rules
from thidua.campaigns.states import TargetState
from thidua.indicators.models import Form, FormLine
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class _Mending:
    """A finding about to be mended, with everything that was read for it."""

    campaign: Campaign
    facts: CampaignFacts
    finding: Finding
    actor: Actor
    at: datetime

    @property
    def pk(self) -> int:
        """The number in the subject: 12 of `target:12`."""
        return int(self.finding.found.subject.rpartition(":")[2])

    def target(self) -> tuple[Target, TargetFacts]:
        facts = next(
            one
            for item in self.facts.items
            for one in item.targets
            if one.subject == self.finding.found.subject
        )
        targets = Target.objects.select_related("version", "campaign")
        return targets.get(pk=facts.pk), facts

    def rebind(self, target: Target, **changed: object) -> None:
        """The same target with some values changed, by the office's own action."""
        bind_indicator(
            self.campaign,
            replace(_draft_of(target), **changed),  # type: ignore[arg-type]
            target=target,
            reason=_("Sửa theo kiểm tra kế hoạch"),
            actor=self.actor,
            at=self.at,
        )


@transaction.atomic
def mend_campaign(
    campaign: Campaign, rule: str, subject: str, *, actor: Actor, at: datetime
) -> Finding:
    """Put right one finding of a campaign's check, in the way it offered."""
    can_manage(actor, campaign).enforce()

    facts = campaign_facts(campaign, at.date())
    finding = still_found(check_facts(facts).findings, rule, subject)
    if not finding.found.mend or rule not in MENDS:
        raise by_hand(finding)
    MENDS[rule](_Mending(campaign, facts, finding, actor, at))

    tell_mended(campaign, finding, actor=actor, at=at)
    return finding


def _lead(one: _Mending) -> None:
    key = one.finding.found.subject.partition(":")[2]
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=one.campaign, key=key
    ).select_related("tree__audience__campaign")
    node = nodes.order_by("-tree__number")[0]
    draft = NodeDraft(
        name=node.name,
        kind=node.kind,
        nature=node.nature,
        label=node.label,
        detail=node.detail,
        lead_unit=one.campaign.office,
        reads_from=node.reads_from,
    )
    edit_node(node, draft, actor=one.actor, at=one.at)


def _baseline(one: _Mending) -> None:
    target, facts = one.target()
    assert facts.last_year is not None  # noqa: S101 - the mend offers it
    step = facts.measure.step
    baseline = (facts.last_year / step).to_integral_value(ROUND_HALF_UP) * step
    one.rebind(target, baseline=baseline)


def _dates(one: _Mending) -> None:
    first, last = one.campaign.starts_on, one.campaign.ends_on
    if one.finding.found.subject.startswith("step:"):
        step = Milestone.objects.select_related("audience__campaign").get(pk=one.pk)
        define_milestone(
            step.audience,
            step.node_key,
            name=step.name,
            due_on=min(max(step.due_on, first), last),
            milestone=step,
            actor=one.actor,
            at=one.at,
        )
        return
    target, _facts = one.target()
    starts, due = max(target.starts_on, first), min(target.due_on, last)
    if starts >= due:
        starts, due = first, last
    one.rebind(target, starts_on=starts, due_on=due)


def _split(one: _Mending) -> None:
    target, _facts = one.target()
    one.rebind(target, split=fitting_rules(target.version)[0])


def _raise(one: _Mending) -> None:
    target, facts = one.target()
    reached = facts.last_year or Decimal(0)
    a_year = a_year_of(target.value, target)
    value = reached * target.value / a_year if a_year else reached
    step = facts.measure.step
    whole = (value / step).to_integral_value(ROUND_UP) * step
    one.rebind(target, value=whole if a_year != target.value else reached)


def _share_the_rest(one: _Mending) -> None:
    target, facts = one.target()
    open_ones = Target.objects.open().filter(parent=target)
    children = list(open_ones.order_by("pk"))
    free = [child for child in children if child.state != TargetState.ACCEPTED]
    rest = target.value - sum((child.value for child in children), Decimal(0))
    if not free:
        raise RuleBroken(
            _("Mọi đơn vị đã nhận số của mình."),
            _("Mở trang của từng chỉ tiêu để giao lại, kèm lý do."),
        )
    weights = [child.value or Decimal(1) for child in free]
    kept = dict(target.weights.values_list("unit_id", "weight"))
    shares = apportion(rest, weights, facts.measure.step)
    offers = [
        Offer(
            child.unit_id,
            child.value + share,
            weight=kept.get(child.unit_id, child.weight),
            baseline=child.baseline,
            revision=child.revision,
        )
        for child, share in zip(free, shares, strict=True)
    ]
    propose_targets(target, offers, actor=one.actor, at=one.at)


def _tie(one: _Mending) -> None:
    subject = one.finding.found.subject
    item = next(item for item in one.facts.items if item.subject == subject)
    owner = next(target.owner for target in item.targets if target.owner)
    draft = TieDraft(sector=owner)
    tie_content(one.campaign, item.key, draft, actor=one.actor, at=one.at)


def _add_level(one: _Mending) -> None:
    skipped = next(
        two for two in one.facts.skipped if two.subject == one.finding.found.subject
    )
    audience = Audience.objects.select_related("tree", "below").get(pk=skipped.audience)
    draft = AudienceDraft(
        name=audience.name,
        kinds=[*skipped.kinds, *audience.kinds],
        tree=audience.tree,
        below=audience.below,
        reports=audience.reports,
    )
    set_audience(one.campaign, draft, audience=audience, actor=one.actor, at=one.at)


def _phases(one: _Mending) -> None:
    whole = PhaseDraft(
        kind=Phase.Kind.ORDINARY,
        name=_("Thực hiện"),
        starts_on=one.campaign.starts_on,
        ends_on=one.campaign.ends_on,
    )
    version = one.campaign.version
    set_phases(one.campaign, [whole], version=version, actor=one.actor, at=one.at)


def _without_effort(one: _Mending) -> None:
    """The name or the motto goes on without the words that only promise effort."""
    campaign, field = one.campaign, one.finding.found.place.field
    text, day = getattr(campaign, field), one.facts.day
    rest = without_effort(text, effort_in(text, day), day)
    held = {
        two.name: getattr(campaign, two.name)
        for two in fields(Basics)
        if two.name != "carries_on"
    }
    basics = Basics(**held, carries_on=list(campaign.carries_on.all()))
    amend_campaign(
        campaign,
        replace(basics, name=rest) if field == "name" else replace(basics, motto=rest),
        version=campaign.version,
        actor=one.actor,
        at=one.at,
    )


def _read_form(one: _Mending) -> None:
    _target, facts = one.target()
    if facts.at_hand:
        form = Form.objects.get(pk=facts.at_hand.form_id)
        read_from_form(one.campaign, form, actor=one.actor, at=one.at)


def _ask_once(one: _Mending) -> None:
    twice = next(two for two in one.facts.twice if two.line_id == one.pk)
    line = FormLine.objects.select_related("form", "version").get(pk=twice.line_id)
    form = Form.objects.get(pk=twice.at_hand.form_id)
    drop_second_line(one.campaign, line, form, actor=one.actor, at=one.at)


MENDS: Mapping[str, Callable[[_Mending], None]] = {
    "no-owner": _lead,
    "no-baseline": _baseline,
    "dates-outside": _dates,
    "no-split": _split,
    "below-last-year": _raise,
    "out-of-balance": _share_the_rest,
    "no-tie": _tie,
    "skipped-level": _add_level,
    "no-phases": _phases,
    "only-slogan": _without_effort,
    "no-form": _read_form,
    "asked-twice": _ask_once,
}


def _draft_of(target: Target) -> TargetDraft:
    return TargetDraft(
        node_key=target.node_key,
        version=target.version,
        value=target.value,
        split=target.split,
        starts_on=target.starts_on,
        due_on=target.due_on,
        baseline=target.baseline,
        level_to_meet=target.level_to_meet,
        plan=list(target.plan.values_list("period_id", "value")),
    )
