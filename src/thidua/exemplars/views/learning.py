"""Following an exemplar, the board of its learners, visits."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.learning import FollowForm, VisitForm
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Learning
from thidua.exemplars.policies import can_keep
from thidua.exemplars.queries.following import (
    figures_for,
    first_due,
    follow_page,
    whose,
)
from thidua.exemplars.queries.frame import exemplar_frame
from thidua.exemplars.queries.learners_sheet import learners_sheet
from thidua.exemplars.queries.learning_board import board_page
from thidua.exemplars.queries.words import called
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.views.fetch import number_in, the_exemplar
from thidua.kernel import clock
from thidua.kernel.errors import Refused
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer


@require_safe
def board(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who learns from it, how far they are, who is slow."""
    one, actor, day = the_exemplar(request, pk), request.actor, clock.today()
    state = request.GET.get("trang-thai", "")
    if wants_sheet(request.GET):
        sheet = learners_sheet(one, actor, day, state)
        return sheet_answer(request, sheet, f"hoc-theo-{pk}")
    page = board_page(
        one,
        actor,
        day,
        state=state,
        page=number_in(request.GET.get("trang", "")) or 1,
    )
    context = {"page": page, "bar": bar_of(request)}
    return render(request, "exemplars/learning.html", context)


@require_POST
def open_(request: OfficeRequest, pk: int) -> HttpResponse:
    """Learning is opened."""
    one = the_exemplar(request, pk)
    actions.open_learning(one, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã mở học tập; đến hạn thì bình xét ở bước 4."))
    return redirect("exemplars:learning", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody plans to learn from it."""
    exemplar, actor, day = the_exemplar(request, pk), request.actor, clock.today()
    page = follow_page(exemplar, actor, day)
    options = whose(actor, day, for_more=bool(page.homes))
    if not options:
        raise Refused(
            _("Chưa có vai nào để đăng ký học theo."), _("Chọn vai ở đầu trang.")
        )
    form = FollowForm(
        request.POST or None,
        initial={"starts_on": day, "due_on": first_due(exemplar, day)},
        whose=options,
        homes=page.homes,
        how_to=[one.strip() for one in exemplar.how_to.splitlines() if one.strip()],
        figures=figures_for(exemplar, options, page.figures),
    )
    if request.method == "POST" and form.is_valid():
        home = form.home_of(actor)
        draft = form.draft(exemplar, actor, home, called([home], day).get(home, ""))
        with at_its_field(form):
            made = actions.follow_exemplar(exemplar, draft, actor=actor, at=clock.now())
            messages.info(request, _("Đã đăng ký học theo; kế hoạch ở trang này."))
            return redirect("exemplars:learner", pk, made.pk)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/follow.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: OfficeRequest, pk: int) -> HttpResponse:
    """A visit took place."""
    exemplar, day = the_exemplar(request, pk), clock.today()
    keeper = keeper_of(exemplar.home_id, day)
    can_keep(request.actor, exemplar, keeper).enforce()
    learners = Learning.objects.filter(exemplar=exemplar).alive().order_by("sort_key")
    names = subjects_listed(learners, day)
    first = {"held_on": day}
    form = VisitForm(request.POST or None, initial=first, learners=names)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.record_visit(
                exemplar, form.draft(), actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã ghi; nơi học thấy ở trang của mình."))
            return redirect("exemplars:learning", pk)
    frame = exemplar_frame(exemplar, request.actor, day, _("Ghi buổi học tập"))
    context = {"frame": frame, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/visit.html", context, status=status)
