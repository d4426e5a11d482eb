"""Acts that change units: what they do, what they refuse, two people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Thread

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.organisations.factories import (
    MandateFactory,
    Province,
    UnitFactory,
    a_province,
    an_actor,
    tree,
)
from tests.running.cluster import Database
from thidua.audit.models import Entry
from thidua.kernel import clock
from thidua.kernel.errors import Refused, RuleBroken
from thidua.organisations import acts
from thidua.organisations.actions import (
    close_unit,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.acts import Decision, Founding, Plan
from thidua.organisations.heirs import answering_for, heirs_of
from thidua.organisations.models import (
    Lineage,
    Mandate,
    Placement,
    Reorganisation,
    Succession,
    Tree,
    Unit,
    UnitCode,
)
from thidua.organisations.queries import names_on, origins_of, unit_called

DAY = date(2025, 9, 1)
BEFORE = date(2025, 8, 31)
NOW = datetime(2025, 8, 20, 9, 0, tzinfo=clock.ZONE)
IMPATIENT = "-c statement_timeout=20s"
DECISION = Decision("Nghị quyết 12/NQ-HĐND", DAY, date(2025, 8, 15))


@pytest.fixture
def cast(db: None) -> Province:  # noqa: ARG001 - the rows need a database
    return a_province()


@pytest.fixture
def administrator(cast: Province) -> Actor:
    return an_actor(cast.department, Mandate.Role.ADMINISTRATOR)


def a_commune(cast: Province, name: str = "Tân Bình", code: str = "") -> Founding:
    return Founding(
        Unit.Kind.COMMUNE, f"Xã {name}", cast.districts[0], name=name, code=code
    )


def above(unit: Unit, day: date) -> list[Unit]:
    lines = Lineage.objects.filter(
        tree=tree(), unit=unit, during__contains=day, depth__gt=0
    )
    return [line.ancestor for line in lines.order_by("depth")]


def test_two_communes_merge_and_their_hamlets_follow(
    cast: Province, administrator: Actor
) -> None:
    old, hamlets = cast.communes[:2], cast.hamlets[:4]

    new = merge_units(old, a_commune(cast), DECISION, actor=administrator, at=NOW)

    assert unit_called(new, DAY) == "Xã Tân Bình"
    for unit in old:
        assert not Unit.objects.standing_on(DAY).filter(pk=unit.pk).exists()
        assert Unit.objects.standing_on(BEFORE).filter(pk=unit.pk).exists()
        heir = unit.successions_out.get()
        assert (heir.successor, heir.kind, heir.is_main) == (new, "whole", True)
    for hamlet in hamlets:
        assert above(hamlet, DAY) == [
            new,
            cast.districts[0],
            cast.province,
            cast.nation,
        ]
        assert above(hamlet, BEFORE)[0] in old


def test_an_act_is_audited_with_its_decision_on_every_unit(
    cast: Province, administrator: Actor
) -> None:
    new = merge_units(
        cast.communes[:2], a_commune(cast), DECISION, actor=administrator, at=NOW
    )

    entries = Entry.objects.filter(verb="organisations.unit.merged")
    assert entries.count() == 3
    assert {entry.details["decision"] for entry in entries} == {DECISION.symbol}
    act = Reorganisation.objects.get()
    assert set(act.units.all()) >= {*cast.communes[:2], new}


def test_mandates_end_with_the_units(cast: Province, administrator: Actor) -> None:
    officer = MandateFactory.create(unit=cast.communes[0])

    merge_units(
        cast.communes[:2], a_commune(cast), DECISION, actor=administrator, at=NOW
    )

    officer.refresh_from_db()
    assert officer.during.upper == DAY


def test_the_new_unit_may_take_the_code_of_one_that_ends(
    cast: Province, administrator: Actor
) -> None:
    old = UnitFactory.create(name="Cũ", parent=cast.districts[0], code="29001")

    new = merge_units(
        [old, cast.communes[0]],
        a_commune(cast, code="29001"),
        DECISION,
        actor=administrator,
        at=NOW,
    )

    codes = UnitCode.objects.filter(code="29001").order_by("during")
    assert [(code.unit, code.during.lower) for code in codes] == [
        (old, date(2015, 1, 1)),
        (new, DAY),
    ]


def test_the_party_tree_follows_a_merger(cast: Province, administrator: Actor) -> None:
    party = tree(Tree.PARTY)
    always = DateRange(date(2015, 1, 1), None)
    Placement.objects.create(tree=party, unit=cast.districts[0], during=always)
    Placement.objects.create(
        tree=party, unit=cast.communes[0], parent=cast.districts[0], during=always
    )

    new = merge_units(
        cast.communes[:2], a_commune(cast), DECISION, actor=administrator, at=NOW
    )

    place = Placement.objects.get(tree=party, unit=new)
    assert place.parent == cast.districts[0]


def test_a_commune_splits_and_its_hamlets_go_to_the_main_successor(
    cast: Province, administrator: Actor
) -> None:
    unit = cast.communes[0]
    into = [a_commune(cast, "Một"), a_commune(cast, "Hai")]

    first, second = split_unit(unit, into, DECISION, actor=administrator, at=NOW)

    assert [
        (line.successor, line.kind, line.is_main, line.share)
        for line in unit.successions_out.order_by("pk")
    ] == [(first, "split", True, None), (second, "split", False, None)]
    assert above(cast.hamlets[0], DAY)[0] == first
    assert above(second, DAY)[0] == cast.districts[0]


def test_a_renamed_unit_goes_on_under_its_new_name(
    cast: Province, administrator: Actor
) -> None:
    unit = cast.communes[0]

    rename_unit(
        unit, "Xã Đồng Khởi", DECISION, name="Đồng Khởi", actor=administrator, at=NOW
    )

    assert names_on([unit.pk], BEFORE) == {unit.pk: "Xã Tân An"}
    assert names_on([unit.pk], DAY) == {unit.pk: "Xã Đồng Khởi"}
    assert not Succession.objects.exists()


def test_a_commune_moves_to_another_district_with_its_hamlets(
    cast: Province, administrator: Actor
) -> None:
    unit, other = cast.communes[0], cast.districts[1]

    move_unit(unit, tree(), other, DECISION, actor=administrator, at=NOW)

    assert above(cast.hamlets[0], DAY)[:2] == [unit, other]
    assert above(cast.hamlets[0], BEFORE)[:2] == [unit, cast.districts[0]]


def test_a_founded_unit_stands_under_its_parent(
    cast: Province, administrator: Actor
) -> None:
    unit = found_unit(a_commune(cast), DECISION, actor=administrator, at=NOW)

    assert above(unit, DAY)[0] == cast.districts[0]
    assert not Unit.objects.standing_on(BEFORE).filter(pk=unit.pk).exists()


def test_a_closed_unit_stands_no_more(cast: Province, administrator: Actor) -> None:
    close_unit(cast.hamlets[0], DECISION, actor=administrator, at=NOW)

    assert above(cast.hamlets[0], DAY) == []
    assert above(cast.hamlets[0], BEFORE) != []


def test_only_an_administrator_writes_an_act(cast: Province) -> None:
    for role in (Mandate.Role.READER, Mandate.Role.OFFICER, Mandate.Role.HEAD):
        with pytest.raises(Refused, match="quản trị"):
            close_unit(
                cast.hamlets[0],
                DECISION,
                actor=an_actor(cast.department, role),
                at=NOW,
            )


def test_the_preview_says_number_and_names(cast: Province) -> None:
    MandateFactory.create(unit=cast.communes[0])
    plan = acts.plan_merger(cast.communes[:2], a_commune(cast, code="29000"), DECISION)

    assert plan.is_possible
    assert plan.says == [
        "2 đơn vị kết thúc hết ngày 31/08/2025: Xã Tân An, Xã Bình Hòa.",
        "1 phân công ở đó kết thúc cùng ngày; phân công lại ở đơn vị mới.",
        "Xã Tân Bình bắt đầu từ 01/09/2025, trực thuộc Huyện Cồn Bắc, mã 29000.",
        "4 đơn vị trực thuộc chuyển sang Xã Tân Bình: Ấp 1, Ấp 2, Ấp 1, Ấp 2.",
        "Xã Tân Bình kế thừa toàn bộ Xã Tân An, Xã Bình Hòa.",
    ]


REFUSALS: dict[str, tuple[Callable[[Province], Plan], str]] = {
    "a unit that ended": (
        lambda c: acts.plan_closing(c.hamlets[0], Decision("QĐ", date(2014, 1, 1))),
        "chưa có trước 01/01/2014",
    ),
    "a unit with others below": (
        lambda c: acts.plan_closing(c.communes[0], DECISION),
        "còn 2 đơn vị trực thuộc: Ấp 1, Ấp 2",
    ),
    "a merger of one": (
        lambda c: acts.plan_merger(c.communes[:1], a_commune(c), DECISION),
        "ít nhất hai đơn vị",
    ),
    "a split into one": (
        lambda c: acts.plan_split(c.communes[0], [a_commune(c)], DECISION),
        "ít nhất hai đơn vị mới",
    ),
    "the same name": (
        lambda c: acts.plan_renaming(c.communes[0], "Xã Tân An", "", DECISION),
        "giống tên cũ",
    ),
    "under one of its own": (
        lambda c: acts.plan_move(c.districts[0], tree(), c.communes[0], DECISION),
        "Xã Tân An đang ở dưới huyện Cồn Bắc",
    ),
    "where it already hangs": (
        lambda c: acts.plan_move(c.communes[0], tree(), c.districts[0], DECISION),
        "không đổi nơi trực thuộc",
    ),
    "effect before the decision": (
        lambda c: acts.plan_closing(
            c.hamlets[0], Decision("QĐ 1", DAY, date(2025, 9, 2))
        ),
        "Ngày hiệu lực 01/09/2025 trước ngày ban hành 02/09/2025",
    ),
    "no document": (
        lambda c: acts.plan_closing(c.hamlets[0], Decision(" ", DAY)),
        "Chưa ghi số, ký hiệu văn bản",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_clashes_is_refused_with_reason_and_remedy(
    cast: Province, case: str
) -> None:
    plan, words = REFUSALS[case]
    verdict = plan(cast).is_possible

    assert words in str(verdict.reason)
    assert verdict.remedy


def test_a_later_change_stands_in_the_way(cast: Province, administrator: Actor) -> None:
    later = Decision("QĐ 99/QĐ-UBND", date(2025, 10, 1))
    rename_unit(cast.communes[0], "Xã Mới", later, actor=administrator, at=NOW)

    with pytest.raises(RuleBroken, match="từ 01/10/2025") as refusal:
        merge_units(
            cast.communes[:2], a_commune(cast), DECISION, actor=administrator, at=NOW
        )
    assert "sau 01/10/2025" in str(refusal.value.remedy)


def test_a_code_in_use_is_refused(cast: Province) -> None:
    UnitFactory.create(name="Có Mã", parent=cast.districts[1], code="29002")

    plan = acts.plan_founding(a_commune(cast, code="29002"), DECISION)

    assert "Mã 29002 đang là mã của xã Có Mã" in str(plan.is_possible.reason)


def test_chains_of_successions_are_followed(
    cast: Province, administrator: Actor
) -> None:
    first, second, third = cast.communes[:3]
    middle = merge_units(
        [first, second], a_commune(cast), DECISION, actor=administrator, at=NOW
    )
    last = merge_units(
        [middle, third],
        a_commune(cast, "Cuối"),
        Decision("QĐ 2", date(2026, 1, 1)),
        actor=administrator,
        at=NOW,
    )

    then, other = date(2026, 1, 1), cast.communes[4].pk
    (heir,) = heirs_of([first.pk], then)[first.pk]
    assert (heir.unit_id, heir.is_whole, heir.is_main) == (last.pk, True, True)
    (halfway,) = heirs_of([first.pk], date(2025, 12, 31))[first.pk]
    assert halfway.unit_id == middle.pk
    assert answering_for([first.pk, other], then) == {first.pk: last.pk, other: other}
    assert origins_of([last.pk, other], BEFORE, then) == {
        last.pk: [first.pk, second.pk, third.pk],
        other: [other],
    }
    assert origins_of([last.pk], DAY, then)[last.pk] == [third.pk, middle.pk]


def test_two_people_at_once_the_second_is_told(own_database: Database) -> None:  # noqa: ARG001
    cast = a_province()
    said: list[str] = []

    def merge(name: str) -> None:
        try:
            merge_units(
                cast.communes[:2],
                a_commune(cast, name),
                DECISION,
                actor=the_system("test"),
                at=NOW,
            )
            said.append("done")
        except RuleBroken as refusal:
            said.append(str(refusal.reason))
        finally:
            connection.close()

    people = [Thread(target=merge, args=[name]) for name in ("Một", "Hai")]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(said)[1] == "done"
    assert "không còn từ 01/09/2025" in min(said)
    assert Reorganisation.objects.count() == 1


def test_two_people_cannot_make_a_circle_together(own_database: Database) -> None:
    """Each of the two moves is right alone; the second to finish is refused."""
    cast = a_province()
    north, south = (district.pk for district in cast.districts)
    move = "update organisations_placement set parent_id = %s where unit_id = %s"
    said: list[str] = []

    def second() -> None:
        with own_database.connect(options=IMPATIENT) as other:
            try:
                other.execute(move, [north, south])
                other.commit()
            except psycopg.errors.CheckViolation as refusal:
                said.append(str(refusal))

    with own_database.connect(options=IMPATIENT) as one:
        one.execute(move, [south, north])
        somebody_else = Thread(target=second)
        somebody_else.start()
        one.commit()
        somebody_else.join(timeout=30)

    assert "would hang under itself" in said[0]
