"""Tips: told on a phone, answered by the unit in charge, read by who told them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field, say_files_again
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import as_attachment
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, kept, sheet_answer
from thidua.organisations.middleware import without_mandate
from thidua.prospects import actions
from thidua.prospects.forms import TipForm
from thidua.prospects.models import Prospect, Tip
from thidua.prospects.policies import can_add, can_answer, can_tell
from thidua.prospects.queries.choosing import campaigns, places
from thidua.prospects.queries.tips import (
    mine_page,
    tip_page,
    tips_page,
    tips_sheet,
)
from thidua.prospects.queries.tips_waiting import FIELDS
from thidua.prospects.queries.words import called
from thidua.prospects.states import TAKE_UP
from thidua.prospects.views.writing import prospect_form


def the_tip(request: OfficeRequest, pk: int) -> Tip:
    """One that this reader may see."""
    seen = Tip.objects.visible_to(request.actor, clock.today())
    beside = ("campaign", "person", "picture", "joined_into", "prospect")
    return get_object_or_404(seen.select_related(*beside), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: OfficeRequest) -> HttpResponse:
    """Two minutes on a phone: who, what, where, a picture."""
    actor, day = request.actor, clock.today()
    can_tell(actor).enforce()
    about = campaigns(actor, day)
    running = [value for value, _name in about if value and "/" not in value]
    first = {"kind": "person", "where": actor.unit_id}
    first["about"] = running[0] if len(running) == 1 else ""
    form = TipForm(request.POST or None, request.FILES or None, initial=first)
    form.offer(where=places(actor, day), about=about)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            draft = form.draft(kept(request, "picture", is_picture=True))
            tip = actions.send_tip(draft, actor=actor, at=clock.now())
            messages.info(request, _("Đã gửi. Câu trả lời sẽ hiện ở trang này."))
            return redirect("prospects:tip", tip.pk)
    say_files_again(form)
    status = 422 if form.is_bound else 200
    return render(request, "prospects/tell.html", {"form": form}, status=status)


@require_safe
@without_mandate
def mine(request: OfficeRequest) -> HttpResponse:
    """What I told, and what was said to it."""
    page = mine_page(request.actor, clock.today())
    return render(request, "prospects/mine.html", {"page": page})


@require_safe
def tips(request: OfficeRequest) -> HttpResponse:
    """Those that one's unit, or one below it, answers."""
    params, day = request.GET.dict(), clock.today()
    if wants_sheet(params):
        sheet = tips_sheet(request.actor, day, params)
        return sheet_answer(request, sheet, "tin-bao", FIELDS)
    page = tips_page(request.actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "prospects/tips.html", {"page": page, "bar": bar})


@require_safe
@without_mandate
def tip(request: OfficeRequest, pk: int) -> HttpResponse:
    """One tip, for its teller or for the office that answers."""
    one = the_tip(request, pk)
    return render(request, "prospects/tip.html", {"page": _page(request, one)})


def _page(request: OfficeRequest, one: Tip) -> object:
    seen = Prospect.objects.visible_to(request.actor, clock.today())
    sees = one.prospect_id is not None and seen.filter(pk=one.prospect_id).exists()
    return tip_page(one, request.actor, clock.today(), sees_prospect=sees)


@require_safe
@without_mandate
def picture(request: OfficeRequest, pk: int) -> HttpResponse:
    """The picture, for whoever may see the tip."""
    one = the_tip(request, pk)
    if one.picture is None:
        return redirect("prospects:tip", pk)
    return as_attachment(one.picture)


@require_safe
@without_mandate
def picture_before(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """The picture of an earlier telling, for whoever may see the tip."""
    tellings = the_tip(request, pk).before.select_related("picture")
    before = get_object_or_404(tellings, number=number, picture__isnull=False)
    assert before.picture is not None  # noqa: S101 - so filtered
    return as_attachment(before.picture)


@require_POST
def look(request: OfficeRequest, pk: int) -> HttpResponse:
    """The office begins to look at it; its teller sees that."""
    actions.open_tip(the_tip(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Người báo tin thấy là đơn vị đang xem."))
    return redirect("prospects:tip", pk)


@require_POST
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """It becomes no prospect, and why."""
    one, said = the_tip(request, pk), request.POST.get("answer", "")
    try:
        actions.answer_tip(one, said, actor=request.actor, at=clock.now())
    except RuleBroken as no:
        if request.headers.get("hx-request"):
            raise
        context = {"page": _page(request, one), "fault": no}
        return render(request, "prospects/tip.html", context, status=no.status)
    messages.info(request, _("Đã trả lời; người báo tin đọc được ngay."))
    return redirect("prospects:tip", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make a prospect of it; what was told stands in the form already."""
    one, actor = the_tip(request, pk), request.actor
    (can_answer(actor, one) & can_add(actor, one.home_id)).enforce()
    if request.method != "POST":
        TAKE_UP.open_from(one.state).enforce()
    form = prospect_form(request, one.home_id, {"owner": actor.person_id}, one)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            made = actions.take_up_tip(
                one,
                form.draft(one.unit_id),
                answer=answer,
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã đưa vào nhân tố; người báo tin được trả lời."))
            return redirect("prospects:prospect", made.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "tip": one, "name": called(one), "answer": answer}
    return render(request, "prospects/take_up.html", context, status=status)


@require_POST
def join(request: OfficeRequest, pk: int, kept: int) -> HttpResponse:
    """Two tell of the same."""
    stays = actions.join_tip(
        the_tip(request, pk),
        the_tip(request, kept),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã gộp; hai người báo tin đều thấy câu trả lời."))
    return redirect("prospects:tip", stays.pk)


@require_POST
def part(request: OfficeRequest, pk: int) -> HttpResponse:
    """They were two after all."""
    actions.part_tip(the_tip(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Đã tách ra; tin này chờ trả lời riêng."))
    return redirect("prospects:tip", pk)
