"""What a reform does to a campaign, worked out before anybody decides.

On a day some participating units no longer stand. Who succeeded them wholly takes their
place and their targets; where a unit was split, or nobody succeeded it, a person says
for each target: carry it over, close it, or split it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Max, TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.achieved import NOTHING, Achieved, reached_by
from thidua.campaigns.cascade import apportion
from thidua.campaigns.ladder import each_next_below
from thidua.campaigns.models import AudienceMember, Campaign, Target
from thidua.campaigns.rules import SPLITTING, fitting_rules
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.heirs import Heir, heirs_of, main_of, standing
from thidua.organisations.models import Succession


class Choice(TextChoices):
    """What becomes of a target whose unit no longer stands."""

    CARRY = "carry", _("chuyển cho đơn vị kế thừa")
    CLOSE = "close", _("khép lại với số đã đạt")
    SPLIT = "split", _("khép lại, cấp trên giao lại từ đầu")
    SHARE = "share", _("chia phần còn lại cho các xã kế thừa bên dưới")


@dataclass(frozen=True, slots=True)
class Inheritance:
    """One target of a unit that no longer stands, and what may become of it."""

    target: Target
    reached: Achieved
    heirs: tuple[Heir, ...]
    preset: Choice | None
    below: tuple[int, ...] = ()
    """Who now stands where its own parts stood: it may be shared among them."""

    def may(self, choice: Choice) -> bool:
        """Is there anybody to carry it to, or to share it among?"""
        if choice == Choice.CARRY:
            return self.main_heir is not None
        return choice != Choice.SHARE or bool(self.below)

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
        """Must somebody still decide, or was it given to nobody?"""
        choice = self.of(one)
        return choice is None or not one.may(choice)

    def goes_on(self, one: Inheritance) -> bool:
        """Will somebody hold it afterwards?"""
        choice = self.of(one)
        return choice in {Choice.CARRY, Choice.SHARE} and not self.is_open(one)


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
    is_shared: bool = False
    """Some of it is a share of what stood above: the heir has yet to answer."""


def heirs_of_bodies(campaign: Campaign, on: date) -> dict[str, int]:
    """Who takes the place of its launcher, office and root where these have gone."""
    return heirs_of_all([campaign], on)[campaign.pk]


def heirs_of_all(campaigns: Iterable[Campaign], on: date) -> dict[int, dict[str, int]]:
    """`heirs_of_bodies` of several campaigns, by their numbers; read together."""
    bodies = {campaign.pk: _bodies(campaign) for campaign in campaigns}
    everybody = {unit for named in bodies.values() for unit in named.values()}
    heirs = heirs_of(everybody - standing(everybody, on), on)
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
        if (heir := main_of(heirs.get(unit_id, ())))
    }


def handover(campaign: Campaign, on: date) -> Handover:
    """Work out a handover on a day: a dozen queries, whatever the size."""
    members = AudienceMember.objects.filter(audience__campaign=campaign, left_on=None)
    taking = list(members.select_related("audience").order_by("pk"))
    bodies = _bodies(campaign)
    targets = list(
        campaign.open_targets().select_related("version", "parent").order_by("pk")
    )
    everybody = {m.unit_id for m in taking} | set(bodies.values())
    everybody |= {target.unit_id for target in targets}
    gone = everybody - standing(everybody, on)
    heirs = heirs_of(gone, on)
    leaving = tuple(member for member in taking if member.unit_id in gone)
    inherited = [target for target in targets if target.unit_id in gone]
    reached = reached_by(inherited, tree_id=campaign.tree_id, day=on)
    split_further = {target.parent_id for target in targets}
    unsplit = {one.unit_id for one in inherited if one.pk not in split_further}
    below = _who_stands_below(campaign, unsplit, heirs, gone, on)
    return Handover(
        on=on,
        leaving=leaving,
        joining=tuple(_joining(taking, leaving, heirs)),
        inheritances=tuple(
            _inheritance(
                target,
                reached.get(target.pk, NOTHING),
                heirs.get(target.unit_id, ()),
                split_further,
                below.get(target.unit_id, ()),
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
        predecessor__in=everybody - standing(everybody, today),
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one heir takes over of one old target; (value, weight) and from where."""

    of: Inheritance
    value: Decimal
    baseline: Decimal | None
    weight: Decimal | None
    is_share: bool = False


def openings(plan: Handover, decisions: Decisions) -> list[Opening]:
    """The targets that heirs will have when these decisions are carried out."""
    taken: dict[tuple[tuple[UUID, int], int], list[_Piece]] = defaultdict(list)
    for one in plan.inheritances:
        choice, key = decisions.of(one), key_of(one.target)
        if choice == Choice.SHARE:
            for unit_id, piece in _shares(one):
                taken[key, unit_id].append(piece)
        elif choice == Choice.CARRY and (heir := one.main_heir) is not None:
            left, base = remaining(one.target, one.reached)
            piece = _Piece(one, left, base, one.target.weight)
            taken[key, heir.unit_id].append(piece)
    held = {(key_of(target), target.unit_id): target for target in plan.kept}
    return [
        _opening(unit_id, pieces, held.get((key, unit_id)))
        for (key, unit_id), pieces in taken.items()
    ]


def _shares(one: Inheritance) -> list[tuple[int, _Piece]]:
    """What is left in even parts, to the last step; a mark is the same for all."""
    if not one.below:
        return []
    target = one.target
    left, _base = remaining(target, one.reached)
    rule = target.split if target.split in SPLITTING else ""
    if not rule and target.parent is not None:
        rule = target.parent.split
    if rule == Target.Split.COUNT and target.level_to_meet is not None:
        left = target.level_to_meet
    step = Decimal(1).scaleb(-target.version.decimals)
    parts = [left] * len(one.below)
    if rule in {"", Target.Split.SUM} and Target.Split.SUM in fitting_rules(
        target.version
    ):
        parts = apportion(left, [Decimal(1)] * len(one.below), step)
    flows = target.version.nature == IndicatorVersion.Nature.FLOW
    start = Decimal(0) if flows else None
    return [
        (unit_id, _Piece(one, value, start, None, is_share=True))
        for unit_id, value in zip(one.below, parts, strict=True)
    ]


def _opening(
    unit_id: int, pieces: Sequence[_Piece], standing: Target | None
) -> Opening:
    version = pieces[0].of.target.version
    weights = [piece.weight or Decimal(0) for piece in pieces]
    values = [(p.value, w) for p, w in zip(pieces, weights, strict=True)]
    bases = [
        (p.baseline, w)
        for p, w in zip(pieces, weights, strict=True)
        if p.baseline is not None
    ]
    if standing is not None:
        values.append((standing.value, standing.weight or Decimal(0)))
        weights.append(standing.weight or Decimal(0))
    return Opening(
        unit_id=unit_id,
        group=tuple(piece.of for piece in pieces),
        standing=standing,
        value=merged(version, values),
        baseline=merged(version, bases) if bases else None,
        weight=sum(weights, Decimal(0)) or None,
        is_shared=any(piece.is_share for piece in pieces),
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
    target: Target,
    reached: Achieved,
    heirs: Sequence[Heir],
    split_further: Collection[int | None],
    below: Sequence[int],
) -> Inheritance:
    """What went further down ends with its unit; what it still held itself is asked."""
    preset: Choice | None = None
    if not heirs and target.pk in split_further:
        preset = Choice.CLOSE
    elif len(heirs) == 1 and heirs[0].is_whole:
        preset = Choice.CARRY
    return Inheritance(target, reached, tuple(heirs), preset, tuple(below))


def _who_stands_below(
    campaign: Campaign,
    unit_ids: Iterable[int],
    heirs: Mapping[int, Sequence[Heir]],
    gone: Collection[int],
    on: date,
) -> dict[int, tuple[int, ...]]:
    """For units without successor: who now stands where those next below stood."""
    alone = [unit_id for unit_id in unit_ids if not heirs.get(unit_id)]
    stood = each_next_below(campaign, alone, on - timedelta(days=1)) if alone else {}
    found = {}
    for unit_id, old in stood.items():
        now = {heir.unit_id for one in old for heir in heirs.get(one, ())}
        found[unit_id] = tuple(sorted(now | {one for one in old if one not in gone}))
    return found
