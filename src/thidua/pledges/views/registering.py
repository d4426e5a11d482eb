"""Registering oneself: three screens, with a sign-in or by a unit's code."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thidua.campaigns.forms.laid_out import LaidOut, at_its_field
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.http import OfficeRequest
from thidua.organisations.middleware import without_mandate
from thidua.organisations.models import User
from thidua.pledges import actions
from thidua.pledges.codes import code_for, plain, spelt
from thidua.pledges.forms.registering import STEPS, Typed, typed_of
from thidua.pledges.models import Invitation, Registration
from thidua.pledges.policies import can_mend, can_register_oneself
from thidua.pledges.queries.mine import mine_page
from thidua.pledges.queries.screens import screens, values_of
from thidua.pledges.views.knocking import too_many
from thidua.pledges.where import choices_of, refuse_unless_open, unit_for

PAGE = "pledges/register.html"
VISITOR = "Người đăng ký bằng mã"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody registers: the campaign and the unit, and what is done then."""

    campaign: Campaign
    unit_id: int
    send: Callable[[Typed], HttpResponse]
    keep: Callable[[Typed], HttpResponse] | None = None
    is_public: bool = False


@require_safe
@without_mandate
def mine(request: OfficeRequest) -> HttpResponse:
    """What I registered and how it stands."""
    page = mine_page(request.actor, clock.today())
    return render(request, "pledges/mine.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody signed in registers themselves, their household, their collective."""
    campaign, actor = the_campaign(request, pk), request.actor
    can_register_oneself(actor, campaign).enforce()
    unit_id = unit_for(campaign, actor.unit_id, clock.today())
    if unit_id is None:
        raise Http404
    refuse_unless_open(campaign, unit_id, clock.today())
    desk = _own_desk(request, campaign, unit_id, None)
    person = request.user.person
    first = [("kind", "individual"), ("name", person.full_name)]
    first.append(("birth_year", str(person.birth_year or "")))
    return _screens(request, desk, first)


@require_http_methods(["GET", "HEAD", "POST"])
@without_mandate
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """Go on with a draft, or mend what came back."""
    seen = Registration.objects.visible_to(request.actor, clock.today())
    one = get_object_or_404(seen.select_related("campaign"), pk=pk)
    can_mend(request.actor, one).enforce()
    desk = _own_desk(request, one.campaign, one.unit_id, one)
    return _screens(request, desk, values_of(one))


def _own_desk(
    request: OfficeRequest,
    campaign: Campaign,
    unit_id: int,
    standing: Registration | None,
) -> Desk:
    def write(typed: Typed, *, is_sent: bool) -> Registration:
        act = actions.submit_registration if is_sent else actions.save_draft
        version = request.POST.get("version", "")
        return act(
            campaign,
            unit_id,
            typed.draft(),
            standing=standing,
            version=int(version) if version.isdecimal() and len(version) < 9 else 1,
            actor=request.actor,
            at=clock.now(),
        )

    def send(typed: Typed) -> HttpResponse:
        one = write(typed, is_sent=True)
        messages.info(request, _("Đã gửi; đơn vị xem rồi duyệt, kết quả hiện ở đây."))
        return redirect("pledges:registration", one.pk)

    def keep(typed: Typed) -> HttpResponse:
        write(typed, is_sent=False)
        messages.info(request, _("Đã giữ bản đang viết; mở lại lúc nào cũng được."))
        return redirect("pledges:mine")

    is_draft = standing is None or standing.state == "draft"
    return Desk(campaign, unit_id, send, keep if is_draft else None)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Register by a unit's code, signed in or not; closed without a code that holds."""
    if refused := too_many(request, "code"):
        return refused
    today = clock.today()
    invitations = Invitation.objects.open_on(today).select_related("campaign", "unit")
    invitation = get_object_or_404(invitations, code=plain(code))
    actor = _whoever(request)

    def send(typed: Typed) -> HttpResponse:
        if refused := too_many(request, "sent"):
            return refused
        number = code_for(request.POST.get("token", "")[:80])
        one = actions.register_by_code(
            invitation, typed.draft(), code=number, actor=actor, at=clock.now()
        )
        context = {"code": spelt(number), "name": one.name}
        return render(request, "pledges/sent.html", context)

    desk = Desk(invitation.campaign, invitation.unit_id, send, is_public=True)
    refuse_unless_open(desk.campaign, desk.unit_id, today)
    first = [("kind", "household"), ("token", secrets.token_urlsafe(18))]
    return _screens(request, desk, first)


def _whoever(request: HttpRequest) -> Actor:
    """The person signed in, or the program in the name of a visitor."""
    if isinstance(request.user, User):
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return actor
    return the_system(VISITOR)


def _screens(
    request: HttpRequest, desk: Desk, first: Sequence[tuple[str, str]]
) -> HttpResponse:
    """Show a screen, go on, go back, keep, or send; what was typed goes along."""
    data = request.POST if request.method == "POST" else typed_of(first)
    typed = Typed(data, choices_of(desk.campaign, desk.unit_id, clock.today()))
    if request.method != "POST":
        return _shown(request, desk, typed, 1)
    step, go = _step(request.POST), request.POST.get("go", "next")
    if go == "back":
        return _shown(request, desk, typed, max(step - 1, 1))
    if fault := typed.first_fault(len(STEPS) if go == "send" else step):
        return _shown(request, desk, typed, *fault)
    if go == "later" and desk.keep is not None:
        return _done(request, desk, typed, step, desk.keep)
    if go == "send" and step == len(STEPS):
        return _done(request, desk, typed, step, desk.send)
    return _shown(request, desk, typed, min(step + 1, len(STEPS)))


def _done(
    request: HttpRequest,
    desk: Desk,
    typed: Typed,
    step: int,
    act: Callable[[Typed], HttpResponse],
) -> HttpResponse:
    """Act; a rule that is broken is said on the screen of its field."""
    if fault := typed.first_fault(len(STEPS)):
        return _shown(request, desk, typed, *fault)
    forms = [typed.form(place + 1, is_bound=True) for place in range(len(STEPS))]
    whole = forms[step - 1]
    whole.is_valid()
    with at_its_field(whole):
        return act(typed)
    return _shown(request, desk, typed, step, whole)


def _shown(
    request: HttpRequest,
    desk: Desk,
    typed: Typed,
    step: int,
    form: LaidOut | None = None,
) -> HttpResponse:
    page = screens(
        desk.campaign,
        desk.unit_id,
        step,
        clock.today(),
        is_public=desk.is_public,
        may_keep=desk.keep is not None,
    )
    screen = typed.screen(step, form)
    status = 422 if form is not None else 200
    context = {"page": page, "screen": screen, "form": screen.form}
    return render(request, PAGE, context, status=status)


def _step(data: QueryDict) -> int:
    text = data.get("step", "1")
    return int(text) if text in {"1", "2", "3"} else 1
