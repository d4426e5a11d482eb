"""Wholes and parts that stand together: who is whose part, and do they agree?

The checks explain themselves and never block: parts that do not make up their whole, a
part larger than its whole, a part left out while its siblings are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua.indicators.checks import Finding
from thidua.indicators.models import IndicatorPart
from thidua.indicators.parting import IN_ORDER
from thidua.kernel.sentences import sentence as _

MOST_NAMED = 4
"""Parts that a sentence names; more are “the parts”."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Of what an indicator is a part: by which breakdown, as which category."""

    part: int
    whole: int
    breakdown: int
    by: str
    name: str
    is_dividing: bool

    @property
    def heading(self) -> str:
        """What a form says above such parts: `Chia ra theo giới tính`, `Trong đó`."""
        if not self.is_dividing:
            return _("Trong đó")
        return _("Chia ra theo %(by)s") % {"by": self.by[:1].lower() + self.by[1:]}


Family = tuple[int, int]
"""A whole and a breakdown: the parts that belong together."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """The parts among some indicators whose wholes are among them too.

    `short` are the divisions of which some category of the day is not among them.
    """

    parts: Mapping[int, Kin] = field(default_factory=dict)
    short: frozenset[Family] = frozenset()

    @classmethod
    def among(cls, indicators: Iterable[int], day: date) -> Kinship:
        """Who is whose part, in one query."""
        asked = set(indicators)
        rows = (
            IndicatorPart.objects.filter(whole__in=asked)
            .select_related("category__breakdown")
            .order_by(*IN_ORDER)
        )
        parts, short = {}, set()
        for row in rows:
            breakdown = row.category.breakdown
            if row.part_id in asked:
                parts[row.part_id] = kin_of(row)
            elif breakdown.is_dividing and day in row.during:
                short.add((row.whole_id, breakdown.pk))
        return cls(parts, frozenset(short))

    def families(self) -> Iterator[tuple[Family, list[Kin]]]:
        """The parts by whole and breakdown, in their order."""
        found: dict[Family, list[Kin]] = {}
        for kin in self.parts.values():
            found.setdefault((kin.whole, kin.breakdown), []).append(kin)
        yield from found.items()

    def divided(self) -> set[int]:
        """The wholes that are divided here, so that their sum could be offered."""
        return {
            whole
            for (whole, breakdown), kin in self.families()
            if kin[0].is_dividing and (whole, breakdown) not in self.short
        }


def kin_of(row: IndicatorPart) -> Kin:
    """The same in plain words; `row` comes with its category and breakdown."""
    breakdown = row.category.breakdown
    return Kin(
        part=row.part_id,
        whole=row.whole_id,
        breakdown=breakdown.pk,
        by=breakdown.name,
        name=row.category.name,
        is_dividing=breakdown.is_dividing,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell says, as it was typed; or that it says why there is no figure."""

    value: Decimal | None = None
    is_explained: bool = False


Shown = Callable[[int, Decimal], str]
"""A figure of an indicator in the words of the form."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How wholes and parts fit: what to explain, and sums that could be taken over."""

    findings: Mapping[int, Sequence[Finding]]
    sums: Mapping[int, Decimal]


def agreement(kinship: Kinship, told: Mapping[int, Told], show: Shown) -> Agreement:
    """Hold the cells of one report against each other."""
    found: dict[int, list[Finding]] = {}
    sums: dict[int, set[Decimal]] = {}
    for family, kin in kinship.families():
        whole = told.get(family[0], Told())
        parts = [told.get(one.part, Told()) for one in kin]
        known = [one.value for one in parts if one.value is not None]
        is_full = len(known) == len(parts) and family not in kinship.short
        for one in _left_out(kin, parts):
            found.setdefault(one.part, []).append(_say_left_out(one, kin, parts))
        if kin[0].is_dividing:
            if is_full and whole == Told():
                sums.setdefault(family[0], set()).add(sum(known, Decimal(0)))
            finding = _divided(kin, whole, known, show, is_full=is_full)
            if finding is not None:
                found.setdefault(family[0], []).append(finding)
        else:
            for one, part in zip(kin, parts, strict=True):
                if _is_more(part.value, whole.value):
                    found.setdefault(one.part, []).append(_more(one, part, whole, show))
    agreed = {whole: some.pop() for whole, some in sums.items() if len(some) == 1}
    return Agreement(found, agreed)


def _divided(
    kin: Sequence[Kin],
    whole: Told,
    known: Sequence[Decimal],
    show: Shown,
    *,
    is_full: bool,
) -> Finding | None:
    """Do the parts make up the whole, or as many as are known stay below it?"""
    total = sum(known, Decimal(0))
    if whole.value is None:
        if known and whole.is_explained:
            return Finding("parts", _("Tổng ghi không có số, mà các phần có số."))
        return None
    gap = total - whole.value
    if not gap or not known or (not is_full and gap < 0):
        return None
    words = (
        _("%(parts)s cộng lại %(sum)s, tổng ghi %(whole)s: lệch %(gap)s.")
        if is_full
        else _("Các phần đã ghi cộng lại %(sum)s, nhiều hơn tổng %(whole)s: %(gap)s.")
    )
    names = [one.name for one in kin]
    said = " + ".join(names) if len(names) <= MOST_NAMED else _("Các phần")
    of = kin[0].whole
    return Finding(
        "parts",
        words
        % {
            "parts": said[:1].upper() + said[1:],
            "sum": show(of, total),
            "whole": show(of, whole.value),
            "gap": show(of, abs(gap)),
        },
    )


def _is_more(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > whole


def _more(one: Kin, part: Told, whole: Told, show: Shown) -> Finding:
    said = {
        "part": show(one.part, part.value or Decimal(0)),
        "whole": show(one.whole, whole.value or Decimal(0)),
    }
    return Finding("parts", _("Phần này %(part)s, nhiều hơn tổng %(whole)s.") % said)


def _left_out(kin: Sequence[Kin], parts: Sequence[Told]) -> list[Kin]:
    """Empty parts, where a sibling has a figure."""
    if all(part.value is None for part in parts):
        return []
    return [one for one, part in zip(kin, parts, strict=True) if part == Told()]


def _say_left_out(one: Kin, kin: Sequence[Kin], parts: Sequence[Told]) -> Finding:
    there = [
        other.name
        for other, part in zip(kin, parts, strict=True)
        if part.value is not None
    ]
    names = ", ".join(there[:MOST_NAMED])
    words = _("Đã có số của %(names)s, còn thiếu %(name)s.")
    return Finding("sibling", words % {"names": names, "name": one.name})
