"""The story of the wrong figure: 4,1 km for 0,41, returned and mended; and one open.

Told by the same actions that people use, so that the trail reads as it would in life.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.papers import pdf, png, upload
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.series import Figure
from thidua.indicators.actions import (
    accept_report,
    attach_evidence,
    return_figures,
    save_figures,
    start_report,
    submit_report,
)
from thidua.indicators.models import FormLine, Observation, Report
from thidua.indicators.periods import PeriodKind, containing
from thidua.indicators.reading import Typed
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor

ROAD, POOR = "duong-be-tong", "ho-thoat-ngheo"
CHAU_BINH, PHUOC_LONG, GIONG_TROM = "b29008", "b29020", "b834"
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
RIGHT = Decimal("0.41")

WHY_RETURNED = (
    "Tháng 3 ghi 4,1 km đường bê tông, gấp nhiều lần các tháng trước của xã. Xã kiểm"
    " lại đơn vị tính, hoặc gửi biên bản nghiệm thu."
)
WHY_WRONG = "Gõ nhầm dấu phẩy: nghiệm thu 410 m đường tổ 7, ấp 4."
WHY_OPEN = (
    "Tháng 4 xã báo 19 hộ thoát nghèo trong khi cả quý I chỉ có 2 hộ. Xã ghi rõ căn cứ"
    " công nhận hoặc sửa số."
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A report that the story tells: who, when, and the figures that were meant."""

    loading: Loading
    key: str
    month: date
    figures: Mapping[str, Figure]

    def lines(self) -> dict[str, FormLine]:
        form = self.loading.counting.forms["communes"]
        lines = form.lines.select_related("version__indicator")
        return {line.version.indicator.code: line for line in lines}

    def begin(self, actor: Actor, at: datetime) -> Report:
        period = containing(self.month, PeriodKind.MONTH).id
        form = self.loading.counting.forms["communes"]
        asked = form.periods.select_related("period").get(period_id=period)
        unit = self.loading.stage.unit(self.key)
        return start_report(form, unit, asked.period, actor=actor, at=at)

    def typed(self, wrong: Mapping[str, str]) -> list[Typed]:
        """Every figure as somebody would type it, some of them wrong."""
        return [
            _typed(line, self.figures[code], wrong.get(code, ""))
            for code, line in self.lines().items()
        ]


def _typed(line: FormLine, figure: Figure, wrong: str) -> Typed:
    if figure.denominator is not None:
        return Typed(
            line_id=line.pk,
            numerator=str(figure.numerator),
            denominator=str(figure.denominator),
        )
    value = wrong or show_number(figure.value or Decimal(0), line.version.decimals)
    return Typed(line_id=line.pk, value=value.replace(".", ""))


def tell_the_wrong_figure(loading: Loading, figures: Mapping[str, Figure]) -> Report:
    """Châu Bình, March 2025: typed, sent, returned, mended, accepted."""
    officer = officer_of(loading.stage, "chaubinh", CHAU_BINH)
    head = officer_of(loading.stage, "chutich.chaubinh", CHAU_BINH)
    above = officer_of(loading.stage, "giongtrom", GIONG_TROM)
    telling = Telling(loading, CHAU_BINH, MARCH, figures)
    entered = on(date(2025, 4, 3), 15, 5)
    report = telling.begin(officer, entered)
    save_figures(report, telling.typed({ROAD: "4,1"}), actor=officer, at=entered)
    submit_report(report, actor=head, at=on(date(2025, 4, 3), 16, 40))
    road = telling.lines()[ROAD]
    returned = on(date(2025, 4, 8), 9, 12)
    return_figures(report, {road.pk: WHY_RETURNED}, actor=above, at=returned)
    mended = on(date(2025, 4, 8), 14, 20)
    figure = Observation.objects.get(report=report, indicator=road.version.indicator_id)
    cell = Typed(
        line_id=road.pk,
        value=show_number(RIGHT, 2),
        note=WHY_WRONG,
        version=figure.version,
    )
    save_figures(report, [cell], actor=officer, at=mended)
    for name, content in (
        ("Biên bản nghiệm thu, tổ 7 ấp 4.pdf", pdf(_minutes())),
        ("Đường tổ 7 sau khi đổ bê tông.png", png()),
    ):
        attach_evidence(report, road, upload(name, content), actor=officer, at=mended)
    submit_report(report, actor=head, at=on(date(2025, 4, 8), 15, 0))
    return accept_report(report, actor=above, at=on(date(2025, 4, 9), 8, 10))


def _minutes() -> list[str]:
    return [
        "Biên bản nghiệm thu",
        "Đường tổ 7, ấp 4, xã Châu Bình: 410 mét, rộng 3 mét",
        "Nghiệm thu ngày 26/03/2025, có đại diện dân ký (minh họa)",
    ]


def tell_the_open_question(loading: Loading, figures: Mapping[str, Figure]) -> Report:
    """Phước Long, April 2025: one figure was returned and is not mended yet."""
    officer = speaking_for(loading, PHUOC_LONG)
    above = officer_of(loading.stage, "giongtrom", GIONG_TROM)
    telling = Telling(loading, PHUOC_LONG, APRIL, figures)
    entered = on(date(2025, 5, 8), 10, 25)
    report = telling.begin(officer, entered)
    save_figures(report, telling.typed({POOR: "19"}), actor=officer, at=entered)
    submit_report(report, actor=officer, at=on(date(2025, 5, 8), 16, 5))
    poor = telling.lines()[POOR]
    at = on(date(2025, 5, 16), 10, 0)
    return return_figures(report, {poor.pk: WHY_OPEN}, actor=above, at=at)
