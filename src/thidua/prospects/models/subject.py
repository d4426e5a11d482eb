"""Who or what is promising, or exemplary: a person, a household, a unit, a practice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.kernel.text import fold, person_sort_key, sort_key, tidy
from thidua.organisations.models import Person, Unit


class Subject(models.Model):
    """Whom it is about; what is promising and what is exemplary inherit it.

    `name` is that of the person, of the head of a household, of the group, the unit or
    the practice; `unit` the unit that it is, `home` the one that is in charge of it.
    Personal data stays inside the program until the person agreed to more.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("cá nhân")
        HOUSEHOLD = "household", _("hộ gia đình")
        GROUP = "group", _("tổ, nhóm")
        UNIT = "unit", _("tập thể, đơn vị")
        PRACTICE = "practice", _("mô hình, cách làm")

    class Field(models.TextChoices):
        WATER = "water", _("trữ nước ngọt, thủy lợi nhỏ")
        ROADS = "roads", _("giao thông nông thôn")
        STARTUP = "startup", _("khởi nghiệp, phát triển doanh nghiệp")
        FARMING = "farming", _("chuỗi giá trị dừa và nông sản")
        REFORM = "reform", _("cải cách hành chính")
        LEARNING = "learning", _("gia đình học tập, khuyến học")
        PARTY = "party", _("xây dựng Đảng, hệ thống chính trị")
        CULTURE = "culture", _("văn hóa, xã hội")
        WELFARE = "welfare", _("giảm nghèo, an sinh")
        SECURITY = "security", _("quốc phòng, an ninh trật tự")
        ENVIRONMENT = "environment", _("môi trường, nông thôn mới")
        URBAN = "urban", _("đô thị, chỉnh trang")
        OTHER = "other", _("lĩnh vực khác")

    kind = models.CharField(_("đối tượng"), max_length=9, choices=Kind)
    name = models.CharField(_("tên"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False, db_collation="C")
    trade = models.CharField(_("ngành nghề"), max_length=120, blank=True)
    field = models.CharField(
        _("lĩnh vực"), max_length=11, choices=Field, default=Field.OTHER
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    home = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị phụ trách")
    )
    place = models.CharField(_("ấp, tổ"), max_length=200, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            CheckConstraint(
                name="%(app_label)s_a_%(class)s_has_a_name", condition=~Q(name="")
            ),
            CheckConstraint(
                name="%(app_label)s_a_%(class)s_is_a_unit_only_as_a_unit",
                condition=Q(unit__isnull=True) | Q(kind="unit"),
            ),
            CheckConstraint(
                name="%(app_label)s_a_%(class)s_was_born_in_our_time",
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__gte=1900, birth_year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str) -> None:
        """The name, with what finding and sorting need."""
        self.name = tidy(name)
        self.folded = fold(self.name)
        is_somebody = self.kind in {self.Kind.PERSON, self.Kind.HOUSEHOLD}
        self.sort_key = (person_sort_key if is_somebody else sort_key)(self.name)


def at_or_below(unit_id: int | None, day: object) -> models.expressions.RawSQL:
    """Numbers of a unit and of all below it in any tree on a day."""
    return models.expressions.RawSQL(
        """select %s::bigint union
           select unit_id from organisations_lineage
           where ancestor_id = %s and during @> %s::date""",
        [unit_id, unit_id, day],
    )
