"""What was doubtful is left for later, once the good rows are in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.imports.models import Import
from thidua.imports.policies import can_work_on
from thidua.imports.states import STAY
from thidua.kernel.errors import WrongMoment
from thidua.organisations.actor import Actor


@transaction.atomic
def leave_rest(run: Import, *, actor: Actor, at: datetime) -> Import:
    """Bring nothing more in now: the import is over, its open rows stay open."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    if not run.has_begun:
        raise WrongMoment(
            _("Chưa ghi gì từ tệp này."), _("Ghi các dòng tốt, hoặc bỏ lần nhập.")
        )
    run.state = STAY.take_from(run.state)
    run.version += 1
    run.fault = run.remedy = ""
    run.save(update_fields=["state", "version", "fault", "remedy"])

    record("imports.import.left", run, actor=actor, at=at)
    return run
