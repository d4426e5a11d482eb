"""Enter a year, correct it, withdraw it; a new make-up; who keeps an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.indices import actions
from thidua.indices.drafts import LineDraft, YearDraft
from thidua.indices.forms import (
    CorrectionForm,
    KeepersForm,
    MakeUpForm,
    ReasonForm,
    Table,
    YearForm,
    answers_of,
)
from thidua.indices.models import CompositeIndex, MakeUp, Publication
from thidua.indices.policies import can_define, can_entrust, can_publish
from thidua.indices.provinces import Match, Provinces, provinces_of
from thidua.indices.queries.keepers import keepers_page, possible_keepers
from thidua.indices.queries.publishing import SKIP, publish_page, texts_of
from thidua.indices.queries.words import crumbs_of, index_href
from thidua.indices.reading import ReadRow, ReadTable, read_table
from thidua.indices.views.reading import number, the_index
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paste import TooMuch
from thidua.kernel.ui.grid import PREFIX
from thidua.organisations.http import OfficeRequest

Cells = dict[tuple[int, str], str]


@dataclass
class _Draft:
    """A table under way: its year, the provinces of that year, what stands in it."""

    provinces: Provinces
    make_up: MakeUp | None
    texts: Cells = field(default_factory=dict)
    faults: Mapping[tuple[int, str], str] = field(default_factory=dict)
    table: ReadTable = field(default_factory=ReadTable)
    doubtful: Sequence[ReadRow] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: OfficeRequest, code: str) -> HttpResponse:
    """A year that is not there yet."""
    index = the_index(code)
    can_publish(request.actor, index).enforce()
    if request.method != "POST":
        last = index.publications.standing().order_by("-year").first()
        year = number(request.GET.get("nam", "")) or (
            last.year + 1 if last else clock.today().year - 1
        )
        form = YearForm(initial={"year": year, "publisher": index.publisher})
        return _page(request, index, form, _begun(index, year, {}))
    form = YearForm(request.POST)
    draft = _posted(request, index)
    year_draft = _ready(request, form, draft)
    if year_draft is None:
        return _page(request, index, form, draft)
    actions.publish_year(index, year_draft, actor=request.actor, at=clock.now())
    return _done(request, index, year_draft.year, _("Năm công bố đã ghi."))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: OfficeRequest, code: str, year: int) -> HttpResponse:
    """A year in force, entered again with a reason."""
    index = the_index(code)
    can_publish(request.actor, index).enforce()
    standing = get_object_or_404(index.publications.standing(), year=year)
    if request.method != "POST":
        form = CorrectionForm(initial=_initial(standing))
        draft = _begun(index, year, texts_of(standing))
        return _page(request, index, form, draft, correcting=standing)
    form = CorrectionForm({**request.POST.dict(), "year": year})
    draft = _posted(request, index, year)
    year_draft = _ready(request, form, draft)
    if year_draft is None:
        return _page(request, index, form, draft, correcting=standing)
    actions.correct_year(
        standing,
        year_draft,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        at=clock.now(),
    )
    words = _("Đã đính chính; lần ghi trước vẫn xem được ở cuối trang.")
    return _done(request, index, year, words)


@require_POST
def withdraw(request: OfficeRequest, code: str, year: int) -> HttpResponse:
    """Take a year out of use."""
    index = the_index(code)
    standing = get_object_or_404(index.publications.standing(), year=year)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.withdraw_year(standing, reason=reason, actor=request.actor, at=clock.now())
    messages.info(request, _("Năm này đã rút; không trang nào dùng nó nữa."))
    return redirect(index_href(index))


@require_http_methods(["GET", "HEAD", "POST"])
def make_up_new(request: OfficeRequest, code: str) -> HttpResponse:
    """From a year on the index is made otherwise."""
    index = the_index(code)
    can_define(request.actor, index).enforce()
    form = MakeUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.renew_make_up(index, form.draft(), actor=request.actor, at=clock.now())
        messages.info(request, _("Cách tính mới đã ghi; giờ ghi được năm công bố."))
        return redirect("indices:make-ups", index.code)
    return _form_page(
        request,
        index,
        form,
        title=_("Cách tính mới của %(index)s") % {"index": index.short_name},
        help=_("Năm khác cách tính thì không nối đường và không so điểm với nhau."),
        back=reverse("indices:make-ups", args=[index.code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def keepers(request: OfficeRequest, code: str) -> HttpResponse:
    """Which units enter what is published."""
    index = the_index(code)
    can_entrust(request.actor).enforce()
    units = possible_keepers(index, clock.today())
    form = KeepersForm(
        request.POST if request.method == "POST" else None,
        units=[(unit.pk, unit.name_on) for unit in units],
        initial={"keepers": [unit.pk for unit in index.keepers.all()]},
    )
    if form.is_valid():
        chosen = [unit for unit in units if unit.pk in form.cleaned_data["keepers"]]
        actions.entrust_index(index, chosen, actor=request.actor, at=clock.now())
        return redirect(index_href(index))
    page = keepers_page(index)
    return _form_page(
        request, index, form, title=page.title, help=page.help, back=page.back
    )


def _begun(index: CompositeIndex, year: int, texts: Cells) -> _Draft:
    make_ups = index.make_ups.prefetch_related("components")
    make_up = next((one for one in make_ups if one.holds_in(year)), None)
    return _Draft(provinces_of(year), make_up, texts)


def _posted(
    request: OfficeRequest, index: CompositeIndex, year: int | None = None
) -> _Draft:
    """The table as it was sent, with the pasted block laid over it when asked."""
    asked = year or number(request.POST.get("year", "")) or clock.today().year - 1
    draft = _begun(index, min(max(asked, 2000), 2100), _cells(request))
    if request.POST.get("action") == "read":
        _lay_over(request, draft)
    elif draft.make_up is not None:
        components = list(draft.make_up.components.all())
        draft.faults = Table(
            request.POST, draft.provinces, draft.make_up, components
        ).faults
    return draft


def _cells(request: OfficeRequest) -> Cells:
    cells: Cells = {}
    for name, text in request.POST.items():
        unit, dash, column = name.removeprefix(PREFIX).partition("-")
        if name.startswith(PREFIX) and dash and unit.isdecimal() and str(text).strip():
            cells[int(unit), column] = str(text).strip()
    return cells


def _lay_over(request: OfficeRequest, draft: _Draft) -> None:
    """Every pasted row into its province; what is doubtful is asked, never guessed."""
    components = list(draft.make_up.components.all()) if draft.make_up else []
    try:
        draft.table = read_table(
            request.POST.get("pasted", ""), draft.provinces, components
        )
    except TooMuch as much:
        raise RuleBroken(much.reason, much.remedy) from much
    answers, by_id = answers_of(request.POST.dict()), draft.provinces.by_id()
    doubtful = []
    for row in draft.table.rows:
        answer = answers.get(row.number, "")
        if row.match.found is None and answer.isdecimal() and int(answer) in by_id:
            row = ReadRow(
                row.number, Match(row.match.written, by_id[int(answer)]), row.texts
            )
        if row.match.found is not None:
            unit = row.match.found.unit_id
            draft.texts |= {
                (unit, key): text for key, text in row.texts.items() if text
            }
        elif answer != SKIP:
            doubtful.append(row)
    draft.doubtful = doubtful


def _ready(request: OfficeRequest, form: YearForm, draft: _Draft) -> YearDraft | None:
    """The year as it is to be published; None when something must still be said."""
    if request.POST.get("action") == "read":
        form.is_valid()
        return None
    if not form.is_valid() or draft.faults:
        return None
    if draft.make_up is None:
        form.add_error("year", _("Chưa ghi cách tính của năm này."))
        return None
    table = Table(
        request.POST,
        draft.provinces,
        draft.make_up,
        list(draft.make_up.components.all()),
    )
    if not table.lines:
        form.add_error(None, _("Chưa có tỉnh nào trong bảng."))
        return None
    return _year_draft(form, table)


def _year_draft(form: YearForm, table: Table) -> YearDraft:
    clean = form.cleaned_data
    lines: Sequence[LineDraft] = (
        table.ranked_by_score() if clean["is_computed"] else table.lines
    )
    ranks = [line.rank for line in lines if line.rank is not None]
    counted = max([len(ranks), *ranks]) if ranks else None
    return YearDraft(
        year=clean["year"],
        publisher=clean["publisher"],
        source=clean["source"],
        published_on=clean["published_on"],
        ranked=clean["ranked"] or counted,
        is_computed=clean["is_computed"],
        is_whole=not clean["is_partial"],
        note=clean["note"],
        lines=lines,
    )


def _initial(standing: Publication) -> dict[str, Any]:
    names = ("year", "publisher", "source", "published_on", "ranked", "note")
    initial: dict[str, Any] = {name: getattr(standing, name) for name in names}
    return initial | {
        "is_computed": standing.is_computed,
        "is_partial": not standing.is_whole,
    }


def _page(
    request: OfficeRequest,
    index: CompositeIndex,
    form: YearForm,
    draft: _Draft,
    *,
    correcting: Publication | None = None,
) -> HttpResponse:
    page = publish_page(
        index,
        draft.provinces,
        draft.make_up,
        texts=draft.texts,
        faults=draft.faults,
        table=draft.table,
        doubtful=draft.doubtful,
        pasted=request.POST.get("pasted", ""),
        correcting=correcting,
    )
    is_reading = request.POST.get("action") == "read"
    status = 422 if request.method == "POST" and not is_reading else 200
    context = {"page": page, "form": form}
    return render(request, "indices/publish.html", context, status=status)


def _form_page(
    request: OfficeRequest, index: CompositeIndex, form: Any, **words: str
) -> HttpResponse:
    context = {"form": form, "crumbs": crumbs_of(index), **words}
    status = 422 if form.is_bound else 200
    return render(request, "indices/form.html", context, status=status)


def _done(
    request: OfficeRequest, index: CompositeIndex, year: int, words: str
) -> HttpResponse:
    messages.info(request, words)
    return redirect(index_href(index, year))
