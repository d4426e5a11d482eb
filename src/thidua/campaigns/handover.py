"""What a reform does to a campaign, worked out before anybody decides.

On a day some participating units no longer stand. Who succeeded them wholly takes their
place and their targets; where a unit was split, or nobody succeeded it, a person says
for each target: carry it over, close it, or split it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
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

    @property
    def is_needed(self) -> bool:
        return bool(self.leaving or self.inheritances or self.bodies)


def handover(campaign: Campaign, on: date) -> Handover:
    """Work out a handover on a day: a dozen queries, whatever the size."""
    members = AudienceMember.objects.filter(audience__campaign=campaign, left_on=None)
    taking = list(members.select_related("audience").order_by("pk"))
    bodies = {
        "launcher": campaign.launcher_id,
        "office": campaign.office_id,
        "root": campaign.root_id,
    }
    targets = list(
        campaign.targets.open()
        .select_related("version", "campaign", "parent")
        .order_by("pk")
    )
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
        bodies={
            name: heir
            for name, unit_id in bodies.items()
            if unit_id in gone and (heir := _main(heirs.get(unit_id, ())))
        },
    )


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
