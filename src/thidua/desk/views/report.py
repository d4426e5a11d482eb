"""The month's synthesis as a report: Word, PDF/A, or a document to number and sign."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from thidua.desk.documents.report import synthesis_paper
from thidua.desk.views import read_synthesis
from thidua.documents.actions import draft_document
from thidua.kernel import clock
from thidua.kernel.files import made_now
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx
from thidua.organisations.http import OfficeRequest
from thidua.organisations.letterhead import issuer
from thidua.organisations.models import Unit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def word(request: OfficeRequest, campaign: int, period: int) -> HttpResponse:
    """The report to edit in Word."""
    _unit, paper, name = _read(request, campaign, period)
    return made_now(as_docx(paper), WORD, f"{name}.docx")


@require_safe
def pdf(request: OfficeRequest, campaign: int, period: int) -> HttpResponse:
    """The report as PDF/A."""
    _unit, paper, name = _read(request, campaign, period)
    return made_now(as_pdf(paper), "application/pdf", f"{name}.pdf")


@require_POST
def draft(request: OfficeRequest, campaign: int, period: int) -> HttpResponse:
    """The report becomes a document of the reader's unit."""
    unit, paper, _name = _read(request, campaign, period)
    made = draft_document(unit, paper, actor=request.actor, at=clock.now())
    return redirect("documents:document", made.pk)


def _read(
    request: OfficeRequest, campaign: int, period: int
) -> tuple[Unit, Paper, str]:
    """A document is written in Vietnamese, whatever the language of the screen."""
    with override("vi"):
        page, looked_at = read_synthesis(request, campaign, period)
    unit = issuer(request.actor, looked_at)
    name = page.file_name.removesuffix(".xlsx")
    return unit, synthesis_paper(page, unit, clock.today()), name
