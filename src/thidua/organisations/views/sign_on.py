"""Signing in by a province's own sign-on."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations import actions, sign_on
from thidua.organisations.http import OfficeRequest
from thidua.organisations.middleware import without_mandate
from thidua.organisations.models import SignOn, User
from thidua.organisations.sign_on import Asked, Provider, SignOnFailed
from thidua.organisations.views.signing import begin, begin_half, onward_of

log = logging.getLogger("thidua.sign_on")
ASKED = "sign_on_asked"
"""What the session holds until the browser comes back."""


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Off to the provider."""
    return _go(request, onward_of(request, request.GET.get("next") or "/"))


@require_POST
@without_mandate
@never_cache
def tie(request: OfficeRequest) -> HttpResponse:
    """Off to the provider, to tie the account there to the one who is signed in."""
    return _go(request, "")


@require_POST
@without_mandate
def untie(request: OfficeRequest) -> HttpResponse:
    """Sign in with the password alone again."""
    actions.untie_account(
        request.user, issuer=_provider().issuer, actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã bỏ nối với cổng đăng nhập của tỉnh."))
    return redirect("organisations:factors")


@login_not_required
@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The browser comes back; only what the provider says to us counts."""
    provider, kept = _provider(), request.session.pop(ASKED, None)
    if not kept:
        return _refused(request, _("Cổng đăng nhập của tỉnh không xác nhận được."))
    try:
        subject = sign_on.subject_of(
            provider,
            Asked(**kept["asked"]),
            state=request.GET.get("state", ""),
            code=request.GET.get("code", ""),
        )
    except SignOnFailed as failed:
        log.warning("sign-on refused: %s", failed)
        return _refused(request, _("Cổng đăng nhập của tỉnh không xác nhận được."))
    if kept["ties"]:
        return _tied(request, provider, subject, kept["ties"])
    found = SignOn.objects.filter(issuer=provider.issuer, subject=subject)
    tied = found.select_related("user__person").first()
    if tied is None or not tied.user.is_active:
        return _refused(
            request,
            _("Tài khoản này chưa nối với ai: đăng nhập bằng mật khẩu rồi nối."),
        )
    if tied.user.second_factors.exists():
        return begin_half(request, tied.user, kept["next"])
    begin(request, tied.user)
    return HttpResponseRedirect(kept["next"])


def _go(request: HttpRequest, onward: str) -> HttpResponse:
    """To the provider; from a form by a link, which our own policy lets through."""
    provider = _provider()
    home = request.build_absolute_uri(reverse("organisations:sign-on-back"))
    asked = sign_on.asks(home)
    ties = None if onward else request.user.pk
    request.session[ASKED] = {"asked": asked.kept(), "next": onward, "ties": ties}
    try:
        to = sign_on.address_of(provider, asked)
    except SignOnFailed as failed:
        log.warning("sign-on not reached: %s", failed)
        return _refused(request, _("Cổng đăng nhập của tỉnh chưa trả lời."))
    if ties:
        return render(request, "organisations/tie.html", {"to": to})
    return HttpResponseRedirect(to)


def _tied(
    request: HttpRequest, provider: Provider, subject: str, ties: int
) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or user.pk != ties:
        return _refused(request, _("Phiên đăng nhập đã đổi người. Nối lại từ đầu."))
    try:
        actions.tie_account(
            user,
            issuer=provider.issuer,
            subject=subject,
            actor=request.actor,  # type: ignore[attr-defined]
            at=clock.now(),
        )
    except RuleBroken as broken:
        return _refused(request, str(broken))
    messages.info(request, _("Đã nối. Lần sau đăng nhập được bằng cổng của tỉnh."))
    return redirect("organisations:factors")


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.warning(request, words)
    is_in = request.user.is_authenticated
    return redirect("organisations:factors" if is_in else "organisations:sign-in")


def _provider() -> Provider:
    if settings.SIGN_ON is None:
        raise Http404(_("Nơi này không có cổng đăng nhập riêng."))
    return Provider(**settings.SIGN_ON)
