"""The geometry of a map: what is drawn where, in which shade."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from thidua.kernel.ui.charts import Place, coarse, locator, map_of
from thidua.kernel.ui.charts.map_names import Name, rooms_of


def square(number: int, value: int | None, *, far: bool = False) -> Place:
    """A hundred by a hundred, in a row of squares; or far out at sea."""
    left = number * 100 + (20_000 if far else 0)
    return Place(
        name=f"Xã {number}",
        path=f"M{left} 0l100 0 0 100 -100 0z",
        box=(left, 0, left + 100, 100),
        value=None if value is None else Decimal(value),
        figure="–" if value is None else f"{value} %",
        href=f"/xa/{number}/",
    )


def tones(svg: str) -> list[str]:
    return re.findall(r'class="area (\w+)', svg)


def test_fifths_from_the_lowest_to_the_highest() -> None:
    drawn = map_of("Đúng hạn", [square(n, n * 10) for n in range(5)], figure_head="%")

    assert drawn
    assert tones(drawn.svg) == ["s1", "s2", "s3", "s4", "s5"]
    assert re.findall(r"on-map (s\d)", drawn.svg) == tones(drawn.svg)
    assert [shade.words for shade in drawn.shades] == [
        "40 %", "30 %", "20 %", "10 %", "0 %",
    ]  # fmt: skip


def test_places_that_are_alike_share_a_shade() -> None:
    drawn = map_of("Đúng hạn", [square(n, 50) for n in range(6)], figure_head="%")

    assert drawn
    assert set(tones(drawn.svg)) == {"s5"}
    assert [shade.words for shade in drawn.shades] == ["50 %"]


def test_a_place_without_a_figure_says_so_and_stands_last() -> None:
    drawn = map_of("Đúng hạn", [square(0, None), square(1, 7)], figure_head="%")

    assert drawn
    assert [shade.tone for shade in drawn.shades] == ["s5", "none"]
    assert [row.figure for row in drawn.rows] == ["7 %", "–"]


def test_every_place_is_a_door_and_stands_in_the_table_behind() -> None:
    drawn = map_of("Đúng hạn", [square(n, n) for n in range(30)], figure_head="%")

    assert drawn
    assert all(f'href="/xa/{n}/"' in drawn.svg for n in range(30))
    assert [row.name for row in drawn.rows[:2]] == ["Xã 0", "Xã 1"]
    assert "on-map" not in drawn.svg  # too many to be named on the map


def test_an_island_far_out_stands_in_a_frame_with_its_name() -> None:
    near = [square(n, n) for n in range(9)]
    island = square(9, 3, far=True)

    drawn = map_of("Đúng hạn", [*near, island], figure_head="%")

    assert drawn
    assert drawn.svg.count('class="apart"') == 1
    assert "Xã 9" in drawn.svg
    width = max(float(x) for x in re.findall(r"translate\(([\d.]+)", drawn.svg))
    assert width < 700  # the island does not shrink the rest


def test_what_is_written_in_a_name_is_only_text() -> None:
    sly = Place('"><script>', "M0 0l9 0 0 9z", (0, 0, 9, 9), Decimal(1), "<b>")

    drawn = map_of("x", [sly], figure_head="%")

    assert drawn
    assert "<script>" not in drawn.svg
    assert "<b>" not in drawn.svg


def test_nothing_to_draw_is_no_map() -> None:
    assert map_of("x", [], figure_head="%") is None


def test_no_island_is_lost_when_an_outline_is_made_coarse() -> None:
    path = "M0 0l500 0 0 500 -500 0zM9000 9000l4 0 0 4 -4 0z"

    assert coarse(path).count("z") == 2
    assert len(coarse(path)) <= len(path)


def test_the_country_names_its_islands_wherever_the_map_is() -> None:
    islands = [("Hoàng Sa", (8829, 6388, 10300, 7806))]

    drawn = locator(["M0 0l9 0 0 9z"], [(0, 0, 10, 10)], islands)

    assert "Hoàng Sa" in drawn
    assert 'class="here"' in drawn


def test_a_phone_shows_the_names_that_have_room_the_rest_stays_in_the_tip() -> None:
    far_apart = [
        Name(100, 100, "Ba Tri", "5 %", 1),
        Name(500, 300, "Chợ Lách", "7 %", 2),
    ]
    crowded = [
        Name(300, 100, "Thành phố Bến Tre", "1 %", 9),
        Name(310, 105, "Châu Thành", "2 %", 8),
        Name(300, 143, "Giồng Trôm", "3 %", 7),
    ]

    assert rooms_of(far_apart, 620) == ["", ""]
    assert rooms_of(crowded, 620) == ["", " unnamed", " slim"]
    assert rooms_of([Name(20, 50, "Mỏ Cày Nam", "4 %", 1)], 620) == [" slim"]


def test_ones_own_place_is_named_before_larger_ones() -> None:
    places = [square(n, n) for n in range(2)]
    own = replace(places[1], is_mine=True, path="M10 10l10 0 0 10 -10 0z")
    drawn = map_of("Đúng hạn", [places[0], own], figure_head="%")

    assert drawn
    assert "Xã 0" in drawn.svg
    assert "Xã 1" in drawn.svg
    assert re.search(r'class="on-map s\d"[^>]*><tspan[^>]*>Xã 1<', drawn.svg)
