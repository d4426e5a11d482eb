"""What is counted, how it adds up, and the periods it is counted for."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id
from thidua.organisations.models import Unit
from thidua.organisations.models.constraints import no_two


class Period(models.Model):
    """A month, quarter, half-year or year; its number is that of `periods.py`.

    A closed period keeps its figures and the tree by which they were added up.
    """

    class Kind(models.TextChoices):
        MONTH = PeriodKind.MONTH, _("tháng")
        QUARTER = PeriodKind.QUARTER, _("quý")
        HALF = PeriodKind.HALF, _("6 tháng")
        YEAR = PeriodKind.YEAR, _("năm")

    id = models.SmallIntegerField(primary_key=True)
    kind = models.CharField(max_length=7, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"

    @property
    def span(self) -> PeriodSpan:
        return from_id(self.pk)


class Indicator(models.Model):
    """The lasting identity of something that is counted."""

    code = models.SlugField(_("mã chỉ số"), max_length=60, unique=True)
    owner = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="indicators",
        verbose_name=_("cơ quan đặt ra"),
    )

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """What an indicator means for a time: its measure and how it adds up."""

    class Nature(models.TextChoices):
        FLOW = "flow", _("phát sinh trong kỳ")
        STOCK = "stock", _("mức cuối kỳ")
        RATIO = "ratio", _("tỷ lệ (tử số trên mẫu số)")
        PERCENT = "percent", _("phần trăm cho sẵn")
        RANK = "rank", _("thứ hạng")
        FORMULA = "formula", _("tính theo công thức")
        CHECKED = "checked", _("theo bộ tiêu chí")

    class Across(models.TextChoices):
        SUM = "sum", _("cộng các đơn vị")
        RATIO = "ratio", _("tổng tử số trên tổng mẫu số")
        WEIGHTED = "weighted", _("bình quân theo trọng số")
        NONE = "none", _("không cộng")
        FORMULA = "formula", _("công thức trên số đã cộng")
        CHECKED = "checked", _("đếm theo bộ tiêu chí")

    class OverTime(models.TextChoices):
        SUM = "sum", _("cộng các kỳ")
        LAST = "last", _("lấy kỳ gần nhất")

    class Better(models.TextChoices):
        HIGHER = "higher", _("càng cao càng tốt")
        LOWER = "lower", _("càng thấp càng tốt")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("tên chỉ số"), max_length=200)
    definition = models.TextField(_("cách tính"), blank=True)
    measure = models.CharField(_("đơn vị tính"), max_length=40)
    nature = models.CharField(_("tính chất"), max_length=7, choices=Nature)
    formula = models.CharField(_("công thức"), max_length=1000, blank=True)
    across = models.CharField(_("cộng theo đơn vị"), max_length=8, choices=Across)
    over_time = models.CharField(
        _("cộng theo thời gian"), max_length=4, choices=OverTime
    )
    better = models.CharField(_("chiều tốt"), max_length=6, choices=Better)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    least = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    most = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    numerator_name = models.CharField(_("tử số"), max_length=200, blank=True)
    denominator_name = models.CharField(_("mẫu số"), max_length=200, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    during = DateRangeField(_("áp dụng"))

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["indicator", "number"],
                name="indicators_versions_are_numbered_apart",
            ),
            CheckConstraint(
                name="indicators_each_nature_adds_up_its_own_way",
                condition=Q(nature="flow", across__in=["sum", "none"], over_time="sum")
                | Q(nature="stock", across__in=["sum", "none"], over_time="last")
                | Q(nature="ratio", across__in=["ratio", "none"])
                | Q(nature="percent", across__in=["weighted", "none"], over_time="last")
                | Q(nature="rank", across="none", over_time="last", better="lower")
                | Q(nature="formula", across="formula")
                | Q(nature="checked", across="checked", over_time="last"),
            ),
            CheckConstraint(
                name="indicators_a_formula_is_written_where_one_counts",
                condition=Q(nature="formula") & ~Q(formula="")
                | ~Q(nature="formula") & Q(formula=""),
            ),
            CheckConstraint(
                name="indicators_a_ratio_names_both_its_parts",
                condition=~Q(nature="ratio")
                | ~Q(numerator_name="") & ~Q(denominator_name=""),
            ),
            CheckConstraint(
                name="indicators_a_version_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            no_two("indicator", name="indicators_an_indicator_has_one_version_a_day"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_computed(self) -> bool:
        """Is its value worked out, by a formula or a checklist, and never typed?"""
        return self.nature in {self.Nature.FORMULA, self.Nature.CHECKED}


class FormulaPart(models.Model):
    """An indicator that a formula refers to; kept beside the text to find circles."""

    version = models.ForeignKey(
        IndicatorVersion, models.CASCADE, related_name="formula_parts"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="used_in")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["version", "indicator"],
                name="indicators_a_formula_names_a_part_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} ← {self.indicator_id}"


class UnitWeight(models.Model):
    """The weight of a unit in a weighted mean or a proportional split, for a time."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="weights")
    weight = models.DecimalField(max_digits=24, decimal_places=6)
    during = DateRangeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_a_weight_is_positive", condition=Q(weight__gt=0)
            ),
            no_two("unit", "indicator", name="indicators_a_unit_weighs_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.weight}"
