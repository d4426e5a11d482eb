"""What a figure is counted in, and how it is said: `320 km`, `27,5 %`, `hạng 18`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy, ngettext, npgettext

from thidua.indicators.queries.words import show_rank
from thidua.kernel.numbers import NBSP, show_number

_SCALES = {
    10**3: gettext_lazy("nghìn"),
    10**6: gettext_lazy("triệu"),
    10**9: gettext_lazy("tỷ"),
}
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, its decimals on paper, and how many of it one shown unit is.

    `scale` is 10⁹ for đồng shown as tỷ đồng; figures are kept in the measure itself.
    A rank is no amount: it is said `hạng 18`, and two lie so many `bậc` apart.
    """

    name: str
    decimals: int = 0
    scale: int = 1
    is_rank: bool = False
    is_of_units: bool = False
    """Does it count those who reached a level?"""

    @property
    def full_name(self) -> str:
        """`tỷ đồng`, `km`, `%`: what stands in the head of a column."""
        return (
            f"{_SCALES[self.scale]} {self.name}" if self.scale in _SCALES else self.name
        )

    def rounded(self, value: Decimal) -> Decimal:
        """Half up at the last digit that is shown."""
        return (value / self.step).to_integral_value(ROUND_HALF_UP) * self.step

    @property
    def step(self) -> Decimal:
        """The smallest difference that is shown: 1, 0.1 of a shown unit."""
        return Decimal(1).scaleb(-self.decimals) * self.scale

    def amount(self, value: Decimal | None) -> Decimal | None:
        """The same number for a spreadsheet: in the shown unit, as it is shown."""
        return None if value is None else self.rounded(value) / self.scale

    def number(self, value: Decimal | None) -> str:
        """`1.234,5` in the shown unit, without name or idle noughts; “–” for none."""
        if value is None:
            return "–"
        return show_number(self.rounded(value) / self.scale)

    def say(self, value: Decimal | None) -> str:
        """`320 km`, `27,5 %`, `hạng 18`, with a space that does not break."""
        if value is None:
            return "–"
        if self.is_rank:
            return show_rank(self.rounded(value))
        return self._with_name(self.number(value))

    def gap(self, value: Decimal) -> str:
        """A difference: of percents in points, `6,8 điểm`; of ranks in `3 bậc`."""
        if self.is_rank:
            places = int(abs(value))
            return ngettext("%(count)s bậc", "%(count)s bậc", places) % {
                "count": places
            }
        if self.name == PERCENT:
            said = self.number(value)
            points = npgettext("chênh lệch", "điểm", "điểm", 1 if said == "1" else 2)
            return f"{said}{NBSP}{points}"
        return self.say(value)

    def _with_name(self, shown: str) -> str:
        name = self.full_name
        if self.is_of_units:
            name = npgettext("đếm", "đơn vị", "đơn vị", 1 if shown == "1" else 2)
        return f"{shown}{NBSP}{name}" if name else shown
