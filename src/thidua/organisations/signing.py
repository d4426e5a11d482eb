"""Signing in with a password: who knocks, how often, and from where.

The answer never tells whether a name exists: an unknown name is hashed and counted
like a known one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations import factors
from thidua.organisations.known import known
from thidua.organisations.models import FailedSignIns, SecondFactor, User

WINDOW = timedelta(minutes=15)
LIMITS = {"name": 5, "address": 30}
"""Failures within the window; an address may be a whole office behind one router."""

_COUNT = """
insert into organisations_failedsignins as held (key, count, since)
values (%(key)s, 1, %(at)s)
on conflict (key) do update set
    count = case when held.since between %(at)s - %(window)s::interval and %(at)s
                 then held.count + 1 else 1 end,
    since = case when held.since between %(at)s - %(window)s::interval and %(at)s
                 then held.since else excluded.since end
returning count, since
"""


class PasswordBackend(BaseBackend):
    """A name and a password; nothing of permissions, which mandates give."""

    def authenticate(
        self,
        request: Any,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **_more: Any,
    ) -> User | None:
        """The user, or None; both take the time of one hash."""
        user = User.objects.filter(username=(username or "").strip().lower()).first()
        if user is None:
            make_password(password)
            return None
        is_right = user.check_password(password or "")
        return user if is_right and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """Whose session this is."""
        return known(user_id, clock.today())


@dataclass(frozen=True, slots=True)
class Knock:
    """Counted; `again_at` says when one may try again, if not now."""

    keys: tuple[str, ...]
    again_at: datetime | None


def knock(username: str, address: str, at: datetime) -> Knock:
    """Count an attempt before it is made, so that many at once gain nothing."""
    keys = {
        "name": f"name:{username.strip().lower()[:100]}",
        "address": f"address:{address}",
    }
    waits = []
    for kind, key in keys.items():
        count, since = _count(key, at)
        if count > LIMITS[kind]:
            waits.append(since + WINDOW)
    return Knock(tuple(keys.values()), max(waits, default=None))


def try_again_at(key: str, limit: int, at: datetime) -> datetime | None:
    """Count one more attempt under a key of another door than signing in; when one may
    try again, if there were more than `limit` within the window."""
    count, since = _count(key, at)
    return since + WINDOW if count > limit else None


def let_in(answered: Knock) -> None:
    """A right password: forget the failures of the name, take back this one count."""
    name, address = answered.keys
    FailedSignIns.objects.filter(key=name).delete()
    FailedSignIns.objects.filter(key=address, count__gt=0).update(count=F("count") - 1)


def prove(user: User, password: str, *, address: str, at: datetime) -> None:
    """A fresh proof of identity before a signature: the password, or a phone's code.

    Counted like signing in, so that an open screen is no place to guess. `RuleBroken`
    stands at the field `proof`.
    """
    knocked = knock(user.username, address, at)
    if knocked.again_at is not None:
        raise RuleBroken(
            _("Đã thử quá nhiều lần. Thử lại sau %(time)s.")
            % {"time": f"{knocked.again_at.astimezone(clock.ZONE):%H:%M}"},
            field="proof",
        )
    if not user.check_password(password) and not _is_code(user, password):
        raise RuleBroken(
            _("Mật khẩu chưa đúng, nên chưa ký."),
            _("Nhập mật khẩu đang dùng để đăng nhập."),
            field="proof",
        )
    let_in(knocked)


def _is_code(user: User, typed: str) -> bool:
    """A code that one of the person's phones shows now; it is used up by this."""
    plain, seconds = "".join(typed.split()), clock.wall_seconds()
    for phone in user.second_factors.filter(kind=SecondFactor.Kind.PHONE):
        secret = factors.unlocked(phone.secret)
        step = factors.step_of(secret, plain, seconds, after=phone.last_step)
        if step is not None:
            return bool(
                SecondFactor.objects.filter(
                    pk=phone.pk, last_step=phone.last_step
                ).update(last_step=step)
            )
    return False


def _count(key: str, at: datetime) -> tuple[int, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "at": at, "window": str(WINDOW)})
        count, since = cursor.fetchone()
    return count, since
