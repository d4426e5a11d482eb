"""What a person does with their own sign-in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from thidua.audit.trail import record
from thidua.organisations.actor import Actor
from thidua.organisations.models import SignIn, User
from thidua.organisations.policies import can_manage_sign_in

MOST_GUIDES = 100
"""Guides that one person may have put away; the program has fewer."""


@transaction.atomic
def open_session(
    user: User,
    *,
    session_key: str,
    device: str,
    address: str,
    actor: Actor,
    at: datetime,
) -> SignIn:
    """Note a session that has just begun, so that its owner can recognise it."""
    can_manage_sign_in(actor, user).enforce()
    sign_in = SignIn.objects.create(
        user=user,
        session_key=session_key,
        device=device[:200],
        address=address,
        since=at,
        last_seen_at=at,
    )
    record("organisations.session.opened", user, actor=actor, at=at, device=device)
    return sign_in


@transaction.atomic
def end_sessions(user: User, keys: Iterable[str], *, actor: Actor, at: datetime) -> int:
    """End sessions of a person: they are signed out there at once."""
    can_manage_sign_in(actor, user).enforce()
    ending = SignIn.objects.filter(user=user, session_key__in=list(keys))
    Session.objects.filter(session_key__in=ending.values("session_key")).delete()
    count, _each = ending.delete()
    record("organisations.session.ended", user, actor=actor, at=at, count=count)
    return count


@transaction.atomic
def change_password(user: User, *, password: str, actor: Actor, at: datetime) -> User:
    """Give the sign-in a new password of its owner's choosing."""
    can_manage_sign_in(actor, user).enforce()
    user.set_password(password)
    user.is_password_one_time = False
    user.save(update_fields=["password", "is_password_one_time"])
    record("organisations.password.changed", user, actor=actor, at=at)
    return user


@transaction.atomic
def put_guide_away(
    user: User, name: str, *, is_closed: bool, actor: Actor, at: datetime
) -> User:
    """Keep a guide folded for this person, or open again; it is no deed of office."""
    can_manage_sign_in(actor, user).enforce()
    rest = [one for one in user.guides_closed if one != name]
    user.guides_closed = [*rest, name][-MOST_GUIDES:] if is_closed else rest
    user.save(update_fields=["guides_closed"])
    del at  # a preference has no trail
    return user
