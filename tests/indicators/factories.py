"""A province that reports: definitions, an open form, duties, and figures on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from tests.organisations.factories import Province, a_province, an_actor, tree
from thidua.indicators import actions
from thidua.indicators.actions import CellAnswer, Line, Meaning, Reporter
from thidua.indicators.models import Form, FormLine, IndicatorVersion, Period, Report
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.reading import Typed
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

SINCE = date(2020, 1, 1)
JANUARY_2020 = datetime(2020, 1, 2, 8, tzinfo=clock.ZONE)

ROAD = Meaning(name="Đường bê tông hóa", measure="km", decimals=2)
HOUSES = Meaning(name="Nhà tình thương bàn giao", measure="căn")
MONEY = Meaning(name="Vốn vay giải ngân", measure="đồng", decimals=0)
LAND = Meaning(name="Nhân dân hiến đất", measure="m²")
LEARNERS = Meaning(name="Người lao động qua đào tạo", measure="người", nature="stock")
WATER = Meaning(
    name="Hộ có dụng cụ trữ nước",
    measure="%",
    nature="ratio",
    decimals=1,
    numerator_name="Số hộ có dụng cụ trữ nước",
    denominator_name="Tổng số hộ",
)
COVER = Meaning(
    name="Tỷ lệ che phủ",
    measure="%",
    nature="percent",
    decimals=1,
    across="weighted",
    most=Decimal(100),
)
RANK = Meaning(name="Thứ hạng cải cách hành chính", measure="hạng", nature="rank")


def month(year: int, number: int) -> Period:
    """The period of a month."""
    return Period.objects.get(pk=PeriodSpan(PeriodKind.MONTH, year, number).id)


def moment(year: int, number: int, day: int, hour: int = 9) -> datetime:
    """A moment of the office."""
    return datetime(year, number, day, hour, tzinfo=clock.ZONE)


class By(TypedDict):
    """Who acts, and when."""

    actor: Actor
    at: datetime


@dataclass
class Office:
    """The small province with its people, one open form, its lines by name."""

    cast: Province
    form: Form
    lines: dict[str, FormLine]
    owner: Actor

    @property
    def commune(self) -> Unit:
        """The first commune: it reports to the first district."""
        return self.cast.communes[0]

    @property
    def district(self) -> Unit:
        return self.cast.districts[0]

    def officer(self, unit: Unit | None = None) -> Actor:
        """Who enters for a unit (the first commune)."""
        return an_actor(unit or self.commune)

    def receiver(self) -> Actor:
        """Who accepts for the first district."""
        return an_actor(self.district)

    def report(
        self, period: Period, unit: Unit | None = None, *, actor: Actor | None = None
    ) -> Report:
        """A unit's report for a period, begun."""
        unit = unit or self.commune
        return actions.start_report(
            self.form,
            unit,
            period,
            actor=actor or self.officer(unit),
            at=moment(period.ends_on.year, period.ends_on.month, 28),
        )

    def type_in(
        self, report: Report, actor: Actor | None = None, **figures: str
    ) -> list[CellAnswer]:
        """Type figures by the meaning's short name: `ROAD="1,5"`, `WATER="30/120"`."""
        cells = []
        standing = {o.indicator_id: o.version for o in report.observations.all()}
        for name, text in figures.items():
            line = self.lines[name]
            up, slash, down = text.partition("/")
            cells.append(
                Typed(
                    line_id=line.pk,
                    value="" if slash else up,
                    numerator=up if slash else "",
                    denominator=down,
                    version=standing.get(line.version.indicator_id, 0),
                )
            )
        return actions.save_figures(
            report,
            cells,
            actor=actor or self.officer(report.unit),
            at=moment(report.period.ends_on.year, report.period.ends_on.month, 28),
        )

    def sent(self, period: Period, unit: Unit | None = None, **figures: str) -> Report:
        """A report typed and sent on the second of the next month."""
        unit = unit or self.commune
        actor = self.officer(unit)
        report = self.report(period, unit, actor=actor)
        self.type_in(report, actor, **figures)
        return actions.submit_report(report, actor=actor, at=after(period, 2))

    def accepted(
        self, period: Period, unit: Unit | None = None, **figures: str
    ) -> Report:
        """A report sent and accepted by its receiver."""
        return self.accept(self.sent(period, unit, **figures))

    def accept(self, report: Report) -> Report:
        """A sent report, accepted by its receiver on the fourth."""
        return actions.accept_report(
            report, actor=an_actor(report.receiver), at=after(report.period, 4)
        )


def after(period: Period, day: int) -> datetime:
    """A day of the month that follows a period."""
    ends = period.ends_on
    year, number = (
        (ends.year + 1, 1) if ends.month == 12 else (ends.year, ends.month + 1)
    )
    return moment(year, number, day)


MEANINGS = {
    "ROAD": ROAD,
    "HOUSES": HOUSES,
    "MONEY": MONEY,
    "LAND": LAND,
    "LEARNERS": LEARNERS,
    "WATER": WATER,
    "COVER": COVER,
    "RANK": RANK,
}
_numbers = iter(range(1, 10**9))


def an_office(
    *names: str,
    cast: Province | None = None,
    scales: dict[str, Decimal] | None = None,
    cumulative: tuple[str, ...] = (),
    level: str = "commune",
    reporters: Sequence[Reporter] = (),
) -> Office:
    """An open monthly form of the province, reported by every commune to its district.

    Without names: roads and houses. `scales` and `cumulative` are by name; other
    `reporters` take the place of the communes.
    """
    cast = cast or a_province()
    names = names or ("ROAD", "HOUSES")
    owner = an_actor(cast.province)
    on: By = {"actor": owner, "at": JANUARY_2020}
    versions = {name: a_definition(cast, name, on) for name in names}
    form = a_drafted_form(cast, on)
    lines = actions.set_lines(
        form,
        [
            Line(
                version_id=version.pk,
                level=level,
                scale=(scales or {}).get(name, Decimal(1)),
                is_cumulative=name in cumulative,
            )
            for name, version in versions.items()
        ],
        **on,
    )
    actions.open_form(form, **on)
    every_commune_reports(cast, form, on, reporters)
    return Office(cast, form, dict(zip(names, lines, strict=True)), owner)


def a_drafted_form(cast: Province, on: By) -> Form:
    """A monthly form of the province, not opened yet."""
    return actions.draft_form(
        cast.province,
        name="Báo cáo tháng",
        tree=tree(),
        period_kind="month",
        starts_on=SINCE,
        ends_on=date(2026, 12, 31),
        **on,
    )


def every_commune_reports(
    cast: Province, form: Form, on: By, others: Sequence[Reporter]
) -> None:
    """Each commune reports the form to its district, unless others do."""
    communes = [
        Reporter(commune.pk, district.pk)
        for district in cast.districts
        for commune in cast.communes_of(district)
    ]
    actions.assign_reporters(form, others or communes, since=SINCE, **on)


def a_definition(cast: Province, name: str, on: By) -> IndicatorVersion:
    """An indicator of the province, under a code of its own."""
    code = f"{name.lower()}-{next(_numbers)}"
    return actions.define_indicator(
        cast.province, code, MEANINGS[name], since=SINCE, **on
    )
