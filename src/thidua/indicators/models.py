"""What is counted: indicators, forms, reports, observations and their roll-up.

An indicator knows no campaign; a figure is typed once for all that ask for it.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id
from thidua.indicators.states import State
from thidua.kernel.models import StoredFile
from thidua.organisations.models import Tree, Unit


class Period(models.Model):
    """A month, quarter, half-year or year; its number is that of `periods.py`."""

    class Kind(models.TextChoices):
        MONTH = PeriodKind.MONTH, _("tháng")
        QUARTER = PeriodKind.QUARTER, _("quý")
        HALF = PeriodKind.HALF, _("6 tháng")
        YEAR = PeriodKind.YEAR, _("năm")

    id = models.SmallIntegerField(primary_key=True)
    kind = models.CharField(max_length=7, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"

    @property
    def span(self) -> PeriodSpan:
        return from_id(self.pk)


class Indicator(models.Model):
    """The lasting identity of something that is counted."""

    code = models.SlugField(_("mã chỉ số"), max_length=60, unique=True)
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="indicators", verbose_name=_("cơ quan đặt ra")
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

    class Across(models.TextChoices):
        SUM = "sum", _("cộng các đơn vị")
        RATIO = "ratio", _("tổng tử số trên tổng mẫu số")
        WEIGHTED = "weighted", _("bình quân theo trọng số")
        NONE = "none", _("không cộng")

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
    across = models.CharField(_("cộng theo đơn vị"), max_length=8, choices=Across)
    over_time = models.CharField(_("cộng theo thời gian"), max_length=4, choices=OverTime)
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
                | Q(nature="rank", across="none", over_time="last", better="lower"),
            ),
            CheckConstraint(
                name="indicators_a_ratio_names_both_its_parts",
                condition=~Q(nature="ratio")
                | ~Q(numerator_name="") & ~Q(denominator_name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.weight}"


class Form(models.Model):
    """A set of indicators that units report each period, with a day it is due."""

    name = models.CharField(_("tên biểu"), max_length=200)
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="forms", verbose_name=_("cơ quan ban hành")
    )
    tree = models.ForeignKey(Tree, models.PROTECT, related_name="+")
    period_kind = models.CharField(_("kỳ"), max_length=7, choices=Period.Kind)
    due_after = models.PositiveSmallIntegerField(
        _("hạn gửi: ngày làm việc thứ mấy sau kỳ"), default=5
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_a_form_ends_after_it_starts",
                condition=Q(ends_on__gt=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormLine(models.Model):
    """One indicator of a form, and who reports it: one level, or one named owner."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("tỉnh, thành phố")
        DISTRICT = "district", _("huyện")
        COMMUNE = "commune", _("xã, phường, thị trấn, đặc khu")
        HAMLET = "hamlet", _("ấp, thôn, tổ dân phố")
        AGENCY = "agency", _("cơ quan, tổ chức")

    form = models.ForeignKey(Form, models.CASCADE, related_name="lines")
    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="lines")
    group = models.CharField(_("nhóm"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(_("cấp báo cáo"), max_length=8, choices=Level, blank=True)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="lines_owned"
    )
    scale = models.DecimalField(
        _("một đơn vị hiển thị bằng"), max_digits=16, decimal_places=0, default=1
    )
    is_cumulative = models.BooleanField(_("nhập lũy kế từ đầu năm"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["form", "version"], name="indicators_an_indicator_once_per_form"
            ),
            CheckConstraint(
                name="indicators_a_line_has_one_level_or_one_owner",
                condition=Q(level="", owner__isnull=False)
                | ~Q(level="") & Q(owner__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.version_id}"


class FormPeriod(models.Model):
    """A period that a form asks for, and the day by which it is due."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="periods")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    due_on = models.DateField(_("hạn gửi"))

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["form", "period"], name="indicators_a_form_asks_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}, {self.period_id}: {self.due_on}"


class ReportDuty(models.Model):
    """A unit that is expected to report a form, and for how long.

    Expected is what stands here at a period's end; silence is measured against it.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    receiver = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("nơi nhận báo cáo")
    )
    during = DateRangeField()

    def __str__(self) -> str:
        return f"{self.form_id} of {self.unit_id}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Words for reports."""

    def locked(self, report: Report) -> Report:
        """The same report, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=report.pk)

    def of_units(self, units: models.QuerySet[Unit]) -> Self:
        return self.filter(unit__in=units)


class Report(models.Model):
    """What one unit says for one form and one period."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="reports_received")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["form", "unit", "period"],
                name="indicators_one_report_per_form_unit_and_period",
            ),
            CheckConstraint(
                name="indicators_an_accepted_report_says_when",
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.unit_id}/{self.period_id}"


class Observation(models.Model):
    """One figure: a unit, an indicator, a period. Or the reason why there is none."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="observations", null=True
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    weight = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    missing_reason = models.CharField(_("lý do không có số"), max_length=300, blank=True)
    note = models.TextField(_("giải trình"), blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "indicator", "period"],
                name="indicators_one_figure_per_unit_indicator_and_period",
            ),
            CheckConstraint(
                name="indicators_a_missing_figure_has_no_value",
                condition=Q(missing_reason="")
                | Q(
                    value__isnull=True,
                    numerator__isnull=True,
                    denominator__isnull=True,
                ),
            ),
            CheckConstraint(
                name="indicators_a_returned_figure_says_why",
                condition=~Q(state="returned") | ~Q(return_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id}"


class Evidence(models.Model):
    """A file that proves a figure; who may see the figure may download it."""

    observation = models.ForeignKey(
        Observation, models.PROTECT, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.observation_id}: {self.file_id}"


class ObservationChange(models.Model):
    """Every change of a figure, written by the database; append-only."""

    unit_id = models.BigIntegerField()
    indicator_id = models.BigIntegerField()
    period_id = models.SmallIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["unit_id", "indicator_id", "period_id"],
                name="indicators_change_of_figure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id} {self.at}"


class Rollup(models.Model):
    """What all the units at and below one unit have reported, kept by the database.

    Provisional counts submitted and accepted figures, official only accepted ones.
    """

    pk = models.CompositePrimaryKey("period_id", "tree_id", "unit_id", "indicator_id")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    tree = models.ForeignKey(Tree, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    reported = models.IntegerField(default=0)
    total = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    numerator = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    denominator = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    weighted = models.DecimalField(max_digits=40, decimal_places=6, default=0)
    weight = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    accepted = models.IntegerField(default=0)
    official_total = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    official_numerator = models.DecimalField(max_digits=30, decimal_places=6, default=0)
    official_denominator = models.DecimalField(
        max_digits=30, decimal_places=6, default=0
    )
    official_weighted = models.DecimalField(max_digits=40, decimal_places=6, default=0)
    official_weight = models.DecimalField(max_digits=30, decimal_places=6, default=0)

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id}"
