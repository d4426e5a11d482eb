"""Rows of a make-up and of a year, as an action or the loader hands them over."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from thidua.indices.drafts import LineDraft, MakeUpDraft
from thidua.indices.models import (
    Component,
    ComponentScore,
    CompositeIndex,
    MakeUp,
    Publication,
    Result,
)


def write_make_up(index: CompositeIndex, draft: MakeUpDraft) -> MakeUp:
    """The make-up with its components, parts after the whole they belong to."""
    made = MakeUp.objects.create(
        index=index,
        from_year=draft.from_year,
        to_year=draft.to_year,
        least=draft.least,
        most=draft.most,
        change=draft.change,
        source=draft.source,
    )
    known: dict[str, Component] = {}
    for place, one in enumerate(draft.components):
        known[one.code] = Component.objects.create(
            make_up=made,
            part_of=known.get(one.part_of),
            code=one.code,
            name=one.name,
            name_en=one.name_en,
            weight=one.weight,
            most=one.most,
            position=place,
        )
    return made


def write_lines(
    publication: Publication, lines: Sequence[LineDraft], make_up: MakeUp
) -> None:
    """The lines of a year and the scores of its components, in two statements."""
    components = {one.code: one for one in make_up.components.all()}
    results = Result.objects.bulk_create(
        Result(
            publication=publication,
            unit_id=line.unit_id,
            score=line.score,
            rank=line.rank,
            group=line.group,
            missing_reason=line.missing_reason,
            source=line.source,
        )
        for line in lines
    )
    _copy_scores(results, lines, components)


def _copy_scores(
    results: Sequence[Result],
    lines: Sequence[LineDraft],
    components: dict[str, Component],
) -> None:
    """Tens of thousands of scores at one stroke."""
    table = connection.ops.quote_name(ComponentScore._meta.db_table)
    columns = "result_id, component_id, score"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({columns}) from stdin") as copy,
    ):
        for result, line in zip(results, lines, strict=True):
            for code, score in line.scores.items():
                copy.write_row((result.pk, components[code].pk, score))
