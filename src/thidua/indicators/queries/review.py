"""The receiver's side: what was sent, what changed since, and the next one waiting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.trail import trail_of
from thidua.indicators.models import FormLine, ObservationChange, Report
from thidua.indicators.queries.entry import EntryRow, entry_rows, some_official
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.trail import shown_in
from thidua.indicators.queries.words import TONES, period_words, show_moment
from thidua.indicators.states import State
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.organisations.actor import Actor
from thidua.organisations.queries import names_on


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One figure before its receiver; `was` and `why` are of its last return."""

    row: EntryRow
    was: str
    why: str
    is_waiting: bool
    reason_name: str
    line_id: int
    is_official: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One report before its receiver; afterwards, what became of it."""

    title: str
    form_name: str
    sent: str
    crumbs: Sequence[Link]
    state: str
    tone: str
    is_waiting: bool
    column_before: str
    rows: Sequence[ReviewRow]
    changed_count: int
    may_accept: Verdict
    accept_url: str
    return_url: str
    entry_url: str
    next_url: str
    place_words: str
    may_reopen: Verdict
    reopen_url: str
    reopened: Sequence[TrailLine]


def review_page(place: Place, *, actor: Actor, today: date) -> ReviewPage:
    """What the receiver reads before accepting or returning."""
    lines = place.lines()
    entry = entry_rows(place, lines, actor=actor, today=today)
    returns = _last_returns(place, lines)
    rows = [
        _row(line, row, returns.get(line.version.indicator_id))
        for line, row in zip(lines, entry, strict=True)
    ]
    unit = names_on([place.unit.pk], place.period.ends_on).get(place.unit.pk, "")
    queue = _queue(actor, today)
    report = place.report
    return ReviewPage(
        title=_("Báo cáo %(period)s, %(unit)s")
        % {"period": period_words(place.period.pk), "unit": unit},
        form_name=place.form.name,
        sent=f"{report.submitted_by}, {show_moment(report.submitted_at)}"
        if report and report.submitted_at
        else "",
        crumbs=[
            Link(_("Báo cáo"), reverse("indicators:reports")),
            Link(_("Chờ nhận"), reverse("indicators:reports-awaiting")),
        ],
        state=str(place.state.label),
        tone=TONES[place.state],
        is_waiting=place.state == State.SUBMITTED,
        column_before=period_words(place.span.before().id),
        rows=rows,
        changed_count=sum(1 for row in rows if row.why),
        may_accept=place.may_accept(actor),
        accept_url=reverse("indicators:report-accept", args=place.key),
        return_url=reverse("indicators:report-return", args=place.key),
        entry_url=reverse("indicators:report", args=place.key),
        next_url=_next(queue, place.key),
        place_words=_place(queue, place.key),
        may_reopen=place.may_reopen(actor) & some_official(entry),
        reopen_url=reverse("indicators:report-reopen", args=place.key),
        reopened=reopened_lines(place),
    )


def reopened_lines(place: Place) -> list[TrailLine]:
    """Every time the accepted report was opened again: who, when, what and why."""
    if place.report is None or not place.report.reopened_because:
        return []
    return [
        TrailLine(
            when=show_moment(one.at),
            words=_("mở lại để sửa: %(figures)s")
            % {"figures": "; ".join(one.details.get("figures", []))},
            who=", ".join(part for part in (one.actor_name, one.office) if part),
            note=str(one.details.get("reason", "")),
        )
        for one in trail_of(place.report, verb="indicators.report.reopened")
    ]


def next_waiting(actor: Actor, after: tuple[int, int, int], today: date) -> str:
    """The address of the next report that waits for this unit; “” when none does."""
    return _next(_queue(actor, today), after)


def _row(line: FormLine, row: EntryRow, last: Mapping[str, Any] | None) -> ReviewRow:
    return ReviewRow(
        row=row,
        was=shown_in(line, last) if last else "",
        why=str(last.get("return_reason", "")) if last else "",
        is_waiting=row.is_sent,
        reason_name=f"reason-{line.pk}",
        line_id=line.pk,
        is_official=row.is_official,
    )


def _last_returns(
    place: Place, lines: Sequence[FormLine]
) -> dict[int, Mapping[str, Any]]:
    """For each figure that was once sent back: how it stood then, and why."""
    changes = (
        ObservationChange.objects.filter(
            unit_id=place.unit.pk,
            period_id=place.period.pk,
            indicator_id__in=[line.version.indicator_id for line in lines],
            after__state=State.RETURNED,
            before__state__in=[State.SUBMITTED, State.ACCEPTED],
        )
        .order_by("pk")
        .values_list("indicator_id", "after")
    )
    return {indicator: after for indicator, after in changes if after}


def _queue(actor: Actor, today: date) -> list[tuple[int, int, int]]:
    waiting = Report.objects.awaiting(actor.unit_id, today)
    waiting = waiting.order_by("submitted_at", "pk")
    return list(waiting.values_list("form", "period", "unit"))


def _next(queue: Sequence[tuple[int, int, int]], after: tuple[int, int, int]) -> str:
    others = [one for one in queue if one != after]
    if not others:
        return ""
    place = queue.index(after) if after in queue else 0
    following = [one for one in queue[place:] if one != after] or others
    return reverse("indicators:report-review", args=following[0])


def _place(queue: Sequence[tuple[int, int, int]], key: tuple[int, int, int]) -> str:
    if key not in queue:
        return ""
    return _("báo cáo %(place)s trên %(count)s chờ nhận") % {
        "place": queue.index(key) + 1,
        "count": len(queue),
    }
