"""Rows that say nothing special, of which a long file has very many.

Such a row is surely data, each of its names was met before and is certain, and its
figures are plain numbers without words beside them. It is taken without being looked at
cell by cell: all else is read by `Judging`, and teaches what the names mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.imports.kinds import Draft, Plain
from thidua.imports.kinds.grounds import in_file
from thidua.imports.mapping import Column
from thidua.imports.repeats import as_text
from thidua.kernel.workbooks.reading import Value

Dims = tuple[int | None, str, str]
"""The column of a dim, what it is for the whole file, its key."""


@dataclass(slots=True)
class PlainRows:
    """The figures taken so far, and what the names in each column mean."""

    places: Sequence[tuple[int, str]]
    """The columns that say what a row is about, with their dims."""
    figures: Sequence[tuple[int, Sequence[int | str], str]]
    """The columns of figures: what each is about, a place in `places` or an id that
    holds for the column; and the measure its header says."""
    texts: Sequence[int]
    measure: int | None
    taken: list[Plain] = field(default_factory=list)
    known: list[dict[Value, str]] = field(init=False)
    last: list[str] = field(default_factory=list)
    """What the last row taken was about."""
    _measures: dict[Value, str] = field(default_factory=dict)
    _looked: list[tuple[dict[Value, str], int]] = field(init=False)

    @classmethod
    def of(
        cls,
        dims: Sequence[Dims],
        figures: Sequence[tuple[int, Column]],
        texts: Sequence[int],
        measure: int | None,
    ) -> PlainRows | None:
        """None where two columns of a row can be about the same figure, or what a
        column is about stands nowhere."""
        places = [(place, key) for place, _constant, key in dims if place is not None]
        fixed = {tuple(sorted(column.dims)) for _number, column in figures}
        about = {tuple(sorted(column.dims.items())) for _number, column in figures}
        is_simple = len(fixed) == 1 and len(about) == len(figures)
        if not is_simple or any(column.part for _number, column in figures):
            return None
        found = []
        for number, column in figures:
            recipe = [_source(column, one, places) for one in dims]
            if "" in recipe:
                return None
            found.append((number, recipe, column.measure))
        return cls(places, found, texts, measure)

    def __post_init__(self) -> None:
        self.known = [{} for _one in self.places]
        columns = [place for place, _key in self.places]
        self._looked = [*zip(self.known, columns, strict=True)]

    def take(self, row: int, cells: Sequence[Value]) -> bool:
        """Take the figures of a row; nothing of it when anything is not plain."""
        try:
            found = [known[cells[place]] for known, place in self._looked]
            stated = "" if self.measure is None else self._measure(cells[self.measure])
            figures = [one for one in self.figures if cells[one[0]] is not None]
        except (KeyError, IndexError):
            return False
        for number, _recipe, _said in figures:
            if type(cells[number]) is not float:
                return False
        for place in self.texts:
            if cells[place] is not None:
                return False
        for number, recipe, said in figures:
            dims = tuple([found[s] if type(s) is int else s for s in recipe])
            one = Plain(row, number, dims, cells[number], said or stated)  # type: ignore[arg-type]  # told above
            self.taken.append(one)
        self.last = found
        return bool(figures)

    def said_last(self) -> dict[str, str]:
        """What the last row taken was about, by dim; nothing since another row came."""
        last, self.last = self.last, []
        return {
            key: meant for (_place, key), meant in zip(self.places, last, strict=False)
        }

    def learn(self, place: int, key: str, raw: Value, meant: str) -> None:
        """What a name in a column means."""
        if raw is not None:
            self.known[self.places.index((place, key))][raw] = meant

    def forget(self, key: str) -> None:
        """The names of a dim mean something else from here on: another group began."""
        for known, (_place, one) in zip(self.known, self.places, strict=True):
            if one == key:
                known.clear()

    def parted(self, drafts: Sequence[Draft]) -> tuple[list[Plain], list[Draft]]:
        """Those that are about a figure of their own; and as drafts those of which the
        file says the same thing twice, between the others."""
        every = [*(one.dims for one in self.taken), *(one.dims for one in drafts)]
        if len(set(every)) == len(every):
            return self.taken, [*drafts]
        counts = Counter(every)
        again = [one.draft() for one in self.taken if counts[one.dims] > 1]
        alone = [one for one in self.taken if counts[one.dims] == 1]
        return alone, sorted([*drafts, *again], key=in_file)

    def _measure(self, raw: Value) -> str:
        if raw is None:
            return ""
        if raw not in self._measures:
            self._measures[raw] = as_text(raw)
        return self._measures[raw]


def _source(column: Column, dim: Dims, places: Sequence[tuple[int, str]]) -> int | str:
    """Where a dim of a column is said: in which place of the row, or by which id."""
    place, constant, key = dim
    if fixed := column.dims.get(key):
        return fixed
    return constant if place is None else places.index((place, key))
