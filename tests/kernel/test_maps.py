"""The geometry of a map: what is drawn where, in which shade."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from thidua.kernel.ui.charts import Place, coarse, locator, map_of
from thidua.kernel.ui.charts.map_names import (
    LETTERS,
    Laid,
    Name,
    names_on,
    written,
)


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
    assert re.findall(r"on-map (s\d)", drawn.svg) == tones(drawn.svg) * 2  # two layers
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
    named = set(re.findall(r"on-map[^>]*>(Xã \d+)<", drawn.svg))
    assert named == {f"Xã {n}" for n in range(5)}  # of too many, the lowest


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


CROWDED = [
    Name("M0 0l300 0 0 300 -300 0z", "Giồng Trôm", "70 %", "s5"),
    Name("M300 0l40 0 0 300 -40 0z", "Thành phố Bến Tre", "71 %", "s5"),
    Name("M340 0l30 0 0 300 -30 0z", "Châu Thành", "55 %", "s3"),
    Name("M370 0l200 0 0 300 -200 0z", "Chợ Lách", "62 %", "s4"),
]
"""Two broad places, and two between them that are too narrow for their names."""
SHEET, AS_IT_IS = (620.0, 300.0), Laid(0, 0, 1)


@pytest.mark.parametrize("letter", [letter for _layer, letter in LETTERS])
def test_every_name_is_read_whole_within_its_place_or_beside_the_land(
    letter: float,
) -> None:
    found = written(
        tuple(name.path for name in CROWDED),
        tuple(name.size(letter) for name in CROWDED),
        tuple(True for _name in CROWDED),
        AS_IT_IS,
        SHEET,
    )

    boxes = [one.box for one in found if one]
    assert len(boxes) == len(CROWDED)
    for box, other in combinations(boxes, 2):
        apart = box[2] <= other[0] or other[2] <= box[0]
        assert apart or box[3] <= other[1] or other[3] <= box[1]
    assert [bool(one and one.leads_to) for one in found] == [False, True, True, False]
    for one, (left, right) in zip(found[1:3], [(300, 340), (340, 370)], strict=True):
        if one and one.leads_to:
            assert left <= one.leads_to[0] <= right
            assert one.box[3] <= 0 or one.box[1] >= 300  # off the land
    assert 0 <= boxes[0][0] <= boxes[0][2] <= 300


def test_a_name_that_need_not_be_there_stands_where_it_fits_or_nowhere() -> None:
    modest = [replace(name, beside=False) for name in CROWDED]

    drawn = names_on(modest, AS_IT_IS, *SHEET)

    assert "Giồng Trôm" in drawn.svg
    assert "Thành phố Bến Tre" not in drawn.svg
    assert "leader" not in drawn.svg


def test_the_picture_grows_by_what_stands_above_and_below_the_land() -> None:
    drawn = names_on(CROWDED, AS_IT_IS, *SHEET)

    assert drawn.svg.count('class="leader line"') == 2 * len(LETTERS)
    assert drawn.above + drawn.below > 0


def test_ones_own_place_is_named_however_small_it_is() -> None:
    places = [square(n, n) for n in range(2)]
    own = replace(places[1], is_mine=True, path="M10 10l10 0 0 10 -10 0z")
    drawn = map_of("Đúng hạn", [places[0], own], figure_head="%")

    assert drawn
    assert "Xã 0" in drawn.svg
    assert "Xã 1" in drawn.svg
