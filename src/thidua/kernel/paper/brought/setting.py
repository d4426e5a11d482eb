"""A Word file that was read, set as PDF/A-2a on the same paper."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Final, cast

from thidua.kernel.paper.brought.parts import Brought
from thidua.kernel.paper.fonts import CHAIN, STANDARD, compiler, font_used

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


def pdf_of_word(brought: Brought, *, title: str, author: str) -> bytes:
    """The pages of a Word file.

    `ValueError` when something of it would be missing, or cannot be set at all.
    """
    if brought.lost:
        raise ValueError(", ".join(one.value for one in brought.lost))
    data = {
        "title": title,
        "author": author,
        "fonts": list(CHAIN),
        "has_bold_italic": font_used() != CHAIN[-1],
        "parts": [asdict(part) for part in brought.parts],
    }
    import typst  # noqa: PLC0415 - web pages do without it

    try:
        made = compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"brought": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=UNDATED,
        )
    except typst.TypstError as fault:
        raise ValueError(str(fault)) from fault
    return cast("bytes", made)


@cache
def _template() -> bytes:
    return files("thidua.kernel.paper").joinpath("brought.typ").read_bytes()
