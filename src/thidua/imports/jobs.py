"""What the worker does with a file: check it, bring it in, take it out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.imports import actions
from thidua.imports.models import Import
from thidua.imports.opening import actor_of
from thidua.kernel import clock, jobs
from thidua.kernel.errors import Refused
from thidua.organisations.actor import Actor


def _fetch(pk: int) -> tuple[Import, Actor]:
    run = Import.objects.select_related("file", "user__person").get(pk=pk)
    try:
        return run, actor_of(run, clock.today())
    except LookupError as ended:
        raise Refused(
            _("%s không còn phân công.") % ended, _("Người khác gửi lại tệp.")
        ) from ended


@jobs.job("imports.check")
def check(run: int) -> None:
    """What every row would do."""
    found, actor = _fetch(run)
    actions.check_rows(found, actor=actor, at=clock.now())


@jobs.job("imports.carry")
def carry(run: int) -> None:
    """Chunk after chunk, each in a transaction of its own."""
    found, actor = _fetch(run)
    while actions.bring_rows_in(found, actor=actor, at=clock.now()):
        pass


@jobs.job("imports.undo")
def undo(run: int) -> None:
    """The same way back."""
    found, actor = _fetch(run)
    while actions.take_out_rows(found, actor=actor, at=clock.now()):
        pass
