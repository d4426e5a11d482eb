"""The target in a row of the entry grid: how much, whose, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.beside import Beside
from thidua.indicators.models import FormLine
from thidua.indicators.reading import show_scaled
from thidua.kernel.dates import show
from thidua.kernel.ui import charts


def the_one(names: Iterable[str]) -> str:
    """What several are all called; "" when they differ, or there is but one."""
    found = list(names)
    return found[0] if len(found) > 1 and len(set(found)) == 1 else ""


@dataclass(frozen=True, slots=True)
class OfAll:
    """What holds for all targets of a grid: said once, not in every row; "" else."""

    whose: str
    until: str


def of_all(targets: Iterable[Beside]) -> OfAll:
    """The campaign of all targets of a grid, and the day up to which all count."""
    set_ones = [one for one in targets if one.target]
    return OfAll(the_one(one.whose for one in set_ones), the_one(map(_until, set_ones)))


def aimed(line: FormLine, target: Beside | None, said: OfAll) -> dict[str, Any]:
    """The target beside a figure, and all that the one figure counts for.

    A target that the unit has not taken on is marked, and nothing is held against it.
    `said` stands below the grid.
    """
    return {
        "target": show_scaled(line, target.target) if target and target.target else "",
        "target_of": _of(target, said.whose) if target and target.target else "",
        "target_whose": target.whose if target and target.target else "",
        "counted_until": _until(target) if target and target.target else "",
        "counts_for": target.counts_for if target else (),
        "bar": _bar(target),
        "reached": _reached(line, target, said.until),
    }


def _of(target: Beside, whose: str) -> str:
    said = [target.whose] if target.whose and target.whose != whose else []
    if target.more:
        said.append(
            ngettext("và %(n)s chỉ tiêu khác", "và %(n)s chỉ tiêu khác", target.more)
            % {"n": target.more}
        )
    if target.is_pending:
        said.append(_("chưa nhận"))
    return ", ".join(said)


def _until(target: Beside) -> str:
    return show(target.until) if target.until else ""


def _reached(line: FormLine, target: Beside | None, until: str) -> str:
    """What the bar says: all since the first day of the target, not the year alone."""
    if target is None or target.is_pending:
        return ""
    if target.so_far is None or target.since is None:
        return ""
    said = {
        "value": show_scaled(line, target.so_far),
        "day": show(target.since),
        "until": _until(target),
    }
    if said["until"] == until:
        return _("đã đạt %(value)s, từ %(day)s") % said
    return _("đã đạt %(value)s, từ %(day)s đến %(until)s") % said


def _bar(target: Beside | None) -> charts.Bar | None:
    """Amber only where the pace is slow; a limit fills as it is used up."""
    if target is None or not target.target or target.is_pending:
        return None
    share, pace = target.share, target.planned_share
    if share is None:
        share = _percent(target.so_far, target.target)
        pace = _percent(target.pace, target.target)
    return charts.bar(share, pace, tone="slow" if target.is_slow else "")


def _percent(value: Decimal | None, target: Decimal) -> Decimal | None:
    return None if value is None else 100 * value / target
