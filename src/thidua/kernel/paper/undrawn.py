"""Letters that no font here draws: on paper they would be an empty box.

Typst itself is asked, in the standard in which papers are made: which fonts a machine
has, and which of them steps in for another, it knows alone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.paper.fonts import CHAIN, STANDARD, compiler
from thidua.kernel.paper.laying import Grid, Laid, Piece, laid_out
from thidua.kernel.paper.parts import Paper

AROUND = 30
"""Letters of a line that are shown on either side of one that cannot be drawn."""
_ALWAYS_DRAWN = re.compile(
    "[\t\n\x20-\x7e\xa0-\xff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1"
    "\u01af\u01b0\u1ea0-\u1ef9\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]*"
)
"""What every font of the chain has: most papers need no other look."""
_NO_GLYPH = re.compile(
    r'error: .*(?:the text|the PDF contains the codepoint) `"((?:[^"\\]|\\.)+)"`'
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")

Line = tuple[str, str]
"""Which part of a paper a line stands in, and what it says."""


@dataclass(frozen=True, slots=True)
class Undrawn:
    """What of one line cannot be drawn: which part it stands in, the letters with their
    numbers, and the line around the first of them."""

    place: str
    letters: str
    line: str

    @property
    def where(self) -> str:
        """`Nội dung: “…chào mừng 🙂 ngày hội…”`."""
        return f"{self.place}: “{self.line}”" if self.place else f"“{self.line}”"


def undrawn_of(paper: Paper) -> Sequence[Undrawn]:
    """Every line of a paper that would keep it from becoming a PDF, in its order."""
    return undrawn_in(_lines(laid_out(paper)))


def undrawn_in(lines: Iterable[Line]) -> Sequence[Undrawn]:
    """Those of some lines that have letters which no font here draws."""
    odd = [one for one in lines if not _ALWAYS_DRAWN.fullmatch(one[1])]
    missing = _missing([said for _place, said in odd]) if odd else []
    return [
        Undrawn(place, ", ".join(map(_with_number, mine)), _around(said, mine[0]))
        for place, said in odd
        if (mine := [one for one in missing if one in said])
    ]


def undrawn_words(found: Sequence[Undrawn]) -> str:
    """`Không in ra PDF được: 🙂 (U+1F642), ở Nội dung: “…”`, and how many more."""
    first, more = found[0], len(found) - 1
    said = _("Không in ra PDF được: %(letters)s, ở %(where)s.") % {
        "letters": first.letters,
        "where": first.where,
    }
    if not more:
        return said
    others = ngettext("Còn %(n)s dòng nữa.", "Còn %(n)s dòng nữa.", more) % {"n": more}
    return f"{said} {others}"


def undrawn_remedy() -> str:
    """What is done about a letter that cannot be drawn."""
    return _("Bỏ hoặc gõ lại bằng chữ; thường là biểu tượng chép từ nơi khác.")


def _missing(lines: Sequence[str]) -> list[str]:
    """The letters of lines that Typst finds in no font."""
    import typst  # noqa: PLC0415 - web pages do without it

    asked = json.dumps({"fonts": list(CHAIN), "lines": lines}, ensure_ascii=False)
    try:
        compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"asked": asked},
            pdf_standards=STANDARD,
        )
    except typst.TypstError as fault:
        named = [_unescaped(one) for one in _NO_GLYPH.findall(fault.diagnostic)]
        seen = [one for one in named if _is_seen(one)]
        return list(dict.fromkeys(seen or named))
    return []


@cache
def _template() -> bytes:
    return files("thidua.kernel.paper").joinpath("undrawn.typ").read_bytes()


def _is_seen(letter: str) -> bool:
    """Not a plain letter or a joiner that only stands beside one."""
    joins = all(unicodedata.category(one) == "Cf" for one in letter)
    return not (joins or _ALWAYS_DRAWN.fullmatch(letter))


def _unescaped(written: str) -> str:
    """A letter as Typst quotes it: `\\u{200d}` for what cannot be seen."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], written)


def _with_number(letter: str) -> str:
    numbers = " ".join(f"U+{ord(one):04X}" for one in letter)
    return f"{letter} ({numbers})"


def _around(line: str, letter: str) -> str:
    at = line.find(letter)
    first, last = max(0, at - AROUND), at + len(letter) + AROUND
    before, after = "…" if first else "", "…" if last < len(line) else ""
    return f"{before}{line[first:last].strip()}{after}"


def _lines(laid: Laid) -> Iterator[Line]:
    """Everything of a paper that somebody wrote, part by part."""
    signers = [line for one in laid.signers for line in (*one.lines, one.name)]
    parts: Sequence[tuple[str, Sequence[str]]] = [
        (_("Tên cơ quan"), [*laid.above, *laid.issuer]),
        (_("Số, ký hiệu"), [laid.number]),
        (_("Địa danh, thời gian"), [laid.place_and_date]),
        (_("Độ khẩn"), [laid.urgency]),
        (_("Tên loại và trích yếu"), [laid.kind, laid.about, laid.abstract]),
        (_("Kính gửi"), laid.addressees),
        (_("Căn cứ"), [laid.authority, *laid.grounds]),
        (_("Nội dung"), list(_texts(laid.body))),
        (_("Người ký"), [*laid.marks, laid.name, *signers]),
        (_("Nơi nhận"), laid.recipients),
    ]
    for place, said in parts:
        yield from ((place, line) for line in said)
    for annex in laid.annexes:
        whole = [annex.title, annex.goes_with, *_texts(annex.body)]
        yield from ((annex.label, line) for line in whole)


def _texts(body: Iterable[Piece | Grid]) -> Iterator[str]:
    for one in body:
        if isinstance(one, Piece):
            yield one.whole
        else:
            yield from one.columns
            yield from (cell for row in one.rows for cell in row)
