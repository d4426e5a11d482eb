"""Where my unit's own report of the latest month stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from thidua.desk.queries.names import named
from thidua.desk.queries.pages import Pages
from thidua.indicators.models import FormPeriod, Observation, Report
from thidua.indicators.periods import from_id
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.charts import Bar, bar
from thidua.kernel.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class LastReport:
    """The pane beside the tasks; `title` is its finding."""

    title: str
    href: str
    bar: Bar | None
    facts: Sequence[Fact]
    note: str


def last_report(unit: int, today: date, *, pages: Pages) -> LastReport | None:
    """The latest report that the unit owes or sent; None when it never reports."""
    asked = (
        FormPeriod.objects.filter(
            period__ends_on__lt=today,
            form__duties__unit=unit,
            form__duties__during__contains=F("period__ends_on"),
        )
        .select_related("form", "period")
        .order_by("-period__ends_on", "form")
        .first()
    )
    if asked is None:
        return None
    report = Report.objects.filter(
        form=asked.form_id, unit=unit, period=asked.period_id
    ).first()
    span = from_id(asked.period_id)
    period = dates.period_name(span.starts_on, span.ends_on)
    if report is None:
        return _not_begun(asked, period, unit, today, pages)
    return _standing(report, asked, period, pages)


def _not_begun(
    asked: FormPeriod, period: str, unit: int, today: date, pages: Pages
) -> LastReport:
    return LastReport(
        title=_("Báo cáo %(period)s: chưa bắt đầu") % {"period": period},
        href=pages.report_of(asked.form_id, asked.period_id, unit),
        bar=None,
        facts=[
            Fact(_("Biểu"), asked.form.name),
            Fact(
                _("Hạn gửi"),
                f"{dates.show(asked.due_on)}, {dates.due(asked.due_on, today)}",
            ),
        ],
        note=_("Số của tháng trước và chỉ tiêu hiện sẵn cạnh từng ô khi nhập."),
    )


def _standing(
    report: Report, asked: FormPeriod, period: str, pages: Pages
) -> LastReport:
    counts = Observation.objects.filter(report=report).aggregate(
        filled=Count(
            "id",
            filter=Q(value__isnull=False)
            | Q(denominator__isnull=False)
            | ~Q(missing_reason=""),
        ),
        returned=Count("id", filter=Q(state=State.RETURNED)),
        all=Count("id"),
    )
    receiver = named([report.receiver_id], asked.period.ends_on)
    facts = [
        Fact(_("Biểu"), asked.form.name),
        Fact(_("Đã nhập"), _("%(n)s ô") % {"n": counts["filled"]}),
    ]
    if counts["returned"]:
        facts.append(
            Fact(_("Bị trả lại"), _("%(n)s số liệu") % {"n": counts["returned"]})
        )
    if report.first_submitted_at is not None:
        sent = report.first_submitted_at.astimezone(ZONE).date()
        on_time = sent <= asked.due_on
        words = _("đúng hạn") if on_time else _("muộn")
        facts.append(Fact(_("Gửi lần đầu"), f"{dates.show(sent)}, {words}"))
    else:
        facts.append(Fact(_("Hạn gửi"), dates.show(asked.due_on)))
    if report.receiver_id in receiver:
        facts.append(Fact(_("Nơi nhận"), receiver[report.receiver_id].name))
    whole = counts["all"] or 1
    return LastReport(
        title=_("Báo cáo %(period)s: %(state)s")
        % {"period": period, "state": State(report.state).label},
        href=pages.report_of(report.form_id, report.period_id, report.unit_id),
        bar=bar(100 * counts["filled"] / whole) if counts["all"] else None,
        facts=facts,
        note="",
    )
