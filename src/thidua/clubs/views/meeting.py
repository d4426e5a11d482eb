"""Planning a meeting, inviting, answering; its minutes and its papers."""

from __future__ import annotations

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

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.clubs import actions
from thidua.clubs.forms.meeting import (
    MeetingForm,
    MinutesForm,
    rows_asked,
    values_of,
)
from thidua.clubs.models import ClubMeeting, Invitee
from thidua.clubs.papers import invitation_paper, minutes_paper
from thidua.clubs.policies import can_run
from thidua.clubs.queries.frame import club_frame
from thidua.clubs.queries.meeting import counted_at
from thidua.clubs.queries.reading import Reading
from thidua.clubs.states import TOLD, MeetingState
from thidua.clubs.views.asking import form_page
from thidua.clubs.views.fetch import the_club, the_meeting
from thidua.exemplars.forms.reasons import ReasonForm
from thidua.exemplars.views.fetch import version_of
from thidua.kernel import clock
from thidua.kernel.files import made_now
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx
from thidua.organisations.http import OfficeRequest
from thidua.pacts.views.reading import WORD

FORM = ["GET", "HEAD", "POST"]
ONE, MEETINGS = "clubs:meeting", "clubs:meetings"


@require_http_methods(FORM)
def plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """A meeting is planned."""
    of = the_club(request, pk)
    can_run(request.actor, of.hands).enforce()
    form = MeetingForm(
        request.POST or None, rows=rows_asked(request.POST), initial={"lasts0": 30}
    )
    if _is_sent(request) and form.is_valid():
        with at_its_field(form):
            made = actions.plan_meeting(
                of.club,
                form.draft(of.club.home_id, of.day),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã lên lịch; xem lại rồi gửi giấy mời."))
            return redirect(ONE, pk, made.pk)
    return _shown(request, of, form, _("Lên lịch sinh hoạt"))


@require_http_methods(FORM)
def mend(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """Its plan is written anew."""
    of, found = the_meeting(request, pk, one)
    can_run(request.actor, of.hands).enforce()
    rows = rows_asked(request.POST, least=max(4, found.items.count()))
    first = values_of(found, _guests(of, found))
    form = MeetingForm(request.POST or None, rows=rows, initial=first)
    if _is_sent(request) and form.is_valid():
        with at_its_field(form):
            actions.mend_meeting(
                found,
                form.draft(of.club.home_id, of.day),
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã sửa; đổi ngày, giờ, nơi thì người đã mời được báo.")
            )
            return redirect(ONE, pk, one)
    return _shown(request, of, form, _("Sửa chương trình"))


def _is_sent(request: OfficeRequest) -> bool:
    return request.method == "POST" and request.POST.get("go") != "more"


def _guests(of: Reading, meeting: ClubMeeting) -> list[str]:
    some = list(meeting.invitees.filter(member__isnull=True))
    of.places.gather(one.unit_id for one in some)
    return [of.places.called(one.unit_id) or one.name for one in some]


def _shown(
    request: OfficeRequest, of: Reading, form: MeetingForm, heading: str
) -> HttpResponse:
    context = {
        "frame": club_frame(of, MEETINGS, heading),
        "form": form,
        "heading": heading,
    }
    status = 422 if form.is_bound and _is_sent(request) else 200
    return render(request, "clubs/plan.html", context, status=status)


@require_POST
def invite(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """Members and guests are asked."""
    _of, found = the_meeting(request, pk, one)
    actions.invite_to_meeting(found, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã gửi giấy mời; trả lời hiện ở trang này."))
    return redirect(ONE, pk, one)


@require_POST
def cancel(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """It is not held."""
    of, found = the_meeting(request, pk, one)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.cancel_meeting(
                found, reason=form.why, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã ghi không họp; người đã mời được báo."))
            return redirect(ONE, pk, one)
    return form_page(
        request,
        of,
        form,
        here=MEETINGS,
        heading=_("Không họp"),
        note=_("Người đã mời sẽ được báo lý do."),
        verb=_("Ghi không họp"),
        tone="refuse",
        back=reverse(ONE, args=[pk, one]),
    )


@require_POST
def answer(request: OfficeRequest, pk: int, one: int, who: int) -> HttpResponse:
    """Who was asked says whether they come."""
    _of, found = the_meeting(request, pk, one)
    invitee = get_object_or_404(
        Invitee.objects.filter(meeting=found).select_related("member"), pk=who
    )
    invitee.meeting = found
    said = request.POST.get("answer", "")
    if said not in {Invitee.Answer.COMES, Invitee.Answer.AWAY}:
        raise Http404
    actions.answer_meeting(invitee, answer=said, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã trả lời; đổi ý thì trả lời lại trước ngày họp."))
    return redirect(ONE, pk, one)


@require_http_methods(FORM)
def minutes(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The minutes are written."""
    of, found = the_meeting(request, pk, one)
    can_run(request.actor, of.hands).enforce()
    there, learners = counted_at(of, found)
    form = MinutesForm(
        request.POST or None,
        initial={
            "led_by": found.led_by or (of.hands.chair.name if of.hands.chair else ""),
            "minutes": found.minutes,
            "conclusions": found.conclusions,
            "version": found.version,
        },
        there=there,
        learners=learners,
    )
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.write_minutes(
                found,
                form.draft(),
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi; biên bản chờ chủ nhiệm duyệt."))
            return redirect(ONE, pk, one)
    context = {
        "frame": club_frame(of, MEETINGS, _("Biên bản")),
        "form": form,
        "meeting": found,
        "returned": found.reason if found.state == MeetingState.RETURNED else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "clubs/minutes.html", context, status=status)


@require_POST
def approve(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The chair approves."""
    _of, found = the_meeting(request, pk, one)
    version = version_of(request)
    actions.approve_minutes(found, version=version, actor=request.actor, at=clock.now())
    messages.info(
        request, _("Đã duyệt; điều mang về, nếu có ghi, vào kế hoạch của nơi học.")
    )
    return redirect(ONE, pk, one)


@require_POST
def send_back(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The chair sends the minutes back."""
    of, found = the_meeting(request, pk, one)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.return_minutes(
                found, reason=form.why, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã trả lại; người ghi biên bản được báo."))
            return redirect(ONE, pk, one)
    return form_page(
        request,
        of,
        form,
        here=MEETINGS,
        heading=_("Trả lại để sửa"),
        note=_("Cần sửa điều gì?"),
        verb=_("Trả lại"),
        back=reverse(ONE, args=[pk, one]),
    )


@require_POST
def draft(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The approved minutes become a document of the unit in charge."""
    _of, found = the_meeting(request, pk, one)
    made = actions.draft_minutes(found, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã đưa vào văn bản của đơn vị; trình ký, cấp số ở đây."))
    return redirect("documents:document", made.pk)


PAPERS = {
    "giay-moi": (invitation_paper, as_pdf, "application/pdf", "pdf"),
    "giay-moi-word": (invitation_paper, as_docx, WORD, "docx"),
    "bien-ban": (minutes_paper, as_pdf, "application/pdf", "pdf"),
    "bien-ban-word": (minutes_paper, as_docx, WORD, "docx"),
}


@require_safe
def paper(request: OfficeRequest, pk: int, one: int, which: str) -> HttpResponse:
    """The invitation, or the minutes, as an office prints it; for those inside."""
    of, found = the_meeting(request, pk, one)
    is_minutes = which.startswith("bien-ban")
    if which not in PAPERS or not of.is_inside:
        raise Http404
    if is_minutes and found.state not in TOLD:
        raise Http404
    write, render_as, media_type, ending = PAPERS[which]
    content = render_as(write(found, of.day))
    name = f"{which.removesuffix('-word')}-{found.held_on:%Y-%m-%d}.{ending}"
    return made_now(content, media_type, name)
