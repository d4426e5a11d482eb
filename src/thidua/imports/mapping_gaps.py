"""What nothing is read from, and what keeps a mapping from being used."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from thidua.imports.kinds import Ground
from thidua.imports.mapping import (
    NOTHING,
    Mapping,
    is_called,
    is_running_number,
)
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Sheet, Value
from thidua.kernel.workbooks.tables import JOINT, Is, Table, lines_of

_FIGURE = re.compile(r"[+-]?\d[\d.,  ]*(?:/\s*\d[\d.,  ]*)?%?")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the first rows of a sheet show: how many figures each column has (a running
    number is none), whether its letters are mixed, and how many of the figures are
    written in two, `615/976` (nothing when nobody looked); what the file says in
    several ways, by dim."""

    figures: Sequence[int] = ()
    is_mixed: bool = False
    fractions: Sequence[int] = ()
    clashes: Map[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def in_(cls, sheet: Sheet, table: Table) -> Seen:
        return cls(
            _counted(sheet, table, _is_figure),
            sheet.letters.is_mixed,
            _counted(sheet, table, _is_fraction),
        )

    @classmethod
    def from_json(cls, kept: Map[str, Any]) -> Seen:
        fractions = kept.get("fractions", ())
        clashes = kept.get("clashes", {})
        return cls(**kept.get("seen", {}), fractions=fractions, clashes=clashes)


def lost(ground: Ground, mapping: Mapping, counts: Sequence[int]) -> list[int]:
    """Columns with figures that nothing is read from and of which nobody said so."""
    if not ground.figure:
        return []
    columns = {n for n, column in enumerate(mapping.columns) if column.as_}
    return [n for n, count in enumerate(counts) if count and n not in columns]


def in_part(ground: Ground, mapping: Mapping, seen: Seen) -> dict[int, str]:
    """Columns of figures that cannot be read without other columns, and what these
    are: a ratio of which the file has the percent alone."""
    together: dict[tuple[str, ...], list[int]] = {}
    constants = {
        key: mapping.constants.get(key, "")
        for key in ground.dims
        if mapping.column_for(key) is None
    }
    for number, column in enumerate(mapping.columns[: len(seen.fractions)]):
        if ground.figure and column.field == ground.figure:
            said = {**constants, **column.dims}
            dims = tuple(said.get(key, "") for key in ground.dims)
            together.setdefault(dims, []).append(number)
    found: dict[int, str] = {}
    for dims, numbers in together.items():
        why = ground.lacks(dims, {mapping.columns[n].part for n in numbers})
        if why and not any(seen.fractions[n] for n in numbers):
            found |= {n: why for n in numbers if seen.figures[n]}
    return found


def _counted(
    sheet: Sheet, table: Table, counts_as: Callable[[Value], bool]
) -> list[int]:
    counts = [0 for _label in table.labels]
    for line in lines_of(sheet, table, keep_hidden=False):
        if line.kind == Is.DATA:
            for number, cell in enumerate(line.cells[: len(counts)]):
                counts[number] += counts_as(cell)
    return [
        0 if is_running_number(label) else count
        for label, count in zip(table.labels, counts, strict=True)
    ]


def _is_figure(cell: Value) -> bool:
    if isinstance(cell, str):
        return bool(_FIGURE.fullmatch(cell.strip()))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_fraction(cell: Value) -> bool:
    return isinstance(cell, str) and "/" in cell and _is_figure(cell)


def problems(
    ground: Ground, mapping: Mapping, seen: Seen, *, with_columns: bool = True
) -> list[str]:
    """What keeps the mapping from being used, in words; nothing when it is whole.

    Without what single columns lack where these are named one by one.
    """
    found: list[str] = []
    if seen.is_mixed and not mapping.said_letters:
        found.append(_("Tệp lẫn hai kiểu chữ: chọn cách đọc."))
    unsaid = lost(ground, mapping, seen.figures) if with_columns else ()
    if unsaid:
        words = _("Có cột toàn số chưa chọn là gì: %s. Chọn, hoặc chọn không nhập.")
        found.append(words % ", ".join(map(letters, unsaid)))
    if with_columns:
        found += _parts_missing(in_part(ground, mapping, seen))
    names = {one.key: one.label for one in ground.fields}
    chosen = [c.as_ for c in mapping.columns if c.as_ and c.as_ != NOTHING]
    for twice in sorted({one for one in chosen if chosen.count(one) > 1}):
        if not twice.startswith(ground.figure or "\x00"):
            words = _("Hai cột cùng là “%(name)s”. Giữ một cột.")
            found.append(words % {"name": names.get(twice, twice)})
    if not ground.figure:
        said = {*chosen, *(key for key, value in mapping.constants.items() if value)}
        words = _("Chưa có cột “%(name)s”.")
        return found + [words % {"name": one.label} for one in ground.lacking(said)]
    figures = [c for c in mapping.columns if c.field == ground.figure]
    if not figures:
        found.append(_("Chưa có cột nào là số liệu. Chọn ít nhất một cột."))
    for key in ground.dims:
        is_said = mapping.column_for(key) is not None or mapping.constants.get(key)
        if figures and not is_said and not all(key in c.dims for c in figures):
            found.append(_unsaid(names[key].lower(), seen.clashes.get(key, ())))
    return found


def _unsaid(name: str, clashes: Sequence[str]) -> str:
    if not clashes:
        words = _("Chưa biết số liệu của “%(name)s” nào: chọn một cột, hoặc ghi chung.")
        return words % {"name": name}
    words = _(
        "Tên tệp, tên trang tính, tiêu đề hoặc nơi nhập nói khác nhau về “%(name)s”:"
        " %(said)s. Chọn một ở mục “Chung cho cả tệp”."
    )
    return words % {"name": name, "said": "; ".join(clashes)}


def _parts_missing(columns: Map[int, str]) -> list[str]:
    words = _("Cột %(letter)s: %(said)s. Chọn cột ấy, hoặc chọn không nhập cột này.")
    return [words % {"letter": letters(n), "said": columns[n]} for n in columns]


def left_out(ground: Ground, mapping: Mapping, table: Table) -> dict[int, str]:
    """Why each column that nothing is read from is left out, where it has a label."""
    if ground.figure:
        return {}
    return {
        number: _why_left_out(ground, fold(label))
        for number, label in enumerate(table.labels)
        if label
        and not is_running_number(label)
        and not (number < len(mapping.columns) and mapping.columns[number].as_)
    }


def _why_left_out(ground: Ground, plain: str) -> str:
    last = plain.rsplit(JOINT.strip(), maxsplit=1)[-1].strip()
    return next(
        (
            one.why
            for one in ground.left_out
            if is_called(one, plain) or is_called(one, last)
        ),
        _("hệ thống không có chỗ cho cột này"),
    )
