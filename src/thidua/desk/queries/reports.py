"""The list behind a cell of the strip: each unit's report of a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.desk.queries.choices import Choices, choices
from thidua.desk.queries.counted import (
    LATE,
    ON_TIME,
    OVERDUE,
    SENT,
    SILENT,
    SPAN,
    STANDING,
    TAKEN,
    YEAR,
)
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.monitor import line_to, path_of
from thidua.desk.queries.names import Named, named
from thidua.desk.queries.pages import Pages
from thidua.indicators.periods import PeriodSpan, from_id
from thidua.indicators.queries.duties import Duty, duties_below
from thidua.indicators.queries.words import period_short
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.finding import words_of
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.ui.parts import Link
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit and what it sent: a state as a shape and a word, and a way to it."""

    name: str
    above: str
    form: str
    month: str
    sent: str
    tone: str
    state: str
    href: str
    due_on: date
    sent_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Everything that `reports.html` shows."""

    crumbs: Sequence[Link]
    unit_name: str
    month: str
    title: str
    late: str
    rows: Sequence[ReportRow]
    has_forms: bool
    has_months: bool
    back: str


def reports_page(
    lens: Lens,
    unit: Unit,
    roots: Sequence[int],
    today: date,
    *,
    pages: Pages,
    asked: Mapping[str, str] | None = None,
) -> ReportsPage:
    """Every report owed in the lens's month at and below a unit, gaps first."""
    chosen = choices(lens, roots, unit.pk, today)
    lens, month = chosen.lens, chosen.lens.month
    asked, of_year = asked or {}, (asked or {}).get(SPAN) == YEAR
    months = lens.months if of_year else [month]
    duties = duties_below(unit.pk, chosen.form_ids, months, today)
    if of_year:
        duties = [one for one in duties if one.sent_on or one.due_on < today]
    line = line_to(unit.pk, roots, chosen.campaign, month.ends_on)
    called = {one for duty in duties for one in (duty.unit, duty.above) if one}
    names = named({*called, *line}, month.ends_on)
    duties = [d for d in duties if not lens.kind or names[d.unit].kind == lens.kind]
    crumbs = path_of(
        line, names, href=lambda one: lens.at(pages.monitor, unit=one, kind=None)
    )
    shown = _wanted(duties, names, asked, today)
    title, late = _title(duties, shown, today)
    return ReportsPage(
        crumbs=crumbs,
        unit_name=crumbs[-1].label if crumbs else "",
        month=_months_told(months),
        title=title,
        late=late,
        rows=_rows(shown, names, chosen, today, pages),
        has_months=of_year,
        has_forms=len(chosen.forms) > 1,
        back=replace(lens, kind=None).at(pages.monitor),
    )


def _title(
    duties: Sequence[Duty], shown: Sequence[Duty], today: date
) -> tuple[str, str]:
    """How many reports came and how many units are silent; of a list that shows some,
    how many those are."""
    if not duties:
        return _("Chưa có báo cáo nào phải gửi"), ""
    if len(shown) < len(duties):
        some = {"shown": len(shown), "all": len(duties)}
        words = ngettext(
            "%(shown)s trên %(all)s báo cáo",
            "%(shown)s trên %(all)s báo cáo",
            len(duties),
        )
        return words % some, ""
    came = {"came": sum(1 for one in duties if one.sent_on), "all": len(duties)}
    missing = sum(1 for one in duties if _is_missing(one, today))
    silent = ngettext("%(n)s nơi chưa gửi", "%(n)s nơi chưa gửi", missing)
    return (
        _("%(came)s trên %(all)s báo cáo đã về") % came,
        silent % {"n": missing} if missing else "",
    )


def reports_sheet(page: ReportsPage) -> Sheet:
    """The same list as an Excel file."""
    return Sheet(
        name=_("Báo cáo"),
        title=_("Báo cáo %(period)s") % {"period": page.month},
        subtitle=page.unit_name,
        columns=[
            Column(_("Đơn vị"), width=30),
            Column(_("Trực thuộc"), width=26),
            Column(_("Biểu"), width=32),
            Column(_("Hạn gửi"), kind=Kind.DATE, width=12),
            Column(_("Gửi lần đầu"), kind=Kind.DATE, width=12),
            Column(_("Muộn"), _("ngày"), Kind.NUMBER, width=8),
            Column(_("Trạng thái"), width=16),
            *([Column(_("Kỳ"), width=10)] if page.has_months else []),
        ],
        rows=[
            [
                row.name,
                row.above,
                row.form,
                row.due_on,
                row.sent_on,
                row.days_late or None,
                row.state,
                *([row.month] if page.has_months else []),
            ]
            for row in page.rows
        ],
    )


def _months_told(months: Sequence[PeriodSpan]) -> str:
    last = dates.period_name(months[-1].starts_on, months[-1].ends_on)
    if len(months) == 1:
        return last
    return _("%(n)s tháng đến hết %(month)s") % {"n": len(months), "month": last}


def _wanted(
    duties: Sequence[Duty],
    names: dict[int, Named],
    asked: Mapping[str, str],
    today: date,
) -> list[Duty]:
    words, standing = words_of(asked.get("tim", "")), asked.get(STANDING, "")
    return [
        duty
        for duty in duties
        if (not words or words.fit(names[duty.unit].name) is not None)
        and (not standing or standing in _standings(duty, today))
    ]


def _standings(duty: Duty, today: date) -> set[str]:
    if duty.sent_on is None:
        return {SILENT, OVERDUE} if _is_missing(duty, today) else {SILENT}
    taken = TAKEN if duty.state == State.ACCEPTED else SENT
    return {taken, LATE if duty.days_late else ON_TIME}


def _rows(
    duties: Sequence[Duty],
    names: dict[int, Named],
    chosen: Choices,
    today: date,
    pages: Pages,
) -> list[ReportRow]:
    titles = {form.pk: form.name for form in chosen.forms}
    return [
        ReportRow(
            name=names[duty.unit].name,
            above=names[duty.above].name if duty.above else "",
            form=titles[duty.form] if len(titles) > 1 else "",
            month=period_short(from_id(duty.period)),
            href=pages.report_of(duty.form, duty.period, duty.unit)
            if duty.sent_on
            else "",
            due_on=duty.due_on,
            sent_on=duty.sent_on,
            days_late=duty.days_late,
            **_standing(duty, today),
        )
        for duty in sorted(duties, key=lambda d: _gaps_first(d, names, today))
    ]


def _is_missing(duty: Duty, today: date) -> bool:
    return duty.sent_on is None and duty.due_on < today


def _gaps_first(
    duty: Duty, names: dict[int, Named], today: date
) -> tuple[int, str, int]:
    order = 0 if _is_missing(duty, today) else 1 if duty.days_late else 2
    return order, names[duty.unit].sort_key, duty.form


def _standing(duty: Duty, today: date) -> dict[str, str]:
    """`tone`, `state` and `sent` of a report, in words."""
    if duty.sent_on is None:
        if duty.due_on >= today:
            words = _("hạn %(day)s") % {"day": dates.show(duty.due_on)}
            return {"tone": "", "state": _("chưa đến hạn"), "sent": words}
        late = ngettext(
            "quá hạn %(n)s ngày", "quá hạn %(n)s ngày", (today - duty.due_on).days
        ) % {"n": (today - duty.due_on).days}
        return {"tone": "late", "state": _("chưa gửi"), "sent": late}
    sent = dates.show(duty.sent_on)
    if duty.days_late:
        sent = ngettext(
            "%(day)s, muộn %(n)s ngày", "%(day)s, muộn %(n)s ngày", duty.days_late
        ) % {"day": sent, "n": duty.days_late}
    tones = {State.ACCEPTED: "done", State.RETURNED: "refused"}
    return {
        "tone": tones.get(State(duty.state), "wait"),
        "state": str(State(duty.state).label),
        "sent": sent,
    }
