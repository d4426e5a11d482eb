"""The mass of the figures: one statement per period, under the program's own name.

The triggers of the room of indicators keep the history and the roll-up; nothing here
touches either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from thidua.config.demonstration.habits import Sending, missing_reason, sendings
from thidua.config.demonstration.people import Crew
from thidua.config.demonstration.places import Place
from thidua.config.demonstration.series import Figure, Series
from thidua.config.demonstration.stage import Stage
from thidua.indicators.acting import acting
from thidua.indicators.models import Form, FormPeriod, Observation, Report
from thidua.indicators.states import State
from thidua.organisations.actor import Actor

COLUMNS = (
    "unit_id", "indicator_id", "period_id", "report_id", "state", "value",
    "numerator", "denominator", "missing_reason", "note", "return_reason", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """All reports of one form: who reports to whom, and every figure by its code."""

    form: Form
    receivers: Mapping[str, str]
    places: Sequence[Place]
    series: Mapping[str, Series]
    indicators: Mapping[str, int]
    notes: Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left out of the bulk, because the story tells it by actions."""

    reports: frozenset[tuple[str, date]] = frozenset()


def keep_the_book(
    book: Book,
    stage: Stage,
    crew: Crew,
    *,
    periods: int,
    since: int = 0,
    known_until: datetime,
    slow: Sequence[str] = (),
    kept: Kept = Kept(),
    actor: Actor,
) -> int:
    """Write every report and figure up to a moment; the answer: how many figures."""
    asked = _asked(book.form, periods, known_until)
    days = [period.due_on for period in asked]
    habits = {
        place.key: sendings(place, days, known_until.date(), slow)
        for place in book.places
    }
    count = 0
    for number, period in list(enumerate(asked))[since:]:
        sent = [
            (place, habits[place.key][number])
            for place in book.places
            if not habits[place.key][number].is_silent
            and (place.key, period.period.starts_on) not in kept.reports
        ]
        reports = _write_reports(book, stage, crew, period.period_id, sent)
        moment = datetime.combine(
            period.due_on, known_until.timetz().replace(hour=16)
        ) - timedelta(days=1)
        rows = _rows(book, stage, number, period.period.starts_on, sent, reports)
        with acting(actor, at=moment, reason="Nạp dữ liệu minh họa"):
            count += _copy(rows)
    return count


def _asked(form: Form, periods: int, known_until: datetime) -> list[FormPeriod]:
    """The first periods of a form whose reports are due by then."""
    first = form.periods.select_related("period").order_by("period_id")[:periods]
    return [one for one in first if one.due_on <= known_until.date()]


def _write_reports(
    book: Book,
    stage: Stage,
    crew: Crew,
    period_id: int,
    sent: Iterable[tuple[Place, Sending]],
) -> list[Report]:
    return Report.objects.bulk_create(
        Report(
            form=book.form,
            unit_id=stage.ids[place.key],
            period_id=period_id,
            receiver_id=stage.ids[book.receivers[place.key]],
            state=State.ACCEPTED if sending.accepted_at else State.SUBMITTED,
            first_submitted_at=sending.sent_at,
            submitted_at=sending.sent_at,
            submitted_by=crew.officer(place.key),
            accepted_at=sending.accepted_at,
            accepted_by=(
                crew.officer(book.receivers[place.key]) if sending.accepted_at else ""
            ),
        )
        for place, sending in sent
    )


def _rows(
    book: Book,
    stage: Stage,
    number: int,
    starts_on: date,
    sent: Iterable[tuple[Place, Sending]],
    reports: Iterable[Report],
) -> Iterator[tuple[object, ...]]:
    for (place, _sending), report in zip(sent, reports, strict=True):
        for code, series in book.series.items():
            if place.key not in series:
                continue
            figure = series[place.key][number]
            why = missing_reason(place, code, starts_on)
            note = book.notes.get((code, number), "")
            if why or figure == Figure():
                figure, why = Figure(), why or note
                note = ""
            yield (
                stage.ids[place.key],
                book.indicators[code],
                report.period_id,
                report.pk,
                report.state,
                figure.value,
                figure.numerator,
                figure.denominator,
                why,
                note,
                "",
                1,
            )


def _copy(rows: Iterable[tuple[object, ...]]) -> int:
    table = connection.ops.quote_name(Observation._meta.db_table)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({', '.join(COLUMNS)}) from stdin") as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count
