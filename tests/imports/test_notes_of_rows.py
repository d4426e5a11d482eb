"""A note in a file answers for the one figure it can be about, never for a whole row of
them, and for none that is far off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import (
    APRIL,
    answered,
    carried,
    fates,
    mapped,
    place_of,
    received,
)
from tests.imports.test_doubts import name_of, odd_office
from tests.indicators.factories import month
from tests.indicators.parts import Parted, a_parted_office
from tests.organisations.factories import an_actor
from thidua.imports import actions
from thidua.imports.models import Import
from thidua.indicators.checks import Figure, is_gross
from thidua.indicators.models import IndicatorVersion, Observation
from thidua.kernel import clock
from thidua.organisations.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]
HOUSES, ROAD, NOTE = "Nhà tình thương bàn giao", "Đường bê tông hóa", "Ghi chú"
FAR_OFF = "Lệch từ 10 lần trở lên"


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    """The fifth of May 2025."""
    settings.THIDUA_TODAY = "2025-05-05"


def asked_of(run: Import, who: Actor) -> str:
    with clock.standing_on(date(2025, 5, 5)):
        return signed_in(who).get(f"/nhap-tep/{run.pk}/hoi/").content.decode()


def test_the_note_beside_several_figures_answers_for_none_of_them() -> None:
    office, who, some = odd_office()
    rows: list[list[make.Cell]] = [
        ["Đơn vị", HOUSES, ROAD, NOTE],
        [name_of(some[0]), 60, 1.5, "gõ nhầm?"],
        [name_of(some[1]), 60, "#DIV/0!", "lỗi công thức"],
    ]

    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )

    assert fates(run) == {"n": 1, "a": 2, "r": 1}
    page = asked_of(run, who)
    assert "Ghi chú của dòng: “gõ nhầm?”" in page
    assert "Ghi chú của dòng: “lỗi công thức”" in page
    one, two = run.questions.order_by("first_row")
    client = signed_in(who)
    client.post(f"/nhap-tep/{run.pk}/hoi/", {f"d{one.pk}": "noted"})
    run = carried(actions.check_rows(run, actor=who, at=APRIL), who)
    kept = {
        (x.unit_id, x.indicator_id): x.note
        for x in Observation.objects.filter(period=month(2025, 4).pk)
    }
    houses, road = (office.lines[x].version.indicator_id for x in ("HOUSES", "ROAD"))
    assert kept[some[0].pk, houses].startswith("Đã xem lại khi nhập tệp.")
    assert kept[some[0].pk, houses].endswith(" gõ nhầm?")
    assert kept[some[0].pk, road] == "Ghi chú của dòng trong tệp: gõ nhầm?"
    assert (some[1].pk, houses) not in kept
    assert run.questions.get().key == two.key


def test_a_figure_far_off_is_asked_about_whatever_its_note_says() -> None:
    office, who, some = odd_office()
    rows: list[list[make.Cell]] = [
        ["Đơn vị", HOUSES, NOTE],
        [name_of(some[0]), 60, "Đợt bàn giao cuối năm"],
        [name_of(some[1]), 3000, "gõ nhầm?"],
    ]

    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )

    assert fates(run) == {"n": 1, "a": 1}
    page = asked_of(run, who)
    assert FAR_OFF in page
    assert "Chia cho 1.000: 3" in page
    assert "Ghi chú của dòng: “gõ nhầm?”" in page
    assert "Đợt bàn giao cuối năm" not in page
    question = run.questions.get()
    left = answered(run, {question.key: "take||gõ nhầm?"}, who)
    assert fates(left) == {"n": 2}


def test_the_notes_of_their_rows_are_taken_for_all_cells_at_once() -> None:
    office, who, some = odd_office()
    rows: list[list[make.Cell]] = [["Đơn vị", HOUSES, ROAD, NOTE]]
    rows += [
        [name_of(unit), 60 + place, 1.5, note]
        for place, (unit, note) in enumerate(
            zip(some, ("đợt hai", "đợt ba", None), strict=True)
        )
    ]
    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )
    group = run.questions.first()
    assert group is not None
    assert "Giữ 2 ô có ghi chú" in asked_of(run, who)

    signed_in(who).post(f"/nhap-tep/{run.pk}/hoi/", {f"all-{group.group}": "noted"})

    run = actions.check_rows(run, actor=who, at=APRIL)
    assert fates(run) == {"n": 5, "a": 1}  # the one without a note still waits
    notes = [(row.payload or {}).get("t", "") for row in run.rows.filter(fate="n")]
    assert sum(note.endswith(("đợt hai", "đợt ba")) for note in notes) == 4
    assert sum(note.startswith("Đã xem lại") for note in notes) == 2


def test_the_note_of_a_row_does_not_answer_for_parts_that_do_not_fit() -> None:
    them = a_parted_office()
    who = an_actor(them.office.cast.province)
    one = them.office.cast.communes[0]
    rows: list[list[make.Cell]] = [
        [
            "Đơn vị",
            "Người học xong kỹ năng số",
            "Trong đó: nam",
            "Trong đó: nữ",
            NOTE,
        ],
        [name_of(one), 14, 5, 8, "lớp tối"],
    ]

    place = place_of(them.office, month(2025, 4).pk)
    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"n": 2, "a": 1}
    assert "Ghi chú của dòng: “lớp tối”" in asked_of(run, who)


def brought_with_a_note(them: Parted, *, with_houses: bool) -> None:
    """Learners of April, 1, from a file whose row has a note; or houses beside them."""
    office, who = them.office, them.office.officer()
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Người học xong kỹ năng số", NOTE],
        [name_of(office.commune), 1, "làm thêm đường ấp 5"],
    ]
    if with_houses:
        rows[0].append(HOUSES)
        rows[1].append(2)
    place = place_of(office, month(2025, 4).pk, office.commune.pk)
    carried(mapped(received(make.xlsx(rows), place, who), who), who)


@pytest.mark.parametrize("with_houses", [True, False])
def test_the_note_of_a_row_does_not_answer_for_parts_typed_beside_it_later(
    with_houses: bool,
) -> None:
    them = a_parted_office()
    brought_with_a_note(them, with_houses=with_houses)
    office, client = them.office, signed_in(them.office.officer())
    april = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    typed = {"MEN": "1", "WOMEN": "1", "POOR": "0"}
    typed |= {} if with_houses else {"HOUSES": "2"}
    cells = {f"cell-{office.lines[name].pk}": text for name, text in typed.items()}
    submit = reverse("indicators:report-submit", args=april)

    with clock.standing_on(date(2025, 5, 5)):
        client.post(reverse("indicators:report-save", args=april), cells)
        said = client.post(submit).content.decode()
        assert "Có số khác thường" in said
        assert "lệch 1" in said
        assert "Ghi chú của dòng trong tệp: làm thêm đường ấp 5" in said

        cell = [*april, office.lines["ALL"].pk]
        where = reverse("indicators:report-cell", args=cell)
        assert ">làm thêm đường ấp 5</textarea>" in client.get(where).content.decode()
        seen = Observation.objects.get(indicator=them.whole).version
        client.post(where, {"note": "Một chị học hai lớp", "version": seen})
        assert "Có số khác thường" not in client.post(submit).content.decode()


@pytest.mark.parametrize(
    ("typed", "is_far_off"),
    [("60", False), ("103", False), ("105", True), ("0", False), ("-3", False)],
)
def test_ten_times_beyond_the_usual_is_far_off(typed: str, is_far_off: bool) -> None:
    version = IndicatorVersion(decimals=1, least=Decimal(0))
    past = [Decimal(one) for one in ("2", "3", "2", "3", "4")]  # up to 10.4

    assert is_gross(version, Figure(Decimal(typed)), past) is is_far_off


def test_a_tenth_of_the_usual_and_ten_times_the_most_are_far_off() -> None:
    version = IndicatorVersion(decimals=1, least=Decimal(0), most=Decimal(100))
    steady = [Decimal(one) for one in ("50", "51", "50", "49", "50")]

    assert is_gross(version, Figure(Decimal("0.5")), steady)
    assert not is_gross(version, Figure(Decimal(0)), steady)
    assert is_gross(version, Figure(Decimal(1000)), [])
    assert not is_gross(version, Figure(Decimal(999)), [])
