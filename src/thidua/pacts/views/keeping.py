"""Reports, judgement, ceremony and papers of a pact."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations.http import OfficeRequest
from thidua.pacts import actions
from thidua.pacts.forms import CeremonyForm
from thidua.pacts.models import CommitmentOutcome, PactPaper
from thidua.pacts.queries.ceremony import ceremony_page
from thidua.pacts.views.fetch import inside, the_pact

PACT = "pacts:pact"


@require_POST
def mark(request: OfficeRequest, pk: int, key: UUID) -> HttpResponse:
    """How a commitment in words goes."""
    actions.mark_commitment(
        inside(request, pk),
        key,
        is_done="done" in request.POST,
        words=request.POST.get("words", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã ghi; các bên đều thấy."))
    return redirect(PACT, pk)


@require_POST
def judge(request: OfficeRequest, pk: int, key: UUID) -> HttpResponse:
    """Kept, or fell short."""
    verdict = request.POST.get("verdict", "")
    if verdict not in CommitmentOutcome.Verdict.values:
        raise RuleBroken(
            _("Chưa chọn giữ được hay chưa đạt."),
            _("Chọn một trong hai."),
            field="verdict",
        )
    actions.judge_commitment(
        inside(request, pk),
        key,
        verdict=verdict,
        words=request.POST.get("words", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã đánh giá cam kết."))
    return redirect(PACT, pk)


@require_POST
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """Conclude and end."""
    actions.end_pact(
        inside(request, pk),
        conclusion=request.POST.get("conclusion", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Giao ước đã kết thúc; kết quả giữ ở trang này."))
    return redirect(PACT, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def ceremony(request: OfficeRequest, pk: int) -> HttpResponse:
    """The ceremony: how it went, for all; its minutes, by who drew the pact up."""
    pact, day = the_pact(request, pk), clock.today()
    if pact.standing().fixed_at is None:
        raise Http404
    page = ceremony_page(pact, request.actor, day)
    form = None
    if request.method == "POST":
        page.may_record.enforce()
        form = CeremonyForm(request.POST)
        if form.is_valid():
            with at_its_field(form):
                actions.record_ceremony(
                    pact, form.draft(), actor=request.actor, at=clock.now()
                )
                messages.info(request, _("Đã ghi biên bản lễ ký kết."))
                return redirect("pacts:ceremony", pk)
    elif page.may_record and not page.is_recorded:
        form = CeremonyForm(initial={"held_on": page.planned_on, "place": page.place})
    status = 422 if form is not None and form.is_bound else 200
    context = {"page": page, "form": form, "pk": pk}
    return render(request, "pacts/ceremony.html", context, status=status)


@require_POST
def paper(request: OfficeRequest, pk: int, kind: str) -> HttpResponse:
    """Draw up a document; edited, numbered and signed at the counter of documents."""
    if kind not in PactPaper.Kind.values:
        raise Http404
    made = actions.draft_paper(
        inside(request, pk), kind, actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã lập dự thảo; sửa, cấp số và gắn bản ký ở đây."))
    return redirect("documents:document", made.pk)
