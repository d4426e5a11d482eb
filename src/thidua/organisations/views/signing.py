"""Signing in and out, one's sessions, one's password, one's mandate."""

from __future__ import annotations

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from thidua.kernel import clock
from thidua.kernel.errors import Refused
from thidua.kernel.ui.typed import way_back
from thidua.organisations import actions
from thidua.organisations.actor import acting
from thidua.organisations.forms.signing import ChangePasswordForm, SignInForm
from thidua.organisations.http import OfficeRequest, address_of
from thidua.organisations.middleware import CHOSEN, without_mandate
from thidua.organisations.models import SignIn, User
from thidua.organisations.queries.sessions import sessions_page
from thidua.organisations.signing import Knock, knock, let_in
from thidua.organisations.trying import to_try

SIGN_IN = "organisations/sign_in.html"
HALF = "half_in"
"""What the session holds between the password and the second step."""


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """A name and a password; the same answer whether or not the name exists."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    if request.method != "POST":
        return _asked_who(request, SignInForm(), onward)
    form = SignInForm(request.POST)
    status, refusal = 422, ""
    if form.is_valid():
        knocked = knock(form.cleaned_data["username"], address_of(request), clock.now())
        if knocked.again_at is not None:
            status, refusal = 429, come_back(knocked)
        elif isinstance(user := auth.authenticate(request, **form.cleaned_data), User):
            let_in(knocked)
            if user.second_factors.exists():
                return begin_half(request, user, onward)
            begin(request, user)
            return HttpResponseRedirect(onward)
        else:
            refusal = _("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    return _asked_who(request, form, onward, refusal=refusal, status=status)


def _asked_who(
    request: HttpRequest,
    form: SignInForm,
    onward: str,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page on which one signs in, with whom a demonstration offers."""
    page = {"form": form, "next": onward, "refusal": refusal, "trials": to_try()}
    return render(request, SIGN_IN, page, status=status)


@require_POST
@without_mandate
def sign_out(request: OfficeRequest) -> HttpResponse:
    """End this session."""
    key = request.session.session_key or ""
    actions.end_sessions(request.user, [key], actor=request.actor, at=clock.now())
    auth.logout(request)
    return redirect("organisations:sign-in")


@require_POST
def choose_mandate(request: OfficeRequest) -> HttpResponse:
    """Act under another of the mandates held today."""
    held = {one.key: one for one in request.mandates}
    mandate = held.get(request.POST.get("mandate", ""))
    if mandate is None:
        raise Refused(
            _("Hôm nay anh/chị không giữ vai này."),
            _("Chọn một trong các vai ở đầu trang."),
        )
    request.session[CHOSEN] = mandate.key
    messages.info(
        request, _("Đang làm việc với vai %(label)s.") % {"label": mandate.label}
    )
    return HttpResponseRedirect(way_back(request))


@require_POST
def guide(request: OfficeRequest) -> HttpResponse:
    """Keep a guide folded, or open it again at its page."""
    name = request.POST.get("name", "")[:30]
    if name.isidentifier():
        actions.put_guide_away(
            request.user,
            name,
            is_closed=bool(request.POST.get("close")),
            actor=request.actor,
            at=clock.now(),
        )
    return HttpResponseRedirect(way_back(request))


@without_mandate
def sessions(request: OfficeRequest) -> HttpResponse:
    """Where one is signed in."""
    page = sessions_page(request.user, request.session.session_key or "")
    return render(request, "organisations/sessions.html", {"page": page})


@require_POST
@without_mandate
def end_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """End one session of one's own."""
    own = SignIn.objects.filter(user=request.user)
    session = get_object_or_404(own, pk=pk)
    actions.end_sessions(
        request.user, [session.session_key], actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Phiên ấy đã kết thúc; thiết bị đó phải đăng nhập lại."))
    return redirect("organisations:sessions")


@require_POST
@without_mandate
def end_other_sessions(request: OfficeRequest) -> HttpResponse:
    """End every session of one's own but this one."""
    count = _end_others(request)
    messages.info(
        request,
        ngettext("Đã kết thúc %(n)d phiên.", "Đã kết thúc %(n)d phiên.", count)
        % {"n": count},
    )
    return redirect("organisations:sessions")


@without_mandate
@never_cache
@sensitive_post_parameters("old", "new", "again")
def change_password(request: OfficeRequest) -> HttpResponse:
    """Choose a new password; the other sessions end."""
    user = request.user
    form = ChangePasswordForm(
        request.POST or None, encoded=user.password, username=user.username
    )
    page = {"form": form, "is_one_time": user.is_password_one_time}
    if request.method != "POST" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "organisations/password.html", page, status=status)
    before = request.session.session_key
    actions.change_password(
        user, password=form.cleaned_data["new"], actor=request.actor, at=clock.now()
    )
    auth.update_session_auth_hash(request, user)
    SignIn.objects.filter(session_key=before).update(
        session_key=request.session.session_key
    )
    _end_others(request)
    messages.info(request, _("Mật khẩu đã đổi. Các phiên khác đã kết thúc."))
    return redirect("/")


def begin(request: HttpRequest, user: User) -> None:
    """Signed in: a session that its owner can recognise and end."""
    auth.login(request, user)
    actions.open_session(
        user,
        session_key=request.session.session_key or "",
        device=request.headers.get("user-agent", ""),
        address=address_of(request),
        actor=acting(user, None),
        at=clock.now(),
    )


def _end_others(request: OfficeRequest) -> int:
    others = SignIn.objects.filter(user=request.user).exclude(
        session_key=request.session.session_key
    )
    keys = list(others.values_list("session_key", flat=True))
    return actions.end_sessions(request.user, keys, actor=request.actor, at=clock.now())


def come_back(knocked: Knock) -> str:
    """When one may try again."""
    assert knocked.again_at is not None  # noqa: S101 - for the type checker
    return _("Đã thử quá nhiều lần. Thử lại sau %(time)s.") % {
        "time": f"{knocked.again_at.astimezone(clock.ZONE):%H:%M}"
    }


def begin_half(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    """The password was right; the second step is asked on a page of its own."""
    request.session.cycle_key()
    request.session[HALF] = {
        "user": user.pk,
        "at": clock.wall_seconds(),
        "next": onward,
    }
    return redirect("organisations:second-step")


def _onward(request: HttpRequest) -> str:
    return onward_of(
        request, request.POST.get("next") or request.GET.get("next") or "/"
    )


def onward_of(request: HttpRequest, to: str) -> str:
    """Where one wanted to go, if that is a page of ours."""
    is_ours = url_has_allowed_host_and_scheme(to, {request.get_host()})
    return to if is_ours else "/"
