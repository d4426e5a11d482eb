"""What can be brought in: each kind is registered by the room that owns its words.

A kind opens a **ground** for an office and a place (a form and its period, a campaign):
which fields a file may bring, which values they may have, what a figure may be, and the
three deeds: judge, bring in, take out. The imports know none of the words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import ngettext

from thidua.imports.states import Fate, Outcome
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.workbooks.reading import Value
from thidua.organisations.actor import Actor

if TYPE_CHECKING:
    from thidua.imports.matching import Known
    from thidua.kernel.ui.parts import Link

DIM, WITHIN, TEXT = "dim", "within", "text"
FIGURE, MEASURE = "figure", "measure"


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column may hold.

    `role`: DIM says what a figure is about and is looked up among known things; FIGURE
    is what is written; TEXT goes along; MEASURE names the unit of measure of the row;
    WITHIN narrows a dim down (the district of a commune that has namesakes).
    `words` are folded words by which a header is known. `parts` of a FIGURE are written
    together (numerator and denominator; target and weight).
    """

    key: str
    label: str
    words: tuple[str, ...] = ()
    role: str = TEXT
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that offices have and the register keeps no place for, and why not."""

    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a text may mean: the ids, best first; certain only when there is one."""

    ids: tuple[str, ...] = ()
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a draft: where it stands, what it holds, how it is to be read."""

    name: str
    column: int
    raw: Value
    measure: str = ""


@dataclass(slots=True)
class Draft:
    """What one row (or one figure of it) means to write. Row and column from 0."""

    row: int
    column: int
    dims: tuple[str, ...]
    parts: list[Part]
    texts: Mapping[str, str] = field(default_factory=dict)

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
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked: one key for all rows that wait for the same answer."""

    key: str
    words: str
    choices: tuple[tuple[str, str], ...]


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


class Ground(ABC):
    """What an office may bring in at a place, as things stand now."""

    fields: Sequence[Field]
    dims: Sequence[str]
    """Keys of the DIM fields, in the order of `Draft.dims`."""
    figure: str = ""
    """The key of the FIGURE field; none when each row is one thing."""
    heading: str = ""
    """The dim that a heading says of the rows below it, where each row is one thing."""
    left_out: Sequence[LeftOut] = ()
    title: str
    back: str
    known: Mapping[str, Known] = {}
    """What each dim may be, and what narrows one (`above`)."""
    fixed: Mapping[str, str] = {}
    """Dims that the place itself says (the period of the form, the unit)."""
    chunk = 2_000
    """Rows brought in by one transaction."""

    def options(self, key: str) -> Sequence[tuple[str, str]]:
        """What a dim may be: ids and names, for the mapping and for questions."""
        return self.known[key].options if key in self.known else []

    def find(self, key: str, text: str, within: str = "") -> Found:
        """What a text in a column (or in its header) may mean."""
        return self.known[key].find(text, within) if key in self.known else Found()

    def heads(self, text: str) -> bool:
        """Is a numbered text that stands alone a heading, and no thing itself?"""
        return self.find(self.heading, text).is_certain

    def lacking(self, chosen: Collection[str]) -> Iterable[Field]:
        """What must be in the file, or hold for all of it, and is in no column."""
        return [one for one in self.fields if one.is_required and one.key not in chosen]

    def settled(self, chosen: Sequence[str], labels: Sequence[str]) -> Sequence[str]:  # noqa: ARG002
        """The proposed fields of the columns, mended where columns speak together."""
        return chosen

    def counts(self, count: int) -> str:
        """How many things, in words: “5 số”."""
        words = ngettext("%(count)s số", "%(count)s số", count)
        return words % {"count": show_number(count)}

    def next_step(self) -> Link | None:
        """What somebody may want to do once the rows are in."""
        return None

    def said_above(self, titles: Sequence[str]) -> Mapping[str, str]:  # noqa: ARG002
        """What the words above the table say of all of it: “THÁNG 5 NĂM 2025”."""
        return {}

    def narrow(self, key: str, value: str, text: str) -> str:  # noqa: ARG002 - few have parts
        """What a text names beneath a value: the women of it; else the value itself."""
        return value

    def find_day(self, key: str, day: date) -> Found:  # noqa: ARG002 - few kinds have days
        """What a date in a header may mean."""
        return Found()

    def parts(self) -> Sequence[tuple[str, str]]:
        """What a figure column may hold, if more than one thing: key and name."""
        return [("", "")]

    def measure(
        self,
        dims: Sequence[str],  # noqa: ARG002 - a thing of words is counted in nothing
        part: str,  # noqa: ARG002
    ) -> tuple[str, Decimal, int | None]:
        """The measure a figure is kept in, how many one plain figure of a file is
        (the form's scale), and the decimals kept (None: any)."""
        return "", Decimal(1), None

    @abstractmethod
    def judge(self, drafts: Iterable[Draft], read: Reader) -> Iterator[Judged]:
        """What will happen to each draft, in order."""

    @abstractmethod
    def carry(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        """Bring rows in, within the caller's transaction; an answer for each."""

    @abstractmethod
    def take_out(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        """Undo rows that nobody touched since; an answer for each."""

    @abstractmethod
    def describe(self, payloads: Sequence[dict[str, Any] | None]) -> list[str]:
        """What each row is about, for a list: “Xã Châu Bình · Đường bê tông”."""


class Reader(ABC):
    """Reads figures of drafts; knows what was answered about doubtful ones."""

    @abstractmethod
    def figure(self, part: Part, dims: Sequence[str]) -> Decimal | None:
        """The figure in the measure it is kept in; None for a blank.

        Raises `Unreadable` or `Asked`.
        """

    @abstractmethod
    def answer(self, question: Question) -> str:
        """What was answered; raises `Asked` when nobody has yet."""


class Asked(Exception):  # noqa: N818 - a question, not a fault
    """Somebody must say which of several meanings is meant."""

    def __init__(self, question: Question, typed: str = "") -> None:
        super().__init__(question.words)
        self.question = question
        self.typed = typed


class Kind(ABC):
    """Something that can be brought in from a workbook."""

    key: str
    holds_people: bool = False
    """May its files hold what the register keeps no place for: identity cards, phones?
    Such a file is deleted some days after the import is over."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What is brought in, in words: “Số liệu báo cáo”."""

    @property
    @abstractmethod
    def about(self) -> str:
        """What a file should hold, in one or two sentences."""

    def places(
        self,
        actor: Actor,  # noqa: ARG002
        day: date,  # noqa: ARG002
    ) -> Sequence[tuple[str, str]]:
        """Where this person may begin: places and their names."""
        return []

    @abstractmethod
    def may(self, actor: Actor, place: str) -> Verdict:
        """May this person bring something in here? (404 is for `ground` to raise.)"""

    @abstractmethod
    def ground(self, actor: Actor, place: str, day: date) -> Ground:
        """The ground at a place; raises `LookupError` when there is none to see."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Offer a kind of import; rooms do so in `apps.ready`."""
    _kinds[kind.key] = kind
    return kind


def kind_called(key: str) -> Kind:
    """The kind of that name; `LookupError` when there is none."""
    return _kinds[key]


def all_kinds() -> Sequence[Kind]:
    """Every kind that rooms have registered."""
    return list(_kinds.values())
