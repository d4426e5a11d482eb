"""What each test asks of PostgreSQL, and the fewest that ask it all (ADR 0059).

While the tests run on one version, `Ear` notes of each test what it did to the
database: which tables and columns it wrote, which functions of ours it called, what
was refused. On another version `fewest` of them do all of it again. Of every
statement, whoever sent it, one is kept as it was sent: `understood` puts them all to
the other version.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thidua"
LONGEST = 200_000  # characters: what is longer is waited for in a shorter version
_FUNCTION = re.compile(r"\bfunction\s+([a-z_]+)\s*\(", re.IGNORECASE)
_CALLED = re.compile(r"\b([a-z_]+)\(")
_READS = re.compile(r"\s*\(*(select|with|values|table|declare)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\s*(insert\s+into|delete\s+from|update)\s+\"?(\w+)\"?", re.IGNORECASE
)
_SET = re.compile(r"\bset\s+(.*?)(?:\swhere\s|\sfrom\s|$)", re.IGNORECASE | re.DOTALL)
_WINS = re.compile(r"\son\s+conflict\s", re.IGNORECASE)
_COLUMN = re.compile(r'"(\w+)"\s*=')
_FOLDED = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\d+"), "0"),
    (re.compile(r"%s(?:, ?%s)+"), "%s"),
    (re.compile(r"(\([^()]*\))(?:, ?\1)+"), r"\1"),
    (re.compile(r"(WHEN \([^()]*\) THEN \S+)(?: \1)+"), r"\1"),
)


@dataclass(frozen=True)
class Statement:
    """As it was sent: words with `$1`, and what stood for them."""

    words: str
    types: tuple[int, ...] = ()
    formats: tuple[int, ...] = ()
    values: tuple[str | None, ...] = ()  # base64


@dataclass(frozen=True)
class Note:
    """Of one test: how many seconds it took, and what it did."""

    seconds: float
    asked: frozenset[str]


@cache
def shape(statement: str) -> str:
    """The statement without numbers, names of savepoints, and lengths of lists."""
    for seen, said in _FOLDED:
        statement = seen.sub(said, statement)
    return statement.strip()


@cache
def written(statement: str) -> str:
    """What a statement does as the database's triggers see it: `update a: name, kind`.

    What only its words say is planned by the other version; see `understood`. Whatever
    writes no plain table (a savepoint, a lock, a `copy`) is told by its shape.
    """
    found = _WRITES.match(statement)
    if found is None:
        return shape(statement)
    verb, table = found[1].split()[0].lower(), found[2]
    if verb == "update":
        changed = _SET.search(statement)
        columns = set(_COLUMN.findall(changed[1])) if changed else set()
        return f"update {table}: {', '.join(sorted(columns)) or shape(statement)}"
    wins = " on conflict" if _WINS.search(statement) else ""
    return f"{verb} {table}{wins}"


@cache
def functions_of_ours() -> frozenset[str]:
    """The names of the functions in the SQL files of all rooms."""
    texts = (file.read_text(encoding="utf-8") for file in SOURCE.glob("*/sql/*.sql"))
    return frozenset(name for text in texts for name in _FUNCTION.findall(text))


@cache
def done_by(statement: str) -> frozenset[str]:
    """What it writes, by what a trigger may look at; the functions of ours it calls."""
    called = functions_of_ours().intersection(_CALLED.findall(statement))
    done = {_short(f"function {name}") for name in called}
    if not _READS.match(statement):
        done.add(_short(f"write {written(statement)}"))
    return frozenset(done)


def _keep_nothing(_shape: str, _sent: Callable[[], Statement]) -> None:
    """Until a notebook is opened."""


@dataclass
class Ear:
    """Listens to what is asked while a test runs; nothing is asked otherwise for it."""

    keep: Callable[[str, Callable[[], Statement]], None] = _keep_nothing
    _heard: set[str] | None = field(default=None)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Around all tests."""
        with ExitStack() as stack:
            for cursor in (psycopg.Cursor, psycopg.ServerCursor):
                for name in ("execute", "executemany"):
                    asked = self._asked(getattr(cursor, name))
                    stack.enter_context(mock.patch.object(cursor, name, asked))
            commit = self._committed(psycopg.Connection.commit)
            stack.enter_context(mock.patch.object(psycopg.Connection, "commit", commit))
            yield

    @contextmanager
    def hearing(self) -> Iterator[set[str]]:
        """Around one test: what it did."""
        self._heard = heard = set[str]()
        try:
            yield heard
        finally:
            self._heard = None

    def _asked(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def heard(cursor: Any, query: Any, *rest: Any, **more: Any) -> Any:
            with self._refusals():
                answer = ask(cursor, query, *rest, **more)
            if (notes := self._heard) is not None:
                text = _text(query, cursor)
                self.keep(shape(text), partial(_sent, cursor))
                notes.update(done_by(text))
            return answer

        return heard

    def _committed(self, commit: Callable[..., Any]) -> Callable[..., Any]:
        def heard(connection: Any) -> None:
            with self._refusals():
                commit(connection)

        return heard

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as no:
            rule = no.diag.constraint_name or shape(no.diag.message_primary or "")
            self._hear("no", no.sqlstate, rule)
            raise

    def _hear(self, *words: object) -> None:
        if (heard := self._heard) is not None:  # a server's thread may outlast a test
            heard.add(_short(" ".join(map(str, words))))


def _text(query: Any, cursor: Any) -> str:
    if isinstance(query, str):
        return query
    return query.decode() if isinstance(query, bytes) else str(query.as_string(cursor))


@cache
def _short(words: str) -> str:
    return hashlib.blake2b(words.encode(), digest_size=5).hexdigest()


def _sent(cursor: Any) -> Statement:
    """The statement with its values, as psycopg put it last to the connection."""
    last = cursor._query
    if last is None or len(last.query) > LONGEST:
        return Statement("")
    words = bytes(last.query).decode()
    if isinstance(cursor, psycopg.ClientCursor):
        return Statement(words)  # what stood for the words is among them
    values = tuple(
        None if one is None else base64.b64encode(bytes(one)).decode()
        for one in last.params or ()
    )
    return Statement(words, tuple(last.types), tuple(last.formats or ()), values)


@dataclass
class Notebook:
    """The notes of one process, line by line in a folder that all processes share."""

    folder: Path
    ear: Ear = field(default_factory=Ear)
    _kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ear.keep = self.keep

    @contextmanager
    def noting(self, test: str) -> Iterator[None]:
        """Around one test."""
        began = time.perf_counter()
        with self.ear.hearing() as heard:
            yield
        seconds = round(time.perf_counter() - began, 3)
        self._write("notes", (test, seconds, sorted(heard.copy())))

    def keep(self, shape: str, sent: Callable[[], Statement]) -> None:
        """Once for every shape."""
        if shape not in self._kept and (statement := sent()).words:
            self._kept.add(shape)
            self._write("statements", astuple(statement))

    def _write(self, kind: str, line: tuple[Any, ...]) -> None:
        with (self.folder / f"{os.getpid()}.{kind}").open("a") as notes:
            notes.write(json.dumps(line) + "\n")


def read_notes(folder: Path) -> dict[str, Note]:
    """All notes of a run, by the name of the test."""
    return {
        test: Note(seconds, frozenset(asked))
        for test, seconds, asked in _lines(folder, "notes")
    }


def read_statements(folder: Path) -> list[Statement]:
    """One of every shape and process."""
    return [
        Statement(words, tuple(types), tuple(formats), tuple(values))
        for words, types, formats, values in _lines(folder, "statements")
    ]


def _lines(folder: Path, kind: str) -> Iterator[Any]:
    for file in sorted(folder.glob(f"*.{kind}")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def fewest(notes: dict[str, Note], kept: Iterable[str] = ()) -> set[str]:
    """Those that together do all that is done in `notes`, the cheapest first.

    `kept` are asked in any case, so that nobody else need do what they do.
    """
    kept = {test for test in kept if test in notes}
    chosen = set(kept)
    asked: set[str] = set().union(*(notes[test].asked for test in chosen))
    waiting = [(0.0, test) for test in sorted(notes.keys() - chosen)]
    while waiting:
        price, test = heapq.heappop(waiting)
        new = len(notes[test].asked - asked)
        if not new:
            continue
        now = max(notes[test].seconds, 0.001) / new
        if now > price:  # it does less that is new than when it was put here
            heapq.heappush(waiting, (now, test))
            continue
        chosen.add(test)
        asked |= notes[test].asked
    return chosen - _needless(notes, chosen, kept)


def _needless(notes: dict[str, Note], chosen: set[str], kept: set[str]) -> set[str]:
    """Those of which all is done by others that were chosen after them."""
    times = Counter(one for test in chosen for one in notes[test].asked)
    needless = set()
    for test in sorted(chosen - kept, key=lambda test: (-notes[test].seconds, test)):
        if all(times[one] > 1 for one in notes[test].asked):
            times.subtract(notes[test].asked)
            needless.add(test)
    return needless
