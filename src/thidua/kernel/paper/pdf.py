"""A paper as PDF/A-2a: archived as it is, read aloud, found by its text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

from thidua.kernel.paper.fonts import CHAIN, font_used, fonts
from thidua.kernel.paper.laying import laid_out
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.rules import LOOKS, MANY_COLUMNS

if TYPE_CHECKING:
    from typst import Compiler

STANDARD: Final = "a-2a"


def as_pdf(paper: Paper) -> bytes:
    """The document as one PDF/A-2a file; the same paper gives the same bytes."""
    day = paper.day
    made = (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        if day
        else datetime(2000, 1, 1, tzinfo=UTC)
    )
    return cast(
        "bytes",
        compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=made,
        ),
    )


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
