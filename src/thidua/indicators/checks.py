"""Is a figure plausible? The checks explain themselves, ask for a note, never block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from thidua.indicators.models import IndicatorVersion
from thidua.indicators.peers import FAR, Among
from thidua.kernel.numbers import show_number
from thidua.kernel.sentences import sentence as _

WINDOW = 12
"""How many of the unit's last figures a new one is compared with."""
ENOUGH = 4
"""With fewer figures than this nothing can be called unusual."""
DEVIATIONS = Decimal(5)
"""How many robust deviations from the median are still usual."""
MOST_THINGS = Decimal(10) ** 10
"""So many of anything (people, m², days of work) no unit of the country has."""
MOST_MONEY = Decimal(10) ** 16
"""So many đồng: ten million tỷ, several times what the country earns in a year."""
MONEY = "đồng"
_FACTORS = tuple(Decimal(10) ** power for power in (3, 2, 1, 6, -3, -2, -1, -6))
GROSS = 10
"""So many times beyond the usual a figure is more likely mistyped than true."""
AS_SIGMA = Decimal("1.4826")
"""Median absolute deviation → standard deviation, for values that spread normally."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the indicator's own measure: a value, or both parts of a ratio."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def level(self) -> Decimal | None:
        """What can be compared: the value, a ratio in percent; None when undefined.

        A share is rounded to six decimals, so that equal ones stay equal.
        """
        if self.denominator is None:
            return self.value
        if not self.denominator or self.numerator is None:
            return None
        share = self.numerator / self.denominator * 100
        return share.quantize(Decimal("0.000001"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a figure that wants a note: what was seen, in words."""

    kind: str
    words: str


def usual_range(
    values: Sequence[Decimal], *, least: Decimal | None
) -> tuple[Decimal, Decimal] | None:
    """Between which bounds the unit's figures usually lie; None when nothing is usual:
    fewer than four figures, or more than half of them nought.

    The bounds are the median ± 5 robust deviations (median absolute deviation); where
    more than half of the figures are alike, a tenth of the median stands in for it.
    """
    if len(values) < ENOUGH:
        return None
    last = [Decimal(value) for value in values[-WINDOW:]]
    middle = median(last)
    spread = median(abs(value - middle) for value in last) * AS_SIGMA
    if not spread and not middle:
        return None
    reach = DEVIATIONS * (spread or max(abs(middle) / 10, Decimal("0.2")))
    low = middle - reach
    return (low if least is None else max(low, least)), middle + reach


def findings(
    version: IndicatorVersion,
    figure: Figure,
    past: Sequence[Decimal],
    among: Among | None = None,
) -> tuple[Finding, ...]:
    """Everything about a figure that its unit should explain; `among` are its peers,
    where its own past tells nothing and it is far beyond all of them."""
    found = []
    if among is not None:
        found.append(_beyond(version, among))
    level = figure.level
    if level is not None:
        found += _jump(version, level, past)
        if version.most is not None and level > version.most:
            words = _("Lớn hơn mức cao nhất thường có, %(most)s.")
            found.append(Finding("most", words % {"most": show_number(version.most)}))
    if figure.value is not None and figure.value >= _no_more_than(version):
        said = _("Lớn đến mức khó có thật: kiểm lại số chữ số và đơn vị tính.")
        found.append(Finding("huge", said))
    if figure.value is not None and figure.value < 0:
        found.append(Finding("negative", _("Số âm: kỳ này thấp hơn kỳ trước.")))
    if (
        figure.numerator is not None
        and figure.denominator is not None
        and figure.numerator > figure.denominator
    ):
        found.append(Finding("ratio", _("Tử số lớn hơn mẫu số.")))
    return tuple(found)


def is_gross(
    version: IndicatorVersion,
    figure: Figure,
    past: Sequence[Decimal],
    among: Among | None = None,
) -> bool:
    """Is a figure ten times beyond what is usual for the unit, or what may be?

    So far off it is more likely an error of scale, whatever the reason given for it.
    """
    level = figure.level
    if level is None:
        return False
    if figure.value is not None and figure.value >= _no_more_than(version):
        return True
    usual = usual_range(past, least=version.least)
    tops = [version.most, usual[1] if usual else None, among.most if among else None]
    if any(level >= GROSS * top for top in tops if top is not None and top > 0):
        return True
    return usual is not None and 0 < level * GROSS <= usual[0]


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that fits when it is divided by `factor`: typed in another measure, with
    noughts too many, a share as percent."""

    factor: Decimal
    value: Decimal


def slip_in(
    version: IndicatorVersion,
    typed: Decimal,
    past: Sequence[Decimal],
    *,
    before: Decimal = Decimal(0),
) -> Slip | None:
    """By how much a figure was probably typed too large or too small, if it was.

    `before` is what a figure that runs through the year takes off. Of several factors
    that fit the one nearest to the usual is taken; without a past only what is above
    the most that the indicator may be is mended.
    """
    bounds = usual_range(past, least=version.least)
    if bounds is not None:  # an offer is to look like what came before
        bounds = (max(bounds[0], min(past) / 2), min(bounds[1], max(past) * 2))
    elif version.most is not None:
        bounds = (version.most / 1000, version.most)
    if bounds is None or typed <= 0:
        return None
    low, high = bounds
    step = Decimal(1).scaleb(-version.decimals)
    fitting = [
        Slip(factor, value)
        for factor in _FACTORS
        for value in [typed / factor]
        if low <= value - before <= high
        and value > before
        and value == value.quantize(step)
        and (version.most is None or value <= version.most)
    ]
    middle = (low + high) / 2
    return min(
        fitting, key=lambda slip: abs(slip.value - before - middle), default=None
    )


def has_usual(past: Sequence[Decimal]) -> bool:
    """Does a unit's own past say what is usual?"""
    return usual_range(past, least=None) is not None


def _beyond(version: IndicatorVersion, among: Among) -> Finding:
    words = _(
        "Gấp từ %(times)s lần mức cao nhất, %(most)s, của %(units)s đơn vị cùng loại,"
        " cùng cấp trên trong 12 kỳ trước: xem lại đơn vị tính, số chữ số."
    )
    said = {
        "times": show_number(FAR),
        "most": show_number(among.most, version.decimals),
        "units": show_number(among.units),
    }
    return Finding("peers", words % said)


def _no_more_than(version: IndicatorVersion) -> Decimal:
    return MOST_MONEY if MONEY in version.measure.casefold() else MOST_THINGS


def _jump(
    version: IndicatorVersion, level: Decimal, past: Sequence[Decimal]
) -> list[Finding]:
    usual = usual_range(past, least=version.least)
    if usual is None or usual[0] <= level <= usual[1]:
        return []
    words = _("Ngoài khoảng thường gặp của đơn vị, từ %(low)s đến %(high)s.")
    return [
        Finding(
            "jump",
            words
            % {
                "low": show_number(usual[0], version.decimals),
                "high": show_number(usual[1], version.decimals),
            },
        )
    ]
