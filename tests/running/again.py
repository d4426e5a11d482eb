"""Ask another PostgreSQL again, by the fewest tests that ask everything (ADR 0059).

`--note-asked FOLDER` has each test noted with what it asks; `--ask-again FOLDER`
leaves, of the tests that ask a database, those that were chosen by such notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tests.running.asked import Notebook, fewest, functions_of_ours, read_notes

WHOLE = "tests/demonstration/"
"""Years of everything at once, by the actions whose own tests are chosen among: where
its statements are planned, a minute of it says no more."""


def add_options(parser: pytest.Parser) -> None:
    """The two words that a run may be given."""
    group = parser.getgroup("thidua")
    group.addoption(
        "--note-asked",
        type=Path,
        metavar="FOLDER",
        help="note there what each test asks of PostgreSQL",
    )
    group.addoption(
        "--ask-again",
        type=Path,
        metavar="FOLDER",
        help="of the tests that ask a database, the fewest that ask all noted there",
    )


def register(config: pytest.Config) -> None:
    """Note or choose, as the run was told."""
    if (folder := config.getoption("--note-asked")) is not None:
        folder.mkdir(parents=True, exist_ok=True)
        config.pluginmanager.register(Noting(Notebook(folder)))
    if (folder := config.getoption("--ask-again")) is not None:
        config.pluginmanager.register(Choosing(folder))


class Noting:
    """Each test is noted with what it asks."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.stack = ExitStack()

    def pytest_sessionstart(self) -> None:
        self.stack.enter_context(self.notebook.ear.listening())

    def pytest_sessionfinish(self) -> None:
        self.stack.close()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with self.notebook.noting(item.nodeid):
            return (yield)


class Choosing:
    """Only those run that are needed to ask everything again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        asking = {one.nodeid: one for one in items if _asks_without_a_browser(one)}
        whole = {test for test in asking if test.startswith(WHOLE)}
        noted = read_notes(self.folder)
        single = asking.keys() - whole
        notes = {test: note for test, note in noted.items() if test in single}
        kept = {
            test for test in single if test not in notes or must_be_asked(asking[test])
        }
        gone = asking.keys() - kept - fewest(notes, kept)
        config.hook.pytest_deselected(items=[asking[test] for test in sorted(gone)])
        items[:] = [item for item in items if item.nodeid not in gone]


def _asks_without_a_browser(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    return "database" in marks and "journey" not in marks


def must_be_asked(item: pytest.Item) -> bool:
    """What is not to be seen from the statements that Django's connection sends.

    Databases, roles, second connections and processes of their own, and what is written
    in SQL: its branches are in the database.
    """
    if item.nodeid.startswith("tests/running/"):
        return True
    fixtures = set(getattr(item, "fixturenames", []))
    return bool(fixtures & {"own_database", "scenes"}) or _speaks_sql(str(item.path))


@cache
def _speaks_sql(file: str) -> bool:
    """Whether a file of tests sends SQL of its own, or names a function of ours."""
    text = Path(file).read_text(encoding="utf-8")
    return ".execute(" in text or any(name in text for name in functions_of_ours())
