"""What another rule for an audience does to the list that the launch froze.

Nothing is done here: whom the new rule would add, whom it would take out, and what
hangs on these. Whoever was let in or let go one by one stays so: only those move whom
the old rule and the new one see differently, and those named one by one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count

from thidua.campaigns.ladder import units_by_rule
from thidua.campaigns.models import Audience, AudienceMember, Campaign
from thidua.campaigns.reporting import asked_elsewhere
from thidua.indicators.models import Report, ReportDuty
from thidua.organisations.models import Tree, Unit


@dataclass(frozen=True, slots=True)
class AudienceChangeDraft:
    """Another rule, from a day on, and why.

    `picked` are units to let in whom the rule does not reach; `spared` are units that
    stay as they are although the rule says otherwise. `seen` is `Reach.mark` of what
    the person was shown; “” when nothing was.
    """

    kinds: Sequence[str]
    tree: Tree
    below: Unit
    reports: bool
    on: date
    reason: str
    picked: Sequence[int] = ()
    spared: frozenset[int] = field(default_factory=frozenset)
    seen: str = ""

    def is_rule_of(self, audience: Audience) -> bool:
        """Is this the rule that the audience has already?"""
        return (
            set(self.kinds) == set(audience.kinds)
            and self.tree.pk == audience.tree_id
            and self.below.pk == audience.below_id
            and self.reports == audience.reports
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a new rule adds and whom it takes out, spared ones still among them."""

    joining: Sequence[int]
    leaving: Sequence[AudienceMember]
    spared: frozenset[int]

    @property
    def added(self) -> list[int]:
        return [unit for unit in self.joining if unit not in self.spared]

    @property
    def removed(self) -> list[AudienceMember]:
        return [one for one in self.leaving if one.unit_id not in self.spared]

    @property
    def mark(self) -> str:
        """Another one as soon as anybody else would join or leave."""
        said = f"{list(self.joining)}{[one.unit_id for one in self.leaving]}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def reach(audience: Audience, draft: AudienceChangeDraft) -> Reach:
    """Who would join and who would leave on the draft's day."""
    members = list(audience.members.order_by("unit"))
    inside = {one.unit_id: one for one in members if one.left_on is None}
    let_go = {one.unit_id for one in members} - set(inside)
    then = Audience(kinds=list(draft.kinds), tree=draft.tree, below=draft.below)
    old, new = _reached(audience, draft.on), _reached(then, draft.on)
    by_rule = new - inside.keys() - (let_go & old)
    return Reach(
        joining=sorted(by_rule | (set(draft.picked) - inside.keys())),
        leaving=[
            one
            for unit, one in inside.items()
            if unit in old - new and unit not in draft.picked
        ],
        spared=draft.spared,
    )


def _reached(audience: Audience, on: date) -> set[int]:
    return set(units_by_rule(audience, on).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a unit that is taken out.

    Of its `targets` and of those `passed_on` out of them to units that stay each is
    closed with its last figure; `forms` it reports no more; its `reports` stay;
    `answering` units report to the next one above from then on.
    """

    targets: int = 0
    passed_on: int = 0
    forms: int = 0
    reports: int = 0
    answering: int = 0
    is_elsewhere: bool = False
    """Does it take part by another audience of the campaign? Then nothing is closed."""


def hanging(
    campaign: Campaign, leaving: Sequence[AudienceMember], on: date
) -> dict[int, Hanging]:
    """What hangs on each of these units, by its number."""
    units = {one.unit_id for one in leaving}
    elsewhere = staying(campaign, leaving)
    gone = units - elsewhere
    held, passed_on = Counter[int](), Counter[int]()
    for _target, unit, holder in closing(campaign, gone):
        (held if unit == holder else passed_on)[holder] += 1
    forms, answering = _reporting(campaign, gone, on)
    sent = Report.objects.filter(
        unit__in=gone,
        form__in=campaign.form_links.filter(is_read=False).values("form"),
    )
    kept = dict(sent.values_list("unit").annotate(n=Count("pk")).order_by())
    return {
        unit: Hanging(is_elsewhere=True)
        if unit in elsewhere
        else Hanging(
            held[unit], passed_on[unit], forms[unit], kept.get(unit, 0), answering[unit]
        )
        for unit in units
    }


def staying(campaign: Campaign, leaving: Sequence[AudienceMember]) -> set[int]:
    """Those of the leaving that still take part by another audience of the campaign."""
    others = AudienceMember.objects.filter(
        audience__campaign=campaign,
        left_on=None,
        unit__in=[one.unit_id for one in leaving],
    ).exclude(pk__in=[one.pk for one in leaving])
    return set(others.values_list("unit_id", flat=True))


_CLOSING = """
with recursive closing (id, unit_id, holder_id) as (
    select id, unit_id, unit_id from campaigns_target
    where campaign_id = %(campaign)s and unit_id = any (%(units)s) and state <> 'ended'
    union
    select child.id, child.unit_id, closing.holder_id
    from campaigns_target child join closing on child.parent_id = closing.id
    where child.state <> 'ended'
)
select distinct on (id) id, unit_id, holder_id from closing
order by id, (unit_id = holder_id) desc, holder_id
"""


def closing(campaign: Campaign, units: Iterable[int]) -> list[tuple[int, int, int]]:
    """(target, its unit, whose leaving closes it): of the targets that these units hold
    and of all that was given out of them."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSING, {"campaign": campaign.pk, "units": sorted(units)})
        return [tuple(row) for row in cursor.fetchall()]


def _reporting(
    campaign: Campaign, gone: set[int], on: date
) -> tuple[Counter[int], Counter[int]]:
    """By unit: the forms it reports no more, and the units that answer to it."""
    forms, answering = Counter[int](), Counter[int]()
    below: set[tuple[int, int]] = set()
    for link in campaign.form_links.filter(is_read=False).order_by("pk"):
        others = asked_elsewhere(campaign, link.form_id, on)
        duties = ReportDuty.objects.filter(form=link.form_id).standing_on(on)
        forms.update(
            duties.filter(unit__in=gone - others).values_list("unit_id", flat=True)
        )
        below |= set(
            duties.filter(receiver__in=gone)
            .exclude(unit__in=gone | others)
            .values_list("receiver_id", "unit_id")
        )
    answering.update(receiver for receiver, _unit in below)
    return forms, answering
