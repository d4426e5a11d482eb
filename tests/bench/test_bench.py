"""The benchmark measures what it says; how long anything takes is not tested."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench import check, discovery, letters, nation, rollup, table
from bench.ground import ADMIN, Connection, Place
from bench.measure import percentile
from bench.nation import Counted, Nation
from bench.table import Row
from tests.organisations.factories import a_province
from tests.running.cluster import Cluster, Database
from thidua.campaigns.check import check_plans
from thidua.campaigns.models import Campaign
from thidua.kernel.database import roles
from thidua.kernel.database.server import Server
from thidua.prospects.discovery.searching import search

MISSED = Row(
    part="rollup", job="việc", measured="2 s", target="≤ 1 s", is_reached=False
)


class PlaceOfTest(Place):
    """A database of the tests, entered as the benchmark enters its own."""

    ways: dict[str, Database]

    def connect(self, role: str = "", *, autocommit: bool = True) -> Connection:
        return psycopg.connect(self.ways[role].url, autocommit=autocommit)


@pytest.fixture
def place(own_database: Database, cluster: Cluster, tmp_path: Path) -> PlaceOfTest:
    name = own_database.parts["dbname"]
    admin = Database(cluster.admin | {"dbname": name})
    place = PlaceOfTest(Server(tmp_path), name)
    owner = own_database.of(roles.OWNER)
    object.__setattr__(
        place, "ways", {"": own_database, ADMIN: admin, roles.OWNER: owner}
    )
    return place


@pytest.fixture
def a_tiny_nation(place: PlaceOfTest, monkeypatch: pytest.MonkeyPatch) -> Nation:
    cast = a_province()
    communes = {
        commune.pk: district.pk
        for district in cast.districts
        for commune in cast.communes_of(district)
    }
    monkeypatch.setattr(nation, "_load_units", lambda _place: 0.0)
    monkeypatch.setattr(nation, "_communes", lambda _place: communes)
    return nation.build(place, is_quick=False)


def test_the_same_seed_writes_the_same_figures() -> None:
    def lines() -> list[str]:
        counted = [Counted(1, "sum"), Counted(2, "ratio"), Counted(3, "weighted")]
        return list(nation._lines([7, 8], counted, [306], {(7, 306): 1, (8, 306): 2}))

    assert lines() == lines()
    assert [line.count("\t") for line in lines()[0].splitlines()] == [12, 12, 12]


def test_a_tiny_nation_adds_up(place: PlaceOfTest, a_tiny_nation: Nation) -> None:
    with place.connect() as app:
        app.execute("select indicators_recompute()")

        rollup._must_agree(app, a_tiny_nation)

    assert a_tiny_nation.figures == 6 * 50 * 36


def test_a_wrong_sum_stops_the_race(place: PlaceOfTest, a_tiny_nation: Nation) -> None:
    with place.connect() as app, place.connect(ADMIN) as admin:
        app.execute("select indicators_recompute()")
        admin.execute(
            "update indicators_rollup set total = total + 1 where unit_id = %s",
            [a_tiny_nation.root],
        )

        with pytest.raises(AssertionError, match="sums of the nation are wrong"):
            rollup._must_agree(app, a_tiny_nation)


def test_the_plans_of_the_check_are_checked(place: PlaceOfTest) -> None:
    check.write_plans(place, 3)

    checked = check_plans(Campaign.objects.get(), check.DAY, None)

    assert len(checked) == 3


def test_a_search_finds_those_that_were_written_far_ahead(place: PlaceOfTest) -> None:
    discovery.write(place, units=60, indicators=10, months=36)

    found = search(Campaign.objects.get(), discovery.DAY).found

    ahead = {(one.look.standing.key, one.look.version.pk) for one in found}
    known = discovery.planted(60, 10)
    on_the_formula = {(unit, 8) for unit, _ten in known}  # ten for a hundred of four
    assert known == {(3, 10), (33, 10)}
    assert known | on_the_formula <= ahead
    assert len(ahead - known - on_the_formula) <= 1


def test_a_letter_holds_fifty_values_of_every_commune(
    place: PlaceOfTest, a_tiny_nation: Nation
) -> None:
    letters.write(place, a_tiny_nation, [400])

    with place.connect() as app:
        counts = app.execute(
            "select cardinality(indicators), cardinality(amounts) from bench_letter"
        ).fetchall()
    assert counts == [(50, 50)] * 6


def test_the_table_says_what_was_missed(tmp_path: Path) -> None:
    table.write([MISSED], tmp_path / "bench.json", is_quick=True)

    told: dict[str, Any] = json.loads((tmp_path / "bench.json").read_text())
    assert "chưa đạt" in table.printed([MISSED])
    assert told["rows"][0]["verdict"] == table.MISSED
    assert told["is_quick"]


def test_the_page_of_the_documentation_renews_what_was_measured(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text(f"Trước\n{table.BEGIN}\n{table.END}\nSau\n")
    slow, quick = replace(MISSED, measured="9 s"), replace(MISSED, part="start")
    order = ["units", "rollup", "start"]

    table.put_into(page, [quick, slow], day="19/05/2025", order=order)
    table.put_into(page, [MISSED], day="20/05/2025", order=order)

    text = page.read_text()
    assert text.startswith("Trước\n")
    assert text.endswith("\nSau\n")
    line = "| việc | 2 s | ≤ 1 s | chưa đạt / missed |"
    told = [one.partition(" cores")[0] for one in text.splitlines()[4:-2]]
    assert told == [
        f"| **rollup**, 20/05/2025, {os.cpu_count()}",
        line,
        f"| **start**, 19/05/2025, {os.cpu_count()}",
        line,
    ]


def test_a_percentile_is_one_of_the_measured_places() -> None:
    assert percentile([3.0], 95) == 3.0
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0
