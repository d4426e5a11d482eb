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
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.ground import Ground
from thidua.config.demonstration.places import Place
from thidua.exemplars import actions
from thidua.exemplars.drafts import (
    LearningDraft,
    PanelDraft,
    SaidDraft,
    SubjectDraft,
    VisitDraft,
)
from thidua.exemplars.judging import judged
from thidua.exemplars.models import Exemplar, Learning, Panel, PanelVerdict, Visit
from thidua.exemplars.states import Learner
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called
from thidua.prospects.models import Subject

COUNTED_ON, SAT_ON, DECIDED_ON = (
    date(2024, 12, 31),
    date(2025, 1, 14),
    date(2025, 1, 20),
)
STEP = timedelta(days=45)
WAITING = "hoc-tap"
"""The exemplar whose panel waits for the head's decision."""
HELP = ("thiếu vật liệu", "thiếu người kỹ thuật", "chưa có kinh phí")


def teach(
    ground: Ground, exemplar: Exemplar, spec: Mapping[str, Any], home: Place
) -> None:
    """Learners of each wanted kind, a visit, a panel, a decision, a next exemplar."""
    wanted = spec["learners"]
    chosen = _chosen(ground, exemplar, wanted, home)
    if not any(chosen.values()):
        return
    late = chosen.pop("late")
    places = [place for some in chosen.values() for place in some]
    assert exemplar.praised_on is not None  # noqa: S101 - taught after the praise
    learners = [
        _follow(ground, exemplar, place, exemplar.praised_on + STEP * number)
        for number, place in enumerate(places)
    ]
    newcomers = [_follow(ground, exemplar, place, SAT_ON) for place in late]
    officer = speaking_for(ground.loading, home.key)
    first = min(one.starts_on for one in [*learners, *newcomers])
    actions.open_learning(exemplar, actor=officer, at=on(first, 15))
    exemplar.refresh_from_db()
    _visit(exemplar, learners, officer, first + timedelta(days=40))
    slow = {ground.loading.stage.ids[place.key] for place in chosen.get("slow", ())}
    for number, one in enumerate(one for one in learners if one.unit_id in slow):
        teller = speaking_for(ground.loading, ground.key_of(one.home_id))
        words = HELP[number % len(HELP)]
        actions.ask_for_help(one, words, actor=teller, at=on(date(2025, 3, 12), 9))
    _sit(ground, exemplar, learners, home, is_waiting=spec["key"] == WAITING)


def _chosen(
    ground: Ground, exemplar: Exemplar, wanted: Mapping[str, int], home: Place
) -> dict[str, list[Place]]:
    """Communes by what the rule would say of them at the end of 2024."""
    ids = ground.loading.stage.ids
    assert exemplar.praised_on is not None  # noqa: S101 - taught after the praise
    trial = [
        Learning(
            pk=-number,
            exemplar=exemplar,
            kind=Subject.Kind.UNIT,
            unit_id=ids[place.key],
            home_id=ids[place.key],
            starts_on=exemplar.praised_on,
            due_on=COUNTED_ON,
            state=Learner.LEARNING,
        )
        for number, place in enumerate(ground.places, start=1)
        if place.key != home.key
    ]
    places = [place for place in ground.places if place.key != home.key]
    found: dict[str, list[Place]] = defaultdict(list)
    for place, one in zip(places, judged(exemplar, trial, COUNTED_ON), strict=True):
        found[one.outcome].append(place)
    chance = dice("learners", exemplar.title)
    for some in found.values():
        chance.shuffle(some)
    short = found["not_yet"] or found["unknown"]
    past, there = wanted.get("surpassed", 0), wanted.get("caught_up", 0)
    still, slow = wanted.get("learning", 0), wanted.get("slow", 0)
    rest = [*found["surpassed"][past:], *found["caught_up"][there:]]
    return {
        "surpassed": found["surpassed"][:past],
        "caught_up": found["caught_up"][:there],
        "learning": short[:still],
        "slow": short[still : still + slow],
        "late": rest[: max(still - len(short), 0)],
    }


def _follow(ground: Ground, exemplar: Exemplar, place: Place, after: date) -> Learning:
    """A commune begins some weeks after a day; before the panel sat, or well after."""
    unit_id = ground.loading.stage.ids[place.key]
    chance = dice("follow", exemplar.title, place.key)
    begins = after + timedelta(days=chance.randint(20, 60))
    if after < SAT_ON:
        begins = min(begins, date(2024, 10, 1))
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
) -> None:
    officer = speaking_for(ground.loading, home.key)
    for one in learners:
        one.refresh_from_db()
    found = judged(exemplar, learners, COUNTED_ON)
    said = [
        SaidDraft(one.learning.pk, one.outcome, one.outcome, one.learning.version)
        for one in found
        if one.outcome != PanelVerdict.Outcome.UNKNOWN
    ]
    if not said:
        return
    panel = _panel(exemplar, said, officer)
    passed = panel.verdicts.filter(said__in=["caught_up", "surpassed"])
    keys = list(passed.values_list("learning", flat=True))
    if not keys or is_waiting:
        return
    actions.recognise_learners(
        panel, keys, decided_on=DECIDED_ON, actor=officer, at=on(DECIDED_ON, 10)
    )
    best = Learning.objects.filter(pk__in=keys, state=Learner.SURPASSED).first()
    if best is not None:
        next_one = speaking_for(ground.loading, ground.key_of(best.home_id))
        actions.promote_learner(best, actor=next_one, at=on(date(2025, 2, 10), 9))


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
