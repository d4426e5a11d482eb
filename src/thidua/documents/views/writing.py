"""Documents written from nothing, and the registers that an office begins."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.documents import actions
from thidua.documents.forms import FreeForm, RegisterForm
from thidua.documents.free import FreeDraft, draft_again, draft_amending, paper_of_free
from thidua.documents.models import Document
from thidua.documents.policies import can_draft, can_keep_registers, can_work_on
from thidua.documents.queries.writing import crumbs_of, writing_page
from thidua.documents.reading import latest_file
from thidua.documents.signers import signers_on
from thidua.documents.states import WRITE, Amends
from thidua.documents.views.reading import the_document
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.ui.fields import Fault
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit

PREVIEW, PDF = "preview", "pdf"
HOW = {"thay-the": Amends.REPLACES, "dinh-chinh": Amends.CORRECTS}


@require_http_methods(["GET", "HEAD", "POST"])
def free_new(request: OfficeRequest) -> HttpResponse:
    """A document from nothing; `?sua=12&cach=thay-the` replaces or corrects one."""
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    can_draft(request.actor, unit).enforce()
    amends = _amended(request)
    how = HOW.get(request.GET.get("cach", ""), Amends.REPLACES) if amends else ""
    again = draft_amending(amends, how, clock.today()) if amends else None
    form, paper = _form(request, unit, again)
    if paper is None or _wants(request, PREVIEW, PDF):
        return _shown(request, form, paper, amends=amends, how=how)
    made = actions.draft_document(
        unit, paper, amends=amends, how=how, actor=request.actor, at=clock.now()
    )
    return redirect("documents:document", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def free_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft of one's own written anew, as long as it did not come from Word."""
    found = the_document(request, pk)
    can_work_on(request.actor, found).enforce()
    WRITE.take_from(found.state)
    if found.about or latest_file(found) is not None:
        raise RuleBroken(
            _("Dự thảo này sửa trong Word."), _("Tải bản Word, sửa rồi gửi lại.")
        )
    form, paper = _form(request, found.unit, draft_again(found, clock.today()))
    if paper is None or _wants(request, PREVIEW, PDF):
        return _shown(request, form, paper, document=found)
    actions.rewrite_draft(found, paper, actor=request.actor, at=clock.now())
    return redirect("documents:document", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def register_new(request: OfficeRequest) -> HttpResponse:
    """A register begun by the office itself."""
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    can_keep_registers(request.actor, unit).enforce()
    form = RegisterForm(
        request.POST if request.method == "POST" else None,
        initial={"year": clock.today().year, "first": 1},
    )
    if form.is_valid():
        try:
            book = actions.begin_register(
                unit, **form.begun(), actor=request.actor, at=clock.now()
            )
        except RuleBroken as no:
            name = no.field if no.field in form.fields else None
            form.add_error(name, Fault(str(no.reason), str(no.remedy)))
        else:
            messages.info(
                request, _("Đã mở sổ. Số đầu tiên được cấp khi văn bản chốt.")
            )
            return redirect("documents:register", book.pk)
    status = 422 if form.is_bound else 200
    page = {"form": form, "crumbs": crumbs_of(_("Mở sổ đăng ký văn bản đi"))}
    return render(request, "documents/register_new.html", page, status=status)


def _amended(request: OfficeRequest) -> Document | None:
    asked = request.GET.get("sua", "")
    if not asked.isdecimal() or len(asked) > 9:
        return None
    return the_document(request, int(asked))


def _form(
    request: OfficeRequest, unit: Unit, again: FreeDraft | None
) -> tuple[FreeForm, Paper | None]:
    """The form, and the paper once everything is typed."""
    today = clock.today()
    signers = [(one.key, one.label) for one in signers_on(unit, today)]
    form = FreeForm(
        request.POST if request.method == "POST" else None,
        unit=unit,
        signers=signers,
        initial=FreeForm.typed(again) if again else None,
    )
    is_whole = form.is_valid()
    return form, paper_of_free(form.draft(), unit, today) if is_whole else None


def _wants(request: OfficeRequest, *what: str) -> bool:
    return request.POST.get("action") in what


def _shown(
    request: OfficeRequest,
    form: FreeForm,
    paper: Paper | None,
    *,
    document: Document | None = None,
    amends: Document | None = None,
    how: str = "",
) -> HttpResponse:
    """The form with its preview, or the preview as PDF."""
    if paper is not None and _wants(request, PDF):
        answer = HttpResponse(as_pdf(paper), content_type="application/pdf")
        answer["Content-Disposition"] = "inline; filename=xem-truoc.pdf"
        answer["Cache-Control"] = "private, no-store"
        return answer
    page = writing_page(paper, document=document, amends=amends, how=how)
    context: dict[str, Any] = {"page": page, "form": form}
    status = 422 if form.errors else 200
    return render(request, "documents/writing.html", context, status=status)
