"""The unit's board, the file of one exemplar, its months, the meeting, the praise."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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
from thidua.exemplars import actions
from thidua.exemplars.forms.building import (
    EvaluationForm,
    MeetingForm,
    PraiseForm,
    RewriteForm,
    as_counted,
    typed_values,
)
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Evaluation, Exemplar, Meeting, at_or_below
from thidua.exemplars.months import open_months
from thidua.exemplars.policies import can_keep, can_meet, can_praise
from thidua.exemplars.queries.board import board_page, month_asked, of_unit
from thidua.exemplars.queries.building import building_page
from thidua.exemplars.queries.evaluating import (
    evaluate_page,
    standing_of,
    typed_figures,
)
from thidua.exemplars.queries.meeting import (
    Candidate,
    VotePage,
    meeting_page,
    rewrite_page,
    vote_page,
)
from thidua.exemplars.queries.praising import praise_page
from thidua.exemplars.states import FOLLOWED, PRAISE
from thidua.exemplars.views.fetch import inside, version_of
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import clock, dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import as_attachment
from thidua.kernel.numbers import show_number
from thidua.organisations.http import OfficeRequest, kept
from thidua.organisations.models import Power, Unit

ONE = "exemplars:building"


@require_safe
def building(request: OfficeRequest, pk: int) -> HttpResponse:
    """The file of one: for the unit in charge, those above, and itself."""
    page = building_page(inside(request, pk), request.actor, clock.today())
    return render(request, "exemplars/building.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: OfficeRequest, pk: int) -> HttpResponse:
    """All of the unit; those ticked are taken up together."""
    campaign = _at_work(request, pk)
    if request.method == "POST":
        wanted = {one for one in request.POST.getlist("chon") if one.isdecimal()}
        some = of_unit(campaign, request.actor, clock.today())
        chosen = [one for one in some if str(one.pk) in wanted]
        if not chosen:
            raise RuleBroken(_("Chưa chọn đăng ký nào."), _("Đánh dấu ít nhất một."))
        taken = actions.compile_exemplars(chosen, actor=request.actor, at=clock.now())
        words = ngettext(
            "Đã đưa %(n)s đăng ký vào theo dõi; hằng tháng đánh giá một lần.",
            "Đã đưa %(n)s đăng ký vào theo dõi; hằng tháng đánh giá một lần.",
            len(taken),
        )
        messages.info(request, words % {"n": show_number(len(taken))})
        return redirect("exemplars:board", pk)
    page = board_page(campaign, request.actor, clock.today())
    return render(request, "exemplars/board.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: OfficeRequest, pk: int, period: int) -> HttpResponse:
    """How a month went, beside the figures of that month."""
    one, day = inside(request, pk), clock.today()
    can_keep(request.actor, one, keeper_of(one.home_id, day)).enforce()
    month = _month_of(one, period, day)
    typed = typed_figures(one)
    standing, known = standing_of(one, month)
    first: dict[str, Any] = typed_values(typed, known) | {"version": 0}
    if standing is not None:
        names = ("grade", "words", "version")
        first |= {name: getattr(standing, name) for name in names}
    is_sent = request.method == "POST"
    form = EvaluationForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        typed=typed,
        initial=first,
    )
    if is_sent and form.is_valid():
        with at_its_field(form):
            actions.evaluate_month(
                one,
                month,
                form.draft(kept(request, "proof")),
                version=version_of(request),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã ghi đánh giá tháng; bình chọn ở cuộc họp của đơn vị.")
            )
            return redirect(ONE, pk)
    page = evaluate_page(one, month, request.actor, day)
    context = {"page": page, "form": form}
    status = 422 if is_sent else 200
    return render(request, "exemplars/evaluate.html", context, status=status)


@require_safe
def evaluation_proof(request: OfficeRequest, pk: int, period: int) -> HttpResponse:
    """The proof of a month, for those who see the exemplar whole."""
    one = inside(request, pk)
    found = get_object_or_404(
        Evaluation.objects.select_related("proof"), exemplar=one, period=period
    )
    if found.proof is None:
        raise Http404
    return as_attachment(found.proof)


@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: OfficeRequest, pk: int) -> HttpResponse:
    """A meeting of the unit: how many were there, the hands for each, the chosen."""
    campaign, actor, day = _at_work(request, pk), request.actor, clock.today()
    unit = actor.mandate.unit if actor.mandate else None
    if unit is None:
        raise Http404
    can_meet(actor, campaign, unit).enforce()
    some = [one for one in of_unit(campaign, actor, day) if one.state in FOLLOWED]
    month = month_asked(request.GET.get("thang", ""), some, day)
    candidates = [one.pk for one in some]
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        candidates=candidates,
        initial={"held_on": day},
    )
    page = vote_page(campaign, month, actor, day)
    open_ = {one.pk: one.title for one in page.candidates if not one.why_not}
    if request.method == "POST" and form.is_whole(open_):
        with at_its_field(form):
            met = actions.record_meeting(
                campaign, unit, month, form.draft(), actor=actor, at=clock.now()
            )
            messages.info(request, _met_words(met))
            return redirect("exemplars:meeting", met.pk)
    context = {"page": page, "form": form, "rows": _rows(page, form)}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/vote.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: OfficeRequest, pk: int) -> HttpResponse:
    """The minutes written anew, with a reason, until the head has acted on them."""
    met, actor, day = _the_meeting(request, pk), request.actor, clock.today()
    can_meet(actor, met.campaign, met.unit).enforce()
    is_sent = request.method == "POST"
    if met.closed_at is not None and not is_sent:
        return redirect("exemplars:meeting", pk)
    page = rewrite_page(met, actor, day)
    form = RewriteForm(
        request.POST if is_sent else None,
        candidates=[one.pk for one in page.candidates],
        initial=as_counted(met),
    )
    open_ = {one.pk: one.title for one in page.candidates if not one.why_not}
    if is_sent and form.is_whole(open_):
        with at_its_field(form):
            actions.rewrite_minutes(
                met,
                form.draft(),
                reason=form.cleaned_data["reason"],
                version=version_of(request),
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi lại biên bản; bản trước còn ở đây."))
            return redirect("exemplars:meeting", pk)
    context = {"page": page, "form": form, "rows": _rows(page, form)}
    status = 422 if is_sent else 200
    return render(request, "exemplars/vote.html", context, status=status)


def _rows(
    page: VotePage, form: MeetingForm
) -> list[tuple[Candidate, BoundField | None, BoundField | None]]:
    """Each candidate with the fields of its hands and of being chosen."""
    return [
        (
            one,
            form[f"hands{one.pk}"] if f"hands{one.pk}" in form.fields else None,
            form[f"chosen{one.pk}"] if not one.why_not else None,
        )
        for one in page.candidates
    ]


def _met_words(met: Meeting) -> str:
    """What the meeting came to, and what happens next."""
    chosen = met.choices.standing().filter(is_chosen=True).count()
    if not chosen:
        return _("Đã ghi cuộc họp: không chọn mục nào; các mục vẫn được theo dõi.")
    return ngettext(
        "Đã ghi cuộc họp: %(n)s mục được chọn, chờ thủ trưởng biểu dương.",
        "Đã ghi cuộc họp: %(n)s mục được chọn, chờ thủ trưởng biểu dương.",
        chosen,
    ) % {"n": show_number(chosen)}


@require_safe
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """The minutes, for the unit that met and those above it; `ban`: as they read."""
    met, asked = _the_meeting(request, pk), request.GET.get("ban", "")
    former = None
    if asked.isdecimal() and int(asked) != met.version:
        former = get_object_or_404(met.before.all(), number=int(asked))
    page = meeting_page(met, former, request.actor, clock.today())
    return render(request, "exemplars/meeting.html", {"page": page})


@require_POST
def minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """Draw the minutes up as a document."""
    made = actions.draft_minutes(
        _the_meeting(request, pk), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã lập dự thảo biên bản; sửa, cấp số và ký ở đây."))
    return redirect("documents:document", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def praise(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head praises; before that, which values will stand as the bar."""
    one, actor, day = inside(request, pk), request.actor, clock.today()
    keeper = keeper_of(one.home_id, day)
    can_praise(actor, one, keeper).enforce()
    is_sent = request.method == "POST"
    if not is_sent and not PRAISE.open_from(one.state):
        return redirect(ONE, pk)
    first = {"praised_on": day, "is_drawn_up": True}
    unit = Unit.objects.get(pk=keeper or one.home_id)
    form = PraiseForm(request.POST if is_sent else None, initial=first, unit=unit)
    if is_sent and form.is_valid():
        with at_its_field(form):
            actions.praise_exemplar(
                one,
                **form.cleaned_data,
                asked_on=dates.read_date(request.POST.get("asked_on", "")),
                actor=actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã biểu dương; số liệu chốt. Ghi kế hoạch tuyên truyền.")
            )
            return redirect(ONE, pk)
    on = _day_asked(request, form, day)
    page = praise_page(one, on, actor, day)
    context = {"page": page, "form": form}
    status = 422 if is_sent else 200
    return render(request, "exemplars/praise.html", context, status=status)


@require_POST
def unselect(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head does not praise, and says why."""
    actions.unselect_exemplar(
        inside(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã trả về theo dõi; lý do còn ở đây."))
    return redirect(ONE, pk)


def _at_work(request: OfficeRequest, pk: int) -> Campaign:
    """The campaign, for who reads or writes for a unit; others have nothing here."""
    campaign = the_campaign(request, pk)
    if request.actor.unit_id is None or not request.actor.holds(Power.RUN, pk):
        request.actor.may(Power.RUN, pk).enforce()
        raise Http404
    return campaign


def _month_of(one: Exemplar, period: int, day: date) -> PeriodSpan:
    for span in open_months(one, day):
        if span.id == period:
            return span
    raise Http404


def _the_meeting(request: OfficeRequest, pk: int) -> Meeting:
    if not request.actor.holds(Power.RUN):
        raise Http404
    seen = Meeting.objects.select_related("campaign", "unit", "period")
    units = at_or_below(request.actor.unit_id, clock.today())
    return get_object_or_404(seen.filter(unit__in=units), pk=pk)


def _day_asked(request: OfficeRequest, form: PraiseForm, day: date) -> date:
    """The day of the praise as typed, else as asked in the address, else today."""
    if form.is_bound:
        typed = form.cleaned_data.get("praised_on") if form.is_valid() else None
        typed = typed or dates.read_date(request.POST.get("praised_on", ""))
        return min(typed or day, day)
    return min(dates.read_date(request.GET.get("ngay", "")) or day, day)
