"""How far a figure that somebody types may reach, by what it is counted in."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indicators.models import IndicatorVersion
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.fields import Fault

HUNDRED = Decimal(100)


def out_of_bounds(
    value: Decimal | None, version: IndicatorVersion | None, measure: str
) -> Fault | None:
    """What is wrong with a value by its kind: below nought, or a percent beyond 100.

    An indicator may say itself how far it reaches; `measure` is that of a figure of
    one's own words.
    """
    if value is None:
        return None
    least = version.least if version else None
    most = (version.most if version else None) or HUNDRED
    if value < 0 and (least is None or least >= 0):
        return Fault(
            _("Số này âm mà chỉ tiêu không âm được."),
            _("Ghi số từ 0 trở lên; giảm thì chọn chiều “càng thấp càng tốt”."),
        )
    if (version.measure if version else measure).strip() == "%" and value > most:
        return Fault(
            _("Tỷ lệ phần trăm không quá %(most)s.") % {"most": show_number(most)},
            _("Ghi phần trăm từ 0 đến %(most)s, hoặc chọn đơn vị tính khác.")
            % {"most": show_number(most)},
        )
    return None
