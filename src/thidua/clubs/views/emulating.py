"""“Emulate with exemplars” in a campaign: the page, opening it, calling, choosing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.queries.frame import frame
from thidua.campaigns.views.fetch import the_campaign
from thidua.clubs import actions
from thidua.clubs.forms.emulating import EmulationForm
from thidua.clubs.models import Emulation
from thidua.clubs.policies import can_emulate
from thidua.clubs.queries.emulation import FIELDS, emulation_page, sheet_of
from thidua.clubs.queries.tabs import CAMPAIGN
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.models import Exemplar
from thidua.kernel import clock
from thidua.kernel.errors import Refused
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.naming import unit_called

TO_CHOOSE = timedelta(days=30)


@require_safe
def page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who emulates whom."""
    campaign, params, day = the_campaign(request, pk), request.GET.dict(), clock.today()
    if wants_sheet(params):
        sheet = sheet_of(campaign, day, params)
        return sheet_answer(request, sheet, "thi-dua", FIELDS)
    found = emulation_page(campaign, request.actor, day, params, request.path)
    context = {"page": found, "bar": bar_of(request, FIELDS)}
    return render(request, "clubs/emulation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: OfficeRequest, pk: int) -> HttpResponse:
    """The standing office opens the form, or words it anew."""
    campaign, day = the_campaign(request, pk), clock.today()
    can_emulate(request.actor, campaign).enforce()
    found = Emulation.objects.filter(campaign=campaign).first()
    first: dict[str, Any] = {"choose_by": day + TO_CHOOSE}
    if found is not None:
        first = {
            "words": found.words,
            "choose_by": found.choose_by,
            "version": found.version,
        }
    form = EmulationForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.open_emulation(
                campaign, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
            messages.info(
                request, _("Đã mở; mời các đơn vị chọn điển hình ở trang này.")
            )
            return redirect(CAMPAIGN, pk)
    shown = frame(campaign, request.actor, day, CAMPAIGN)
    context = {"page": {"frame": shown}, "form": form, "is_new": found is None}
    status = 422 if form.is_bound else 200
    return render(request, "clubs/emulation_open.html", context, status=status)


@require_POST
def call(request: OfficeRequest, pk: int) -> HttpResponse:
    """Those who have not chosen are asked to."""
    found = get_object_or_404(Emulation, campaign=the_campaign(request, pk))
    made = actions.call_to_choose(found, actor=request.actor, at=clock.now())
    told = ngettext(
        "Đã mời %(n)s đơn vị chưa chọn.", "Đã mời %(n)s đơn vị chưa chọn.", made.units
    )
    messages.info(request, told % {"n": show_number(made.units)})
    return redirect(CAMPAIGN, pk)


@require_POST
def choose(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The reader's unit chooses whom to emulate."""
    campaign, actor, day = the_campaign(request, pk), request.actor, clock.today()
    seen = Exemplar.objects.visible_to(actor, day).filter(campaign=campaign)
    exemplar = get_object_or_404(seen.select_related("campaign", "rule"), pk=one)
    if actor.unit_id is None:
        raise Refused(_("Chưa có vai nào để chọn."), _("Chọn vai ở đầu trang."))
    home = actor.unit_id
    subject = SubjectDraft(
        "unit", unit_called(home, day), home, exemplar.field, unit_id=home
    )
    made = actions.choose_exemplar(exemplar, subject, actor=actor, at=clock.now())
    messages.info(
        request,
        _("Đã chọn; mức sẽ đạt lấy bằng mốc của điển hình, sửa được ở trang này."),
    )
    return redirect("exemplars:learner", one, made.pk)
