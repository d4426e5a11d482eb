"""What was known when an assessment was signed, beside what is known now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.effect.facts import Effect, Goal, Step
from thidua.campaigns.effect.telling import outcome_words
from thidua.kernel.numbers import show_dong


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is another today; `outcome` where the verdict changed too."""

    name: str
    then: str
    now: str
    changes_verdict: bool = False


def differences(then: Effect, now: Effect) -> list[Difference]:
    """Every figure told on the page that is not what it was; in the page's order."""
    return [
        *_goals(then.goals, now.goals),
        *_steps(then.steps, now.steps),
        *_response(then, now),
        *_cost(then, now),
    ]


def _goals(then: Iterable[Goal], now: Iterable[Goal]) -> Iterator[Difference]:
    today = {one.target_id: one for one in now}
    for before in then:
        after = today.pop(before.target_id, None)
        if after is None:
            yield Difference(before.name, _goal(before), _("không còn theo đuổi"))
        elif (before.reached, before.asked, before.outcome) != (
            after.reached,
            after.asked,
            after.outcome,
        ):
            changed = before.outcome != after.outcome
            yield Difference(before.name, _goal(before), _goal(after), changed)
    for after in today.values():
        yield Difference(after.name, _("chưa có chỉ tiêu này"), _goal(after))


def _goal(one: Goal) -> str:
    say = one.counted.say
    if one.asked is None:
        return f"{say(one.reached)} ({outcome_words(one.outcome)})"
    return _("%(reached)s, phải có %(asked)s (%(outcome)s)") % {
        "reached": say(one.reached),
        "asked": say(one.asked),
        "outcome": outcome_words(one.outcome),
    }


def _steps(then: Iterable[Step], now: Iterable[Step]) -> Iterator[Difference]:
    today = {one.milestone_id: one for one in now}
    for before in then:
        after = today.get(before.milestone_id)
        if after is not None and (before.reached, before.asked) != (
            after.reached,
            after.asked,
        ):
            yield Difference(
                _("Mốc “%(name)s”") % {"name": before.name},
                f"{before.reached}/{before.asked}",
                f"{after.reached}/{after.asked}",
                before.outcome != after.outcome,
            )


def _response(then: Effect, now: Effect) -> Iterator[Difference]:
    pairs = [
        (_("Đơn vị tham gia"), len(then.members), len(now.members)),
        (_("Đã tiếp nhận"), *_counted(then, now, "is_told")),
        (_("Đã cụ thể hóa"), *_counted(then, now, "has_plan")),
        (_("Báo cáo phải gửi"), *_counted(then, now, "expected")),
        (_("Báo cáo đã gửi"), *_counted(then, now, "received")),
        (_("Báo cáo đúng hạn"), *_counted(then, now, "on_time")),
    ]
    for name, before, after in pairs:
        if before != after:
            yield Difference(name, str(before), str(after))


def _counted(then: Effect, now: Effect, name: str) -> tuple[int, int]:
    return tuple(  # type: ignore[return-value]
        sum(int(getattr(one, name)) for one in effect.units) for effect in (then, now)
    )


def _cost(then: Effect, now: Effect) -> Iterator[Difference]:
    if then.cost.total != now.cost.total:
        yield Difference(
            _("Kinh phí đã ghi"),
            show_dong(then.cost.total),
            show_dong(now.cost.total),
        )
