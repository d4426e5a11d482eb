"""The people of the story: all made up, one password for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from tests.journeys.places import BA_TRI, BEN_TRE, CHAU_BINH, GIONG_TROM, VINH_LONG
from tests.organisations.factories import (
    PASSWORD,
    MandateFactory,
    PersonFactory,
    UnitFactory,
    UserFactory,
)
from thidua.organisations.actor import Actor, acting
from thidua.organisations.models import (
    Mandate,
    Person,
    Reorganisation,
    Succession,
    Tree,
    Unit,
    User,
)
from thidua.organisations.official import TWO_TIERS_FROM

START = date(2025, 1, 2)
LONG_AGO = DateRange(date(2015, 1, 1), None)


def actor_of(username: str, on: date = START) -> Actor:
    """Whoever signs in under that name, under the mandate held on that day."""
    user = User.objects.get(username=username)
    held = Mandate.objects.held_on(on).filter(person=user.person_id)
    return acting(user, held.with_unit_names(on).order_by("pk").first())


def an_office(units: dict[str, Unit]) -> Unit:
    """The emulation office of Bến Tre and, from the reform on, of Vĩnh Long."""
    before = DateRange(date(2015, 1, 1), TWO_TIERS_FROM)
    office, heir = (
        UnitFactory.create(
            kind=Unit.Kind.DEPARTMENT,
            full_name=f"Ban Thi đua – Khen thưởng tỉnh {place}",
            name="Ban Thi đua – Khen thưởng",
            parent=units[province],
            is_made_up=True,
            during=during,
        )
        for place, province, during in (
            ("Bến Tre", BEN_TRE, before),
            ("Vĩnh Long", VINH_LONG, DateRange(TWO_TIERS_FROM, None)),
        )
    )
    act = Reorganisation.objects.get(effective_on=TWO_TIERS_FROM)
    Succession.objects.create(
        predecessor=office, successor=heir, kind="whole", is_main=True, act=act
    )
    units["office-after"] = heir
    return office


def a_front(units: dict[str, Unit]) -> Unit:
    """The Fatherland Front of the province and, below it, of Châu Bình; made up."""
    root = UnitFactory.create(
        kind=Unit.Kind.FRONT,
        full_name="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre",
        in_tree=Tree.FRONT,
        is_made_up=True,
    )
    below = UnitFactory.create(
        kind=Unit.Kind.FRONT,
        full_name="Ủy ban Mặt trận Tổ quốc Việt Nam xã Châu Bình",
        in_tree=Tree.FRONT,
        parent=root,
        is_made_up=True,
    )
    units["front-of-chau-binh"] = below
    return root


def people(units: dict[str, Unit], office: Unit, front: Unit) -> None:
    """Who signs in, under which name; all of them made up, one password for all."""
    role = Mandate.Role
    front_below = units["front-of-chau-binh"]
    giong_trom, chau_binh = units[GIONG_TROM], units[CHAU_BINH]
    cast: list[tuple[str, str, Unit, str, str]] = [
        ("tinh", "Nguyễn Hoàng Minh Khôi", office, role.OFFICER, "Chuyên viên"),
        ("truongban", "Trần Thị Mỹ Lệ", office, role.HEAD, "Trưởng ban"),
        ("huyen", "Đoàn Quốc Bảo", giong_trom, role.OFFICER, "Phòng Nội vụ"),
        ("batri", "Lưu Thị Hồng Gấm", units[BA_TRI], role.OFFICER, "Phòng Nội vụ"),
        ("xa", "Phan Thị Ngọc Trâm", chau_binh, role.OFFICER, "Công chức xã"),
        ("xa2", "Hồ Quang Sơn", chau_binh, role.OFFICER, "Công chức xã"),
        ("mattran", "Bùi Thị Xuân Đào", front, role.OFFICER, "Chuyên viên"),
        ("mattranxa", "Võ Thành Trung", front_below, role.HEAD, "Chủ tịch"),
        ("quantri", "Ngô Tấn Đạt", office, role.ADMINISTRATOR, "Quản trị hệ thống"),
    ]
    for username, name, unit, as_what, title in cast:
        person = PersonFactory.create(full_name=name)
        UserFactory.create(username=username, person=person, signed_in_with=PASSWORD)
        MandateFactory.create(
            person=person, unit=unit, role=as_what, title=title, during=LONG_AGO
        )
    after_the_reform(units)


def after_the_reform(units: dict[str, Unit]) -> None:
    """From 1 July 2025 the same people serve the successors."""
    since = DateRange(TWO_TIERS_FROM, None)
    heirs: Iterable[tuple[str, Unit]] = [
        ("Phan Thị Ngọc Trâm", heir_of(units[CHAU_BINH])),
        ("Nguyễn Hoàng Minh Khôi", units["office-after"]),
        ("Ngô Tấn Đạt", units["office-after"]),
    ]
    for name, unit in heirs:
        person = Person.objects.get(full_name=name)
        before = Mandate.objects.get(person=person)
        MandateFactory.create(
            person=person,
            unit=unit,
            role=before.role,
            title=before.title,
            during=since,
        )
        before.during = DateRange(date(2015, 1, 1), TWO_TIERS_FROM)
        before.save()


def heir_of(unit: Unit) -> Unit:
    """What the unit became on 1 July 2025."""
    return Unit.objects.get(successions_in__predecessor=unit)
