"""Figures of a file that somebody must look at: odd ones, parts that do not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.imports.figures import LEAVE
from thidua.imports.kinds import Asked, Judged, Question, Reader
from thidua.imports.states import BRINGS, Fate
from thidua.indicators.checks import WINDOW, Figure, Finding
from thidua.indicators.kin import Kinship, Told, agreement
from thidua.indicators.models import FormLine, Observation
from thidua.indicators.reading import show_scaled

TAKE = "take"
"""The answer “it is so”: the figure goes in with a note that says who looked at it."""
COMPARED = 20_000
"""Figures of one file that are held against their units' past; of a larger file only
those are asked about that no unit could have."""
Seat = tuple[int, int]
"""A unit and a period."""


@dataclass(slots=True)
class Past:
    """What units reported before, as far as a file's figures are compared with it."""

    figures: dict[Seat, dict[int, Figure]] = field(default_factory=dict)

    def load(
        self, units: Collection[int], indicators: Collection[int], periods: set[int]
    ) -> None:
        """In one query: twelve periods before the first, up to the last."""
        rows = Observation.objects.filter(
            unit__in=units,
            indicator__in=indicators,
            period__gte=min(periods) - WINDOW,
            period__lt=max(periods),
        ).values_list(
            "unit", "indicator", "period", "value", "numerator", "denominator"
        )
        for unit, indicator, period, *parts in rows.iterator(chunk_size=5_000):
            self.figures.setdefault((unit, indicator), {})[period] = Figure(*parts)

    def levels(self, unit: int, indicator: int, period: int) -> list[Decimal]:
        """The last twelve before a period, the oldest first."""
        known = self.figures.get((unit, indicator), {})
        before = (known.get(period - steps) for steps in range(WINDOW, 0, -1))
        return [
            level
            for figure in before
            if figure is not None and (level := figure.level) is not None
        ]


def odd(one: Judged, line: FormLine, found: Sequence[Finding], read: Reader) -> Judged:
    """A figure that the grid would want a note about; alike ones are asked together.

    What no unit could have is asked about cell by cell.
    """
    words = " ".join(finding.words for finding in found)
    kinds = "+".join(finding.kind for finding in found)
    key = f"odd:{line.pk}:{kinds}"
    if "huge" in kinds and one.payload:
        key += f":{one.payload['u']}:{one.payload['p']}"
    question = Question(
        key,
        _("“%(line)s” có số khác thường, như %(typed)s. %(words)s")
        % {"line": line.version.name, "typed": one.after, "words": words},
        _choices(),
    )
    return _asked(one, question, words, read)


@dataclass(slots=True)
class Families:
    """The lines of a form that are wholes and parts, and what a file says of them."""

    kinship: Kinship
    lines: Mapping[int, FormLine]
    told: dict[Seat, dict[int, Told]] = field(default_factory=dict)
    held: dict[Seat, list[Judged]] = field(default_factory=lambda: defaultdict(list))

    @property
    def members(self) -> set[int]:
        """The indicators that are held against each other."""
        kin = self.kinship.parts.values()
        return {one.whole for one in kin} | {one.part for one in kin}

    def tell(self, seat: Seat, indicator: int, told: Told) -> None:
        """What stands, or what the file says instead."""
        self.told.setdefault(seat, {})[indicator] = told

    def judged(self, read: Reader) -> Iterator[Judged]:
        """What was held back, once everything is known; unfitting parts are asked."""
        for seat, some in self.held.items():
            agreed = agreement(self.kinship, self.told.get(seat, {}), self._show)
            doubts = {
                self._asks(indicator, some): (indicator, one.words)
                for indicator, found in agreed.findings.items()
                for one in found
                if one.kind == "parts"
            }
            for one in some:
                about = (one.payload or {}).get("i")
                unfit = next(
                    (said for asks, said in doubts.items() if about in asks), None
                )
                is_said = one.fate not in BRINGS or "t" in (one.payload or {})
                if unfit is None or is_said:
                    yield one
                else:
                    yield self._unfit(one, *unfit, read)

    def _asks(self, indicator: int, some: Sequence[Judged]) -> frozenset[int]:
        """Whose figures are asked about: the finding's own, else those of its parts."""
        brought = {(one.payload or {}).get("i") for one in some}
        if indicator in brought:
            return frozenset({indicator})
        kin = self.kinship.parts.values()
        return frozenset(one.part for one in kin if one.whole == indicator)

    def _unfit(self, one: Judged, indicator: int, words: str, read: Reader) -> Judged:
        line = self.lines[indicator]
        question = Question(
            f"parts:{line.pk}",
            _("“%(line)s”: có chỗ các phần không khớp với tổng. Ví dụ: %(words)s")
            % {"line": line.version.name, "words": words},
            _choices(),
        )
        return _asked(one, question, words, read)

    def _show(self, indicator: int, value: Decimal) -> str:
        return show_scaled(self.lines[indicator], value)


def _choices() -> tuple[tuple[str, str], ...]:
    return (
        (TAKE, _("Đúng như ghi: nhận, kèm ghi chú đã xem lại")),
        (LEAVE, _("Không nhận các ô ấy")),
    )


def _asked(one: Judged, question: Question, words: str, read: Reader) -> Judged:
    """The same row, waiting for an answer; or as it was answered."""
    try:
        said = read.answer(question)
    except Asked:
        return replace(one, fate=Fate.ASKED, reason=words, question=question)
    if said == LEAVE:
        remedy = _("Sửa trong tệp rồi gửi lại.")
        return replace(one, fate=Fate.REFUSED, reason=words, remedy=remedy)
    note = _("Đã xem lại khi nhập tệp. %s") % words
    return replace(one, payload={**(one.payload or {}), "t": note}, reason=words)
