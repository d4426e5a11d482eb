"""Who acts, and under which mandate. Every action is given one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.kernel.policy import YES, Verdict
from thidua.organisations.models import Delegation, Mandate, Power, Unit, User

WRITERS = (Mandate.Role.OFFICER, Mandate.Role.HEAD)
BY_ROLE = tuple(power for power in Power if power != Power.SIGN)
"""What an officer does for the own unit without any delegation."""


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
    def under(self) -> Delegation | None:
        """The delegation under which the mandate of somebody else is used."""
        return self.mandate.under if self.mandate else None

    @property
    def key(self) -> str:
        """What the session and the header keep of the chosen mandate."""
        return self.mandate.key if self.mandate else ""

    @property
    def signed(self) -> str:
        """Name and office as they stand under what was done."""
        return signature(self.name, self.office)

    @property
    def standing(self) -> str:
        """What the header says under the name: a title, or on whose behalf one acts."""
        if self.mandate is None:
            return ""
        if self.mandate.under:
            return _("thay mặt %(name)s") % {"name": self.mandate.under.giver}
        return self.mandate.title

    @property
    def role(self) -> str:
        """The role held oneself; under a delegation one reads, and `may` what it says.

        So whatever names no power is refused to whoever acts by delegation.
        """
        if self.mandate is None:
            return ""
        return Mandate.Role.READER if self.mandate.under else self.mandate.role

    @property
    def is_of_the_people(self) -> bool:
        """A reader in a hamlet: somebody who lives there, and writes for no office."""
        return (
            self.stands_last and self.under is None and self.role == Mandate.Role.READER
        )

    @property
    def stands_last(self) -> bool:
        """In a hamlet, which has nothing below it to watch or to urge."""
        return self.mandate is not None and self.mandate.unit.kind == Unit.Kind.HAMLET

    @property
    def is_system(self) -> bool:
        return self.user is None

    @property
    def is_administrator(self) -> bool:
        return self.role == Mandate.Role.ADMINISTRATOR

    def holds(self, power: str, scope: int | None = None) -> bool:
        """Is this power theirs: by role, or by delegation (for a campaign's number)?"""
        if self.is_system:
            return True
        if self.under:
            return self.under.gives(power, scope)
        return self.role == Mandate.Role.HEAD or (
            self.role in WRITERS and power != Power.SIGN
        )

    def remedy_by_role(
        self,
        power: str,
        scope: int | None,
        otherwise: str,
        unit_id: int | None = None,
    ) -> str:
        """What to do when this role may not: change to one's own that may, by name.

        `unit_id` is the unit for which it must be; None: that of this role. `otherwise`
        is said when none of the roles held today may.
        """
        wanted = self.unit_id if unit_id is None else unit_id
        for one in getattr(self.user, "held_today", []):
            other = Actor(self.user, one, self.name, self.office)
            is_meant = one.unit_id == wanted and one.key != self.key
            if is_meant and other.holds(power, scope):
                return _("Đổi sang vai “%(label)s” ở đầu trang để làm việc này.") % {
                    "label": one.label
                }
        return otherwise

    def may(self, power: str, scope: int | None = None) -> Verdict:
        """The same with a reason and a remedy."""
        if self.holds(power, scope):
            return YES
        if self.under:
            said = _("Văn bản ủy quyền %(number)s không gồm việc này.")
            reason = said % {"number": self.under.number}
            remedy = _("Đổi về vai của mình ở đầu trang, hoặc trình người ủy quyền.")
        elif power == Power.SIGN and self.role in WRITERS:
            reason = _(
                "Việc này do thủ trưởng làm, hoặc người được thủ trưởng ủy quyền."
            )
            remedy = _("Trình thủ trưởng của đơn vị.")
        else:
            reason = _("Vai “theo dõi” chỉ xem, không ghi.")
            remedy = _("Nhờ chuyên viên hoặc thủ trưởng của đơn vị làm việc này.")
        return Verdict(reason, self.remedy_by_role(power, scope, remedy))

    def may_sign(self, scope: int | None, *, otherwise: str, remedy: str) -> Verdict:
        """May they sign as the head, or for the head? Else which role may, if any."""
        if self.holds(Power.SIGN, scope):
            return YES
        return Verdict(otherwise, self.remedy_by_role(Power.SIGN, scope, remedy))

    def writes_for(
        self, unit: Unit | int, power: str = "", scope: int | None = None
    ) -> Verdict:
        """May this person enter, submit, accept or propose in that unit's name?

        A `power` is what a delegation may give; what names none is delegated to nobody.
        """
        unit_id = unit if isinstance(unit, int) else unit.pk
        if self.is_system or self.unit_id == unit_id:
            return self.may(power, scope)
        remedy = _("Đổi sang vai của đơn vị ấy ở đầu trang, nếu được phân công.")
        return Verdict(
            _("Việc này của đơn vị khác."),
            self.remedy_by_role(power, scope, remedy, unit_id),
        )


PROGRAM = "thidua"
"""The office under which the program itself acts; pages leave it out."""


def signature(name: str, office: str) -> str:
    """`Lan, Sở Nội vụ`; the program's own office is left out."""
    return name if office in {"", PROGRAM} else f"{name}, {office}"


LONGEST_OFFICE = 200
"""Characters that the trail keeps of an office."""


def acting(user: User, mandate: Mandate | None) -> Actor:
    """A signed-in person under a mandate; the mandate comes `with_unit_names`.

    Under a delegation the office says for whom: `TUQ. Trưởng ban Nguyễn Văn A, Ban B`.
    """
    office = f"{mandate.title}, {mandate.unit_name}" if mandate else ""
    if mandate and mandate.under:
        giver = mandate.under.giver
        office = f"TUQ. {mandate.title} {giver}, {mandate.unit_name}"
    return Actor(user, mandate, name=user.person.full_name, office=_cut(office))


def _cut(office: str) -> str:
    is_long = len(office) > LONGEST_OFFICE
    return f"{office[: LONGEST_OFFICE - 1]}…" if is_long else office


def the_system(name: str) -> Actor:
    """The program itself, under a name of its own, for jobs and loading."""
    return Actor(user=None, mandate=None, name=name, office=PROGRAM)
