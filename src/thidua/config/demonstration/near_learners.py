"""Who learns beside those that sign in: to open for, to assess, to decide on.

What a panel finds follows from the figures told month by month; one panel was decided
on, by a decision that waits for its number, one waits for the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.papers import kept
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.story import CHAU_BINH
from thidua.exemplars import actions
from thidua.exemplars.drafts import LearningDraft, PanelDraft, SaidDraft, SubjectDraft
from thidua.exemplars.judging import judged
from thidua.exemplars.models import Exemplar, Learning, Panel
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.organisations.actor import Actor
from thidua.organisations.models import User

Spec = dict[str, Any]
HAMLET = "29008/Ấp 4"
HEAD = "chutich.chaubinh"
FIRST, DECIDED_ON = date(2025, 4, 14), date(2025, 4, 18)
"""When the panel sat that was decided on, and when it was."""
SECOND = date(2025, 5, 14)
"""When the one sat that waits for the head."""
SOON = timedelta(days=30)
"""Who falls due within it is left to be assessed."""


def learn_near(
    loading: Loading, exemplar: Exemplar, spec: Spec, officer: Actor
) -> None:
    """They follow and tell their months; panels sit on those that go on after May."""
    learners = [
        (_followed(loading, exemplar, one, number, officer), one)
        for number, one in enumerate(spec["learners"])
    ]
    if spec["stays"] != "learning":
        return
    first = min(one["began"] for one in spec["learners"])
    actions.open_learning(exemplar, actor=officer, at=on(first, 15))
    for learning, one in learners:
        for name, value in one["told"]:
            _tell(learning, name, value, officer)
    recognised = [learning for learning, one in learners if one.get("recognised")]
    if not recognised:
        return
    panel = _sit(exemplar, recognised, FIRST, officer)
    actions.recognise_learners(
        panel,
        [one.pk for one in recognised],
        decided_on=DECIDED_ON,
        actor=officer_of(loading.stage, HEAD, CHAU_BINH),
        at=on(DECIDED_ON, 10),
    )
    rest = [
        learning
        for learning, one in learners
        if not one.get("recognised") and one["due"] > SECOND + SOON
    ]
    _sit(exemplar, rest, SECOND, officer)


def _followed(
    loading: Loading, exemplar: Exemplar, spec: Spec, number: int, officer: Actor
) -> Learning:
    """Somebody who signs in follows for themselves; for the others the commune does."""
    figure = exemplar.figures.get()
    by_self = "user" in spec
    draft = LearningDraft(
        _themselves(loading, exemplar, spec["user"])
        if by_self
        else _someone(loading, exemplar, spec, number),
        takes_over=spec.get("takes") or exemplar.how_to.splitlines()[0],
        starts_on=spec["began"],
        due_on=spec["due"],
        goals=[(figure.pk, figure.frozen.value)],
        starts=[(figure.pk, Decimal(spec["start"]))],
        is_made_up=True,
    )
    actor = officer_of(loading.stage, spec["user"], HAMLET) if by_self else officer
    return actions.follow_exemplar(
        exemplar, draft, actor=actor, at=on(spec["began"], 9)
    )


def _themselves(loading: Loading, exemplar: Exemplar, username: str) -> SubjectDraft:
    person = User.objects.select_related("person").get(username=username).person
    assert person is not None  # noqa: S101 - of the cast
    home = loading.stage.ids[HAMLET]
    return SubjectDraft(
        "person", person.full_name, home, exemplar.field, person_id=person.pk
    )


def _someone(
    loading: Loading, exemplar: Exemplar, spec: Spec, number: int
) -> SubjectDraft:
    name = spec.get("said") or name_of("near learner", exemplar.title, number).full
    home = loading.stage.ids[spec["home"]]
    return SubjectDraft(spec["kind"], name, home, exemplar.field)


def month_of(name: str) -> PeriodSpan:
    """A month as the content writes it: `2025-04`."""
    return PeriodSpan(PeriodKind.MONTH, int(name[:4]), int(name[5:]))


def _tell(learning: Learning, name: str, value: int, officer: Actor) -> None:
    month = month_of(name)
    at = on(month.ends_on + timedelta(days=4), 10)
    lines = ("Sổ theo dõi (minh họa)", learning.name, f"Tháng {month.number}: {value}")
    actions.tell_values(
        learning,
        month,
        [(learning.exemplar.figures.get().pk, Decimal(value))],
        proof=kept(f"so-thang-{month.number}.pdf", lines, by=officer.name, at=at),
        actor=officer,
        at=at,
    )


def _sit(
    exemplar: Exemplar, learners: Sequence[Learning], day: date, officer: Actor
) -> Panel:
    """By the figures of the month that was over; the panel follows the rule."""
    for one in learners:
        one.refresh_from_db()
    counted = day.replace(day=1) - timedelta(days=1)
    exemplar.refresh_from_db()
    said = [
        SaidDraft(one.learning.pk, one.outcome, one.outcome, one.learning.version)
        for one in judged(exemplar, learners, counted)
    ]
    return actions.assess_learners(
        exemplar,
        PanelDraft(
            held_on=day,
            values_on=counted,
            led_by="Phó Chủ tịch Ủy ban nhân dân xã",
            members=told("near")["panels"]["members"],
            minutes="Đọc sổ của từng nơi, xem máy tại chỗ, thống nhất kết quả.",
            said=said,
        ),
        actor=officer,
        at=on(day, 16),
    )
