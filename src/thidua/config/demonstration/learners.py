"""Who learns from the exemplars of the demonstration, and what became of it.

Chosen by the figures: those who surpassed by them, who caught up, who did not; assessed
by a panel in January 2025, recognised by the head; one panel of May still waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.giving import deciding_for, speaking_for
from thidua.config.demonstration.ground import Ground
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.places import Place
from thidua.exemplars import actions
from thidua.exemplars.comparing import Place as Position
from thidua.exemplars.drafts import (
    LearningDraft,
    PanelDraft,
    SaidDraft,
    SubjectDraft,
    VisitDraft,
)
from thidua.exemplars.judging import judged
from thidua.exemplars.models import Exemplar, Learning, Panel, PanelVerdict, Visit
from thidua.exemplars.ruling import bars_of
from thidua.exemplars.states import Learner
from thidua.exemplars.values import of_learners
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called
from thidua.prospects.models import Subject

COUNTED_ON, SAT_ON, DECIDED_ON = (
    date(2024, 12, 31),
    date(2025, 1, 14),
    date(2025, 1, 20),
)
STEP = timedelta(days=45)
LATE = date(2025, 2, 17)
"""When those began who came after the panel had sat."""
WAITING = "dong-ho"
"""The exemplar on whose learners a panel of the standing office sat: its head has yet
to decide."""
Begun = tuple[Place, date]
"""A commune, and the day on which it begins."""
HELP = ("thiếu vật liệu", "thiếu người kỹ thuật", "chưa có kinh phí")


def teach(
    ground: Ground, exemplar: Exemplar, spec: Mapping[str, Any], home: Place
) -> Exemplar | None:
    """Learners of each wanted kind, a visit, a panel, a decision; the exemplar that
    grows of who surpassed, if one did."""
    chosen = _chosen(ground, exemplar, spec["learners"], home)
    late = chosen.pop("late")
    begun = [one for some in chosen.values() for one in some]
    if not begun and not late:
        return None
    learners = [_follow(ground, exemplar, *one) for one in begun]
    newcomers = [_follow(ground, exemplar, *one) for one in late]
    officer = speaking_for(ground.loading, home.key)
    first = min(one.starts_on for one in [*learners, *newcomers])
    actions.open_learning(exemplar, actor=officer, at=on(first, 15))
    exemplar.refresh_from_db()
    _visit(exemplar, learners, officer, first + timedelta(days=40))
    ids = ground.loading.stage.ids
    slow = {ids[place.key] for place, _begins in chosen.get("slow", ())}
    for number, one in enumerate(one for one in learners if one.unit_id in slow):
        teller = speaking_for(ground.loading, ground.key_of(one.home_id))
        words = HELP[number % len(HELP)]
        actions.ask_for_help(one, words, actor=teller, at=on(date(2025, 3, 12), 9))
    return _sit(ground, exemplar, learners, home, is_waiting=spec["key"] == WAITING)


def pass_on(
    ground: Ground, grown: Exemplar, besides: Sequence[str], most: int
) -> list[Learning]:
    """Who learns from an exemplar that was a learner itself: some who stand below its
    own mark since its praise."""
    assert grown.praised_on is not None  # noqa: S101 - after the praise
    begins = grown.praised_on + timedelta(days=12)
    places = [one for one in ground.places if one.key not in besides]
    dice("pass on", grown.title).shuffle(places)
    below = _below(ground, grown, [(place, begins) for place in places])[:most]
    learners = [_follow(ground, grown, *one) for one in below]
    if learners:
        officer = speaking_for(ground.loading, ground.key_of(grown.home_id))
        actions.open_learning(grown, actor=officer, at=on(begins, 15))
    return learners


def _chosen(
    ground: Ground, exemplar: Exemplar, wanted: Mapping[str, int], home: Place
) -> dict[str, list[Begun]]:
    """Communes that stood below the mark when they began, by what the rule would say
    of them at the end of 2024; those who came late stood below it then."""
    places = [place for place in ground.places if place.key != home.key]
    begun = _below(ground, exemplar, [(one, _begins(exemplar, one)) for one in places])
    trial = [
        _trial(ground, exemplar, number, *one)
        for number, one in enumerate(begun, start=1)
    ]
    found: dict[str, list[Begun]] = defaultdict(list)
    for one, got in zip(begun, judged(exemplar, trial, COUNTED_ON), strict=True):
        found[got.outcome].append(one)
    chance = dice("learners", exemplar.title)
    for some in found.values():
        chance.shuffle(some)
    short = found["not_yet"] or found["unknown"]
    past, there = wanted.get("surpassed", 0), wanted.get("caught_up", 0)
    still, slow = wanted.get("learning", 0), wanted.get("slow", 0)
    rest = [(place, LATE) for place, _begins in short[still + slow :]]
    return {
        "surpassed": found["surpassed"][:past],
        "caught_up": found["caught_up"][:there],
        "learning": short[:still],
        "slow": short[still : still + slow],
        "late": _below(ground, exemplar, rest)[:1] if wanted else [],
    }


def _begins(exemplar: Exemplar, place: Place) -> date:
    """A commune begins some months after the praise, well before the panel sat."""
    assert exemplar.praised_on is not None  # noqa: S101 - taught after the praise
    chance = dice("follow", exemplar.title, place.key)
    after = exemplar.praised_on + STEP * chance.randint(0, 5) + timedelta(days=30)
    return min(after, date(2024, 10, 1)).replace(day=chance.randint(3, 24))


def _below(ground: Ground, exemplar: Exemplar, begun: Sequence[Begun]) -> list[Begun]:
    """Those whose reports put them below the mark on the day on which they begin."""
    bars = bars_of(exemplar)
    months = exemplar.rule.window if exemplar.rule else ground.window
    figures = [one.figure for one in bars]
    days: dict[date, list[Begun]] = defaultdict(list)
    for place, begins in begun:
        days[begins.replace(day=3)].append((place, begins))
    below: set[str] = set()
    for day, some in days.items():
        trial = [
            _trial(ground, exemplar, number, *one)
            for number, one in enumerate(some, start=1)
        ]
        known = of_learners(trial, figures, exemplar.campaign, day, months)
        below |= {
            place.key
            for (place, _begins), one in zip(some, trial, strict=True)
            if all((one.pk, bar.figure.pk) in known for bar in bars)
            and all(
                bar.bar.place(known[one.pk, bar.figure.pk].value) == Position.BELOW
                for bar in bars
            )
        }
    return [one for one in begun if one[0].key in below]


def _trial(
    ground: Ground, exemplar: Exemplar, number: int, place: Place, begins: date
) -> Learning:
    unit_id = ground.loading.stage.ids[place.key]
    return Learning(
        pk=-number,
        exemplar=exemplar,
        kind=Subject.Kind.UNIT,
        unit_id=unit_id,
        home_id=unit_id,
        starts_on=begins,
        due_on=date(2025, 12, 31),
        state=Learner.LEARNING,
    )


def _follow(ground: Ground, exemplar: Exemplar, place: Place, begins: date) -> Learning:
    unit_id = ground.loading.stage.ids[place.key]
    return actions.follow_exemplar(
        exemplar,
        LearningDraft(
            SubjectDraft(
                Subject.Kind.UNIT,
                unit_called(unit_id, begins),
                unit_id,
                exemplar.field,
                unit_id=unit_id,
            ),
            takes_over=exemplar.how_to.splitlines()[0] if exemplar.how_to else "",
            starts_on=begins,
            due_on=date(2025, 12, 31),
            is_made_up=True,
        ),
        actor=speaking_for(ground.loading, place.key),
        at=on(begins, 9),
    )


def _visit(
    exemplar: Exemplar, learners: Sequence[Learning], officer: Actor, day: date
) -> None:
    came = [one for one in learners if one.starts_on <= day]
    if not came:
        return
    actions.record_visit(
        exemplar,
        VisitDraft(
            Visit.Kind.VISIT,
            day,
            "Nhà văn hóa ấp 1",
            "Đi xem tại chỗ, nghe các tổ kể cách làm.",
            [(one.pk, 6, "Mang về mẫu sổ và cách chia tổ.") for one in came],
        ),
        actor=officer,
        at=on(day, 17),
    )


def _sit(
    ground: Ground,
    exemplar: Exemplar,
    learners: Sequence[Learning],
    home: Place,
    *,
    is_waiting: bool,
) -> Exemplar | None:
    """A panel sits; unless it is the office's, which waits, the head recognises, and
    who surpassed is registered as the next exemplar."""
    loading = ground.loading
    officer = (
        officer_of(loading.stage, "bantd", "ban-thi-dua")
        if is_waiting
        else speaking_for(loading, home.key)
    )
    for one in learners:
        one.refresh_from_db()
    found = judged(exemplar, learners, COUNTED_ON)
    said = [
        SaidDraft(one.learning.pk, one.outcome, one.outcome, one.learning.version)
        for one in found
        if one.outcome != PanelVerdict.Outcome.UNKNOWN
    ]
    if not said:
        return None
    panel = _panel(exemplar, said, officer)
    passed = panel.verdicts.filter(said__in=["caught_up", "surpassed"])
    keys = list(passed.values_list("learning", flat=True))
    if not keys or is_waiting:
        return None
    head = deciding_for(loading, home.key)
    actions.recognise_learners(
        panel, keys, decided_on=DECIDED_ON, actor=head, at=on(DECIDED_ON, 10)
    )
    best = Learning.objects.filter(pk__in=keys, state=Learner.SURPASSED).first()
    if best is None:
        return None
    next_one = speaking_for(loading, ground.key_of(best.home_id))
    return actions.promote_learner(best, actor=next_one, at=on(date(2025, 2, 10), 9))


def _panel(exemplar: Exemplar, said: Sequence[SaidDraft], officer: Actor) -> Panel:
    return actions.assess_learners(
        exemplar,
        PanelDraft(
            held_on=SAT_ON,
            values_on=COUNTED_ON,
            led_by="Chủ tịch Hội đồng Thi đua – Khen thưởng xã",
            members="Chủ tịch Mặt trận xã\nBí thư Đoàn xã\nCông chức Thống kê",
            minutes="Đọc số liệu từng nơi, hỏi nơi còn vướng, thống nhất kết quả.",
            said=said,
        ),
        actor=officer,
        at=on(SAT_ON, 16),
    )
