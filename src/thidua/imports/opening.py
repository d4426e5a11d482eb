"""The file of an import, opened: its sheet, its table, its ground."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from thidua.imports.kinds import Ground, kind_called
from thidua.imports.mapping import Mapping, knows, propose, shape_of
from thidua.imports.mapping_gaps import Seen
from thidua.imports.models import Import, RememberedMapping
from thidua.imports.returned import take_off
from thidua.kernel.files import path_of
from thidua.kernel.memory import uncollected
from thidua.kernel.workbooks.legacy import Encoding
from thidua.kernel.workbooks.reading import (
    MOST_ROWS,
    Book,
    Sheet,
    open_book,
    read_sheet,
)
from thidua.kernel.workbooks.tables import Table, find_table
from thidua.organisations.actor import Actor, acting, the_system
from thidua.organisations.known import known

GLANCE = 1_000
"""Rows that are looked at to match the columns; checking reads them all."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file read under a mapping."""

    book: Book
    sheet: Sheet
    table: Table
    ground: Ground


def ground_of(run: Import, actor: Actor, day: date) -> Ground:
    """The ground of an import as things stand now."""
    return kind_called(run.kind).ground(actor, run.place, day)


@uncollected()
def open_file(
    run: Import, mapping: Mapping, ground: Ground, *, most: int = MOST_ROWS
) -> Opened:
    """Read the sheet that the mapping names, or its first rows; raises `Unopenable`."""
    book = open_book(path_of(run.file.sha256), run.format)
    names = [sheet.name for sheet in book.sheets]
    name = mapping.sheet if mapping.sheet in names else book.first()
    known = mapping.encoding in set(Encoding)
    encoding = Encoding(mapping.encoding) if known else None
    sheet = read_sheet(book, name, encoding=encoding, most=most)
    said = take_off(sheet)
    header = mapping.header or said
    if header is not None and not 0 <= header[0] <= header[1] < len(sheet.rows):
        header = None
    table = find_table(sheet, knows(ground), header=header)
    return Opened(book, sheet, table, ground)


def proposed(run: Import, opened: Opened) -> tuple[Mapping, str, bool]:
    """How to read the file: as the office had it the last time, else by its words.

    The mapping, the shape of the header, and whether it was remembered.
    """
    shape = shape_of(run.kind, opened.table)
    fresh = propose(opened.ground, opened.sheet, opened.table)
    clashes = clashing(run, opened)
    fresh = replace(fresh, constants={**fresh.constants, **dict.fromkeys(clashes, "")})
    kept = RememberedMapping.objects.filter(
        unit=run.unit_id, kind=run.kind, shape=shape
    ).first()
    if kept is None:
        return fresh, shape, False
    old = Mapping.from_json(kept.mapping)
    told = old.constants if kept.mapping.get("clashes") == clashes else {}
    return (
        Mapping(
            fresh.sheet,
            fresh.header,
            fresh.encoding,
            False,
            old.keep_hidden,
            old.columns,
            {
                **old.constants,
                **opened.ground.said_above(opened.table.titles),
                **opened.ground.fixed,
                **{key: told.get(key, "") for key in clashes},
            },
        ),
        shape,
        True,
    )


def clashing(run: Import, opened: Opened) -> dict[str, list[str]]:
    """What holds for the whole file and is said in several ways, by dim."""
    names = [run.file.name, opened.sheet.name]
    return dict(opened.ground.clashing(opened.table.titles, names))


def noted(run: Import, opened: Opened, *, is_remembered: bool) -> dict[str, Any]:
    """What the import keeps of its first rows, for the mapping to be answered for."""
    seen = asdict(Seen.in_(opened.sheet, opened.table))
    fractions, _none = seen.pop("fractions"), seen.pop("clashes")
    return {
        "remembered": is_remembered,
        "seen": seen,
        "fractions": fractions,
        "clashes": clashing(run, opened),
    }


def actor_of(run: Import, day: date) -> Actor:
    """Whoever decided last, as the worker must act: under the own mandate, or under the
    delegation by which they decided, as long as it holds.

    Raises `LookupError` when the person may no longer act.
    """
    if run.user is None:
        return the_system(run.made_by)
    user, decided_by = known(run.user.pk, day), (run.mandate_id, run.under)
    if user is not None:
        for mandate in user.held_today:
            if (mandate.pk, mandate.under) == decided_by:
                return acting(user, mandate)
    raise LookupError(str(run.user.person))
