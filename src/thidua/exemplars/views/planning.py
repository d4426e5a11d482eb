"""One line of the media plan is changed until it is published; versions are kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.telling import ChangeForm, planned
from thidua.exemplars.queries.media import line_page
from thidua.exemplars.views.fetch import the_line, version_of
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: OfficeRequest, pk: int, line: int) -> HttpResponse:
    """How it reads, how it read before; and the form, while it is open."""
    one, day = the_line(request, pk, line), clock.today()
    is_sent = request.method == "POST"
    form = ChangeForm(
        request.POST if is_sent else None, initial=planned(one), today=day
    )
    if is_sent and form.is_valid():
        with at_its_field(form):
            actions.change_line(
                one,
                form.draft(),
                reason=form.cleaned_data["reason"],
                version=version_of(request),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã sửa kế hoạch; bản trước còn ở đây."))
            return redirect("exemplars:media", pk)
    context = {"page": line_page(one, request.actor, day), "form": form}
    status = 422 if is_sent else 200
    return render(request, "exemplars/publication.html", context, status=status)
