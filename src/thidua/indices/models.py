"""An index, what it was made of and when, and what was published of each year.

Score and rank are held apart, each with its own direction: a score is better high, a
rank better low and said with the number ranked. What is published is never rewritten:
a correction is another edition of the year, and the one before stays as history.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.indices.states import State
from thidua.organisations.models import Unit

HISTORY = ("indices_result", "indices_componentscore")
"""Tables that the app role may only add to."""


class CompositeIndex(models.Model):
    """An index that somebody else publishes for every province, year by year."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    short_name = models.CharField(_("tên tắt"), max_length=40)
    name = models.CharField(_("tên đầy đủ"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    publisher = models.CharField(_("nơi công bố"), max_length=200)
    about = models.TextField(_("đo cái gì"), blank=True)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=2)
    position = models.PositiveSmallIntegerField(default=0)
    keepers = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("nơi ghi công bố")
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.short_name


class MakeUp(models.Model):
    """Of what an index is made, from one year to another; totals compare only within.

    `least` and `most` bound the total; `change` says in a sentence what is different
    from the make-up before: it stands where the line breaks.
    """

    index = models.ForeignKey(CompositeIndex, models.PROTECT, related_name="make_ups")
    from_year = models.PositiveSmallIntegerField(_("từ năm"))
    to_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    least = models.DecimalField(_("điểm thấp nhất"), max_digits=9, decimal_places=4)
    most = models.DecimalField(_("điểm cao nhất"), max_digits=9, decimal_places=4)
    change = models.TextField(_("khác trước thế nào"))
    source = models.CharField(_("nguồn"), max_length=500, blank=True)

    class Meta:
        ordering = ["from_year"]
        constraints = [
            CheckConstraint(
                name="indices_a_make_up_ends_after_it_begins",
                condition=Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
            ),
            CheckConstraint(
                name="indices_a_scale_has_a_top_above_its_bottom",
                condition=Q(most__gt=F("least")),
            ),
            CheckConstraint(
                name="indices_a_make_up_says_what_changed", condition=~Q(change="")
            ),
            ExclusionConstraint(
                name="indices_an_index_has_one_make_up_a_year",
                expressions=[
                    (
                        Func(F("index"), F("index"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("from_year"),
                            F("to_year"),
                            Value("[]"),
                            function="int4range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index_id}, {self.from_year}–{self.to_year or ''}"

    def holds_in(self, year: int) -> bool:
        """Is the index of that year made so?"""
        return self.from_year <= year <= (self.to_year or year)


class Component(models.Model):
    """A part of the index: a sub-index, a dimension, or a part of one."""

    make_up = models.ForeignKey(MakeUp, models.PROTECT, related_name="components")
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    weight = models.DecimalField(
        _("trọng số, %"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    most = models.DecimalField(
        _("điểm cao nhất"), max_digits=9, decimal_places=4, null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["make_up", "code"],
                name="indices_a_component_once_per_make_up",
            ),
            CheckConstraint(
                name="indices_a_weight_is_a_share_of_the_whole",
                condition=Q(weight__isnull=True) | Q(weight__gte=0, weight__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Words for publications."""

    def standing(self) -> Self:
        """Those in force: one for an index and a year."""
        return self.filter(state=State.STANDING)

    def locked(self, publication: Publication) -> Publication:
        """The same publication, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=publication.pk)


class Publication(models.Model):
    """What was published of one year; a correction is the next edition.

    `ranked` is how many the ranks refer to. `is_computed`: the ranks are worked out
    from the scores, because the publisher ranks nobody or the source leaves them out.
    `is_whole`: who is not listed was not published; else only not yet entered.
    """

    index = models.ForeignKey(
        CompositeIndex, models.PROTECT, related_name="publications"
    )
    make_up = models.ForeignKey(MakeUp, models.PROTECT, related_name="publications")
    year = models.PositiveSmallIntegerField(_("năm"))
    edition = models.PositiveSmallIntegerField(_("lần ghi"), default=1)
    publisher = models.CharField(_("nơi công bố"), max_length=200)
    published_on = models.DateField(_("ngày công bố"), null=True, blank=True)
    source = models.CharField(_("địa chỉ nguồn"), max_length=500)
    ranked = models.PositiveSmallIntegerField(_("số nơi được xếp hạng"), null=True)
    is_computed = models.BooleanField(_("hạng tính từ điểm"), default=False)
    is_whole = models.BooleanField(_("đủ mọi tỉnh đã công bố"), default=True)
    note = models.TextField(_("điều cần biết"), blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.STANDING)
    because = models.CharField(_("lý do"), max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=400)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-edition"]
        constraints = [
            UniqueConstraint(
                fields=["index", "year", "edition"],
                name="indices_editions_of_a_year_are_numbered_apart",
            ),
            UniqueConstraint(
                fields=["index", "year"],
                condition=Q(state="standing"),
                name="indices_one_publication_of_a_year_stands",
            ),
            CheckConstraint(
                name="indices_what_no_longer_stands_says_why",
                condition=Q(state="standing") | ~Q(because=""),
            ),
            CheckConstraint(
                name="indices_a_publication_names_its_source",
                condition=~Q(source="") & ~Q(publisher=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index_id} {self.year}.{self.edition}"


class Result(models.Model):
    """What was published of one unit; or that nothing was, and why."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="results", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    score = models.DecimalField(
        _("điểm"), max_digits=9, decimal_places=4, null=True, blank=True
    )
    rank = models.PositiveSmallIntegerField(_("hạng"), null=True, blank=True)
    group = models.CharField(_("nhóm"), max_length=80, blank=True)
    missing_reason = models.CharField(
        _("vì sao không có kết quả"), max_length=300, blank=True
    )
    source = models.CharField(_("nguồn riêng"), max_length=500, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["publication", "unit"],
                name="indices_a_unit_once_per_publication",
            ),
            CheckConstraint(
                name="indices_a_result_says_something_or_why_not",
                condition=Q(score__isnull=False)
                | Q(rank__isnull=False)
                | ~Q(group="")
                | ~Q(missing_reason=""),
            ),
            CheckConstraint(
                name="indices_what_is_missing_has_neither_score_nor_rank",
                condition=Q(missing_reason="")
                | Q(score__isnull=True, rank__isnull=True, group=""),
            ),
            CheckConstraint(
                name="indices_ranks_begin_with_one",
                condition=Q(rank__isnull=True) | Q(rank__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.unit_id}"


class ComponentScore(models.Model):
    """The score of one unit in one component."""

    result = models.ForeignKey(
        Result, models.PROTECT, related_name="scores", db_index=False
    )
    component = models.ForeignKey(Component, models.PROTECT, related_name="+")
    score = models.DecimalField(_("điểm"), max_digits=9, decimal_places=4)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["result", "component"],
                name="indices_a_component_is_scored_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_id}, {self.component_id}: {self.score}"


class Region(models.Model):
    """Provinces that are compared with each other, by a document."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("tên vùng"), max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    source = models.CharField(_("theo"), max_length=300)
    units = models.ManyToManyField(Unit, related_name="regions")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            CheckConstraint(
                name="indices_a_region_names_its_document", condition=~Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return self.name
