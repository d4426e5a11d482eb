"""Figures in the trail: kept with what they are counted in, said to whoever reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target
from thidua.kernel.dates import show

FIGURES = ("value", "baseline", "level_to_meet")
DAYS = ("starts_on", "due_on")
WORDS = ("split",)
Changed = Mapping[str, Sequence[Any]]
"""Of each field that was changed what it was and what it is."""


def counted_in(target: Target) -> Mapping[str, Any]:
    """What a target's figures are counted in, as the trail keeps it."""
    asked = progress.measures_of(target.campaign)
    own = asdict(progress.measure(target, asked, below=True))
    is_count = target.split == Target.Split.COUNT
    return own | {"counts_units": True} if is_count else own


def counted_alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two figures of a target can stand beside each other: of one indicator,
    both amounts or both numbers of units."""
    counts = Target.Split.COUNT
    return bool(before["version"] == after["version"]) and (
        (before["split"] == counts) == (after["split"] == counts)
    )


def changed_in(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changed:
    """What of a target is another now, as the trail keeps it."""
    return {
        name: [before[name], after[name]]
        for name in (*FIGURES, *DAYS, *WORDS)
        if name in before and before[name] != after[name]
    }


def figure_said(
    kept: Any, measure: Mapping[str, Any] | None, name: str = "value"
) -> str:
    """`1.234,5 km`; of an old line, which kept no measure, the number alone."""
    if kept in (None, ""):
        return "–"
    try:
        value = Decimal(str(kept))
    except InvalidOperation:
        return str(kept)
    return _measure_of(measure or {}, name).say(value)


def changes_said(changed: Changed, measure: Mapping[str, Any] | None) -> str:
    """`chỉ tiêu từ 320 km thành 300 km; thời hạn từ … thành …`."""
    return "; ".join(
        _("%(what)s từ %(before)s thành %(after)s")
        % {
            "what": getattr(Target, name).field.verbose_name,
            "before": _value_said(name, before, measure),
            "after": _value_said(name, after, measure),
        }
        for name, (before, after) in changed.items()
    )


def _value_said(name: str, kept: Any, measure: Mapping[str, Any] | None) -> str:
    if name in FIGURES:
        return figure_said(kept, measure, name)
    if not kept:
        return "–"
    if name in DAYS:
        return show(date.fromisoformat(str(kept)))
    return str(Target.Split(kept).label)


def _measure_of(kept: Mapping[str, Any], name: str) -> Measure:
    """Where units are counted, the target is so many of them; what each is to reach is
    in the indicator's own measure."""
    own = {one.name: kept[one.name] for one in fields(Measure) if one.name in kept}
    if "counts_units" in kept and name != "level_to_meet":
        return Measure(_("đơn vị"), is_of_units=True)
    return Measure(**own) if own else Measure("", decimals=6)
