"""What stands behind the marks of a year of response: reminders, letters, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Finding, Notice, UrgingLetter
from thidua.follow_up.queries.letters import number_of
from thidua.indicators.models import Form, Period, Report
from thidua.kernel import clock, dates
from thidua.kernel.clock import day_of
from thidua.kernel.sheets import Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.kernel.ui.parts import Link
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One thing that was told: what, when, where it opens, what came of it."""

    what: str
    href: str
    day: date | None
    became: str
    tone: str

    @property
    def when(self) -> str:
        """The day in figures."""
        return dates.show(self.day)


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Everything that `told.html` shows of one unit in a year."""

    crumbs: Sequence[Link]
    title: str
    sheet_href: str
    reminded: Sequence[ToldRow]
    letters: Sequence[ToldRow]
    findings: Sequence[ToldRow]


def told_page(campaign: Campaign, unit: int, year: int, today: date) -> ToldPage:
    """What a unit was told in a campaign in a year, row by row as it is counted."""
    name = names_on([unit], min(today, date(year, 12, 31))).get(unit, "")
    told = reverse("follow_up:told", args=[campaign.pk])
    table = f"{reverse('follow_up:response', args=[campaign.pk])}?nam={year}"
    title = _("%(unit)s: đã được nhắc, đôn đốc, kiểm tra năm %(year)s") % {
        "unit": name,
        "year": year,
    }
    return ToldPage(
        crumbs=[
            Link(campaign.name, reverse("campaigns:campaign", args=[campaign.pk])),
            Link(_("Hưởng ứng"), table),
            Link(name, is_here=True),
        ],
        title=title,
        sheet_href=f"{told}?nam={year}&don-vi={unit}&xuat=excel",
        reminded=_reminded(campaign, unit, year, today),
        letters=_letters(campaign, unit, year, today),
        findings=_findings(campaign, unit, year, today),
    )


def told_sheet(page: ToldPage, today: date) -> Sheet:
    """The same as Excel, one line under the other."""
    parted = [
        (_("Bị nhắc quá hạn"), page.reminded),
        (_("Công văn đôn đốc"), page.letters),
        (_("Kiểm tra, khắc phục"), page.findings),
    ]
    lines = [(kind, row) for kind, rows in parted for row in rows]
    columns: Columns[tuple[str, ToldRow]] = [
        (Column(_("Loại"), width=22), lambda line: line[0]),
        (Column(_("Việc"), width=60), lambda line: line[1].what),
        (Column(_("Báo ngày"), kind=Holds.DATE, width=14), lambda line: line[1].day),
        (Column(_("Đến nay"), width=32), lambda line: line[1].became),
    ]
    return listed(page.title, today, columns, lines)


def _reminded(campaign: Campaign, unit: int, year: int, today: date) -> list[ToldRow]:
    """Each form and period of which the unit was told that it is overdue."""
    told = (
        Notice.objects.filter(
            kind=Kind.LATE,
            about=unit,
            form__in=campaign.form_links.values("form"),
            made_at__year=year,
            made_at__lt=clock.end_of(today),
        )
        .order_by()
        .values("form", "period")
        .annotate(first=Min("made_at"))
    )
    rows = sorted(told, key=lambda row: row["first"])
    forms = Form.objects.in_bulk([row["form"] for row in rows])
    periods = Period.objects.in_bulk([row["period"] for row in rows])
    sent = {
        (form, period): at
        for form, period, at in Report.objects.filter(
            unit=unit, form__in=forms, period__in=periods
        ).values_list("form_id", "period_id", "first_submitted_at")
    }
    found = []
    for row in rows:
        form, period = forms[row["form"]], periods[row["period"]]
        came = sent.get((form.pk, period.pk))
        words = dates.period_name(period.starts_on, period.ends_on)
        found.append(
            ToldRow(
                what=f"{form.name}, {words}",
                href=reverse("indicators:report", args=[form.pk, period.pk, unit]),
                day=day_of(row["first"]),
                became=_came(day_of(came) if came else None),
                tone="" if came else "late",
            )
        )
    return found


def _came(day: date | None) -> str:
    if day is None:
        return _("chưa gửi")
    return _("đã gửi %(day)s") % {"day": dates.show(day)}


def _letters(campaign: Campaign, unit: int, year: int, today: date) -> list[ToldRow]:
    letters = UrgingLetter.objects.filter(
        urged__unit=unit,
        form__in=campaign.form_links.values("form"),
        told_at__year=year,
        told_at__lt=clock.end_of(today),
    )
    return [
        ToldRow(
            what=f"{number_of(one)}: {one.form.name}",
            href=reverse("follow_up:letter", args=[one.pk]),
            day=day_of(one.told_at) if one.told_at else None,
            became=_("đề nghị gửi trước %(day)s") % {"day": dates.show(one.answer_by)},
            tone="",
        )
        for one in letters.select_related("document", "form")
        .prefetch_related("document__numbers")
        .order_by("told_at")
    ]


def _findings(campaign: Campaign, unit: int, year: int, today: date) -> list[ToldRow]:
    findings = Finding.objects.filter(
        inspection__campaign=campaign,
        inspection__inspected=unit,
        found_at__year=year,
        found_at__lt=clock.end_of(today),
    )
    return [
        ToldRow(
            what=one.what,
            href=reverse("follow_up:inspection", args=[one.inspection_id]),
            day=day_of(one.found_at),
            became=str(one.get_state_display()),
            tone="" if one.mended_at else "slow",
        )
        for one in findings.order_by("found_at", "number")
    ]
