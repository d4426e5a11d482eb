"""Send a file, say how it is read, answer what it leaves open."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.imports import actions
from thidua.imports.accepted import ACCEPT
from thidua.imports.forms import FileForm, rereads, typed_answers, typed_mapping
from thidua.imports.kinds import Kind, kind_called
from thidua.imports.mapping import Mapping
from thidua.imports.queries.asking import questions_page
from thidua.imports.queries.listing import imports_page, imports_sheet, new_page
from thidua.imports.queries.mapping import mapping_page
from thidua.imports.states import State
from thidua.imports.views.fetch import the_import, with_its_file
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, sheet_answer


@require_GET
def imports(request: OfficeRequest) -> HttpResponse:
    """What my office has brought in."""
    day, params = clock.today(), request.GET.dict()
    if wants_sheet(params):
        sheet = imports_sheet(request.actor, day)
        return sheet_answer(request, sheet, "cac-lan-nhap")
    page = imports_page(request.actor, day, params)
    return render(request, "imports/imports.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest, kind: str, place: str) -> HttpResponse:
    """Send a file, or paste a block."""
    found = _kind(kind)
    try:
        ground = found.ground(request.actor, place, clock.today())
    except LookupError as unseen:
        raise Http404 from unseen
    found.may(request.actor, place).enforce()
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            run = actions.receive_file(
                found, place, form.upload(), actor=request.actor, at=clock.now()
            )
            return redirect("imports:mapping", run.pk)
    page = new_page(found, place, request.actor, ground.title, ground.back)
    status = 422 if request.method == "POST" else 200
    context = {"page": page, "form": form, "accept": ACCEPT}
    return render(request, "imports/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: OfficeRequest, pk: int) -> HttpResponse:
    """Match the columns; a changed sheet or header is read anew and shown again."""
    run = the_import(request, pk)
    if run.state not in {State.RECEIVED, State.CHECKED} or run.has_begun:
        return redirect("imports:import", run.pk)
    chosen, status = Mapping.from_json(run.mapping), 200
    refusal, typed = None, frozenset[str]()
    if request.method == "POST":
        chosen = typed_mapping(run, request.POST.dict())
        if rereads(run, chosen):
            run = actions.read_anew(run, chosen, actor=request.actor, at=clock.now())
            chosen = Mapping.from_json(run.mapping)
        else:
            try:
                actions.map_columns(run, chosen, actor=request.actor, at=clock.now())
                return redirect("imports:import", run.pk)
            except RuleBroken as no:
                refusal, typed, status = no, frozenset(request.POST), 422
    page = mapping_page(run, chosen, request.actor, clock.today(), typed)
    context = {"page": page, "refusal": refusal}
    return render(request, "imports/mapping.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer the doubtful places, now or later; what is open is then checked again."""
    run = with_its_file(the_import(request, pk))
    if run.state not in {State.CHECKED, State.DONE}:
        return redirect("imports:import", run.pk)
    posted, faults, status = request.POST.dict(), {}, 200
    if request.method == "POST":
        answers = typed_answers(run, posted)
        if not answers.faults:
            said = answers.said
            actions.answer_questions(run, said, actor=request.actor, at=clock.now())
            return redirect("imports:import", run.pk)
        faults, status = answers.faults, 422
    page = questions_page(run, request.actor, clock.today(), posted, faults)
    return render(request, "imports/questions.html", {"page": page}, status=status)


def _kind(key: str) -> Kind:
    try:
        return kind_called(key)
    except LookupError as unknown:
        raise Http404 from unknown
