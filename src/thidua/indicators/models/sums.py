"""What figures add up to: tables that the database keeps by itself."""

from __future__ import annotations

from typing import Any

from django.db import models

from thidua.indicators.models.definitions import Indicator, Period
from thidua.organisations.models import Tree, Unit


def _sum(*, decimals: int = 6) -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        max_digits=24 + 5 * decimals // 3, decimal_places=decimals, default=0
    )


def _part(*, decimals: int = 6) -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        max_digits=24 + 5 * decimals // 3, decimal_places=decimals, null=True
    )


class Rollup(models.Model):
    """What the units strictly below one unit have reported; the unit's own is apart.

    `reported` counts figures sent (submitted or accepted), `accepted` and the official
    sums only those accepted. `weighted` is the sum of value × weight. All exact, in the
    indicator's measure. Kept by the database; read it through `indicators_figures`,
    which adds the unit's own figure and what waits in `RollupDelta`.
    """

    pk = models.CompositePrimaryKey("period_id", "tree_id", "unit_id", "indicator_id")
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    tree = models.ForeignKey(
        Tree, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    reported = models.IntegerField(default=0)
    total = _sum()
    numerator = _sum()
    denominator = _sum()
    weighted = _sum(decimals=12)
    weight = _sum()
    accepted = models.IntegerField(default=0)
    official_total = _sum()
    official_numerator = _sum()
    official_denominator = _sum()
    official_weighted = _sum(decimals=12)
    official_weight = _sum()

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id}"


class RollupDelta(models.Model):
    """How one transaction changed one unit's own figure, not yet folded into `Rollup`.

    Writers only add rows, so they never wait for one another; whoever draws a round
    thousand folds them, and every reading adds those that still wait. One row is for
    the provisional sums, one with `is_official` for the official ones.
    """

    period = models.ForeignKey(
        Period, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    is_official = models.BooleanField()
    reported = models.IntegerField()
    total = _part()
    numerator = _part()
    denominator = _part()
    weighted = _part(decimals=12)
    weight = _part()

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id}"


class RollupTurn(models.Model):
    """When the sums of a unit, or its own figure in them, were last written.

    `turn` is drawn anew each time by the database (`sql/rollup_turns.sql`) and never
    given twice: while it is the same, so is what was read. Unit 0 stands for all units,
    whose sums were added up anew.
    """

    unit_id = models.BigIntegerField(primary_key=True)
    turn = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.turn}"


class StaleTree(models.Model):
    """A tree whose places changed in this transaction, and since which day.

    Lives only until the transaction ends: then the sums of the open periods from that
    day on are added up anew (`sql/rollup_recompute.sql`).
    """

    tree = models.OneToOneField(Tree, models.CASCADE, primary_key=True)
    from_day = models.DateField()

    def __str__(self) -> str:
        return f"{self.tree_id} since {self.from_day}"
