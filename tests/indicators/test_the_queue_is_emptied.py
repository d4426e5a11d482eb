"""The queue of the roll-up after a whole load: empty to the last row, or as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import OperationalError, connection, transaction

from tests.indicators.factories import Office, an_office, month
from tests.indicators.test_rollup_is_right import ACTING
from tests.organisations.factories import tree
from tests.running.cluster import Database
from thidua.campaigns.readings import Asking, read
from thidua.indicators.models import RollupDelta

EMPTY = "select indicators_empty_queue()"


def tell(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        (told,) = cursor.fetchone()
    return int(told or 0)


def pages() -> int:
    return tell("select pg_relation_size('indicators_rollupdelta')")


@pytest.fixture
def office(own_database: Database) -> Office:  # noqa: ARG001 - it stands there
    office = an_office()
    office.sent(month(2025, 4), ROAD="3", HOUSES="2")
    return office


def roads(office: Office) -> Decimal:
    """Of the province, read with all that waits."""
    told = office.lines["ROAD"].version
    since = date(2025, 4, 1)
    (found,) = read(
        [Asking(office.cast.province.pk, told, since)],
        tree_id=tree().pk,
        day=date(2025, 5, 6),
    )
    assert found is not None
    return found.above


def test_what_was_folded_leaves_no_dead_rows_before_the_commit(office: Office) -> None:
    with transaction.atomic():
        assert tell("select indicators_fold()") > 0
        assert pages() > 0
        tell(EMPTY)
        assert pages() == 0
        assert roads(office) == 3


@pytest.mark.usefixtures("office")
def test_what_still_waits_is_left() -> None:
    waits = RollupDelta.objects.count()
    tell(EMPTY)
    assert RollupDelta.objects.count() == waits > 0


def test_what_somebody_else_is_just_queueing_is_not_lost(
    office: Office, own_database: Database
) -> None:
    tell("select indicators_fold()")
    with own_database.connect() as other:
        other.execute(ACTING)
        other.execute("update indicators_observation set value = 4 where value = 3")
        with pytest.raises(OperationalError, match="lock timeout"):
            tell(f"set lock_timeout = '100ms'; {EMPTY}")
        other.commit()
    tell(EMPTY)
    assert roads(office) == 4
