"""Hang a file on a figure."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.acting import acting
from thidua.indicators.models import Evidence, FormLine, Observation, Report
from thidua.indicators.policies import can_enter
from thidua.indicators.states import State
from thidua.kernel.clock import day_of
from thidua.kernel.errors import WrongMoment
from thidua.kernel.files import keep
from thidua.organisations.actor import Actor


@transaction.atomic
def attach_evidence(
    report: Report,
    line: FormLine,
    upload: UploadedFile[bytes],
    *,
    actor: Actor,
    at: datetime,
) -> Evidence:
    """The unit proves a figure with a file; until the figure is accepted."""
    report = Report.objects.locked(report)
    can_enter(actor, report, day_of(at)).enforce()

    figure = _figure_of(report, line, actor=actor, at=at)
    evidence = Evidence.objects.create(
        observation=figure,
        file=keep(upload, by=actor.name, at=at),
        added_at=at,
        added_by=actor.name,
    )

    record(
        "indicators.evidence.attached",
        report,
        actor=actor,
        at=at,
        line=line.version.name,
        file=evidence.file.name,
    )
    return evidence


def _figure_of(
    report: Report, line: FormLine, *, actor: Actor, at: datetime
) -> Observation:
    """The figure that the file hangs on, begun empty when it is not typed yet."""
    figure = Observation.objects.filter(
        unit=report.unit_id,
        indicator=line.version.indicator_id,
        period=report.period_id,
    ).first()
    if figure is not None:
        if figure.state == State.ACCEPTED:
            raise WrongMoment(
                _("Số liệu này đã được nhận và khóa."),
                _("Cần thêm minh chứng thì đề nghị nơi nhận trả lại số liệu."),
            )
        return figure
    with acting(actor, at=at):
        return Observation.objects.create(
            report=report,
            unit_id=report.unit_id,
            period_id=report.period_id,
            indicator_id=line.version.indicator_id,
        )
