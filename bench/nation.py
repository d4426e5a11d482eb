"""The nation: the communes of 1 July 2025, 50 indicators, 36 months, from one seed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.ground import Connection, Place
from bench.table import Row

SEED = 20250701
FIRST_MONTH = 306  # July 2025, by `thidua.indicators.periods`
MONTHS = 36
UNITS_LIMIT = 10.0  # seconds


@dataclass(frozen=True)
class Counted:
    """What is counted in the nation's table: how it adds up decides its columns."""

    id: int
    across: str


@dataclass(frozen=True)
class Nation:
    """What was built: the ids that the measurements need."""

    tree: int
    root: int
    form: int
    communes: list[int]
    provinces: dict[int, int]
    counted: list[Counted]
    months: list[int]
    figures: int
    units_loaded_in: float


def indicators() -> list[tuple[str, str]]:
    """Nature and way of adding up of each of the fifty, in order."""
    return [
        *(("flow", "sum") for _ in range(32)),
        *(("stock", "sum") for _ in range(8)),
        *(("ratio", "ratio") for _ in range(6)),
        *(("percent", "weighted") for _ in range(4)),
    ]


def build(place: Place, *, is_quick: bool) -> Nation:
    """Load units, definitions, reports and figures into a fresh database."""
    seconds = _load_units(place)
    units = _communes(place)
    communes = sorted(units)[:: 20 if is_quick else 1]
    with place.loading() as admin:
        tree, root = _tree_and_root(admin)
        counted = _define(admin, root)
        form = _form(admin, tree, root, counted)
        months = [FIRST_MONTH + i for i in range(MONTHS)]
        open_months(admin, form, months)
        _duties(admin, form, communes, units)
        add_reports(admin, form, communes, units, months, "accepted")
        kept = _without_indexes(admin)
        count = _copy_figures(admin, form, communes, counted, months)
        _with_indexes(admin, kept)
    with place.connect("postgres") as admin:
        admin.execute("vacuum analyze")
    return Nation(tree, root, form, communes, units, counted, months, count, seconds)


def _load_units(place: Place) -> float:
    from thidua.kernel import clock  # noqa: PLC0415 - Django must stand first
    from thidua.organisations.actions import load_official_units  # noqa: PLC0415
    from thidua.organisations.actor import the_system  # noqa: PLC0415

    place.become_default()
    start = time.perf_counter()
    load_official_units(actor=the_system("bench"), at=clock.now())
    return time.perf_counter() - start


def _communes(place: Place) -> dict[int, int]:
    """The communes that stand after the reform, each with its province."""
    with place.connect() as app:
        return dict(
            app.execute(
                "select place.unit_id, place.parent_id"
                " from organisations_placement place"
                " join organisations_unit unit on unit.id = place.unit_id"
                " where place.during @> date '2025-07-01'"
                " and unit.kind in ('commune', 'ward', 'special_zone')"
            ).fetchall()
        )


def _tree_and_root(admin: Connection) -> tuple[int, int]:
    found = admin.execute(
        "select tree.id, place.unit_id from organisations_tree tree"
        " join organisations_placement place on place.tree_id = tree.id"
        " join organisations_unit unit on unit.id = place.unit_id"
        " where tree.key = 'state' and unit.kind = 'nation'"
    ).fetchone()
    assert found is not None  # noqa: S101 - the official units were just loaded
    return found[0], found[1]


def _define(admin: Connection, owner: int) -> list[Counted]:
    counted = []
    for number, (nature, across) in enumerate(indicators(), start=1):
        row = admin.execute(
            "insert into indicators_indicator (code, owner_id) values (%s, %s)"
            " returning id",
            [f"bench-{number}", owner],
        ).fetchone()
        assert row is not None  # noqa: S101 - `returning` answers
        admin.execute(
            "insert into indicators_indicatorversion (indicator_id, number, name,"
            " definition, measure, nature, across, over_time, better, decimals,"
            " numerator_name, denominator_name, formula, source, during)"
            " values (%s, 1, %s, '', 'km', %s, %s, %s, 'higher', 2, %s, %s, '', '',"
            " %s)",
            [
                row[0],
                f"Chỉ số {number}",
                nature,
                across,
                "sum" if nature == "flow" else "last",
                "tử số" if nature == "ratio" else "",
                "mẫu số" if nature == "ratio" else "",
                "[2025-01-01,)",
            ],
        )
        counted.append(Counted(row[0], across))
    return counted


def _form(admin: Connection, tree: int, owner: int, counted: list[Counted]) -> int:
    form = admin.execute(
        "insert into indicators_form (name, owner_id, tree_id, period_kind, due_after,"
        " starts_on, ends_on, opened_at, because) values ('Báo cáo tháng', %s, %s,"
        " 'month', 5, '2025-07-01', '2035-12-31', '2025-07-01 08:00+07', '')"
        " returning id",
        [owner, tree],
    ).fetchone()
    assert form is not None  # noqa: S101 - `returning` answers
    admin.execute(
        'insert into indicators_formline (form_id, version_id, "group", position,'
        " level, scale, is_cumulative) select %s, version.id, '', version.id,"
        " 'commune', 1, false from indicators_indicatorversion version"
        " where version.indicator_id = any (%s)",
        [form[0], [one.id for one in counted]],
    )
    return int(form[0])


def open_months(admin: Connection, form: int, months: list[int]) -> None:
    """The form asks for these months."""
    admin.execute(
        "insert into indicators_formperiod (form_id, period_id, due_on)"
        " select %s, id, ends_on + 7 from indicators_period where id = any (%s)",
        [form, months],
    )


def _duties(
    admin: Connection, form: int, communes: list[int], provinces: dict[int, int]
) -> None:
    admin.execute(
        "insert into indicators_reportduty (form_id, unit_id, receiver_id, during)"
        " select %s, unit, receiver, '[2025-07-01,)'"
        " from unnest(%s::bigint[], %s::bigint[]) as duty (unit, receiver)",
        [form, communes, [provinces[unit] for unit in communes]],
    )


def add_reports(
    admin: Connection,
    form: int,
    communes: list[int],
    provinces: dict[int, int],
    months: list[int],
    state: str,
) -> None:
    """A report of every commune for every month, in that state."""
    sent = "now()" if state != "draft" else "null"
    accepted = "now()" if state == "accepted" else "null"
    admin.execute(
        "insert into indicators_report (form_id, unit_id, period_id, receiver_id,"
        " state, version, first_submitted_at, submitted_at, submitted_by, accepted_at,"
        f" accepted_by) select %s, unit, month, receiver, %s, 1, {sent}, {sent}, '',"
        f" {accepted}, '' from unnest(%s::smallint[]) month, unnest(%s::bigint[],"
        " %s::bigint[]) as duty (unit, receiver) order by month, unit",
        [form, state, months, communes, [provinces[unit] for unit in communes]],
    )


def _without_indexes(admin: Connection) -> list[str]:
    """Take the keys off the figures, as a bulk load does; how to put them back."""
    again = [
        f"alter table indicators_observation add constraint {name} {what}"
        for name, what in admin.execute(
            "select quote_ident(conname), pg_get_constraintdef(oid)"
            " from pg_constraint where conrelid = 'indicators_observation'::regclass"
            " and contype in ('u', 'f', 'c') order by contype = 'u' desc"
        ).fetchall()
    ]
    names = [line.split()[5] for line in again]
    for name in reversed(names):
        admin.execute(f"alter table indicators_observation drop constraint {name}")
    for name, how in admin.execute(
        "select quote_ident(indexname), indexdef from pg_indexes"
        " where tablename = 'indicators_observation' and indexdef not like '%UNIQUE%'"
    ).fetchall():
        again.append(how)
        admin.execute(f"drop index {name}")
    return again


def _with_indexes(admin: Connection, again: list[str]) -> None:
    admin.execute("set maintenance_work_mem = '512MB'")
    for statement in again:
        admin.execute(statement)


def _copy_figures(
    admin: Connection,
    form: int,
    communes: list[int],
    counted: list[Counted],
    months: list[int],
) -> int:
    reports = {
        (unit, month): number
        for unit, month, number in admin.execute(
            "select unit_id, period_id, id from indicators_report where form_id = %s",
            [form],
        ).fetchall()
    }
    with (
        admin.cursor() as cursor,
        cursor.copy(
            "copy indicators_observation (report_id, unit_id, period_id, indicator_id,"
            " state, value, numerator, denominator, weight, missing_reason, note,"
            " return_reason, version) from stdin"
        ) as copy,
    ):
        for block in _lines(communes, counted, months, reports):
            copy.write(block)
    return len(communes) * len(counted) * len(months)


def _lines(
    communes: list[int],
    counted: list[Counted],
    months: list[int],
    reports: dict[tuple[int, int], int],
) -> Iterator[str]:
    """The lines of COPY, one block a unit and month, in the order of the calendar.

    Of a hundred figures 97 are accepted, two wait, one is missing with its reason.
    """
    dice = random.Random(SEED)
    base = {unit: [dice.randrange(1, 90_000) for _ in counted] for unit in communes}
    for month in months:
        for unit in communes:
            head = f"{reports[unit, month]}\t{unit}\t{month}\t"
            yield "".join(
                head + _figure(one, base[unit][i] + (month * 37 + unit) % 997)
                for i, one in enumerate(counted)
            )


def _figure(one: Counted, number: int) -> str:
    lot = number % 100
    state = "submitted" if lot < 2 else "accepted"
    if lot == 99:
        columns = "\\N\t\\N\t\\N\t\\N\tchưa có số liệu"
    elif one.across == "ratio":
        columns = f"\\N\t{number // 3}\t{number}\t\\N\t"
    elif one.across == "weighted":
        columns = f"{number % 101}.5\t\\N\t\\N\t{100 + number % 900}\t"
    else:
        columns = f"{number}.{lot:02}\t\\N\t\\N\t\\N\t"
    return f"{one.id}\t{state}\t{columns}\t\t\t1\n"


def rows(nation: Nation) -> list[Row]:
    """How long the official units of the whole country took to load."""
    seconds = nation.units_loaded_in
    return [
        Row(
            part="units",
            job="nạp đơn vị cả nước / load of all national units",
            measured=f"{seconds:.1f} s",
            target=f"≤ {UNITS_LIMIT:.0f} s",
            is_reached=seconds <= UNITS_LIMIT,
            figures={"s": seconds},
        )
    ]
