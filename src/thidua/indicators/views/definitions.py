"""Where indicators are defined and forms are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.indicators import actions
from thidua.indicators.actions import Line, Meaning
from thidua.indicators.forms.breakdowns import EndForm, TakeUpForm
from thidua.indicators.forms.definitions import IndicatorForm, RevisionForm
from thidua.indicators.forms.reporting import LineForm, NewForm, scale_of
from thidua.indicators.models import Form, FormLine, Indicator, IndicatorVersion
from thidua.indicators.policies import can_define
from thidua.indicators.queries.breakdowns import breakdowns_of, parts_of
from thidua.indicators.queries.definitions import (
    REVISE,
    form_page,
    indicator_page,
)
from thidua.indicators.queries.dictionary import (
    forms_page,
    forms_sheet,
    indicator_fields,
    indicators_page,
    indicators_sheet,
)
from thidua.indicators.views.reporters import form_of
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui import filters
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.models import Tree, Unit

WRITE = "indicators/write.html"
WORDS = (
    "name",
    "measure",
    "nature",
    "across",
    "better",
    "decimals",
    "most",
    "numerator_name",
    "denominator_name",
    "definition",
    "source",
)
"""What of a meaning is typed."""
Lines = formset_factory(LineForm, extra=0, max_num=300, absolute_max=300)


@require_GET
def indicators(request: OfficeRequest) -> HttpResponse:
    """The dictionary of indicators, or the same as an Excel file."""
    fields = indicator_fields()
    asked = filters.chosen(fields, request.GET)["q"].replace("\x00", "")
    today = clock.today()
    if filters.wants_sheet(request.GET):
        sheet = indicators_sheet(asked, today=today)
        return sheet_answer(request, sheet, "danh-muc-chi-so", fields)
    page = indicators_page(request.actor, asked, today=today)
    filled = {"page": page, "bar": bar_of(request, fields)}
    return render(request, "indicators/indicators.html", filled)


@require_http_methods(["GET", "POST"])
def new_indicator(request: OfficeRequest) -> HttpResponse:
    """Begin to count something."""
    can_define(request.actor, request.actor.unit_id or 0).enforce()
    form = IndicatorForm(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        owner = get_object_or_404(Unit, pk=request.actor.unit_id)
        version = actions.define_indicator(
            owner,
            given["code"],
            meaning_of(given),
            since=given["since"],
            actor=request.actor,
            at=clock.now(),
        )
        said = _("“%(name)s” đã vào danh mục; giờ có thể đưa vào biểu.")
        messages.info(request, said % {"name": version.name})
        back = _sent_from(request)
        if back:
            told = urlencode({"version": version.pk})
            return redirect(f"{back}{'&' if '?' in back else '?'}{told}")
        return redirect("indicators:indicator", version.indicator_id)
    filled = {
        "form": form,
        "title": _("Chỉ số mới"),
        "verb": _("Đưa vào danh mục"),
        "crumbs": [Link(_("Chỉ số"), reverse("indicators:indicators"))],
        "back": _sent_from(request) or reverse("indicators:indicators"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, WRITE, filled, status=status)


def _sent_from(request: OfficeRequest) -> str:
    """The page that sent for a new indicator; “” for none, or one of elsewhere."""
    back = request.GET.get("tro-ve", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, None):
        return ""
    return back


@require_GET
def indicator(request: OfficeRequest, pk: int) -> HttpResponse:
    """What an indicator means."""
    one = get_object_or_404(Indicator, pk=pk)
    today = clock.today()
    page = indicator_page(one, actor=request.actor, today=today)
    filled = {
        "page": page,
        "taking": TakeUpForm(choices=page.parts.choices, initial={"since": today}),
        "letting": EndForm(initial={"on": today}),
    }
    return render(request, "indicators/indicator.html", filled)


@require_http_methods(["GET", "POST"])
def revise_indicator(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let an indicator mean something else from a day on."""
    one = get_object_or_404(Indicator, pk=pk)
    can_define(request.actor, one.owner_id).enforce()
    last = one.versions.order_by("-number")[0]
    if last.is_computed:
        return redirect(REVISE[last.nature], one.pk)
    form = RevisionForm(request.POST or None, initial=words_of(last))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.revise_indicator(
            one,
            meaning_of(given),
            since=given["since"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.info(
            request, _("Định nghĩa mới áp dụng từ ngày đã ghi; số cũ giữ nghĩa cũ.")
        )
        return redirect("indicators:indicator", one.pk)
    filled = {
        "form": form,
        "title": _("Định nghĩa mới: %(name)s") % {"name": last.name},
        "verb": _("Áp dụng định nghĩa mới"),
        "back": (back := reverse("indicators:indicator", args=[one.pk])),
        "crumbs": [
            Link(_("Chỉ số"), reverse("indicators:indicators")),
            Link(last.name, back),
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, WRITE, filled, status=status)


@require_http_methods(["GET", "POST"])
def forms(request: OfficeRequest) -> HttpResponse:
    """The forms (also as an Excel file), and the beginning of a new one."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        owner = get_object_or_404(Unit, pk=request.actor.unit_id)
        drafted = actions.draft_form(
            owner,
            tree=Tree.objects.get(key=Tree.STATE),
            actor=request.actor,
            at=clock.now(),
            **form.cleaned_data,
        )
        messages.info(request, _("Biểu đã lập; thêm các dòng rồi mở biểu."))
        return redirect("indicators:form", drafted.pk)
    if request.method == "GET" and filters.wants_sheet(request.GET):
        sheet = forms_sheet(request.actor, today=clock.today())
        return sheet_answer(request, sheet, "bieu-bao-cao")
    filled = {
        "rows": forms_page(request.actor, today=clock.today()),
        "bar": bar_of(request),
        "form": form,
        "may": can_define(request.actor, request.actor.unit_id or 0),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "indicators/forms.html", filled, status=status)


@require_GET
def form(request: OfficeRequest, pk: int) -> HttpResponse:
    """One form."""
    one = form_of(request, pk)
    page = form_page(one, actor=request.actor, today=clock.today())
    filled = {"page": page, "lines": _filled(page.lines)}
    return render(request, "indicators/form.html", filled)


@require_POST
def write_lines(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write the lines of a form anew."""
    one = form_of(request, pk)
    lines = _typed_lines(request, one)
    before = set(one.lines.values_list("version", flat=True))
    written = actions.set_lines(one, lines, actor=request.actor, at=clock.now())
    said = ngettext("Biểu có %(n)s dòng.", "Biểu có %(n)s dòng.", len(written))
    messages.info(request, said % {"n": len(written)})
    fresh = one.lines.exclude(version__in=before).select_related("version")
    _ask_for_breakdowns(request, list(fresh))
    return redirect("indicators:form", one.pk)


def _typed_lines(request: OfficeRequest, one: Form) -> list[Line]:
    """The lines as they stand on the page, each as meant when the form begins."""
    typed = Lines(request.POST, prefix="line")
    if not typed.is_valid():
        raise RuleBroken(_("Có dòng chưa đọc được."), _("Kiểm lại mã và cấp báo cáo."))
    day = max(clock.today(), one.starts_on)
    given = [row for row in typed.cleaned_data if row.get("indicator")]
    return [_line_from(row, day) for row in given]


def _ask_for_breakdowns(request: OfficeRequest, fresh: list[FormLine]) -> None:
    """A new line whose indicator is parted: which of its breakdowns does one want?"""
    wholes = {line.version.indicator_id: line.version.name for line in fresh}
    known = breakdowns_of(wholes, clock.today())
    asked = {line.version.indicator_id for line in fresh}
    for whole, some in known.items():
        if not asked & parts_of(whole):
            said = _("“%(name)s” có phân tổ (%(which)s): đánh dấu nếu biểu hỏi.")
            which = ", ".join(kin.by.lower() for kin in some)
            messages.info(request, said % {"name": wholes[whole], "which": which})


@require_POST
def open_form(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask for the form from now on, with the lines as they were typed on its page."""
    one = form_of(request, pk)
    lines = _typed_lines(request, one) if "line-TOTAL_FORMS" in request.POST else None
    asked = actions.open_form(one, lines=lines, actor=request.actor, at=clock.now())
    if one.follows_id is not None:
        messages.info(
            request,
            _("Bản mới đã mở, các đơn vị chuyển sang; các kỳ trước giữ nguyên."),
        )
        return redirect("indicators:form", one.pk)
    said = ngettext(
        "Biểu đã mở cho %(n)s kỳ. Giờ giao đơn vị báo cáo.",
        "Biểu đã mở cho %(n)s kỳ. Giờ giao đơn vị báo cáo.",
        len(asked),
    )
    messages.info(request, said % {"n": len(asked)})
    return redirect("indicators:form", one.pk)


def meaning_of(given: dict[str, Any]) -> Meaning:
    """The typed meaning; an empty limit is no limit."""
    return Meaning(**{name: given[name] for name in WORDS}, least=Decimal(0))


def words_of(version: IndicatorVersion) -> dict[str, Any]:
    """The standing meaning, to be changed."""
    return {name: getattr(version, name) for name in WORDS}


def _filled(lines: Any) -> Any:
    """The lines as they are written, and empty ones after them."""
    rows = [
        {
            "indicator": line.code,
            "name": line.name,
            "group": line.group,
            "level": line.level,
            "owner_id": line.owner_id,
            "scale": line.scale,
            "is_cumulative": line.is_cumulative,
            "breakdowns": line.breakdowns,
            "elsewhere": line.elsewhere,
        }
        for line in lines
        if not line.kin.is_part
    ]
    empty = [{"level": rows[-1]["level"] if rows else "commune"} for _n in range(5)]
    return Lines(initial=[*rows, *empty], prefix="line")


def _line_from(row: dict[str, Any], day: date) -> Line:
    version = _meant_by(row["indicator"], day)
    owner = row["owner_id"] if not row["level"] else None
    return Line(
        version_id=version.pk,
        level=row["level"] or ("" if owner else "commune"),
        owner_id=owner,
        group=row["group"],
        scale=scale_of(row["scale"]),
        is_cumulative=row["is_cumulative"],
        breakdowns=row["breakdowns"],
    )


def _meant_by(typed: str, day: date) -> IndicatorVersion:
    """What an indicator means on a day, by its code or by its name."""
    versions = IndicatorVersion.objects.filter(during__contains=day)
    coded = versions.filter(indicator__code=typed).first()
    named = [] if coded else list(versions.filter(name__iexact=typed)[:2])
    if len(named) > 1:
        codes = ", ".join(one.indicator.code for one in named)
        raise RuleBroken(
            _("Nhiều chỉ số cùng tên “%(name)s”.") % {"name": typed},
            _("Ghi mã: %(codes)s.") % {"codes": codes},
        )
    found = coded or next(iter(named), None)
    if found is None:
        raise RuleBroken(
            _("Không có chỉ số nào mã hay tên là “%(typed)s”.") % {"typed": typed},
            _("Chọn trong danh mục gợi ý, hoặc thêm chỉ số mới trước."),
        )
    return found
