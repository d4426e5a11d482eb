"""What the worker does with a file: check it, bring it in, take it out."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.translation import override

from thidua.imports import actions
from thidua.imports.keeping import kept_for
from thidua.imports.models import Import
from thidua.imports.opening import actor_of
from thidua.imports.policies import can_work_on
from thidua.imports.states import CLOSED, WORKING
from thidua.kernel import clock, jobs
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor, the_system


def _fetch(pk: int) -> tuple[Import, Actor] | None:
    """The import and whoever decided; without them it is handed back to the office."""
    run = Import.objects.select_related("file", "user__person").get(pk=pk)
    with override(run.language):
        try:
            actor = actor_of(run, clock.today())
        except LookupError as ended:
            why: str = _("%s không còn phân công để làm tiếp việc này.") % ended
        else:
            verdict = can_work_on(actor, run)
            if verdict:
                return run, actor
            why = str(verdict.reason)
        system = the_system(_("Hệ thống"))
        actions.hand_back_import(run, why, actor=system, at=clock.now())
    return None


@jobs.job("imports.check")
def check(run: int) -> None:
    """What every row would do."""
    if found := _fetch(run):
        actions.check_rows(found[0], actor=found[1], at=clock.now())


@jobs.job("imports.carry")
def carry(run: int) -> None:
    """Chunk after chunk, each in a transaction of its own."""
    found = _fetch(run)
    while found and actions.bring_rows_in(found[0], actor=found[1], at=clock.now()):
        pass


@jobs.job("imports.undo")
def undo(run: int) -> None:
    """The same way back."""
    found = _fetch(run)
    while found and actions.take_out_rows(found[0], actor=found[1], at=clock.now()):
        pass


@jobs.daily("imports.forget", at=time(2, 30))
def forget_lists_of_people() -> None:
    """Delete the files of lists of people some days after their import was over.

    One that nobody has decided about for as long is put away first.
    """
    system, since = the_system(_("Hệ thống")), clock.today() - timedelta(kept_for())
    waiting = Import.objects.with_people().untouched_since(since)
    for run in waiting.exclude(state__in=WORKING).order_by("pk"):
        if run.state not in CLOSED and run.has_begun:
            actions.leave_rest(run, actor=system, at=clock.now())
        elif run.state not in CLOSED:
            actions.discard_import(run, actor=system, at=clock.now())
        actions.forget_file(run, actor=system, at=clock.now())
