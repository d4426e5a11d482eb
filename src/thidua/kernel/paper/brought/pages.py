"""The pages of a Word file: their size, their margins, where they are numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thidua.kernel.paper.brought.looks import W, is_on, value
from thidua.kernel.paper.brought.parts import Lost, Part

if TYPE_CHECKING:
    from docx.document import Document

_EMU = 36_000
_A4 = (210.0, 297.0)
_BESIDE_A_NUMBER = re.compile(r"[\d\s\-–.]|trang", re.IGNORECASE)
_PICTURES = ("drawing", "pict", "object")


def parts_of(document: Document) -> tuple[list[Part], set[Lost]]:
    """The parts in order, still empty; what of their heads and feet is lost."""
    lost: set[Lost] = set()
    found = [_part(section, lost) for section in document.sections]
    if is_on(document.settings.element, "evenAndOddHeaders"):
        lost.add(Lost.HEADER)
    return found, lost


def _part(section: Any, lost: set[Lost]) -> Part:
    first = bool(section.different_first_page_header_footer)
    heads = {"top": section.header, "bottom": section.footer}
    numbers = [place for place, one in heads.items() if _has_number(one, lost)]
    firsts = (section.first_page_header, section.first_page_footer) if first else ()
    on_first = [_has_number(one, lost) for one in firsts]
    about = section._sectPr  # noqa: SLF001
    if int(value(about, "cols", "num") or 1) > 1:
        lost.add(Lost.COLUMNS)
    starts = value(about, "pgNumType", "start")

    def mm(length: Any, usual: float) -> float:
        return round(int(length) / _EMU, 1) if length is not None else usual

    return Part(
        width=mm(section.page_width, _A4[0]),
        height=mm(section.page_height, _A4[1]),
        top=abs(mm(section.top_margin, 20)),
        bottom=abs(mm(section.bottom_margin, 20)),
        left=mm(section.left_margin, 30) + mm(section.gutter, 0),
        right=mm(section.right_margin, 15),
        number=numbers[0] if numbers else "",
        hides_first=first and not any(on_first),
        starts=int(starts) if starts is not None else None,
    )


def _has_number(head: Any, lost: set[Lost]) -> bool:
    """Whether a head or foot numbers the page; whatever else it says is lost."""
    element = head._element  # noqa: SLF001
    said = "".join(one.text or "" for one in element.iter(f"{W}t"))
    asked = "".join(one.text or "" for one in element.iter(f"{W}instrText"))
    asked += "".join(
        one.get(f"{W}instr") or "" for one in element.iter(f"{W}fldSimple")
    )
    numbers = "PAGE" in asked
    left = _BESIDE_A_NUMBER.sub("", said) if numbers else said.strip()
    if left or "NUMPAGES" in asked:
        lost.add(Lost.HEADER)
    if any(next(element.iter(f"{W}{name}"), None) is not None for name in _PICTURES):
        lost.add(Lost.PICTURE)
    return numbers


def ends_a_part(element: Any) -> bool:
    """Whether an element of the text is the last of its part."""
    return element.find(f"{W}pPr/{W}sectPr") is not None


def goes_on(element: Any, body: Any, current: Part, following: Part) -> bool:
    """Whether the part after this element goes on upon the same page."""
    every = list(body.iter(f"{W}sectPr"))
    mine = element.find(f"{W}pPr/{W}sectPr")
    at = every.index(mine) + 1
    same = (current.width, current.height) == (following.width, following.height)
    return at < len(every) and value(every[at], "type") == "continuous" and same
