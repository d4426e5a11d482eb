"""What a reform does to a campaign, worked out before anybody decides.

On a day some participating units no longer stand. Who succeeded them wholly takes their
place and their targets; where a unit was split, or nobody succeeded it, a person says
for each target: carry it over, close it, or split it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Max, TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.achieved import NOTHING, Achieved, reached_by
from thidua.campaigns.models import AudienceMember, Campaign, Target
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Placement, Succession


class Choice(TextChoices):
    """What becomes of a target whose unit no longer stands."""

    CARRY = "carry", _("chuyển cho đơn vị kế thừa")
    CLOSE = "close", _("khép lại với số đã đạt")
    SPLIT = "split", _("khép lại, cấp trên giao lại từ đầu")


@dataclass(frozen=True, slots=True)
class Heir:
    """Who succeeded a unit, wholly or in part, and by which decision."""

    unit_id: int
    is_whole: bool
    is_main: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Inheritance:
    """One target of a unit that no longer stands, and what may become of it."""

    target: Target
    reached: Achieved
    heirs: tuple[Heir, ...]
    preset: Choice | None

    @property
    def is_asked(self) -> bool:
        """Must a person decide? Only where the law of succession does not."""
        return self.preset is None

    @property
    def main_heir(self) -> Heir | None:
        """The one who succeeded wholly, else the main one, else none."""
        whole = [heir for heir in self.heirs if heir.is_whole]
        main = [heir for heir in self.heirs if heir.is_main]
        return next(iter([*whole, *main, *self.heirs]), None)


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything that would happen on a day: who leaves, who joins, which targets."""

    on: date
    leaving: tuple[AudienceMember, ...]
    joining: tuple[tuple[int, int], ...]
    inheritances: tuple[Inheritance, ...]
    bodies: Mapping[str, int]
    kept: tuple[Target, ...] = ()
    """Open targets of units that go on standing."""

    @property
    def is_needed(self) -> bool:
        return bool(self.leaving or self.inheritances or self.bodies)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: of single targets, of all targets of an old unit, and of
    whatever the law of succession leaves open and nobody named.
    """

    targets: Mapping[int, Choice] = field(default_factory=dict)
    units: Mapping[int, Choice] = field(default_factory=dict)
    rest: Choice | None = None

    def of(self, one: Inheritance) -> Choice | None:
        """The nearest word counts: target, unit, the law, the rest; None: nobody's."""
        return (
            self.targets.get(one.target.pk)
            or self.units.get(one.target.unit_id)
            or one.preset
            or self.rest
        )

    def is_open(self, one: Inheritance) -> bool:
        """Must somebody still decide, or was it carried to nobody?"""
        choice = self.of(one)
        return choice is None or (choice == Choice.CARRY and one.main_heir is None)


@dataclass(frozen=True, slots=True)
class Opening:
    """The target that an heir will have, out of one or several that it takes over.

    `standing` is the one it had already, which grows by them.
    """

    unit_id: int
    group: tuple[Inheritance, ...]
    standing: Target | None
    value: Decimal
    baseline: Decimal | None
    weight: Decimal | None


def heirs_of_bodies(campaign: Campaign, on: date) -> dict[str, int]:
    """Who takes the place of its launcher, office and root where these have gone."""
    return heirs_of_all([campaign], on)[campaign.pk]


def heirs_of_all(campaigns: Iterable[Campaign], on: date) -> dict[int, dict[str, int]]:
    """`heirs_of_bodies` of several campaigns, by their numbers; read together."""
    bodies = {campaign.pk: _bodies(campaign) for campaign in campaigns}
    everybody = {unit for named in bodies.values() for unit in named.values()}
    heirs = _heirs(everybody - _standing(everybody, on), on)
    return {pk: _taken_over(named, heirs) for pk, named in bodies.items()}


def _bodies(campaign: Campaign) -> dict[str, int]:
    return {
        "launcher": campaign.launcher_id,
        "office": campaign.office_id,
        "root": campaign.root_id,
    }


def _taken_over(
    bodies: Mapping[str, int], heirs: Mapping[int, Sequence[Heir]]
) -> dict[str, int]:
    return {
        name: heir
        for name, unit_id in bodies.items()
        if (heir := _main(heirs.get(unit_id, ())))
    }


def handover(campaign: Campaign, on: date) -> Handover:
    """Work out a handover on a day: a dozen queries, whatever the size."""
    members = AudienceMember.objects.filter(audience__campaign=campaign, left_on=None)
    taking = list(members.select_related("audience").order_by("pk"))
    bodies = _bodies(campaign)
    targets = list(campaign.open_targets().select_related("version").order_by("pk"))
    everybody = {m.unit_id for m in taking} | set(bodies.values())
    everybody |= {target.unit_id for target in targets}
    gone = everybody - _standing(everybody, on)
    heirs = _heirs(gone, on)
    leaving = tuple(member for member in taking if member.unit_id in gone)
    inherited = [target for target in targets if target.unit_id in gone]
    reached = reached_by(inherited, tree_id=campaign.tree_id, day=on)
    return Handover(
        on=on,
        leaving=leaving,
        joining=tuple(_joining(taking, leaving, heirs)),
        inheritances=tuple(
            _inheritance(
                target, reached.get(target.pk, NOTHING), heirs.get(target.unit_id, ())
            )
            for target in inherited
        ),
        kept=tuple(target for target in targets if target.unit_id not in gone),
        bodies=_taken_over(bodies, heirs),
    )


def day_of_reform(campaign: Campaign, today: date) -> date:
    """The day on which the reform that its participants did not outlive took effect.

    The latest, if there were several; today, if all of them stand.
    """
    members = AudienceMember.objects.filter(audience__campaign=campaign, left_on=None)
    everybody = set(members.values_list("unit_id", flat=True))
    everybody |= set(_bodies(campaign).values())
    acts = Succession.objects.filter(
        predecessor__in=everybody - _standing(everybody, today),
        act__effective_on__lte=today,
    )
    last: date | None = acts.aggregate(last=Max("act__effective_on"))["last"]
    return last or today


def remaining(target: Target, reached: Achieved) -> tuple[Decimal, Decimal | None]:
    """What an heir still owes, and from where it starts: (value, baseline).

    What flows begins anew with what is left; a level keeps its mark and starts from the
    level that was reached.
    """
    if target.version.over_time == IndicatorVersion.OverTime.SUM and (
        target.version.nature == IndicatorVersion.Nature.FLOW
    ):
        left = target.value - (reached.value or Decimal(0))
        return max(left, Decimal(0)), Decimal(0)
    start = reached.value if reached.value is not None else target.baseline
    return target.value, start


def key_of(target: Target) -> tuple[UUID, int]:
    """What a target is about, whoever holds it: item of content and indicator."""
    return (target.node_key, target.version_id)


def openings(plan: Handover, decisions: Decisions) -> list[Opening]:
    """The targets that heirs will have when these decisions are carried out."""
    carried: dict[tuple[tuple[UUID, int], int], list[Inheritance]] = defaultdict(list)
    for one in plan.inheritances:
        heir = one.main_heir
        if heir is not None and decisions.of(one) == Choice.CARRY:
            carried[key_of(one.target), heir.unit_id].append(one)
    held = {(key_of(target), target.unit_id): target for target in plan.kept}
    return [
        _opening(unit_id, group, held.get((key, unit_id)))
        for (key, unit_id), group in carried.items()
    ]


def _opening(
    unit_id: int, group: Sequence[Inheritance], standing: Target | None
) -> Opening:
    version = group[0].target.version
    weights = [one.target.weight or Decimal(0) for one in group]
    left = [remaining(one.target, one.reached) for one in group]
    values = [(value, w) for (value, _b), w in zip(left, weights, strict=True)]
    bases = [(b, w) for (_v, b), w in zip(left, weights, strict=True) if b is not None]
    if standing is not None:
        values.append((standing.value, standing.weight or Decimal(0)))
        weights.append(standing.weight or Decimal(0))
    return Opening(
        unit_id=unit_id,
        group=tuple(group),
        standing=standing,
        value=merged(version, values),
        baseline=merged(version, bases) if bases else None,
        weight=sum(weights, Decimal(0)) or None,
    )


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator at the lowest level that holds it, before and after a handover.

    `target` is any of them, for its name and measure. Amounts are sums, shares means;
    `reached` is None for shares: what was reached of them is no part of what was given.
    """

    target: Target
    holders_before: int
    given_before: Decimal | None
    reached: Decimal | None
    holders_after: int
    given_after: Decimal | None


def totals(plan: Handover, decisions: Decisions) -> list[Total]:
    """What is given to the last holders, before and after, for all that change."""
    split = {one.target.parent_id for one in plan.inheritances}
    split |= {target.parent_id for target in plan.kept}
    old: dict[tuple[UUID, int], list[Inheritance]] = defaultdict(list)
    kept: dict[tuple[UUID, int], list[Target]] = defaultdict(list)
    new: dict[tuple[UUID, int], list[Opening]] = defaultdict(list)
    for one in plan.inheritances:
        if one.target.pk not in split:
            old[key_of(one.target)].append(one)
    for opening in openings(plan, decisions):
        leaves = [one for one in opening.group if one.target.pk not in split]
        if leaves:
            new[key_of(leaves[0].target)].append(opening)
    for target in plan.kept:
        if target.pk not in split:
            kept[key_of(target)].append(target)
    return [
        _total(some, kept.get(key, []), new.get(key, []))
        for key, some in sorted(old.items(), key=lambda pair: pair[1][0].target.pk)
    ]


def _total(
    old: Sequence[Inheritance], kept: Sequence[Target], new: Sequence[Opening]
) -> Total:
    version = old[0].target.version
    grown = {opening.standing.pk for opening in new if opening.standing is not None}
    still = [(t.value, t.weight or Decimal(0)) for t in kept]
    on = [(t.value, t.weight or Decimal(0)) for t in kept if t.pk not in grown]
    before = [(o.target.value, o.target.weight or Decimal(0)) for o in old] + still
    after = [(o.value, o.weight or Decimal(0)) for o in new] + on
    is_flow = version.nature == IndicatorVersion.Nature.FLOW
    got = [one.reached.value or Decimal(0) for one in old]
    return Total(
        target=old[0].target,
        holders_before=len(before),
        given_before=merged(version, before),
        reached=sum(got, Decimal(0)) if is_flow else None,
        holders_after=len(after),
        given_after=merged(version, after) if after else None,
    )


def merged(
    version: IndicatorVersion, values: Sequence[tuple[Decimal, Decimal]]
) -> Decimal:
    """One figure for an heir of several: (value, weight) pairs put together.

    Amounts add up, shares have their weighted mean (a plain one without weights).
    """
    if version.nature in {IndicatorVersion.Nature.FLOW, IndicatorVersion.Nature.STOCK}:
        return sum((value for value, _w in values), Decimal(0))
    weight = sum((w for _v, w in values), Decimal(0))
    if not weight:
        return sum((value for value, _w in values), Decimal(0)) / len(values)
    return sum((value * w for value, w in values), Decimal(0)) / weight


def _standing(unit_ids: Iterable[int], on: date) -> set[int]:
    places = Placement.objects.filter(unit__in=unit_ids, during__contains=on)
    return set(places.values_list("unit_id", flat=True))


def _heirs(unit_ids: Iterable[int], on: date) -> dict[int, tuple[Heir, ...]]:
    """Who stands in the place of each unit on a day, through however many acts."""
    found: dict[int, list[Heir]] = defaultdict(list)
    front = {unit_id: [(unit_id, True, True)] for unit_id in unit_ids}
    seen = set(front)
    while front:
        acts = Succession.objects.filter(
            predecessor__in=front, act__effective_on__lte=on
        ).select_related("act")
        steps = list(acts.order_by("-is_main", "pk"))
        stands = _standing((step.successor_id for step in steps), on)
        ahead: dict[int, list[tuple[int, bool, bool]]] = defaultdict(list)
        for step in steps:
            for origin, whole, main in front[step.predecessor_id]:
                is_whole = whole and step.kind == Succession.Kind.WHOLE
                is_main = main and step.is_main
                if step.successor_id in stands:
                    found[origin].append(
                        Heir(step.successor_id, is_whole, is_main, step.act.decision)
                    )
                elif step.successor_id not in seen:
                    ahead[step.successor_id].append((origin, is_whole, is_main))
        seen |= set(ahead)
        front = ahead
    return {origin: tuple(heirs) for origin, heirs in found.items()}


def _main(heirs: Sequence[Heir]) -> int | None:
    best = sorted(heirs, key=lambda heir: (not heir.is_whole, not heir.is_main))
    return best[0].unit_id if best else None


def _joining(
    taking: Sequence[AudienceMember],
    leaving: Sequence[AudienceMember],
    heirs: Mapping[int, Sequence[Heir]],
) -> list[tuple[int, int]]:
    """(audience, unit) pairs that come in, each once, without those already there."""
    there = {(member.audience_id, member.unit_id) for member in taking}
    coming = {
        (member.audience_id, heir.unit_id)
        for member in leaving
        for heir in heirs.get(member.unit_id, ())
    }
    return sorted(coming - there)


def _inheritance(
    target: Target, reached: Achieved, heirs: Sequence[Heir]
) -> Inheritance:
    preset: Choice | None = None
    if not heirs:
        preset = Choice.CLOSE
    elif len(heirs) == 1 and heirs[0].is_whole:
        preset = Choice.CARRY
    return Inheritance(target, reached, tuple(heirs), preset)
