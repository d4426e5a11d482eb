"""Who has registered; a unit's list, its decisions, and a list typed or pasted."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.filters import chosen, wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.pledges import actions
from thidua.pledges.forms.deciding import MOST, chosen_numbers
from thidua.pledges.forms.listing import Typed, pasted_rows, typed_rows, with_empty
from thidua.pledges.listing import sort_rows
from thidua.pledges.models import Registration
from thidua.pledges.policies import can_register_others
from thidua.pledges.queries import seen, unit_list
from thidua.pledges.queries.asking import asking_page
from thidua.pledges.queries.gridding import grid_page
from thidua.pledges.queries.paper import paper_page
from thidua.pledges.where import refuse_unless_open, takes_part


@require_safe
def registered(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who has registered: counted for all, named where they agreed."""
    campaign, today = the_campaign(request, pk), clock.today()
    within = _number(request.GET.get("don-vi", ""))
    if wants_sheet(request.GET):
        sheet = seen.counts_sheet(campaign, today, within)
        return sheet_answer(request, sheet, f"dang-ky-{pk}")
    asked = chosen(seen.FIELDS, request.GET)
    page = seen.registered_page(
        campaign,
        request.actor,
        today,
        within,
        asked,
        _number(request.GET.get("trang", "")) or 1,
    )
    bar = bar_of(request, seen.FIELDS, has_sheet=False)
    return render(request, "pledges/registered.html", {"page": page, "bar": bar})


@require_safe
def unit(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """A unit's registrations, for those who write for it or above it."""
    campaign = _of_unit(request, pk, unit)
    asked, today = chosen(unit_list.FIELDS, request.GET), clock.today()
    if wants_sheet(request.GET):
        sheet = unit_list.unit_sheet(campaign, unit, asked, today)
        return sheet_answer(request, sheet, f"dang-ky-{pk}-{unit}", unit_list.FIELDS)
    if "ban-in" in request.GET:
        paper = paper_page(campaign, unit, request.actor, today, asked)
        return render(request, "pledges/paper.html", {"page": paper})
    page = unit_list.unit_page(
        campaign,
        unit,
        request.actor,
        today,
        asked,
        _number(request.GET.get("trang", "")) or 1,
    )
    bar = bar_of(request, unit_list.FIELDS)
    return render(request, "pledges/unit.html", {"page": page, "bar": bar})


@require_POST
def decide(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Approve or return those chosen: first the number and the names, then the act."""
    campaign = _of_unit(request, pk, unit)
    can_register_others(request.actor, campaign, unit).enforce()
    found = _chosen(request, campaign, unit)
    is_return = request.POST.get("go") == "return"
    if "sure" not in request.POST:
        page = asking_page(campaign, unit, found, clock.today(), is_return=is_return)
        return render(request, "pledges/decide.html", {"page": page})
    now = clock.now()
    if is_return:
        reason = request.POST.get("reason", "")
        done = actions.return_registrations(
            found, reason=reason, actor=request.actor, at=now
        )
    else:
        done = actions.approve_registrations(found, actor=request.actor, at=now)
    messages.info(request, _said(len(done), is_return=is_return))
    asked = request.GET.urlencode()
    back = reverse("pledges:unit", args=[pk, unit])
    return redirect(f"{back}?{asked}" if asked else back)


def _said(count: int, *, is_return: bool) -> str:
    words = (
        ngettext(
            "Đã trả lại %(n)s bản kèm lý do.", "Đã trả lại %(n)s bản kèm lý do.", count
        )
        if is_return
        else ngettext(
            "Đã duyệt %(n)s bản; người đăng ký thấy ngay.",
            "Đã duyệt %(n)s bản; người đăng ký thấy ngay.",
            count,
        )
    )
    return words % {"n": count}


def _chosen(
    request: OfficeRequest, campaign: Campaign, unit: int
) -> list[Registration]:
    """Those ticked, or all that wait in the filter of the address."""
    if "all" in request.POST:
        asked = chosen(unit_list.FIELDS, request.GET) | {"trang-thai": "submitted"}
        return list(unit_list.in_unit(campaign, unit, asked)[:MOST])
    numbers = chosen_numbers(request.POST)
    if len(numbers) > MOST:
        raise RuleBroken(
            _("Mỗi lần quyết định nhiều nhất %d bản.") % MOST, _("Chọn ít hơn.")
        )
    found = Registration.objects.filter(campaign=campaign, unit=unit, pk__in=numbers)
    ordered = list(found.exclude(state="draft").order_by("sort_key", "pk"))
    if not ordered:
        raise RuleBroken(_("Chưa chọn bản đăng ký nào."), _("Đánh dấu ít nhất một."))
    return ordered


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Write a list down: typed in rows, or pasted onto them; good rows go in."""
    campaign, actor = _of_unit(request, pk, unit), request.actor
    can_register_others(actor, campaign, unit).enforce()
    today = clock.today()
    refuse_unless_open(campaign, unit, today)
    rows: list[Typed] = []
    refusal, status = None, 200
    if request.method == "POST":
        rows = typed_rows(request.POST)
        if request.POST.get("go") == "paste":
            try:
                rows += pasted_rows(request.POST.get("pasted", ""))
            except RuleBroken as no:
                refusal, status = no, 422
        else:
            rows, status = _written(request, campaign, unit, rows), 422
            if not rows:
                return redirect("pledges:unit", pk, unit)
    page = grid_page(campaign, unit, today, with_empty(rows))
    context = {"page": page, "refusal": refusal}
    return render(request, "pledges/grid.html", context, status=status)


def _written(
    request: OfficeRequest, campaign: Campaign, unit: int, rows: list[Typed]
) -> list[Typed]:
    """Write the good rows; those that come back, with why."""
    found = sort_rows(campaign, unit, rows, request.actor, clock.today())
    answers = actions.register_others(
        campaign,
        unit,
        [draft for _place, draft in found.good],
        source=Registration.Source.OFFICE,
        actor=request.actor,
        at=clock.now(),
    )
    back = set(found.back)
    for (place, _draft), one in zip(found.good, answers, strict=True):
        if not one.is_kept:
            rows[place].reason, rows[place].remedy = one.reason, one.remedy
            back.add(place)
    kept = sum(one.is_kept for one in answers)
    _say(request, kept, found.passed_over, len(back))
    return [rows[place] for place in sorted(back)]


def _say(request: OfficeRequest, kept: int, passed: int, back: int) -> None:
    said = [
        ngettext("Đã ghi %(n)s đăng ký.", "Đã ghi %(n)s đăng ký.", kept) % {"n": kept}
    ]
    if passed:
        said.append(
            ngettext(
                "%(n)s dòng đã có từ trước, không ghi lại.",
                "%(n)s dòng đã có từ trước, không ghi lại.",
                passed,
            )
            % {"n": passed}
        )
    if back:
        said.append(
            ngettext(
                "Còn %(n)s dòng ở dưới cần xem.", "Còn %(n)s dòng ở dưới cần xem.", back
            )
            % {"n": back}
        )
    tell = messages.warning if back else messages.info
    tell(request, " ".join(said))


def _of_unit(request: OfficeRequest, pk: int, unit: int) -> Campaign:
    """The campaign, for who may see the whole list of the unit; else a 404."""
    campaign, today = the_campaign(request, pk), clock.today()
    if not Registration.objects.may_be_read_at(unit, request.actor, today):
        raise Http404
    has_any = Registration.objects.filter(campaign=campaign, unit=unit)
    if not takes_part(campaign, unit, today) and not has_any.exists():
        raise Http404
    return campaign


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
