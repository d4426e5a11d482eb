"""The trail keeps who did what, and nobody rewrites it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from thidua.audit.models import Entry
from thidua.audit.trail import last_of, record, trail_of
from thidua.kernel.clock import ZONE
from thidua.kernel.models import DemonstrationDay
from thidua.organisations.actor import the_system

MORNING = datetime(2025, 5, 20, 8, 0, tzinfo=ZONE)
NOON = datetime(2025, 5, 20, 12, 0, tzinfo=ZONE)

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> DemonstrationDay:
    return DemonstrationDay(pk=1)


def test_the_trail_of_a_thing_reads_newest_first(subject: DemonstrationDay) -> None:
    loader = the_system("Bộ nạp")
    record("kernel.day.set", subject, actor=loader, at=MORNING, day=MORNING.date())
    record("kernel.day.moved", subject, actor=loader, at=NOON)

    moved, put = trail_of(subject)

    assert (moved.verb, put.verb) == ("kernel.day.moved", "kernel.day.set")
    assert put.details == {"day": "2025-05-20"}
    assert (put.actor_name, put.office, put.actor_id) == ("Bộ nạp", "thidua", None)


@pytest.mark.parametrize(
    "crime",
    [
        "update audit_entry set actor_name = 'ai khác'",
        "delete from audit_entry",
        "truncate audit_entry",
    ],
)
def test_the_database_refuses_to_rewrite_the_trail(
    subject: DemonstrationDay, crime: str
) -> None:
    record("kernel.day.set", subject, actor=the_system("Bộ nạp"), at=MORNING)

    with (
        pytest.raises(Error),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(crime)

    assert Entry.objects.get().actor_name == "Bộ nạp"


def test_the_last_of_a_kind_is_found_among_others(subject: DemonstrationDay) -> None:
    loader = the_system("Bộ nạp")
    record("kernel.day.set", subject, actor=loader, at=MORNING, day="một")
    record("kernel.day.set", subject, actor=loader, at=NOON, day="hai")
    record("kernel.day.moved", subject, actor=loader, at=NOON)

    last = last_of(subject, "kernel.day.set")

    assert last is not None
    assert last.details == {"day": "hai"}
    newest = last_of(subject)
    assert newest is not None
    assert newest.verb == "kernel.day.moved"
    assert last_of(subject, "kernel.day.lost") is None


def test_who_wants_the_newest_lines_reads_no_others(subject: DemonstrationDay) -> None:
    for _number in range(3):
        record("kernel.day.set", subject, actor=the_system("Bộ nạp"), at=MORNING)

    with CaptureQueriesContext(connection) as asked:
        assert len(trail_of(subject)[:2]) == 2

    assert [query["sql"].count("LIMIT 2") for query in asked] == [1]
