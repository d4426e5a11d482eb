"""What units owe by a day in a campaign besides reports, for who reminds them of it.

The room that reminds may not know every room in which something falls due: each offers
its own in `apps.ready`. Asked are first the days alone, then who owes what of those of
which somebody is to be reminded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.asked import asked_of
from thidua.campaigns.models import Milestone, MilestoneMark
from thidua.campaigns.states import State


@dataclass(frozen=True, slots=True)
class Falling:
    """Something that falls due in a campaign, by its number in its room."""

    pk: int
    campaign_id: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Owed:
    """What a unit owes: `what` says it in the reader's language, `path` opens it."""

    pk: int
    unit_id: int
    due_on: date
    what: Callable[[], str]
    movement: str
    path: str


@dataclass(frozen=True, slots=True)
class Promises:
    """What falls due in one room, and who still owes it on a day."""

    name: str
    falling: Callable[[date, date], Iterable[Falling]]
    owed: Callable[[Collection[int], date], Iterable[Owed]]


_offered: dict[str, Promises] = {}


def offer(promises: Promises) -> None:
    """Let units be reminded of what falls due in a room."""
    _offered[promises.name] = promises


def offered() -> Sequence[Promises]:
    """Those of every room."""
    return list(_offered.values())


def _falling(first: date, last: date) -> Iterator[Falling]:
    found = Milestone.objects.filter(
        due_on__range=(first, last), audience__campaign__state=State.LAUNCHED
    )
    rows = found.order_by("pk").values_list("pk", "audience__campaign", "due_on")
    return (Falling(*row) for row in rows)


def _owed(pks: Collection[int], day: date) -> Iterator[Owed]:
    """Of whom a step is asked and who has not said that it is reached, or was told
    that it is not."""
    steps = list(
        Milestone.objects.filter(pk__in=pks)
        .select_related("audience__campaign")
        .order_by("pk")
    )
    marks = MilestoneMark.objects.filter(milestone__in=steps, returned_reason="")
    said = set(marks.values_list("milestone_id", "unit_id"))
    asked = asked_of(steps, day)
    for step in steps:
        campaign = step.audience.campaign
        for unit in sorted(asked[step.pk]):
            if (step.pk, unit) not in said:
                yield Owed(
                    pk=step.pk,
                    unit_id=unit,
                    due_on=step.due_on,
                    what=_milestone(step.name),
                    movement=campaign.name,
                    path=reverse("campaigns:milestones", args=[campaign.pk]),
                )


def _milestone(name: str) -> Callable[[], str]:
    return lambda: _("mốc “%(name)s”") % {"name": name}


offer(Promises("milestone", _falling, _owed))
