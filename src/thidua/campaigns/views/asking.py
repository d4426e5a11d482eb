"""By which forms a campaign asks, and whose figures it reads."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.at_hand import offered
from thidua.campaigns.forms.targets import FormsForm
from thidua.campaigns.queries import choices
from thidua.campaigns.views.drafting import form_page, managed
from thidua.indicators.models import Form
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def report_forms(request: OfficeRequest, pk: int) -> HttpResponse:
    """By which forms the participants report."""
    found = managed(request, pk)
    asked = found.form_links.filter(is_read=False)
    form = FormsForm(
        request.POST if request.method == "POST" else None,
        options=choices.report_forms(found, request.actor),
        initial={"forms": list(asked.values_list("form_id", flat=True))},
    )
    if form.is_valid():
        chosen = list(Form.objects.filter(pk__in=form.cleaned_data["forms"]))
        actions.ask_for_form(found, chosen, actor=request.actor, at=clock.now())
        return redirect("campaigns:edit", pk)
    return form_page(
        request,
        found,
        form,
        title=_("Biểu báo cáo của phong trào"),
        help=_("Khi phát động, biểu được mở và đơn vị biết báo cáo về đâu."),
        back=reverse("campaigns:edit", args=[pk]),
    )


@require_POST
def form_read(request: OfficeRequest, pk: int) -> HttpResponse:
    """Count what somebody's open form brings in, instead of asking again."""
    found = managed(request, pk)
    asked = request.POST.get("form", "")
    forms = {one.form_id for one in offered(found, clock.today())}
    form = get_object_or_404(
        Form, pk=int(asked) if asked.isdecimal() and int(asked) in forms else 0
    )
    actions.read_from_form(found, form, actor=request.actor, at=clock.now())
    messages.info(
        request,
        _("Đã dùng số liệu của biểu “%(name)s”; không đơn vị nào phải nhập thêm.")
        % {"name": form.name},
    )
    return redirect("campaigns:edit", pk)
