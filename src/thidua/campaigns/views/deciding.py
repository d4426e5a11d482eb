"""What is decided for all: launch, closing, joining, leaving, handing over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.audit.done import done_words
from thidua.campaigns import actions
from thidua.campaigns.check import NotReady
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.forms.launching import LaunchForm
from thidua.campaigns.forms.targets import JoinForm, LeaveForm
from thidua.campaigns.handover import Choice, Decisions, day_of_reform
from thidua.campaigns.models import AudienceMember
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.deciding import launch_page
from thidua.campaigns.queries.handing_over import handover_page
from thidua.campaigns.states import LAUNCH, LAUNCHED, State
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.dates import read_date
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit


@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: OfficeRequest, pk: int) -> HttpResponse:
    """The last look with checks, number and names; then the launch."""
    found, status = managed(request, pk), 200
    if request.method != "POST" and found.state != State.DRAFT:
        messages.info(request, done_words(LAUNCH.label, found, LAUNCHED))
        return redirect(reverse("campaigns:units", args=[pk]) + "#viec-tiep-theo")
    page = launch_page(found, request.actor, clock.today())
    data = request.POST if request.method == "POST" else None
    form = LaunchForm(data, asked=page.asked)
    if request.method == "POST":
        form.is_valid()
        try:
            actions.launch_campaign(
                found,
                reasons=form.reasons,
                reason=form.common_reason,
                actor=request.actor,
                at=clock.now(),
            )
        except NotReady:
            page = launch_page(found, request.actor, clock.today())
            form, status = LaunchForm(data, asked=page.asked), 422
        else:
            messages.info(
                request,
                _("Đã phát động. Các đơn vị thấy ngay ở trang việc của mình."),
            )
            return redirect("campaigns:units", pk)
    groups = [replace(one, ask=form.beside(one.rule)) for one in page.check.open]
    page = replace(page, check=replace(page.check, open=groups))
    context = {"page": page, "form": form}
    return render(request, "campaigns/launch.html", context, status=status)


@require_POST
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """The campaign has run its time, or ends before it for a reason."""
    found, reason = the_campaign(request, pk), request.POST.get("reason", "")
    actions.close_campaign(found, reason=reason, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã kết thúc phong trào; mọi số liệu giữ nguyên để xem."))
    return redirect("campaigns:campaign", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: OfficeRequest, pk: int) -> HttpResponse:
    """A unit joins after the launch."""
    found, day = managed(request, pk), clock.today()
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        audiences=list(found.audiences.values_list("pk", "name")),
        units=choices.units_outside(found, day),
        campaign=found,
        initial={"joined_on": day},
    )
    back = reverse("campaigns:units", args=[pk])
    if form.is_valid():
        clean = form.cleaned_data
        with at_its_field(form):
            actions.admit_unit(
                found.audiences.get(pk=clean["audience"]),
                Unit.objects.get(pk=clean["unit"]),
                joined_on=clean["joined_on"],
                reason=clean["reason"],
                actor=request.actor,
                at=clock.now(),
            )
            return redirect(back)
    return form_page(
        request,
        found,
        form,
        title=_("Thêm đơn vị tham gia"),
        help=_("Đơn vị thấy phong trào và nhận báo cáo từ ngày này."),
        verb=_("Thêm đơn vị"),
        back=back,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: OfficeRequest, pk: int, member: int) -> HttpResponse:
    """A unit leaves: its targets end with their last figures."""
    found = managed(request, pk)
    members = AudienceMember.objects.filter(audience__campaign=found)
    mine = get_object_or_404(members.select_related("audience__campaign"), pk=member)
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        initial={"left_on": clock.today()},
        since=mine.joined_on,
    )
    back = reverse("campaigns:units", args=[pk])
    if form.is_valid():
        with at_its_field(form):
            actions.release_unit(
                mine, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
            return redirect(back)
    return form_page(
        request,
        found,
        form,
        title=_("Cho đơn vị rút khỏi phong trào"),
        help=_("Chỉ tiêu của đơn vị khép lại với số đã đạt; báo cáo dừng từ ngày ấy."),
        verb=_("Cho rút"),
        back=back,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a reform does to the campaign, step by step, and doing it.

    `look` shows once more what was decided, with the totals; nothing is done then.
    The act itself asks once more: nobody can take it back (`sure`).
    """
    found, status = the_campaign(request, pk), 200
    on = _day(request) or day_of_reform(found, clock.today())
    decisions, opened = _decisions(request)
    page = handover_page(found, request.actor, clock.today(), on, decisions, opened)
    page.may_hand_over.enforce()
    if request.method == "POST" and "look" not in request.POST:
        if page.is_decided and page.may_now and "sure" not in request.POST:
            context = {"page": page, "chosen": _said_again(request.POST)}
            return render(request, "campaigns/hand_over_sure.html", context)
        if page.is_decided:
            actions.hand_over_campaign(
                found, decisions, on=on, actor=request.actor, at=clock.now()
            )
            messages.info(
                request,
                _("Đã bàn giao: đơn vị kế thừa thấy phong trào và chỉ tiêu ngay."),
            )
            return redirect("campaigns:units", pk)
        status = 422
    return render(request, "campaigns/hand_over.html", {"page": page}, status=status)


def _day(request: OfficeRequest) -> date | None:
    """The day that was typed; a reform has a day of its own, see `day_of_reform`."""
    return read_date(request.POST.get("on") or request.GET.get("ngay", ""))


def _decisions(request: OfficeRequest) -> tuple[Decisions, set[int]]:
    """`target-12=carry`, `unit-7=close`, `rest=split`; nonsense decides nothing.

    Also the old units whose targets are to be shown one by one.
    """
    said = request.POST if request.method == "POST" else request.GET
    rest = said.get("rest", "")
    opened = [*request.GET.getlist("don-vi"), *request.POST.getlist("opened")]
    return (
        Decisions(
            targets=_chosen(said, "target-"),
            units=_chosen(said, "unit-"),
            rest=Choice(rest) if rest in Choice.values else None,
        ),
        {int(text) for text in opened if text.isdecimal()},
    )


def _said_again(said: QueryDict) -> list[tuple[str, str]]:
    """Every decision, for the form that asks once more."""
    ours = ("target-", "unit-", "rest", "opened")
    return [
        (name, str(value))
        for name, values in said.lists()
        if name.startswith(ours)
        for value in values
        if value
    ]


def _chosen(said: QueryDict, before: str) -> dict[int, Choice]:
    return {
        int(name.removeprefix(before)): Choice(str(value))
        for name, value in said.items()
        if name.startswith(before)
        and name.removeprefix(before).isdecimal()
        and value in Choice.values
    }
