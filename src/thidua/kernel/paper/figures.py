"""How numbers, dates and places are written in a document, and read in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from thidua.kernel.paper.parts import Manner

ROOM = "\N{NO-BREAK SPACE}" * 8
"""What stands for a number that is still to be given."""
POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points, in the order of the Vietnamese alphabet (annex I, II.6 đ)."""
_ROMAN: Sequence[tuple[int, str]] = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_DATE = re.compile(
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE
)


def show_number(number: int | None) -> str:
    """`05`, `12`, `105`: below ten with a nought (annex I, part I, II.3 c)."""
    return ROOM if number is None else f"{number:02}"


def number_and_symbol(
    number: int | None, symbol: str, manner: Manner = Manner.STATE
) -> str:
    """`05/QĐ-UBND`; of the Party `16-CT/TU` (its style as seen, not verified)."""
    between = "/" if manner == Manner.STATE else "-"
    return f"{show_number(number)}{between}{symbol}"


def manner_of(symbol: str) -> Manner:
    """Whose symbol it is: of the Party the slash is inside (`CT/TU`; as seen, not
    verified), of the State it stands before (`/CT-UBND`)."""
    return Manner.PARTY if "/" in symbol else Manner.STATE


def as_typed(number: str, symbol: str) -> str:
    """A number and a symbol that somebody typed: `01/CT-UBND`, `16-CT/TU`; either may
    be missing."""
    between = "-" if manner_of(symbol) == Manner.PARTY else "/"
    return between.join(part for part in (number, symbol) if part)


def number_line(number: int | None, symbol: str, manner: Manner = Manner.STATE) -> str:
    """The line under the issuer: `Số: 05/QĐ-UBND`, of the Party `Số 16-CT/TU`."""
    colon = ":" if manner == Manner.STATE else ""
    return f"Số{colon} {number_and_symbol(number, symbol, manner)}"


def date_in_words(day: date | None) -> str:
    """`ngày 05 tháng 01 năm 2020`, `ngày 29 tháng 6 năm 2019` (II.4 b).

    Days below ten and the months 1 and 2 have a nought, no other month has.
    """
    if day is None:
        return f"ngày {ROOM[:4]} tháng {ROOM[:4]} năm {ROOM[:4]}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date | None) -> str:
    """`Bến Tre, ngày 05 tháng 01 năm 2020`."""
    return f"{place}, {date_in_words(day)}"


def date_said(text: str) -> tuple[date | None, bool]:
    """The day a line says, and whether its noughts are as the decree has them."""
    found = _DATE.search(text)
    if found is None:
        return None, True
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None, False
    said = f"ngày {found[1]} tháng {found[2]} năm {found[3]}"
    return day, said == date_in_words(day)


def roman(number: int) -> str:
    """`I`, `II`, … for sections, chapters and annexes."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def point(place: int) -> str:
    """`a)`, `b)`, `c)`, `d)`, `đ)`; after `y)` it goes on with `aa)`."""
    rounds, letter = divmod(place, len(POINTS))
    return f"{POINTS[letter] * (rounds + 1)})"
