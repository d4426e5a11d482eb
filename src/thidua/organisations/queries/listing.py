"""The list of units as of a day: drilled down, filtered, searched, paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.ui.addresses import address
from thidua.kernel.ui.parts import Link, Pager, Pill, turned
from thidua.organisations.actor import Actor
from thidua.organisations.kinds import kinds_on
from thidua.organisations.models import Unit
from thidua.organisations.naming import Family, Named, family_of, name_near
from thidua.organisations.official import TWO_TIERS_FROM
from thidua.organisations.policies import can_keep_register, can_reorganise
from thidua.organisations.queries.searching import search
from thidua.organisations.queries.unit_row import UnitRow, UnitWords

ON_A_PAGE = 50
ON_A_SHEET = 20_000
"""Units of an Excel file: more than the country has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for; `query()` writes it back into an address."""

    on: date
    today: date
    within: Unit | Named | None = None
    kind: str = ""
    text: str = ""
    page: int = 1

    @property
    def is_searching(self) -> bool:
        """Everything below, and not only what hangs directly under it?"""
        return bool(self.text or self.kind)

    def href(self, **changed: object) -> str:
        """The address of the same list with something changed."""
        asked = replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]
        pairs = {
            "ngay": "" if asked.on == asked.today else asked.on.isoformat(),
            "trong": asked.within.pk if asked.within else "",
            "loai": asked.kind,
            "tim": asked.text,
            "trang": asked.page if asked.page > 1 else "",
        }
        query = urlencode({key: value for key, value in pairs.items() if value})
        return address("organisations:units") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The list with its way up, its filters and its count in words."""

    heading: str
    count: str
    rows: Sequence[UnitRow]
    crumbs: Sequence[Link]
    pills: Sequence[Pill]
    said: str
    """What the list is narrowed to, for the titles of its page; “” for nothing."""
    pager: Pager
    kinds: Sequence[tuple[str, str]]
    asked: Asked
    on: str
    eras: Sequence[Link]
    is_searching: bool
    snapshot_note: str
    may_reorganise: Verdict
    bring_in_at: int | None
    """The reader's unit, if they may bring in what stands below it."""


def units_page(asked: Asked, *, reader: Actor) -> UnitsPage:
    """What stands directly within a unit; when searching, everything below it."""
    found = _found(asked)
    count = found.count
    words = ngettext("%(n)s đơn vị", "%(n)s đơn vị", count) % {"n": show_number(count)}
    within = (
        family_of(asked.within, asked.on, with_children=False) if asked.within else None
    )
    return UnitsPage(
        heading=_heading(asked, within),
        count=words,
        rows=_shown(found.rows, asked),
        crumbs=_crumbs(asked, within),
        pills=_pills(asked),
        said=_said(asked),
        pager=_turned(asked, found, words),
        kinds=kinds_on(asked.on, also=[asked.kind]),
        asked=asked,
        on=dates.show(asked.on),
        eras=_eras(asked),
        is_searching=asked.is_searching,
        snapshot_note=_snapshot_note(asked.on),
        may_reorganise=can_reorganise(reader),
        bring_in_at=reader.unit_id if _may_bring_in(reader, asked.on) else None,
    )


def _turned(asked: Asked, found: _Found, words: str) -> Pager:
    def to(page: int) -> str:
        return asked.href(page=page)

    return turned(found.count, found.page, ON_A_PAGE, to, words)[1]


def _may_bring_in(reader: Actor, day: date) -> Verdict:
    return can_keep_register(reader, reader.unit_id or 0, day)


def units_sheet(asked: Asked) -> Sheet:
    """The same list, all of it, as an Excel file."""
    within = (
        family_of(asked.within, asked.on, with_children=False) if asked.within else None
    )
    said = _said(replace(asked, today=asked.on))
    narrowed = [_("lọc theo %(asked)s") % {"asked": said}] if said else []
    return Sheet(
        name=pgettext("danh mục", "Đơn vị"),
        title=_heading(asked, within).upper(),
        subtitle=", ".join(
            [_("theo ngày %(day)s") % {"day": dates.show(asked.on)}, *narrowed]
        ),
        columns=[
            Column(_("Tên"), width=34),
            Column(_("Loại"), width=14),
            Column(_("Trực thuộc"), width=30),
            Column(_("Mã"), width=10),
            Column(_("Đơn vị trực thuộc"), kind=Kind.NUMBER, width=12),
        ],
        rows=[
            [name or "", kind_called(kind, name or ""), above or "", code or "", below]
            for _n, _pk, kind, _made_up, name, code, above, below in _rows_of(
                asked, 1, ON_A_SHEET
            )
        ],
    )


_TOP = """
    select top.unit_id from top where top.kind <> 'nation'
    union
    select place.unit_id from top
    join organisations_placement place
      on place.tree_id = (table here) and place.parent_id = top.unit_id
     and place.during @> %(day)s::date
    where top.kind = 'nation'
"""
_DIRECTLY = """
    select place.unit_id from organisations_placement place
    where place.tree_id = (table here) and place.parent_id = %(within)s
      and place.during @> %(day)s::date
"""
_BELOW = """
    select line.unit_id from organisations_lineage line
    where line.tree_id = (table here) and line.ancestor_id = %(within)s
      and line.depth > 0 and line.during @> %(day)s::date
"""
_ANYWHERE = """
    select distinct place.unit_id from organisations_placement place
    where place.during @> %(day)s::date
"""
_OF_KIND = """
    join organisations_unit unit
      on unit.id = wanted.unit_id and unit.kind = %(kind)s
"""
_EVERY = """
    select wanted.unit_id as id, 0 as rank,
        coalesce(called.full_name, (select near.full_name from ({near}) near)) as name,
        coalesce(called.sort_key, (select near.sort_key from ({near}) near)) as sort_key
    from wanted {of_kind}
    left join organisations_unitname called
      on called.unit_id = wanted.unit_id and called.during @> %(day)s::date
"""
# The day comes after the words: an index of days would go through every name in force.
_NAMED = """
    with named as materialized (
        select called.unit_id, called.full_name, called.sort_key, called.during,
            {rank} as rank
        from organisations_unitname called
        where {condition}
    )
    select named.unit_id as id, named.rank, named.full_name as name, named.sort_key
    from named join wanted on wanted.unit_id = named.unit_id {of_kind}
    where named.during @> %(day)s::date
"""
_LIST = """
with here as (select id from organisations_tree where key = 'state'), top as (
    select unit.id as unit_id, unit.kind
    from organisations_placement place
    join organisations_unit unit on unit.id = place.unit_id
    where place.tree_id = (table here) and place.parent_id is null
      and place.during @> %(day)s::date
), wanted as ({wanted}), found as materialized ({found}
), shown as (
    select * from found order by rank, sort_key, id limit %(limit)s offset %(offset)s
)
select (select count(*) from found), shown.id, unit.kind, unit.is_made_up, shown.name,
    (select code.code from organisations_unitcode code
     where code.unit_id = shown.id and code.during @> %(day)s::date
     order by code.id desc limit 1),
    (select above.full_name from organisations_placement place
     cross join lateral ({near_parent}) above
     where place.tree_id = (table here) and place.unit_id = shown.id
       and place.during @> %(day)s::date),
    (select count(*) from organisations_placement place
     where place.tree_id = (table here) and place.parent_id = shown.id
       and place.during @> %(day)s::date)
from shown
join organisations_unit unit on unit.id = shown.id
order by shown.rank, shown.sort_key, shown.id
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """One page of the list, and how many there are in all."""

    count: int
    page: int
    rows: Sequence[tuple[Any, ...]]


def _found(asked: Asked) -> _Found:
    """The page that was asked for; the last one, where there are not so many."""
    rows = _rows_of(asked, max(asked.page, 1))
    if rows or asked.page <= 1:
        return _Found(rows[0][0] if rows else 0, max(asked.page, 1), rows)
    first = _rows_of(asked, 1)
    count = first[0][0] if first else 0
    last = max(1, -(-count // ON_A_PAGE))
    return _Found(count, last, first if last == 1 else _rows_of(asked, last))


def _rows_of(asked: Asked, page: int, size: int = ON_A_PAGE) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "day": asked.on,
        "within": asked.within.pk if asked.within else None,
        "kind": asked.kind,
        "limit": size,
        "offset": (page - 1) * size,
    }
    if asked.is_searching:
        wanted = _BELOW if asked.within else _ANYWHERE
    else:
        wanted = _DIRECTLY if asked.within else _TOP
    found = _EVERY.format(
        near=name_near("wanted.unit_id"), of_kind=_OF_KIND if asked.kind else ""
    )
    if asked.text:
        named = search(asked.text)
        values |= named.values
        found = _NAMED.format(
            rank=named.rank,
            condition=named.condition,
            of_kind=_OF_KIND if asked.kind else "",
        )
    query = _LIST.format(
        wanted=wanted, found=found, near_parent=name_near("place.parent_id")
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _shown(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[UnitRow]:
    day = "" if asked.on == asked.today else f"ngay={asked.on.isoformat()}&"
    below_href = f"{address('organisations:units')}?{day}trong="
    said = UnitWords.spoken()
    return [
        UnitRow(
            name=name or "",
            href=_unit_href(pk, asked),
            kind=kind_called(kind, name or ""),
            code=code or "",
            above=above or "",
            below=show_number(below) if below else "",
            below_href=f"{below_href}{pk}",
            is_made_up=is_made_up,
            has_above=asked.is_searching,
            words=said,
        )
        for _count, pk, kind, is_made_up, name, code, above, below in rows
    ]


_DISTRICTS = {
    "Huyện": gettext_lazy("huyện"),
    "Quận": gettext_lazy("quận"),
    "Thị xã": gettext_lazy("thị xã"),
    "Thành phố": gettext_lazy("thành phố"),
}


def kind_called(kind: str, full_name: str) -> str:
    """“huyện” or “thị xã” of a district, as its name says; else the kind's label."""
    if kind == Unit.Kind.DISTRICT:
        for word, called in _DISTRICTS.items():
            if full_name.startswith(word):
                return str(called)
    return str(Unit.Kind(kind).label)


def _unit_href(pk: int, asked: Asked) -> str:
    day = "" if asked.on == asked.today else f"?ngay={asked.on.isoformat()}"
    return address("organisations:unit", pk) + day


def _heading(asked: Asked, family: Family | None) -> str:
    within = family.itself.name_on if family else _("Cả nước")
    if asked.text:
        return _("“%(text)s” trong %(within)s") % {
            "text": asked.text,
            "within": within[:1].lower() + within[1:],
        }
    return within


def _crumbs(asked: Asked, family: Family | None) -> list[Link]:
    if family is None:
        return [Link(pgettext("danh mục", "Đơn vị"))]
    links = [
        Link(one.name_on, asked.href(within=one, kind="", text=""))
        for one in family.way()
        if one.kind != Unit.Kind.NATION
    ]
    return [
        Link(pgettext("danh mục", "Đơn vị"), asked.href(within=None, kind="", text="")),
        *links,
    ]


def _pills(asked: Asked) -> list[Pill]:
    pills = []
    if asked.text:
        pills.append(Pill(_("tên có “%s”") % asked.text, asked.href(text="")))
    if asked.kind:
        label = Unit.Kind(asked.kind).label
        pills.append(Pill(str(label), asked.href(kind="")))
    if asked.on != asked.today:
        pills.append(
            Pill(_("ngày %s") % dates.show(asked.on), asked.href(on=asked.today))
        )
    return pills


def _said(asked: Asked) -> str:
    return "; ".join(str(one.label) for one in _pills(asked))


def _eras(asked: Asked) -> list[Link]:
    before = date(2025, 6, 30)
    return [
        Link(
            _("Hôm nay"),
            asked.href(on=asked.today, within=None),
            is_here=asked.on == asked.today,
        ),
        Link(
            _("30/06/2025, ba cấp"),
            asked.href(on=before, within=None),
            is_here=asked.on == before,
        ),
        Link(
            _("01/07/2025, hai cấp"),
            asked.href(on=TWO_TIERS_FROM, within=None),
            is_here=asked.on == TWO_TIERS_FROM,
        ),
    ]


def _snapshot_note(on: date) -> str:
    if on >= date(2025, 6, 30):
        return ""
    return _(
        "Danh mục trước 01/07/2025 là bản chụp ngày 30/06/2025; các lần sắp xếp "
        "trước đó chưa có trong nguồn."
    )
