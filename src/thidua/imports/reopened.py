"""The rows of an import that stay open once the good ones are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count

from thidua.imports.kinds import Judged, Straight
from thidua.imports.models import Import


def still_open(
    run: Import, rows: Iterable[Judged | Straight], *, by_cell: bool
) -> Iterator[Judged | Straight]:
    """Of the rows of a file judged anew, those that were open; they replace these.

    `by_cell`: several figures of one row are open each by itself.
    """
    waiting = run.rows.open()
    places = set(waiting.values_list("row", "column"))
    numbers = {row for row, _column in places}
    waiting.delete()
    for one in rows:
        place = one.row + 1, one.column + 1
        if place in places if by_cell else place[0] in numbers:
            yield one


def outcomes_of(run: Import) -> dict[str, int]:
    """What became of the rows that the worker has had, as they are kept."""
    had = run.rows.exclude(outcome="").values_list("outcome")
    return dict(had.annotate(count=Count("pk")).order_by())


def fates_of(run: Import) -> dict[str, int]:
    """How many rows have each fate, as they are kept."""
    return dict(run.rows.values_list("fate").annotate(count=Count("pk")).order_by())
