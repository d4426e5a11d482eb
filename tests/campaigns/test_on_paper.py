"""What the style sheets promise of a campaign's pages, on paper and on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib.staticfiles import finders


def sheet(name: str) -> str:
    found = finders.find(f"ui/css/{name}.css")
    assert isinstance(found, str)
    return Path(found).read_text(encoding="utf-8")


def test_paper_shows_the_table_of_a_chart_only_where_it_was_opened() -> None:
    assert "details:not(:where(.chart *))::details-content" in sheet("print")


def test_the_check_beside_a_draft_shows_every_warning_without_its_own_scroll() -> None:
    rules = re.findall(r"\.plan-check \{([^}]*)\}", sheet("pages"))

    assert rules
    assert not any("overflow" in rule or "max-block" in rule for rule in rules)


def test_on_a_phone_a_long_state_breaks_instead_of_widening_its_card() -> None:
    """The tick box at the card's edge would go out of sight with it."""
    narrow = sheet("lists").split("@media (max-width: 40rem)")[1]

    assert ".tbl.fold .state { white-space: normal; }" in narrow
