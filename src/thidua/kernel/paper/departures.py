"""What in a document departs from Decree 30/2020/NĐ-CP, annex I: where, and the remedy.

It tells, and forbids nothing. Party documents are not judged: their rules are not known
here from the text itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _

from thidua.kernel.paper import parting_lines as lines
from thidua.kernel.paper.parts import Manner, Paper
from thidua.kernel.paper.rules import FONT, MARGINS, PAGE, PARTY_HEADING
from thidua.kernel.paper.seen import Page, Seen, seen
from thidua.kernel.paper.telling import Departure
from thidua.kernel.paper.word import as_docx


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found; `is_judged` is false for a Party document."""

    is_judged: bool
    departures: Sequence[Departure] = ()


def departures(paper: Paper) -> Judged:
    """Of a paper: of the Word file that is made from it."""
    if paper.manner == Manner.PARTY:
        return Judged(is_judged=False)
    return departures_of_docx(BytesIO(as_docx(paper)))


def departures_of_docx(file: IO[bytes]) -> Judged:
    """Of a Word file, as somebody brought it; `RuleBroken` when it is none."""
    found = seen(file)
    if any(PARTY_HEADING in line.text for line in found.lines[:20]):
        return Judged(is_judged=False)
    rules: Sequence[Callable[[Seen], Iterator[Departure]]] = (
        _pages,
        _font,
        *lines.RULES,
    )
    return Judged(
        is_judged=True, departures=[one for rule in rules for one in rule(found)]
    )


def _pages(found: Seen) -> Iterator[Departure]:
    if not found.pages:
        return
    first = found.pages[0]
    if sorted((round(first.width), round(first.height))) != sorted(PAGE):
        yield Departure(
            _("Khổ giấy"),
            f"{first.width:g} × {first.height:g} mm",
            "I.1",
            _("Chọn khổ A4, 210 × 297 mm."),
        )
    yield from _margins(first)
    if not any(page.has_number for page in found.pages):
        yield Departure(
            _("Số trang"),
            _("không có ở đầu trang"),
            "I.7",
            _("Chèn số trang ở giữa phần lề trên, cỡ chữ 13–14."),
        )
    elif not first.hides_first:
        yield Departure(
            _("Số trang"),
            _("hiện cả ở trang thứ nhất"),
            "I.7",
            _("Đánh dấu “trang đầu khác” để trang thứ nhất không hiện số."),
        )


def _margins(page: Page) -> Iterator[Departure]:
    names = {
        "top": _("Lề trên"),
        "bottom": _("Lề dưới"),
        "left": _("Lề trái"),
        "right": _("Lề phải"),
    }
    for side, (least, most) in MARGINS.items():
        if not least - 0.5 <= page.margins[side] <= most + 0.5:
            yield Departure(
                names[side],
                f"{page.margins[side]:g} mm",
                "I.3",
                _("Đặt từ %(least)s đến %(most)s mm.") % {"least": least, "most": most},
            )


def _font(found: Seen) -> Iterator[Departure]:
    others = {name for line in found.lines for name in line.fonts if name != FONT}
    if others:
        where = next(line for line in found.lines if line.fonts & others)
        yield Departure(
            _("Phông chữ"),
            ", ".join(sorted(others)),
            "I.4",
            _("Chọn toàn văn bản, đặt phông %(font)s. Chỗ đầu tiên: “%(text)s”.")
            % {"font": FONT, "text": where.text[:60]},
        )
