"""Reports of a half-year or year in the table of response: who sent in time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.campaigns.models import Campaign
from thidua.follow_up.answering import who_answers
from thidua.follow_up.models import Review, ReviewCall
from thidua.indicators.periods import from_id
from thidua.kernel import clock
from thidua.kernel.clock import day_of
from thidua.organisations.models import Lineage


@dataclass(frozen=True, slots=True)
class Sent:
    """Reports of one period, of a unit and those below it."""

    expected: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0

    def with_one(self, review: Review, today: date) -> Sent:
        """One more; in time is what first came by the day that holds now."""
        due, at = review.call.due_on, review.first_sent_at
        came = day_of(at) if at and at < clock.end_of(today) else None
        return Sent(
            self.expected + 1,
            self.on_time + (came is not None and came <= due),
            self.late + (came is not None and came > due),
            self.missing + (came is None and due < today),
        )


def calls_of(campaign: Campaign, year: int, today: date) -> list[ReviewCall]:
    """What was asked for of a year by today, by the end of its period."""
    calls = ReviewCall.objects.filter(
        campaign=campaign, called_at__lt=clock.end_of(today)
    )
    of_year = [one for one in calls if from_id(one.period_id).ends_on.year == year]
    return sorted(of_year, key=lambda one: from_id(one.period_id).ends_on)


def sent_of(
    campaign: Campaign,
    calls: Sequence[ReviewCall],
    units: Collection[int],
    day: date,
    today: date,
) -> Mapping[tuple[int, int], Sent]:
    """By unit, those below it with it, and call; by who writes the report that day."""
    found: dict[tuple[int, int], Sent] = {}
    if not calls:
        return found
    asked = Review.objects.filter(call__in=calls).select_related("call__campaign")
    reviews = list(asked.order_by("pk"))
    answers = who_answers(reviews, day)
    writers = {one.writer for one in answers.values()}
    lines = Lineage.objects.filter(
        tree=campaign.tree_id,
        ancestor__in=units,
        unit__in=writers,
        during__contains=day,
    )
    above: dict[int, set[int]] = {unit: {unit} for unit in writers & set(units)}
    for unit, ancestor in lines.values_list("unit_id", "ancestor_id"):
        above.setdefault(unit, set()).add(ancestor)
    for one in reviews:
        for unit in above.get(answers[one.pk].writer, ()):
            key = unit, one.call_id
            found[key] = found.get(key, Sent()).with_one(one, today)
    return found
