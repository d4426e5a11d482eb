"""A hundred thousand rows of a workbook, checked and brought in, beside a bare read.

Each runs in a process of its own, with a memory of its own: `python -m bench.imports
bare|whole|again FILE [PLACE]` prints what it took as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.ground import HOME, ROOT, Place
from bench.measure import Family
from bench.table import Row

TIMES_BARE, MOST_MEMORY = 6.0, 250.0  # times the bare read; MiB
COMMUNES, LINES, MONTHS = 150, 56, 12  # 100,800 rows
SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class Run:
    """One process: seconds of CPU, its own and PostgreSQL's, and MiB at its peak."""

    own: float
    postgres: float
    memory: float
    told: dict[str, Any]

    @property
    def cpu(self) -> float:
        return self.own + self.postgres


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Build a province and its workbook; read it bare, bring it in, send it again."""
    place.become_default()
    months = 1 if is_quick else MONTHS
    form_id, rows = _build(months)
    file = HOME / "imports.xlsx"
    _write(file, rows)
    postgres = Family(place.server.postmaster() or 0)
    bare = min((_run("bare", file, place, postgres) for _ in range(3)), key=_cpu)
    whole = _run("whole", file, place, postgres, str(form_id))
    again = _run("again", file, place, postgres, str(form_id))
    return [
        Row(
            part="imports",
            job=f"đọc trơn / a bare read, {len(rows):,} dòng".replace(",", "."),
            measured=f"{bare.cpu:.2f} s CPU",
        ),
        _row("kiểm và ghi / checked and brought in", bare, whole),
        _row("gửi lại, không đổi / sent again, unchanged", bare, again),
    ]


def _cpu(run: Run) -> float:
    return run.cpu


def _row(job: str, bare: Run, run: Run) -> Row:
    times = run.cpu / bare.cpu
    return Row(
        part="imports",
        job=job,
        measured=(
            f"{run.cpu:.2f} s CPU ({run.postgres:.2f} PostgreSQL), {times:.1f} ×,"
            f" {run.memory:.0f} MiB"
        ),
        target=f"≤ {TIMES_BARE:.0f} ×, ≤ {MOST_MEMORY:.0f} MiB",
        is_reached=times <= TIMES_BARE and run.memory <= MOST_MEMORY,
        figures={"cpu": run.cpu, "times": times, "memory": run.memory} | run.told,
    )


def _run(what: str, file: Path, place: Place, postgres: Family, *more: str) -> Run:
    before = postgres.cpu()
    answer = subprocess.run(
        [sys.executable, "-m", "bench.imports", what, str(file), *more],
        env=os.environ | {"DATABASE_URL": place.url()},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(answer.stdout.splitlines()[-1])
    time.sleep(0.1)
    return Run(told.pop("cpu"), postgres.cpu() - before, told.pop("memory"), told)


def _build(months: int) -> tuple[int, list[list[str | float]]]:
    """A province of communes, a form, and the long table of its figures."""
    names = ["Tỉnh Đo Lường", *(f"Xã Tân Lập {n}" for n in range(1, COMMUNES + 1))]
    units = places(names)
    form_id = _form(units)
    rows: list[list[str | float]] = [
        [name, f"Tháng {month}/2024", f"Chỉ số đo lường số {line}", "km", value / 100]
        for month in range(1, months + 1)
        for place, name in enumerate(names[1:])
        for line in range(1, LINES + 1)
        for value in [place * 37 % 900 + line * 11 + month]
    ]
    return form_id, rows


def places(names: list[str]) -> list[Any]:
    """The province, its communes, and somebody who acts for it."""
    from django.db import connection  # noqa: PLC0415 - Django must stand first
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415

    from thidua.organisations import models  # noqa: PLC0415

    always = DateRange(date(2015, 1, 1), None)
    tree = models.Tree.objects.get(key=models.Tree.STATE)
    units = [models.Unit(kind=models.Unit.Kind.PROVINCE)]
    units += [models.Unit(kind=models.Unit.Kind.COMMUNE) for _name in names[1:]]
    models.Unit.objects.bulk_create(units)
    models.UnitName.objects.bulk_create(
        models.UnitName.written(unit, name, always)
        for unit, name in zip(units, names, strict=True)
    )
    province = units[0]
    models.Placement.objects.bulk_create(
        models.Placement(
            tree=tree,
            unit=unit,
            parent=None if unit is province else province,
            during=always,
        )
        for unit in units
    )
    with connection.cursor() as cursor:
        cursor.execute("select organisations_rebuild_lineage(%s)", [tree.pk])
    person = models.Person.named("Nguyễn Đo Lường", is_made_up=True)
    person.save()
    models.User.objects.create_user("do.luong", "x" * 20, person)
    models.Mandate.objects.create(
        person=person, unit=province, role="officer", title="Chuyên viên", during=always
    )
    return units


def _form(units: list[Any]) -> int:
    """An open monthly form of many lines, reported by every commune."""
    from thidua.indicators import actions  # noqa: PLC0415
    from thidua.kernel import clock  # noqa: PLC0415
    from thidua.organisations.actor import the_system  # noqa: PLC0415
    from thidua.organisations.models import Tree  # noqa: PLC0415

    province = units[0]
    tree = Tree.objects.get(key=Tree.STATE)
    by: Any = {
        "actor": the_system("đo"),
        "at": datetime(2024, 1, 2, 8, tzinfo=clock.ZONE),
    }
    versions = [
        actions.define_indicator(
            province,
            f"do-{n}",
            actions.Meaning(name=f"Chỉ số đo lường số {n}", measure="km", decimals=2),
            since=SINCE,
            **by,
        )
        for n in range(1, LINES + 1)
    ]
    form = actions.draft_form(
        province,
        name="Biểu đo",
        tree=tree,
        period_kind="month",
        starts_on=SINCE,
        ends_on=date(2025, 12, 31),
        **by,
    )
    lines = [
        actions.Line(version_id=version.pk, level="commune") for version in versions
    ]
    actions.set_lines(form, lines, **by)
    actions.open_form(form, **by)
    reporters = [actions.Reporter(unit.pk, province.pk) for unit in units[1:]]
    actions.assign_reporters(form, reporters, since=SINCE, **by)
    return int(form.pk)


def _write(file: Path, rows: list[list[str | float]]) -> None:
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["Đơn vị", "Kỳ", "Chỉ tiêu", "Đơn vị tính", "Số liệu"])
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)
    book.close()


def _bare(file: Path) -> dict[str, Any]:
    """What reading alone takes: every row of the sheet, as the reader gives it."""
    import python_calamine  # noqa: PLC0415

    sheet = python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    return {"rows": len(sheet.to_python())}


def _whole(file: Path, form: str, *, carries: bool) -> dict[str, Any]:
    """The way of a file: received, mapped as proposed, checked, brought in."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    from thidua.imports import actions  # noqa: PLC0415
    from thidua.imports.kinds import kind_called  # noqa: PLC0415
    from thidua.imports.mapping import Mapping  # noqa: PLC0415
    from thidua.imports.models import Import  # noqa: PLC0415
    from thidua.kernel import clock  # noqa: PLC0415
    from thidua.organisations.actor import acting  # noqa: PLC0415
    from thidua.organisations.models import Mandate, User  # noqa: PLC0415

    mandate = Mandate.objects.with_unit_names(SINCE).get(person__user__isnull=False)
    by: Any = {
        "actor": acting(User.objects.get(person=mandate.person_id), mandate),
        "at": datetime(2025, 1, 5, 8, tzinfo=clock.ZONE),
    }
    upload = SimpleUploadedFile(file.name, file.read_bytes())
    received = actions.receive_file(kind_called("so-lieu"), f"{form}-0-0", upload, **by)
    del upload
    base = time.process_time()
    run = actions.map_columns(received, Mapping.from_json(received.mapping), **by)
    run = actions.check_rows(run, **by)
    checked = time.process_time() - base
    if carries:
        actions.bring_in_rows(run, **by)
        while actions.bring_rows_in(run, **by):
            pass
    kept = Import.objects.get(pk=run.pk)
    return {"counts": kept.counts, "done": kept.about.get("done"), "check": checked}


def _peak() -> float:
    """MiB at this program's peak; `ru_maxrss` would count what its parent had, too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> None:
    """One measured process."""
    what, file = arguments[0], Path(arguments[1])
    if what == "bare":
        start = time.process_time()
        told = _bare(file)
    else:
        import django  # noqa: PLC0415

        django.setup()
        start = time.process_time()
        told = _whole(file, arguments[2], carries=what == "whole")
    told["cpu"] = time.process_time() - start
    told["memory"] = _peak()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
