"""What several tables forbid in the same words."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db.models import F, Func, Value


def no_two(
    *same: str, name: str, text: tuple[str, ...] = (), ranges: tuple[str, ...] = ()
) -> ExclusionConstraint:
    """No two rows that agree in these columns may share a day.

    GiST compares no plain numbers without btree_gist, and no extension is needed here:
    a number becomes the range that holds only itself, a text the number that
    `organisations_text_key` makes of it. Of `ranges` no two may overlap.
    """
    key = Func(*text, function="organisations_text_key")
    points = [F(column) for column in same] + ([key] if text else [])
    return ExclusionConstraint(
        name=name,
        expressions=[
            *(
                (
                    Func(point, point, Value("[]"), function="int8range"),
                    RangeOperators.OVERLAPS,
                )
                for point in points
            ),
            *((column, RangeOperators.OVERLAPS) for column in ranges),
            ("during", RangeOperators.OVERLAPS),
        ],
    )
