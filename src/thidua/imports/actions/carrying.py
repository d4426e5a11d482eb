"""Bring the good rows in, chunk by chunk; and take them out again.

The worker does one chunk in one transaction: what was written and that it was written
are kept together or not at all. A worker that dies leaves whole chunks behind, and the
next one goes on with the first row that has no outcome.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.audit.trail import record
from thidua.imports.kinds import Bringing, Carried, Ground
from thidua.imports.models import Import, ImportRowQuerySet
from thidua.imports.opening import ground_of
from thidua.imports.policies import can_work_on
from thidua.imports.reopened import outcomes_of
from thidua.imports.states import (
    BRINGS,
    CARRY,
    FINISH,
    FINISH_UNDOING,
    UNDO,
    Outcome,
    State,
)
from thidua.kernel import jobs
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.sentences import keeping
from thidua.organisations.actor import Actor

_LOOKED_AT = 5_000
"""Rows that are looked at by themselves in one go."""
_DONE = """
update imports_importrow row set outcome = done.outcome, undo = done.undo,
    said = case when done.said is null then row.said
        else coalesce(row.said, '{}') || done.said end
from json_to_recordset(%s) done (id bigint, outcome text, undo jsonb, said jsonb)
where row.id = done.id
"""


@transaction.atomic
def bring_in_rows(
    run: Import, *, version: int | None = None, actor: Actor, at: datetime
) -> Import:
    """Decide that the good rows go in; the worker then writes them.

    `version` is that of the import as the person saw it.
    """
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    if version is not None and version != run.version:
        raise Changed(
            _("Có người vừa làm tiếp lần nhập này: nay “%s”.") % State(run.state).label,
            _("Xem lại những gì sẽ ghi rồi quyết định."),
        )
    run.state = CARRY.take_from(run.state)
    if not run.rows.to_bring().exists():
        raise RuleBroken(
            _("Tệp không có gì mới để ghi."),
            _("Sửa tệp rồi gửi lại, hoặc bỏ lần nhập."),
        )
    run.carried_at = at
    _decide(run, actor)
    jobs.defer("imports.carry", run=run.pk)

    record("imports.import.decided", run, actor=actor, at=at, counts=run.counts)
    return run


@transaction.atomic
def bring_rows_in(run: Import, *, actor: Actor, at: datetime) -> bool:
    """Write the next chunk; is there more? The last chunk closes the import."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()
    if run.state != State.CARRYING:
        return False

    ground = ground_of(run, actor, at.date())
    waiting = run.rows.to_bring().order_by("pk")
    last = waiting[: ground.chunk].aggregate(last=Max("pk"))["last"]
    if last is not None:
        _write_chunk(run, ground, waiting.filter(pk__lte=last), last, actor, at)
        return True
    run.state = FINISH.take_from(run.state)
    _close(run, at)

    record("imports.import.done", run, actor=actor, at=at, counts=run.about["done"])
    return False


@transaction.atomic
def undo_import(run: Import, *, actor: Actor, at: datetime) -> Import:
    """Decide that what the file brought in is taken out, where nobody touched it."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    if not run.has_begun:
        raise WrongMoment(_("Chưa ghi gì từ tệp này."), _("Bỏ lần nhập nếu không cần."))
    run.state = UNDO.take_from(run.state)
    run.undone_at = at
    _decide(run, actor)
    jobs.defer("imports.undo", run=run.pk)

    record("imports.import.undo_decided", run, actor=actor, at=at)
    return run


@transaction.atomic
def take_out_rows(run: Import, *, actor: Actor, at: datetime) -> bool:
    """Take the next chunk out, the last written first; is there more?"""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()
    if run.state != State.UNDOING:
        return False

    ground = ground_of(run, actor, at.date())
    written = run.rows.filter(fate__in=BRINGS, outcome=Outcome.DONE)
    rows = _chunk(written.order_by("-pk"), ground.chunk)
    if rows:
        _work(run, rows, ground.take_out, actor=actor, at=at)
        return True
    run.state = FINISH_UNDOING.take_from(run.state)
    _close(run, at)

    record("imports.import.undone", run, actor=actor, at=at, counts=run.about["done"])
    return False


def _decide(run: Import, actor: Actor) -> None:
    """The worker does it as whoever decided."""
    run.stand_for(actor)
    run.version += 1
    run.save()


def _write_chunk(
    run: Import,
    ground: Ground,
    waiting: ImportRowQuerySet,
    last: int,
    actor: Actor,
    at: datetime,
) -> None:
    """What can be at once, up to a row; then the rest, each row answered."""
    with override(run.language):
        source = _source(run)
        ground.carry_straight(run.pk, last, actor=actor, at=at, source=source)
    while rows := _chunk(waiting, _LOOKED_AT):
        _work(run, rows, ground.carry, actor=actor, at=at)


def _chunk(rows: ImportRowQuerySet, most: int) -> list[Bringing]:
    found = rows.values_list("pk", "payload", "undo")[:most]
    return [Bringing(pk, payload or {}, undo) for pk, payload, undo in found]


def _work(
    run: Import,
    rows: Sequence[Bringing],
    deed: Callable[..., list[Carried]],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    with override(run.language):
        answers = deed(rows, actor=actor, at=at, source=_source(run))
    _write_down(answers)


def _source(run: Import) -> str:
    """Where the figures come from, as their history says."""
    return _("Nhập từ tệp “%(file)s” (lần nhập %(number)s)") % {
        "file": run.file.name,
        "number": run.pk,
    }


def _write_down(answers: Sequence[Carried]) -> None:
    """What became of each row, in one statement; what was said only where it is new."""
    done = [
        {
            "id": one.pk,
            "outcome": one.outcome.value,
            "undo": one.undo,
            "said": _said(one) if one.reason else None,
        }
        for one in answers
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [json.dumps(done, ensure_ascii=False)])


def _said(one: Carried) -> dict[str, Any]:
    """What became of a row, in words and as its sentences are kept."""
    late = {"reason": keeping(one.reason), "remedy": keeping(one.remedy)}
    return {"reason": one.reason, "remedy": one.remedy, "late": late}


def _close(run: Import, at: datetime) -> None:
    run.about["done"] = outcomes_of(run)
    run.version += 1
    run.closed_at = at
    run.save(update_fields=["state", "about", "version", "closed_at"])
