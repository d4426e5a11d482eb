"""What a learner means to reach, written anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.aiming import AimForm
from thidua.exemplars.keeping import writer_for
from thidua.exemplars.policies import can_tell
from thidua.exemplars.queries.aiming import aims_page
from thidua.exemplars.views.fetch import the_learner
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The goals of a plan."""
    learning, day = the_learner(request, pk, one), clock.today()
    can_tell(request.actor, learning, writer_for(learning.home_id, day)).enforce()
    page = aims_page(learning, request.actor, day)
    first = {"version": page.version}
    form = AimForm(request.POST or None, initial=first, aims=page.aims)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.set_goals(
                learning,
                form.goals(),
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi; mức sẽ đạt hiện ở kế hoạch này."))
            return redirect("exemplars:learner", pk, one)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/goals.html", context, status=status)
