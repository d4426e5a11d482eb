"""Targets go down: the province to districts, districts to communes, some to hamlets.

Districts are given theirs by actions, with the rounds of the negotiation; the mass of
the communes' targets, accepted without a word, is written at one stroke.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from thidua.campaigns.actions import (
    accept_target,
    agree_to_counter,
    counter_target,
    insist_on_target,
    propose_targets,
    set_rule,
)
from thidua.campaigns.drafts import Offer
from thidua.campaigns.models import Target, TargetRound
from thidua.campaigns.states import TargetState
from thidua.config.demonstration.bodies import bodies
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice, share_out
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.places import (
    BEN_TRE,
    Place,
    communes_of,
    districts_of,
)
from thidua.config.demonstration.targets import Share, shares_of, starting_point
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Unit

GIVEN_TO_DISTRICTS = on(date(2020, 11, 18))
GIVEN_TO_COMMUNES = on(date(2020, 12, 22))


def speaking_for(loading: Loading, key: str) -> Actor:
    """The unit's officer, as the trail will name them."""
    return the_system(loading.crew.officer(key))


def deciding_for(loading: Loading, key: str) -> Actor:
    """The unit's head, who alone praises and recognises."""
    return the_system(loading.crew.head(key))


@dataclass(frozen=True, slots=True)
class Giving:
    """One line's target, on its way down."""

    line: Mapping[str, Any]
    root: Target
    districts: Sequence[Share]
    communes: Mapping[str, Sequence[Share]]


def givings(script: Script) -> Iterator[Giving]:
    """Every line that communes or districts are given, with all the shares."""
    places = communes_of(BEN_TRE)
    districts = districts_of(BEN_TRE, places)
    content = told("indicators")
    for section in ("communes", "districts", "towns"):
        for line in content[section]["lines"]:
            root = script.roots[line["code"]]
            asked = [d for d in districts if d.code in _asked(content[section])]
            goal = root.level_to_meet or root.value
            by_district: dict[str, Sequence[Share]] = {}
            if section == "communes" and line["split"] == "sum":
                below = shares_of(line, goal, places)
                by_district = _grouped(below)
                shares = [_sum_of(place, by_district[place.key]) for place in asked]
            else:
                shares = shares_of(line, goal, asked)
                if section == "communes":
                    by_district = _within(line, shares, places)
            yield Giving(line, root, shares, by_district)


def _asked(content: Mapping[str, Any]) -> Sequence[str]:
    everybody = ["829", "831", "832", "833", "834", "835", "836", "837", "838"]
    return list(content.get("who", everybody))


def _grouped(shares: Iterable[Share]) -> dict[str, Sequence[Share]]:
    groups: dict[str, list[Share]] = {}
    for share in shares:
        groups.setdefault(share.place.above, []).append(share)
    return dict(groups)


def _sum_of(place: Place, shares: Sequence[Share]) -> Share:
    return Share(place, sum((share.value for share in shares), Decimal(0)))


def _within(
    line: Mapping[str, Any], shares: Sequence[Share], places: Sequence[Place]
) -> dict[str, Sequence[Share]]:
    """A mean or a minimum, from each district down to its communes."""
    return {
        share.place.key: shares_of(
            line,
            share.value,
            [place for place in places if place.above == share.place.key],
            split=rule_below(line),
        )
        for share in shares
    }


def rule_below(line: Mapping[str, Any]) -> str:
    """How a district splits what it took: a count becomes a mean within it."""
    return "weighted" if line["split"] == "count" else str(line["split"])


def give_targets(script: Script, loading: Loading) -> int:
    """The whole cascade of the five years; the answer: how many communes' targets."""
    stage = loading.stage
    rounds = _rounds()
    count = 0
    for giving in givings(script):
        offers = [_offer(share, stage.ids, giving.root) for share in giving.districts]
        given = propose_targets(
            giving.root, offers, actor=script.actor, at=GIVEN_TO_DISTRICTS
        )
        for target, share in zip(given, giving.districts, strict=True):
            key = share.place.key
            row = rounds.get((key, giving.line["code"]))
            taken = _take(target, row, script, loading, key)
            if giving.communes:
                speaker = speaking_for(loading, key)
                set_rule(
                    taken,
                    rule_below(giving.line),
                    actor=speaker,
                    at=GIVEN_TO_COMMUNES,
                )
                count += _hand_down(taken, giving, key, loading)
    return count


def _rounds() -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(row["unit"], row["code"]): row for row in told("plans")["rounds"]}


def _offer(share: Share, ids: Mapping[str, int], root: Target) -> Offer:
    baseline = starting_point(root, share.value)
    return Offer(ids[share.place.key], share.value, share.weight, baseline)


def _take(
    target: Target,
    row: Mapping[str, Any] | None,
    script: Script,
    loading: Loading,
    key: str,
) -> Target:
    """A district takes its figure, after the rounds that the story tells."""
    speaker = speaking_for(loading, key)
    at = GIVEN_TO_DISTRICTS + timedelta(days=6, hours=1)
    if row is None:
        return accept_target(target, revision=target.revision, actor=speaker, at=at)
    return _bargain(target, row, script.actor, speaker, at)


def _bargain(
    target: Target, row: Mapping[str, Any], giver: Actor, taker: Actor, at: datetime
) -> Target:
    figure = _whole(target.value * Decimal(str(row["share"])), target)
    target = counter_target(
        target,
        figure,
        reason=row["reason"],
        revision=target.revision,
        actor=taker,
        at=at,
    )
    at += timedelta(days=5)
    if row["answer"] == "agreed":
        return agree_to_counter(target, revision=target.revision, actor=giver, at=at)
    target = insist_on_target(
        target, reason=row["because"], revision=target.revision, actor=giver, at=at
    )
    return accept_target(
        target, revision=target.revision, actor=taker, at=at + timedelta(days=2)
    )


def _whole(value: Decimal, target: Target) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-target.version.decimals))


def _hand_down(parent: Target, giving: Giving, key: str, loading: Loading) -> int:
    """The communes of a district take their figures; what was won is shared out."""
    shares = giving.communes[key]
    rounds = _rounds()
    values = _fitted(parent, shares, giving)
    talks = {
        share.place.key: talk
        for share in shares
        if (talk := rounds.get((share.place.key, giving.line["code"])))
    }
    fitted = [
        Share(share.place, value, share.weight)
        for share, value in zip(shares, values, strict=True)
    ]
    giver = speaking_for(loading, key)
    made = give_at_one_stroke(
        parent, fitted, set(talks), giver, loading, at=GIVEN_TO_COMMUNES
    )
    for place, talk in talks.items():
        at = GIVEN_TO_COMMUNES + timedelta(days=8)
        _bargain(made[place], talk, giver, speaking_for(loading, place), at)
    return len(made)


def give_at_one_stroke(
    parent: Target,
    shares: Sequence[Share],
    waiting: Collection[str],
    giver: Actor,
    loading: Loading,
    *,
    at: datetime,
) -> dict[str, Target]:
    """Write the targets of many units, accepted eight days later except by some."""
    states = {True: TargetState.PROPOSED, False: TargetState.ACCEPTED}
    made = Target.objects.bulk_create(
        Target(
            campaign_id=parent.campaign_id,
            node_key=parent.node_key,
            version=parent.version,
            unit_id=loading.stage.ids[share.place.key],
            parent=parent,
            value=share.value,
            weight=share.weight,
            baseline=starting_point(parent, share.value),
            starts_on=parent.starts_on,
            due_on=parent.due_on,
            state=states[share.place.key in waiting],
        )
        for share in shares
    )
    by_key = {share.place.key: one for share, one in zip(shares, made, strict=True)}
    takers = {key: speaking_for(loading, key) for key in by_key if key not in waiting}
    _note(made, TargetState.PROPOSED, [giver] * len(made), at)
    _note(
        [by_key[key] for key in takers],
        TargetState.ACCEPTED,
        list(takers.values()),
        at + timedelta(days=8),
    )
    return by_key


def _fitted(parent: Target, shares: Sequence[Share], giving: Giving) -> list[Decimal]:
    """The communes' shares, changed with what their district bargained for."""
    values = [share.value for share in shares]
    if giving.line["split"] != "sum" or sum(values) == parent.value:
        return values
    step = Decimal(1).scaleb(-parent.version.decimals)
    factor = parent.value / sum(values)
    fitted = [(value * factor).quantize(step) for value in values]
    fitted[0] += parent.value - sum(fitted)
    return fitted


def _note(
    targets: Sequence[Target], move: str, actors: Sequence[Actor], at: datetime
) -> None:
    TargetRound.objects.bulk_create(
        TargetRound(
            target=target,
            move=move,
            value=target.value,
            said_by=actor.name,
            office=actor.office,
            at=at,
        )
        for target, actor in zip(targets, actors, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial of 2025: households that sign, from the province down to hamlets.

    Two communes have given theirs to hamlets; one hamlet and one commune still think
    about theirs, one commune asks for another figure.
    """

    script: Script
    loading: Loading
    code: str = "ho-ky-giao-uoc"
    split_further: tuple[str, ...] = ("b29008", "b28901")
    still_thinking: tuple[str, ...] = (
        "b28909",
        "28901/Ấp Trung An",
        "29008/Ấp 4",
    )
    asks_for_less: str = "b28936"

    def give(self) -> None:
        """January to May 2025."""
        root = self.script.roots[self.code]
        hamlets = _hamlet_shares(int(root.value))
        communes = _folded(hamlets, lambda key: f"b{key.split('/')[0]}")
        above = {place.key: place.above for place in communes_of(BEN_TRE)}
        districts = _folded(communes, lambda key: above[key])
        giver, day = self.script.actor, date(2025, 1, 6)
        for target, key in self._offer(root, districts, giver, day):
            taken = self._accept(target, key, day)
            ours = {c: v for c, v in communes.items() if above[c] == key}
            self._to_communes(self._ruled(taken, key, day), key, ours, hamlets)

    def _to_communes(
        self,
        parent: Target,
        key: str,
        communes: Mapping[str, int],
        hamlets: Mapping[str, int],
    ) -> None:
        giver = speaking_for(self.loading, key)
        prompt = {c: v for c, v in communes.items() if c not in self._late()}
        late = {c: v for c, v in communes.items() if c in self._late()}
        day = date(2025, 1, 13)
        for target, commune in self._offer(parent, prompt, giver, day):
            taken = self._accept(target, commune, day)
            if commune in self.split_further:
                ours = {h: v for h, v in hamlets.items() if f"b{h[:5]}" == commune}
                self._to_hamlets(self._ruled(taken, commune, day), commune, ours)
        for target, commune in self._offer(parent, late, giver, date(2025, 5, 12)):
            if commune == self.asks_for_less:
                counter_target(
                    target,
                    (target.value * Decimal("0.8")).quantize(Decimal(1)),
                    reason="Bốn ấp đang mùa thu hoạch, nhiều hộ đi làm xa; xã xin "
                    "ký trước tám phần mười, phần còn lại sau Tết Đoan Ngọ.",
                    revision=target.revision,
                    actor=speaking_for(self.loading, commune),
                    at=on(date(2025, 5, 15), 14, 10),
                )

    def _late(self) -> tuple[str, ...]:
        return (*self.still_thinking, self.asks_for_less)

    def _to_hamlets(self, parent: Target, key: str, hamlets: Mapping[str, int]) -> None:
        giver = speaking_for(self.loading, key)
        day = date(2025, 1, 20)
        for target, hamlet in self._offer(parent, hamlets, giver, day):
            if hamlet not in self.still_thinking:
                self._accept(target, hamlet, day)

    def _offer(
        self, parent: Target, values: Mapping[str, int], giver: Actor, day: date
    ) -> list[tuple[Target, str]]:
        ids = self.loading.stage.ids
        offers = [Offer(ids[key], Decimal(value)) for key, value in values.items()]
        if not offers:
            return []
        given = propose_targets(parent, offers, actor=giver, at=on(day))
        return list(zip(given, values, strict=True))

    def _accept(self, target: Target, key: str, day: date) -> Target:
        return accept_target(
            target,
            revision=target.revision,
            actor=speaking_for(self.loading, key),
            at=on(day + timedelta(days=2), 10, 20),
        )

    def _ruled(self, target: Target, key: str, day: date) -> Target:
        return set_rule(
            target,
            Target.Split.SUM,
            actor=speaking_for(self.loading, key),
            at=on(day + timedelta(days=3)),
        )


def _hamlet_shares(total: int) -> dict[str, int]:
    keys = [body.key for body in bodies() if body.kind == Unit.Kind.HAMLET]
    sizes = [dice("signing", key).triangular(0.8, 1.25, 1) for key in keys]
    return dict(zip(keys, share_out(total, sizes), strict=True))


def _folded(values: Mapping[str, int], above: Callable[[str], str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, value in values.items():
        sums[above(key)] = sums.get(above(key), 0) + value
    return sums
