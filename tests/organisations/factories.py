"""The people and places of the tests: quick, small, and of one period."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import factory
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.kernel import clock
from thidua.kernel.text import fold, person_sort_key
from thidua.organisations.actions import Paper, delegate_mandate
from thidua.organisations.actor import Actor, acting
from thidua.organisations.known import known
from thidua.organisations.models import (
    Delegation,
    Mandate,
    Person,
    Placement,
    Power,
    Tree,
    Unit,
    UnitCode,
    UnitName,
    User,
)

SINCE_2015 = DateRange(date(2015, 1, 1), None)
PASSWORD = "mật khẩu để thử"

WORDS = {
    Unit.Kind.NATION: "",
    Unit.Kind.PROVINCE: "Tỉnh ",
    Unit.Kind.CITY: "Thành phố ",
    Unit.Kind.DISTRICT: "Huyện ",
    Unit.Kind.COMMUNE: "Xã ",
    Unit.Kind.WARD: "Phường ",
    Unit.Kind.TOWNSHIP: "Thị trấn ",
    Unit.Kind.SPECIAL_ZONE: "Đặc khu ",
    Unit.Kind.HAMLET: "Ấp ",
}
_numbers = itertools.count(1)


def tree(key: str = Tree.STATE) -> Tree:
    """A tree of the house; the migrations make state, party and front."""
    return Tree.objects.get(key=key)


def rebuild_lineage(of: Tree, units: Iterable[Unit] | None = None) -> None:
    """The closure of a tree, wholly or below some units."""
    with connection.cursor() as cursor:
        if units is None:
            cursor.execute("select organisations_rebuild_lineage(%s)", [of.pk])
        else:
            cursor.execute(
                "select organisations_rebuild_lineage_below(%s, %s)",
                [of.pk, [unit.pk for unit in units]],
            )


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    """A unit with a name and, unless `in_tree=None`, a place in a tree.

    `UnitFactory.create(name="Tân An", parent=district)`; `full_name` follows the kind.
    """

    class Meta:
        model = Unit

    kind = Unit.Kind.COMMUNE

    @classmethod
    def _create(cls, model_class: type[Unit], *args: Any, **given: Any) -> Unit:
        name = given.pop("name", None) or f"Thử {next(_numbers)}"
        full_name = given.pop("full_name", None)
        parent, during = given.pop("parent", None), given.pop("during", SINCE_2015)
        in_tree, code = given.pop("in_tree", Tree.STATE), given.pop("code", "")
        unit: Unit = super()._create(model_class, *args, **given)
        words = full_name or WORDS.get(Unit.Kind(unit.kind), "") + name
        UnitName.written(unit, words, during, name=name).save()
        if code:
            UnitCode.objects.create(
                unit=unit, scheme=_scheme(unit), code=code, during=during
            )
        if in_tree is not None:
            Placement.objects.create(
                tree=tree(in_tree), unit=unit, parent=parent, during=during
            )
            rebuild_lineage(tree(in_tree), [unit])
        return unit


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """Somebody made up."""

    class Meta:
        model = Person

    full_name = factory.Sequence(lambda n: f"Người Thử {n}")
    folded = factory.LazyAttribute(lambda person: fold(person.full_name))
    sort_key = factory.LazyAttribute(lambda person: person_sort_key(person.full_name))
    is_made_up = True


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A sign-in without a password; `signed_in_with=PASSWORD` sets one (slow)."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"nguoi.thu.{n}")
    person = factory.SubFactory(PersonFactory)

    @classmethod
    def _create(cls, model_class: type[User], *_args: Any, **given: Any) -> User:
        password = given.pop("signed_in_with", None)
        user = model_class(**given)
        user.set_password(password)
        user.save()
        return user


class MandateFactory(factory.django.DjangoModelFactory[Mandate]):
    """A mandate; an officer's unless told otherwise."""

    class Meta:
        model = Mandate

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Mandate.Role.OFFICER
    title = factory.LazyAttribute(lambda mandate: Mandate.Role(mandate.role).label)
    during = SINCE_2015


def an_actor(
    unit: Unit, role: str = Mandate.Role.OFFICER, *, person: Person | None = None
) -> Actor:
    """Somebody who acts for a unit in a role, with a sign-in of their own."""
    person = person or PersonFactory.create()
    user = User.objects.filter(person=person).first()
    user = user or UserFactory.create(person=person)
    made = MandateFactory.create(person=person, unit=unit, role=role)
    mandate = Mandate.objects.with_unit_names(clock.today()).get(pk=made.pk)
    return acting(user, mandate)


def a_delegation(giver: Actor, to: Actor, *powers: str, **given: Any) -> Delegation:
    """What a head delegates to somebody of the office in May 2025, in writing."""
    assert giver.mandate is not None
    assert to.user is not None
    paper: dict[str, Any] = {
        "number": "12/GUQ",
        "issued_on": date(2025, 5, 1),
        "first": date(2025, 5, 1),
        "last": date(2025, 5, 31),
        "powers": powers or (Power.SIGN,),
        "reason": "Đi công tác.",
    }
    return delegate_mandate(
        giver.mandate,
        to.user.person,
        Paper(**(paper | given)),
        actor=giver,
        at=clock.now(),
    )


def under(delegation: Delegation, to: Actor) -> Actor:
    """Somebody who acts under a delegation today."""
    assert to.user is not None
    user = known(to.user.pk, clock.today())
    assert user is not None
    held = next(
        one for one in user.held_today if one.under and one.under.pk == delegation.pk
    )
    return acting(user, held)


@dataclass(frozen=True)
class Province:
    """A small province: 2 districts × 3 communes × 2 hamlets, and a department."""

    nation: Unit
    province: Unit
    department: Unit
    districts: list[Unit]
    communes: list[Unit]
    hamlets: list[Unit]

    def communes_of(self, district: Unit) -> list[Unit]:
        """The three communes of one of its districts."""
        place = self.districts.index(district)
        return self.communes[3 * place : 3 * place + 3]


_COMMUNES = ["Tân An", "Bình Hòa", "Đông Phú", "An Thạnh", "Mỹ Lộc", "Phú Đức"]


def a_province(name: str = "Sông Tiền", during: DateRange = SINCE_2015) -> Province:
    """The small cast, written in four statements and one rebuild of the lineage."""
    kinds = Unit.Kind
    plan: list[tuple[str, str, int | None]] = [
        (kinds.NATION, "Việt Nam", None),
        (kinds.PROVINCE, name, 0),
        (kinds.DEPARTMENT, f"Sở Nội vụ tỉnh {name}", 1),
        (kinds.DISTRICT, "Cồn Bắc", 1),
        (kinds.DISTRICT, "Cồn Nam", 1),
        *((kinds.COMMUNE, _COMMUNES[i], 3 + i // 3) for i in range(6)),
        *((kinds.HAMLET, f"{'12'[i % 2]}", 5 + i // 2) for i in range(12)),
    ]
    units = Unit.objects.bulk_create(
        Unit(kind=kind, is_made_up=True) for kind, _name, _parent in plan
    )
    UnitName.objects.bulk_create(
        UnitName.written(unit, WORDS.get(Unit.Kind(kind), "") + bare, during, name=bare)
        for unit, (kind, bare, _parent) in zip(units, plan, strict=True)
    )
    state = tree()
    Placement.objects.bulk_create(
        Placement(
            tree=state,
            unit=unit,
            parent=None if above is None else units[above],
            during=during,
        )
        for unit, (_kind, _name, above) in zip(units, plan, strict=True)
    )
    rebuild_lineage(state, units)
    return Province(
        nation=units[0],
        province=units[1],
        department=units[2],
        districts=units[3:5],
        communes=units[5:11],
        hamlets=units[11:],
    )


def _scheme(unit: Unit) -> str:
    if unit.kind in {Unit.Kind.PROVINCE, Unit.Kind.CITY}:
        return UnitCode.Scheme.PROVINCE
    if unit.kind == Unit.Kind.DISTRICT:
        return UnitCode.Scheme.DISTRICT
    return UnitCode.Scheme.COMMUNE
