"""Addresses of pages, many alike: a table links every one of its rows."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

_PLACE = 1_000_000_000
"""Stands where a number will; no address of ours holds it or the next ones itself."""


def address(name: str, *numbers: int) -> str:
    """What `reverse` answers for a page named by numbers alone, without the search.

    Django looks through all patterns for every link; here that is done once for each
    kind of page, and the numbers are put in their places.
    """
    return _pattern(
        settings.ROOT_URLCONF, get_script_prefix(), name, len(numbers)
    ).format(*numbers)


@cache
def _pattern(_urls: str, _root: str, name: str, count: int) -> str:
    places = [_PLACE + place for place in range(count)]
    pattern = reverse(name, args=places)
    for place, number in enumerate(places):
        pattern = pattern.replace(str(number), f"{{{place}}}")
    return pattern
