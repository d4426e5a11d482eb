"""Take the sum of its parts over as a whole's figure: asked for, never silently."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indicators.kin import Kin, Kinship
from thidua.indicators.models import FormLine, Observation, Report
from thidua.kernel.errors import RuleBroken


def sum_of_parts(report: Report, line_id: int) -> tuple[FormLine, Decimal, str]:
    """The line of an empty whole, what its parts come to, and which parts they are.

    Raises `RuleBroken` when it is not empty, or not all of a division is there.
    """
    lines = {
        line.version.indicator_id: line
        for line in FormLine.objects.filter(form=report.form_id)
        .reported_by(report.unit)
        .select_related("version")
    }
    whole = next((pk for pk, line in lines.items() if line.pk == line_id), None)
    figures = {
        one.indicator_id: one
        for one in Observation.objects.filter(
            unit=report.unit_id, period=report.period_id, indicator__in=lines
        )
    }
    now = figures.get(whole) if whole is not None else None
    if whole is None or (now and (now.value is not None or now.missing_reason)):
        raise RuleBroken(_("Dòng tổng đã có số."), _("Tải lại trang để xem số ấy."))
    kinship = Kinship.among(lines, report.period.ends_on)
    for family, kin in kinship.families():
        values = [figures[one.part].value for one in kin if one.part in figures]
        known = [value for value in values if value is not None]
        is_full = len(known) == len(kin) and family not in kinship.short
        if family[0] == whole and kin[0].is_dividing and is_full:
            return lines[whole], sum(known, Decimal(0)), _names(kin)
    raise RuleBroken(_("Các phần chưa đủ số để cộng."), _("Nhập nốt các phần."))


def _names(kin: list[Kin]) -> str:
    return " + ".join(one.name for one in kin)
