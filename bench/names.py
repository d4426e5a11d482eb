"""A name among a hundred thousand, typed with its marks or without."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from bench.ground import ADMIN, Place
from bench.measure import percentile
from bench.table import Row

SEED = 1911
COUNT = 100_000
LIMIT = 5.0  # ms at p95, in the database
TIMES = 200
WORDS = [
    "An",
    "Bình",
    "Châu",
    "Cẩm",
    "Đông",
    "Đức",
    "Giang",
    "Hòa",
    "Hưng",
    "Khánh",
    "Lạc",
    "Lộc",
    "Long",
    "Lương",
    "Mỹ",
    "Nghĩa",
    "Ngọc",
    "Phong",
    "Phú",
    "Phước",
    "Quang",
    "Quới",
    "Sơn",
    "Tân",
    "Thạnh",
    "Thành",
    "Thới",
    "Thuận",
    "Tiến",
    "Trung",
    "Vĩnh",
    "Xuân",
]


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write the names, then look for one after the other."""
    names = made_up_names(COUNT // 20 if is_quick else COUNT)
    write_units(place, names)
    place.become_default()
    return [
        _row(
            "không dấu / without marks", len(names), _looked_up(_without_marks(names))
        ),
        _row("có dấu / with marks", len(names), _looked_up(names)),
    ]


def made_up_names(count: int) -> list[str]:
    """Hamlets that no map knows."""
    dice = random.Random(SEED)
    return [
        f"Ấp {' '.join(dice.choice(WORDS) for _ in range(3))} {number}"
        for number in range(count)
    ]


def _without_marks(names: Sequence[str]) -> list[str]:
    from thidua.kernel.text import fold  # noqa: PLC0415 - Django must stand first

    return [fold(name) for name in names]


def write_units(place: Place, names: Sequence[str]) -> None:
    """Units numbered from 1, each with one of the names."""
    from thidua.kernel.text import fold, sort_key  # noqa: PLC0415

    with place.loading() as admin, admin.cursor() as cursor:
        cursor.execute(
            "insert into organisations_unit (id, kind, is_made_up)"
            " select number, 'hamlet', true from generate_series(1, %s) number",
            [len(names)],
        )
        with cursor.copy(
            "copy organisations_unitname (unit_id, name, full_name, name_en, folded,"
            " sort_key, during) from stdin"
        ) as copy:
            for number, name in enumerate(names, start=1):
                copy.write_row(
                    (
                        number,
                        name,
                        name,
                        "",
                        fold(name),
                        sort_key(name),
                        "[2015-01-01,)",
                    )
                )
        cursor.execute(
            "insert into organisations_placement (tree_id, unit_id, during)"
            " select tree.id, unit.id, '[2015-01-01,)' from organisations_unit unit,"
            " organisations_tree tree where tree.key = 'state'"
        )
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")


def _looked_up(names: Sequence[str]) -> list[float]:
    """Milliseconds of the search behind the pages, twenty names at most."""
    from django.db import connection  # noqa: PLC0415

    from thidua.organisations.queries.searching import numbers_matching  # noqa: PLC0415

    dice = random.Random(SEED)
    took: list[float] = []

    def timed(execute: Any, query: str, values: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        answer = execute(query, values, many, context)
        took.append((time.perf_counter() - start) * 1000)
        return answer

    for name in dice.sample(names, TIMES):
        typed = " ".join(name.split()[1:])
        with connection.execute_wrapper(timed):
            found = numbers_matching(typed, date(2025, 5, 20))
        if not found:
            raise AssertionError(f"“{typed}” was not found")
    return took


def _row(how: str, count: int, took: list[float]) -> Row:
    p50, p95 = percentile(took, 50), percentile(took, 95)
    return Row(
        part="names",
        job=f"tìm một tên trong {count} / one name among so many, {how}",
        measured=f"p50 {p50:.1f} p95 {p95:.1f} ms",
        target=f"p95 ≤ {LIMIT:.0f} ms",
        is_reached=p95 <= LIMIT,
        figures={"p50": p50, "p95": p95},
    )
