"""What waits in a campaign, as the database tells it: one shape for every kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.kernel.tasks import MINE, UNIT, Task, state_on


@dataclass(frozen=True, slots=True)
class Row:
    """Something that waits for a unit in a campaign; each kind says what it fills.

    `thing` numbers what is meant within the campaign (a target, a phase) and `name`
    calls it; `count` says how many there are and `more` how many of them stand out;
    `day` is the day from which or until which it waits, `why` what somebody said.
    """

    kind: str
    campaign_id: int
    campaign: str
    thing: int | None
    name: str
    count: int
    more: int
    day: date | None
    why: str | None


def task(
    verb: str,
    thing: str,
    due: date | None,
    on: date,
    url: str,
    detail: str = "",
    turn: str = MINE,
    turn_detail: str = "",
    whose: str = UNIT,
) -> Task:
    """A line of the desk as it stands on a day."""
    return Task(
        verb=verb,
        object=thing,
        detail=detail,
        due_on=due,
        turn=turn,
        turn_detail=turn_detail,
        url=url,
        state=state_on(due, on),
        whose=whose,
    )
