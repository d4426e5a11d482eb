"""The page on which columns are matched: what each holds and what it may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.keeping import said_of
from thidua.imports.kinds import Ground, kind_called
from thidua.imports.mapping import NOTHING, Column, Mapping
from thidua.imports.mapping_gaps import Seen, in_part, left_out, lost, problems
from thidua.imports.models import Import
from thidua.imports.opening import GLANCE, Opened, clashing, ground_of, open_file
from thidua.imports.queries.before import sent_before
from thidua.imports.queries.offering import Choices, Offer, Options
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link
from thidua.kernel.workbooks.legacy import Encoding, Letters
from thidua.kernel.workbooks.measures import COMMON, COMMON_MORE, measure_in
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Sheet, Value
from thidua.kernel.workbooks.tables import Is, lines_of
from thidua.organisations.actor import Actor

_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8,11}(?!\d)")
MOST_BESIDE = 12
"""Texts of a mixed sheet that are shown as they are and as they are read."""
SHOWN = 3
"""Cells of a column shown as a sample."""
ENCODINGS = (
    (Encoding.UNICODE.value, "Unicode"),
    (Encoding.TCVN3.value, "TCVN3 (ABC, .VnTime)"),
    (Encoding.VNI.value, "VNI (VNI-Times)"),
)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the file: its letter, label, sample, and how it is read."""

    number: int
    letter: str
    label: str
    sample: str
    code: str
    groups: Sequence[Choices]
    measure: str
    takes_measure: bool
    is_hidden: bool
    why_left: str
    is_lost: str
    lacks: str
    """Which other columns its figures need, and the file has none of."""


@dataclass(frozen=True, slots=True)
class ConstantRow:
    """Something that holds for the whole file, because no column says it."""

    key: str
    label: str
    value: str
    options: Options


@dataclass(frozen=True, slots=True)
class Mixed:
    """What a sheet in two kinds of letters has: texts as they are and as they are read,
    those that are old letters for sure and those that may be; and what may be said."""

    name: str
    sure: Options
    more_sure: str
    unsure: Options
    more_unsure: str
    choices: Options
    chosen: str


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Everything `mapping.html` shows."""

    pk: int
    title: str
    file: str
    crumbs: Sequence[Link]
    remembered: str
    before: Link | None
    keeping: str
    sheet: str
    sheets: Options
    header_first: int
    header_last: int
    encoding: str
    encodings: Options
    encoding_said: str
    mixed: Mixed | None
    hidden_count: int
    keep_hidden: bool
    blind: Sequence[str]
    has_lost: bool
    """Are there columns of figures among the problems?"""
    lacks_parts: bool
    columns: Sequence[ColumnRow]
    constants: Sequence[ConstantRow]
    measures: Sequence[str]
    has_measures: bool
    problems: Sequence[str]
    fault: str
    remedy: str
    skipped: str


def mapping_page(
    run: Import,
    mapping: Mapping,
    actor: Actor,
    day: date,
    typed: Collection[str] = (),
) -> MappingPage:
    """The page for a mapping, kept or just typed: `typed` are the names of the fields
    that come back, in which nothing is proposed again. Raises `Unopenable`."""
    opened = open_file(run, mapping, ground_of(run, actor, day), most=GLANCE)
    return _page(run, mapping, opened, typed)


def _page(
    run: Import, mapping: Mapping, opened: Opened, typed: Collection[str]
) -> MappingPage:
    ground = opened.ground
    samples, counts = _looked_at(opened, kind_called(run.kind).holds_people)
    seen = Seen.in_(opened.sheet, opened.table)
    seen = replace(seen, clashes=clashing(run, opened))
    columns = _columns(opened, mapping, samples, seen, typed)
    sheet = opened.sheet
    return MappingPage(
        pk=run.pk,
        title=ground.title,
        file=run.file.name,
        crumbs=crumbs(run),
        remembered=_remembered(run),
        before=sent_before(run),
        keeping=said_of(run),
        sheet=sheet.name,
        sheets=_sheets(opened),
        header_first=opened.table.first + 1,
        header_last=opened.table.last + 1,
        encoding=str(sheet.letters.code),
        encodings=ENCODINGS,
        encoding_said=_encoding_said(sheet.letters),
        mixed=_mixed(sheet, mapping) if sheet.letters.is_mixed else None,
        hidden_count=_hidden(opened),
        keep_hidden=mapping.keep_hidden,
        blind=sheet.blind,
        has_lost=any(one.is_lost for one in columns),
        lacks_parts=any(one.lacks for one in columns),
        columns=columns,
        constants=_constants(ground, mapping),
        measures=[*COMMON, *COMMON_MORE],
        has_measures=bool(ground.figure),
        problems=_problems(ground, mapping, seen, columns),
        fault=run.stopped[0],
        remedy=run.stopped[1],
        skipped=_skipped(counts),
    )


def _hidden(opened: Opened) -> int:
    """How many rows below the header are hidden."""
    last = opened.table.last
    return sum(row > last for row in opened.sheet.hidden_rows)


def _remembered(run: Import) -> str:
    if not run.about.get("remembered"):
        return ""
    return _("Cột được khớp như lần trước của đơn vị với tiêu đề này.")


def crumbs(run: Import) -> list[Link]:
    """The way to an import, on its own pages."""
    return [*way_to(run)[:-1], Link(run.file.name, is_here=True)]


def way_to(run: Import) -> list[Link]:
    """The list of imports, this one."""
    return [
        Link(_("Nhập từ tệp"), reverse("imports:imports")),
        Link(run.file.name, reverse("imports:import", args=[run.pk])),
    ]


def _sheets(opened: Opened) -> Options:
    hidden = _("(ẩn)")
    return [
        (one.name, f"{one.name} {hidden}" if one.is_hidden else one.name)
        for one in opened.book.sheets
    ]


def _looked_at(
    opened: Opened, with_people: bool
) -> tuple[list[list[str]], dict[Is, int]]:
    """Samples of each column, how many lines of each kind."""
    samples: list[list[str]] = [[] for _label in opened.table.labels]
    counts: dict[Is, int] = {}
    for line in lines_of(opened.sheet, opened.table, keep_hidden=False):
        counts[line.kind] = counts.get(line.kind, 0) + 1
        if line.kind != Is.DATA:
            continue
        for number, cell in enumerate(line.cells[: len(samples)]):
            if cell is None or counts[Is.DATA] > 200 or len(samples[number]) >= SHOWN:
                continue
            text = _shown(cell) if opened.ground.figure else _plain(cell)
            text = masked(text) if with_people else text
            if text not in samples[number]:
                samples[number].append(text)
    return samples, counts


def masked(text: str) -> str:
    """Without the inside of what may be an identity or a telephone number."""
    return _NUMBER.sub(lambda found: f"{found[0][0]}xx…{found[0][-2:]}", text)


def _skipped(counts: dict[Is, int]) -> str:
    total, group, header, hidden, note = (
        counts.get(kind, 0)
        for kind in (Is.TOTAL, Is.GROUP, Is.HEADER, Is.HIDDEN, Is.NOTE)
    )
    words = (
        (ngettext("%s dòng tổng", "%s dòng tổng", total), total),
        (ngettext("%s dòng nhóm", "%s dòng nhóm", group), group),
        (
            ngettext("%s dòng tiêu đề lặp lại", "%s dòng tiêu đề lặp lại", header),
            header,
        ),
        (ngettext("%s dòng ẩn", "%s dòng ẩn", hidden), hidden),
        (ngettext("%s dòng ghi chú, chữ ký", "%s dòng ghi chú, chữ ký", note), note),
    )
    return ", ".join(said % count for said, count in words if count)


def _encoding_said(letters: Letters) -> str:
    if letters.encoding == Encoding.UNICODE or letters.is_mixed:
        return ""
    return _("Tệp gõ bằng phông cũ; chữ đã đổi sang Unicode như thấy ở dưới.")


def _mixed(sheet: Sheet, mapping: Mapping) -> Mixed:
    base = sheet.letters.encoding
    choices = [
        (str(base), _("Chỉ đổi các ô chắc chắn gõ bằng phông cũ")),
        (str(Encoding.UNICODE), _("Không đổi ô nào")),
    ]
    if sheet.unsure:
        choices.insert(1, (str(base.for_all), _("Đổi cả các ô chưa chắc")))
    return Mixed(
        dict(ENCODINGS)[base.value],
        sheet.rewritten[:MOST_BESIDE],
        _more_than_shown(len(sheet.rewritten)),
        sheet.unsure[:MOST_BESIDE],
        _more_than_shown(len(sheet.unsure)),
        choices,
        mapping.encoding if mapping.said_letters else "",
    )


def _more_than_shown(count: int) -> str:
    more = count - MOST_BESIDE
    return _("và %s ô khác nữa") % show_number(more) if more > 0 else ""


def _columns(
    opened: Opened,
    mapping: Mapping,
    samples: Sequence[Sequence[str]],
    seen: Seen,
    typed: Collection[str],
) -> list[ColumnRow]:
    ground, table = opened.ground, opened.table
    offer = Offer(ground)
    unsaid = lost(ground, mapping, seen.figures)
    lacking = in_part(ground, mapping, seen)
    why = left_out(ground, mapping, table)
    fresh = {n: table.labels[n] for n in unsaid if f"c{n}" not in typed}
    asked = offer.proposals(fresh, mapping.columns)
    rows = []
    for number, label in enumerate(table.labels):
        column = mapping.columns[number] if number < len(mapping.columns) else Column()
        if not label and not samples[number] and not column.as_:
            continue
        is_lost, lacks = number in unsaid, lacking.get(number, "")
        code, name = asked.get(number, (column.code, ""))
        is_typed = f"m{number}" in typed
        rows.append(
            ColumnRow(
                number=number,
                letter=letters(number),
                label=label,
                sample=" · ".join(samples[number])[:120],
                code=code,
                groups=offer.of(column, label, is_asked=is_lost or bool(lacks)),
                measure=column.measure or _measure(column, label, is_typed),
                takes_measure=_takes_measure(ground, column, seen.figures[number]),
                is_hidden=number in opened.sheet.hidden_columns,
                why_left=why.get(number, ""),
                is_lost=_lost(seen.figures[number], name) if is_lost else "",
                lacks=lacks,
            )
        )
    return rows


def _takes_measure(ground: Ground, column: Column, figures: int) -> bool:
    """Are there figures in a column that a measure can be said of?"""
    if not ground.figure:
        return False
    is_read = column.field == ground.figure
    return is_read or (bool(figures) and column.as_ in {"", NOTHING})


def _measure(column: Column, label: str, is_typed: bool) -> str:
    """What the header says, where nobody said anything of the column."""
    return "" if column.as_ or is_typed else measure_in(label)


def _lost(count: int, name: str) -> str:
    """How many figures nobody will read, unless they are what is proposed."""
    if name:
        words = ngettext(
            "cột này có %(count)s số: có phải “%(name)s”? Đúng thì để nguyên.",
            "cột này có %(count)s số: có phải “%(name)s”? Đúng thì để nguyên.",
            count,
        )
        return words % {"count": show_number(count), "name": name}
    words = ngettext(
        "cột này có %(count)s số: là gì?", "cột này có %(count)s số: là gì?", count
    )
    return words % {"count": show_number(count)}


def _problems(
    ground: Ground, mapping: Mapping, seen: Seen, columns: Sequence[ColumnRow]
) -> list[str]:
    """What is still to be chosen; each column of figures by itself."""
    others = problems(ground, mapping, seen, with_columns=False)
    return [*others, *_lost_among(columns)]


def _lost_among(columns: Sequence[ColumnRow]) -> list[str]:
    words = _("Cột %(letter)s “%(label)s”: %(said)s")
    return [
        words % {"letter": one.letter, "label": one.label, "said": said}
        for one in columns
        if (said := one.is_lost or one.lacks)
    ]


def _constants(ground: Ground, mapping: Mapping) -> list[ConstantRow]:
    """The dims that no column says: they hold for the whole file."""
    figures = [c for c in mapping.columns if c.field == ground.figure and c.as_]
    labels = {one.key: one.label for one in ground.fields}
    return [
        ConstantRow(
            key, labels[key], mapping.constants.get(key, ""), ground.options(key)
        )
        for key in ground.dims
        if mapping.column_for(key) is None
        and not (figures and all(key in column.dims for column in figures))
    ]


def _plain(cell: Value) -> str:
    """A number of a list is a year or a code: without marks between its digits."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return _shown(cell)


def _shown(cell: Value) -> str:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return show_number(round(cell, 9))
    if isinstance(cell, date | datetime):
        return f"{cell:%d/%m/%Y}"
    return str(cell)[:40]
