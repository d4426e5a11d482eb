"""People and what they serve as, from the lists that offices keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.imports.kinds import (
    Bringing,
    Carried,
    Draft,
    Field,
    Ground,
    Judged,
    Kind,
    Reader,
    brought_in,
    taken_out,
)
from thidua.imports.matching import Known, Named, Names
from thidua.imports.registers.judging_people import judge_people, listed_of
from thidua.imports.registers.people_words import fields, left_out
from thidua.imports.registers.scope import Scope, own_unit, unit_of
from thidua.kernel import clock
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link
from thidua.organisations import actions
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.organisations.policies import ROLES_OF_AN_OFFICE, can_keep_register

UNIT, ROLE = "unit", "role"
_ROLE_WORDS = {
    Mandate.Role.READER: ("theo dõi", "người theo dõi"),
    Mandate.Role.OFFICER: ("chuyên viên", "cán bộ", "người nhập"),
    Mandate.Role.HEAD: ("thủ trưởng", "lãnh đạo", "người duyệt"),
}


class PeopleKind(Kind):
    """A list of people: who serves as what, at which unit."""

    key = "nguoi"
    holds_people = True

    @property
    def name(self) -> str:
        return _("Người và phân công")

    @property
    def about(self) -> str:
        return _(
            "Mỗi dòng một người: họ tên, năm sinh, chức vụ, đơn vị. Tên đơn vị có thể"
            " là dòng nhóm ở trên. Chỉ lưu những điều ấy; căn cước, điện thoại, địa chỉ"
            " trong tệp không được lưu. Không tài khoản nào được lập từ tệp."
        )

    def places(
        self,
        actor: Actor,
        day: date,  # noqa: ARG002
    ) -> Sequence[tuple[str, str]]:
        return own_unit(actor)

    def may(self, actor: Actor, place: str) -> Verdict:
        unit_id = int(place) if place.isdecimal() else 0
        return can_keep_register(actor, unit_id, clock.today())

    def ground(self, actor: Actor, place: str, day: date) -> PeopleGround:
        return PeopleGround(Scope(unit_of(place), day), actor, day)


class PeopleGround(Ground):
    """One unit and those below it, whose people a list may name."""

    dims = (UNIT, ROLE)
    heading = UNIT
    chunk = 200

    def __init__(self, scope: Scope, actor: Actor, day: date) -> None:
        self._scope, self._actor, self._day = scope, actor, day
        units = scope.known()
        roles = [one for one in _ROLE_WORDS if _may_give(actor, one)]
        self.known = {
            UNIT: units,
            "above": units,
            ROLE: Known(
                [(one.value, capfirst(str(one.label))) for one in roles],
                lambda: Names([Named(one.value, _ROLE_WORDS[one]) for one in roles]),
            ),
        }
        self.fixed = {ROLE: Mandate.Role.READER.value}
        if len(scope.ids) == 1:
            self.fixed[UNIT] = str(scope.unit.pk)
        self.fields = fields()
        self.left_out = left_out()
        self.title = scope.title
        self.back = reverse("organisations:unit", args=[scope.unit.pk])

    def lacking(self, chosen: Collection[str]) -> Iterable[Field]:
        has_name = "name" in chosen or {"surname", "given"} <= set(chosen)
        return [
            one
            for one in super().lacking(chosen)
            if one.key != UNIT and not (one.key == "name" and has_name)
        ]

    def settled(self, chosen: Sequence[str], labels: Sequence[str]) -> Sequence[str]:
        """`Họ và tên` merged over two columns is both of them; `Tên` alone is all."""
        fields = list(chosen)
        for place in range(len(fields) - 1):
            alike = labels[place] == labels[place + 1]
            if alike and fields[place] == "name":
                fields[place : place + 2] = ["surname", "given"]
        if "given" in fields and not {"surname", "name"} & set(fields):
            fields[fields.index("given")] = "name"
        return fields

    def counts(self, count: int) -> str:
        return ngettext("%(count)s người", "%(count)s người", count) % {
            "count": show_number(count)
        }

    def next_step(self) -> Link | None:
        if not self._actor.is_administrator:
            return None
        href = f"{reverse('organisations:sign-ins')}?don-vi={self._scope.unit.pk}"
        return Link(_("Cấp tài khoản: việc riêng, chọn từng người"), href)

    def judge(self, drafts: Iterable[Draft], read: Reader) -> Iterator[Judged]:
        return judge_people(
            list(drafts), read, self._scope, actor=self._actor, day=self._day
        )

    def carry(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        listed = [listed_of(row.payload) for row in rows]
        done = actions.bring_in_people(listed, actor=actor, at=at, source=source)
        return brought_in(rows, done)

    def take_out(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        undos = [row.undo or {} for row in rows]
        done = actions.take_out_people(undos, actor=actor, at=at, source=source)
        return taken_out(rows, done)

    def describe(self, payloads: Sequence[dict[str, Any] | None]) -> list[str]:
        return [self._described(one) if one else "" for one in payloads]

    def _described(self, payload: Mapping[str, Any]) -> str:
        said = [payload["n"]]
        if payload.get("y"):
            said.append(_("sinh %s") % payload["y"])
        where = [self._scope.names.get(unit, "") for unit in payload["at"]]
        return " · ".join([", ".join(said), *where])


def _may_give(actor: Actor, role: Mandate.Role) -> bool:
    return actor.is_administrator or actor.is_system or role in ROLES_OF_AN_OFFICE
