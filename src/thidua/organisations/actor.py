"""Who acts, and under which mandate. Every action is given one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.models import Mandate, Unit, User

WRITERS = (Mandate.Role.OFFICER, Mandate.Role.HEAD)


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person under one of their mandates; the trail keeps both.

    `user` and `mandate` are None only for the system's own jobs.
    """

    user: User | None
    mandate: Mandate | None
    name: str
    office: str

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def person_id(self) -> int | None:
        return self.user.person_id if self.user else None

    @property
    def mandate_id(self) -> int | None:
        return self.mandate.pk if self.mandate else None

    @property
    def unit_id(self) -> int | None:
        return self.mandate.unit_id if self.mandate else None

    @property
    def role(self) -> str:
        return self.mandate.role if self.mandate else ""

    @property
    def is_system(self) -> bool:
        return self.user is None

    @property
    def is_administrator(self) -> bool:
        return self.role == Mandate.Role.ADMINISTRATOR

    def writes_for(self, unit: Unit | int) -> Verdict:
        """May this person enter, submit, accept or propose in that unit's name?"""
        unit_id = unit if isinstance(unit, int) else unit.pk
        return only_if(
            self.is_system or self.unit_id == unit_id,
            otherwise=_("Việc này của đơn vị khác."),
            remedy=_("Đổi sang vai của đơn vị ấy ở đầu trang, nếu được phân công."),
        ) & only_if(
            self.is_system or self.role in WRITERS,
            otherwise=_("Vai “theo dõi” chỉ xem, không ghi."),
            remedy=_("Nhờ chuyên viên hoặc thủ trưởng của đơn vị làm việc này."),
        )


PROGRAM = "thidua"
"""The office under which the program itself acts; pages leave it out."""


def signature(name: str, office: str) -> str:
    """`Lan, Sở Nội vụ`; the program's own office is left out."""
    return name if office in {"", PROGRAM} else f"{name}, {office}"


def acting(user: User, mandate: Mandate | None) -> Actor:
    """A signed-in person under a mandate; the mandate comes `with_unit_names`."""
    office = f"{mandate.title}, {mandate.unit_name}" if mandate else ""
    return Actor(user, mandate, name=user.person.full_name, office=office)


def the_system(name: str) -> Actor:
    """The program itself, under a name of its own, for jobs and loading."""
    return Actor(user=None, mandate=None, name=name, office=PROGRAM)
