"""Reports of a half-year or year, at the counter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.follow_up import actions
from thidua.follow_up.forms.reviewing import CallForm, ReturnForm, ReviewForm
from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.policies import (
    can_call_reviews,
    can_receive_review,
    can_write_review,
)
from thidua.follow_up.queries.reviews import (
    below,
    call_page,
    review_page,
    reviews_page,
)
from thidua.follow_up.review_words import PARTS
from thidua.follow_up.states import ReviewState
from thidua.kernel import clock
from thidua.kernel.calendar import add_working_days
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest
from thidua.organisations.naming import names_on

ANSWER_WITHIN = 10
"""Working days that a call proposes."""


@require_safe
def reviews(request: OfficeRequest) -> HttpResponse:
    """What I owe and who has sent; the campaigns for which I may ask."""
    mine = Campaign.objects.filter(office=request.actor.unit_id).running()
    links = [
        Link(one.name, reverse("follow_up:review-new", args=[one.pk]))
        for one in mine.order_by("-starts_on")
        if can_call_reviews(request.actor, one)
    ]
    page = reviews_page(request.actor, links, clock.today())
    return render(request, "follow_up/reviews.html", {"page": page})


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
    page = call_page(call, request.actor, clock.today())
    return render(request, "follow_up/review_call.html", {"page": page})


@require_POST
def reviews_urge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Remind those who have not sent."""
    seen = Review.objects.visible_to(request.actor).filter(call=pk)
    found = list(seen.select_related("call__campaign", "call__period"))
    call = get_object_or_404(ReviewCall, pk__in={one.call_id for one in found})
    ours = [one for one in found if can_receive_review(request.actor, one)]
    if not ours:
        can_receive_review(request.actor, found[0]).enforce()
    told = actions.urge_reviews(call, ours, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã nhắc %(n)s đơn vị chưa gửi.") % {"n": told})
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
    form_bad = bool(form and form.errors) or bool(back and back.errors)
    typed = {part: getattr(found, part) for part in PARTS}
    context = {
        "page": review_page(found, request.actor, clock.today()),
        "form": form or ReviewForm(initial=typed),
        "back": back or ReturnForm(),
    }
    status = 422 if form_bad else 200
    return render(request, "follow_up/review.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """One report; its parts are written here, and sent with the same press."""
    found = _review(request, pk)
    if request.method != "POST":
        return _shown(request, found)
    form = ReviewForm(request.POST)
    if form.is_valid():
        who, now = request.actor, clock.now()
        with at_its_field(form):
            found = actions.write_review(found, form.cleaned_data, actor=who, at=now)
            if request.POST.get("action") == "send":
                actions.send_review(found, actor=who, at=now)
            if request.POST.get("action") == "draft":
                made = actions.draft_review_document(found, actor=who, at=now)
                return redirect("documents:document", made.pk)
            return redirect("follow_up:review", pk)
    return _shown(request, _review(request, pk), form)


@require_POST
def review_take(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take one part of those below over into one's own, under their names."""
    found = _review(request, pk)
    can_write_review(request.actor, found).enforce()
    part = request.POST.get("part", "")
    if part in PARTS:
        sent = [one for one in below(found) if one.state not in _NOT_SENT]
        names = names_on({one.unit_id for one in sent}, clock.today())
        said = [
            f"{names.get(one.unit_id, '')}: {getattr(one, part)}"
            for one in sent
            if getattr(one, part)
        ]
        own = getattr(found, part)
        lines = [own, *(one for one in said if one not in own)]
        words = {part: "\n".join(filter(None, lines))}
        actions.write_review(found, words, actor=request.actor, at=clock.now())
    return redirect("follow_up:review", pk)


_NOT_SENT = (ReviewState.WRITING, ReviewState.RETURNED)


@require_POST
def review_receive(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take it."""
    actions.receive_review(_review(request, pk), actor=request.actor, at=clock.now())
    return redirect("follow_up:review", pk)


@require_POST
def review_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send it back."""
    found, form = _review(request, pk), ReturnForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, back=form)
    reason = form.cleaned_data["reason"]
    actions.return_review(found, reason=reason, actor=request.actor, at=clock.now())
    return redirect("follow_up:review", pk)
