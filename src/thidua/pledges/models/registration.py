"""Somebody registers to take part: who, with what, aiming at what, seen by whom."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.indicators.models import IndicatorVersion
from thidua.kernel.text import fold, person_sort_key, sort_key, tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Person, Power, Unit
from thidua.pledges.models.invitation import Invitation
from thidua.pledges.states import ALIVE, State


class Title(models.TextChoices):
    """What somebody aims at. `VERIFIED` says by which article of the Law, where that
    has been read; the others are movements of an organisation and carry none."""

    ADVANCED_WORKER = "advanced_worker", _("Lao động tiên tiến")
    FIGHTER = "fighter", _("Chiến sĩ thi đua cơ sở")
    CULTURED_FAMILY = "cultured_family", _("Gia đình văn hóa")
    CULTURED_HAMLET = "cultured_hamlet", _("Thôn, tổ dân phố văn hóa")
    ADVANCED_GROUP = "advanced_group", _("Tập thể lao động tiên tiến")
    EXCELLENT_GROUP = "excellent_group", _("Tập thể lao động xuất sắc")
    GOOD_FARMER = "good_farmer", _("Hộ sản xuất, kinh doanh giỏi")
    LEARNING_FAMILY = "learning_family", _("Gia đình học tập")
    LEARNING_CLAN = "learning_clan", _("Dòng họ học tập")
    GOOD_DEEDS = "good_deeds", _("Người tốt, việc tốt")


VERIFIED: dict[str, int] = {
    Title.FIGHTER: 23,
    Title.ADVANCED_WORKER: 24,
    Title.EXCELLENT_GROUP: 27,
    Title.ADVANCED_GROUP: 28,
    Title.CULTURED_HAMLET: 30,
    Title.CULTURED_FAMILY: 31,
}
"""Articles of the Law on Emulation and Commendation 06/2022/QH15."""


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Words for registrations."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Whole, to the one who registered, and to those who write for the unit that
        approves or for a unit above it; the rest are a 404."""
        if actor.is_system:
            return self
        mine = Q(pk__in=[])
        if actor.person_id is not None:
            mine = Q(owner=actor.person_id) | Q(person=actor.person_id)
        if not actor.holds(Power.RUN):
            return self.filter(mine)
        ours = Q(unit__in=_at_or_below(actor.unit_id, day))
        return self.filter(mine | ~Q(state=State.DRAFT) & ours)

    def may_be_read_at(self, unit_id: int, actor: Actor, day: date) -> bool:
        """May this reader see a unit's whole list? Who writes there or above it."""
        if actor.is_system or actor.unit_id == unit_id:
            return actor.holds(Power.RUN)
        above = Lineage.objects.filter(
            ancestor=actor.unit_id, unit=unit_id, during__contains=day
        )
        return actor.holds(Power.RUN) and above.exists()

    def alive(self) -> Self:
        """Neither withdrawn nor joined into another."""
        return self.filter(state__in=ALIVE)

    def public(self) -> Self:
        """Approved, with something that may be shown to everybody of the campaign."""
        return self.filter(state=State.APPROVED).filter(
            Q(shows_name=True) | Q(shows_content=True) | Q(shows_result=True)
        )

    def locked(self, registration: Registration) -> Registration:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=registration.pk)


def _at_or_below(unit_id: int | None, day: date) -> RawSQL:
    return RawSQL(
        """select %s::bigint union
           select unit_id from organisations_lineage
           where ancestor_id = %s and during @> %s::date""",
        [unit_id, unit_id, day],
    )


class Registration(models.Model):
    """One subject's registration in a campaign, at the unit that approves it.

    `name` is the person's, or the head's of a household, or that of the clan, hamlet,
    collective or enterprise, whose head or representative is `representative`. `owner`
    is who registered by their own sign-in; `person` whom the register of people knows
    it to be of. `namesake` tells two apart who are called alike and are not the same.
    """

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("cá nhân")
        HOUSEHOLD = "household", _("hộ gia đình")
        CLAN = "clan", _("dòng họ")
        HAMLET = "hamlet", _("ấp, thôn, tổ dân phố")
        COLLECTIVE = "collective", _("tập thể")
        ENTERPRISE = "enterprise", _("doanh nghiệp, hợp tác xã")

    class Source(models.TextChoices):
        SELF = "self", _("tự đăng ký")
        CODE = "code", _("tự đăng ký bằng mã")
        OFFICE = "office", _("đơn vị ghi giúp")
        LIST = "list", _("danh sách của đơn vị")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị duyệt")
    )
    kind = models.CharField(_("đối tượng"), max_length=10, choices=Kind)
    name = models.CharField(_("tên"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=500, editable=False, db_collation="C")
    representative = models.CharField(
        _("người đứng đầu, đại diện"), max_length=120, blank=True
    )
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    address = models.CharField(_("ấp, tổ"), max_length=200, blank=True)
    place_key = models.CharField(max_length=200, editable=False, blank=True)
    namesake = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = ArrayField(models.UUIDField(), verbose_name=_("nội dung"), default=list)
    words = models.TextField(_("việc sẽ làm"), blank=True)
    title = models.CharField(
        _("danh hiệu phấn đấu"), max_length=16, choices=Title, blank=True
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    joined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="doubles"
    )
    source = models.CharField(max_length=6, choices=Source)
    look_up = models.CharField(max_length=64, null=True, blank=True, unique=True)
    shows_name = models.BooleanField(default=False)
    shows_address = models.BooleanField(default=False)
    shows_content = models.BooleanField(default=False)
    shows_result = models.BooleanField(default=False)
    consented_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(_("kết quả"), blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                F("campaign"),
                F("unit"),
                F("kind"),
                F("folded"),
                Coalesce("birth_year", 0),
                F("place_key"),
                F("namesake"),
                condition=Q(state__in=["draft", "submitted", "approved", "returned"])
                & Q(owner__isnull=True),
                name="pledges_a_subject_registers_once",
            ),
            UniqueConstraint(
                fields=["campaign", "owner", "kind"],
                condition=Q(state__in=["draft", "submitted", "approved", "returned"]),
                name="pledges_nobody_registers_themselves_twice",
            ),
            UniqueConstraint(
                fields=["campaign", "person"],
                condition=Q(state__in=["submitted", "approved"]) & Q(kind="individual"),
                name="pledges_a_person_registers_once",
            ),
            CheckConstraint(
                name="pledges_what_is_decided_says_by_whom_and_when",
                condition=~Q(state__in=["approved", "returned"])
                | Q(decided_at__isnull=False) & ~Q(decided_by=""),
            ),
            CheckConstraint(
                name="pledges_what_is_returned_says_why",
                condition=~Q(state="returned") | ~Q(reason=""),
            ),
            CheckConstraint(
                name="pledges_what_is_joined_says_into_which",
                condition=Q(state="joined", joined_into__isnull=False)
                | ~Q(state="joined") & Q(joined_into__isnull=True),
            ),
            CheckConstraint(
                name="pledges_nothing_is_shown_without_consent",
                condition=Q(
                    shows_name=False,
                    shows_address=False,
                    shows_content=False,
                    shows_result=False,
                )
                | Q(consented_at__isnull=False),
            ),
            CheckConstraint(
                name="pledges_an_address_is_shown_with_a_name",
                condition=Q(shows_address=False) | Q(shows_name=True),
            ),
            CheckConstraint(
                name="pledges_a_birth_year_is_of_somebody_alive",
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__gte=1900, birth_year__lte=2100),
            ),
            CheckConstraint(
                name="pledges_a_registration_says_who",
                condition=~Q(name=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "unit", "state", "sort_key"],
                name="pledges_registrations_of_unit",
            ),
            models.Index(
                fields=["campaign", "unit", "kind"],
                condition=Q(state="approved"),
                name="pledges_registrations_counted",
            ),
            models.Index(
                fields=["campaign", "folded"], name="pledges_registrations_called"
            ),
            models.Index(
                fields=["campaign", "sort_key"],
                condition=Q(state="approved")
                & (Q(shows_name=True) | Q(shows_content=True) | Q(shows_result=True)),
                name="pledges_registrations_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str, address: str) -> None:
        """Name and place, with what finding and sorting need."""
        self.name, self.address = tidy(name), tidy(address)
        self.folded, self.place_key = fold(self.name), fold(self.address)
        is_somebody = self.kind in {self.Kind.INDIVIDUAL, self.Kind.HOUSEHOLD}
        self.sort_key = (person_sort_key if is_somebody else sort_key)(self.name)

    @property
    def shown(self) -> dict[str, bool]:
        """What may be shown to everybody of the campaign, field by field."""
        return {name: getattr(self, f"shows_{name}") for name in SHOWN}


SHOWN = ("name", "address", "content", "result")
"""What somebody may agree to have shown, each on its own."""


class OwnTarget(models.Model):
    """What somebody means to reach: in words, and by a figure where there is one."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="targets"
    )
    words = models.CharField(_("chỉ tiêu"), max_length=300)
    value = models.DecimalField(
        _("con số"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    measure = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    version = models.ForeignKey(
        IndicatorVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            CheckConstraint(
                name="pledges_a_figure_says_what_it_counts",
                condition=Q(value__isnull=True) | ~Q(measure=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class RegistrationChange(models.Model):
    """How a registration changed, written by the database; append-only."""

    registration = models.ForeignKey(
        Registration, models.PROTECT, related_name="changes", db_constraint=False
    )
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration_id} at {self.at}"
