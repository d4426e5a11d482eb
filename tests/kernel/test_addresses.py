"""An address made for a row of a table is the one that Django itself would find."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from thidua.kernel.ui.addresses import address


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("organisations:units", []),
        ("organisations:unit", [7]),
        ("campaigns:target", [15, 2_608]),
        ("indicators:figure", [1, 9_661, 303]),
        ("indicators:report-cell", [1, 304, 9_661, 12]),
    ],
)
def test_it_is_what_django_finds(name: str, numbers: list[int]) -> None:
    assert address(name, *numbers) == reverse(name, args=numbers)
    assert address(name, *[n + 1 for n in numbers]) == reverse(
        name, args=[n + 1 for n in numbers]
    )


def test_no_such_page_is_no_address() -> None:
    with pytest.raises(NoReverseMatch):
        address("organisations:unit", 1, 2)
