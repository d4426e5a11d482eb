"""What was read of the figures is kept while it holds, and not a moment longer."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.campaigns.test_achieved import month, report
from tests.organisations.factories import Province, a_province, an_actor
from tests.running.cluster import Database
from thidua.campaigns.achieved import Achieved, achieved_by
from thidua.campaigns.models import Target
from thidua.campaigns.readings import _READ
from thidua.indicators import turns
from thidua.indicators.acting import acting
from thidua.indicators.models import Form, Observation, Report
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.organisations.models import Placement, Unit

DAY = MAY.date()
YEAR = PeriodSpan(PeriodKind.YEAR, 2025, 1)


@dataclass(frozen=True)
class Office:
    """A province with targets of its own, of a district and of a commune."""

    place: Province
    targets: list[Target]

    @property
    def communes(self) -> list[Unit]:
        return self.place.communes

    def kept(self) -> dict[int, Achieved]:
        """As every page reads it."""
        tree = self.targets[0].campaign.tree_id
        return achieved_by(self.targets, tree_id=tree, day=DAY)

    def anew(self) -> dict[int, Achieved]:
        """The same, by somebody who remembers nothing."""
        mine = turns._kept.pop(connection.connection, None)
        try:
            return self.kept()
        finally:
            if mine is not None:
                turns._kept[connection.connection] = mine


@pytest.fixture
def office(own_database: Database) -> Iterator[Office]:
    del own_database
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    stock = an_indicator(campaign.office, nature="stock", over_time="last")
    top = [a_target(campaign), a_target(campaign, version=stock)]
    below = [
        a_target(campaign, version=one.version, unit=unit)
        for one in top
        for unit in (place.districts[0], place.communes[0])
    ]
    office = Office(place, [*top, *below])
    with transaction.atomic():
        for number in (1, 2):
            for commune in place.communes:
                for target in top:
                    report(commune, target.version, number, 10, "submitted")
    yield office
    connection.close()


def elsewhere(doing: Callable[[], object]) -> None:
    """On a connection of its own, committed before it comes back."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with transaction.atomic():
                doing()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=60)
    assert not failed, failed


def sql(text: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text)


def a_report_comes(office: Office, dice: random.Random) -> None:
    commune, target = dice.choice(office.communes), dice.choice(office.targets)
    latest = Observation.objects.filter(
        unit=commune, indicator=target.version.indicator, period__kind="month"
    ).order_by("-period_id")
    number = latest[0].period_id - month(1).id + 2
    report(commune, target.version, min(number, 12), dice.randint(1, 99), "submitted")


def a_figure_is_corrected(office: Office, dice: random.Random) -> None:
    with acting(an_actor(office.communes[0]), at=MAY):
        one = dice.choice(list(Observation.objects.order_by("pk")))
        Observation.objects.filter(pk=one.pk).update(value=dice.randint(100, 999))


def a_figure_is_accepted(office: Office, dice: random.Random) -> None:
    with acting(an_actor(office.communes[0]), at=MAY):
        sent = Observation.objects.filter(state="submitted").order_by("pk")
        one = dice.choice(list(sent))
        Observation.objects.filter(pk=one.pk).update(state="accepted")


def what_waits_is_folded(office: Office, dice: random.Random) -> None:
    del office, dice
    sql("select indicators_fold()")


def all_is_added_up_anew(office: Office, dice: random.Random) -> None:
    del office, dice
    sql("select indicators_recompute()")


def the_year_is_reported(office: Office, dice: random.Random) -> None:
    """In a year that still runs, after the day: then it no longer counts."""
    commune, target = dice.choice(office.communes), office.targets[0]
    form, _new = Form.objects.get_or_create(
        name="Biểu năm",
        owner=target.version.indicator.owner,
        tree=target.campaign.tree,
        period_kind="year",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    Report.objects.get_or_create(
        form=form,
        unit=commune,
        period_id=YEAR.id,
        defaults={
            "receiver": target.version.indicator.owner,
            "state": "submitted",
            "first_submitted_at": MAY.replace(month=11),
            "submitted_at": MAY.replace(month=11),
        },
    )


def a_commune_moves(office: Office, dice: random.Random) -> None:
    """Whatever stood above it, the reading goes by the closure as it is now."""
    commune = dice.choice(office.communes[1:])
    parent = dice.choice(office.place.districts)
    Placement.objects.filter(unit=commune).update(parent=parent)


STEPS = [
    a_report_comes,
    a_figure_is_corrected,
    a_figure_is_accepted,
    what_waits_is_folded,
    all_is_added_up_anew,
    the_year_is_reported,
    a_commune_moves,
]


def test_nothing_is_read_twice_while_nothing_changes(office: Office) -> None:
    first = office.kept()

    with CaptureQueriesContext(connection) as caught:
        again = office.kept()

    assert again == first
    (asked,) = [one["sql"] for one in caught]
    assert "with asked as" not in asked


def test_what_another_connection_commits_is_seen_at_once(office: Office) -> None:
    top = office.targets[0]
    before = office.kept()[top.pk].value
    assert before == Decimal(20 * len(office.communes))

    elsewhere(lambda: report(office.communes[0], top.version, 3, 7, "submitted"))
    assert office.kept()[top.pk].value == before + 7

    elsewhere(lambda: what_waits_is_folded(office, random.Random(1)))
    assert office.kept()[top.pk].value == before + 7


def test_what_commits_later_is_seen_though_it_was_numbered_earlier(
    office: Office,
) -> None:
    top, (first, second, *_rest) = office.targets[0], office.communes
    numbered, committed = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            report(first, top.version, 3, 5, "submitted")
            numbered.set()
            assert committed.wait(timeout=20)

    before = office.kept()[top.pk].value or Decimal(0)
    thread = threading.Thread(target=elsewhere, args=(slow,))
    thread.start()
    assert numbered.wait(timeout=20)
    elsewhere(lambda: report(second, top.version, 3, 100, "submitted"))
    assert office.kept()[top.pk].value == before + 100
    committed.set()
    thread.join(timeout=60)

    assert office.kept()[top.pk].value == before + 105


def test_what_is_taken_back_is_not_shown_to_the_next(office: Office) -> None:
    """Sums folded and read inside of what is rolled back, then others."""
    top, commune = office.targets[0], office.communes[0]
    sql("select indicators_fold()")
    before = office.kept()[top.pk].value or Decimal(0)
    for value in (7, 9):
        with transaction.atomic():
            report(commune, top.version, 3, value, "submitted")
            sql("select indicators_fold()")
            assert office.kept()[top.pk].value == before + value
            transaction.set_rollback(True)
        assert office.kept()[top.pk].value == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_the_kept_is_what_would_be_read(
    office: Office, seed: int
) -> None:
    dice = random.Random(seed)
    for _turn in range(25):
        step = dice.choice(STEPS)
        elsewhere(lambda step=step: step(office, dice))  # type: ignore[misc]
        assert office.kept() == office.anew(), step.__name__


def test_all_that_a_reading_asks_is_among_what_it_stands_on() -> None:
    """A table that a reading asks is told of in `TURN`, or its triggers turn a unit:
    figures by the deltas that wait, and by the sums that took them."""
    tables = re.compile(r"\b(?:from|join) ((?:indicators|organisations)_\w+)")
    by_trigger = {"indicators_rollup", "indicators_observation"}

    assert set(tables.findall(_READ)) - by_trigger <= set(tables.findall(turns.TURN))
