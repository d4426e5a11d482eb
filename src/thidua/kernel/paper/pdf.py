"""A paper as PDF/A-2a: archived as it is, read aloud, found by its text."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.fonts import CHAIN, font_used, fonts
from thidua.kernel.paper.laying import laid_out
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.rules import LOOKS, MANY_COLUMNS

if TYPE_CHECKING:
    from typst import Compiler

STANDARD: Final = "a-2a"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def as_pdf(paper: Paper) -> bytes:
    """The document as one PDF/A-2a file; the same paper gives the same bytes.

    `RuleBroken` names a letter that no font here can draw.
    """
    day = paper.day
    made = (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        if day
        else datetime(2000, 1, 1, tzinfo=UTC)
    )
    import typst  # noqa: PLC0415 - web pages do without it

    try:
        pdf = compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=made,
        )
    except typst.TypstError as fault:
        if not (sign := _NO_GLYPH.search(str(fault))):
            raise
        raise RuleBroken(
            _("Văn bản có chữ hoặc dấu không in ra PDF được: %(sign)s.")
            % {"sign": _sign(sign[1])},
            _("Tìm và gõ lại chữ ấy; thường là biểu tượng chép từ nơi khác."),
        ) from fault
    return cast("bytes", pdf)


def _sign(written: str) -> str:
    """What Typst could not draw, as a letter and its number: `☃ (U+2603)`."""
    escaped = re.fullmatch(r"\\u\{([0-9a-f]+)\}", written)
    letter = chr(int(escaped[1], 16)) if escaped else written[:1]
    return f"{letter} (U+{ord(letter):04X})"


def _data(paper: Paper) -> dict[str, Any]:
    look = asdict(LOOKS[paper.manner])
    return asdict(laid_out(paper)) | {
        "look": look,
        "fonts": list(CHAIN),
        "has_bold_italic": font_used() != CHAIN[-1],
        "author": paper.issuer,
        "many_columns": MANY_COLUMNS,
    }


@cache
def _template() -> bytes:
    return files("thidua.kernel.paper").joinpath("paper.typ").read_bytes()


@cache
def compiler() -> Compiler:
    """One compiler for all: it keeps what it knows of the fonts."""
    import typst  # noqa: PLC0415 - web pages do without it

    return typst.Compiler(font_paths=fonts())
