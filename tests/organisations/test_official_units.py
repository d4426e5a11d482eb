"""The country's units before and after 1 July 2025, and every quirk of the sources.

One load serves the module; these tests only read.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Count

from tests.organisations.factories import tree
from thidua.kernel import clock
from thidua.organisations.actions import Loaded, load_official_units
from thidua.organisations.actor import the_system
from thidua.organisations.models import (
    Lineage,
    Reorganisation,
    Succession,
    Unit,
    UnitCode,
    UnitName,
)
from thidua.organisations.official import all_successions, official_units

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nation")]

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
Kind, Scheme = Unit.Kind, UnitCode.Scheme


def coded(code: str, day: date) -> Unit:
    """The unit that a code named on a day."""
    length = {2: Scheme.PROVINCE, 3: Scheme.DISTRICT, 5: Scheme.COMMUNE}[len(code)]
    return Unit.objects.get(
        codes__scheme=length, codes__code=code, codes__during__contains=day
    )


def name_of(unit: Unit, day: date) -> str:
    return unit.names.get(during__contains=day).full_name


def kinds_on(day: date, below: Unit | None = None) -> dict[str, int]:
    units = Unit.objects.standing_on(day, tree())
    if below is not None:
        units = units & Unit.objects.below(below, tree(), day)
    return dict(units.values_list("kind").annotate(Count("pk")).order_by("kind"))


def became(old: Unit) -> set[tuple[str, str, bool]]:
    return {
        (name_of(line.successor, AFTER), line.kind, line.is_main)
        for line in old.successions_out.select_related("successor")
    }


def came_from(new: Unit) -> set[str]:
    return {
        name_of(line.predecessor, BEFORE)
        for line in new.successions_in.select_related("predecessor")
    }


def test_until_30_june_2025_the_country_had_three_tiers() -> None:
    assert kinds_on(BEFORE) == {
        Kind.NATION: 1,
        Kind.PROVINCE: 57,
        Kind.CITY: 6,
        Kind.DISTRICT: 696,
        Kind.COMMUNE: 7692,
        Kind.WARD: 1726,
        Kind.TOWNSHIP: 617,
    }
    assert 57 + 6 == 63
    assert 7692 + 1726 + 617 == 10_035


def test_from_1_july_2025_it_has_two() -> None:
    """2,621 communes, 687 wards, 13 special zones is also the official count."""
    assert kinds_on(AFTER) == {
        Kind.NATION: 1,
        Kind.PROVINCE: 28,
        Kind.CITY: 6,
        Kind.COMMUNE: 2621,
        Kind.WARD: 687,
        Kind.SPECIAL_ZONE: 13,
    }
    assert 28 + 6 == 34
    assert 2621 + 687 + 13 == 3321


def test_the_planner_knows_of_the_country_before_it_is_committed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select n_distinct from pg_stats where tablename = %s and attname = %s",
            [Lineage._meta.db_table, "unit_id"],
        )
        assert cursor.fetchone() is not None


def test_loading_again_changes_nothing(nation: Loaded) -> None:
    before = (Unit.objects.count(), Succession.objects.count())
    again = load_official_units(actor=the_system("tests"), at=clock.now())

    assert not again.is_new
    assert again.nation == nation.nation
    assert (Unit.objects.count(), Succession.objects.count()) == before


def test_a_code_is_no_identity() -> None:
    """3,315 codes of 1 July 2025 were used before, 1,829 of them for another name.

    (1,889 as the sources spell them: 60 differ only in where the tone mark stands.)
    """
    old = dict(
        UnitCode.objects.filter(
            scheme=Scheme.COMMUNE, during__contains=BEFORE
        ).values_list("code", "unit__names__name")
    )
    new = dict(
        UnitCode.objects.filter(
            scheme=Scheme.COMMUNE, during__contains=AFTER
        ).values_list("code", "unit__names__name")
    )
    reused = old.keys() & new.keys()

    assert len(new) == 3321
    assert len(reused) == 3315
    assert sum(old[code] != new[code] for code in reused) == 1829


def test_every_commune_of_1_july_is_a_new_unit_even_under_an_old_code() -> None:
    old, new = coded("28987", BEFORE), coded("28987", AFTER)

    assert old != new
    assert name_of(old, BEFORE)
    assert not UnitCode.objects.filter(
        scheme=Scheme.COMMUNE, during__contains=BEFORE, unit__codes__in=new.codes.all()
    ).exists()


def test_a_province_that_merged_with_nobody_stays_the_same_unit() -> None:
    assert coded("22", BEFORE) == coded("22", AFTER)
    went_on = Unit.objects.filter(
        kind__in=[Kind.PROVINCE, Kind.CITY], codes__during__contains=BEFORE
    ).filter(codes__during__contains=AFTER)
    assert {name_of(unit, AFTER) for unit in went_on} == {
        "Thành phố Hà Nội", "Tỉnh Cao Bằng", "Tỉnh Điện Biên", "Tỉnh Lai Châu",
        "Tỉnh Sơn La", "Tỉnh Lạng Sơn", "Tỉnh Quảng Ninh", "Tỉnh Thanh Hóa",
        "Tỉnh Nghệ An", "Tỉnh Hà Tĩnh", "Thành phố Huế",
    }  # fmt: skip


def test_a_province_that_went_on_was_never_renamed_by_a_tone_mark() -> None:
    """The sources write Thanh Hóa before and Thanh Hoá after."""
    assert UnitName.objects.filter(unit=coded("38", AFTER)).count() == 1
    assert not UnitName.objects.filter(full_name__regex=r"(Ho|ho)[àáảãạ]\M").exists()


def test_a_merged_province_is_a_new_unit_even_under_its_old_name() -> None:
    assert coded("86", BEFORE) != coded("86", AFTER)
    assert came_from(coded("86", AFTER)) == {
        "Tỉnh Bến Tre", "Tỉnh Trà Vinh", "Tỉnh Vĩnh Long",
    }  # fmt: skip
    assert became(coded("83", BEFORE)) == {("Tỉnh Vĩnh Long", "whole", True)}


def test_districts_end_on_30_june_2025() -> None:
    assert Unit.objects.filter(kind=Kind.DISTRICT).count() == 696
    assert kinds_on(AFTER).get(Kind.DISTRICT) is None
    assert coded("831", BEFORE).placements.get().during.upper == AFTER


def test_ben_tre_had_8_districts_1_city_and_148_communes() -> None:
    ben_tre = coded("83", BEFORE)

    assert kinds_on(BEFORE, ben_tre) == {
        Kind.DISTRICT: 9,
        Kind.COMMUNE: 132,
        Kind.WARD: 6,
        Kind.TOWNSHIP: 10,
    }
    names = Unit.objects.below(ben_tre, tree(), BEFORE).filter(kind=Kind.DISTRICT)
    first_words = Counter(name_of(unit, BEFORE).split()[0] for unit in names)
    assert first_words == {"Huyện": 8, "Thành": 1}


def test_vinh_long_has_124_communes() -> None:
    assert kinds_on(AFTER, coded("86", AFTER)) == {Kind.COMMUNE: 105, Kind.WARD: 19}


def test_ba_che_has_the_code_of_the_list_not_of_the_mapping() -> None:
    new, township = coded("06978", AFTER), coded("06970", BEFORE)

    assert name_of(new, AFTER) == "Xã Ba Chẽ"
    assert name_of(township, BEFORE) == "Thị trấn Ba Chẽ"
    assert not UnitCode.objects.filter(code="06970", during__contains=AFTER).exists()
    assert "Thị trấn Ba Chẽ" in came_from(new)
    assert len(came_from(new)) == 5


@pytest.mark.parametrize(
    ("district", "zone"),
    [
        ("318", "Đặc khu Bạch Long Vĩ"),
        ("471", "Đặc khu Cồn Cỏ"),
        ("498", "Đặc khu Hoàng Sa"),
        ("536", "Đặc khu Lý Sơn"),
        ("755", "Đặc khu Côn Đảo"),
    ],
)
def test_an_island_district_without_communes_became_a_special_zone(
    district: str, zone: str
) -> None:
    assert became(coded(district, BEFORE)) == {(zone, "whole", True)}


def test_truong_sa_is_a_special_zone_of_khanh_hoa() -> None:
    zone = Unit.objects.get(names__full_name="Đặc khu Trường Sa")
    above = Lineage.objects.get(tree=tree(), unit=zone, depth=1).ancestor
    assert name_of(above, AFTER) == "Tỉnh Khánh Hòa"


def test_every_old_commune_has_one_main_successor_and_no_share() -> None:
    communes = Unit.objects.filter(
        codes__scheme=Scheme.COMMUNE, codes__during__contains=BEFORE
    )
    mains = Succession.objects.filter(is_main=True, predecessor__in=communes)

    assert communes.count() == mains.count() == 10_035
    assert not Succession.objects.filter(share__isnull=False).exists()


def test_what_went_whole_went_to_one_unit_and_what_split_to_several() -> None:
    ways = (
        Succession.objects.values("predecessor", "kind")
        .annotate(ways=Count("pk"))
        .values_list("kind", "ways")
    )
    assert all((kind == "whole") == (count == 1) for kind, count in ways)
    assert Counter(kind for kind, _ in ways) == {"whole": 9598 + 52, "split": 442}


def test_a_new_commune_never_has_origins_in_several_old_provinces() -> None:
    """In the source 23 have: echoes of repeated names, marked and not loaded."""
    parent = {unit.key: unit.parent for unit in official_units()}
    kinds = {unit.key: unit.kind for unit in official_units()}

    def origins(*, with_echoes: bool) -> int:
        found: dict[str, set[str]] = {}
        for line in all_successions():
            if kinds[line.old] in {Kind.DISTRICT, Kind.PROVINCE, Kind.CITY}:
                continue
            if with_echoes or not line.is_echo:
                found.setdefault(line.new, set()).add(parent[parent[line.old]])
        return sum(len(provinces) > 1 for provinces in found.values())

    assert origins(with_echoes=True) == 23
    assert origins(with_echoes=False) == 0
    assert sum(line.is_echo for line in all_successions()) == 31


def test_my_an_of_mang_thit_did_not_go_to_thanh_phu() -> None:
    """An echo: Mỹ An of Thạnh Phú (Bến Tre) did; that of Vĩnh Long went to Nhơn Phú."""
    assert became(coded("29623", BEFORE)) == {("Xã Nhơn Phú", "whole", True)}
    assert became(coded("29233", BEFORE)) == {("Xã Thạnh Phú", "whole", True)}


def test_an_old_commune_of_two_true_parts_keeps_both() -> None:
    """Minh Khai of Bắc Từ Liêm went to several wards of Hà Nội."""
    parts = became(coded("00613", BEFORE))
    assert len(parts) > 1
    assert {kind for _, kind, _ in parts} == {"split"}
    assert sum(is_main for *_, is_main in parts) == 1


def test_dong_nai_was_a_province_on_1_july_and_long_thanh_a_commune() -> None:
    """The newest list calls them city and ward: a change of 2026."""
    assert name_of(coded("75", AFTER), AFTER) == "Tỉnh Đồng Nai"
    assert name_of(coded("26368", AFTER), AFTER) == "Xã Long Thành"


def test_qui_was_mended_where_the_source_has_a_syllable_that_does_not_exist() -> None:
    assert name_of(coded("28807", BEFORE), BEFORE) == "Xã Quới Sơn"
    assert not UnitName.objects.filter(full_name__contains="Qưới").exists()


def test_homonyms_and_names_alike_without_marks_stay_apart() -> None:
    tan_an = UnitName.objects.filter(
        full_name="Xã Tân An",
        during__contains=AFTER,
        unit__codes__during__contains=AFTER,
    )
    assert tan_an.count() == 6
    alike = UnitName.objects.filter(folded="xa an thanh", during__contains=AFTER)
    assert {name.full_name for name in alike} >= {"Xã An Thành", "Xã An Thạnh"}


def test_wards_that_are_only_numbers_sort_as_numbers() -> None:
    names = UnitName.objects.filter(
        full_name__in=["Phường 1", "Phường 10", "Phường 2"],
    ).order_by("sort_key")
    in_order = list(dict.fromkeys(names.values_list("full_name", flat=True)))
    assert in_order == ["Phường 1", "Phường 2", "Phường 10"]


def test_each_new_province_has_one_act_for_its_communes_and_all_share_one() -> None:
    acts = Reorganisation.objects.filter(kind=Reorganisation.Kind.MERGER)
    assert acts.count() == 34 + 1
    assert set(acts.values_list("effective_on", flat=True)) == {AFTER}


def test_no_decision_is_told_without_saying_that_it_was_not_checked() -> None:
    assert not Reorganisation.objects.filter(note="").exists()
    provinces = Reorganisation.objects.get(decision__startswith="Nghị quyết 202/2025")
    assert "chưa đối chiếu" in provinces.note


def test_the_lineage_of_the_country_agrees_with_its_placements() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from organisations_lineage where depth = 1"
            " union all select count(*) from organisations_placement"
            " where parent_id is not null"
        )
        lines, places = (row[0] for row in cursor.fetchall())
    assert lines == places == 14_138


def test_the_day_between_two_eras_belongs_to_one_of_them() -> None:
    assert timedelta(days=1) == AFTER - BEFORE
    both = Unit.objects.standing_on(BEFORE, tree()) & Unit.objects.standing_on(
        AFTER, tree()
    )
    assert both.count() == 12
