"""My unit's own reports: what it owes, where the latest stands; what waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.desk.queries.pages import Pages
from thidua.indicators.periods import from_id
from thidua.indicators.states import State
from thidua.kernel import clock, dates
from thidua.kernel.clock import ZONE
from thidua.kernel.database import prepared
from thidua.kernel.ui.charts import Bar, bar
from thidua.kernel.ui.parts import Fact
from thidua.organisations.naming import name_near

# Whether anybody reports to the unit, how many reports wait for it to accept them
# (`Report.objects.awaiting`), and the latest that it owes itself, if any.
_REPORTS = """
select exists (select from indicators_reportduty
        where receiver_id = %(unit)s and during @> %(today)s::date),
    (select count(*) from indicators_report report
     join indicators_period period on period.id = report.period_id
     where (receiver_id = %(unit)s or report.id = any (array(select report_id
             from indicators_received_instead(%(unit)s, %(today)s::date))))
       and state = %(submitted)s
       and period.starts_on <= %(today)s and submitted_at < %(ended)s),
    asked.form_id, form.name, asked.period_id, asked.due_on,
    coalesce(report.state, ''), report.first_submitted_at,
    coalesce(receiver.full_name, ''), told.filled, told.returned, told.count
from (select) always
left join (
    select span.form_id, span.period_id, span.due_on, period.ends_on
    from indicators_formperiod span
    join indicators_period period on period.id = span.period_id
    join indicators_reportduty duty on duty.form_id = span.form_id
     and duty.unit_id = %(unit)s and duty.during @> period.ends_on
    where period.ends_on < %(today)s
    order by period.ends_on desc, span.form_id
    limit 1) asked on true
left join indicators_form form on form.id = asked.form_id
left join indicators_report report on report.form_id = asked.form_id
    and report.unit_id = %(unit)s and report.period_id = asked.period_id
left join lateral (
    select count(*) filter (where figure.value is not null
            or figure.denominator is not null or figure.missing_reason <> '') as filled,
        count(*) filter (where figure.state = 'returned') as returned, count(*)
    from indicators_observation figure where figure.report_id = report.id) told on true
left join lateral ({receiver}) receiver on true
"""


@dataclass(frozen=True, slots=True)
class LastReport:
    """The pane beside the tasks; `title` is its finding."""

    title: str
    href: str
    bar: Bar | None
    facts: Sequence[Fact]
    note: str


@dataclass(frozen=True, slots=True)
class _Last:
    """The latest report owed; without a `state` nobody has begun it."""

    form_id: int
    form_name: str
    period_id: int
    due_on: date
    state: str
    first_submitted_at: datetime | None
    receiver: str
    filled: int
    returned: int
    figures: int

    @property
    def period(self) -> str:
        span = from_id(self.period_id)
        return dates.period_name(span.starts_on, span.ends_on)


@dataclass(frozen=True, slots=True)
class OwnReports:
    """What a unit receives and owes on a day; without a `last` it never reports."""

    unit: int
    receives: bool
    waiting: int
    last: _Last | None


def own_reports(unit: int, today: date) -> OwnReports:
    """The reports of a unit, those of others that wait for it and its own latest."""
    receiver = name_near("report.receiver_id", day="asked.ends_on")
    values: dict[str, Any] = {
        "unit": unit,
        "today": today,
        "ended": clock.end_of(today),
        "submitted": State.SUBMITTED,
    }
    rows = prepared.rows(_REPORTS.format(receiver=receiver), values)
    ((receives, waiting, *last),) = rows
    return OwnReports(unit, receives, waiting, _Last(*last) if last[0] else None)


def last_report(own: OwnReports, today: date, *, pages: Pages) -> LastReport | None:
    """The latest report that the unit owes or sent; None when it never reports."""
    last = own.last
    if last is None:
        return None
    href = pages.report_of(last.form_id, last.period_id, own.unit)
    return _standing(last, href) if last.state else _not_begun(last, href, today)


def _not_begun(last: _Last, href: str, today: date) -> LastReport:
    due = f"{dates.show(last.due_on)}, {dates.due(last.due_on, today)}"
    return LastReport(
        title=_("Báo cáo %(period)s: chưa bắt đầu") % {"period": last.period},
        href=href,
        bar=None,
        facts=[Fact(_("Biểu"), last.form_name), Fact(_("Hạn gửi"), due)],
        note=_("Số của tháng trước và chỉ tiêu hiện sẵn cạnh từng ô khi nhập."),
    )


def _standing(last: _Last, href: str) -> LastReport:
    return LastReport(
        title=_("Báo cáo %(period)s: %(state)s")
        % {"period": last.period, "state": State(last.state).label},
        href=href,
        bar=bar(100 * last.filled / last.figures) if last.figures else None,
        facts=[*_facts(last)],
        note="",
    )


def _facts(last: _Last) -> Iterator[Fact]:
    yield Fact(_("Biểu"), last.form_name)
    entered = _("%(n)s/%(all)s ô") % {"n": last.filled, "all": last.figures}
    yield Fact(_("Đã nhập"), entered)
    if last.returned:
        yield Fact(_("Bị trả lại"), _("%(n)s số liệu") % {"n": last.returned})
    if last.first_submitted_at is not None:
        sent = last.first_submitted_at.astimezone(ZONE).date()
        words = _("đúng hạn") if sent <= last.due_on else _("muộn")
        yield Fact(_("Gửi lần đầu"), f"{dates.show(sent)}, {words}")
    else:
        yield Fact(_("Hạn gửi"), dates.show(last.due_on))
    if last.receiver:
        yield Fact(_("Nơi nhận"), last.receiver)
