"""What the palette asks, over a hundred thousand people and as many units.

Every kind of thing a person types: a whole name, its beginning, its last words, first
letters, two letters, one; with its marks and without.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bench import names
from bench.ground import ADMIN, Place
from bench.measure import percentile
from bench.table import Row

SEED = 1911
COUNT = 100_000
LIMIT = 5.0  # ms at p95, in the database
TIMES = 300
TODAY = date(2025, 5, 20)
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
SHARES = (38, 12, 10, 8, 8, 7, 6, 5, 4, 2)
MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Thanh", "Kim", "Quốc", "Đức", "Thúy")
TYPED: dict[str, Callable[[str], str]] = {
    "cả tên / whole": lambda name: name,
    "đầu tên / beginning": lambda name: name[: max(3, len(name) // 2)].strip(),
    "hai từ cuối / last two words": lambda name: " ".join(name.split()[-2:]),
    "từ cuối dở dang / last word begun": lambda name: name.split()[-1][:3],
    "chữ đầu / first letters": lambda name: _plain(
        "".join(word[0] for word in name.split())
    ),
    "hai chữ / two letters": lambda name: name[:2],
    "một chữ / one letter": lambda name: name[:1],
}


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write units and people, then type."""
    count = COUNT // 20 if is_quick else COUNT
    units = names.made_up_names(count)
    people = _people(count)
    names.write_units(place, units)
    _write_people(place, people)
    place.become_default()
    rows = []
    for how, form in (("không dấu / without marks", _plain), ("có dấu / marks", str)):
        took: list[float] = []
        for words, cut in TYPED.items():
            mine = _typed([*units, *people], cut, form)
            took += mine
            rows.append(_shown(f"{how}, {words}", mine))
        rows.append(_judged(how, count, took))
    return rows


def _plain(text: str) -> str:
    from thidua.kernel.text import fold  # noqa: PLC0415 - Django must stand first

    return fold(text)


def _people(count: int) -> list[str]:
    dice = random.Random(SEED)
    return [
        f"{dice.choices(SURNAMES, SHARES)[0]} {dice.choice(MIDDLE)}"
        f" {dice.choice(names.WORDS)} {dice.choice(names.WORDS)}"
        for _ in range(count)
    ]


def _write_people(place: Place, people: Sequence[str]) -> None:
    """Each serves one of the units."""
    from thidua.kernel.text import fold, person_sort_key  # noqa: PLC0415

    with place.loading() as admin, admin.cursor() as cursor:
        with cursor.copy(
            "copy organisations_person (id, full_name, folded, sort_key, is_made_up)"
            " from stdin"
        ) as copy:
            for number, name in enumerate(people, start=1):
                copy.write_row((number, name, fold(name), person_sort_key(name), True))
        cursor.execute(
            "insert into organisations_mandate"
            " (person_id, unit_id, role, title, during)"
            " select number, number, 'officer', 'Chuyên viên', '[2015-01-01,)'"
            " from generate_series(1, %s) number",
            [len(people)],
        )
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")


def _typed(
    known: Sequence[str], cut: Callable[[str], str], form: Callable[[str], str]
) -> list[float]:
    """Milliseconds of the one question that finds units and people, for an officer."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    from thidua.kernel.finding import words_of  # noqa: PLC0415
    from thidua.organisations.actor import Actor  # noqa: PLC0415
    from thidua.organisations.models import Mandate  # noqa: PLC0415
    from thidua.organisations.queries.finding import found  # noqa: PLC0415

    dice = random.Random(SEED)
    officer = Actor(None, Mandate(role=Mandate.Role.OFFICER), "", "")
    object.__setattr__(officer, "user", Mandate())  # somebody, not the system
    took: list[float] = []

    def clocked(execute: Any, *question: Any) -> Any:
        start = time.perf_counter()
        answer = execute(*question)
        took.append((time.perf_counter() - start) * 1000)
        return answer

    for name in dice.sample(known, TIMES // len(TYPED)):
        words = words_of(form(cut(name)))
        with translation.override("vi"), connection.execute_wrapper(clocked):
            hits = found(officer, words, TODAY)
        if not hits:
            raise AssertionError(f"“{form(cut(name))}” found nothing")
    return took


def _shown(how: str, took: Sequence[float]) -> Row:
    return Row(
        part="palette",
        job=f"  {how}",
        measured=f"p50 {percentile(took, 50):.1f} p95 {percentile(took, 95):.1f} ms",
        figures={"p50": percentile(took, 50), "p95": percentile(took, 95)},
    )


def _judged(how: str, count: int, took: Sequence[float]) -> Row:
    p50, p95 = percentile(took, 50), percentile(took, 95)
    return Row(
        part="palette",
        job=f"Ctrl K trên {count} đơn vị và {count} người / units and people, {how}",
        measured=f"p50 {p50:.1f} p95 {p95:.1f} ms",
        target=f"p95 ≤ {LIMIT:.0f} ms",
        is_reached=p95 <= LIMIT,
        figures={"p50": p50, "p95": p95},
    )
