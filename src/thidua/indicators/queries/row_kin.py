"""Lines of a report as wholes and parts: what each row is called, and do they agree?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indicators.kin import Agreement, Kinship, Told, agreement
from thidua.indicators.models import FormLine, Observation
from thidua.indicators.past import Past
from thidua.indicators.reading import show_scaled


@dataclass(frozen=True, slots=True)
class RowKin:
    """How a line stands among the others: a part beneath its whole, or by itself.

    `label` is what the row is called there, `heading` what stands above the first part
    of a breakdown, `number` its place on paper; with `is_kin` it is held against
    others. A whole that is divided `is_divided`;
    while it is empty and all its parts are there, `offer` says their sum.
    """

    label: str
    number: str = ""
    heading: str = ""
    is_part: bool = False
    is_division: bool = False
    is_kin: bool = False
    is_divided: bool = False
    offer: str = ""


ALONE = Agreement({}, {})
"""What lines come to that hold no figures."""


def agreement_of(
    lines: Sequence[FormLine],
    kinship: Kinship,
    standing: Mapping[int, Observation],
    past: Past,
) -> Agreement:
    """Hold the figures of a report against each other, as they were typed."""
    if not kinship.parts:
        return ALONE
    by_indicator = {line.version.indicator_id: line for line in lines}
    told = {
        indicator: _told(by_indicator[indicator], figure, past)
        for indicator, figure in standing.items()
    }

    def show(indicator: int, value: Decimal) -> str:
        return show_scaled(by_indicator[indicator], value)

    return agreement(kinship, told, show)


def row_kin(
    lines: Sequence[FormLine], kinship: Kinship, agreed: Agreement | None = None
) -> Iterator[RowKin]:
    """How each line stands among the others, in the order of the lines.

    Numbers begin anew in each group of a report; a form without figures counts through.
    """
    divided, wholes = kinship.divided(), {k.whole for k in kinship.parts.values()}
    group, number, above = "", 0, (0, 0)
    for line in lines:
        if agreed is not None and line.group != group:
            group, number = line.group, 0
        indicator = line.version.indicator_id
        kin = kinship.parts.get(indicator)
        if kin is None:
            number, above = number + 1, (0, 0)
            offer = _offer(line, kinship, agreed or ALONE)
            yield RowKin(
                line.version.name,
                str(number),
                is_kin=indicator in wholes,
                is_divided=indicator in divided,
                offer=offer,
            )
            continue
        family = (kin.whole, kin.breakdown)
        heading = kin.heading if family != above else ""
        above = family
        yield RowKin(
            kin.name,
            heading=heading,
            is_part=True,
            is_division=kin.is_dividing,
            is_kin=True,
        )


def _offer(line: FormLine, kinship: Kinship, agreed: Agreement) -> str:
    """`Ghi tổng 12 (nam + nữ)`: what the parts of an empty whole come to."""
    total = agreed.sums.get(line.version.indicator_id)
    if total is None:
        return ""
    names = next(
        [one.name for one in kin]
        for family, kin in kinship.families()
        if family[0] == line.version.indicator_id and kin[0].is_dividing
    )
    said = {"sum": show_scaled(line, total), "parts": " + ".join(names)}
    return _("Ghi tổng %(sum)s (%(parts)s)") % said


def _told(line: FormLine, figure: Observation, past: Past) -> Told:
    if figure.value is None:
        return Told(None, bool(figure.missing_reason))
    before = past.this_year(line.version.indicator_id) if line.is_cumulative else 0
    return Told(figure.value + before)
