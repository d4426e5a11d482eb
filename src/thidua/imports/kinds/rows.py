"""One row or figure of a file: what it means to write, what will happen, what has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from thidua.imports.states import Fate, Outcome
from thidua.kernel.numbers import Unreadable
from thidua.kernel.workbooks.reading import Value

CELL = "cell:"
TAKE, IS, LEAVE = "take", "is", "leave"
"""What may be answered of a cell: it is so, it is another figure, leave it out."""
MEANT = "meant"
"""The answer “as is offered”: what the figure was probably meant to be."""
NOTED = "noted"
"""The answer “it is so, and the note of its row says why”."""


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a draft: where it stands, what it holds, how it is to be read."""

    name: str
    column: int
    raw: Value
    measure: str = ""


NAMES = ("surname", "given", "name")
"""The fields that say what a row of a list is called."""


def called(parts: Sequence[Part]) -> str:
    """The name in a row of a list, as the file has it."""
    said = [one.raw for one in parts if one.name in NAMES and isinstance(one.raw, str)]
    return " ".join(said)[:200]


class Cells(Mapping[str, Value]):
    """What a row says, by field; remembers which column was looked at last, for that
    is the one that a fault is about."""

    def __init__(self, parts: Sequence[Part], places: Mapping[str, int]) -> None:
        self._cells = {part.name: part.raw for part in parts}
        self._places = places
        self.looked_at = -1

    def __getitem__(self, key: str) -> Value:
        self.looked_at = self._places.get(key, self.looked_at)
        return self._cells[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


@dataclass(slots=True)
class Draft:
    """What one row (or one figure of it) means to write. Row and column from 0; of a
    row that is one thing the column is -1, and `places` are those of its fields. Is it
    not the `only` figure of its row, then the words of the row are not about it alone.
    """

    row: int
    column: int
    dims: tuple[str, ...]
    parts: list[Part]
    texts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    only: bool = True
    _fault_in: int = -1

    @contextmanager
    def reading(self) -> Iterator[Cells]:
        """Its cells; a fault that comes up is one of the cell looked at last."""
        cells = Cells(self.parts, self.places)
        try:
            yield cells
        except Unreadable:
            self._fault_in = cells.looked_at
            raise

    def fault_in(self, key: str) -> None:
        """What is wrong with it is wrong with this field."""
        self._fault_in = self.places.get(key, -1)

    @property
    def cause(self) -> int:
        """The column that a fault of a whole row is about: if no other, its first."""
        if self.column >= 0:
            return -1
        first = self.parts[0].column if self.parts else -1
        return self._fault_in if self._fault_in >= 0 else first

    def judged(
        self,
        fate: Fate,
        payload: dict[str, Any] | None = None,
        typed: str = "",
        *,
        before: str = "",
        after: str = "",
        reason: str = "",
    ) -> Judged:
        """What will happen to it."""
        return Judged(
            self.row, self.column, fate, payload, typed, before, after, reason
        )

    def refused(
        self,
        reason: str,
        remedy: str,
        payload: dict[str, Any] | None = None,
        typed: str = "",
    ) -> Judged:
        """It does not go in."""
        return Judged(
            self.row,
            self.column,
            Fate.REFUSED,
            payload,
            typed,
            reason=reason,
            remedy=remedy,
            about="" if payload else called(self.parts),
            cause=self.cause,
        )

    def asked(
        self,
        question: Question,
        payload: dict[str, Any] | None = None,
        typed: str = "",
    ) -> Judged:
        """It waits for an answer."""
        return Judged(
            self.row,
            self.column,
            Fate.ASKED,
            payload,
            typed,
            reason=question.words,
            question=question,
            about="" if payload else called(self.parts),
            cause=self.cause,
        )


class Plain(NamedTuple):
    """A draft of one figure that is a plain number, as there are very many of."""

    row: int
    column: int
    dims: tuple[str, ...]
    raw: float
    measure: str

    def draft(self) -> Draft:
        """The same, to be looked at by itself."""
        part = Part("", self.column, self.raw, self.measure)
        return Draft(self.row, self.column, self.dims, [part])


class Straight(NamedTuple):
    """What will happen to a plain figure of which nothing need be asked: as `Judged`,
    with `payload` and `said` already in JSON."""

    row: int
    column: int
    fate: str
    payload: str
    said: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell that somebody must look at: what it says, what stood there before, and
    what it may have `meant` (typed, and in words), the `note` of its row. Those of a
    `group` may be decided together; its `title` says what they share."""

    group: str
    title: str
    about: str
    measure: str
    figure: str
    past: str = ""
    meant: str = ""
    meant_words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered of one cell: it is so, it is another figure, it stays out."""

    deed: str
    figure: str = ""
    why: str = ""

    @property
    def code(self) -> str:
        """The answer in one word, for the import to keep."""
        return f"{self.deed}|{self.figure}|{self.why}"

    @classmethod
    def of(cls, code: str) -> Said:
        return cls(*code.split("|", 2))


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked: one key for all rows that wait for the same answer.

    A doubtful cell is asked about by itself: its key begins with CELL. Where an answer
    changes what is written, `becomes` says of each cell what it would be: its column
    and the words.
    """

    key: str
    words: str
    choices: tuple[tuple[str, str], ...] = ()
    doubt: Doubt | None = None
    becomes: tuple[int, str] | None = None


@dataclass(slots=True)
class Judged:
    """What will happen to a draft, and the words for it."""

    row: int
    column: int
    fate: Fate
    payload: dict[str, Any] | None = None
    typed: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    remedy: str = ""
    question: Question | None = None
    about: str = ""
    """What is known of it in words, where there is no payload to say it."""
    cause: int = -1
    """The column that the reason is about, where it is not the row's own."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one row: brought in with what stood before, or not, and why."""

    pk: int
    outcome: Outcome
    undo: dict[str, Any] | None = None
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Bringing:
    """One row as a kind receives it to bring in or to take out."""

    pk: int
    payload: dict[str, Any]
    undo: dict[str, Any] | None = None

    def brought_in(self, undo: dict[str, Any] | None) -> Carried:
        """It was written; `undo` is what stood before."""
        return Carried(self.pk, Outcome.DONE, undo)

    def came_late(self, reason: str, remedy: str) -> Carried:
        """It could not be written any more."""
        return Carried(self.pk, Outcome.LATE, None, reason, remedy)

    def taken_out(self) -> Carried:
        """It is as it was before."""
        return Carried(self.pk, Outcome.UNDONE, self.undo)

    def stays(self, reason: str, remedy: str) -> Carried:
        """It was touched since, and stays."""
        return Carried(self.pk, Outcome.KEPT, self.undo, reason, remedy)


class Answer(Protocol):
    """What an action answers of one row: kept as asked or not, and why not."""

    @property
    def is_kept(self) -> bool: ...
    @property
    def undo(self) -> dict[str, Any] | None: ...
    @property
    def reason(self) -> str: ...
    @property
    def remedy(self) -> str: ...


def brought_in(rows: Sequence[Bringing], answers: Sequence[Answer]) -> list[Carried]:
    """What became of rows that an action was asked to write."""
    return [
        row.brought_in(one.undo)
        if one.is_kept
        else row.came_late(one.reason, one.remedy)
        for row, one in zip(rows, answers, strict=True)
    ]


def taken_out(rows: Sequence[Bringing], answers: Sequence[Answer]) -> list[Carried]:
    """What became of rows that an action was asked to undo."""
    return [
        row.taken_out() if one.is_kept else row.stays(one.reason, one.remedy)
        for row, one in zip(rows, answers, strict=True)
    ]
