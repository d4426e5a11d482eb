"""The second step of signing in, and the page where one's factors are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.fields import Fault
from thidua.organisations import actions, factors
from thidua.organisations.actor import acting
from thidua.organisations.forms.factors import (
    PasskeyForm,
    PhoneForm,
    ProofForm,
    SecondStepForm,
)
from thidua.organisations.http import OfficeRequest, address_of
from thidua.organisations.middleware import without_mandate
from thidua.organisations.models import SecondFactor, SignIn, User
from thidua.organisations.queries.factors import factors_page, passkeys_of
from thidua.organisations.signing import knock, let_in, prove
from thidua.organisations.views.signing import HALF, begin, come_back, onward_of

ASKED, NEW_SECRET = "passkey_asked", "new_phone"
"""What the session holds between two steps."""
HALF_FOR = timedelta(minutes=10)
PAGE = "organisations/factors.html"


@login_not_required
@never_cache
@sensitive_post_parameters("code", "credential")
def second_step(request: HttpRequest) -> HttpResponse:
    """A code or a passkey, after the password."""
    half = _half(request)
    if half is None:
        return redirect("organisations:sign-in")
    user, onward = half
    has_passkey = bool(passkeys_of(user))
    form = SecondStepForm(request.POST or None, has_passkey=has_passkey)
    page: dict[str, Any] = {"form": form, "has_passkey": has_passkey}
    if request.method != "POST":
        return render(request, "organisations/second_step.html", page)
    status, refusal = 422, _("Mã chưa đúng, hoặc đã dùng rồi.")
    if form.is_valid():
        at = clock.now()
        knocked = knock(f"{user.username} (bước hai)", address_of(request), at)
        if knocked.again_at is not None:
            status, refusal = 429, come_back(knocked)
        elif _is_proved(request, user, form, at):
            let_in(knocked)
            request.session.pop(HALF)
            begin(request, user)
            return HttpResponseRedirect(onward)
    else:
        refusal = ""
    page["refusal"] = refusal
    return render(request, "organisations/second_step.html", page, status=status)


@login_not_required
@never_cache
@require_safe
def passkey_asked(request: HttpRequest) -> HttpResponse:
    """What the browser is to prove, in the second step."""
    half = _half(request)
    if half is None:
        return JsonResponse({}, status=403)
    known = passkeys_of(half[0])
    options, state = factors.ask_for_passkey(request.get_host(), known)
    request.session[ASKED] = state
    return JsonResponse(options)


@without_mandate
@never_cache
def list_factors(request: OfficeRequest) -> HttpResponse:
    """One's phones, passkeys and codes."""
    return _show(request)


@require_POST
@without_mandate
@never_cache
@sensitive_post_parameters("code")
def add_phone(request: OfficeRequest) -> HttpResponse:
    """The first code of a phone proves that it has the secret."""
    form, secret = PhoneForm(request.POST), request.session.get(NEW_SECRET, "")
    if not secret:
        return redirect("organisations:factors")
    if not form.is_valid():
        return _show(request, phone_form=form, status=422)
    code = "".join(form.cleaned_data["code"].split())
    step = factors.step_of(secret, code, clock.wall_seconds(), after=0)
    if step is None:
        form.add_error(
            "code",
            Fault(
                _("Mã này không khớp."),
                _("Xem giờ của điện thoại có đúng không, rồi gõ mã đang hiện."),
            ),
        )
        return _show(request, phone_form=form, status=422)
    actions.add_phone(
        request.user,
        secret,
        form.cleaned_data["name"],
        step=step,
        actor=request.actor,
        at=clock.now(),
    )
    request.session.pop(NEW_SECRET)
    return _added(request)


@without_mandate
@never_cache
@require_safe
def new_passkey_asked(request: OfficeRequest) -> HttpResponse:
    """What the browser is to make."""
    user = request.user
    options, state = factors.ask_for_new_passkey(
        request.get_host(),
        user_id=user.pk,
        username=user.username,
        name=user.person.full_name,
        known=passkeys_of(user),
    )
    request.session[ASKED] = state
    return JsonResponse(options)


@require_POST
@without_mandate
@never_cache
def add_passkey(request: OfficeRequest) -> HttpResponse:
    """What the browser made becomes a second factor."""
    form, state = PasskeyForm(request.POST), request.session.pop(ASKED, None)
    if state is None:
        return redirect("organisations:factors")
    if not form.is_valid():
        return _show(request, passkey_form=form, status=422)
    try:
        made = factors.read_new_passkey(
            request.get_host(), state, form.cleaned_data["credential"]
        )
    except RuleBroken:
        form.add_error(
            "name",
            Fault(_("Trình duyệt trả lời không đúng."), _("Bấm lại để thử lần nữa.")),
        )
        return _show(request, passkey_form=form, status=422)
    actions.add_passkey(
        request.user,
        made,
        form.cleaned_data["name"],
        actor=request.actor,
        at=clock.now(),
    )
    return _added(request)


@require_POST
@without_mandate
@never_cache
@sensitive_post_parameters("proof")
def remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """A phone or passkey is used no more."""
    own = SecondFactor.objects.filter(user=request.user)
    found = get_object_or_404(own.select_related("user__person"), pk=pk)
    form = ProofForm(request.POST)
    if not factors_page(request.user).may_remove:
        raise RuleBroken(
            _("Người quản trị luôn phải có bước xác thực thứ hai."),
            _("Thêm cái mới trước, rồi gỡ cái cũ."),
        )
    if not _proved(request, form):
        return _show(request, proof_form=form, status=422)
    actions.remove_factor(found, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã gỡ “%s”.") % found.name)
    return redirect("organisations:factors")


@require_POST
@without_mandate
@never_cache
@sensitive_post_parameters("proof")
def new_codes(request: OfficeRequest) -> HttpResponse:
    """Codes for paper, shown in this answer only."""
    form = ProofForm(request.POST)
    if not _proved(request, form):
        return _show(request, proof_form=form, status=422)
    codes = actions.make_recovery_codes(
        request.user, actor=request.actor, at=clock.now()
    )
    return _show(request, codes=codes)


def _added(request: OfficeRequest) -> HttpResponse:
    """The other sessions end; with the first factor come the codes for paper."""
    at = clock.now()
    others = SignIn.objects.filter(user=request.user).exclude(
        session_key=request.session.session_key
    )
    keys = list(others.values_list("session_key", flat=True))
    actions.end_sessions(request.user, keys, actor=request.actor, at=at)
    request.user.has_second_factor = True
    codes = None
    if not request.user.recovery_codes.exists():
        codes = actions.make_recovery_codes(request.user, actor=request.actor, at=at)
    messages.info(
        request, _("Từ lần sau, đăng nhập hỏi thêm bước này. Các phiên khác đã hết.")
    )
    return _show(request, codes=codes)


def _proved(request: OfficeRequest, form: Form) -> bool:
    if not form.is_valid():
        return False
    try:
        prove(
            request.user,
            form.cleaned_data["proof"],
            address=address_of(request),
            at=clock.now(),
        )
    except RuleBroken as broken:
        form.add_error("proof", Fault(str(broken.reason), str(broken.remedy)))
        return False
    return True


def _half(request: HttpRequest) -> tuple[User, str] | None:
    """Who gave the right password within the last minutes, and where they wanted."""
    half = request.session.get(HALF)
    if not half or clock.wall_seconds() - half["at"] > HALF_FOR.total_seconds():
        return None
    user = User.objects.filter(pk=half["user"], is_active=True)
    found = user.select_related("person").first()
    return (found, onward_of(request, half["next"])) if found else None


def _is_proved(
    request: HttpRequest, user: User, form: SecondStepForm, at: datetime
) -> bool:
    actor = acting(user, None)
    if answer := form.cleaned_data["credential"]:
        state = request.session.pop(ASKED, None)
        shown = factors.read_passkey(
            request.get_host(), state or {}, passkeys_of(user), answer
        )
        return shown is not None and actions.use_passkey(
            user, shown, actor=actor, at=at
        )
    code, seconds = form.cleaned_data["code"], clock.wall_seconds()
    return bool(code) and actions.use_code(
        user, code, seconds=seconds, actor=actor, at=at
    )


def _show(request: OfficeRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    secret = request.session.get(NEW_SECRET) or factors.new_secret()
    request.session[NEW_SECRET] = secret
    address = factors.address_for_apps(secret, request.user.username)
    page = {
        "page": factors_page(request.user),
        "secret": secret,
        "picture": factors.picture_of(address),
        "phone_form": PhoneForm(),
        "passkey_form": PasskeyForm(),
        "proof_form": ProofForm(),
        "codes": None,
    }
    return render(request, PAGE, page | more, status=status)
