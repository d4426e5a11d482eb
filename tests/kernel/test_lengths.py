"""What somebody typed is never cut: it is refused with its length, or kept whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import thidua
from thidua.kernel.errors import RuleBroken
from thidua.kernel.lengths import in_full

ROOMS = ("clubs", "documents", "exemplars", "pacts", "pledges", "prospects", "speakers")
SEARCHES = 'name="tim"'


def test_a_text_that_fits_is_kept_as_it_is() -> None:
    assert in_full("Ấp 5 họp dân.", 13, "reason") == "Ấp 5 họp dân."


def test_a_text_that_is_too_long_is_refused_with_both_numbers_at_its_field() -> None:
    with pytest.raises(RuleBroken) as no:
        in_full("x" * 301, 300, "reason")

    assert str(no.value.reason) == "Dài 301 ký tự, nhiều nhất 300."
    assert no.value.field == "reason"


@pytest.mark.parametrize("room", ROOMS)
def test_no_browser_cuts_what_is_pasted(room: str) -> None:
    pages = sorted((Path(thidua.__file__).parent / room).rglob("templates/**/*.html"))

    assert pages
    cutting = [
        page.name
        for page in pages
        for line in page.read_text(encoding="utf-8").splitlines()
        if "maxlength=" in line and SEARCHES not in line
    ]
    assert cutting == []
