"""Write a formula down: one at a time, checked, and never under others' feet."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.indicators.formula import FormulaFault
from thidua.indicators.formula.rules import Checked, check_formula
from thidua.indicators.models import FormulaPart, Indicator, IndicatorVersion
from thidua.kernel.errors import RuleBroken

ONE_AT_A_TIME = 7004
"""The advisory lock of those who write formulas: two may not close a circle."""


def hold_formulas() -> None:
    """Until the transaction ends nobody else writes a formula."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def checked_or_refused(text: str, *, code: str, measure: str, since: date) -> Checked:
    """The same for an action: what is wrong is a rule that is broken."""
    try:
        return check_formula(text, code=code, measure=measure, since=since)
    except FormulaFault as fault:
        said = {"reason": fault.reason, "n": fault.start + 1}
        raise RuleBroken(
            _("Công thức, từ chữ thứ %(n)s: %(reason)s") % said, fault.remedy
        ) from fault


def keep_parts(version: IndicatorVersion, checked: Checked) -> None:
    """Write down what the formula refers to."""
    FormulaPart.objects.bulk_create(
        FormulaPart(version=version, indicator_id=part.indicator_id)
        for part in checked.parts.values()
    )


def refuse_breaking_others(
    indicator: Indicator, *, measure: str, nature: str, since: date
) -> None:
    """A part of a standing formula keeps its measure and may still be added."""
    last = indicator.versions.order_by("-number").first()
    if last is None or (measure == last.measure and nature != "rank"):
        return
    user = (
        FormulaPart.objects.filter(indicator=indicator)
        .filter(
            Q(version__during__endswith__gt=since) | Q(version__during__endswith=None)
        )
        .select_related("version")
        .first()
    )
    if user is None:
        return
    said = {"name": user.version.name, "measure": last.measure}
    raise RuleBroken(
        _("Công thức của “%(name)s” đang dùng chỉ số này theo %(measure)s.") % said,
        _("Giữ đơn vị tính và tính chất, hoặc lập một chỉ số mới."),
    )
