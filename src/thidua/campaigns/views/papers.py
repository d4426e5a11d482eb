"""The documents of a campaign: written here, or entered as they were issued."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.drafted import Text, paper_made_of, where_written
from thidua.campaigns.forms.drafting import DocumentForm
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.launch_text import launch_text
from thidua.campaigns.models import Attachment, Campaign, LaunchDocument
from thidua.campaigns.queries.papers import WRITTEN_HERE, files_of, writing_label
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.onwards import onwards
from thidua.documents.models import Document
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import keep
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def document(
    request: OfficeRequest, pk: int, document: int | None = None
) -> HttpResponse:
    """Enter or correct a document, and hang files on it."""
    found = managed(request, pk)
    mine = get_object_or_404(found.documents, pk=document) if document else None
    is_first = not found.documents.filter(is_launch=True).exists()
    name, value = WRITTEN_HERE
    is_written = mine is None and request.GET.get(name) == value
    paper = paper_made_of(mine) if mine else None
    form = DocumentForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=_document_initial(mine)
        if mine
        else _beginning(found, is_launch=is_first, is_written=is_written),
        is_written=is_written,
        text=where_written(paper),
    )
    if form.is_valid():
        with at_its_field(form):
            made = _written(request, found, form, mine)
            if is_written:
                drafted = made.drafted_as_id or 0
                return onwards(request, found, "documents:document", drafted)
            return onwards(request, found, "campaigns:documents", pk)
    return form_page(
        request,
        found,
        form,
        **_document_words(mine, is_written=is_written, is_first=is_first)
        | _paper_words(paper),
        back=reverse("campaigns:documents", args=[pk]),
        extra="campaigns/document_files.html" if mine else "",
        more=files_of(mine) if mine else None,
    )


def _beginning(found: Campaign, *, is_launch: bool, is_written: bool) -> dict[str, Any]:
    """A document that launches begins with what the plan says."""
    text = launch_text(found, clock.today()) if is_launch and is_written else {}
    return {"is_launch": is_launch, **text}


def _document_words(
    mine: LaunchDocument | None, *, is_written: bool, is_first: bool
) -> dict[str, str]:
    if is_written:
        return {
            "title": writing_label(is_launch=is_first),
            "help": _(
                "Lời lấy từ kế hoạch của phong trào, đọc lại và sửa. Số và ngày được"
                " ghi khi cấp số; bản ký được đính kèm sau đó."
            )
            if is_first
            else _("Số và ngày được ghi khi cấp số; bản ký được đính kèm sau đó."),
            "verb": _("Lưu và xem bản soạn"),
        }
    return {
        "title": _("Sửa văn bản") if mine else _("Nhập văn bản đã ban hành"),
        "help": _("Nhập đúng như bản giấy: số, ký hiệu, trích yếu, nơi nhận."),
    }


def _paper_words(paper: Document | None) -> dict[str, Any]:
    """Where the text is, once a paper was made of what was typed."""
    if paper is None:
        return {}
    said = {
        Text.FOLLOWED: _("Lưu ở đây thì bản soạn để cấp số, ký cũng viết lại theo."),
        Text.IN_WORD: _(
            "Bản soạn đã được sửa trong Word: sửa nội dung ở bản soạn; ở đây chỉ đính"
            " kèm tệp."
        ),
        Text.NUMBERED: _(
            "Văn bản đã được cấp số từ bản soạn: nội dung không sửa nữa; ở đây chỉ"
            " đính kèm tệp."
        ),
    }
    href = reverse("documents:document", args=[paper.pk])
    return {
        "help": said[where_written(paper)],
        "see": Link(_("Mở bản soạn"), href),
    }


@transaction.atomic
def _written(
    request: OfficeRequest,
    found: Campaign,
    form: DocumentForm,
    mine: LaunchDocument | None,
) -> LaunchDocument:
    """What was typed, with its file; written here, it is drafted in the same step."""
    actor, at = request.actor, clock.now()
    made = actions.write_document(
        found, form.draft(mine), document=mine, actor=actor, at=at
    )
    if form.is_written:
        actions.draft_launch_document(made, actor=actor, at=at)
        made.refresh_from_db()
    else:
        _attach(request, made, form.cleaned_data["file"])
    return made


def _document_initial(mine: LaunchDocument) -> dict[str, Any]:
    initial = {
        name: getattr(mine, name, None)
        for name in DocumentForm.base_fields
        if name != "file"
    }
    initial["contents"] = "\n\n".join(mine.contents)
    initial["recipients"] = "\n".join(mine.recipients)
    return initial


def _attach(
    request: OfficeRequest, made: LaunchDocument, upload: UploadedFile[bytes] | None
) -> None:
    if upload is None:
        return
    try:
        stored = keep(upload, by=request.actor.name, at=clock.now())
    except RuleBroken as no:
        no.field = "file"
        raise
    actions.attach_file(made, stored, title="", actor=request.actor, at=clock.now())


@require_POST
def document_draft(request: OfficeRequest, pk: int, document: int) -> HttpResponse:
    """Make a document to number and sign of what was typed."""
    mine = get_object_or_404(managed(request, pk).documents, pk=document)
    made = actions.draft_launch_document(mine, actor=request.actor, at=clock.now())
    return redirect("documents:document", made.pk)


@require_POST
def document_delete(request: OfficeRequest, pk: int, document: int) -> HttpResponse:
    """Take a document away."""
    found = managed(request, pk)
    mine = get_object_or_404(found.documents, pk=document)
    actions.delete_document(mine, actor=request.actor, at=clock.now())
    return redirect("campaigns:documents", pk)


@require_POST
def attachment_delete(request: OfficeRequest, pk: int, attachment: int) -> HttpResponse:
    """Take a file off a document."""
    papers = Attachment.objects.filter(document__campaign=managed(request, pk))
    mine = get_object_or_404(papers, pk=attachment)
    actions.detach_file(mine, actor=request.actor, at=clock.now())
    return redirect("campaigns:document", pk, mine.document_id)
