"""Periods, figures and states in the words of the office."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indicators.models import FormLine, IndicatorVersion
from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id
from thidua.indicators.states import State
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.organisations.naming import in_sentence

TONES = {
    State.DRAFT: "",
    State.SUBMITTED: "wait",
    State.RETURNED: "refused",
    State.ACCEPTED: "locked",
    State.REOPENED: "refused",
}


def period_words(period_id: int) -> str:
    """`tháng 4/2025`, `quý II/2025`, `6 tháng đầu năm 2025`, `năm 2025`."""
    span = from_id(period_id)
    return dates.period_name(span.starts_on, span.ends_on)


def of_the_gone(period_id: int, unit: str, until: date) -> str:
    """What a successor reads of a report that it took over with an abolished unit."""
    said = _(
        "Báo cáo %(period)s của %(unit)s (đến %(until)s) — nơi anh/chị nhận bàn giao."
    )
    return said % {
        "period": period_words(period_id),
        "unit": in_sentence(unit),
        "until": dates.show(until),
    }


def period_short(span: PeriodSpan) -> str:
    """For a narrow column: `04/25`, `II/25`, `6T/25`, `2025`."""
    year = f"{span.year % 100:02}"
    if span.kind == PeriodKind.MONTH:
        return f"{span.number:02}/{year}"
    if span.kind == PeriodKind.QUARTER:
        return f"{('I', 'II', 'III', 'IV')[span.number - 1]}/{year}"
    if span.kind == PeriodKind.HALF:
        return f"{6 * span.number}T/{year}"
    return str(span.year)


def measure_of(line: FormLine) -> str:
    """The measure as the form shows it: `triệu đồng` for đồng in millions."""
    version = line.version
    if line.scale == 1:
        return version.measure
    names = {
        Decimal(1_000): _("nghìn %(measure)s"),
        Decimal(1_000_000): _("triệu %(measure)s"),
        Decimal(1_000_000_000): _("tỷ %(measure)s"),
    }
    if line.scale in names:
        return names[line.scale] % {"measure": version.measure}
    return f"{show_number(line.scale)} {version.measure}"


def show_value(version: IndicatorVersion, value: Decimal | None) -> str:
    """A value with the decimals of its indicator; “” for none."""
    if value is None:
        return ""
    decimals = version.decimals
    if version.nature == IndicatorVersion.Nature.RATIO:
        decimals = max(decimals, 1)
    return show_number(value, decimals)


def show_rank(rank: Decimal) -> str:
    """`hạng 18`, with a space that does not break."""
    return _("hạng %(rank)s") % {"rank": show_number(rank)}


def show_moment(moment: datetime | None) -> str:
    """`14:32, 20/05/2025` in the office's zone."""
    return dates.show_moment(moment.astimezone(clock.ZONE)) if moment else ""
