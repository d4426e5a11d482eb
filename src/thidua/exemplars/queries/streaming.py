"""The picture of who learns from whom, and the same as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.lineage import Family, Words
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.queries.words import called, learner_called
from thidua.exemplars.shown import shown_of
from thidua.exemplars.states import LEARNER_TONES, TOLD, Learner
from thidua.kernel import clock, dates
from thidua.kernel.ui import charts
from thidua.organisations.actor import Actor

MOST_ALONE = 6
"""So many learners of one exemplar in one state are drawn each; more as one circle."""
_TICKS = 5


@dataclass(frozen=True, slots=True)
class StreamRow:
    """One learner of the table behind the picture."""

    source: str
    name: str
    home: str
    since: str
    state: str
    tone: str
    href: str


def kind_of(learning: Learning) -> str:
    """How a learner is drawn."""
    if learning.state == Learner.SURPASSED:
        return "surpassed"
    if learning.state == Learner.CAUGHT_UP:
        return "caught"
    if learning.state == Learner.STOPPED:
        return "stopped"
    return "slow" if learning.needs_help else "learning"


def drawn(family: Family, words: Words, title: str, note: str) -> charts.Streams:
    """The families as streams, in the words that the reader may read."""
    stops: list[charts.Stop] = []
    for exemplar in family.exemplars:
        if exemplar.grown_from_id is None:
            stops.append(_root(exemplar, words))
        stops += _learners(exemplar, family, words)
    return charts.streams(title, stops, _ticks(stops), note=note)


def words_for(
    family: Family,
    actor: Actor,
    day: date,
    learners: Sequence[Learning] | None = None,
) -> Words:
    """What this reader may call the members of a family; of people, what they allow.

    `learners` are those to be named; None: all of them.
    """
    if learners is None:
        learners = [one for _source, one in members_of(family)]
    units = {one.home_id for one in [*family.exemplars, *learners]}
    units |= {one.unit_id for one in learners if one.unit_id is not None}
    keys = [one.pk for one in family.exemplars]
    whole = Exemplar.objects.inside(actor, day).filter(pk__in=keys)
    inside = set(whole.values_list("pk", flat=True))
    shown = shown_of(family.exemplars, inside=inside, day=day)
    private = [one.pk for one in learners if one.unit_id is None]
    seen = Learning.objects.visible_to(actor, day).filter(pk__in=private)
    return Words(
        titles={pk: one.title for pk, one in shown.items()},
        units=called(units, day),
        known=set(seen.values_list("pk", flat=True)) if private else set(),
        pages=inside | {one.pk for one in family.exemplars if one.state in TOLD},
    )


def a_node() -> str:
    """What one place of the picture is."""
    return _("Mỗi nút là một nơi học, đặt theo tháng bắt đầu")


def _month(day: date) -> float:
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


def _ticks(stops: Sequence[charts.Stop]) -> list[tuple[float, str]]:
    months = [one.at for one in stops]
    if not months:
        return []
    first, last = int(min(months)), int(max(months)) + 1
    step = max(1, -(-(last - first) // _TICKS))
    return [
        (float(at), f"{at % 12 + 1}/{at // 12}") for at in range(first, last + 1, step)
    ]


def _key(exemplar: Exemplar) -> str:
    """A learner that became an exemplar is one place, not two."""
    from_learning = exemplar.grown_from_id
    return f"l{from_learning}" if from_learning is not None else f"e{exemplar.pk}"


def _href(exemplar: Exemplar | None, words: Words) -> str:
    """The page of an exemplar, for whoever may open it; “” of none."""
    if exemplar is None or exemplar.pk not in words.pages:
        return ""
    return reverse("exemplars:exemplar", args=[exemplar.pk])


def _root(exemplar: Exemplar, words: Words) -> charts.Stop:
    day = exemplar.praised_on or clock.day_of(exemplar.registered_at)
    return charts.Stop(
        _key(exemplar),
        _short(words.titles[exemplar.pk]),
        _("điển hình gốc"),
        _month(day),
        "root",
        href=_href(exemplar, words),
        weight=3,
    )


def _learners(exemplar: Exemplar, family: Family, words: Words) -> list[charts.Stop]:
    groups: dict[str, list[Learning]] = defaultdict(list)
    alone: list[Learning] = []
    for one in family.learners.get(exemplar.pk, ()):
        if one.pk in family.grown:
            alone.append(one)
        else:
            groups[kind_of(one)].append(one)
    stops = []
    for kind, some in groups.items():
        if len(some) <= MOST_ALONE:
            alone += some
        else:
            stops.append(_many(exemplar, kind, some))
    stops += [_one(exemplar, one, family, words) for one in alone]
    return stops


def _many(exemplar: Exemplar, kind: str, some: Sequence[Learning]) -> charts.Stop:
    count = len(some)
    words = {
        "learning": _("đang học"),
        "slow": _("chậm, cần hỗ trợ"),
        "caught": _("bắt kịp"),
        "surpassed": _("vượt qua"),
        "stopped": _("thôi học"),
    }[kind]
    days = sorted(one.starts_on for one in some)
    return charts.Stop(
        f"{_key(exemplar)}-{kind}",
        ngettext("%(n)s nơi", "%(n)s nơi", count) % {"n": count},
        words,
        _month(days[len(days) // 2]),
        "learning" if kind == "slow" else kind,
        _key(exemplar),
        weight=count,
        count=str(count),
    )


def _one(
    exemplar: Exemplar,
    one: Learning,
    family: Family,
    words: Words,
) -> charts.Stop:
    state = one.get_state_display()
    if kind_of(one) == "slow":
        state = _("chậm, cần hỗ trợ")
    about = words.units.get(one.home_id, "") if one.kind != one.Kind.UNIT else ""
    return charts.Stop(
        f"l{one.pk}",
        _short(learner_called(one, words.units, words.known)),
        f"{_short(about)} · {state}" if about else str(state),
        _month(one.starts_on),
        kind_of(one),
        _key(exemplar),
        href=_href(family.grown.get(one.pk), words),
    )


def _short(name: str) -> str:
    return name if len(name) <= 44 else f"{name[:42].rstrip()}…"


def members_of(family: Family) -> list[tuple[Exemplar, Learning]]:
    """Every learner, under whom it learns from."""
    return [
        (exemplar, one)
        for exemplar in family.exemplars
        for one in family.learners.get(exemplar.pk, ())
    ]


def rows_of(
    members: Sequence[tuple[Exemplar, Learning]], family: Family, words: Words
) -> list[StreamRow]:
    """Learners as rows of a table."""
    return [
        StreamRow(
            source=words.titles[exemplar.pk],
            name=learner_called(one, words.units, words.known),
            home=words.units.get(one.home_id, ""),
            since=dates.show(one.starts_on),
            state=str(one.get_state_display()),
            tone=LEARNER_TONES[Learner(one.state)],
            href=_href(family.grown.get(one.pk), words),
        )
        for exemplar, one in members
    ]


def standing_of(family: Family) -> Counter[str]:
    """How many learners stand where, in all generations."""
    return Counter(kind_of(one) for some in family.learners.values() for one in some)
