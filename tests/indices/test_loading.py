"""The years that come with the program: all of them, once, by the names of the year."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from django.utils.translation import override

from tests.indices.conftest import Published
from tests.indices.factories import NOON, SYSTEM
from thidua.indices.actions import load_published_indices, withdraw_year
from thidua.indices.models import ComponentScore, Publication, Result
from thidua.indices.provinces import provinces_of
from thidua.indices.published import known_indices, known_regions, known_years
from thidua.indices.shipped import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]


def test_every_line_of_the_files_finds_its_province() -> None:
    provinces = {year: provinces_of(year) for year in range(2005, 2025)}

    lost = [
        (known.index, known.year, line.province)
        for known in known_years()
        for line in known.lines
        if provinces[known.year].called(line.province).found is None
    ]

    assert lost == []


def test_whatever_the_files_say_is_told_in_english_too() -> None:
    said = {one.about for one in known_indices()}
    said |= {made.change for one in known_indices() for made in one.make_ups}
    said |= {one.source for one in known_regions()}
    for known in known_years():
        said |= {known.note, *(line.missing_reason for line in known.lines)}
    said.discard("")

    with override("en"):
        left = [one for one in said if told(one) == one]
    with override("vi"):
        changed = [one for one in said if told(one) != one]

    assert len(said) > 30
    assert (left, changed) == ([], [])
    with override("en"):
        assert told("Thông báo") == "Thông báo", "what an office wrote stays"


def test_all_years_load_and_a_second_time_changes_nothing(
    published: Published,
) -> None:
    first = published.loaded
    second = load_published_indices(actor=SYSTEM, at=NOON)

    years = Counter(Publication.objects.values_list("index__code", flat=True))
    assert years == {"pci": 16, "papi": 14, "dti": 1, "par-index": 3, "sipas": 2}
    assert first.lines == Result.objects.count()
    assert (second.indices, second.years, second.lines) == (0, 0, 0)


def test_what_was_withdrawn_is_not_loaded_again() -> None:
    pci = Publication.objects.get(index__code="pci", year=2016)
    withdraw_year(pci, reason="Thử rút.", actor=SYSTEM, at=NOON)

    load_published_indices(actor=SYSTEM, at=NOON)

    assert not pci.index.publications.standing().filter(year=2016).exists()


def test_the_facts_are_those_of_the_sources(published: Published) -> None:
    units = published.units

    ben_tre = Result.objects.get(
        publication__index__code="pci", publication__year=2005, unit=units["Bến Tre"]
    )
    hue = Result.objects.get(
        publication__index__code="dti", publication__year=2022, unit=units["Huế"]
    )
    hidden = Result.objects.get(
        publication__index__code="papi",
        publication__year=2023,
        unit=units["Quảng Ninh"],
    )
    assert (ben_tre.score, ben_tre.rank) == (Decimal("65.2365"), 4)
    assert (hue.score, hue.rank) == (Decimal("0.6975"), 4)
    assert hidden.score is None
    assert "Sai số" in hidden.missing_reason


def test_weights_say_how_the_scores_came_about() -> None:
    """The weights in the files are those that make the totals in the files."""
    for year in (2006, 2010, 2016):
        scores = ComponentScore.objects.filter(
            result__publication__index__code="pci", result__publication__year=year
        ).select_related("component", "result")
        totals: dict[int, Decimal] = {}
        known: dict[int, Decimal] = {}
        for one in scores:
            assert one.component.weight is not None
            assert one.result.score is not None
            known[one.result_id] = one.result.score
            share = one.score * one.component.weight / 10
            totals[one.result_id] = totals.get(one.result_id, Decimal(0)) + share
        apart = [abs(totals[pk] - score) for pk, score in known.items()]
        assert max(apart) < Decimal("0.01")


def test_weights_of_a_make_up_add_up_or_are_left_open() -> None:
    for index in known_indices():
        for made in index.make_ups:
            weights = [one.weight for one in made.components if not one.part_of]
            assert None in weights or sum(w for w in weights if w is not None) == 100
