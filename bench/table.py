"""What was measured, beside its target: a table for people, JSON for programs."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HEAD = (
    "| việc / job | đo được / measured | mục tiêu / target | |",
    "|---|---|---|---|",
)
HEADING = re.compile(r"\| \*\*(\w+)\*\*, ")
BEGIN, END = "<!-- table -->", "<!-- /table -->"
REACHED, MISSED, SHOWN = "đạt / reached", "chưa đạt / missed", "—"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measured job. Without a target it is only shown beside the others."""

    part: str
    job: str
    measured: str
    target: str = ""
    is_reached: bool | None = None
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        return {True: REACHED, False: MISSED, None: SHOWN}[self.is_reached]


def printed(rows: Sequence[Row]) -> str:
    """The table, its columns as wide as their longest text."""
    head = ("việc / job", "đo được / measured", "mục tiêu / target", "")
    lines = [head, *((r.job, r.measured, r.target, r.verdict) for r in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(4)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        for line in lines
    )


def write(rows: Sequence[Row], file: Path, *, is_quick: bool) -> None:
    """The same as JSON, with the machine it was measured on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "is_quick": is_quick,
        "rows": [asdict(row) | {"verdict": row.verdict} for row in rows],
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def put_into(
    page: Path, rows: Sequence[Row], *, day: str, order: Sequence[str]
) -> None:
    """Renew the measured parts of a page's table, between its two marks.

    Each part stands under a line of its own with its day; what was not measured this
    time stays as it is. `order` names the parts that there are.
    """
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    table, _, after = rest.partition(END)
    parts = _parts_of(table)
    for part in dict.fromkeys(row.part for row in rows):
        lines = [_line(row) for row in rows if row.part == part]
        parts[part] = [f"| **{part}**, {day}, {os.cpu_count()} cores | | | |", *lines]
    drawn = [*HEAD, *(line for part in order for line in parts.get(part, []))]
    page.write_text(
        f"{before}{BEGIN}\n" + "\n".join(drawn) + f"\n{END}{after}", encoding="utf-8"
    )


def _line(row: Row) -> str:
    return (
        f"| {row.job.strip()} | {row.measured} | {row.target or '—'} | {row.verdict} |"
    )


def _parts_of(table: str) -> dict[str, list[str]]:
    """The lines of each part, its heading first."""
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in table.strip().splitlines():
        if heading := HEADING.match(line):
            lines = parts.setdefault(heading[1], [])
        lines.append(line)
    return parts
