"""A bar ends at its target; the upright line is where one must be today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.kernel.numbers import show_percent
from thidua.kernel.ui.drawing import drawn

SLOW_BY = Decimal(5)
"""Percent points behind the pace that are called slow (a habit of the mock-ups)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Progress in percent of the target, with its pace; drawn by `<c-bar>`."""

    svg: SafeString
    percent: str
    tone: str
    strong: str = ""
    note: str = ""
    href: str = ""
    """Where what is said in `strong` is counted."""

    @property
    def note_class(self) -> str:
        """How the note beside the bar is coloured."""
        return {"slow": "is-slow", "late": "is-late"}.get(self.tone, "")


@dataclass(frozen=True, slots=True)
class Rank:
    """One unit of a comparison."""

    label: str
    bar: Bar
    figure: str
    href: str = ""
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units compared, best first; `title` is the finding."""

    title: str
    ranks: Sequence[Rank]
    note: str = ""


def bar(
    value: Decimal | float | None,
    pace: Decimal | float | None = None,
    *,
    strong: str = "",
    note: str = "",
    href: str = "",
    tone: str | None = None,
    over: Decimal | float | None = None,
) -> Bar:
    """A bar of `value` percent; `pace` percent is today's line, None where none.

    Without a `tone` it is "slow" when the value is more than `SLOW_BY` points behind.
    `over` is a second, red length behind the first: returned, refused, exceeding.
    A missing value draws an empty bar and says that nothing is known.
    """
    known = None if value is None else Decimal(str(value))
    must = None if pace is None else Decimal(str(pace))
    if tone is None:
        behind = known is not None and must is not None and known < must - SLOW_BY
        tone = "slow" if behind else ""
    return Bar(
        svg=_bar_svg(
            _clip(known),
            None if must is None else _clip(must),
            tone,
            None if over is None else _clip(Decimal(str(over))),
            _bar_label(known, must),
        ),
        percent=_("chưa có") if known is None else show_percent(known),
        tone=tone,
        strong=strong,
        note=note,
        href=href,
    )


def ranking(title: str, ranks: Sequence[Rank], *, note: str = "") -> Ranking:
    """A comparison in the order given."""
    return Ranking(title, tuple(ranks), note)


def _clip(value: Decimal | None) -> str:
    """A length between 0 and 100 with one decimal, as SVG wants it."""
    held = min(max(value or Decimal(0), Decimal(0)), Decimal(100))
    return f"{held.quantize(Decimal('0.1')).normalize():f}"


def _bar_label(value: Decimal | None, pace: Decimal | None) -> str:
    if value is None:
        return _("chưa có số liệu")
    said = _("%(share)s chỉ tiêu") % {"share": show_percent(value)}
    if pace is None:
        return said
    return _("%(said)s, nhịp %(pace)s") % {"said": said, "pace": show_percent(pace)}


@lru_cache(maxsize=4096)
def _bar_svg(
    value: str, pace: str | None, tone: str, over: str | None, label: str
) -> SafeString:
    second = (
        drawn('<rect class="over" x="{}%" width="{}%" height="100%"/>', value, over)
        if over
        else mark_safe("")
    )
    line = (
        drawn('<line class="pace" x1="{0}%" x2="{0}%" y1="-25%" y2="125%"/>', pace)
        if pace is not None
        else mark_safe("")
    )
    return drawn(
        '<svg class="bar {}" role="img" aria-label="{}">'
        '<rect class="bg" width="100%" height="100%"/>'
        '<rect class="v" width="{}%" height="100%"/>{}{}</svg>',
        tone,
        label,
        value,
        second,
        line,
    )
