"""Where a unit enters its report, explains it, proves it, sends it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.indicators import actions
from thidua.indicators.actions import CellAnswer
from thidua.indicators.forms.figures import (
    ExplainForm,
    ProofForm,
    added_up,
    typed_cells,
)
from thidua.indicators.forms.notes import typed_notes
from thidua.indicators.models import Evidence, FormLine, Report
from thidua.indicators.queries.asking import (
    ABOUT_EMPTY,
    ABOUT_FIGURES,
    Asked,
    asked_about_empty,
    asked_about_figures,
)
from thidua.indicators.queries.entry import EntryPage, entry_page
from thidua.indicators.queries.form_sheet import form_sheet
from thidua.indicators.queries.lists import reports_page
from thidua.indicators.queries.past import history_of
from thidua.indicators.queries.places import Place, the_place
from thidua.indicators.reading import Typed
from thidua.indicators.views.by_script import answer_script
from thidua.kernel import clock
from thidua.kernel.errors import Changed, RuleBroken
from thidua.kernel.files import as_attachment
from thidua.kernel.sheets import MEDIA_TYPE
from thidua.kernel.ui import grid
from thidua.organisations.http import OfficeRequest, history_answer

PAGE = "indicators/report.html"


@require_GET
def reports(request: OfficeRequest) -> HttpResponse:
    """What my unit reports, period by period."""
    page = reports_page(request.actor, today=clock.today())
    return render(request, "indicators/reports.html", {"page": page})


@require_GET
def report(request: OfficeRequest, form: int, period: int, unit: int) -> HttpResponse:
    """One report: its grid and everything beside it.

    Where a question stands, the page asks (`hoi`) which of it is left by now.
    """
    place = place_of(request, form, period, unit)
    page, about = _page(request, place), request.GET.get("hoi")
    asked = Asked()
    if about == ABOUT_FIGURES and page.may_submit:
        asked = asked_about_figures(place, page, clock.today())
    elif about == ABOUT_EMPTY and page.may_submit:
        asked = asked_about_empty(page)
    return render(request, PAGE, {"page": page, "asked": asked})


@require_GET
def report_history(
    request: OfficeRequest, form: int, period: int, unit: int
) -> HttpResponse:
    """All that was done to it, once it was begun."""
    place = place_of(request, form, period, unit)
    if place.report is None:
        raise Http404
    trail = history_of(place, place.report)
    return history_answer(request, trail, f"lich-su-bao-cao-{place.report.pk}")


@require_GET
def print_report(
    request: OfficeRequest, form: int, period: int, unit: int
) -> HttpResponse:
    """The same on paper, as one office hands it to another."""
    place = place_of(request, form, period, unit)
    page = _page(request, place)
    return render(request, "indicators/report_paper.html", {"page": page})


@require_GET
def report_sheet(
    request: OfficeRequest, form: int, period: int, unit: int
) -> HttpResponse:
    """The same as an Excel file to fill in and paste back."""
    page = _page(request, place_of(request, form, period, unit))
    answer = HttpResponse(form_sheet(page), content_type=MEDIA_TYPE)
    name = f"bieu-{form}-{period}-{unit}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def save_report(
    request: OfficeRequest, form: int, period: int, unit: int
) -> HttpResponse:
    """Keep what was typed: a cell, a pasted block, or the whole form without script."""
    place = place_of(request, form, period, unit)
    cells = typed_cells(request)
    answers = actions.save_figures(
        _begun(request, place),
        cells,
        add_up=added_up(request),
        actor=request.actor,
        at=clock.now(),
    )
    if grid.is_by_script(request):
        now = place_of(request, *place.key)
        page = _page(request, now)
        return answer_script(now, page, grid.seen_cells(request), cells, answers)
    return _answer_page(request, place, cells, answers)


@require_http_methods(["GET", "POST"])
def report_cell(
    request: OfficeRequest, form: int, period: int, unit: int, line: int
) -> HttpResponse:
    """The panel of one cell; a POST keeps its note or the reason it is empty."""
    place = place_of(request, form, period, unit)
    asked = _line_of(place, line)
    status = 200
    if request.method == "POST":
        status = _explain(request, place, asked)
        if status == 200 and not request.htmx:
            return redirect("indicators:report-cell", *place.key, asked.pk)
    page = entry_page(place, actor=request.actor, today=clock.today(), open_line=asked)
    template = f"{PAGE}#panel" if request.htmx else PAGE
    answer = render(request, template, {"page": page}, status=status)
    if request.method == "POST" and status == 200:
        answer["HX-Trigger"] = "grid:saved"  # what was explained is asked no more
    return answer


@require_POST
def attach_evidence(
    request: OfficeRequest, form: int, period: int, unit: int, line: int
) -> HttpResponse:
    """Hang a file on a figure."""
    place = place_of(request, form, period, unit)
    asked = _line_of(place, line)
    typed = ProofForm(request.POST, request.FILES)
    if not typed.is_valid():
        raise RuleBroken(
            _("Chưa chọn tệp, hoặc tệp trống."), _("Chọn một tệp rồi gửi lại.")
        )
    evidence = actions.attach_evidence(
        _begun(request, place),
        asked,
        typed.cleaned_data["file"],
        actor=request.actor,
        at=clock.now(),
    )
    said = _("Đã thêm “%(name)s” vào minh chứng của “%(line)s”.")
    messages.info(
        request, said % {"name": evidence.file.name, "line": asked.version.name}
    )
    return redirect("indicators:report-cell", *place.key, asked.pk)


@require_GET
def evidence(request: OfficeRequest, pk: int) -> HttpResponse:
    """Download a file; who may see the report may see its proof."""
    visible = Report.objects.visible_to(request.actor)
    proof = get_object_or_404(
        Evidence.objects.filter(observation__report__in=visible).select_related("file"),
        pk=pk,
    )
    return as_attachment(proof.file)


@require_POST
def submit_report(
    request: OfficeRequest, form: int, period: int, unit: int
) -> HttpResponse:
    """Send the report to its receiver; empty cells keep it on the grid's page.

    Before that it is asked, once, about figures that look wrong and nobody explained,
    and about a period that is not over.
    """
    place = place_of(request, form, period, unit)
    asked = _keep_notes(request, place) or _asked_before_sending(request, place)
    if asked is not None:
        return asked
    try:
        sent = actions.submit_report(
            _begun(request, place), actor=request.actor, at=clock.now()
        )
    except actions.SilentCells as no:
        page = _page(request, place)
        filled = {"page": page, "asked": asked_about_empty(page)}
        return render(request, PAGE, filled, status=no.status)
    page = _page(request, place_of(request, form, period, unit))
    said = _(
        "Báo cáo đã đến %(receiver)s. Khi nơi nhận nhận xong, số thành chính thức."
    )
    messages.info(request, said % {"receiver": page.head.receiver_in_sentence})
    return redirect("indicators:report", sent.form_id, sent.period_id, sent.unit_id)


def place_of(request: OfficeRequest, form: int, period: int, unit: int) -> Place:
    """The report behind an address, if this person may know about it."""
    place = None
    if max(form, unit) < 2**63 and period < 2**15:
        place = the_place(request.actor, form, period, unit, today=clock.today())
    if place is None:
        raise Http404
    return place


def _begun(request: OfficeRequest, place: Place) -> Report:
    """The report itself, begun when this is its first figure."""
    return place.report or actions.start_report(
        place.form, place.unit, place.period, actor=request.actor, at=clock.now()
    )


def _keep_notes(request: OfficeRequest, place: Place) -> HttpResponse | None:
    """Keep what was answered to the questions; the page where one could not be kept."""
    notes = typed_notes(request.POST)
    if not notes:
        return None
    cells = [
        Typed(
            line_id=row.line_id,
            value=row.cell.value,
            note=notes[row.line_id].text,
            version=notes[row.line_id].version,
        )
        for group in _page(request, place).groups
        for row in group.rows
        if row.line_id in notes and row.wants_note
    ]
    answers = actions.save_figures(
        _begun(request, place), cells, actor=request.actor, at=clock.now()
    )
    if all(answer.kind in {"saved", "unchanged"} for answer in answers):
        return None
    return _answer_page(request, place, cells, answers)


def _asked_before_sending(request: OfficeRequest, place: Place) -> HttpResponse | None:
    """The page with its questions; None when nothing is left to be asked."""
    known = {"odd", "early"} & request.POST.keys()
    if not place.may_submit(request.actor) or len(known) == 2:
        return None
    page = _page(request, place)
    asked = asked_about_figures(
        place,
        page,
        clock.today(),
        is_odd_known="odd" in known,
        is_early_known="early" in known,
    )
    return render(request, PAGE, {"page": page, "asked": asked}) if asked else None


def _page(request: OfficeRequest, place: Place) -> EntryPage:
    return entry_page(place, actor=request.actor, today=clock.today())


def _line_of(place: Place, line: int) -> FormLine:
    lines = FormLine.objects.filter(form=place.form).reported_by(place.unit)
    return get_object_or_404(lines.select_related("version"), pk=line)


def _explain(request: OfficeRequest, place: Place, line: FormLine) -> int:
    """Keep the note and the reason; the figure itself stays as it is."""
    typed = ExplainForm(request.POST)
    if not typed.is_valid():
        raise RuleBroken(_("Lời ghi quá dài hoặc thiếu."), _("Rút ngắn rồi lưu lại."))
    page = entry_page(place, actor=request.actor, today=clock.today())
    row = next(r for g in page.groups for r in g.rows if r.line_id == line.pk)
    cell = Typed(
        line_id=line.pk,
        value="" if typed.cleaned_data["missing_reason"] else row.cell.value,
        missing_reason=typed.cleaned_data["missing_reason"],
        note=typed.cleaned_data["note"],
        version=typed.cleaned_data["version"],
    )
    (answer,) = actions.save_figures(
        _begun(request, place), [cell], actor=request.actor, at=clock.now()
    )
    _refuse_aloud(answer)
    return 200


def _refuse_aloud(answer: CellAnswer) -> None:
    """One cell alone speaks through the page, not beside itself."""
    if answer.kind == "changed":
        raise Changed(
            answer.reason,
            answer.remedy,
            theirs=[(_("Số liệu"), answer.theirs)],
            yours={_("Số liệu"): answer.yours},
        )
    if answer.kind in {"refused", "asks"}:
        raise RuleBroken(answer.reason, answer.remedy)


def _answer_page(
    request: OfficeRequest,
    place: Place,
    cells: list[Typed],
    answers: list[CellAnswer],
) -> HttpResponse:
    """Without script: the page again, with what was typed and why it was not kept."""
    open_ones = [a for a in answers if a.kind not in {"saved", "unchanged"}]
    saved = sum(1 for answer in answers if answer.is_saved)
    if not open_ones:
        said = ngettext("Đã lưu %(n)s ô.", "Đã lưu %(n)s ô.", saved)
        messages.info(request, said % {"n": saved})
        return redirect("indicators:report", *place.key)
    page = _page(request, place_of(request, *place.key))
    typed = {cell.line_id: cell for cell in cells}
    names = {row.line_id: row.name for group in page.groups for row in group.rows}
    problems = [
        {
            "name": names.get(answer.line_id, ""),
            "typed": typed[answer.line_id].value,
            "answer": answer,
            "key": answer.line_id,
        }
        for answer in open_ones
    ]
    status = 409 if any(a.kind == "changed" for a in open_ones) else 422
    others = ngettext("%(n)s ô khác đã lưu.", "%(n)s ô khác đã lưu.", saved)
    said = others % {"n": saved} if saved else ""
    filled = {"page": page, "problems": problems, "others": said}
    return render(request, PAGE, filled, status=status)
