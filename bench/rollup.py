"""The nation's full roll-up, beside the plainest sum of SQL and DuckDB, in one run."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.ground import ADMIN, Connection, Place
from bench.measure import Family, Spent, spending
from bench.nation import Nation
from bench.table import Row

ROUNDS = 5
LIMIT = 1.5  # times the plain sum
MEMORY = "set work_mem = '256MB'"  # the plain sum is given what it can use
PLAIN = """
create temp table bench_sums as
select province, month, indicator, sum(value) as total
from bench_plain group by province, month, indicator
"""


@dataclass
class Race:
    """The rounds of each runner, taken in turns so that all meet the same noise."""

    plain: list[Spent] = field(default_factory=list)
    thidua: list[Spent] = field(default_factory=list)
    again: list[Spent] = field(default_factory=list)
    duckdb: list[float] = field(default_factory=list)


def measure(place: Place, nation: Nation) -> list[Row]:
    """Recompute into an empty table, and once more, in turns with the plain sum."""
    _make_plain(place)
    with (
        place.connect() as app,
        place.connect(ADMIN) as plain,
        tempfile.TemporaryDirectory() as folder,
    ):
        duck = _Duck(plain, Path(folder))
        app.execute("select indicators_recompute()")
        _must_agree(app, nation)
        race = _run(place, app, plain, duck)
    return _rows(race, nation)


def _make_plain(place: Place) -> None:
    """The figures as narrow as they can be: three smallints and one number."""
    with place.connect(ADMIN) as admin:
        admin.execute("drop table if exists bench_plain")
        admin.execute(
            "create table bench_plain as select (dense_rank() over (order by"
            " seat.parent_id))::smallint as province, figure.period_id as month,"
            " figure.indicator_id::smallint as indicator, figure.value"
            " from indicators_observation figure join organisations_placement seat"
            " on seat.unit_id = figure.unit_id and seat.during @> date '2025-07-01'"
            " order by figure.period_id, figure.unit_id"
        )
        admin.execute("vacuum analyze bench_plain")


def _run(place: Place, app: Connection, plain: Connection, duck: _Duck) -> Race:
    postgres = Family(place.server.postmaster() or 0)
    race = Race()
    plain.execute(MEMORY)
    for _ in range(ROUNDS):
        with spending(postgres) as spent:
            plain.execute(PLAIN)
        race.plain.append(spent)
        plain.execute("drop table bench_sums")
        plain.execute("truncate indicators_rollup")
        for kept in (race.thidua, race.again):
            with spending(postgres) as spent:
                app.execute("select indicators_recompute()")
            kept.append(spent)
        race.duckdb.append(duck.sum())
    return race


def _must_agree(app: Connection, nation: Nation) -> None:
    """The sums are right, or nothing of this counts."""
    (wrong,) = app.execute(
        """
        select count(*) from (
            select indicator_id, count(value) as reported, sum(value) as total,
                sum(value) filter (where state = 'accepted') as official_total
            from indicators_observation where indicator_id = any (%s)
            group by indicator_id
        ) own join (
            select indicator_id, sum(reported) as reported, sum(total) as total,
                sum(official_total) as official_total
            from indicators_rollup where unit_id = %s and tree_id = %s
            group by indicator_id
        ) kept using (indicator_id)
        where (own.reported, own.total, own.official_total)
            is distinct from (kept.reported, kept.total, kept.official_total)
        """,
        [
            [one.id for one in nation.counted if one.across == "sum"],
            nation.root,
            nation.tree,
        ],
    ).fetchone() or (1,)
    if wrong:
        raise AssertionError(f"{wrong} sums of the nation are wrong")


class _Duck:
    """The same plain table in DuckDB's memory."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        import duckdb  # noqa: PLC0415 - only the group `bench` brings it

        self.file = folder / "plain.csv"
        with (
            self.file.open("wb") as file,
            connection.cursor() as cursor,
            cursor.copy("copy bench_plain to stdout (format csv)") as copy,
        ):
            for block in copy:
                file.write(block)
        self.duck = duckdb.connect()
        self.duck.execute(
            "create table plain (province smallint, month smallint,"
            " indicator smallint, value decimal(24, 6))"
        )
        self.duck.execute("copy plain from ? (format csv)", [str(self.file)])

    def sum(self) -> float:
        """Seconds on the wall for the plain sum."""
        start = time.perf_counter()
        self.duck.execute(
            "create or replace temp table sums as select province, month, indicator,"
            " sum(value) from plain group by province, month, indicator"
        )
        return time.perf_counter() - start


def _rows(race: Race, nation: Nation) -> list[Row]:
    thidua = median(spent.wall for spent in race.thidua)
    ratio = _times(
        [(a.wall, b.wall) for a, b in zip(race.thidua, race.plain, strict=True)]
    )
    cpu = _times([(a.cpu, b.cpu) for a, b in zip(race.thidua, race.plain, strict=True)])
    million = f"{nation.figures / 1e6:.2f} tr. số liệu / M figures"
    return [
        Row(
            part="rollup",
            job=f"cộng dồn cả nước / the nation's full roll-up, {million}",
            measured=f"{thidua:.2f} s = {ratio:.2f} × plain (CPU {cpu:.2f} ×)",
            target=f"≤ {LIMIT} × plain",
            is_reached=ratio <= LIMIT,
            figures={"s": thidua, "ratio": ratio, "cpu_ratio": cpu},
        ),
        _beside(
            "làm lại khi các tổng đã đúng / again, every sum being right", race.again
        ),
        _beside("GROUP BY trần / plain GROUP BY of one sum, smallint keys", race.plain),
        _beside(
            "DuckDB trong bộ nhớ / DuckDB in memory, the same sum",
            [Spent(wall=seconds) for seconds in race.duckdb],
        ),
    ]


def _times(pairs: list[tuple[float, float]]) -> float:
    """The median of the rounds' own ratios."""
    return median(mine / theirs for mine, theirs in pairs)


def _beside(job: str, rounds: list[Spent]) -> Row:
    seconds = median(spent.wall for spent in rounds)
    return Row(
        part="rollup",
        job=f"  {job}",
        measured=f"{seconds:.3f} s",
        figures={"s": seconds, "cpu_s": median(spent.cpu for spent in rounds)},
    )
