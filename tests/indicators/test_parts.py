"""Breakdowns: drawn up, taken up, let go; what the database refuses whoever writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.indicators.factories import (
    JANUARY_2020,
    LEARNERS,
    SINCE,
    WATER,
    a_drafted_form,
    moment,
)
from tests.indicators.parts import (
    PEOPLE,
    a_breakdown,
    a_parted_office,
    an_indicator,
    parted,
)
from tests.organisations.factories import a_province, an_actor
from thidua.indicators import actions
from thidua.indicators.actions import Line, Meaning
from thidua.indicators.models import Indicator, IndicatorPart, IndicatorVersion
from thidua.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db
LATER = date(2024, 1, 1)


def at_once(kin: IndicatorPart | IndicatorVersion) -> None:
    """Write it and let the database check now what it checks at the end."""
    with transaction.atomic():
        kin.save()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def refused_by_the_database(kin: IndicatorPart | IndicatorVersion, name: str) -> None:
    """Writing it breaks the constraint of that name."""
    with pytest.raises(IntegrityError) as no:
        at_once(kin)
    assert getattr(no.value.__cause__, "diag").constraint_name == name  # noqa: B009


def test_each_category_becomes_an_indicator_counted_like_its_whole() -> None:
    cast = a_province()
    whole = an_indicator(cast, meaning=LEARNERS)
    parts = parted(whole, a_breakdown(cast))

    versions = [kin.part.versions.get() for kin in parts]
    assert [one.name for one in versions] == [
        "Người lao động qua đào tạo – nam",
        "Người lao động qua đào tạo – nữ",
    ]
    assert [kin.part.code for kin in parts] == ["nguoi-hoc-nam", "nguoi-hoc-nu"]
    assert {(one.measure, one.nature, one.over_time) for one in versions} == {
        ("người", "stock", "last")
    }


def test_a_new_meaning_of_the_whole_is_one_of_its_parts_in_the_same_act() -> None:
    cast = a_province()
    whole = an_indicator(cast)
    women = parted(whole, a_breakdown(cast))[1].part

    meaning = Meaning(name="Người học xong", measure="lượt", decimals=1)
    actions.revise_indicator(
        whole, meaning, since=LATER, actor=an_actor(cast.province), at=JANUARY_2020
    )

    before, now = women.versions.order_by("number")
    assert before.during == DateRange(SINCE, LATER)
    assert (now.name, now.measure, now.decimals) == ("Người học xong – nữ", "lượt", 1)
    assert now.during == DateRange(LATER, None)


def test_a_part_that_begins_with_the_new_meaning_has_only_that_one() -> None:
    cast = a_province()
    whole = an_indicator(cast)
    women = parted(whole, a_breakdown(cast), since=LATER)[1].part

    meaning = Meaning(name="Người học xong", measure="lượt")
    actions.revise_indicator(
        whole, meaning, since=LATER, actor=an_actor(cast.province), at=JANUARY_2020
    )

    assert women.versions.get().measure == "lượt"


def test_a_part_means_what_its_whole_means_and_is_not_revised_alone() -> None:
    cast = a_province()
    women = parted(an_indicator(cast), a_breakdown(cast))[1].part

    with pytest.raises(RuleBroken, match="một phần của “Người học xong kỹ năng số”"):
        actions.revise_indicator(
            women, PEOPLE, since=LATER, actor=an_actor(cast.province), at=JANUARY_2020
        )


def test_what_is_parted_must_go_on_adding_up() -> None:
    cast = a_province()
    whole = an_indicator(cast)
    parted(whole, a_breakdown(cast))

    with pytest.raises(RuleBroken, match="phải còn cộng được"):
        actions.revise_indicator(
            whole,
            Meaning(name="Người học", measure="người", across="none"),
            since=LATER,
            actor=an_actor(cast.province),
            at=JANUARY_2020,
        )


def test_a_share_is_not_parted() -> None:
    cast = a_province()
    water = an_indicator(cast, "nuoc", WATER)

    with pytest.raises(RuleBroken, match="không phải số cộng được"):
        parted(water, a_breakdown(cast))


def test_a_part_is_not_parted_again() -> None:
    cast = a_province()
    women = parted(an_indicator(cast), a_breakdown(cast))[1].part

    with pytest.raises(RuleBroken, match="một phần của"):
        parted(women, a_breakdown(cast, "Hộ nghèo", ["hộ nghèo"], kind="among"))


def test_whoever_defines_the_indicator_says_how_it_is_parted() -> None:
    cast = a_province()
    whole, sex = an_indicator(cast), a_breakdown(cast)

    with pytest.raises(Refused):
        actions.take_up_breakdown(
            whole,
            sex,
            since=SINCE,
            actor=an_actor(cast.communes[0]),
            at=JANUARY_2020,
        )


def test_a_division_into_one_is_none() -> None:
    with pytest.raises(RuleBroken, match="ít nhất hai nhóm"):
        a_breakdown(a_province(), categories=["nữ"])


def test_a_new_category_is_a_part_of_all_that_are_parted_so() -> None:
    cast = a_province()
    whole, poor = (
        an_indicator(cast),
        a_breakdown(cast, "Hộ nghèo", ["hộ nghèo"], kind="among"),
    )
    parted(whole, poor)

    actions.add_categories(
        poor,
        ["hộ cận nghèo"],
        since=LATER,
        actor=an_actor(cast.province),
        at=JANUARY_2020,
    )

    fresh = Indicator.objects.get(part_of__category__name="hộ cận nghèo")
    assert fresh.versions.get().name == "Người học xong kỹ năng số – hộ cận nghèo"
    assert fresh.versions.get().during == DateRange(LATER, None)


def test_a_category_ends_on_a_day_for_a_reason_and_its_figures_stay() -> None:
    cast = a_province()
    whole = an_indicator(cast)
    poor = a_breakdown(cast, "Hộ nghèo", ["hộ nghèo", "hộ cận nghèo"], kind="among")
    parted(whole, poor)
    nearly = poor.categories.get(name="hộ cận nghèo")

    actions.end_category(
        nearly,
        on=LATER,
        reason="Chuẩn nghèo mới không còn nhóm này",
        actor=an_actor(cast.province),
        at=JANUARY_2020,
    )

    kin = IndicatorPart.objects.get(category=nearly)
    assert (kin.during.upper, kin.part.versions.get().during.upper) == (LATER, LATER)
    assert kin.ended_because == "Chuẩn nghèo mới không còn nhóm này"
    assert IndicatorPart.objects.standing_on(LATER).get().category.name == "hộ nghèo"


def test_a_breakdown_is_let_go_and_taken_up_again_with_the_same_part() -> None:
    cast = a_province()
    whole, sex = an_indicator(cast), a_breakdown(cast)
    women = parted(whole, sex)[1].part
    actions.let_go_breakdown(
        whole,
        sex,
        on=LATER,
        reason="Biểu mới không hỏi",
        actor=an_actor(cast.province),
        at=JANUARY_2020,
    )

    again = parted(whole, sex, since=date(2025, 1, 1))

    assert again[1].part == women
    days = [one.during for one in women.versions.order_by("number")]
    assert days == [DateRange(SINCE, LATER), DateRange(date(2025, 1, 1), None)]


def test_a_breakdown_is_not_let_go_while_a_form_asks_for_it() -> None:
    them = a_parted_office()

    with pytest.raises(RuleBroken, match=r"Báo cáo tháng.*31/12/2026"):
        actions.let_go_breakdown(
            them.whole,
            them.sex,
            on=date(2025, 6, 1),
            reason="Không cần nữa",
            actor=them.office.owner,
            at=moment(2025, 5, 1),
        )


def test_a_form_asks_for_parts_beneath_their_whole_in_the_same_scale() -> None:
    them = a_parted_office(is_cumulative=True)

    lines = list(them.office.form.lines.select_related("version"))
    name = "Người học xong kỹ năng số"
    assert [line.version.name for line in lines] == [
        name,
        f"{name} – nam",
        f"{name} – nữ",
        f"{name} – thuộc hộ nghèo",
        "Nhà tình thương bàn giao",
    ]
    assert [line.is_cumulative for line in lines] == [True, True, True, True, False]


def test_a_part_is_not_asked_for_by_itself() -> None:
    cast = a_province()
    owner = an_actor(cast.province)
    women = parted(an_indicator(cast), a_breakdown(cast))[1].part
    form = a_drafted_form(cast, {"actor": owner, "at": JANUARY_2020})

    with pytest.raises(RuleBroken, match="“nữ” là một phần của"):
        actions.set_lines(
            form,
            [Line(version_id=women.versions.get().pk, level="commune")],
            actor=owner,
            at=JANUARY_2020,
        )


def test_the_database_refuses_parts_of_a_part() -> None:
    cast = a_province()
    kin = parted(an_indicator(cast), a_breakdown(cast))[1]
    other = an_indicator(cast, "khac")
    poor = a_breakdown(cast, "Hộ nghèo", ["hộ nghèo"], kind="among").categories.get()

    deeper = IndicatorPart(
        whole=kin.part, category=poor, part=other, during=DateRange(SINCE, None)
    )
    refused_by_the_database(deeper, "indicators_a_part_has_no_parts")
    circle = IndicatorPart(
        whole=other, category=poor, part=kin.whole, during=DateRange(SINCE, None)
    )
    refused_by_the_database(circle, "indicators_a_part_has_no_parts")


def test_the_database_refuses_a_part_of_itself() -> None:
    cast = a_province()
    whole, sex = an_indicator(cast), a_breakdown(cast)
    itself = IndicatorPart(
        whole=whole,
        category=sex.categories.all()[0],
        part=whole,
        during=DateRange(SINCE, None),
    )

    refused_by_the_database(itself, "indicators_nothing_is_a_part_of_itself")


def test_the_database_keeps_a_part_with_its_whole() -> None:
    cast = a_province()
    kin = parted(an_indicator(cast), a_breakdown(cast))[1]
    kin.during = DateRange(SINCE, LATER)
    kin.ended_because = "Thử"
    kin.save()
    moved = IndicatorPart(
        whole=an_indicator(cast, "khac"),
        category=kin.category,
        part=kin.part,
        during=DateRange(LATER, None),
    )

    refused_by_the_database(moved, "indicators_a_part_stays_with_its_whole")


def test_the_database_refuses_a_part_counted_otherwise() -> None:
    cast = a_province()
    kin = parted(an_indicator(cast), a_breakdown(cast))[1]
    for name, value in (
        ("measure", "hộ"),
        ("decimals", 2),
        ("across", "none"),
    ):
        version = kin.part.versions.get()
        setattr(version, name, value)
        refused_by_the_database(version, "indicators_a_part_is_counted_like_its_whole")


def test_the_database_refuses_parts_of_what_does_not_add_up() -> None:
    cast = a_province()
    whole = an_indicator(cast, "nuoc", WATER)
    category = a_breakdown(cast).categories.all()[0]
    kin = IndicatorPart(
        whole=whole,
        category=category,
        part=an_indicator(cast, "nuoc-nam", WATER),
        during=DateRange(SINCE, None),
    )

    refused_by_the_database(kin, "indicators_only_what_adds_up_is_parted")


def test_the_database_refuses_two_parts_of_one_category_on_a_day() -> None:
    cast = a_province()
    kin = parted(an_indicator(cast), a_breakdown(cast))[1]
    twin = IndicatorPart(
        whole=kin.whole,
        category=kin.category,
        part=an_indicator(cast, "khac"),
        during=DateRange(LATER, None),
    )

    refused_by_the_database(twin, "indicators_a_category_has_one_part_a_day")


def test_the_database_refuses_an_end_without_a_reason() -> None:
    cast = a_province()
    kin = parted(an_indicator(cast), a_breakdown(cast))[1]
    kin.during = DateRange(SINCE, LATER)

    refused_by_the_database(kin, "indicators_an_ended_part_says_why")
