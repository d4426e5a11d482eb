"""Drafting: the basics, phases, audiences, documents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns import actions
from thidua.campaigns.drafted import Text, paper_made_of, where_written
from thidua.campaigns.effect.telling import review_of
from thidua.campaigns.forms.drafting import (
    AudienceForm,
    BasicsForm,
    DocumentForm,
    PhaseRows,
)
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Attachment, Audience, Campaign, LaunchDocument
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.editing import edit_page
from thidua.campaigns.queries.frame import frame
from thidua.campaigns.queries.papers import WRITTEN_HERE, files_of, writing_label
from thidua.campaigns.queries.steps import step_after
from thidua.campaigns.queries.whom import audience_alone, audience_view
from thidua.campaigns.states import State
from thidua.campaigns.views.fetch import the_campaign
from thidua.campaigns.views.onwards import onwards, page_of
from thidua.documents.models import Document
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import keep
from thidua.kernel.policy import only_if
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Power

FORM = "campaigns/form.html"


def managed(request: OfficeRequest, pk: int) -> Campaign:
    """A campaign that this reader may change; `Refused` otherwise."""
    found = the_campaign(request, pk)
    can_manage(request.actor, found).enforce()
    return found


def form_page(
    request: OfficeRequest,
    campaign: Campaign | None,
    form: Any,
    **words: Any,
) -> HttpResponse:
    """A form on a page of its own, in the frame of its campaign."""
    page = campaign and frame(campaign, request.actor, clock.today(), "edit")
    context = {
        "form": form,
        "page": {"frame": page, "crumbs": page.crumbs} if page else None,
        "title": words["title"],
        "help": words.get("help", ""),
        "verb": words.get("verb", _("Lưu")),
        "back": words["back"],
        "extra": words.get("extra", ""),
        "instead": words.get("instead", ""),
        "see": words.get("see"),
        "then": page and step_after(page.steps, page_of(request)),
        "more": words.get("more"),
        "other_verb": words.get("other_verb"),
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    """Begin a campaign."""
    actor, day = request.actor, clock.today()
    only_if(
        actor.holds(Power.RUN),
        otherwise=_("Vai này không soạn phong trào."),
        remedy=_("Chuyên viên hoặc thủ trưởng của đơn vị soạn."),
    ).enforce()
    form = BasicsForm(
        request.POST if request.method == "POST" else None,
        bodies=choices.launchers(actor, day),
        roots=choices.roots(actor, day),
        campaigns=choices.other_campaigns(actor, day),
        initial={
            "launcher": actor.unit_id,
            "office": actor.unit_id,
            "root": choices.usual_root(actor, day),
            "version": 1,
        },
    )
    if form.is_valid():
        with at_its_field(form):
            made = actions.draft_campaign(form.basics(), actor=actor, at=clock.now())
            messages.info(
                request, _("Đã mở bản soạn. Việc tiếp theo: đối tượng và nội dung.")
            )
            return redirect("campaigns:edit", made.pk)
    return form_page(
        request,
        None,
        form,
        title=_("Soạn phong trào mới"),
        help=_("Đến khi phát động, chỉ cơ quan phát động và thường trực nhìn thấy."),
        verb=_("Mở bản soạn"),
        back=reverse("campaigns:list"),
    )


@require_safe
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everything one drafts, and what is still missing; what ended is only read."""
    found = managed(request, pk)
    if found.state == State.CLOSED:
        return redirect("campaigns:campaign", pk)
    page = edit_page(found, request.actor, clock.today())
    return render(request, "campaigns/edit.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what the campaign is."""
    found, actor, day = managed(request, pk), request.actor, clock.today()
    names = [name for name in BasicsForm.base_fields if name != "carries_on"]
    initial = {
        name: getattr(found, f"{name}_id", getattr(found, name, None)) for name in names
    }
    initial["carries_on"] = [one.pk for one in found.carries_on.all()]
    review = review_of(found.predecessor) if found.predecessor else ""
    if "lay-danh-gia" in request.GET and review:
        initial["predecessor_review"] = review
    form = BasicsForm(
        request.POST if request.method == "POST" else None,
        bodies=choices.launchers(actor, day, also=found),
        roots=choices.roots(actor, day, also=found),
        campaigns=choices.other_campaigns(actor, day, besides=found),
        initial=initial,
    )
    if form.is_valid():
        version = form.cleaned_data["version"]
        with at_its_field(form):
            actions.amend_campaign(
                found, form.basics(), version=version, actor=actor, at=clock.now()
            )
            return onwards(request, found, "campaigns:edit", pk)
    back = reverse("campaigns:edit", args=[pk])
    return form_page(
        request,
        found,
        form,
        title=_("Thông tin chung"),
        back=back,
        extra="campaigns/predecessor_review.html",
        more=review if review != initial["predecessor_review"] else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def phases(request: OfficeRequest, pk: int) -> HttpResponse:
    """All phases on one page; an emptied row goes."""
    found = managed(request, pk)
    initial = list(
        found.phases.values("pk", "kind", "name", "starts_on", "ends_on", "expects")
    )
    rows = PhaseRows(
        request.POST if request.method == "POST" else None,
        initial=initial if request.method != "POST" else [],
        prefix="phase",
        form_kwargs={"campaign": found},
    )
    if request.method == "POST" and rows.is_valid():
        drafts = [draft for form in rows if (draft := form.draft()) is not None]
        version = request.POST.get("version", "")
        actions.set_phases(
            found,
            drafts,
            version=int(version) if version.isdecimal() else 0,
            actor=request.actor,
            at=clock.now(),
        )
        return redirect("campaigns:edit", pk)
    page = frame(found, request.actor, clock.today(), "edit")
    context = {"page": {"frame": page}, "rows": rows, "version": found.version}
    status = 422 if rows.is_bound else 200
    return render(request, "campaigns/phases.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def audience(
    request: OfficeRequest, pk: int, audience: int | None = None
) -> HttpResponse:
    """Whom the campaign is for; the preview says how many and who."""
    found, actor, day = managed(request, pk), request.actor, clock.today()
    mine = get_object_or_404(found.audiences, pk=audience) if audience else None
    form = AudienceForm(
        request.POST if request.method == "POST" else None,
        roots=choices.roots(actor, day, also=found),
        initial=_audience_initial(found, mine),
    )
    if form.is_valid():
        with at_its_field(form):
            made = actions.set_audience(
                found, form.draft(), audience=mine, actor=actor, at=clock.now()
            )
            view = audience_view(made, day)
            messages.info(request, f"{view.name}: {view.count}. {view.units}")
            if mine is None:
                messages.info(
                    request, _("Việc tiếp theo: soạn nội dung cho đối tượng này.")
                )
                return redirect("campaigns:content", pk, made.pk)
            return onwards(request, found, "campaigns:audience", pk, made.pk)
    return form_page(
        request,
        found,
        form,
        title=mine.name if mine else _("Thêm đối tượng tham gia"),
        help=_("Quy tắc này được chốt thành danh sách khi phát động."),
        back=reverse("campaigns:edit", args=[pk]),
        extra="campaigns/audience_preview.html" if mine else "",
        more=audience_alone(mine, day) if mine else None,
    )


def _audience_initial(found: Campaign, mine: Audience | None) -> dict[str, Any]:
    if mine is None:
        return {"tree": found.tree_id, "below": found.root_id, "reports": True}
    return {
        "name": mine.name,
        "kinds": mine.kinds,
        "tree": mine.tree_id,
        "below": mine.below_id,
        "reports": mine.reports,
    }


@require_POST
def audience_remove(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Take an audience out of a draft."""
    found = managed(request, pk)
    mine = get_object_or_404(found.audiences, pk=audience)
    actions.remove_audience(mine, actor=request.actor, at=clock.now())
    return redirect("campaigns:edit", pk)


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
        initial=_document_initial(mine) if mine else {"is_launch": is_first},
        is_written=is_written,
        text=where_written(paper),
    )
    if form.is_valid():
        with at_its_field(form):
            made = _written(request, found, form, mine)
            if is_written:
                return redirect("documents:document", made.drafted_as_id)
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


def _document_words(
    mine: LaunchDocument | None, *, is_written: bool, is_first: bool
) -> dict[str, str]:
    if is_written:
        return {
            "title": writing_label(is_launch=is_first),
            "help": _("Số và ngày được ghi khi cấp số; bản ký được đính kèm sau đó."),
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
