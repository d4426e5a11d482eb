"""How far the filling in of a report is, in a bar and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.ui import charts


@dataclass(frozen=True, slots=True)
class Fill:
    """How far the report is: a bar, its words, the names of the empty lines.

    `left` says what is left, or that all is done; `still` the same before it is sent,
    “” when nothing is; `is_held` when cells are empty or not mended: it cannot be sent.
    """

    bar: charts.Bar
    words: str
    left: str
    still: str
    is_held: bool
    empty: Sequence[str]


def fill_of(count: int, empty: Sequence[str], *, returned: int, odd: int) -> Fill:
    """Of so many cells: the empty ones by name, those sent back and not mended yet,
    and the odd figures that nobody explained."""
    is_held = bool(returned or empty)
    left = left_words(returned, len(empty), odd)
    done = count - len(empty) - returned
    return Fill(
        bar=charts.bar(_percent(done, count), over=_percent(returned, count), tone=""),
        words=_("%(done)s trên %(all)s ô") % {"done": done, "all": count},
        left=left,
        still=left if is_held or odd else "",
        is_held=is_held,
        empty=empty,
    )


def left_words(returned: int, empty: int, odd: int) -> str:
    """What is left of a report or of a group of its lines; “xong” when nothing is."""
    said = []
    if returned:
        words = ngettext("%(n)s ô phải sửa", "%(n)s ô phải sửa", returned)
        said.append(words % {"n": returned})
    if empty:
        words = ngettext("%(n)s ô trống", "%(n)s ô trống", empty)
        said.append(words % {"n": empty})
    if odd:
        words = ngettext("%(n)s số cần giải trình", "%(n)s số cần giải trình", odd)
        said.append(words % {"n": odd})
    return ", ".join(said) or _("xong")


def _percent(count: int, of: int) -> Decimal:
    return Decimal(100 * count) / max(of, 1)
