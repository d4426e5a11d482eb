"""An exemplar is retired or revoked, once the head saw what hangs on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.assessing import EndForm
from thidua.exemplars.held import refuse_while_ending
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.policies import can_praise
from thidua.exemplars.queries.ending import end_page
from thidua.exemplars.states import REVOKE
from thidua.exemplars.views.fetch import inside, the_exemplar
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """What hangs on it, and the decision."""
    exemplar, day = the_exemplar(request, pk), clock.today()
    can_praise(request.actor, exemplar, keeper_of(exemplar.home_id, day)).enforce()
    REVOKE.take_from(exemplar.state)
    refuse_while_ending(exemplar)
    page = end_page(exemplar, request.actor, day)
    first = {"seen": page.mark}
    form = EndForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        clean = dict(form.cleaned_data)
        is_revoked = clean.pop("how") == "revoke"
        act = actions.revoke_exemplar if is_revoked else actions.retire_exemplar
        with at_its_field(form):
            act(exemplar, **clean, actor=request.actor, at=clock.now())
            messages.info(
                request,
                _("Đã ghi. Chưa có hiệu lực: chờ quyết định được chốt và cấp số."),
            )
            return redirect("exemplars:building", pk)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/end.html", context, status=status)


@require_POST
def draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """The decision, where the head's hand did not draw it up."""
    document = actions.draft_ending(
        inside(request, pk), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã lập dự thảo quyết định; chốt rồi cấp số."))
    return redirect("documents:document", document.pk)


@require_POST
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head thinks otherwise before the decision has its number."""
    reason = request.POST.get("reason", "")
    now = clock.now()
    actions.take_back_ending(
        inside(request, pk), reason=reason, actor=request.actor, at=now
    )
    messages.info(request, _("Đã rút lại; điển hình vẫn như cũ."))
    return redirect("exemplars:building", pk)
