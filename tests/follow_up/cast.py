"""Communes that report, their officers with an address, and the program's jobs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from pytest_django import Settings

from tests.desk.cast import Reporting, a_reporting_province
from tests.follow_up.servers import MailServer
from tests.organisations.factories import an_actor
from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.models import Mailbox, ReminderRound
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

DUE = date(2025, 5, 7)
"""When April's report is due: a Wednesday."""
BEFORE, AFTER = date(2025, 4, 29), date(2025, 5, 9)
"""Three working days before it (the 30th and the 1st are holidays, and the 2nd is
swapped), two after it."""


def at(day: date, hour: int = 8) -> datetime:
    """A moment of the office."""
    return datetime.combine(day, time(hour), clock.ZONE)


def a_round(day: date, hour: int = 8) -> ReminderRound | None:
    """The program holds the round of a day."""
    return actions.hold_round(actor=the_reminder(), at=at(day, hour))


def with_mail(unit: Unit, role: str = "officer", name: str = "") -> Actor:
    """Somebody of a unit who gave an address."""
    actor = an_actor(unit, role)
    assert actor.user is not None
    address = f"{name or actor.user.username}@example.vn"
    Mailbox.objects.create(
        person=actor.user.person, address=address, verified_at=at(date(2025, 1, 2))
    )
    return actor


def the_office() -> Reporting:
    """Six communes that owe April's report to two districts, on an open form."""
    cast = a_reporting_province()
    cast.form.opened_at = at(date(2025, 1, 2))
    cast.form.save()
    return cast


@contextmanager
def posting_to(server: MailServer, settings: Settings) -> Iterator[None]:
    """Mail goes to that server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.SENDS_MAIL = True
    yield
