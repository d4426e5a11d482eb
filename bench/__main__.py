"""`python -m bench`: measure everything, print the table, write the JSON."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import ground, table
from bench.ground import Ground
from bench.shared import Shared
from bench.table import Row
from thidua.kernel.memory import on_one_stack

FILE = ground.ROOT / "build" / "bench.json"
PAGE = ground.ROOT / "docs" / "reference" / "speed.md"


def units(shared: Shared) -> list[Row]:
    """The load of the official units."""
    from bench import nation  # noqa: PLC0415 - Django must stand first

    return nation.rows(shared.nation)


def rollup(shared: Shared) -> list[Row]:
    """The nation's full roll-up."""
    from bench import rollup  # noqa: PLC0415

    return rollup.measure(shared.place, shared.nation)


def reports(shared: Shared) -> list[Row]:
    """A commune's monthly report."""
    from bench import reports  # noqa: PLC0415

    return reports.measure(shared.place, shared.nation)


def province(shared: Shared) -> list[Row]:
    """The pages that an officer opens most."""
    from bench import province  # noqa: PLC0415

    place = shared.ground.fresh("bench_province")
    return province.measure(place, is_quick=shared.is_quick)


def names(shared: Shared) -> list[Row]:
    """A name among a hundred thousand."""
    from bench import names  # noqa: PLC0415

    place = shared.ground.fresh("bench_names")
    return names.measure(place, is_quick=shared.is_quick)


def palette(shared: Shared) -> list[Row]:
    """What Ctrl K asks over a hundred thousand units and as many people."""
    from bench import palette  # noqa: PLC0415

    place = shared.ground.fresh("bench_palette")
    return palette.measure(place, is_quick=shared.is_quick)


def check(shared: Shared) -> list[Row]:
    """The plan check over three thousand plans."""
    from bench import check  # noqa: PLC0415

    place = shared.ground.fresh("bench_check")
    return check.measure(place, is_quick=shared.is_quick)


def imports(shared: Shared) -> list[Row]:
    """A workbook of a hundred thousand rows."""
    from bench import imports  # noqa: PLC0415

    place = shared.ground.fresh("bench_imports")
    return imports.measure(place, is_quick=shared.is_quick)


def urging(shared: Shared) -> list[Row]:
    """A round of reminders, and a thousand urging letters."""
    from bench import urging  # noqa: PLC0415

    place = shared.ground.fresh("bench_urging")
    return urging.measure(place, is_quick=shared.is_quick)


def registrations(shared: Shared) -> list[Row]:
    """Two hundred thousand registrations of a province."""
    from bench import registrations  # noqa: PLC0415

    place = shared.ground.fresh("bench_registrations")
    return registrations.measure(place, is_quick=shared.is_quick)


def discovery(shared: Shared) -> list[Row]:
    """Units ahead of their peers among a hundred and fifty thousand looks."""
    from bench import discovery  # noqa: PLC0415

    place = shared.ground.fresh("bench_discovery")
    return discovery.measure(place, is_quick=shared.is_quick)


def exemplars(shared: Shared) -> list[Row]:
    """Five hundred exemplars and who learns from them."""
    from bench import exemplars  # noqa: PLC0415

    place = shared.ground.fresh("bench_exemplars")
    return exemplars.measure(place, is_quick=shared.is_quick)


def assessment(shared: Shared) -> list[Row]:
    """Five thousand learners beside the frozen values."""
    from bench import assessment  # noqa: PLC0415

    place = shared.ground.fresh("bench_assessment")
    return assessment.measure(place, is_quick=shared.is_quick)


def start(_shared: Shared) -> list[Row]:
    """The demonstration, from nothing and again."""
    from bench import start  # noqa: PLC0415

    return start.measure()


PARTS: dict[str, Callable[[Shared], list[Row]]] = {
    "units": units,
    "rollup": rollup,
    "reports": reports,
    "names": names,
    "palette": palette,
    "check": check,
    "imports": imports,
    "urging": urging,
    "registrations": registrations,
    "discovery": discovery,
    "exemplars": exemplars,
    "assessment": assessment,
    "province": province,
    "start": start,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; a missed target stands in the table, 0 is returned."""
    options = _options(arguments)
    ground.step_aside()
    rows: list[Row] = []
    ready = Ground.ready()
    try:
        shared = Shared(ready, is_quick=options.quick)
        for part in options.only or PARTS:
            print(f"{part} …", flush=True)
            start = time.perf_counter()
            fresh = PARTS[part](shared)
            rows += fresh
            print(f"{table.printed(fresh)}\n{time.perf_counter() - start:.0f} s\n")
            _keep(options, rows)
        shared.forget()
        print(table.printed(rows))
    finally:
        ready.server.stop()
    print(options.json)
    return 0


def _keep(options: argparse.Namespace, rows: Sequence[Row]) -> None:
    """Written down part by part, so that a part that breaks loses no other."""
    table.write(rows, options.json, is_quick=options.quick)
    if options.docs:
        day = datetime.now(UTC).strftime("%d/%m/%Y")
        table.put_into(PAGE, rows, day=day, order=list(PARTS))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the data")
    parser.add_argument("--only", action="append", choices=list(PARTS))
    parser.add_argument(
        "--docs",
        action="store_true",
        help="renew the measured parts in docs/reference/speed.md too",
    )
    parser.add_argument("--json", type=Path, default=FILE)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(on_one_stack(main)())
