"""A whole laid out in its parts: one bar, as long as the whole, cut where they meet.

What no part covers is left bare and named; parts beyond the whole are cut off at its
end, and the words beside the bar say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.kernel.numbers import show_percent

TONES = 6
"""Parts that have a look of their own; further ones begin anew."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One part in percent of the whole, its figure in words and where it opens.

    `is_rest` is what no part covers.
    """

    name: str
    share: Decimal | None
    figure: str = ""
    href: str = ""
    is_rest: bool = False

    @property
    def percent(self) -> str:
        """`46 %`; “” when it is not known."""
        return "" if self.share is None else show_percent(self.share, 1)


@dataclass(frozen=True, slots=True)
class Key:
    """One entry beneath the bar."""

    tone: str
    slice: Slice


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of parts, drawn by `<c-stack>`; `title` is its finding."""

    title: str
    svg: SafeString
    keys: Sequence[Key]


def stack(title: str, slices: Sequence[Slice]) -> Stack:
    """The bar with its key."""
    keys = [Key(_tone(n, one), one) for n, one in enumerate(slices)]
    return Stack(title, stack_svg(slices), keys)


def stack_svg(slices: Sequence[Slice]) -> SafeString:
    """The bar alone, for a cell of a table; its label says every part."""
    pieces, start = [], Decimal(0)
    for number, one in enumerate(slices):
        width = min(max(one.share or Decimal(0), Decimal(0)), 100 - start)
        if width > 0 and not one.is_rest:
            pieces.append((_tone(number, one), _length(start), _length(width)))
        start += width
    return format_html(
        '<svg class="stackbar" role="img" aria-label="{}">'
        '<rect class="bg" width="100%" height="100%"/>{}</svg>',
        _label(slices),
        format_html_join(
            "", '<rect class="{}" x="{}%" width="{}%" height="100%"/>', pieces
        ),
    )


def _tone(number: int, one: Slice) -> str:
    return "rest" if one.is_rest else f"part-{number % TONES + 1}"


def _length(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1')).normalize():f}"


def _label(slices: Sequence[Slice]) -> str:
    said = [f"{one.name} {one.percent}" for one in slices if one.share is not None]
    return ", ".join(said) or _("chưa có số liệu")
