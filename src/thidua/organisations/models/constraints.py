"""What several tables forbid in the same words."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db.models import F, Func, Q, Value


def days(first: str, end: str) -> Func:
    """The days from one column on, until before another; open where that is empty."""
    return Func(F(first), F(end), Value("[)"), function="daterange")


def no_two(
    *same: str,
    name: str,
    text: tuple[str, ...] = (),
    ranges: tuple[str, ...] = (),
    over: str | Func = "during",
    condition: Q | None = None,
) -> ExclusionConstraint:
    """No two rows that agree in these columns may share a day.

    GiST compares no plain numbers without btree_gist, and no extension is needed here:
    a number becomes the range that holds only itself, a text the number that
    `organisations_text_key` makes of it. Of `ranges` no two may overlap. `over` says
    which days, where no column `during` does; `condition` which rows are meant.
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
            (over, RangeOperators.OVERLAPS),
        ],
        condition=condition,
    )
