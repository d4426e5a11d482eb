"""Founding a club, writing it anew, how it stands, who leads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.clubs import actions
from thidua.clubs.forms.founding import (
    BoardForm,
    DissolutionForm,
    FoundingForm,
    WordsForm,
    values_of,
)
from thidua.clubs.forms.reasons import EndingForm
from thidua.clubs.models import BoardTerm, ClubMember
from thidua.clubs.policies import can_found, can_keep
from thidua.clubs.queries.choosing import campaigns_of, units_with
from thidua.clubs.queries.members import board_options
from thidua.clubs.queries.reading import Reading
from thidua.clubs.views.asking import form_page
from thidua.clubs.views.fetch import the_club
from thidua.exemplars.forms.reasons import ReasonForm
from thidua.kernel import clock
from thidua.kernel.errors import Refused
from thidua.organisations.http import OfficeRequest

FORM = ["GET", "HEAD", "POST"]
ONE, MEMBERS = "clubs:club", "clubs:members"


@require_http_methods(FORM)
def found(request: OfficeRequest) -> HttpResponse:
    """A unit founds a club."""
    actor, day = request.actor, clock.today()
    if actor.unit_id is None:
        raise Refused(
            _("Chưa có vai nào để lập câu lạc bộ."), _("Chọn vai ở đầu trang.")
        )
    can_found(actor, actor.unit_id, None).enforce()
    form = FoundingForm(
        request.POST or None,
        initial={"founded_on": day, "campaign": request.GET.get("phong-trao", "")},
        units=units_with(actor.unit_id, day),
        campaigns=campaigns_of(actor),
    )
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            made = actions.found_club(
                form.draft(actor.unit_id), actor=actor, at=clock.now()
            )
            messages.info(
                request, _("Đã lập. Ghi hội viên sáng lập, cử chủ nhiệm rồi bắt đầu.")
            )
            return redirect(ONE, made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "clubs/found.html", {"form": form}, status=status)


@require_http_methods(FORM)
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """What it is for and by what rules, written anew."""
    of = the_club(request, pk)
    can_keep(request.actor, of.hands).enforce()
    form = WordsForm(
        request.POST or None,
        initial=values_of(of.club),
        units=units_with(of.club.home_id, of.day),
        campaigns=campaigns_of(request.actor, of.club.campaign_id),
    )
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.mend_club(
                of.club,
                form.words(),
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã sửa; mọi người thấy bản mới."))
            return redirect(ONE, pk)
    heading, verb = _("Sửa phần giới thiệu"), pgettext("nút", "Ghi lại")
    return form_page(request, of, form, here=ONE, heading=heading, verb=verb)


@require_POST
def start(request: OfficeRequest, pk: int) -> HttpResponse:
    """It begins to meet."""
    club = the_club(request, pk).club
    actions.start_club(club, actor=request.actor, at=clock.now())
    messages.info(request, _("Câu lạc bộ bắt đầu sinh hoạt; lên lịch buổi đầu tiên."))
    return redirect(ONE, pk)


@require_POST
def pause(request: OfficeRequest, pk: int) -> HttpResponse:
    """It does not meet for a while."""
    of, form = the_club(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.pause_club(
                of.club, reason=form.why, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã tạm dừng; hội viên vẫn giữ."))
            return redirect(ONE, pk)
    return form_page(
        request,
        of,
        form,
        here=ONE,
        heading=_("Tạm dừng sinh hoạt"),
        note=_("Tạm dừng: hội viên vẫn giữ, không lên lịch họp."),
        verb=_("Tạm dừng"),
    )


@require_POST
def resume(request: OfficeRequest, pk: int) -> HttpResponse:
    """It meets again."""
    club = the_club(request, pk).club
    actions.resume_club(club, actor=request.actor, at=clock.now())
    messages.info(request, _("Câu lạc bộ sinh hoạt trở lại."))
    return redirect(ONE, pk)


@require_http_methods(FORM)
def dissolve(request: OfficeRequest, pk: int) -> HttpResponse:
    """It ends by a decision."""
    of = the_club(request, pk)
    can_keep(request.actor, of.hands).enforce()
    form = DissolutionForm(request.POST or None, initial={"dissolved_on": of.day})
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.dissolve_club(
                of.club, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã giải thể; hội viên và lịch họp đã khép lại."))
            return redirect(ONE, pk)
    return form_page(
        request,
        of,
        form,
        here=ONE,
        heading=_("Giải thể câu lạc bộ"),
        note=_(
            "Hội viên, nhiệm kỳ và buổi họp chưa tới khép lại theo; biên bản và lịch sử"
            " vẫn giữ. Không lấy lại được."
        ),
        verb=_("Giải thể câu lạc bộ"),
        tone="refuse",
    )


@require_http_methods(FORM)
def board(request: OfficeRequest, pk: int) -> HttpResponse:
    """A member is chosen for the board."""
    of = the_club(request, pk)
    can_keep(request.actor, of.hands).enforce()
    form, is_empty = _board_form(request, of)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        some = ClubMember.objects.filter(club=of.club)
        with at_its_field(form):
            actions.choose_board(
                of.club,
                get_object_or_404(some, pk=clean["member"]),
                clean["role"],
                starts_on=clean["starts_on"],
                due_on=clean["due_on"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã cử; người giữ chức danh trước thôi từ ngày ấy.")
            )
            return redirect(MEMBERS, pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("Cử vào ban chủ nhiệm"),
        note=_(
            "Chủ nhiệm và thư ký mỗi chức danh một người: cử người mới thì người cũ"
            " thôi từ ngày ấy. Phó chủ nhiệm có thể nhiều người."
        ),
        verb=_("Cử"),
        is_empty=is_empty,
    )


def _board_form(request: OfficeRequest, of: Reading) -> tuple[BoardForm, bool]:
    """The form, for two years unless told; and whether there is nobody to choose."""
    members, roles = board_options(of)
    two_years = of.day.replace(year=of.day.year + 2, day=min(of.day.day, 28))
    form = BoardForm(
        request.POST or None,
        initial={"starts_on": of.day, "due_on": two_years},
        members=members,
        roles=roles,
    )
    return form, not members


@require_POST
def end_term(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """A seat on the board ends."""
    of = the_club(request, pk)
    some = BoardTerm.objects.filter(club=of.club, ends_on__isnull=True)
    term = get_object_or_404(some, member=one)
    form = EndingForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.end_term(
                term,
                ends_on=form.cleaned_data["ends_on"] or clock.today(),
                reason=form.why,
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi thôi giữ chức danh."))
            return redirect(MEMBERS, pk)
    return form_page(
        request,
        of,
        form,
        here=MEMBERS,
        heading=_("Thôi giữ chức danh này?"),
        note=capfirst(str(term.get_role_display())),
        verb=_("Ghi"),
        back=reverse(MEMBERS, args=[pk]),
    )
