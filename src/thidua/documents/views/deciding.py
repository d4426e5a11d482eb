"""What one does with a document: one small form each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.documents import actions
from thidua.documents.forms import CopyForm, NumberForm, ReasonForm, VersionForm
from thidua.documents.models import Document
from thidua.documents.policies import can_work_on
from thidua.documents.queries.showing import document_page
from thidua.documents.signatures import signatures_in
from thidua.documents.views.reading import the_document
from thidua.kernel import clock
from thidua.kernel.files import keep, path_of
from thidua.organisations.http import OfficeRequest


@require_POST
def bring_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft edited in Word comes back."""
    found, form = the_document(request, pk), VersionForm(request.POST, request.FILES)
    can_work_on(request.actor, found).enforce()
    if not form.is_valid():
        return _again(request, found, version_form=form)
    file = keep(form.cleaned_data["file"], by=request.actor.name, at=clock.now())
    note = form.cleaned_data["note"]
    actions.bring_in_version(
        found, file, note=note, actor=request.actor, at=clock.now()
    )
    messages.info(
        request,
        _("Bản Word này nay là dự thảo: trích yếu, người ký, nơi nhận ghi theo tệp."),
    )
    return redirect("documents:document", pk)


@require_POST
def prepare(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text is settled."""
    found = the_document(request, pk)
    actions.prepare_document(found, actor=request.actor, at=clock.now())
    return redirect("documents:document", pk)


@require_POST
def give_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Back to the desk."""
    found, form = the_document(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _again(request, found, return_form=form)
    reason = form.cleaned_data["reason"]
    actions.return_draft(found, reason=reason, actor=request.actor, at=clock.now())
    return redirect("documents:document", pk)


@require_POST
def issue(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the number."""
    found = the_document(request, pk)
    number = actions.issue_document(found, actor=request.actor, at=clock.now())
    messages.info(
        request,
        _("Đã cấp số %(number)s. Tải bản có số để ký, rồi gắn bản đã ký vào đây.")
        % {"number": f"{number.value:02}"},
    )
    return redirect("documents:document", pk)


@require_POST
def note_number(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note a number of another system."""
    found, form = the_document(request, pk), NumberForm(request.POST)
    if not form.is_valid():
        return _again(request, found, number_form=form)
    actions.note_number(found, **form.given(), actor=request.actor, at=clock.now())
    return redirect("documents:document", pk)


@require_POST
def void(request: OfficeRequest, pk: int) -> HttpResponse:
    """Strike the number out."""
    found, form = the_document(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _again(request, found, void_form=form)
    reason = form.cleaned_data["reason"]
    actions.void_number(found, reason=reason, actor=request.actor, at=clock.now())
    return redirect("documents:document", pk)


@require_POST
def drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the draft up."""
    found = the_document(request, pk)
    actions.drop_draft(found, actor=request.actor, at=clock.now())
    return redirect("documents:document", pk)


@require_POST
def attach(request: OfficeRequest, pk: int) -> HttpResponse:
    """The signed copy comes back; its signatures are looked at on the way."""
    found, form = the_document(request, pk), CopyForm(request.POST, request.FILES)
    can_work_on(request.actor, found).enforce()
    if not form.is_valid():
        return _again(request, found, copy_form=form)
    now = clock.now()
    file = keep(form.cleaned_data["file"], by=request.actor.name, at=now)
    seen = signatures_in(path_of(file.sha256), at=now)
    actions.attach_signed_copy(found, file, seen, actor=request.actor, at=now)
    return redirect("documents:document", pk)


def _again(request: OfficeRequest, found: Document, **forms: Form) -> HttpResponse:
    """The page once more, with the form that was not complete."""
    context: dict[str, Any] = {"page": document_page(found, request.actor), **forms}
    return render(request, "documents/document.html", context, status=422)
