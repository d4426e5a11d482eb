"""Units, what they are called, and where they hang.

A unit is a bare identity; its names, codes and places are dated, because a code is no
identity: of the 3,321 codes of 1 July 2025, 3,315 had been in use before, most of them
for another place.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from thidua.kernel.text import fold, sort_key, tidy
from thidua.organisations.models.constraints import no_two


class UnitQuerySet(models.QuerySet["Unit"]):
    """Words for units; every one that depends on the day says which day."""

    def standing_on(self, day: date, tree: Tree | None = None) -> Self:
        """Those that have a place (in this tree, if one is given) on that day."""
        places = Placement.objects.filter(during__contains=day)
        if tree is not None:
            places = places.filter(tree=tree)
        return self.filter(pk__in=places.values("unit"))

    def below(self, unit: Unit, tree: Tree, on: date, *, itself: bool = False) -> Self:
        """Those under a unit in a tree on a day, at any depth."""
        links = Lineage.objects.filter(tree=tree, ancestor=unit, during__contains=on)
        if not itself:
            links = links.filter(depth__gt=0)
        return self.filter(pk__in=links.values("unit"))

    def called_on(self, day: date) -> Self:
        """With `name_on` and `sort_on`: the full name of that day and its sort key."""
        names = UnitName.objects.filter(unit=models.OuterRef("pk"))
        on_day = names.filter(during__contains=day)
        last = names.order_by("-during")
        return self.annotate(
            name_on=Coalesce(
                models.Subquery(on_day.values("full_name")[:1]),
                models.Subquery(last.values("full_name")[:1]),
            ),
            sort_on=Coalesce(
                models.Subquery(on_day.values("sort_key")[:1]),
                models.Subquery(last.values("sort_key")[:1]),
            ),
        )


class Unit(models.Model):
    """An organisation that can be given a target or asked for a report."""

    class Kind(models.TextChoices):
        NATION = "nation", _("cả nước")
        PROVINCE = "province", _("tỉnh")
        CITY = "city", _("thành phố trực thuộc trung ương")
        DISTRICT = "district", _("huyện, quận, thị xã, thành phố thuộc tỉnh")
        COMMUNE = "commune", _("xã")
        WARD = "ward", _("phường")
        TOWNSHIP = "township", _("thị trấn")
        SPECIAL_ZONE = "special_zone", _("đặc khu")
        HAMLET = "hamlet", _("ấp, thôn, tổ dân phố")
        DEPARTMENT = "department", _("sở, ban, ngành, phòng")
        PARTY = "party", _("tổ chức đảng")
        FRONT = "front", _("Mặt trận Tổ quốc")
        UNION = "union", _("tổ chức chính trị – xã hội")
        SERVICE = "service", _("đơn vị sự nghiệp")
        ENTERPRISE = "enterprise", _("doanh nghiệp")

    LOCAL = (
        Kind.HAMLET,
        Kind.DEPARTMENT,
        Kind.PARTY,
        Kind.FRONT,
        Kind.UNION,
        Kind.SERVICE,
        Kind.ENTERPRISE,
    )
    """Kinds that an office founds below itself; the others stand by an act of State."""

    name_on: str  # given by `called_on`
    sort_on: str

    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)

    objects = UnitQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Unit {self.pk}"


class UnitName(models.Model):
    """What a unit was called, and when. No unit has two names on one day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(_("tên"), max_length=200)
    full_name = models.CharField(_("tên đầy đủ"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    during = DateRangeField(_("thời gian"))

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_name_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            no_two("unit", name="organisations_a_unit_has_one_name_a_day"),
        ]
        indexes = [models.Index(fields=["folded"], name="organisations_name_folded")]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def written(
        cls,
        unit: Unit,
        full_name: str,
        during: DateRange,
        *,
        name: str = "",
        name_en: str = "",
    ) -> Self:
        """A name not yet saved, with what searching and sorting need.

        `name` is the bare name (“Tân An” of “Xã Tân An”); without it the full one.
        """
        full_name = tidy(full_name)
        return cls(
            unit=unit,
            name=tidy(name) or full_name,
            full_name=full_name,
            name_en=tidy(name_en),
            folded=fold(full_name),
            sort_key=sort_key(full_name),
            during=during,
        )


class UnitCode(models.Model):
    """An official code of a unit, and when. One code names one unit on one day."""

    class Scheme(models.TextChoices):
        PROVINCE = "gso-province", _("mã tỉnh")
        DISTRICT = "gso-district", _("mã huyện")
        COMMUNE = "gso-commune", _("mã xã")
        OWN = "own", _("mã riêng")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20, choices=Scheme)
    code = models.CharField(max_length=20)
    during = DateRangeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_code_lasts_at_least_a_day",
                condition=Q(during__isempty=False) & ~Q(code=""),
            ),
            no_two(
                text=("scheme", "code"),
                name="organisations_a_code_names_one_unit_a_day",
            ),
            no_two(
                "unit",
                text=("scheme",),
                name="organisations_a_unit_has_one_code_of_a_scheme_a_day",
            ),
        ]
        indexes = [models.Index(fields=["code"], name="organisations_code")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


_TREES = {
    "state": _("Quản lý nhà nước"),
    "party": _("Tổ chức đảng"),
    "front": _("Mặt trận Tổ quốc và các tổ chức chính trị – xã hội"),
}
"""Trees that every installation has (`sql/trees.sql`), in the reader's language."""


class Tree(models.Model):
    """A way in which units hang together: management, party, Front."""

    STATE, PARTY, FRONT = "state", "party", "front"

    key = models.SlugField(unique=True)
    name = models.CharField(_("tên cây"), max_length=100)

    def __str__(self) -> str:
        return self.called(self.key, self.name)

    @classmethod
    def offered(cls) -> list[tuple[int, str]]:
        """Every tree as a form offers it, in the reader's language."""
        return [(one.pk, str(one)) for one in cls.objects.order_by("pk")]

    @staticmethod
    def called(key: str, name: str) -> str:
        """The name of a tree in the reader's language, where it is one of the three."""
        return str(_TREES.get(key, name))


class Placement(models.Model):
    """Where a unit hangs in a tree, and when; no parent means the root.

    Triggers (`sql/placement_checks.sql`) refuse, at commit, a circle and a parent that
    does not stand in the tree as long as its child does.
    """

    tree = models.ForeignKey(
        Tree, models.PROTECT, related_name="placements", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="children_placements"
    )
    during = DateRangeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_unit_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("unit")),
            ),
            CheckConstraint(
                name="organisations_a_place_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            no_two(
                "unit", "tree", name="organisations_a_unit_stands_once_in_a_tree_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["tree", "unit"], name="organisations_place_of_unit"),
            models.Index(fields=["tree", "parent"], name="organisations_place_below"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id}"


class Lineage(models.Model):
    """The dated closure of a tree: every ancestor of a unit, itself included.

    Rebuilt by the act that changes a placement, under one lock per tree.
    """

    pk = models.CompositePrimaryKey("tree_id", "unit_id", "ancestor_id", "during")
    tree = models.ForeignKey(Tree, models.PROTECT, related_name="+", db_index=False)
    ancestor = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    depth = models.SmallIntegerField()
    during = DateRangeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["tree", "ancestor", "depth"], name="organisations_lineage_down"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} over {self.unit_id}"
