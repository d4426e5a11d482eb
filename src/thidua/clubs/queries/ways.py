"""How each of those who are asked to a meeting is told: in the program, by mail as
well, or by a printed invitation that somebody hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.clubs.hands import signing_in, units_that_sign_in
from thidua.clubs.models import Invitee
from thidua.clubs.telling import person_of, unit_of
from thidua.follow_up.models import Mailbox


@dataclass(frozen=True, slots=True)
class Ways:
    """Who signs in, which units somebody signs in for, who reads mail."""

    people: frozenset[int]
    units: frozenset[int]
    with_mail: frozenset[int]

    def words(self, one: Invitee) -> str:
        """`báo trong chương trình và qua thư`; of who is not told yet as well."""
        person, unit = person_of(one), unit_of(one)
        if person in self.people:
            return self._in_person(person or 0)
        if unit in self.units:
            return _("báo cho đơn vị trong chương trình")
        return _("giấy mời in, đưa tận tay")

    def _in_person(self, person: int) -> str:
        if person in self.with_mail:
            return _("báo trong chương trình và qua thư")
        return _("báo trong chương trình")


def ways_to(invitees: Sequence[Invitee], day: date) -> Ways:
    """Three questions, however many are asked."""
    people = {one for one in map(person_of, invitees) if one}
    units = {one for one in map(unit_of, invitees) if one}
    mail = Mailbox.objects.filter(person__in=people, verified_at__isnull=False)
    return Ways(
        people=frozenset(signing_in(people)),
        units=frozenset(units_that_sign_in(units, day)),
        with_mail=frozenset(mail.values_list("person", flat=True) if people else ()),
    )
