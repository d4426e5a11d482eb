"""By which forms a campaign asks, and whose figures it reads."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.at_hand import Unasked, offered, unasked
from thidua.campaigns.drafts import DUE_AFTER
from thidua.campaigns.forms.asking import FormsForm, OwnFormForm
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import choices
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.onwards import onwards
from thidua.indicators.models import Form
from thidua.kernel import clock
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def report_forms(request: OfficeRequest, pk: int) -> HttpResponse:
    """By which forms the participants report."""
    found = managed(request, pk)
    asked = found.form_links.filter(is_read=False)
    forms = choices.report_forms(found, request.actor)
    form = FormsForm(
        request.POST if request.method == "POST" else None,
        options=choices.form_options(forms),
        initial={"forms": list(asked.values_list("form_id", flat=True))},
    )
    if form.is_valid():
        chosen = list(Form.objects.filter(pk__in=form.cleaned_data["forms"]))
        actions.ask_for_form(found, chosen, actor=request.actor, at=clock.now())
        return onwards(request, found, "campaigns:edit", pk)
    return form_page(
        request,
        found,
        form,
        title=_("Biểu báo cáo của phong trào"),
        help=_("Khi phát động, biểu được mở và đơn vị biết báo cáo về đâu."),
        back=reverse("campaigns:edit", args=[pk]),
        see=_to_own_form(found),
        extra="campaigns/forms_inside.html",
        more=choices.forms_inside(forms),
    )


def _to_own_form(campaign: Campaign) -> Link | None:
    if not unasked(campaign, clock.today()):
        return None
    label = _("Lập biểu mới cho chỉ tiêu chưa có biểu")
    return Link(label, reverse("campaigns:form-new", args=[campaign.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def own_form(request: OfficeRequest, pk: int) -> HttpResponse:
    """A form of the campaign's own for what its targets count and nobody asks."""
    found = managed(request, pk)
    lacking = unasked(found, clock.today())
    form = _own_form_of(request, found, lacking)
    if form.is_valid():
        with at_its_field(form):
            made = actions.ask_by_own_form(
                found, form.draft(), actor=request.actor, at=clock.now()
            )
            messages.info(
                request,
                ngettext(
                    "Biểu “%(name)s” có %(count)s dòng; mở khi phát động.",
                    "Biểu “%(name)s” có %(count)s dòng; mở khi phát động.",
                    made.lines.count(),
                )
                % {"name": made.name, "count": made.lines.count()},
            )
            return onwards(request, found, "campaigns:edit", pk)
    return form_page(
        request,
        found,
        form,
        title=_("Lập biểu cho chỉ tiêu chưa có biểu"),
        help=_("Biểu theo thời gian của phong trào và được mở khi phát động."),
        back=reverse("campaigns:edit", args=[pk]),
        instead="" if lacking else "campaigns/all_asked.html",
    )


def _own_form_of(
    request: OfficeRequest, campaign: Campaign, lacking: Sequence[Unasked]
) -> OwnFormForm:
    levels = choices.levels(campaign)
    drafted = choices.forms_to_add_to(campaign, request.actor)
    return OwnFormForm(
        request.POST if request.method == "POST" else None,
        versions=[(one.version.pk, _offer(one)) for one in lacking],
        levels=levels,
        drafted=drafted,
        initial={
            "versions": [one.version.pk for one in lacking if not one.at_hand],
            "level": choices.usual_level(levels),
            "into": next(iter(drafted), None),
            "name": _("Báo cáo phong trào %(name)s") % {"name": campaign.name},
            "due_after": DUE_AFTER,
        },
    )


def _offer(one: Unasked) -> str:
    """`Đường bê tông hóa (km)`, and which form of another asks for it already."""
    said = f"{one.version.name} ({one.version.measure})"
    if one.at_hand is None:
        return said
    return _("%(name)s: đã có trong %(form)s") % {
        "name": said,
        "form": one.at_hand.words,
    }


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
