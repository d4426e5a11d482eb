"""One's own tip: corrected, or taken back, before the unit has answered it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field, say_files_again
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest, kept
from thidua.organisations.middleware import without_mandate
from thidua.prospects import actions
from thidua.prospects.forms import TipForm, about_of
from thidua.prospects.models import Tip
from thidua.prospects.policies import can_mend_tip
from thidua.prospects.queries.choosing import campaigns, places
from thidua.prospects.states import MEND_TIP
from thidua.prospects.views.tips import the_tip


@require_http_methods(["GET", "HEAD", "POST"])
@without_mandate
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same form, with what was told."""
    one, actor = the_tip(request, pk), request.actor
    can_mend_tip(actor, one).enforce()
    MEND_TIP.take_from(one.state)
    form = _form(request, one)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            draft = form.draft(kept(request, "picture", is_picture=True))
            actions.mend_tip(one, draft, actor=actor, at=clock.now())
            messages.info(request, _("Đã sửa; đơn vị đọc tin như anh/chị vừa viết."))
            return redirect("prospects:tip", pk)
    say_files_again(form)
    context = {"form": form, "tip": one}
    status = 422 if form.is_bound else 200
    return render(request, "prospects/tell.html", context, status=status)


def _form(request: OfficeRequest, one: Tip) -> TipForm:
    day = clock.today()
    first = {
        "kind": one.kind,
        "name": one.name,
        "what": one.what,
        "where": one.where_id,
        "place": one.place,
        "about": about_of(one.campaign_id, one.node_key),
    }
    form = TipForm(request.POST or None, request.FILES or None, initial=first)
    form.offer(where=places(request.actor, day), about=campaigns(request.actor, day))
    return form


@require_POST
@without_mandate
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """It waits for no answer any more."""
    actions.take_back_tip(the_tip(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Đã rút tin; đơn vị không phải trả lời nữa."))
    return redirect("prospects:tip", pk)
