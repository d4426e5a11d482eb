"""Figures were corrected after a recognition: the list, and one that is looked at."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.views.fetch import the_campaign
from thidua.exemplars import actions
from thidua.exemplars.forms.assessing import RevisitForm
from thidua.exemplars.models import Exemplar, Learning, Recognition
from thidua.exemplars.queries.changed import changed_page, revisit_page
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_safe
def changed(request: OfficeRequest, pk: int) -> HttpResponse:
    """The recognitions of a campaign whose figures are others now."""
    page = changed_page(the_campaign(request, pk), request.actor, clock.today())
    return render(request, "exemplars/changed.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def revisit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Then and now; the head keeps the recognition or withdraws it."""
    one, day = _the_recognition(request, pk), clock.today()
    form = RevisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            clean = form.cleaned_data
            actions.look_again(
                one,
                said=clean["verdict"],
                reason=clean["reason"],
                seen=clean["seen"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi; lý do ở trang này."))
            return redirect("exemplars:revisit", pk)
    page = revisit_page(one, request.actor, day)
    if not form.is_bound:
        form = RevisitForm(initial={"seen": page.mark})
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/revisit.html", context, status=status)


def _the_recognition(request: OfficeRequest, pk: int) -> Recognition:
    """Of an exemplar and a learner that this reader may know of."""
    day = clock.today()
    rows = Recognition.objects.filter(
        learning__in=Learning.objects.visible_to(request.actor, day).values("pk"),
        learning__exemplar__in=Exemplar.objects.visible_to(request.actor, day).values(
            "pk"
        ),
    ).select_related(
        "learning",
        "verdict__panel__exemplar__campaign",
        "verdict__panel__exemplar__rule",
    )
    return get_object_or_404(rows, pk=pk)
