"""The dictionary of indicators, and the forms of a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.kin import Kinship
from thidua.indicators.models import (
    Form,
    FormLine,
    FormPeriod,
    Indicator,
    IndicatorVersion,
)
from thidua.indicators.policies import can_define, can_lay_out
from thidua.indicators.queries.breakdowns import (
    PartsOfIndicator,
    breakdowns_of,
    parts_of_indicator,
)
from thidua.indicators.queries.editions import Editions, asked_elsewhere, editions_of
from thidua.indicators.queries.figure import formula_of
from thidua.indicators.queries.row_kin import RowKin, row_kin
from thidua.indicators.queries.words import measure_of, period_words
from thidua.kernel import dates
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.text import sort_key
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import Actor
from thidua.organisations.queries import names_on

REVISE = {
    "formula": "indicators:formula-revise",
    "checked": "indicators:standard-revise",
}
"""Natures with an editor of their own."""
NEXT = 6
"""Periods to come that a form's page names."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One meaning of an indicator."""

    title: str
    facts: Sequence[Fact]
    definition: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator: what it means, what it meant, who asks for it."""

    title: str
    code: str
    owner: str
    crumbs: Sequence[Link]
    versions: Sequence[VersionView]
    forms: Sequence[Link]
    may_define: Verdict
    parts: PartsOfIndicator
    revise_url: str
    checklist_url: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a form, as it is read and as it is written.

    `breakdowns` are those that its indicator has: number, name, does the form ask?
    `elsewhere` says which open forms ask for the indicator already.
    """

    kin: RowKin
    code: str
    name: str
    measure: str
    group: str
    level: str
    level_words: str
    owner_id: int | None
    scale: str
    is_cumulative: bool
    breakdowns: Sequence[tuple[int, str, bool]]
    elsewhere: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form: its lines, its periods, who reports."""

    title: str
    about: str
    crumbs: Sequence[Link]
    lines: Sequence[LineView]
    is_open: bool
    may_write: Verdict
    may_open: Verdict
    may_assign: Verdict
    periods: Sequence[Fact]
    reporters: Sequence[Fact]
    levels: Sequence[tuple[str, str]]
    scales: Sequence[tuple[str, str]]
    known: Sequence[tuple[str, str]]
    editions: Editions
    lines_url: str
    open_url: str
    reporters_url: str


def indicator_page(indicator: Indicator, *, actor: Actor, today: date) -> IndicatorPage:
    """What an indicator means and meant, the latest meaning first."""
    versions = list(indicator.versions.order_by("-number"))
    forms = Form.objects.visible_to(actor).filter(lines__version__indicator=indicator)
    parts = parts_of_indicator(indicator, versions[0], actor=actor)
    return IndicatorPage(
        title=versions[0].name,
        code=indicator.code,
        owner=names_on([indicator.owner_id], today).get(indicator.owner_id, ""),
        crumbs=[Link(_("Chỉ số"), reverse("indicators:indicators"))],
        versions=[_version(one) for one in versions],
        forms=[
            Link(form.name, reverse("indicators:form", args=[form.pk]))
            for form in forms.distinct().order_by("pk")
        ],
        may_define=can_define(actor, indicator.owner_id) & _by_itself(parts),
        parts=parts,
        revise_url=reverse(
            REVISE.get(versions[0].nature, "indicators:indicator-revise"),
            args=[indicator.pk],
        ),
        checklist_url=reverse(
            "indicators:checklist", args=[indicator.pk, actor.unit_id]
        )
        if versions[0].nature == IndicatorVersion.Nature.CHECKED and actor.unit_id
        else "",
    )


def _by_itself(parts: PartsOfIndicator) -> Verdict:
    return only_if(
        parts.part_of is None,
        otherwise=_("Phần của một chỉ số theo định nghĩa của chỉ số ấy."),
        remedy=_("Mở chỉ số tổng để sửa."),
    )


def form_page(form: Form, *, actor: Actor, today: date) -> FormPage:
    """A form as its owner writes it and as everybody else reads it."""
    lines = list(form.lines.select_related("version__indicator"))
    elsewhere = {} if form.opened_at else asked_elsewhere(form, actor, today)
    shown = _lines(lines, max(today, form.starts_on), elsewhere)
    args = [form.pk]
    may = can_lay_out(actor, form)
    is_open = form.opened_at is not None
    drafted = only_if(
        not is_open,
        otherwise=_("Biểu đã mở, các dòng không đổi được nữa."),
        remedy=_("Ra bản mới cho các kỳ sau."),
    )
    return FormPage(
        title=form.name,
        about=_about(form, today),
        crumbs=[Link(_("Biểu mẫu"), reverse("indicators:forms"))],
        lines=shown,
        is_open=is_open,
        may_write=may & drafted,
        may_open=may & drafted & _has_lines(lines),
        may_assign=may,
        periods=_periods(form, today),
        reporters=_reporters(form, max(today, form.starts_on)),
        levels=[(key, str(words)) for key, words in FormLine.Level.choices],
        scales=_scales(),
        known=_known(today, elsewhere) if may & drafted else [],
        editions=editions_of(form, _unasked(shown), actor=actor, today=today),
        lines_url=reverse("indicators:form-lines", args=args),
        open_url=reverse("indicators:form-open", args=args),
        reporters_url=reverse("indicators:form-reporters", args=args),
    )


def _version(version: IndicatorVersion) -> VersionView:
    start, end = version.during.lower, version.during.upper
    days = _("từ %(start)s") % {"start": dates.show(start)}
    if end is not None:
        days = _("từ %(start)s đến trước %(end)s") % {
            "start": dates.show(start),
            "end": dates.show(end),
        }
    facts = [
        Fact(_("Tên"), version.name),
        Fact(_("Đơn vị tính"), version.measure),
        Fact(_("Tính chất"), version.get_nature_display()),
        Fact(_("Công thức"), formula_of(version)),
        Fact(_("Chiều tốt"), version.get_better_display()),
    ]
    if version.numerator_name:
        facts.append(Fact(_("Tử số"), version.numerator_name))
        facts.append(Fact(_("Mẫu số"), version.denominator_name))
    if version.source:
        facts.append(Fact(_("Nguồn"), version.source))
    title = _("Định nghĩa %(number)s, %(days)s")
    words = title % {"number": version.number, "days": days}
    return VersionView(words, facts, version.definition)


def _lines(
    lines: Sequence[FormLine], day: date, elsewhere: Mapping[int, str]
) -> list[LineView]:
    """Every line, parts beneath their whole; a whole knows its breakdowns."""
    indicators = [line.version.indicator_id for line in lines]
    kinship = Kinship.among(indicators, day)
    asked = {(kin.whole, kin.breakdown) for kin in kinship.parts.values()}
    known = breakdowns_of(indicators, day)
    return [
        _line(
            line,
            kin,
            [
                (one.breakdown, one.by, (one.whole, one.breakdown) in asked)
                for one in known.get(line.version.indicator_id, [])
            ],
            elsewhere.get(line.version.indicator_id, ""),
        )
        for line, kin in zip(lines, row_kin(lines, kinship), strict=True)
    ]


def _unasked(lines: Sequence[LineView]) -> list[str]:
    """Parts that an indicator of the form has, and the form does not ask for."""
    return [
        f"{line.name}: {name.lower()}"
        for line in lines
        for _number, name, is_asked in line.breakdowns
        if not is_asked
    ]


def _line(
    line: FormLine,
    kin: RowKin,
    breakdowns: Sequence[tuple[int, str, bool]],
    elsewhere: str,
) -> LineView:
    return LineView(
        kin=kin,
        code=line.version.indicator.code,
        name=line.version.name,
        measure=measure_of(line),
        group=line.group,
        level=line.level,
        level_words=line.get_level_display() or _("đơn vị nêu tên"),
        owner_id=line.owner_id,
        scale=f"{line.scale:f}",
        is_cumulative=line.is_cumulative,
        breakdowns=breakdowns,
        elsewhere=elsewhere,
    )


def _about(form: Form, today: date) -> str:
    owner = names_on([form.owner_id], today).get(form.owner_id, "")
    said = _(
        "%(owner)s ban hành; kỳ %(kind)s, %(days)s; gửi trong %(due)s ngày làm việc"
    )
    return said % {
        "owner": owner,
        "kind": form.get_period_kind_display(),
        "days": dates.span(form.starts_on, form.ends_on),
        "due": form.due_after,
    }


def _periods(form: Form, today: date) -> list[Fact]:
    spans = FormPeriod.objects.filter(form=form, due_on__gte=today).order_by("period")
    return [
        Fact(
            capfirst(period_words(span.period_id)),
            _("hạn %(day)s") % {"day": dates.show_long(span.due_on)},
        )
        for span in spans[:NEXT]
    ]


def _reporters(form: Form, today: date) -> list[Fact]:
    """How many units report to each receiver; of a form to come, when it begins."""
    counted = (
        form.duties.standing_on(today)
        .values_list("receiver")
        .annotate(count=Count("pk"))
        .order_by("receiver")
    )
    pairs = list(counted)
    names = names_on([receiver for receiver, _count in pairs], today)
    return [
        Fact(names.get(receiver, ""), _("%(count)s đơn vị gửi") % {"count": count})
        for receiver, count in pairs
    ]


def _known(today: date, elsewhere: Mapping[int, str]) -> list[tuple[str, str]]:
    """Codes and names to choose from while writing, and who asks for them already."""
    versions = IndicatorVersion.objects.filter(
        during__contains=today, indicator__part_of=None
    )
    rows = versions.values_list("indicator__code", "name", "indicator_id")
    return [
        (code, f"{name}. {elsewhere[pk]}" if pk in elsewhere else name)
        for code, name, pk in sorted(rows, key=lambda row: sort_key(row[1]))[:500]
    ]


def _scales() -> list[tuple[str, str]]:
    return [
        ("1", _("đúng đơn vị tính")),
        ("1000", _("nghìn")),
        ("1000000", _("triệu")),
        ("1000000000", _("tỷ")),
    ]


def _has_lines(lines: Sequence[FormLine]) -> Verdict:
    return only_if(
        bool(lines),
        otherwise=_("Biểu chưa có dòng nào."),
        remedy=_("Thêm ít nhất một chỉ số rồi mở biểu."),
    )
