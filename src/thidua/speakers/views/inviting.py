"""A unit invites; the list of its invitations; one invitation and its turns."""

from __future__ import annotations

from collections.abc import Callable

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
from thidua.exemplars.models import Learning
from thidua.exemplars.views.fetch import number_in, version_of
from thidua.kernel import clock
from thidua.kernel.dates import read_date, show
from thidua.kernel.ui.filters import wants_sheet
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.speakers import actions
from thidua.speakers.forms import DayForm, InviteForm
from thidua.speakers.held import refuse_unless_offered
from thidua.speakers.models import Invitation
from thidua.speakers.policies import can_invite
from thidua.speakers.queries.calendar import GLANCE, weeks_of
from thidua.speakers.queries.invitation import invitation_page
from thidua.speakers.queries.invitations import (
    FIELDS,
    filtered,
    invitations_page,
    sheet_of,
)
from thidua.speakers.queries.one import speaker_page
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.queries.words import weekday_names
from thidua.speakers.views.asking import asked_again, told_with_reason
from thidua.speakers.views.fetch import the_invitation, the_speaker

HERE = "speakers:invitation"


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask a speaker for a day."""
    speaker, actor, day = the_speaker(request, pk), request.actor, clock.today()
    can_invite(actor, actor.unit_id).enforce()
    refuse_unless_offered(speaker, day)
    first = read_date(request.GET.get("ngay", ""))
    wanted = number_in(request.GET.get("de-tai", ""))
    initial = {"topic": wanted or None, "day": first, "part": "morning"}
    form = InviteForm(request.POST or None, initial=initial)
    form.ask_of(speaker)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            made = actions.invite_speaker(
                speaker,
                form.draft(),
                actor.unit_id or 0,
                actor=actor,
                at=clock.now(),
            )
            messages.info(
                request, _("Đã gửi lời mời; câu trả lời hiện ở đây và trên bàn việc.")
            )
            return redirect(HERE, made.pk)
    there = reverse("speakers:speaker", args=[pk])
    context = {
        "form": form,
        "page": speaker_page(speaker, actor, day),
        "crumbs": crumbs(Link(speaker.name, there), Link(_("Mời"), is_here=True)),
        "heads": weekday_names(),
        "weeks": weeks_of(speaker, day, GLANCE),
    }
    status = 422 if form.is_bound else 200
    return render(request, "speakers/invite.html", context, status=status)


@require_safe
def invitations(request: OfficeRequest) -> HttpResponse:
    """Sent and received."""
    params, actor, day = request.GET.dict(), request.actor, clock.today()
    if wants_sheet(params):
        seen = Invitation.objects.visible_to(actor, day)
        sheet = sheet_of(filtered(seen, actor, params, day), day)
        return sheet_answer(request, sheet, "loi-moi-bao-cao-vien", FIELDS)
    page = invitations_page(actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "speakers/invitations.html", {"page": page, "bar": bar})


@require_safe
def invitation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One invitation."""
    one = the_invitation(request, pk)
    page = invitation_page(one, request.actor, clock.today())
    context = {"page": page, "form": DayForm()}
    return render(request, "speakers/invitation.html", context)


@require_POST
def accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """The speaker will come."""
    actions.accept_invitation(
        the_invitation(request, pk),
        words=request.POST.get("words", ""),
        version=version_of(request),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã nhận lời; nơi mời được báo ngay."))
    return redirect(HERE, pk)


@require_POST
def decline(request: OfficeRequest, pk: int) -> HttpResponse:
    """The speaker will not come."""
    return _with_reason(
        request,
        pk,
        actions.decline_invitation,
        said=_("Đã từ chối; ngày ấy lại trống, nơi mời được báo ngay."),
        heading=_("Từ chối lời mời này?"),
        verb=_("Từ chối"),
        tone="refuse",
    )


@require_POST
def counter(request: OfficeRequest, pk: int) -> HttpResponse:
    """The speaker proposes another day."""
    return _another_day(
        request,
        pk,
        actions.counter_invitation,
        said=_("Đã hẹn ngày %(day)s; chờ nơi mời đồng ý."),
        heading=_("Ngày nào thì đến được?"),
        verb=_("Hẹn ngày này"),
    )


@require_POST
def ask_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """The inviting unit proposes yet another."""
    return _another_day(
        request,
        pk,
        actions.ask_for_day,
        said=_("Đã đề nghị ngày %(day)s; chờ báo cáo viên trả lời."),
        heading=_("Đề nghị ngày nào?"),
        verb=_("Đề nghị ngày này"),
    )


@require_POST
def agree(request: OfficeRequest, pk: int) -> HttpResponse:
    """The inviting unit takes the day."""
    actions.agree_to_day(
        the_invitation(request, pk),
        version=version_of(request),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã đồng ý ngày này; báo cáo viên được báo ngay."))
    return redirect(HERE, pk)


@require_POST
def call_off(request: OfficeRequest, pk: int) -> HttpResponse:
    """Off after all."""
    return _with_reason(
        request,
        pk,
        actions.call_off_invitation,
        said=_("Đã hủy kèm lý do; bên kia được báo ngay."),
        heading=_("Hủy lời mời này? Bên kia được báo ngay kèm lý do."),
        verb=_("Hủy lời mời"),
        tone="refuse",
    )


@require_POST
def not_held(request: OfficeRequest, pk: int) -> HttpResponse:
    """It did not take place."""
    return _with_reason(
        request,
        pk,
        actions.report_not_held,
        said=_("Đã ghi buổi này không tổ chức được."),
        heading=_("Vì sao buổi này không tổ chức được?"),
        verb=_("Ghi"),
    )


@require_POST
def letter(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft of the letter of invitation."""
    document = actions.draft_letter(
        the_invitation(request, pk), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã lập giấy mời; xem, sửa rồi trình ký ở đây."))
    return redirect("documents:document", document.pk)


@require_POST
def note(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody began to learn since."""
    one = the_invitation(request, pk)
    wanted = number_in(request.POST.get("learning", ""))
    learning = get_object_or_404(Learning, pk=wanted)
    actions.note_learning(one, learning, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã ghi nơi bắt đầu học theo."))
    return redirect(HERE, pk)


def _with_reason(
    request: OfficeRequest,
    pk: int,
    act: Callable[..., Invitation],
    *,
    said: str,
    heading: str,
    **asks: str,
) -> HttpResponse:
    """One side says no, and why."""
    one = the_invitation(request, pk)
    return told_with_reason(
        request,
        lambda form: act(
            one,
            reason=form.why,
            version=form.cleaned_data["version"],
            actor=request.actor,
            at=clock.now(),
        ),
        said=said,
        there=reverse(HERE, args=[pk]),
        crumbs=_within(one, heading),
        heading=heading,
        **asks,
    )


def _another_day(
    request: OfficeRequest,
    pk: int,
    act: Callable[..., Invitation],
    *,
    said: str,
    heading: str,
    **asks: str,
) -> HttpResponse:
    """One side names another day; one that will not do is said at its field."""
    one, form = the_invitation(request, pk), DayForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            done = act(
                one,
                form.cleaned_data["day"],
                words=form.cleaned_data["words"],
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, said % {"day": show(done.day)})
            return redirect(HERE, pk)
    return asked_again(request, form, _within(one, heading), heading=heading, **asks)


def _within(one: Invitation, heading: str) -> list[Link]:
    there = Link(one.topic.title, reverse(HERE, args=[one.pk]))
    return crumbs(there, Link(heading, is_here=True))
