"""The dictionary of indicators and the list of forms, on the page and as Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.indicators.kin import Kin, kin_of
from thidua.indicators.models import (
    Form,
    FormLine,
    IndicatorPart,
    IndicatorVersion,
    ReportDuty,
)
from thidua.indicators.parting import IN_ORDER
from thidua.indicators.policies import can_define
from thidua.indicators.queries.figure import formula_of
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.ui import filters
from thidua.organisations.actor import Actor
from thidua.organisations.queries import names_on

SHOWN = 200
"""Indicators of one list, parts aside; a search narrows it."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the dictionary; a part stands beneath its whole."""

    name: str
    label: str
    heading: str
    is_part: bool
    code: str
    measure: str
    nature: str
    formula: str
    owner: str
    href: str


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The dictionary, or what a search found in it."""

    rows: Sequence[IndicatorRow]
    words: str
    asked: str
    may_define: Verdict
    new_url: str
    formula_url: str
    standard_url: str
    breakdowns_url: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form: by whom, for which periods, until when, and how it stands."""

    name: str
    href: str
    owner: str
    period: str
    during: str
    due: str
    lines: str
    reporters: str
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One version of the list, and of what it is a part."""

    version: IndicatorVersion
    kin: Kin | None = None
    heading: str = ""


def indicator_fields() -> list[filters.Field]:
    """What the dictionary may be narrowed by."""
    return [filters.Field("q", gettext_lazy("Tên hoặc mã"))]


def indicators_page(actor: Actor, asked: str, *, today: date) -> IndicatorsPage:
    """The indicators in force today whose name or code holds what was asked."""
    entries = list(_entries(asked, today))
    names = names_on({one.version.indicator.owner_id for one in entries}, today)
    wholes = sum(1 for one in entries if one.kin is None)
    words = _("%(count)s chỉ số") % {"count": wholes}
    if wholes < len(entries):
        parts = len(entries) - wholes
        words = _("%(count)s chỉ số, %(parts)s phần") % {
            "count": wholes,
            "parts": parts,
        }
    return IndicatorsPage(
        rows=[_row(one, names) for one in entries],
        words=words,
        asked=asked,
        may_define=can_define(actor, actor.unit_id or 0),
        new_url=reverse("indicators:indicator-new"),
        formula_url=reverse("indicators:formula-new"),
        standard_url=reverse("indicators:standard-new"),
        breakdowns_url=reverse("indicators:breakdowns"),
    )


def indicators_sheet(asked: str, *, today: date) -> Sheet:
    """The same list as an Excel file."""
    entries = list(_entries(asked, today))
    names = names_on({one.version.indicator.owner_id for one in entries}, today)
    return Sheet(
        name=_("Chỉ số"),
        title=_("Danh mục chỉ số").upper(),
        subtitle=_("ngày %(day)s") % {"day": dates.show(today)},
        columns=[
            Column(_("Mã"), width=26),
            Column(_("Chỉ số"), width=46),
            Column(_("Phân tổ"), width=24),
            Column(_("Đơn vị tính"), width=12),
            Column(_("Tính chất"), width=20),
            Column(_("Cộng thế nào"), width=40),
            Column(_("Số lẻ"), kind=Kind.NUMBER, width=8),
            Column(_("Áp dụng từ"), kind=Kind.DATE, width=12),
            Column(_("Cơ quan đặt ra"), width=30),
        ],
        rows=[
            [
                one.version.indicator.code,
                one.version.name,
                f"{one.kin.heading}: {one.kin.name}" if one.kin else None,
                one.version.measure,
                one.version.get_nature_display(),
                formula_of(one.version),
                one.version.decimals,
                one.version.during.lower,
                names.get(one.version.indicator.owner_id, ""),
            ]
            for one in entries
        ],
    )


def forms_page(actor: Actor, *, today: date) -> Sequence[FormRow]:
    """The forms this person may know about, the newest first."""
    forms = _forms(actor, today)
    names = names_on({form.owner_id for form in forms}, today)
    return [
        FormRow(
            name=form.name,
            href=reverse("indicators:form", args=[form.pk]),
            owner=names.get(form.owner_id, ""),
            period=form.get_period_kind_display(),
            during=f"{dates.show(form.starts_on)}–{dates.show(form.ends_on)}",
            due=_("ngày làm việc thứ %(n)s sau kỳ") % {"n": form.due_after},
            lines=show_number(form.line_count),
            reporters=show_number(form.reporter_count),
            tone=tone,
            state=state,
        )
        for form in forms
        for tone, state in [_standing(form, today)]
    ]


def _forms(actor: Actor, today: date) -> list[Any]:
    """With how many lines each has, and how many units are expected to report it."""
    duties = ReportDuty.objects.standing_on(today).filter(form=OuterRef("pk"))
    lines = FormLine.objects.filter(form=OuterRef("pk"))
    counted = Form.objects.visible_to(actor).annotate(
        line_count=_count_of(lines), reporter_count=_count_of(duties)
    )
    return list(counted.order_by("-pk"))


def _count_of(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("form").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def _standing(form: Form, today: date) -> tuple[str, str]:
    """The tone and the word of how a form stands on a day."""
    if form.opened_at is None:
        return "wait", _("đang soạn")
    if form.ends_on < today:
        return "locked", _("đã hết hạn dùng")
    if form.starts_on > today:
        return "wait", _("chưa đến ngày dùng")
    return "done", _("đang dùng")


def forms_sheet(actor: Actor, *, today: date) -> Sheet:
    """The same list as an Excel file."""
    forms = _forms(actor, today)
    names = names_on({form.owner_id for form in forms}, today)
    return Sheet(
        name=_("Biểu"),
        title=_("Biểu báo cáo").upper(),
        subtitle=_("ngày %(day)s") % {"day": dates.show(today)},
        columns=[
            Column(_("Biểu"), width=46),
            Column(_("Cơ quan ban hành"), width=30),
            Column(_("Kỳ"), width=10),
            Column(_("Từ ngày"), kind=Kind.DATE, width=12),
            Column(_("Đến ngày"), kind=Kind.DATE, width=12),
            Column(_("Hạn gửi"), _("ngày làm việc sau kỳ"), Kind.NUMBER, width=14),
            Column(_("Số dòng"), kind=Kind.NUMBER, width=10),
            Column(_("Đơn vị gửi"), kind=Kind.NUMBER, width=12),
            Column(_("Mở ngày"), kind=Kind.DATE, width=12),
        ],
        rows=[
            [
                form.name,
                names.get(form.owner_id, ""),
                form.get_period_kind_display(),
                form.starts_on,
                form.ends_on,
                form.due_after,
                form.line_count,
                form.reporter_count,
                form.opened_at.astimezone(ZONE).date() if form.opened_at else None,
            ]
            for form in forms
        ],
    )


def _entries(asked: str, today: date) -> Iterator[_Entry]:
    """Wholes by name, each with the parts that stand today beneath it.

    A search that finds a part finds it beneath its whole.
    """
    parts = IndicatorPart.objects.standing_on(today)
    standing = IndicatorVersion.objects.filter(during__contains=today)
    versions = standing.exclude(indicator__in=parts.values("part"))
    if asked:
        said = Q(name__icontains=asked) | Q(indicator__code__icontains=asked)
        found = parts.filter(part__in=standing.filter(said).values("indicator"))
        versions = versions.filter(said | Q(indicator__in=found.values("whole")))
    listed = list(versions.select_related("indicator").order_by("name", "pk")[:SHOWN])
    wholes = [one.indicator_id for one in listed]
    rows = list(
        parts.filter(whole__in=wholes)
        .select_related("category__breakdown")
        .order_by("-category__breakdown__kind", *IN_ORDER)
    )
    numbers = [row.part_id for row in rows]
    of_parts = {
        one.indicator_id: one
        for one in standing.filter(indicator__in=numbers).select_related("indicator")
    }
    beneath: dict[int, list[Kin]] = {}
    for row in rows:
        beneath.setdefault(row.whole_id, []).append(kin_of(row))
    for one in listed:
        yield _Entry(one)
        above = 0
        for kin in beneath.get(one.indicator_id, []):
            if kin.part in of_parts:
                heading = kin.heading if kin.breakdown != above else ""
                above = kin.breakdown
                yield _Entry(of_parts[kin.part], kin, heading)


def _row(one: _Entry, names: dict[int, str]) -> IndicatorRow:
    version = one.version
    return IndicatorRow(
        name=version.name,
        label=one.kin.name if one.kin else version.name,
        heading=one.heading,
        is_part=one.kin is not None,
        code=version.indicator.code,
        measure=version.measure,
        nature=version.get_nature_display(),
        formula=formula_of(version),
        owner=names.get(version.indicator.owner_id, ""),
        href=reverse("indicators:indicator", args=[version.indicator_id]),
    )
