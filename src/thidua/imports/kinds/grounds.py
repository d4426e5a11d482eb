"""What an office may bring in at a place, and how its doubtful figures are read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from thidua.imports.kinds.fields import Field, Found, LeftOut
from thidua.imports.kinds.rows import (
    Bringing,
    Carried,
    Draft,
    Judged,
    Part,
    Plain,
    Question,
    Said,
    Straight,
)
from thidua.kernel.numbers import show_number
from thidua.kernel.workbooks.reading import Value
from thidua.organisations.actor import Actor

if TYPE_CHECKING:
    from thidua.imports.matching import Known
    from thidua.kernel.ui.parts import Link


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
    takes_plain = False
    """Are plain figures best judged many at a time?"""
    chunk = 2_000
    """Rows brought in by one transaction."""

    def options(self, key: str) -> Sequence[tuple[str, str]]:
        """What a dim may be: ids and names, for the mapping and for questions."""
        return self.known[key].options if key in self.known else []

    def find(self, key: str, text: str, within: str = "") -> Found:
        """What a text in a column (or in its header) may mean; see `Names.find`."""
        return self.known[key].find(text, within) if key in self.known else Found()

    def nearest(self, key: str, text: str) -> Sequence[str]:
        """The few whose names are most like a text, where nothing is likely."""
        return self.known[key].nearest(text) if key in self.known else ()

    def holds(self, unit: str) -> bool:
        """Does any unit known here lie within this one?"""
        return "unit" in self.known and self.known["unit"].holds(unit)

    def heads(self, text: str) -> bool:
        """Is a numbered text that stands alone a heading, and no thing itself?"""
        return self.find(self.heading, text).is_certain

    def group_of(self, key: str, value: str) -> str:  # noqa: ARG002 - few are grouped
        """What a value of a dim belongs to, for a long choice: “Hạ tầng”."""
        return ""

    def lacking(self, chosen: Collection[str]) -> Iterable[Field]:
        """What must be in the file, or hold for all of it, and is in no column."""
        return [one for one in self.fields if one.is_required and one.key not in chosen]

    def settled(self, chosen: Sequence[str], labels: Sequence[str]) -> Sequence[str]:  # noqa: ARG002
        """The proposed fields of the columns, mended where columns speak together."""
        return chosen

    def look_ahead(self, things: Mapping[int, Mapping[str, Value]]) -> None:  # noqa: B027 - few kinds need it
        """What the rows of the file say of themselves, before any is looked at."""

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

    def clashing(
        self,
        titles: Sequence[str],  # noqa: ARG002 - few kinds have what two words can say
        names: Sequence[str],  # noqa: ARG002
    ) -> Mapping[str, list[str]]:
        """What holds for all of it and is said in several ways: above the table, in the
        `names` of the file and of its sheet, by the place it was sent to."""
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

    def parts_of(
        self,
        key: str,  # noqa: ARG002 - a thing of words has no parts
        value: str,  # noqa: ARG002
    ) -> Sequence[tuple[str, str]]:
        """The parts that a figure of this thing is written in: key and name."""
        return []

    def lacks(
        self,
        dims: Sequence[str],  # noqa: ARG002 - a plain figure lacks nothing
        parts: Collection[str],  # noqa: ARG002
    ) -> str:
        """Why figures about this cannot be read out of columns with these parts alone,
        in words that go on after a colon; “” when they can."""
        return ""

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

    def judge_plain(
        self, plain: Sequence[Plain], drafts: Sequence[Draft], read: Reader
    ) -> Iterator[Judged | Straight]:
        """The same for very many plain figures, and what else the file has."""
        both = sorted([*drafts, *(one.draft() for one in plain)], key=in_file)
        yield from self.judge(both, read)

    def carry_straight(  # noqa: B027 - few kinds can
        self,
        run: int,
        last: int,
        *,
        actor: Actor,
        at: datetime,
        source: str,
    ) -> None:
        """Bring in at once what can be of the rows of an import that wait, up to the
        row with the number `last`; what is left is brought in by `carry`."""

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


def in_file(draft: Draft) -> tuple[int, int]:
    """The place of a draft in its file, to sort by."""
    return draft.row, draft.column


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

    @property
    @abstractmethod
    def said(self) -> Mapping[str, Said]:
        """What was answered of doubtful cells, by the key of the question."""


class Asked(Exception):  # noqa: N818 - a question, not a fault
    """Somebody must say which of several meanings is meant."""

    def __init__(self, question: Question, typed: str = "") -> None:
        super().__init__(question.words)
        self.question = question
        self.typed = typed
