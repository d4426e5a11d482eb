"""Tying one's account at the province's sign-on to one's sign-in, and untying it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor
from thidua.organisations.models import SignOn, User
from thidua.organisations.policies import can_manage_sign_in


@transaction.atomic
def tie_account(
    user: User, *, issuer: str, subject: str, actor: Actor, at: datetime
) -> SignOn:
    """From now on this account elsewhere opens this sign-in; it gives no right."""
    can_manage_sign_in(actor, user).enforce()
    others = SignOn.objects.filter(issuer=issuer, subject=subject).exclude(user=user)
    if others.exists():
        raise RuleBroken(
            _("Tài khoản ấy đã nối với người khác."),
            _("Đăng xuất ở cổng đăng nhập của tỉnh, rồi vào bằng tài khoản của mình."),
        )
    tied, _is_new = SignOn.objects.update_or_create(
        user=user, issuer=issuer, defaults={"subject": subject, "tied_at": at}
    )
    record("organisations.account.tied", user.person, actor=actor, at=at)
    return tied


@transaction.atomic
def untie_account(user: User, *, issuer: str, actor: Actor, at: datetime) -> None:
    """This account elsewhere opens nothing here any more."""
    can_manage_sign_in(actor, user).enforce()
    SignOn.objects.filter(user=user, issuer=issuer).delete()
    record("organisations.account.untied", user.person, actor=actor, at=at)
