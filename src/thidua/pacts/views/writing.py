"""The desk on which an edition is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit
from thidua.pacts import actions
from thidua.pacts.forms import (
    CommitmentForm,
    PactForm,
    RewriteForm,
    WitnessForm,
    values_of,
    words_of,
)
from thidua.pacts.measures import offered
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.policies import can_draw_up
from thidua.pacts.queries.writing import (
    commitment_crumbs,
    party_choices,
    write_page,
)
from thidua.pacts.views.fetch import on_the_desk, the_party

DESK = "pacts:write"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin a pact in a campaign."""
    campaign = the_campaign(request, pk)
    can_draw_up(request.actor, campaign).enforce()
    day = clock.today()
    first = {"starts_on": day, "ends_on": campaign.ends_on}
    form = PactForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            made = actions.draft_pact(
                campaign,
                form.draft(),
                is_party=form.cleaned_data["is_party"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã bắt đầu. Thêm các bên và cam kết, rồi gửi các bên.")
            )
            return redirect(DESK, made.pk)
    return _form(
        request,
        form,
        title=_("Soạn giao ước thi đua"),
        help=_("Chưa ai ngoài đơn vị thấy trước khi gửi các bên."),
        verb=_("Lưu, rồi thêm các bên"),
        back=reverse("pacts:campaign", args=[pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everything of the edition that is being written; its words are saved here."""
    pact, edition = on_the_desk(request, pk)
    form = RewriteForm(request.POST or None, initial=words_of(pact, edition))
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.rewrite_edition(
                pact,
                form.draft(),
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _said(edition))
            return redirect(DESK, pk)
    return _desk(request, pact, edition, form)


def _said(edition: PactEdition) -> str:
    if edition.circulated_at is None:
        return _("Đã lưu.")
    return _("Đã lưu; các bên đọc và trả lời lại.")


def _desk(
    request: OfficeRequest,
    pact: Pact,
    edition: PactEdition,
    form: RewriteForm,
    witness: WitnessForm | None = None,
) -> HttpResponse:
    day = clock.today()
    is_refused = form.is_bound or bool(witness and witness.is_bound)
    context = {
        "page": write_page(pact, edition, day, request.GET.get("tim", "")),
        "form": form,
        "witness": witness or WitnessForm(),
    }
    status = 422 if is_refused else 200
    return render(request, "pacts/write.html", context, status=status)


def _form(request: OfficeRequest, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "pacts/form.html", {"form": form, **context}, status=status)


@require_POST
def party_add(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another party."""
    pact, _edition = on_the_desk(request, pk)
    number = request.POST.get("unit", "")
    sane = number if number.isdecimal() and len(number) < 18 else "0"
    unit = get_object_or_404(Unit, pk=int(sane))
    actions.add_party(pact, unit, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã thêm một bên. Ghi cam kết của bên ấy."))
    return redirect(f"{reverse(DESK, args=[pk])}#cac-ben")


@require_POST
def party_remove(request: OfficeRequest, pk: int, party: int) -> HttpResponse:
    """One party less."""
    pact, _edition = on_the_desk(request, pk)
    side = the_party(pact, party)
    actions.remove_party(pact, side, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã bỏ một bên cùng cam kết của bên ấy."))
    return redirect(f"{reverse(DESK, args=[pk])}#cac-ben")


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another commitment."""
    pact, edition = on_the_desk(request, pk)
    first = {
        "party": request.GET.get("ben", ""),
        "due_on": edition.ends_on,
        "version": edition.version,
    }
    form = _commitment_form(request, pact, first)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.add_commitment(
                pact, form.draft(), actor=request.actor, at=clock.now()
            )
            messages.info(request, _said(edition))
            return redirect(f"{reverse(DESK, args=[pk])}#cac-ben")
    return _commitment_page(request, pact, form, _("Thêm cam kết"))


@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """One commitment, written anew."""
    pact, edition = on_the_desk(request, pk)
    found = get_object_or_404(edition.commitments.all(), pk=one)
    first = {**values_of(found), "version": edition.version}
    form = _commitment_form(request, pact, first)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.rewrite_commitment(
                pact,
                found,
                form.draft(),
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _said(edition))
            return redirect(f"{reverse(DESK, args=[pk])}#cac-ben")
    return _commitment_page(request, pact, form, _("Sửa cam kết"))


def _commitment_form(
    request: OfficeRequest, pact: Pact, first: dict[str, Any]
) -> CommitmentForm:
    return CommitmentForm(
        request.POST or None,
        initial=first,
        parties=party_choices(pact, clock.today()),
        offered=offered(pact.campaign),
    )


def _commitment_page(
    request: OfficeRequest, pact: Pact, form: CommitmentForm, title: str
) -> HttpResponse:
    return _form(
        request,
        form,
        title=title,
        crumbs=commitment_crumbs(pact, title),
        help=_("Một con số theo chỉ số của phong trào, hoặc một việc bằng lời."),
        verb=_("Lưu cam kết"),
        back=reverse(DESK, args=[pact.pk]),
    )


@require_POST
def commitment_remove(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """One commitment less."""
    pact, edition = on_the_desk(request, pk)
    found = get_object_or_404(edition.commitments.all(), pk=one)
    actions.remove_commitment(pact, found, actor=request.actor, at=clock.now())
    messages.info(request, _said(edition))
    return redirect(f"{reverse(DESK, args=[pk])}#cac-ben")


@require_POST
def witness_add(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody who witnesses."""
    pact, edition = on_the_desk(request, pk)
    form = WitnessForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.add_witness(
                pact, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
            messages.info(request, _said(edition))
            return redirect(f"{reverse(DESK, args=[pk])}#chung-kien")
    words = RewriteForm(initial=words_of(pact, edition))
    return _desk(request, pact, edition, words, form)


@require_POST
def witness_remove(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """One witness less."""
    pact, edition = on_the_desk(request, pk)
    found = get_object_or_404(edition.witnesses.all(), pk=one)
    actions.remove_witness(pact, found, actor=request.actor, at=clock.now())
    messages.info(request, _said(edition))
    return redirect(f"{reverse(DESK, args=[pk])}#chung-kien")
