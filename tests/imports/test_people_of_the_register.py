"""People of a list beside those of the register: never joined silently."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.imports import workbooks as make
from tests.imports.communes import HEAD, Commune, said, three
from tests.imports.factories import answered, carried, fates, undone
from tests.organisations.factories import MandateFactory, PersonFactory, UserFactory
from thidua.organisations.models import Mandate, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    """The twentieth of May 2025."""
    settings.THIDUA_TODAY = "2025-05-20"


def test_the_same_file_twice_changes_nothing() -> None:
    commune = Commune()
    commune.bring(make.xlsx(three()))

    again = commune.check(make.xlsx(three()))

    assert fates(again) == {"s": 3}


def test_another_title_ends_the_old_one_and_begins_the_new() -> None:
    commune = Commune()
    person = commune.serving("Nguyễn Văn An", title="Phó trưởng ấp")

    run = commune.check(make.xlsx(three()[:2]))
    assert fates(run) == {"c": 1}
    carried(run, commune.who)

    old, new = person.mandates.order_by("during")
    assert (old.title, new.title) == ("Phó trưởng ấp", "Trưởng ấp")
    assert old.during.upper == new.during.lower == run.made_at.date()
    person.refresh_from_db()
    assert person.birth_year == 1980


def test_a_namesake_elsewhere_is_shown_beside_the_row_and_never_joined() -> None:
    commune = Commune()
    held = commune.serving("Nguyễn Văn An", 2, year=1980, title="Chi hội trưởng")

    run = commune.check(make.xlsx(three()[:2]))

    assert fates(run) == {"a": 1}
    question = run.questions.get()
    assert "sinh 1980" in question.choices[0][1]
    assert "Chi hội trưởng" in question.choices[0][1]
    run = carried(answered(run, {question.key: str(held.pk)}, commune.who), commune.who)
    assert held.mandates.count() == 2
    assert fates(commune.check(make.xlsx(three()[:2]))) == {"s": 1}


def test_a_namesake_of_another_year_is_somebody_else_and_the_row_says_so() -> None:
    commune = Commune()
    commune.serving("Nguyễn Văn An", 2, year=1955)

    run = commune.check(make.xlsx(three()[:2]))

    assert fates(run) == {"n": 1}
    assert "là người khác" in said(run, "n")


@pytest.mark.parametrize("written", ["Nguyen Van An", "An Nguyễn Văn", "Nguyễn Vân An"])
def test_marks_and_the_order_of_names_are_asked_about(written: str) -> None:
    commune = Commune()
    person = commune.serving("Nguyễn Văn An", title="Trưởng ấp")
    rows = three()[:2]
    rows[1][1] = written

    run = commune.check(make.xlsx(rows))
    assert fates(run) == {"a": 1}
    run = commune.answer(run, "name:person", str(person.pk))

    assert fates(run) == {"c": 1}  # the year alone: the register keeps its spelling
    assert "sinh 1980" in run.rows.get().said["after"]  # type: ignore[index]


def test_one_person_on_two_rows_is_asked_about() -> None:
    commune = Commune()
    rows = three()[:2]
    rows.append([2, "Nguyễn Văn An", 1980, "Tổ trưởng", "Ấp Bình Xuân"])
    rows.append([3, "Nguyễn Văn An", 1980, "Trưởng ấp", "Ấp Bình Lợi"])

    run = commune.check(make.xlsx(rows))
    assert fates(run) == {"n": 1, "a": 1, "k": 1}
    run = carried(commune.answer(run, "twins", "one"), commune.who)

    assert Person.objects.get(full_name="Nguyễn Văn An").mandates.count() == 2
    assert fates(commune.check(make.xlsx(rows))) == {"s": 2, "k": 1}


def test_two_people_of_one_name_in_one_file_are_both_written() -> None:
    commune = Commune()
    rows = three()[:2]
    rows.append([2, "Nguyễn Văn An", None, "Tổ trưởng", "Ấp Bình Lợi"])

    run = commune.answer(commune.check(make.xlsx(rows)), "twins", "two")
    carried(run, commune.who)

    assert Person.objects.filter(full_name="Nguyễn Văn An").count() == 2


def test_an_office_names_its_people_as_readers_and_leaves_sign_ins_alone() -> None:
    commune = Commune(Mandate.Role.OFFICER)
    signed = commune.serving("Nguyễn Văn An", title="Phó trưởng ấp")
    UserFactory.create(person=signed)
    rows = three()
    rows[0] = [*HEAD, "Vai"]
    rows[2].append("Chuyên viên")
    rows[1].append(None)
    rows[3].append(None)

    run = commune.check(make.xlsx(rows))

    assert fates(run) == {"r": 1, "n": 1, "a": 1}
    assert "có tài khoản" in said(run, "r")


def test_an_administrator_may_give_other_roles_but_never_their_own() -> None:
    commune = Commune()
    rows = three()
    rows[0] = [*HEAD, "Vai"]
    for row, role in zip(
        rows[1:], ("Chuyên viên", "thu truong", "quản trị"), strict=True
    ):
        row.append(role)

    run = commune.check(make.xlsx(rows))
    carried(run, commune.who)

    assert fates(run) == {"n": 2, "a": 1}
    assert set(Mandate.objects.filter(title__contains="ấp").values_list("role")) == {
        ("officer",),
        ("head",),
    }


def test_a_unit_outside_the_office_is_not_found() -> None:
    commune = Commune()
    rows = three()[:2]
    rows[1][4] = commune.province.communes[1].names.get().full_name

    assert fates(commune.check(make.xlsx(rows))) == {"a": 1}


def test_what_somebody_changed_meanwhile_is_told_and_not_written() -> None:
    commune = Commune()
    commune.serving("Nguyễn Văn An", title="Phó trưởng ấp")
    run = commune.check(make.xlsx(three()))
    Mandate.objects.filter(title="Phó trưởng ấp").update(title="Bí thư")
    PersonFactory.create(full_name="Trần Thị Bông")
    MandateFactory.create(
        person=Person.objects.get(full_name="Trần Thị Bông"), unit=commune.hamlets[1]
    )

    run = carried(run, commune.who)

    assert run.about["done"] == {"d": 1, "l": 2}


def test_an_import_is_undone_as_far_as_nothing_hangs_on_it() -> None:
    commune = Commune()
    person = commune.serving("Nguyễn Văn An", title="Phó trưởng ấp")
    run = commune.bring(make.xlsx(three()))
    UserFactory.create(person=Person.objects.get(full_name="Lê Văn Chín"))

    run = undone(run, commune.who)

    assert run.about["done"] == {"u": 2, "k": 1}
    assert not Person.objects.filter(full_name="Trần Thị Bông").exists()
    assert person.mandates.get().title == "Phó trưởng ấp"
    assert person.mandates.get().during.upper is None
    person.refresh_from_db()
    assert person.birth_year is None
    assert "việc gắn" in run.rows.get(outcome="k").said["reason"]  # type: ignore[index]
