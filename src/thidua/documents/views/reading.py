"""Pages and files that one reads."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua.documents.models import Document, Register
from thidua.documents.policies import can_read_drafts
from thidua.documents.queries.checking import check_page
from thidua.documents.queries.history import history_of
from thidua.documents.queries.listing import (
    documents_page,
    documents_sheet,
    fields_of,
    register_page,
    register_sheet,
)
from thidua.documents.queries.showing import document_page
from thidua.documents.reading import pdf_of, word_of
from thidua.kernel import clock
from thidua.kernel.files import as_attachment, made_now
from thidua.kernel.paper.word import as_docx
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def the_document(request: OfficeRequest, pk: int) -> Document:
    """The document of an address; a 404 for who may not know of it."""
    documents = Document.objects.visible_to(request.actor).select_related("amends")
    return get_object_or_404(documents, pk=pk)


@require_safe
def documents(request: OfficeRequest) -> HttpResponse:
    """The documents of my office, and those that I may know of."""
    today, params = clock.today(), request.GET.dict()
    if wants_sheet(params):
        sheet = documents_sheet(request.actor, today, params)
        return sheet_answer(request, sheet, "van-ban", fields_of(today))
    page = documents_page(request.actor, today, params)
    context = {"page": page, "bar": bar_of(request, fields_of(today))}
    return render(request, "documents/documents.html", context)


@require_safe
def register(request: OfficeRequest, pk: int) -> HttpResponse:
    """A register of my office."""
    books = Register.objects.filter(unit=request.actor.unit_id)
    page = register_page(get_object_or_404(books, pk=pk))
    if wants_sheet(request.GET.dict()):
        return sheet_answer(request, register_sheet(page), "so-van-ban-di")
    return render(request, "documents/register.html", {"page": page})


@require_safe
def document(request: OfficeRequest, pk: int) -> HttpResponse:
    """One document."""
    page = document_page(the_document(request, pk), request.actor)
    return render(request, "documents/document.html", {"page": page})


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done to it, for whoever may read its drafts."""
    found = the_document(request, pk)
    can_read_drafts(request.actor, found).enforce()
    return history_answer(request, history_of(found), f"lich-su-van-ban-{pk}")


@require_safe
def check(request: OfficeRequest, pk: int) -> HttpResponse:
    """What in the draft departs from the decree."""
    found = the_document(request, pk)
    can_read_drafts(request.actor, found).enforce()
    at = request.GET.get("ban", "")
    try:
        page = check_page(found, int(at) if at.isdecimal() else None)
    except LookupError as missing:
        raise Http404 from missing
    return render(request, "documents/check.html", {"page": page})


@require_safe
def word(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text as Word: the latest file, with its number once it has one."""
    found = the_document(request, pk)
    return made_now(word_of(found), WORD, f"{_name(found)}.docx")


@require_safe
def pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text as PDF/A: what the Word file says, where one was brought in."""
    found = the_document(request, pk)
    return made_now(pdf_of(found), "application/pdf", f"{_name(found)}.pdf")


@require_safe
def version(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """A version of the draft, as it was."""
    found = the_document(request, pk)
    can_read_drafts(request.actor, found).enforce()
    mine = get_object_or_404(found.versions.select_related("file"), number=number)
    if mine.file:
        return as_attachment(mine.file)
    made = as_docx(mine.as_paper())
    return made_now(made, WORD, f"{_name(found)}-ban-{number}.docx")


@require_safe
def signed_copy(request: OfficeRequest, pk: int, copy: int) -> HttpResponse:
    """A signed copy, as it came."""
    copies = the_document(request, pk).signed_copies.select_related("file")
    return as_attachment(get_object_or_404(copies, pk=copy).file)


def _name(found: Document) -> str:
    given = found.numbers.standing().first()
    number = f"{given.value:02}-" if given else ""
    return f"{number}{found.symbol}".replace("/", "-")
