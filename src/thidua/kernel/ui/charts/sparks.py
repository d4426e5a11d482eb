"""A spark: what came in, as a small curve in a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from thidua.kernel.ui.charts.lines import Value, joined, written
from thidua.kernel.ui.drawing import drawn


@dataclass(frozen=True, slots=True)
class Spark:
    """A curve of a row; drawn by `<c-spark>`. Lengths as SVG wants them."""

    points: str
    label: str
    end: tuple[str, str] | None
    target_y: str = ""

    @property
    def svg(self) -> SafeString:
        """The curve in one piece; without a label it is for the eye alone."""
        line = '<line class="ln pace" x1="0" x2="96" y1="{0}" y2="{0}"/>'
        return drawn(
            '<svg class="spark" viewBox="0 0 96 28"{}>{}'
            '<polyline class="ln" points="{}"/>{}</svg>',
            drawn(' role="img" aria-label="{}"', self.label)
            if self.label
            else SafeString(' aria-hidden="true"'),
            drawn(line, self.target_y) if self.target_y else "",
            self.points,
            drawn('<circle class="dot" r="3.5" cx="{}" cy="{}"/>', *self.end)
            if self.end
            else "",
        )


def spark(values: Sequence[Value], *, target: Value = None, label: str = "") -> Spark:
    """A curve 96 × 28; the last point carries a dot, the target a dashed line."""
    known = [float(v) for v in values if v is not None]
    ends = [*known, float(target)] if target is not None else known
    low, high = min(ends, default=0.0), max(ends, default=1.0)

    def y(value: float) -> float:
        return 24 - 20 * ((value - low) / ((high - low) or 1))

    spots = [
        (2 + 88 * i / max(len(values) - 1, 1), y(float(v)))
        for i, v in enumerate(values)
        if v is not None
    ]
    return Spark(
        points=joined(spots),
        label=label,
        end=(written(spots[-1][0]), written(spots[-1][1])) if spots else None,
        target_y="" if target is None else written(y(float(target))),
    )
