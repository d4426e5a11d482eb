"""Which indicators are asked for together, of whom, and by when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models.definitions import IndicatorVersion, Period
from thidua.indicators.periods import PeriodKind
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Tree, Unit
from thidua.organisations.models.constraints import no_two


def seen_by(actor: Actor) -> Q:
    """Who may know of a unit's report: the unit, its receiver, those above it in the
    form's tree at any time, the unit that issued the form, and who took the place of
    one of these that is no more. The system sees all.
    """
    if actor.is_system:
        return Q()
    ours = RawSQL("select unit_id from organisations_before(%s)", [actor.unit_id])
    above = Lineage.objects.filter(
        tree=models.OuterRef("form__tree"),
        ancestor__in=ours,
        unit=models.OuterRef("unit"),
    )
    return (
        Q(unit__in=ours)
        | Q(receiver__in=ours)
        | Q(form__owner__in=ours)
        | Q(models.Exists(above))
    )


class FormQuerySet(models.QuerySet["Form"]):
    """Words for forms."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own unit, and those that somebody one may see reports."""
        if actor.is_system:
            return self
        duties = ReportDuty.objects.filter(form=models.OuterRef("pk"))
        return self.filter(
            Q(owner=actor.unit_id)
            | Q(opened_at__isnull=False) & Q(models.Exists(duties.visible_to(actor)))
        )


class Form(models.Model):
    """A set of indicators that units report each period, with a day it is due.

    An edition `follows` the form whose later periods it takes over, and says why.
    """

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
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="editions"
    )
    because = models.CharField(_("vì sao ra bản mới"), max_length=300, blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_a_form_ends_after_it_starts",
                condition=Q(ends_on__gt=models.F("starts_on")),
            ),
            CheckConstraint(
                name="indicators_an_edition_says_why",
                condition=Q(follows__isnull=True) | ~Q(because=""),
            ),
            UniqueConstraint(
                fields=["follows"], name="indicators_a_form_has_one_next_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> PeriodKind:
        """Of which length its periods are."""
        return PeriodKind(self.period_kind)


class FormLineQuerySet(models.QuerySet["FormLine"]):
    """Words for lines."""

    def reported_by(self, unit: Unit) -> Self:
        """Those that this unit fills in: of its level, or its own by name."""
        return self.filter(Q(level=level_of(unit.kind)) | Q(owner=unit))


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

    objects = FormLineQuerySet.as_manager()

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


_LEVELS: dict[str, str] = {
    Unit.Kind.PROVINCE: FormLine.Level.PROVINCE,
    Unit.Kind.CITY: FormLine.Level.PROVINCE,
    Unit.Kind.DISTRICT: FormLine.Level.DISTRICT,
    Unit.Kind.COMMUNE: FormLine.Level.COMMUNE,
    Unit.Kind.WARD: FormLine.Level.COMMUNE,
    Unit.Kind.TOWNSHIP: FormLine.Level.COMMUNE,
    Unit.Kind.SPECIAL_ZONE: FormLine.Level.COMMUNE,
    Unit.Kind.HAMLET: FormLine.Level.HAMLET,
}


def level_of(kind: str) -> str:
    """The reporting level of a kind of unit; offices and organisations are agencies.

    `sql/figures_expected.sql` says the same for the database; a test compares.
    """
    return _LEVELS.get(kind, FormLine.Level.AGENCY)


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


class ReportDutyQuerySet(models.QuerySet["ReportDuty"]):
    """Words for duties."""

    def standing_on(self, day: date) -> Self:
        """Those in force on a day; at a period's end they are what is expected."""
        return self.filter(during__contains=day)

    def visible_to(self, actor: Actor) -> Self:
        """Whose reports this person may know about: see `seen_by`."""
        return self.filter(seen_by(actor))


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

    objects = ReportDutyQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_a_duty_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            no_two("form", "unit", name="indicators_a_unit_reports_a_form_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} of {self.unit_id}"
