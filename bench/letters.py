"""Monthly reports ready to be sent, and pgbench to send them at the SQL function."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import nation as nations
from bench.ground import ADMIN, Place
from bench.measure import Family, percentile, spending
from bench.nation import Nation

ACTING = """
select set_config('thidua.actor_id', '', true),
    set_config('thidua.actor_name', 'bench', true),
    set_config('thidua.office', 'bench', true),
    set_config('thidua.at', now()::text, true), set_config('thidua.reason', '', true);
"""
SEND = """
select indicators_store_figures(report, unit, period, 'submitted', indicators, amounts,
    numerators, denominators, weights, reasons, notes)
from bench_letter where month = :month and number = :number + {place};
"""


@dataclass(frozen=True)
class Sent:
    """What one run of pgbench says; milliseconds, CPU of PostgreSQL alone."""

    rate: float
    cpu: float
    failures: int
    p50: float
    p95: float


def write(place: Place, nation: Nation, months: Sequence[int]) -> None:
    """A letter of every commune for each of these months: 50 values, no two alike."""
    with place.loading() as admin:
        nations.open_months(admin, nation.form, list(months))
        nations.add_reports(
            admin,
            nation.form,
            nation.communes,
            nation.provinces,
            list(months),
            "draft",
        )
        admin.execute("drop table if exists bench_letter")
        admin.execute(_LETTERS, [[*months], nation.form])
        admin.execute("create unique index on bench_letter (month, number)")
        admin.execute("grant select, update on bench_letter to thidua_app")
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze bench_letter")


def say_otherwise(place: Place, month: int) -> None:
    """Other values in the letters of a month: they will be sent a second time."""
    with place.connect(ADMIN) as admin:
        admin.execute(
            "update bench_letter set amounts = array(select amount + 7.5 from"
            " unnest(amounts) with ordinality as old (amount, place) order by place)"
            " where month = %s",
            [month],
        )


def send(
    place: Place, nation: Nation, month: int, *, clients: int, units: int = 1
) -> Sent:
    """All letters of a month, by so many clients, so many units in a transaction."""
    share = len(nation.communes) // clients
    times = share // units
    script = (
        f"\\set k :k + 1\n\\set number :client_id * {share} + :k * {units}\n"
        f"begin;{ACTING}"
        + "".join(SEND.format(place=1 + turn) for turn in range(units))
        + "commit;\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.sql"
        file.write_text(script)
        to = place.address()
        with spending(Family(place.server.postmaster() or 0)) as spent:
            done = subprocess.run(
            [
                place.program("pgbench"), "-n", "-M", "prepared", "-f", file,
                "-c", str(clients), "-j", str(min(clients, 2)), "-t", str(times),
                "-D", "k=-1", "-D", f"month={month}",
                "-l", f"--log-prefix={folder}/log",
                "-h", to["host"], "-p", to["port"], "-U", to["user"], to["dbname"],
            ],
            env=os.environ | {"PGPASSFILE": to["passfile"]},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        return _sent(done, times * clients, Path(folder), spent.cpu)


def _sent(
    done: subprocess.CompletedProcess[str], expected: int, folder: Path, cpu: float
) -> Sent:
    processed = re.search(r"actually processed: (\d+)", done.stdout)
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    if processed is None or rate is None:
        raise RuntimeError(f"pgbench said: {done.stdout}{done.stderr}")
    took = [
        int(line.split()[2]) / 1000
        for file in folder.glob("log*")
        for line in file.read_text().splitlines()
        if line.split()[2].isdigit()
    ]
    return Sent(
        rate=float(rate.group(1)),
        cpu=cpu / expected * 1000,
        failures=expected - int(processed.group(1)),
        p50=percentile(took, 50),
        p95=percentile(took, 95),
    )


def wrong_sums(place: Place, nation: Nation, months: Sequence[int]) -> int:
    """How many of the nation's figures differ from a plain sum of what was sent."""
    with place.connect() as app:
        (wrong,) = app.execute(
            _WRONG, [[*months], nation.tree, [nation.root], [*months]]
        ).fetchone() or (1,)
    return int(wrong)


_LETTERS = """
create table bench_letter as
select report.period_id as month, report.id as report, report.unit_id as unit,
    report.period_id as period,
    row_number() over (partition by report.period_id order by report.unit_id)::int
        as number,
    array_agg(version.indicator_id order by version.id) as indicators,
    array_agg(case when version.across <> 'ratio' then
        (report.unit_id * 31 + version.id * 17) %% 9000 + 0.25 end
        order by version.id) as amounts,
    array_agg(case when version.across = 'ratio' then
        (report.unit_id + version.id) %% 90 end order by version.id)::numeric[]
        as numerators,
    array_agg(case when version.across = 'ratio' then 100 end
        order by version.id)::numeric[] as denominators,
    array_agg(case when version.across = 'weighted' then
        100 + report.unit_id %% 50 end order by version.id)::numeric[] as weights,
    array_agg(''::text) as reasons, array_agg(''::text) as notes
from indicators_report report
join indicators_form form on form.id = report.form_id
join indicators_formline line on line.form_id = form.id
join indicators_indicatorversion version on version.id = line.version_id
where report.period_id = any (%s::smallint[]) and form.id = %s
group by report.id
"""
_WRONG = """
with own as (
    select indicator_id, period_id, count(*) as reported,
        coalesce(sum(value), 0) as total, coalesce(sum(numerator), 0) as numerator,
        coalesce(sum(value * weight), 0) as weighted
    from indicators_observation
    where period_id = any (%s::smallint[]) and state = 'submitted'
    group by indicator_id, period_id
)
select count(*) from own full join indicators_figures(
    %s, %s, (select array_agg(distinct indicator_id) from own), %s::smallint[]
) kept using (indicator_id, period_id)
where (own.reported, own.total, own.numerator, own.weighted)
    is distinct from (kept.reported, kept.total, kept.numerator, kept.weighted)
"""
