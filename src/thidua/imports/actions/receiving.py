"""A file comes in, or is put away again."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.imports.accepted import TYPES, tell
from thidua.imports.kinds import Kind
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.imports.opening import GLANCE, ground_of, noted, open_file, proposed
from thidua.imports.policies import can_receive, can_work_on
from thidua.imports.states import DISCARD
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.files import keep
from thidua.kernel.workbooks.reading import Unopenable
from thidua.organisations.actor import Actor


@transaction.atomic
def receive_file(
    kind: Kind, place: str, upload: UploadedFile[bytes], *, actor: Actor, at: datetime
) -> Import:
    """Keep an office's file and propose how its columns are read.

    `RuleBroken` when it is no workbook, cannot be opened, or holds nothing.
    """
    can_receive(actor, kind, place).enforce()

    file = keep(upload, by=actor.name, at=at, tell=tell)
    run = Import(
        kind=kind.key,
        place=place,
        unit_id=actor.unit_id or 0,
        file=file,
        format=TYPES[file.media_type],
        user=actor.user,
        mandate=actor.mandate,
        under=actor.under,
        made_by=actor.name,
        office=actor.office,
        made_at=at,
        language=get_language() or "vi",
    )
    ground = ground_of(run, actor, at.date())
    try:
        opened = open_file(run, Mapping(), ground, most=GLANCE)
    except Unopenable as fault:
        raise RuleBroken(fault.reason, fault.remedy) from fault
    if not any(any(cell is not None for cell in row) for row in opened.sheet.rows):
        raise RuleBroken(_("Trang tính đầu tiên trống."), _("Xem lại tệp rồi gửi lại."))
    mapping, run.shape, is_remembered = proposed(run, opened)
    run.mapping = mapping.to_json()
    noticed = noted(run, opened, is_remembered=is_remembered)
    run.about = {"title": ground.title, **noticed}
    run.save()

    record("imports.import.received", run, actor=actor, at=at, file=file.name)
    return run


@transaction.atomic
def discard_import(run: Import, *, actor: Actor, at: datetime) -> Import:
    """Put a file away before anything of it was brought in."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    if run.has_begun:
        raise WrongMoment(
            _("Đã ghi các dòng tốt của tệp."),
            _("Để các chỗ còn hỏi lại sau, hoặc hoàn tác lần nhập."),
        )
    run.state = DISCARD.take_from(run.state)
    run.version += 1
    run.closed_at = at
    run.save(update_fields=["state", "version", "closed_at"])
    run.rows.all().delete()
    run.questions.all().delete()

    record("imports.import.discarded", run, actor=actor, at=at)
    return run
