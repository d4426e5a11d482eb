"""Breakdowns: into what a figure is parted, and which indicator is which part."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models.definitions import Indicator
from thidua.organisations.models import Unit
from thidua.organisations.models.constraints import no_two


class Breakdown(models.Model):
    """A way in which figures are parted: sex, direct workers, poor households.

    As statistical forms say it: “chia ra”, the categories make up the whole; or “trong
    đó”, each is some of the whole and they may overlap.
    """

    class Kind(models.TextChoices):
        DIVIDES = "divides", _("chia ra")
        AMONG = "among", _("trong đó")

    code = models.SlugField(_("mã phân tổ"), max_length=30, unique=True)
    name = models.CharField(_("tên phân tổ"), max_length=100)
    kind = models.CharField(_("kiểu"), max_length=7, choices=Kind)
    about = models.CharField(_("giải thích"), max_length=500, blank=True)
    owner = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="breakdowns",
        verbose_name=_("cơ quan đặt ra"),
    )

    def __str__(self) -> str:
        return self.name

    @property
    def is_dividing(self) -> bool:
        """Do the categories make up the whole?"""
        return self.kind == self.Kind.DIVIDES


class CategoryQuerySet(models.QuerySet["Category"]):
    """Words for categories."""

    def standing_on(self, day: date) -> Self:
        """Those in force on a day."""
        return self.filter(during__contains=day)


class Category(models.Model):
    """One category of a breakdown, for a time: women; members of the Party."""

    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="categories")
    code = models.SlugField(max_length=30)
    name = models.CharField(_("tên nhóm"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    during = DateRangeField(_("áp dụng"))
    ended_because = models.CharField(_("lý do thôi dùng"), max_length=300, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["breakdown", "code"],
                name="indicators_a_category_once_in_its_breakdown",
            ),
            CheckConstraint(
                name="indicators_a_category_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            CheckConstraint(
                name="indicators_an_ended_category_says_why",
                condition=Q(during__upper_inf=True) | ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorPartQuerySet(models.QuerySet["IndicatorPart"]):
    """Words for parts."""

    def standing_on(self, day: date) -> Self:
        """Those in force on a day."""
        return self.filter(during__contains=day)


class IndicatorPart(models.Model):
    """An ordinary indicator is a part of another one, for a time: its women.

    Everything else about a part (figures, history, roll-up, targets) is that of any
    indicator; `sql/part_guards.sql` keeps it counted like its whole.
    """

    whole = models.ForeignKey(Indicator, models.PROTECT, related_name="parts")
    category = models.ForeignKey(Category, models.PROTECT, related_name="parts")
    part = models.ForeignKey(Indicator, models.PROTECT, related_name="part_of")
    during = DateRangeField(_("áp dụng"))
    ended_because = models.CharField(
        _("lý do thôi phân tổ"), max_length=300, blank=True
    )

    objects = IndicatorPartQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_nothing_is_a_part_of_itself",
                condition=~Q(whole=F("part")),
            ),
            CheckConstraint(
                name="indicators_a_part_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            CheckConstraint(
                name="indicators_an_ended_part_says_why",
                condition=Q(during__upper_inf=True) | ~Q(ended_because=""),
            ),
            no_two("part", name="indicators_a_part_belongs_once_a_day"),
            no_two(
                "whole", "category", name="indicators_a_category_has_one_part_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} of {self.whole_id}"
