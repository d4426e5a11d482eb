"""Reports of a half-year or year, at the counter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.documents.reading import latest_file
from thidua.follow_up import actions
from thidua.follow_up.answering import who_answers
from thidua.follow_up.forms.reviewing import (
    CallForm,
    ReceiveForm,
    ReturnForm,
    ReviewForm,
)
from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.policies import (
    can_call_reviews,
    can_receive_review,
)
from thidua.follow_up.queries.review_lists import FIELDS, call_page, reviews_page
from thidua.follow_up.queries.reviews import review_page, taken_over
from thidua.follow_up.queries.sheets import called_sheet, own_reviews_sheet
from thidua.follow_up.review_words import PARTS
from thidua.kernel import clock
from thidua.kernel.calendar import add_working_days
from thidua.kernel.ui.filters import wants_sheet
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer

ANSWER_WITHIN = 10
"""Working days that a call proposes."""


@require_safe
def reviews(request: OfficeRequest) -> HttpResponse:
    """What I owe and who has sent; the campaigns for which I may ask."""
    today = clock.today()
    if wants_sheet(request.GET):
        sheet = own_reviews_sheet(request.actor, today)
        return sheet_answer(request, sheet, "bao-cao-ky")
    mine = Campaign.objects.filter(office=request.actor.unit_id).running()
    links = [
        Link(one.name, reverse("follow_up:review-new", args=[one.pk]))
        for one in mine.order_by("-starts_on")
        if can_call_reviews(request.actor, one)
    ]
    page = reviews_page(request.actor, links, today)
    context = {"page": page, "bar": bar_of(request)}
    return render(request, "follow_up/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: OfficeRequest, campaign: int) -> HttpResponse:
    """Ask everybody for a period."""
    found, today = the_campaign(request, campaign), clock.today()
    can_call_reviews(request.actor, found).enforce()
    form = CallForm(
        request.POST if request.method == "POST" else None,
        today=today,
        initial={"due_on": add_working_days(today, ANSWER_WITHIN)},
    )
    if form.is_valid():
        with at_its_field(form):
            call = actions.call_reviews(
                found,
                form.span(),
                due_on=form.cleaned_data["due_on"],
                actor=request.actor,
                at=clock.now(),
            )
            return redirect("follow_up:review-call", call.pk)
    context = {
        "form": form,
        "title": _("Yêu cầu báo cáo 6 tháng, năm"),
        "help": found.name,
        "verb": _("Yêu cầu các đơn vị báo cáo"),
        "back": reverse("follow_up:reviews"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "follow_up/form.html", context, status=status)


@require_safe
def review_call(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who has sent."""
    seen = Review.objects.visible_to(request.actor)
    calls = ReviewCall.objects.filter(pk__in=seen.values("call"))
    call = get_object_or_404(calls.select_related("campaign", "period"), pk=pk)
    params, today = request.GET.dict(), clock.today()
    if wants_sheet(params):
        sheet = called_sheet(call, request.actor, today, params)
        return sheet_answer(request, sheet, f"bao-cao-ky-{pk}", FIELDS)
    page = call_page(call, request.actor, today, params)
    context = {"page": page, "bar": bar_of(request, FIELDS)}
    return render(request, "follow_up/review_call.html", context)


@require_POST
def reviews_urge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Remind those who have not sent."""
    seen = Review.objects.visible_to(request.actor).filter(call=pk)
    found = list(seen.select_related("call__campaign", "call__period"))
    call = get_object_or_404(ReviewCall, pk__in={one.call_id for one in found})
    answers = who_answers(found, clock.today())
    ours = [one for one in found if can_receive_review(request.actor, answers[one.pk])]
    if not ours:
        can_receive_review(request.actor, answers[found[0].pk]).enforce()
    told = actions.urge_reviews(call, ours, actor=request.actor, at=clock.now())
    messages.info(
        request,
        ngettext(
            "Đã nhắc %(n)s đơn vị chưa gửi.", "Đã nhắc %(n)s đơn vị chưa gửi.", told
        )
        % {"n": told},
    )
    return redirect("follow_up:review-call", pk)


def _review(request: OfficeRequest, pk: int) -> Review:
    seen = Review.objects.visible_to(request.actor).select_related(
        "call__campaign", "call__period", "unit", "receiver", "document"
    )
    return get_object_or_404(seen, pk=pk)


def _shown(
    request: OfficeRequest,
    found: Review,
    form: ReviewForm | None = None,
    back: ReturnForm | None = None,
) -> HttpResponse:
    is_wrong = bool(form and form.errors) or bool(back and back.errors)
    stands = {name: getattr(found, name) for name in (*PARTS, "version")}
    context = {
        "page": review_page(found, request.actor, clock.today()),
        "form": form or ReviewForm(initial=stands),
        "back": back or ReturnForm(),
    }
    status = 422 if is_wrong else 200
    return render(request, "follow_up/review.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """One report; its parts are written here, and sent with the same press."""
    found, wants = _review(request, pk), request.POST.get("action")
    if request.method != "POST":
        return _shown(request, found)
    if wants == "document":
        return _drafted(request, found)
    form = ReviewForm(request.POST)
    if form.is_valid():
        who, now = request.actor, clock.now()
        read = form.cleaned_data["version"]
        with at_its_field(form):
            found = actions.write_review(
                found, form.cleaned_data, version=read, actor=who, at=now
            )
            if wants == "send":
                actions.send_review(found, version=found.version, actor=who, at=now)
            if wants == "draft":
                return _drafted(request, found)
            return redirect("follow_up:review", pk)
    return _shown(request, _review(request, pk), form)


def _drafted(request: OfficeRequest, found: Review) -> HttpResponse:
    """To its document, which is made now unless somebody works on it in Word."""
    made = actions.draft_review_document(found, actor=request.actor, at=clock.now())
    if latest_file(made):
        messages.info(
            request,
            _("Dự thảo đã sửa trong Word nên máy không soạn đè: sửa tiếp trong Word."),
        )
    return redirect("documents:document", made.pk)


@require_POST
def review_take(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keep what was typed, with one part of those below behind it."""
    found, form = _review(request, pk), ReviewForm(request.POST)
    part = request.POST.get("part", "")
    if not form.is_valid() or part not in PARTS:
        return _shown(request, found, form)
    words = {one: form.cleaned_data[one] for one in PARTS if one in request.POST}
    own = words.get(part, getattr(found, part))
    words[part] = taken_over(found, part, own, clock.today())
    actions.write_review(
        found,
        words,
        version=form.cleaned_data["version"],
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("follow_up:review", pk)


@require_POST
def review_receive(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take it."""
    found, form = _review(request, pk), ReceiveForm(request.POST)
    read = form.cleaned_data["version"] if form.is_valid() else None
    actions.receive_review(found, version=read, actor=request.actor, at=clock.now())
    return redirect("follow_up:review", pk)


@require_POST
def review_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send it back."""
    found, form = _review(request, pk), ReturnForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, back=form)
    actions.return_review(
        found, **form.cleaned_data, actor=request.actor, at=clock.now()
    )
    return redirect("follow_up:review", pk)
