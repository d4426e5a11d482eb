"""A paper as PDF/A-2a: archived as it is, read aloud, found by its text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, cast

from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.fonts import CHAIN, STANDARD, compiler, font_used
from thidua.kernel.paper.laying import laid_out
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.rules import LOOKS, MANY_COLUMNS
from thidua.kernel.paper.undrawn import undrawn_of, undrawn_remedy, undrawn_words


def as_pdf(paper: Paper) -> bytes:
    """The document as one PDF/A-2a file; the same paper gives the same bytes.

    `RuleBroken` names where a letter stands that no font here can draw.
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
        if not (found := undrawn_of(paper)):
            raise
        raise RuleBroken(undrawn_words(found), undrawn_remedy()) from fault
    return cast("bytes", pdf)


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
