"""Notices, what reaches me, and the reminders and mails of an office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.follow_up import actions
from thidua.follow_up.forms import ChoicesForm, OwnPlanForm, PlanForm
from thidua.follow_up.models import Mail, Notice, ReminderPlan
from thidua.follow_up.plans import plans_of
from thidua.follow_up.policies import can_plan_reminders, is_writer
from thidua.follow_up.queries.choosing import choices_page
from thidua.follow_up.queries.notices import notices_page
from thidua.follow_up.queries.outbox import outbox_page, urging_page
from thidua.follow_up.queries.sheets import mails_sheet, notices_sheet
from thidua.indicators.models import Form
from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer


@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    """What I was told."""
    params, today = request.GET.dict(), clock.today()
    if wants_sheet(params):
        sheet = notices_sheet(request.actor, today, params)
        return sheet_answer(request, sheet, "nhac-viec")
    page = notices_page(request.actor, today, params)
    context = {"page": page, "bar": bar_of(request)}
    return render(request, "follow_up/notices.html", context)


@require_POST
def notice_open(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read a notice and go to its work; with `stay`, only put it aside."""
    mine = Notice.objects.visible_to(request.actor, clock.today())
    notice = get_object_or_404(mine, pk=pk)
    actions.read_notice(notice, actor=request.actor, at=clock.now())
    if request.POST.get("stay"):
        return redirect("follow_up:notices")
    return redirect(notice.path)


@require_POST
def notices_read(request: OfficeRequest) -> HttpResponse:
    """Put all aside."""
    actions.read_all(actor=request.actor, at=clock.now())
    return redirect("follow_up:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: OfficeRequest) -> HttpResponse:
    """What reaches me, and in which way."""
    page = choices_page(request.actor, get_language() or "vi")
    names = ("address", "language", "quiet_from", "quiet_until", "has_digest")
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(page, name) for name in names},
    )
    if form.is_valid():
        actions.choose_notices(form.choices(), actor=request.actor, at=clock.now())
        messages.info(request, _("Đã ghi. Từ thông báo sau, máy theo lựa chọn này."))
        return redirect("follow_up:choices")
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "follow_up/choices.html", context, status=status)


@require_safe
def urging(request: OfficeRequest) -> HttpResponse:
    """The reminders of one's forms, and how the mail stands."""
    page = urging_page(request.actor, clock.today())
    context = {"page": page, "may_write": is_writer(request.actor)}
    return render(request, "follow_up/urging.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """When the units that owe a form are reminded."""
    form = get_object_or_404(Form.objects.visible_to(request.actor), pk=pk)
    can_plan_reminders(request.actor, form).enforce()
    own = getattr(form, "reminder_plan", None)
    typed = (OwnPlanForm if own else PlanForm)(
        request.POST if request.method == "POST" else None,
        initial=_steps(plans_of([form])[form.pk]),
    )
    if typed.is_valid() and typed.cleaned_data.get("follows"):
        actions.follow_the_campaign(form, actor=request.actor, at=clock.now())
        return redirect("follow_up:urging")
    return _planned(request, typed, form, form.name)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_plan(request: OfficeRequest, campaign: int) -> HttpResponse:
    """When units are reminded of what a campaign asks for."""
    found = the_campaign(request, campaign)
    can_plan_reminders(request.actor, found).enforce()
    stands = getattr(found, "reminder_plan", None) or ReminderPlan()
    typed = PlanForm(
        request.POST if request.method == "POST" else None, initial=_steps(stands)
    )
    return _planned(request, typed, found, found.name)


def _steps(stands: ReminderPlan) -> dict[str, Any]:
    names = ("is_on", "days_before", "on_day", "escalate_after")
    return {name: getattr(stands, name) for name in names}


def _planned(
    request: OfficeRequest, typed: PlanForm, of: Form | Campaign, name: str
) -> HttpResponse:
    """Write the plan down, or show its form."""
    if typed.is_valid():
        actions.plan_reminders(of, typed.draft(), actor=request.actor, at=clock.now())
        messages.info(request, _("Đã ghi lịch nhắc; có hiệu lực từ lượt nhắc sau."))
        return redirect("follow_up:urging")
    context = {
        "form": typed,
        "title": _("Lịch nhắc: %(name)s") % {"name": name},
        "help": _("Tính theo ngày làm việc quanh hạn gửi của từng kỳ."),
        "verb": _("Lưu"),
        "back": reverse("follow_up:urging"),
    }
    status = 422 if typed.is_bound else 200
    return render(request, "follow_up/form.html", context, status=status)


@require_safe
def outbox(request: OfficeRequest) -> HttpResponse:
    """The mails that one's unit caused."""
    params = request.GET.dict()
    if wants_sheet(params):
        sheet = mails_sheet(request.actor, clock.today(), params)
        return sheet_answer(request, sheet, "so-gui-thu")
    context = {"page": outbox_page(request.actor, params), "bar": bar_of(request)}
    return render(request, "follow_up/outbox.html", context)


def _mail(request: OfficeRequest, pk: int) -> Mail:
    return get_object_or_404(Mail.objects.visible_to(request.actor), pk=pk)


@require_POST
def mail_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send it (again)."""
    actions.send_again(_mail(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Thư được gửi trong vòng một phút."))
    return redirect("follow_up:outbox")


@require_POST
def mail_arrived(request: OfficeRequest, pk: int) -> HttpResponse:
    """It did arrive."""
    actions.note_arrived(_mail(request, pk), actor=request.actor, at=clock.now())
    return redirect("follow_up:outbox")


@require_POST
def mail_drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """It need not go out."""
    actions.drop_mail(_mail(request, pk), actor=request.actor, at=clock.now())
    return redirect("follow_up:outbox")
