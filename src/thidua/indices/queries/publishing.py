"""The page on which a year is entered: by hand, or from a pasted table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indices.models import (
    Component,
    ComponentScore,
    CompositeIndex,
    MakeUp,
    Publication,
    Result,
)
from thidua.indices.provinces import Province, Provinces
from thidua.indices.queries.words import crumbs_of, name_of, years_of
from thidua.indices.reading import GROUP, NAME, RANK, REASON, SCORE, ReadRow, ReadTable
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.grid import CellInput
from thidua.kernel.ui.parts import Link

SKIP = "bo"
"""The answer “this row is no province” to a doubtful name."""
Texts = Mapping[tuple[int, str], str]
"""What stands in each cell, by unit and column."""


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A pasted row whose province must be asked."""

    number: int
    written: str
    figures: str
    choices: Sequence[tuple[str, str]]
    is_alike: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One province with its inputs, and what is wrong with them."""

    name: str
    cells: Sequence[CellInput]
    faults: Sequence[str]
    fault_id: str


@dataclass(frozen=True, slots=True)
class PublishPage:
    """Everything `publish.html` shows beside its form."""

    crumbs: Sequence[Link]
    title: str
    make_up: str
    make_up_href: str
    heads: Sequence[str]
    rows: Sequence[TableRow]
    taken: Sequence[str]
    doubtful: Sequence[DoubtfulRow]
    filled: str
    pasted: str
    is_correction: bool
    back: str


def columns_of(
    components: Sequence[Component], texts: Texts
) -> list[tuple[str, Component | None]]:
    """Score, rank, group; the main components, and parts only where some are given."""
    given = {column for _unit, column in texts}
    shown = [
        (one.code, one)
        for one in components
        if one.part_of_id is None or one.code in given
    ]
    return [(SCORE, None), (RANK, None), (GROUP, None), *shown, (REASON, None)]


def publish_page(
    index: CompositeIndex,
    provinces: Provinces,
    make_up: MakeUp | None,
    *,
    texts: Texts,
    faults: Mapping[tuple[int, str], str],
    table: ReadTable,
    doubtful: Sequence[ReadRow],
    pasted: str = "",
    correcting: Publication | None = None,
) -> PublishPage:
    """The table of all provinces of the year with what is known so far."""
    components = list(make_up.components.all()) if make_up else []
    columns = columns_of(components, texts)
    heads = [_head(code, one) for code, one in columns]
    filled = {unit for unit, _column in texts}
    return PublishPage(
        crumbs=crumbs_of(index),
        title=_title(index, correcting),
        make_up=_("Cách tính giai đoạn %(years)s") % {"years": years_of(make_up)}
        if make_up
        else "",
        make_up_href=reverse("indices:make-up-new", args=[index.code]),
        heads=heads,
        rows=[_row(one, columns, heads, texts, faults) for one in provinces.all],
        taken=_taken(table, components),
        doubtful=[_doubtful(row, provinces) for row in doubtful],
        filled=_("%(filled)s trên %(all)s tỉnh, thành phố đã có số")
        % {"filled": len(filled), "all": len(provinces)},
        pasted=pasted,
        is_correction=correcting is not None,
        back=reverse("indices:index", args=[index.code]),
    )


def texts_of(publication: Publication) -> dict[tuple[int, str], str]:
    """A year in force as the cells of the table, to be corrected."""
    texts: dict[tuple[int, str], str] = {}
    for one in Result.objects.filter(publication=publication):
        said = {
            SCORE: show_number(one.score),
            RANK: str(one.rank or ""),
            GROUP: one.group,
            REASON: one.missing_reason,
        }
        texts |= {(one.unit_id, key): text for key, text in said.items() if text}
    scores = ComponentScore.objects.filter(result__publication=publication)
    rows = scores.values_list("result__unit_id", "component__code", "score")
    texts |= {(unit, code): show_number(score) for unit, code, score in rows}
    return texts


def _title(index: CompositeIndex, correcting: Publication | None) -> str:
    if correcting is None:
        return _("Ghi một năm công bố của %(index)s") % {"index": index.short_name}
    return _("Đính chính %(index)s năm %(year)s") % {
        "index": index.short_name,
        "year": correcting.year,
    }


def _head(code: str, component: Component | None) -> str:
    if component is not None:
        return name_of(component)
    return {
        SCORE: _("Điểm"),
        RANK: _("Hạng"),
        GROUP: _("Nhóm"),
        REASON: _("Vì sao không có kết quả"),
    }[code]


def _row(
    province: Province,
    columns: Sequence[tuple[str, Component | None]],
    heads: Sequence[str],
    texts: Texts,
    faults: Mapping[tuple[int, str], str],
) -> TableRow:
    unit = province.unit_id
    wrong = [
        f"{head}: {fault}"
        for (code, _component), head in zip(columns, heads, strict=True)
        if (fault := faults.get((unit, code)))
    ]
    fault_id = f"fault-{unit}" if wrong else ""
    cells = [
        CellInput(
            key=f"{unit}-{code}",
            label=f"{province.name}, {head}",
            value=texts.get((unit, code), ""),
            tone="warn" if (unit, code) in faults else "",
            described_by=fault_id if (unit, code) in faults else "",
            is_text=code in {GROUP, REASON},
        )
        for (code, _component), head in zip(columns, heads, strict=True)
    ]
    return TableRow(province.name, cells, wrong, fault_id)


def _taken(table: ReadTable, components: Sequence[Component]) -> list[str]:
    """What each pasted column was taken for, said column by column."""
    known = {one.code: one for one in components}
    said = []
    for place, (head, kind) in enumerate(table.columns, start=1):
        if kind == NAME:
            meant = _("tỉnh, thành phố")
        elif kind:
            meant = _head(kind, known.get(kind))
        else:
            meant = _("bỏ qua")
        above = f"“{head}”" if head else _("cột %(n)s") % {"n": place}
        said.append(f"{above} → {meant}")
    return said


def _doubtful(row: ReadRow, provinces: Provinces) -> DoubtfulRow:
    near = [(str(one.unit_id), one.name) for one in row.match.choices]
    others = [
        (str(one.unit_id), one.name)
        for one in provinces.all
        if one not in row.match.choices
    ]
    skip = (SKIP, _("bỏ dòng này"))
    return DoubtfulRow(
        number=row.number,
        written=row.match.written,
        figures=" · ".join(text for text in row.texts.values() if text),
        choices=[("", _("chọn tỉnh")), *near, skip, *others],
        is_alike=bool(near),
    )
