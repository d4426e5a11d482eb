"""Asking to join, inviting, answering, leaving, showing one's name."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.clubs import actions
from thidua.clubs.drafts import JoiningDraft
from thidua.clubs.forms.joining import JoiningForm, LearnerForm
from thidua.clubs.forms.reasons import LeavingForm
from thidua.clubs.models import ClubMember
from thidua.clubs.policies import can_keep, can_run
from thidua.clubs.queries.choosing import (
    exemplars_to_invite,
    learners_to_invite,
    own_exemplars,
    whose,
)
from thidua.clubs.queries.reading import Reading
from thidua.clubs.queries.words import shown_members
from thidua.clubs.views.asking import form_page
from thidua.clubs.views.fetch import the_club, the_member
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.forms.reasons import ReasonForm
from thidua.exemplars.models import Learning
from thidua.kernel import clock
from thidua.kernel.errors import Refused
from thidua.organisations.http import OfficeRequest
from thidua.organisations.naming import unit_called
from thidua.prospects.where import unit_in_charge

FORM = ["GET", "HEAD", "POST"]
MEMBERS = "clubs:members"


@require_http_methods(FORM)
def ask(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody asks to join: for themselves, or for their unit."""
    of, actor = the_club(request, pk), request.actor
    options = whose(actor, of.day, is_board=False)
    if not options or actor.unit_id is None:
        raise Refused(
            _("Chưa có vai nào để xin vào câu lạc bộ."), _("Chọn vai ở đầu trang.")
        )
    form = JoiningForm(
        request.POST or None,
        exemplars=own_exemplars(of.club, actor, of.day),
        whose=options,
    )
    if request.method == "POST" and form.is_valid():
        is_own = form.cleaned_data["who"] == "self"
        home = unit_in_charge(actor.unit_id, of.day) if is_own else actor.unit_id
        with at_its_field(form):
            draft = _draft(request, form, home, of)
            actions.ask_to_join(of.club, draft, actor=actor, at=clock.now())
            messages.info(request, _("Đã gửi; ban chủ nhiệm trả lời ở trang này."))
            return redirect("clubs:club", pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("Xin vào câu lạc bộ"),
        note=_("Ban chủ nhiệm nhận vào, hoặc cho biết vì sao chưa nhận."),
        verb=pgettext("nút", "Gửi"),
    )


@require_http_methods(FORM)
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """The board invites."""
    of = the_club(request, pk)
    can_run(request.actor, of.hands).enforce()
    form = _learner_form(request, of)
    if _written(request, of, form, actions.invite_member):
        messages.info(request, _("Đã mời; người được mời trả lời trên bàn việc."))
        return redirect(MEMBERS, pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("Mời vào câu lạc bộ"),
        note=_("Người được mời nhận lời thì là hội viên từ ngày ấy."),
        verb=_("Mời"),
    )


@require_http_methods(FORM)
def enrol(request: OfficeRequest, pk: int) -> HttpResponse:
    """Members whom the decision names."""
    of = the_club(request, pk)
    can_keep(request.actor, of.hands).enforce()
    form = _learner_form(request, of)
    if _written(request, of, form, actions.enrol_founder):
        messages.info(request, _("Đã ghi; ghi tiếp người sau, hoặc cử chủ nhiệm."))
        return redirect("clubs:enrol", pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("Ghi hội viên sáng lập"),
        note=_("Những người cùng sáng lập; là hội viên từ ngày thành lập."),
        verb=_("Ghi"),
    )


def _written(
    request: OfficeRequest,
    of: Reading,
    form: LearnerForm,
    act: Callable[..., ClubMember],
) -> bool:
    """Was the form sent, and did the board's act take it?"""
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            draft = _draft(request, form, of.club.home_id, of)
            act(of.club, draft, actor=request.actor, at=clock.now())
            return True
    return False


def _learner_form(request: OfficeRequest, of: Reading) -> LearnerForm:
    return LearnerForm(
        request.POST or None,
        exemplars=exemplars_to_invite(of.club, request.actor, of.day),
        learners=learners_to_invite(of.club, request.actor, of.day),
        whose=whose(request.actor, of.day, is_board=True),
    )


def _draft(
    request: OfficeRequest, form: JoiningForm, home: int, of: Reading
) -> JoiningDraft:
    """What the action wants: of a learner what its plan says of it."""
    actor, clean = request.actor, form.cleaned_data
    if clean.get("learner"):
        one = get_object_or_404(
            Learning.objects.visible_to(actor, of.day), pk=clean["learner"]
        )
        subject = SubjectDraft(
            one.kind,
            one.name,
            one.home_id,
            one.field,
            one.trade,
            one.place,
            one.person_id,
            one.unit_id,
        )
        return JoiningDraft(subject, contact=clean["contact"])
    person = (actor.person_id, actor.name)
    return form.draft(home, unit_called(home, of.day), person, of.club.field)


@require_POST
def accept(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The board takes in who asked."""
    member = the_member(request, pk, one)
    held = actions.accept_member(member, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã nhận %(name)s vào câu lạc bộ.") % {"name": held.name})
    return redirect(MEMBERS, pk)


@require_POST
def refuse(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The board does not take in who asked."""
    member, form = the_member(request, pk, one), ReasonForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.refuse_member(
                member, reason=form.why, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã trả lời; người xin vào đọc được lý do."))
            return redirect(MEMBERS, pk)
    of = the_club(request, pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("Chưa nhận %(name)s") % {"name": _as_shown(of, member)},
        note=_("Người xin vào sẽ đọc lý do này."),
        verb=_("Trả lời"),
        back=reverse(MEMBERS, args=[pk]),
    )


@require_POST
def answer(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """Who was invited says yes or no."""
    is_yes = request.POST.get("answer") == "yes"
    member, form = the_member(request, pk, one), ReasonForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.answer_invitation(
                member,
                is_yes=is_yes,
                reason=form.why,
                actor=request.actor,
                at=clock.now(),
            )
            said = _("Đã nhận lời; lịch sinh hoạt ở trang này.")
            messages.info(request, said if is_yes else _("Đã trả lời ban chủ nhiệm."))
            return redirect("clubs:club", pk)
    return form_page(
        request,
        the_club(request, pk),
        form,
        here="clubs:club",
        heading=_("Chưa nhận lời"),
        note=_("Cho biết vì sao"),
        verb=_("Trả lời"),
    )


@require_POST
def take_back(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """Who asked does not want to any more."""
    member = the_member(request, pk, one)
    actions.take_request_back(member, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã rút đơn xin vào."))
    return redirect("clubs:club", pk)


@require_POST
def leave(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """A member leaves."""
    member, form = the_member(request, pk, one), LeavingForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.leave_club(
                member,
                left_on=form.cleaned_data["left_on"] or clock.today(),
                reason=form.why,
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi ra khỏi câu lạc bộ; lịch sử vẫn giữ."))
            return redirect(MEMBERS, pk)
    of = the_club(request, pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("%(name)s ra khỏi câu lạc bộ?") % {"name": _as_shown(of, member)},
        verb=_("Ghi"),
        back=reverse(MEMBERS, args=[pk]),
    )


def _as_shown(of: Reading, member: ClubMember) -> str:
    """The name as this reader may read it."""
    return shown_members(of, [member])[member.pk].name


@require_POST
def consent(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """A member says whether the name may be read outside."""
    shows = request.POST.get("shows_name") == "1"
    actions.give_consent(
        the_member(request, pk, one),
        shows_name=shows,
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(
        request,
        _("Tên hiện ra ngoài câu lạc bộ.")
        if shows
        else _("Bên ngoài không còn thấy tên."),
    )
    return redirect(MEMBERS, pk)
