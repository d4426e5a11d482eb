"""The second factors of one's own sign-in, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel import clock, dates
from thidua.organisations.models import Mandate, RecoveryCode, SecondFactor, User


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One phone or passkey."""

    pk: int
    name: str
    kind: str
    added: str
    used: str


@dataclass(frozen=True, slots=True)
class FactorsPage:
    """Everything `factors.html` shows."""

    rows: Sequence[FactorRow]
    codes_left: str
    is_needed: bool
    is_waived: bool
    may_remove: bool
    is_tied: bool


def factors_page(user: User) -> FactorsPage:
    """What one has, what one must have."""
    held = list(SecondFactor.objects.filter(user=user).order_by("pk"))
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    administers = any(
        one.role == Mandate.Role.ADMINISTRATOR and one.under is None
        for one in user.held_today
    )
    must = settings.ADMINISTRATORS_NEED_A_SECOND_FACTOR
    return FactorsPage(
        rows=[
            FactorRow(
                pk=one.pk,
                name=one.name,
                kind=str(SecondFactor.Kind(one.kind).label),
                added=dates.show_moment(one.added_at.astimezone(clock.ZONE)),
                used=dates.show_moment(one.last_used_at.astimezone(clock.ZONE))
                if one.last_used_at
                else _("chưa dùng"),
            )
            for one in held
        ],
        codes_left=ngettext("Còn %(n)d mã.", "Còn %(n)d mã.", left) % {"n": left}
        if held
        else "",
        is_needed=administers and must and not held,
        is_waived=administers and not must,
        is_tied=user.sign_ons.exists(),
        may_remove=len(held) > 1 or not (administers and must),
    )


def passkeys_of(user: User) -> list[bytes]:
    """The credentials of a person's passkeys."""
    held = SecondFactor.objects.filter(user=user, kind=SecondFactor.Kind.PASSKEY)
    return [bytes(one) for one in held.values_list("credential", flat=True)]
