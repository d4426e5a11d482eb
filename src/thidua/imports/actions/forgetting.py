"""The file itself is deleted once nobody needs it; what it brought stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.imports.models import Import
from thidua.imports.policies import can_work_on
from thidua.imports.states import CLOSED
from thidua.kernel.errors import WrongMoment
from thidua.kernel.files import forget
from thidua.organisations.actor import Actor


@transaction.atomic
def forget_file(run: Import, *, actor: Actor, at: datetime) -> Import:
    """Delete the file of an import that is over; its rows, name and hash stay."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    if run.state not in CLOSED:
        raise WrongMoment(
            _("Tệp còn cần để kiểm tra và ghi."), _("Ghi xong hoặc bỏ lần nhập trước.")
        )
    if run.file.forgotten_at is not None:
        forget(run.file, at=at)  # a worker may have died before the content went
        return run
    forget(run.file, at=at)

    record(
        "imports.file.forgotten",
        run,
        actor=actor,
        at=at,
        file=run.file.name,
        sha256=run.file.sha256,
    )
    return run
