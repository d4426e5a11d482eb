"""People, how they sign in, and for whom they act."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from thidua.kernel.text import fold, person_sort_key, tidy
from thidua.organisations.models.constraints import no_two
from thidua.organisations.models.units import Unit, UnitName

if TYPE_CHECKING:
    from thidua.organisations.models.delegations import Delegation


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for people."""

    def visible_to(self, actor: Acting, day: date) -> Self:
        """Whom this actor may know of on a day.

        An administrator keeps the whole book of people. Everybody else knows those who
        serve somewhere that day, as the pages of their units name them.
        """
        if actor.is_system or actor.is_administrator:
            return self
        held = Mandate.objects.held_on(day).filter(person=models.OuterRef("pk"))
        return self.filter(models.Exists(held))


class Acting(Protocol):
    """An actor, as far as the words of this module need to know them."""

    @property
    def is_system(self) -> bool: ...
    @property
    def is_administrator(self) -> bool: ...


class Person(models.Model):
    """Somebody who serves, reports or is praised; with or without a sign-in."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=300, editable=False, db_collation="C")
    birth_year = models.PositiveSmallIntegerField(
        _("năm sinh"),
        null=True,
        blank=True,
        help_text=_("Chỉ để phân biệt người trùng tên; không giữ ngày sinh."),
    )
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_birth_year_is_of_somebody_alive",
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__gte=1900, birth_year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def named(
        cls,
        full_name: str,
        *,
        birth_year: int | None = None,
        is_made_up: bool = False,
    ) -> Self:
        """A person not yet saved, with what searching and sorting need."""
        full_name = tidy(full_name)
        return cls(
            full_name=full_name,
            folded=fold(full_name),
            sort_key=person_sort_key(full_name),
            birth_year=birth_year,
            is_made_up=is_made_up,
        )


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

    guides_closed = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("hướng dẫn đã gấp lại"),
        default=list,
        blank=True,
        db_default=[],
    )

    held_today: list[Mandate]  # given with a session
    has_second_factor: bool  # given with a session
    beside: dict[str, int]  # given with a session: numbers that rooms above ask for
    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return self.username


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Words for mandates."""

    def held_on(self, day: date) -> Self:
        """Those in force on a day."""
        return self.filter(during__contains=day)

    def with_unit_names(self, day: date) -> Self:
        """With their unit, and `unit_name` as the unit is called on a day."""
        names = UnitName.objects.filter(unit=models.OuterRef("unit"))
        on_day = names.filter(during__contains=day).values("full_name")[:1]
        last = names.order_by("-during").values("full_name")[:1]
        return (
            self.select_related("unit")
            .annotate(
                unit_name=Coalesce(models.Subquery(on_day), models.Subquery(last))
            )
            .order_by("pk")
        )


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

    unit_name: str  # given by `with_unit_names`
    under: Delegation | None = None
    """The delegation under which somebody else acts for its holder; of a session."""
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

    @property
    def standing(self) -> str:
        """The whole of it in one line, to see whether somebody changed it since."""
        held = self.during
        return f"{self.role}|{self.title}|{held.lower}|{held.upper}"

    @property
    def label(self) -> str:
        """How the header offers it: title and unit; needs `with_unit_names`."""
        office = f"{self.title} · {self.unit_name}"
        if self.under is None:
            return office
        return _("Thay mặt %(name)s · %(office)s") % {
            "name": self.under.giver,
            "office": office,
        }

    @property
    def key(self) -> str:
        """What the session keeps of it: `12`, or `u7` under the delegation 7."""
        return str(self.pk) if self.under is None else f"u{self.under.pk}"


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
