"""A list's filter: fields, pills to take away, names to keep it under, one address.

The address carries the filter. The list, its Excel file and the acts on many rows of it
read the same address, so that what is exported and what is acted on is what is seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.functional import Promise

from thidua.kernel.ui.parts import Pager, Pill, turned

PAGE, SHEET, TICKED = "trang", "xuat", "chon"
"""Words of an address that say no more of what is wanted than the filter does."""
AS_EXCEL = "excel"
AT_A_TIME = 50
"""Rows of one page of a list."""
LONGEST_PAGE = 6
"""Signs from which on the number of a page is none."""
LONGEST = 100
"""Signs of one value that are read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to filter by: a choice of `options`, or with none a text.

    `name` is its word in the address; an option is a value and its words. One that is
    `is_apart` is chosen beside the form: named wherever the filter is, no field of it.
    """

    name: str
    label: str | Promise
    options: Sequence[tuple[str, str | Promise]] = ()
    is_apart: bool = False

    def read(self, params: Mapping[str, str]) -> str:
        """The value asked for; “” when there is none, or none such."""
        value = params.get(self.name, "").strip()[:LONGEST]
        known = [key for key, _words in self.options]
        return value if value in known or not self.options else ""

    def shown(self, value: str) -> Shown:
        """The field as it stands in the form, with what is chosen."""
        options = [(key, str(words)) for key, words in self.options]
        return Shown(self.name, str(self.label), value, options)

    def says(self, value: str) -> str:
        """A pill's words."""
        words = dict(self.options).get(value)
        return f"{self.label}: {words if self.options else f'“{value}”'}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as it stands in the form."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """A filter kept under a name; `forget_href` only for who may take it away."""

    name: str
    href: str
    is_here: bool
    is_shared: bool
    forget_href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands above a list: everything `<c-filters>` draws."""

    path: str
    fields: Sequence[Shown]
    kept: Sequence[tuple[str, str]]
    pills: Sequence[Pill]
    query: str
    address: str
    sheet_href: str = ""
    save_href: str = ""
    may_share: bool = False
    saved: Sequence[Saved] = field(default_factory=tuple)
    said: str = ""
    """What the list is filtered by, for the titles of its page; “” for nothing."""

    @property
    def is_plain(self) -> bool:
        """Is nothing filtered?"""
        return not self.query


def chosen(fields: Sequence[Field], params: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for, of the things one may filter by; “” where nothing."""
    return {one.name: one.read(params) for one in fields}


def said_of(fields: Sequence[Field], params: Mapping[str, str]) -> str:
    """What an address filters by, in words: `Lĩnh vực: Y tế; Tên: “An”`; or “”."""
    asked = chosen(fields, params)
    return "; ".join(one.says(asked[one.name]) for one in fields if asked[one.name])


def query_of(params: Mapping[str, str]) -> str:
    """The filter of an address, without its page, in one order: to be compared."""
    wanted = {
        name: value.strip()[:LONGEST]
        for name, value in params.items()
        if name not in {PAGE, SHEET, TICKED} and value.strip()
    }
    return urlencode(sorted(wanted.items()))


def paged(
    count: int, params: Mapping[str, str], path: str, words: str = ""
) -> tuple[slice, Pager]:
    """Which of so many rows the address asks for, and the way to the other pages.

    A page that is none is the first; one beyond the last is the last.
    """
    text = params.get(PAGE, "")
    asked = int(text) if text.isdecimal() and len(text) < LONGEST_PAGE else 1
    query = query_of(params)
    here = f"{path}?{query}&" if query else f"{path}?"
    return turned(count, asked, AT_A_TIME, lambda to: f"{here}{PAGE}={to}", words)


def wants_sheet(params: Mapping[str, str]) -> bool:
    """Is the list asked for as an Excel file?"""
    return params.get(SHEET) == AS_EXCEL


def bar(
    path: str,
    params: Mapping[str, str],
    fields: Sequence[Field],
    *,
    site: str = "",
    has_sheet: bool = False,
) -> Bar:
    """The bar of a list at an address; what is no field is kept as it is."""
    said = said_of(fields, params)
    fields = [one for one in fields if not one.is_apart]
    mine = chosen(fields, params)
    rest = {
        name: value
        for name, value in params.items()
        if name not in {*mine, PAGE, SHEET, TICKED} and value.strip()
    }
    on = {name: value for name, value in mine.items() if value}
    query = query_of({**rest, **on})
    sheet = urlencode({**rest, **on, SHEET: AS_EXCEL})
    return Bar(
        path=path,
        fields=[one.shown(mine[one.name]) for one in fields],
        kept=list(rest.items()),
        pills=[
            Pill(one.says(on[one.name]), _without(path, {**rest, **on}, one.name))
            for one in fields
            if one.name in on
        ],
        query=query,
        address=f"{site}{path}?{query}" if query else f"{site}{path}",
        sheet_href=f"{path}?{sheet}" if has_sheet else "",
        said=said,
    )


def _without(path: str, params: Mapping[str, str], name: str) -> str:
    rest = urlencode({key: value for key, value in params.items() if key != name})
    return f"{path}?{rest}" if rest else path
