"""What a person does with the second factor of their own sign-in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from thidua.audit.trail import record
from thidua.organisations import factors
from thidua.organisations.actor import Actor
from thidua.organisations.models import RecoveryCode, SecondFactor, User
from thidua.organisations.policies import can_manage_people, can_manage_sign_in


@transaction.atomic
def add_phone(
    user: User, secret: str, name: str, *, step: int, actor: Actor, at: datetime
) -> SecondFactor:
    """A phone whose first code was right becomes a second factor."""
    can_manage_sign_in(actor, user).enforce()
    added = SecondFactor.objects.create(
        user=user,
        kind=SecondFactor.Kind.PHONE,
        name=name,
        secret=factors.locked(secret),
        last_step=step,
        added_at=at,
    )
    record("organisations.factor.added", user.person, actor=actor, at=at, said=name)
    return added


@transaction.atomic
def add_passkey(
    user: User,
    passkey: tuple[bytes, str, int],
    name: str,
    *,
    actor: Actor,
    at: datetime,
) -> SecondFactor:
    """A passkey that the browser made becomes a second factor."""
    can_manage_sign_in(actor, user).enforce()
    credential, credential_id, count = passkey
    added = SecondFactor.objects.create(
        user=user,
        kind=SecondFactor.Kind.PASSKEY,
        name=name,
        credential=credential,
        credential_id=credential_id,
        sign_count=count,
        added_at=at,
    )
    record("organisations.factor.added", user.person, actor=actor, at=at, said=name)
    return added


@transaction.atomic
def remove_factor(factor: SecondFactor, *, actor: Actor, at: datetime) -> None:
    """A phone or a passkey that is used no more; with the last the codes go too."""
    user = factor.user
    can_manage_sign_in(actor, user).enforce()
    factor.delete()
    if not SecondFactor.objects.filter(user=user).exists():
        RecoveryCode.objects.filter(user=user).delete()
    record(
        "organisations.factor.removed",
        user.person,
        actor=actor,
        at=at,
        said=factor.name,
    )


@transaction.atomic
def forget_factors(user: User, *, actor: Actor, at: datetime) -> int:
    """Somebody lost phone and paper: an administrator takes all factors away."""
    can_manage_people(actor).enforce()
    count, _each = SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    record("organisations.factor.forgotten", user.person, actor=actor, at=at)
    return count


@transaction.atomic
def make_recovery_codes(user: User, *, actor: Actor, at: datetime) -> list[str]:
    """New codes for paper, told once; those made before work no more."""
    can_manage_sign_in(actor, user).enforce()
    RecoveryCode.objects.filter(user=user).delete()
    codes = factors.new_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=factors.digest_of(code)) for code in codes
    )
    record("organisations.codes.made", user.person, actor=actor, at=at)
    return codes


@transaction.atomic
def use_code(
    user: User, typed: str, *, seconds: int, actor: Actor, at: datetime
) -> bool:
    """Is this a code of one of the phones, or one on paper? It is used up by this.

    `seconds` since 1970 by the wall, which phones follow, not the office's day.
    """
    can_manage_sign_in(actor, user).enforce()
    plain = "".join(typed.split())
    for phone in _held(user).filter(kind=SecondFactor.Kind.PHONE):
        secret = factors.unlocked(phone.secret)
        step = factors.step_of(secret, plain, seconds, after=phone.last_step)
        if step is not None:
            phone.last_step, phone.last_used_at = step, at
            phone.save(update_fields=["last_step", "last_used_at"])
            return True
    used = RecoveryCode.objects.filter(
        user=user, digest=factors.digest_of(typed), used_at=None
    ).update(used_at=at)
    if used:
        record("organisations.codes.used", user.person, actor=actor, at=at)
    return bool(used)


@transaction.atomic
def use_passkey(
    user: User, shown: tuple[str, int], *, actor: Actor, at: datetime
) -> bool:
    """Note a passkey that proved itself; one whose counter ran back was copied."""
    can_manage_sign_in(actor, user).enforce()
    credential_id, count = shown
    return bool(
        SecondFactor.objects.filter(user=user)
        .filter(credential_id=credential_id)
        .filter(Q(sign_count__lt=count) | Q(sign_count=0))
        .update(sign_count=count, last_used_at=at)
    )


def _held(user: User) -> QuerySet[SecondFactor]:
    """Held until commit: a code that comes twice at once is used once."""
    return SecondFactor.objects.select_for_update().filter(user=user)
