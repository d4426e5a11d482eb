"""An exemplar is retired or revoked, once the head saw what hangs on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.assessing import EndForm
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.policies import can_praise
from thidua.exemplars.queries.ending import end_page
from thidua.exemplars.states import REVOKE
from thidua.exemplars.views.fetch import the_exemplar
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """What hangs on it, and the decision."""
    exemplar, day = the_exemplar(request, pk), clock.today()
    can_praise(request.actor, exemplar, keeper_of(exemplar.home_id, day)).enforce()
    REVOKE.take_from(exemplar.state)
    page = end_page(exemplar, request.actor, day)
    first = {"over_on": day, "seen": page.mark}
    form = EndForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        clean = dict(form.cleaned_data)
        is_revoked = clean.pop("how") == "revoke"
        act = actions.revoke_exemplar if is_revoked else actions.retire_exemplar
        with at_its_field(form):
            act(exemplar, **clean, actor=request.actor, at=clock.now())
            messages.info(request, _("Đã ghi; người đang học theo thấy ở trang này."))
            return redirect("exemplars:exemplar", pk)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/end.html", context, status=status)
