"""An office that sends files: steps of an import, one function each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from tests.indicators.factories import Office, moment
from thidua.imports import actions
from thidua.imports.kinds import kind_called
from thidua.imports.mapping import Mapping, replace
from thidua.imports.models import Import
from thidua.kernel import jobs
from thidua.organisations.actor import Actor

APRIL = moment(2025, 5, 5)
"""When the figures of April are brought in."""


def received(
    file: SimpleUploadedFile,
    place: str,
    actor: Actor,
    *,
    kind: str = "so-lieu",
    at: datetime = APRIL,
) -> Import:
    """A file sent, its columns proposed."""
    return actions.receive_file(kind_called(kind), place, file, actor=actor, at=at)


def mapped(
    run: Import, actor: Actor, *, at: datetime = APRIL, **changed: Any
) -> Import:
    """The proposal taken as it is, or with something changed; and checked."""
    mapping = replace(Mapping.from_json(run.mapping), **changed)
    run = actions.map_columns(run, mapping, actor=actor, at=at)
    return actions.check_rows(run, actor=actor, at=at)


def answered(
    run: Import, answers: dict[str, str], actor: Actor, *, at: datetime = APRIL
) -> Import:
    """Questions answered, and the file checked again."""
    run = actions.answer_questions(run, answers, actor=actor, at=at)
    return actions.check_rows(run, actor=actor, at=at)


def carried(run: Import, actor: Actor, *, at: datetime = APRIL) -> Import:
    """The good rows brought in, chunk by chunk."""
    run = actions.bring_in_rows(run, actor=actor, at=at)
    while actions.bring_rows_in(run, actor=actor, at=at):
        pass
    run.refresh_from_db()
    return run


def undone(run: Import, actor: Actor, *, at: datetime = APRIL) -> Import:
    """Taken out again."""
    run = actions.undo_import(run, actor=actor, at=at)
    while actions.take_out_rows(run, actor=actor, at=at):
        pass
    run.refresh_from_db()
    return run


def fates(run: Import) -> dict[str, int]:
    """How many rows have each fate, by its letter."""
    return {fate: count for fate, count in run.counts.items() if count}


def place_of(office: Office, period_id: int = 0, unit_id: int = 0) -> str:
    """The place of a form's figures."""
    return f"{office.form.pk}-{period_id}-{unit_id}"


def work_off() -> None:
    """Do what waits, in a thread of its own: a browser keeps a loop in this one."""

    def work() -> None:
        try:
            jobs.work(wait=False)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()
