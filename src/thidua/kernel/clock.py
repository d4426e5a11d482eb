"""The only place that asks the time.

In production the office's day is the wall's day in Asia/Ho_Chi_Minh. The
demonstration lives on a day of its own: `THIDUA_TODAY` sets it at the start and an
administrator moves it (`move_to`); the hour stays the wall's, so that a trail keeps
its order. Actions never ask: they are told `at`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_standing_on: ContextVar[date | None] = ContextVar("standing_on", default=None)


def now() -> datetime:
    """This moment of the office, aware, in its own zone."""
    moment = wall()
    day = _standing_on.get() or _demonstration_day()
    return moment if day is None else datetime.combine(day, moment.time(), ZONE)


def wall() -> datetime:
    """This moment of the real world, wherever the office's day stands."""
    return datetime.now(ZONE)


def today() -> date:
    """The office's day."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The office's day on which a moment lies."""
    return moment.astimezone(ZONE).date()


def wall_seconds() -> int:
    """Seconds since 1970 by the wall, wherever the office's day stands.

    For what other clocks count too: the codes of a phone, the token of a sign-on.
    """
    return int(datetime.now(ZONE).timestamp())


def end_of(day: date) -> datetime:
    """The first moment after a day of the office."""
    return datetime.combine(day + timedelta(days=1), time.min, ZONE)


def is_movable() -> bool:
    """Does this installation live on a day of its own (the demonstration)?"""
    return bool(settings.THIDUA_TODAY)


def move_to(day: date) -> None:
    """Move the demonstration to another day, for everybody, until moved again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kernel_demonstrationday (id, day) values (1, %s)"
            " on conflict (id) do update set day = excluded.day",
            [day],
        )


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Within this block the office's day is `day`: one request, one test, one job."""
    token = _standing_on.set(day)
    try:
        yield
    finally:
        _standing_on.reset(token)


def _demonstration_day() -> date | None:
    if not is_movable():
        return None
    with connection.cursor() as cursor:
        cursor.execute("select day from kernel_demonstrationday where id = 1")
        row = cursor.fetchone()
    return row[0] if row else date.fromisoformat(settings.THIDUA_TODAY)
