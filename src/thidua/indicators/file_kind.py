"""Figures of a form, as something that can be brought in from a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.imports.kinds import Kind
from thidua.imports.matching import numbers_in
from thidua.indicators.answering import forms_taken_over
from thidua.indicators.from_files import FiguresGround
from thidua.indicators.models import Form, ReportDuty
from thidua.indicators.policies import can_use_files
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor


class FiguresKind(Kind):
    """Observations of a form: wide, long, by unit, by indicator or by month."""

    key = "so-lieu"

    @property
    def name(self) -> str:
        return _("Số liệu báo cáo")

    @property
    def about(self) -> str:
        return _(
            "Mỗi dòng một đơn vị, mỗi cột một chỉ số; hoặc mỗi dòng một chỉ số, mỗi cột"
            " một tháng hay một đơn vị; hoặc mỗi dòng một số. Tiêu đề giữ nguyên như"
            " biểu của cơ quan."
        )

    def places(self, actor: Actor, day: date) -> Sequence[tuple[str, str]]:
        theirs = ReportDuty.objects.standing_on(day).filter(
            Q(unit=actor.unit_id) | Q(receiver=actor.unit_id)
        )
        forms = Form.objects.filter(
            Q(owner=actor.unit_id)
            | Q(pk__in=theirs.values("form"))
            | Q(pk__in=forms_taken_over(actor.unit_id, day)),
            opened_at__isnull=False,
        )
        return [(f"{form.pk}-0-0", form.name) for form in forms.order_by("-pk")[:20]]

    def may(self, actor: Actor, place: str) -> Verdict:  # noqa: ARG002 - asked for each unit
        return can_use_files(actor)

    def ground(self, actor: Actor, place: str, day: date) -> FiguresGround:
        form_id, period_id, unit_id = numbers_in(place, 3)
        form = Form.objects.visible_to(actor).filter(pk=form_id).first()
        if form is None:
            raise LookupError(place)
        return FiguresGround(form, actor, day, period_id, unit_id)
