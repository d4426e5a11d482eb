"""See what would happen, bring it in, take it out, fetch the rest."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.imports import actions
from thidua.imports.documents.rest import rest_of
from thidua.imports.queries.past import history_of
from thidua.imports.queries.showing import BY_FATE, import_page
from thidua.imports.states import State
from thidua.imports.views.fetch import number_in, the_import, with_its_file
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.kernel.ui import filters
from thidua.organisations.http import OfficeRequest, history_answer


@require_GET
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """Where an import stands; a received one is first matched."""
    run = the_import(request, pk)
    if run.state == State.RECEIVED:
        return redirect("imports:mapping", run.pk)
    page = import_page(
        run,
        request.actor,
        clock.today(),
        fate=BY_FATE.read(request.GET),
        number=number_in(request),
    )
    bar = filters.bar(request.path, request.GET, [BY_FATE])
    return render(request, "imports/import.html", {"page": page, "bar": bar})


@require_GET
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done with a file."""
    trail = history_of(the_import(request, pk))
    return history_answer(request, trail, f"lich-su-lan-nhap-{pk}")


@require_POST
def carry(request: OfficeRequest, pk: int) -> HttpResponse:
    """Bring the good rows in."""
    run = the_import(request, pk)
    version = request.POST.get("version", "")
    actions.bring_in_rows(
        run,
        version=int(version) if version.isdecimal() else None,
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("imports:import", run.pk)


@require_POST
def leave(request: OfficeRequest, pk: int) -> HttpResponse:
    """Leave what is open for later."""
    run = the_import(request, pk)
    actions.leave_rest(run, actor=request.actor, at=clock.now())
    return redirect("imports:import", run.pk)


@require_POST
def undo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take out what the file brought in."""
    run = the_import(request, pk)
    actions.undo_import(run, actor=request.actor, at=clock.now())
    return redirect("imports:import", run.pk)


@require_POST
def discard(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put the file away."""
    run = the_import(request, pk)
    actions.discard_import(run, actor=request.actor, at=clock.now())
    return redirect("imports:imports")


@require_POST
def forget(request: OfficeRequest, pk: int) -> HttpResponse:
    """Delete the file itself, now."""
    run = the_import(request, pk)
    actions.forget_file(run, actor=request.actor, at=clock.now())
    return redirect("imports:import", run.pk)


@require_GET
def rest(request: OfficeRequest, pk: int) -> HttpResponse:
    """The rows that did not go in, with the reasons beside the original cells."""
    run = with_its_file(the_import(request, pk))
    return rest_of(run, request.actor, clock.today())


@require_GET
def file(request: OfficeRequest, pk: int) -> HttpResponse:
    """The file as it was sent."""
    return as_attachment(with_its_file(the_import(request, pk)).file)
