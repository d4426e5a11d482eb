"""Units on dated trees, the acts that change them, people and their mandates.

A unit is a bare identity; its names, codes and places are dated, because a code is no
identity: of the 3,321 codes of 1 July 2025, 1,889 had named another place before.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _


def no_two(*same: str, name: str, text: tuple[str, ...] = ()) -> ExclusionConstraint:
    """No two rows that agree in these columns may share a day.

    GiST compares no plain numbers without btree_gist, and no extension is needed here:
    a number becomes the range that holds only itself, a text the number that
    `organisations_text_key` makes of it.
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
            ("during", RangeOperators.OVERLAPS),
        ],
    )


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
            name_on=models.functions.Coalesce(
                models.Subquery(on_day.values("full_name")[:1]),
                models.Subquery(last.values("full_name")[:1]),
            ),
            sort_on=models.functions.Coalesce(
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


class UnitCode(models.Model):
    """An official code of a unit, and when. One code names one unit on one day."""

    class Scheme(models.TextChoices):
        PROVINCE = "gso-province", _("mã tỉnh")
        DISTRICT = "gso-district", _("mã huyện")
        COMMUNE = "gso-commune", _("mã xã")

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


class Tree(models.Model):
    """A way in which units hang together: management, party, Front."""

    STATE, PARTY, FRONT = "state", "party", "front"

    key = models.SlugField(unique=True)
    name = models.CharField(_("tên cây"), max_length=100)

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Where a unit hangs in a tree, and when; no parent means the root.

    Triggers (`sql/placement_checks.sql`) refuse, at commit, a circle and a parent that
    does not stand in the tree as long as its child does.
    """

    tree = models.ForeignKey(Tree, models.PROTECT, related_name="placements")
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

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id}"


class Lineage(models.Model):
    """The dated closure of a tree: every ancestor of a unit, itself included.

    Rebuilt by the act that changes a placement, under one lock per tree.
    """

    pk = models.CompositePrimaryKey("tree_id", "unit_id", "ancestor_id", "during")
    tree = models.ForeignKey(Tree, models.PROTECT, related_name="+")
    ancestor = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
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


class Reorganisation(models.Model):
    """An act that changes units, with the decision behind it."""

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("thành lập")
        MERGER = "merger", _("sáp nhập")
        SPLIT = "split", _("chia tách")
        RENAMING = "renaming", _("đổi tên")
        MOVE = "move", _("chuyển đơn vị quản lý")
        CLOSING = "closing", _("giải thể")

    kind = models.CharField(_("việc"), max_length=10, choices=Kind)
    decision = models.CharField(_("văn bản quyết định"), max_length=200)
    decided_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    effective_on = models.DateField(_("có hiệu lực từ"))
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_reorganisation_names_its_decision",
                condition=~Q(decision=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on}"


class Succession(models.Model):
    """Who became whom. Splits carry no share unless a decision states one."""

    class Kind(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        SPLIT = "split", _("một phần")

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions_out"
    )
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    kind = models.CharField(max_length=5, choices=Kind)
    is_main = models.BooleanField(_("nơi kế thừa chính"), default=False)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    act = models.ForeignKey(Reorganisation, models.PROTECT, related_name="successions")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["predecessor", "successor"],
                name="organisations_one_succession_per_pair",
            ),
            CheckConstraint(
                name="organisations_a_share_is_a_fraction",
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
            ),
            CheckConstraint(
                name="organisations_nobody_succeeds_itself",
                condition=~Q(predecessor=models.F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Person(models.Model):
    """Somebody who serves, reports or is praised; with or without a sign-in."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=300, editable=False, db_collation="C")
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)

    def __str__(self) -> str:
        return self.full_name


class UserManager(BaseUserManager["User"]):
    """Makes sign-ins; the name is kept in lower case."""

    def create_user(self, username: str, password: str | None, person: Person) -> User:
        """A person's sign-in, its password hashed with argon2."""
        user = self.model(username=username.strip().lower(), person=person)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A sign-in of a person. What it may do comes from the chosen mandate alone."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    is_password_one_time = models.BooleanField(
        _("mật khẩu dùng một lần"),
        default=False,
        help_text=_("Người dùng phải đổi mật khẩu ở lần đăng nhập đầu tiên."),
    )

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return self.username


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Words for mandates."""

    def held_on(self, day: date) -> Self:
        """Those in force on a day."""
        return self.filter(during__contains=day)


class Mandate(models.Model):
    """A person acts for a unit in a role, for a time."""

    class Role(models.TextChoices):
        READER = "reader", _("theo dõi")
        OFFICER = "officer", _("chuyên viên")
        HEAD = "head", _("thủ trưởng")
        ADMINISTRATOR = "administrator", _("quản trị hệ thống")

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mandates")
    role = models.CharField(_("vai trò"), max_length=13, choices=Role)
    title = models.CharField(_("chức danh"), max_length=120)
    during = DateRangeField(_("thời gian"))

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_mandate_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            no_two(
                "person",
                "unit",
                text=("role",),
                name="organisations_a_mandate_is_held_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.unit_id}"


class SignIn(models.Model):
    """A session a person can recognise and end: from which device, since when.

    `session_key` is that of the session framework; ending a sign-in deletes both.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(_("thiết bị"), max_length=200, blank=True)
    address = models.GenericIPAddressField(_("địa chỉ mạng"), null=True, blank=True)
    since = models.DateTimeField(_("đăng nhập lúc"))
    last_seen_at = models.DateTimeField(_("dùng lần cuối"))

    def __str__(self) -> str:
        return f"{self.user_id} since {self.since}"


class FailedSignIns(models.Model):
    """How often signing in failed lately under a name, or from an address.

    `key` is `name:<name>` or `address:<address>`; the window starts with the first
    failure and a success forgets those of the name.
    """

    key = models.CharField(max_length=120, unique=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
