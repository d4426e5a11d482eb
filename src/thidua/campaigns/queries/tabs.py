"""Tabs that rooms above hang into the pages of a launched campaign.

This room may not know them: they offer themselves in `apps.ready`. The name of such a
tab is that of its address with its room (`pledges:campaign`).
"""

from __future__ import annotations

from collections.abc import Sequence

from django_stubs_ext import StrOrPromise

Tab = tuple[str, str, str]
"""The name of its address, its words, its count."""

_offered: dict[str, list[tuple[str, StrOrPromise]]] = {}


def offer(before: str, tabs: Sequence[tuple[str, StrOrPromise]]) -> None:
    """Hang tabs (address, words) in front of one of this room's."""
    here = _offered.setdefault(before, [])
    here += [tab for tab in tabs if tab not in here]


def tabs_with_offered(tabs: Sequence[Tab]) -> list[Tab]:
    """This room's tabs with those of others among them."""
    found: list[Tab] = []
    for name, label, count in tabs:
        found += [(there, str(words), "") for there, words in _offered.get(name, ())]
        found.append((name, label, count))
    return found
