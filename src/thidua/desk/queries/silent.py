"""Who is silent: the units that owe the month's report, and since when."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, takewhile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import Named
from thidua.indicators.models import Form
from thidua.indicators.periods import from_id
from thidua.indicators.queries.duties import Duty, duties_below
from thidua.kernel import dates
from thidua.kernel.ui.parts import Link
from thidua.organisations.heirs import answering_for
from thidua.organisations.models import Mandate
from thidua.organisations.namesakes import listed_names, told_apart
from thidua.organisations.naming import in_sentence


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that has not sent the month's report though the day is past."""

    number: int
    unit: int
    name: str
    above: str
    apart: str
    """Its name in a list that says nothing else: a namesake with where it lies."""
    href: str
    months: int
    months_words: str
    is_long: bool
    last_report: str
    due: str
    days: str
    days_late: int
    in_charge: str
    form: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One unit's silence: since when, under whom, what it sent last."""

    unit: int
    above: int | None
    form: int
    months: int
    due_on: date
    last_report: str


def owing_units(lens: Lens, unit: int, forms: Sequence[int], today: date) -> list[Owed]:
    """Those at and below a unit who owe a report of the lens's month."""
    months = lens.months
    last = months[-1].starts_on
    duties = duties_below(unit, forms, months, today, only_missing_in=last)
    return [_owed(rows, last, today) for rows in _by_unit(duties)]


def units_named_in(owed: Sequence[Owed]) -> set[int]:
    """The units that the list calls by name: the silent and those above them."""
    return {one for row in owed for one in (row.unit, row.above) if one is not None}


def silent_units(
    lens: Lens,
    owed: Sequence[Owed],
    forms: Sequence[Form],
    names: Mapping[int, Named],
    today: date,
    *,
    page: str,
) -> list[Silent]:
    """The list, the longest silence first.

    `page` is the address of the monitoring page, where a unit is opened.
    """
    people = _in_charge({one.unit for one in owed}, today) if owed else {}
    titles = {form.pk: form.name for form in forms}
    called = {one.unit: names[one.unit].name for one in owed}
    apart = told_apart(called, lens.month.ends_on)
    ordered = sorted(owed, key=lambda one: (-one.months, names[one.unit].sort_key))
    return [
        Silent(
            number=place,
            unit=one.unit,
            name=names[one.unit].name,
            above=names[one.above].name if one.above else "",
            apart=apart[one.unit],
            href=lens.at(page, unit=one.unit),
            months=one.months,
            months_words=months_in_words(one.months),
            is_long=one.months > 1,
            last_report=one.last_report,
            due=dates.show(one.due_on),
            days=dates.due(one.due_on, today),
            days_late=(today - one.due_on).days,
            in_charge=people.get(one.unit, _("chưa phân công ai")),
            form=titles.get(one.form, ""),
        )
        for place, one in enumerate(ordered, start=1)
    ]


def doors(silent: Sequence[Silent]) -> list[Link]:
    """Their names alone, each leading to its own monitoring page."""
    return [Link(one.apart, one.href) for one in silent]


def months_in_words(months: int) -> str:
    """`3 tháng`."""
    return ngettext("%(n)s tháng", "%(n)s tháng", months) % {"n": months}


def _by_unit(duties: Sequence[Duty]) -> list[list[Duty]]:
    rows = sorted(duties, key=lambda duty: (duty.unit, -duty.month.toordinal()))
    return [list(group) for _unit, group in groupby(rows, key=lambda duty: duty.unit)]


def _owed(rows: Sequence[Duty], month: date, today: date) -> Owed:
    """One unit's silence, from its duties of twelve months, newest first."""
    missing = next(d for d in rows if d.month == month and d.sent_on is None)
    of_form = [duty for duty in rows if duty.form == missing.form]
    streak = list(takewhile(lambda d: d.sent_on is None and d.due_on < today, of_form))
    last = next((duty for duty in of_form if duty.sent_on is not None), None)
    return Owed(
        unit=missing.unit,
        above=missing.above,
        form=missing.form,
        months=len(streak),
        due_on=missing.due_on,
        last_report=_sent(last) if last else _("chưa có trong 12 tháng"),
    )


def _sent(duty: Duty) -> str:
    """`tháng 3/2025, đúng hạn` or `tháng 3/2025, muộn 4 ngày`."""
    span = from_id(duty.period)
    period = dates.period_name(span.starts_on, span.ends_on)
    if not duty.days_late:
        return _("%(period)s, đúng hạn") % {"period": period}
    return _("%(period)s, muộn %(days)s ngày") % {
        "period": period,
        "days": duty.days_late,
    }


def _in_charge(units: Collection[int], today: date) -> dict[int, str]:
    """The officer of each unit, else its head; of a unit that is no more, who answers
    for it now: `Phan Thị Ngọc Trâm, xã Châu Hòa`."""
    found = _held_by(units, today)
    answering = answering_for(set(units) - set(found), today)
    others = {unit: now for unit, now in answering.items() if unit != now}
    if others:
        people = _held_by(set(others.values()), today)
        names = listed_names(others.values(), today)
        for unit, now in others.items():
            name = in_sentence(names.get(now, ""))
            found[unit] = f"{people[now]}, {name}" if now in people else names[now]
    return found


def _held_by(units: Collection[int], today: date) -> dict[int, str]:
    roles = [Mandate.Role.HEAD, Mandate.Role.OFFICER]
    held = (
        Mandate.objects.held_on(today)
        .filter(unit__in=units, role__in=roles)
        .order_by("role", "-pk")
        .values_list("unit_id", "person__full_name")
    )
    return dict(held)
