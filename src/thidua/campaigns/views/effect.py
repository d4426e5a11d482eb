"""The effectiveness of a phase or a campaign: told, judged, signed off, costed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns import actions
from thidua.campaigns.effect.seeing import spends_for
from thidua.campaigns.effect.stretches import Stretch, stretch_of, the_whole
from thidua.campaigns.forms.effect import AssessmentForm, ExpenseForm, SignOffForm
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Campaign, Expense
from thidua.campaigns.policies import can_assess, can_tell_expenses
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.effect import effect_page, signing_page
from thidua.campaigns.queries.effect.expenses import (
    expenses_page,
    expenses_seen,
    expenses_sheet,
)
from thidua.campaigns.queries.effect.page import address
from thidua.campaigns.queries.effect.sheets import effect_sheets
from thidua.campaigns.states import State
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.files import as_attachment
from thidua.kernel.sheets import MEDIA_TYPE, workbook
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, kept, sheet_answer


def the_stretch(request: OfficeRequest, pk: int, phase: int | None) -> Stretch:
    """A phase of a launched campaign, or the whole of it."""
    found = the_campaign(request, pk)
    if found.state == State.DRAFT:
        raise WrongMoment(
            _("Phong trào còn đang soạn."), _("Phát động rồi mới có gì để đánh giá.")
        )
    if phase is None:
        return the_whole(found)
    return stretch_of(found, get_object_or_404(found.phases, pk=phase))


@require_safe
def effect(request: OfficeRequest, pk: int, phase: int | None = None) -> HttpResponse:
    """What it came to; `?lan=1` an earlier assessment, `?doi-chieu=1` beside today."""
    stretch = the_stretch(request, pk, phase)
    page = effect_page(
        stretch,
        request.actor,
        clock.today(),
        number=_number(request),
        is_compared="doi-chieu" in request.GET,
    )
    return render(request, "campaigns/effect.html", {"page": page})


@require_safe
def sheet(request: OfficeRequest, pk: int, phase: int | None = None) -> HttpResponse:
    """The same as an Excel file."""
    stretch = the_stretch(request, pk, phase)
    today = clock.today()
    if not stretch.has_begun(today):
        raise Http404
    sheets = effect_sheets(stretch, request.actor, today, _number(request))
    data = workbook(sheets, title=sheets[0].subtitle, author=request.actor.name)
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    name = f"hieu-qua-{pk}{f'-{phase}' if phase else ''}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: OfficeRequest, pk: int, phase: int | None = None) -> HttpResponse:
    """Write what is thought; a saved draft can be signed off below it."""
    stretch = the_stretch(request, pk, phase)
    can_assess(request.actor, stretch.campaign).enforce()
    if not stretch.has_begun(clock.today()):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = AssessmentForm(posted)
    if form.is_valid():
        actions.save_assessment_draft(
            stretch,
            form.words(),
            version=form.cleaned_data["version"] or 0,
            actor=request.actor,
            at=clock.now(),
        )
        messages.info(request, _("Đã lưu bản soạn; chưa chốt."))
        return redirect(address(stretch, "effect-sign"))
    page = signing_page(stretch, request.actor, clock.today())
    if posted is None:
        names = ("remarks", "lessons", "proposals", "version")
        form = AssessmentForm(initial={name: getattr(page, name) for name in names})
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/effect_sign.html", context, status=status)


@require_POST
def sign_off(request: OfficeRequest, pk: int, phase: int | None = None) -> HttpResponse:
    """The head signs the saved draft and the figures that stood on the page."""
    stretch = the_stretch(request, pk, phase)
    form = SignOffForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(
            _("Trang gửi lên thiếu dấu của bản đã đọc."),
            _("Mở lại trang soạn đánh giá rồi chốt từ đó."),
        )
    made = actions.sign_off_assessment(
        stretch, **form.cleaned_data, actor=request.actor, at=clock.now()
    )
    messages.info(
        request,
        _("Đã chốt đánh giá lần %(n)s; số liệu hôm nay được giữ nguyên từ đây.")
        % {"n": made.number},
    )
    return redirect(address(stretch))


@require_safe
def expenses(request: OfficeRequest, pk: int) -> HttpResponse:
    """Money told of a campaign."""
    found, today = the_campaign(request, pk), clock.today()
    if wants_sheet(request.GET):
        return sheet_answer(
            request, expenses_sheet(found, request.actor, today), f"kinh-phi-{pk}"
        )
    number = request.GET.get("trang", "")
    page = expenses_page(
        found,
        request.actor,
        today,
        int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    context = {"page": page, "bar": bar_of(request)}
    return render(request, "campaigns/expenses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def expense_new(request: OfficeRequest, pk: int) -> HttpResponse:
    """One's own unit tells what it spent."""
    found, actor = the_campaign(request, pk), request.actor
    own = actor.unit_id or 0
    can_tell_expenses(actor, own, takes_part=spends_for(found, own)).enforce()
    form = _form(request, found, initial={"spent_on": clock.today()})
    if form.is_valid():
        with at_its_field(form):
            actions.record_expense(
                found,
                own,
                form.draft(kept(request)),
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi khoản chi; cấp trên xem được."))
            return redirect("campaigns:expenses", pk)
    return _expense_page(request, found, form, _("Ghi khoản chi"))


@require_http_methods(["GET", "HEAD", "POST"])
def expense(request: OfficeRequest, pk: int, expense: int) -> HttpResponse:
    """Correct an expense, or take it back; what was said before stays."""
    found, actor = the_campaign(request, pk), request.actor
    mine = get_object_or_404(expenses_seen(found, actor, clock.today()), pk=expense)
    can_tell_expenses(actor, mine.unit_id, takes_part=True).enforce()
    form = _form(request, found, initial=_initial(mine), corrects=True)
    if form.is_valid():
        with at_its_field(form):
            actions.correct_expense(
                mine,
                form.draft(kept(request) or mine.file),
                reason=form.cleaned_data["reason"],
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã sửa; số cũ và lý do vẫn xem được."))
            return redirect("campaigns:expenses", pk)
    return _expense_page(request, found, form, _("Sửa khoản chi"))


@require_safe
def expense_file(request: OfficeRequest, pk: int, expense: int) -> HttpResponse:
    """The voucher, for those who may see the expense."""
    found = the_campaign(request, pk)
    seen = expenses_seen(found, request.actor, clock.today())
    mine = get_object_or_404(seen.filter(file__isnull=False), pk=expense)
    if mine.file is None:
        raise Http404
    return as_attachment(mine.file)


def _number(request: OfficeRequest) -> int | None:
    number = request.GET.get("lan", "")
    return int(number) if number.isdecimal() and len(number) < 5 else None


def _form(
    request: OfficeRequest,
    found: Campaign,
    *,
    initial: dict[str, Any],
    corrects: bool = False,
) -> ExpenseForm:
    return ExpenseForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        items=choices.items(found),
        corrects=corrects,
        initial=initial,
    )


def _initial(mine: Expense) -> dict[str, Any]:
    names = ("amount", "spent_on", "source", "purpose", "node_key", "voucher")
    return {name: getattr(mine, name) for name in names}


def _expense_page(
    request: OfficeRequest, found: Campaign, form: ExpenseForm, title: str
) -> HttpResponse:
    context = {
        "form": form,
        "page": None,
        "title": title,
        "help": _("Ghi cho đơn vị mình. Khi sửa thì ghi lý do, số cũ vẫn giữ."),
        "verb": title,
        "back": reverse("campaigns:expenses", args=[found.pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/form.html", context, status=status)
