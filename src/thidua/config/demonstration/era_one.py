"""Era 1: Bến Tre, 2020 to May 2025: forms, reporters, and four years of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from thidua.config.demonstration.bodies import bodies
from thidua.config.demonstration.books import Book, Kept, keep_the_book
from thidua.config.demonstration.counting import PLANS, Counting, lay_out
from thidua.config.demonstration.curves import shifted
from thidua.config.demonstration.files import told
from thidua.config.demonstration.parts import draw_up_breakdowns, with_parts
from thidua.config.demonstration.people import Crew
from thidua.config.demonstration.places import (
    BEN_TRE,
    Place,
    communes_of,
    districts_of,
)
from thidua.config.demonstration.series import Figure, Series, Sheet, series_of
from thidua.config.demonstration.stage import Stage
from thidua.indicators.actions import end_duty
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree, Unit

TODAY = datetime(2025, 5, 20, 8, 0, tzinfo=ZONE)
LAST_MONTH = date(2025, 4, 1)
SLOW = ("b834", "b837")
"""Districts in which some reports of April still wait to be accepted."""

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Reporters:
    """Who reports a form: the places, to whom, and since when."""

    places: tuple[Place, ...]
    receivers: Mapping[str, str]


def reporters() -> dict[str, Reporters]:
    """For each form of era 1 its reporters."""
    communes = communes_of(BEN_TRE)
    districts = districts_of(BEN_TRE, communes)
    content = told("indicators")
    towns = tuple(p for p in districts if p.code in content["towns"]["who"])
    return {
        "communes": Reporters(communes, {p.key: p.above for p in communes}),
        "districts": Reporters(districts, {p.key: "ban-thi-dua" for p in districts}),
        "towns": Reporters(towns, {p.key: "ban-thi-dua" for p in towns}),
        "departments": _owners(content["departments"]["lines"]),
        "agencies": _agencies(),
        "hamlets": _hamlets(),
        "ranks": _owners(content["ranks"]["lines"]),
    }


def _owners(lines: Sequence[Mapping[str, Any]]) -> Reporters:
    keys = list(dict.fromkeys(line["owner"] for line in lines))
    places = tuple(
        Place(key, Unit.Kind.DEPARTMENT, key, BEN_TRE, 1_298_010, 1.0) for key in keys
    )
    return Reporters(places, dict.fromkeys(keys, "ban-thi-dua"))


def _agencies() -> Reporters:
    kinds = {Unit.Kind.DEPARTMENT, Unit.Kind.FRONT, Unit.Kind.UNION}
    receivers: dict[str, str] = {}
    for body in bodies():
        stands_there = any(stand.tree == Tree.PARTY for stand in body.stands)
        if body.kind in kinds and stands_there and body.era == "before":
            receivers[body.key] = "ban-thi-dua"
    places = tuple(
        Place(key, "agency", key, receivers[key], 100 + 7 * number, 1 / len(receivers))
        for number, key in enumerate(receivers)
    )
    return Reporters(places, receivers)


def _hamlets() -> Reporters:
    receivers = {
        body.key: body.stands[0].above or ""
        for body in bodies()
        if body.kind == Unit.Kind.HAMLET
    }
    size = 1 / len(receivers)
    places = tuple(
        Place(key, Unit.Kind.HAMLET, key, above, 700, size)
        for key, above in receivers.items()
    )
    return Reporters(places, receivers)


def sheet_of(key: str, last_month: date = LAST_MONTH) -> Sheet:
    """The periods that are over by the last reported month."""
    plan = next(plan for plan in PLANS if plan.key == key)
    months = MONTHS[plan.period_kind]
    starts, first = [], plan.starts_on
    while shifted(first, months - 1) <= last_month:
        starts.append(first)
        first = shifted(first, months)
    years = plan.ends_on.year - plan.starts_on.year + 1
    return Sheet(tuple(starts), months, plan.starts_on, 12 * years)


@cache
def series_of_form(
    key: str, places: Sequence[Place], sheet: Sheet
) -> dict[str, Series]:
    """Every line's figures of a form; a line with an owner has only its owner's."""
    series: dict[str, Series] = {}
    for line in told("indicators")[key]["lines"]:
        ours = [place for place in places if line.get("owner", place.key) == place.key]
        if line["nature"] == "rank":
            series[line["code"]] = {place.key: _ranks(line, sheet) for place in ours}
        else:
            series |= dict(with_parts(line, series_of(line, ours, sheet)))
    return series


def meant(key: str, month: date) -> dict[str, Figure]:
    """What one commune would have reported for a month, as the books have it."""
    sheet = sheet_of("communes")
    series = series_of_form("communes", communes_of(BEN_TRE), sheet)
    number = sheet.starts.index(month)
    return {code: lines[key][number] for code, lines in series.items()}


def _ranks(line: Mapping[str, Any], sheet: Sheet) -> list[Figure]:
    known = {int(year): value for year, value in line["values"].items()}
    return [
        Figure(value=known.get(start.year)) if start.year in known else Figure()
        for start in sheet.starts
    ]


def notes_of_form(key: str, sheet: Sheet) -> dict[tuple[str, int], str]:
    """What stands beside a figure: its source, or why there is none."""
    notes: dict[tuple[str, int], str] = {}
    for line in told("indicators")[key]["lines"]:
        if line["nature"] != "rank":
            continue
        facts = line.get("facts", {})
        for number, start in enumerate(sheet.starts):
            year = str(start.year)
            if year in facts:
                notes[line["code"], number] = facts[year]
            elif year not in line["values"]:
                notes[line["code"], number] = "Chưa có trong dữ liệu công khai kèm theo"
            else:
                notes[line["code"], number] = "Thứ hạng đặt ra để minh họa"
    return notes


@dataclass(frozen=True, slots=True)
class Loading:
    """What every step of the loading needs."""

    stage: Stage
    crew: Crew
    counting: Counting
    actor: Actor
    last_month: date = LAST_MONTH


def lay_out_forms(loading: Loading) -> None:
    """Define, write and open the forms of era 1; the launch says who reports them."""
    at = datetime(2020, 10, 12, 9, 0, tzinfo=ZONE)
    loading.counting.breakdowns |= draw_up_breakdowns(
        loading.stage.unit("ban-thi-dua"), actor=loading.actor, at=at
    )
    for plan in PLANS:
        content = told("indicators")[plan.key]
        lay_out(
            loading.counting, plan, content, loading.stage, actor=loading.actor, at=at
        )


def excuse_those_not_asked(loading: Loading) -> None:
    """A launch asks every unit of a level; some forms are for fewer, and say why."""
    who = reporters()
    for key, reason in (
        ("towns", "Huyện không có đô thị trong danh sách phấn đấu"),
        ("agencies", "Sở, ngành báo cáo theo biểu của ngành mình"),
    ):
        asked = {loading.stage.ids[place.key] for place in who[key].places}
        duties = loading.counting.forms[key].duties.exclude(unit__in=asked)
        for duty in duties.order_by("pk"):
            end_duty(
                duty,
                on=date(2020, 12, 31),
                reason=reason,
                actor=loading.actor,
                at=datetime(2020, 12, 30, 9, 0, tzinfo=ZONE),
            )


def keep_books(loading: Loading, kept: Mapping[str, Kept]) -> int:
    """Write the reports of all forms up to the demonstration's day."""
    who = reporters()
    count = 0
    for plan in PLANS:
        sheet = sheet_of(plan.key, loading.last_month)
        places = who[plan.key].places
        if not sheet.starts:
            continue
        book = Book(
            form=loading.counting.forms[plan.key],
            receivers=who[plan.key].receivers,
            places=places,
            series=series_of_form(plan.key, places, sheet),
            indicators={
                code: version.indicator_id
                for code, version in loading.counting.versions.items()
            },
            notes=notes_of_form(plan.key, sheet),
        )
        count += keep_the_book(
            book,
            loading.stage,
            loading.crew,
            periods=len(sheet.starts),
            known_until=TODAY,
            slow=SLOW,
            kept=kept.get(plan.key, Kept()),
            actor=loading.actor,
        )
    return count
