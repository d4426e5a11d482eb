"""The bar of an exemplar: then and now, and the head's word on a correction."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.assessing import BarForm
from thidua.exemplars.queries.bars import bar_page
from thidua.exemplars.views.fetch import inside
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def bar(request: OfficeRequest, pk: int) -> HttpResponse:
    """What was frozen and what the reports say now; kept, or frozen anew."""
    exemplar, day = inside(request, pk), clock.today()
    form = BarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clean = dict(form.cleaned_data)
        said = clean.pop("verdict")
        with at_its_field(form):
            actions.look_at_bar(
                exemplar, said=said, **clean, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã ghi; lý do ở trang này."))
            return redirect("exemplars:bar", pk)
    page = bar_page(exemplar, request.actor, day)
    if not form.is_bound:
        form = BarForm(initial={"seen": page.mark, "decided_on": day})
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/bar.html", context, status=status)
