"""Work that nobody stands for any more is handed back to the office."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from thidua.audit.trail import record
from thidua.imports.models import Import
from thidua.imports.policies import can_work_on
from thidua.imports.reopened import outcomes_of
from thidua.imports.states import GIVE_UP, HALT, HALT_UNDOING, STAY, WORKING, State
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor


@transaction.atomic
def hand_back_import(run: Import, why: str, *, actor: Actor, at: datetime) -> Import:
    """Stop what the worker was to do, in a state from which another of the office goes
    on: the file, how it is read, the answers and what went in or out stay.

    `why` is a sentence. Does nothing when the worker does not have the import.
    """
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()
    if run.state not in WORKING:
        return run

    with override(run.language):
        run.stop(why, _remedy(run))
    _stand_back(run)
    run.version += 1
    run.save()

    record("imports.import.handed_back", run, actor=actor, at=at, reason=why)
    return run


def _stand_back(run: Import) -> None:
    """Where the import can be taken up again; one of which nothing is in yet has not
    begun, and can still be discarded."""
    if run.state == State.CHECKING:
        back = STAY if run.has_begun else GIVE_UP
        run.state = back.take_from(run.state)
        return
    run.about["done"] = outcomes_of(run)
    if run.state == State.UNDOING:
        run.state = HALT_UNDOING.take_from(run.state)
        return
    run.state = HALT.take_from(run.state)
    if not run.about["done"]:
        run.carried_at = None


def _remedy(run: Import) -> str:
    """Who may go on, and how."""
    who = _("Ai ở cơ quan anh/chị được nhập tệp đều làm tiếp được:")
    if run.state == State.CARRYING:
        how = _("ghi tiếp phần còn lại, hoặc bỏ phần ấy.")
    elif run.state == State.UNDOING:
        how = _("bấm hoàn tác lần nữa để gỡ nốt.")
    elif run.has_begun:
        how = _("mở các câu hỏi, ghi lại câu trả lời.")
    else:
        how = _("xem cách khớp cột rồi cho kiểm tra tiếp, hoặc bỏ lần nhập.")
    return joined(" ", (who, how))
