"""The database keeps the rules of published indices whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.indices.factories import NOON, a_year, an_index, the_63
from thidua.indices.models import (
    Component,
    ComponentScore,
    CompositeIndex,
    MakeUp,
    Publication,
    Result,
)
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def units() -> dict[str, Unit]:
    return the_63()


@pytest.fixture
def index() -> CompositeIndex:
    return an_index()


def test_the_database_refuses_to_rewrite_what_was_published(
    units: dict[str, Unit], index: CompositeIndex
) -> None:
    year = a_year(index, 2016, {units["Bến Tre"].pk: "70"})
    writes: list[Callable[[], object]] = [
        lambda: Result.objects.update(score=99),
        lambda: Result.objects.all()._raw_delete("default"),
        lambda: ComponentScore.objects.update(score=9),
        lambda: Publication.objects.update(source="https://khac.vn"),
        lambda: Publication.objects.all()._raw_delete("default"),
        lambda: Component.objects.update(weight=1),
    ]

    for write in writes:
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert Result.objects.get(publication=year).score == Decimal(70)


def test_the_database_keeps_scores_on_the_scale_and_ranks_among_the_ranked(
    units: dict[str, Unit], index: CompositeIndex
) -> None:
    mine = units["Bến Tre"]
    year = a_year(index, 2016, {units["Vĩnh Long"].pk: "70"})
    wrong: dict[str, dict[str, Any]] = {
        "indices_a_score_lies_on_the_scale": {"score": 101},
        "indices_a_rank_is_one_of_those_ranked": {"rank": 2},
        "indices_a_result_says_something_or_why_not": {},
        "indices_what_is_missing_has_neither_score_nor_rank": {
            "score": 5,
            "missing_reason": "Thiếu.",
        },
        "indices_ranks_begin_with_one": {"rank": 0},
    }

    for sentence, values in wrong.items():
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            Result.objects.create(publication=year, unit=mine, **values)


def test_the_database_ties_a_year_to_its_make_up(
    units: dict[str, Unit], index: CompositeIndex
) -> None:
    year = a_year(index, 2016, {units["Bến Tre"].pk: "70"})
    result = year.results.get()
    later = Component.objects.get(make_up__from_year=2018, code="a")

    with (
        pytest.raises(IntegrityError, match="scored_under_its_make_up"),
        transaction.atomic(),
    ):
        ComponentScore.objects.create(result=result, component=later, score=5)
    with (
        pytest.raises(IntegrityError, match="published_under_its_make_up"),
        transaction.atomic(),
    ):
        Publication.objects.create(
            index=index,
            make_up=later.make_up,
            year=2015,
            publisher="Viện",
            source="https://example.vn",
            entered_at=NOON,
            entered_by="Thử",
        )


def test_two_make_ups_never_hold_in_one_year(index: CompositeIndex) -> None:
    with (
        pytest.raises(IntegrityError, match="indices_an_index_has_one_make_up_a_year"),
        transaction.atomic(),
    ):
        MakeUp.objects.create(
            index=index, from_year=2017, to_year=2019, least=0, most=1, change="Chồng."
        )
    assert connection.is_usable()
