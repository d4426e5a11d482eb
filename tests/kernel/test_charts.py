"""Pictures of figures: the geometry is right, and a reader who cannot see hears it."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.kernel.ui import charts
from thidua.kernel.ui.charts.lines import nice_scale
from thidua.kernel.ui.parts import TreeRow

FIGURES = st.one_of(st.none(), st.decimals(-(10**9), 10**12, places=2, allow_nan=False))


def numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*", text)]


def test_a_bar_ends_at_its_target_and_shows_its_pace() -> None:
    bar = charts.bar(Decimal("81.04"), 79)

    assert 'class="v" width="81%"' in bar.svg
    assert 'x1="79%"' in bar.svg
    assert bar.tone == ""


@pytest.mark.parametrize(
    ("value", "pace", "tone"),
    [(74, 79, ""), (73, 79, "slow"), (55, 77, "slow"), (55, None, ""), (None, 50, "")],
)
def test_a_bar_is_slow_when_it_is_well_behind_its_pace(
    value: int | None, pace: int | None, tone: str
) -> None:
    assert charts.bar(value, pace).tone == tone


def test_a_bar_without_a_figure_says_so_and_one_beyond_its_target_is_full() -> None:
    assert "chưa có số liệu" in charts.bar(None).svg
    assert 'class="v" width="100%"' in charts.bar(140).svg
    assert "140" in charts.bar(140).svg
    assert 'class="v" width="0%"' in charts.bar(-3).svg


def test_a_cell_fills_like_a_jar_and_names_what_is_missing() -> None:
    assert ">4</text>" in charts.cell_svg(20, 14, 2)
    assert "edge" not in charts.cell_svg(20, 17, 3)
    assert "miss" not in charts.cell_svg(20, 20, 0)
    assert "none" in charts.cell_svg(0, 0, 0)
    assert 'class="ok" y="30%" width="100%" height="70%"' in charts.cell_svg(20, 14, 2)
    assert 'class="lt" y="20%" width="100%" height="10%"' in charts.cell_svg(20, 14, 2)


@given(st.integers(0, 300), st.integers(0, 400), st.integers(0, 400))
def test_no_jar_spills_over(expected: int, on_time: int, late: int) -> None:
    for number in numbers(re.sub(r"<text.*?</text>", "", charts.cell_svg(
        expected, on_time, late))):  # fmt: skip
        assert 0 <= number <= 100


def test_a_gap_breaks_the_curve_because_missing_is_not_zero() -> None:
    chart = charts.line_chart(
        "Trữ ngọt", ["1", "2", "3", "4"], [charts.Series("nay", [1, None, 3, 4])]
    )

    assert len(chart.lines) == 2
    assert [row[1] for row in chart.rows] == [["1"], [""], ["3"], ["4"]]


def test_the_chart_is_read_out_with_its_finding_and_its_last_figures() -> None:
    chart = charts.line_chart(
        "Vượt nhịp 48 nghìn m³",
        ["2023", "2024", "2025"],
        [
            charts.Series("thực hiện", [402, 468, None]),
            charts.Series("nhịp", [400, 500, 600], "pace"),
        ],
        unit="nghìn m³",
    )

    assert chart.label.startswith("Vượt nhịp 48 nghìn m³")
    assert "thực hiện: 468 nghìn m³ (2024)" in chart.label
    assert [word.text for word in chart.words] == ["thực hiện 468", "nhịp 500"]


def test_words_of_curves_lie_on_no_curve_and_on_no_other_word() -> None:
    came: list[int | None] = [6700, 7000, 7400, 8000, 9200, 9400, 9626]
    after: list[int | None] = [9626, 9900, 10_300, 10_961]
    names = [f"{month:02}/25" for month in range(1, 11)]
    none: list[int | None] = [None]
    chart = charts.line_chart(
        "Cứ đà này",
        names,
        [
            charts.Series("đạt", [*came, *none * 3]),
            charts.Series("dự báo", [*none * 6, *after], "husk"),
            charts.Series("thấp", [*none * 6, 9626, 9800, 10_200, 10_715], "other"),
            charts.Series("cao", [*none * 6, 9626, 10_000, 10_500, 11_256], "other"),
            charts.Series("Chỉ tiêu", [12_600] * 10, "target"),
        ],
    )

    words = {word.text.split(" ")[0]: word for word in chart.words}
    end = numbers(chart.lines[1].points)[-2:]
    assert float(words["dự"].y) < end[1] - 8  # above the end, where nothing lies
    assert words["dự"].anchor == "end"
    assert float(words["đạt"].y) - float(words["dự"].y) > 12


@given(st.lists(FIGURES, min_size=1, max_size=40))
def test_every_point_of_a_curve_lies_in_the_picture(
    values: list[Decimal | None],
) -> None:
    names = [str(n) for n in range(len(values))]
    chart = charts.line_chart("x", names, [charts.Series("x", values)])
    _x, _y, width, height = numbers(chart.box)

    for line in chart.lines:
        spots = numbers(line.points)
        assert all(0 <= x <= width for x in spots[::2])
        assert all(0 <= y <= height for y in spots[1::2])


@given(st.lists(FIGURES, min_size=2, max_size=30))
def test_the_figures_of_the_axis_and_the_words_at_the_foot_stand_free(
    values: list[Decimal | None],
) -> None:
    names = [f"{month:02}/25" for month in range(1, len(values) + 1)]

    chart = charts.line_chart("x", names, [charts.Series("đạt", values)])

    for level in chart.levels:
        assert float(level.x) - 7.4 * len(level.text) >= 0
    ends = [float(tick.x) for tick in chart.ticks]
    wide = 7.4 * len(names[0])
    assert all(b - a >= wide for a, b in itertools.pairwise(ends[:-1]))
    assert len(ends) < 2 or ends[-1] - wide >= ends[-2] + wide / 2


@given(st.floats(0.001, 1e12), st.floats(-1e9, 0))
def test_a_scale_is_round_and_holds_its_highest(high: float, low: float) -> None:
    step, top = nice_scale(high, low)

    assert top >= high * 0.999
    assert re.match(r"^(1|2|2\.5|5)0*(e[+-]\d+)?$", f"{step:.1e}".replace(".0e", "e"))


def test_few_words_stand_along_the_foot_and_the_last_is_among_them() -> None:
    names = [f"{month:02}" for month in range(1, 37)]
    chart = charts.line_chart("x", names, [charts.Series("x", list(range(36)))])

    assert len(chart.ticks) <= 8
    assert chart.ticks[-1].text == "36"


def test_five_axes_stand_like_the_mark_and_any_number_is_drawn() -> None:
    axes = [
        charts.Axis(f"Trục {n}", "việc", Decimal(60 + n), Decimal(79)) for n in range(7)
    ]

    for count in range(1, 8):
        figure = charts.leaves("Tiến độ", axes[:count], key="k")
        assert len(figure.leaves) == count
        assert len({leaf.gradient for leaf in figure.leaves}) == count
        assert figure.rows[0][2] in figure.label
    assert charts.leaves("x", axes[:1], key="k").leaves[0].tone == "husk"


def test_a_leaf_is_slow_by_the_figures_that_stand_at_it() -> None:
    slow = charts.Axis("x", "", Decimal("92.4"), Decimal("92.6"))
    even = charts.Axis("x", "", Decimal("92.6"), Decimal("93.4"))
    unknown = charts.Axis("x", "", Decimal(92), None)

    assert [one.is_slow for one in (slow, even, unknown)] == [True, False, False]
    drawn = charts.leaves("x", [slow, even], key="k").leaves
    assert [leaf.tone for leaf in drawn] == ["husk", "palm"]


def test_a_review_within_a_peak_stands_before_what_still_runs() -> None:
    line = charts.phases(
        [
            charts.Phase("Cao điểm", date(2024, 7, 1), date(2025, 9, 30)),
            charts.Phase("Sơ kết", date(2025, 1, 17), date(2025, 1, 17)),
            charts.Phase("Tổng kết", date(2025, 10, 1), date(2025, 12, 31)),
        ],
        date(2025, 5, 20),
    )

    assert [mark.name for mark in line.marks] == ["Sơ kết", "Cao điểm", "Tổng kết"]
    assert [mark.standing for mark in line.marks] == ["past", "now", ""]


def test_phases_say_what_is_gone_and_where_today_stands() -> None:
    line = charts.phases(
        [
            charts.Phase("Cao điểm", date(2024, 7, 1), date(2025, 9, 30)),
            charts.Phase("Phát động", date(2020, 10, 1), date(2020, 12, 31)),
            charts.Phase("Tổng kết", date(2025, 10, 1), date(2026, 1, 31)),
        ],
        date(2025, 5, 20),
    )

    assert [mark.name for mark in line.marks] == ["Phát động", "Cao điểm", "Tổng kết"]
    assert [mark.standing for mark in line.marks] == ["past", "now", ""]
    assert line.marks[1].classes == "now span2 at70"
    assert line.today == "20/05"


def test_of_phases_that_run_together_one_says_what_day_it_is() -> None:
    days = [date(2025, 5, day) for day in (12, 14, 16, 26)]
    weeks = [charts.Phase("Tuần", day, day + timedelta(days=8)) for day in days]

    line = charts.phases(weeks, date(2025, 5, 20))

    assert [mark.standing for mark in line.marks] == ["now", "now", "now", ""]
    assert [mark.says_today for mark in line.marks] == [False, False, True, False]


def test_a_spark_and_columns_survive_emptiness() -> None:
    assert charts.spark([]).points == ""
    assert charts.spark([None, None]).end is None
    assert charts.columns("x", []).bars == []
    assert charts.columns("x", [charts.Column("01", None)]).rows == [("01", "")]


def test_a_spark_is_for_the_eye_alone_unless_it_is_labelled() -> None:
    plain = charts.spark([1, 3]).svg
    told = charts.spark([1, 3], target=2, label='Lũy kế "<b>"').svg

    assert 'aria-hidden="true"' in plain
    assert "pace" not in plain
    assert 'role="img" aria-label="Lũy kế &quot;&lt;b&gt;&quot;"' in told
    assert '<line class="ln pace" x1="0" x2="96" y1="14" y2="14"/>' in told
    assert '<circle class="dot" r="3.5" cx="90" cy="4"/>' in told


def test_a_row_of_a_tree_opens_to_what_is_below_and_lets_no_script_in() -> None:
    below = TreeRow("Cầu <b>", "/b/?x=1&y=2", figure="40%", tone="late", is_here=True)
    bare = TreeRow("Đường", note="chưa có số liệu")

    markup = TreeRow("Hạ tầng", is_open=True, children=[below, bare]).markup

    assert markup.startswith("<details open><summary><span>Hạ tầng</span>")
    assert '<a class="leafrow" href="/b/?x=1&amp;y=2" aria-current="true">' in markup
    assert "<span>Cầu &lt;b&gt;</span>" in markup
    assert '<span class="n is-late">40%</span>' in markup
    assert "<span>Đường<small>chưa có số liệu</small></span>" in markup
    assert markup.count("</details>") == markup.count("</summary>") == 1


def test_a_cell_is_read_out_and_lets_no_script_in() -> None:
    linked = charts.heat_cell(1, 1, 0, 'Xã "An" <b>', "/x/?a=1&b=2").markup
    plain = charts.heat_cell(1, 0, 0, "chưa gửi").markup

    assert 'aria-label="Xã &quot;An&quot; &lt;b&gt;"' in linked
    assert 'href="/x/?a=1&amp;b=2"' in linked
    assert 'role="img" aria-label="chưa gửi"' in plain


def test_the_usual_range_above_all_columns_keeps_its_words_inside_the_picture() -> None:
    bars = [charts.Column("T3", 1), charts.Column("T4", 2)]

    high = charts.columns("Đường", bars, usual=(8, 10), usual_words="thường gặp").band
    low = charts.columns("Đường", bars, usual=(0, 1), usual_words="thường gặp").band

    assert high is not None
    assert low is not None
    assert float(high[3]) > float(high[0])
    assert float(low[3]) < float(low[0])
    assert float(high[3]) >= 11


def test_dots_lie_inside_the_picture_and_the_one_meant_is_named() -> None:
    dots = [charts.Dot(f"Xã {n}", float(n), n * n - 9.0, n == 4) for n in range(9)]
    figure = charts.scatter(
        "Xã 4", dots, line=(30.0, -40.0), x_name="đầu", y_name="nay"
    )
    strip = charts.scatter(
        "Xã 4",
        [charts.Dot(one.name, None, one.value, one.is_me) for one in dots],
        line=(0.0, 7.0),
        x_name="đầu",
        y_name="nay",
    )

    assert figure.me.text == "Xã 4"
    assert len(figure.dots) == 8
    for spot in (*figure.dots, figure.me):
        assert 50 <= float(spot.x) <= 384
        assert 20 <= float(spot.y) <= 220
    assert figure.line is not None
    assert all(0 <= float(one) <= 400 for one in figure.line)
    assert figure.rows[0] == ("Xã 8", "8,0", "55,0", False)
    assert len({one.x for one in strip.dots}) == 1
    assert strip.head == ["nay"]
    assert strip.line is not None
    assert strip.line[1] == strip.line[3]


def test_streams_part_and_no_two_places_share_a_lane() -> None:
    stops = [
        charts.Stop("a", "A", "gốc", 0, "root"),
        charts.Stop("b", "B", "bắt kịp", 3, "caught", "a"),
        charts.Stop("c", "C", "đang học", 4, "learning", "a"),
        charts.Stop("d", "D", "đang học", 9, "learning", "b"),
        charts.Stop("z", "Z", "gốc khác", 2, "root", "nobody"),
    ]

    drawn = charts.streams("Ai học của ai", stops, [(0, "1/2024")])
    where = {spot.name: (float(spot.x), float(spot.y)) for spot in drawn.spots}
    assert len({y for _x, y in where.values()}) == len(stops)
    assert where["A"][1] < where["B"][1] < where["D"][1] < where["C"][1]
    assert where["A"][0] < where["B"][0] < where["D"][0]
    assert len(drawn.flows) == 3
