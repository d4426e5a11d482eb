"""What the sheet of components shows: every component once, in each of its states.

The figures are of no campaign and the people are made up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.kernel.policy import Verdict
from thidua.kernel.ui import charts, filters, parts

TOKENS = tuple(
    f"{name}{shade}"
    for name, shades in (
        ("paper", ("",)),
        ("surface", ("",)),
        ("sunken", ("",)),
        ("line", ("", "-strong")),
        ("ink", ("", "-2", "-3")),
        ("palm", ("", "-deep", "-mid", "-soft")),
        ("husk", ("", "-mid", "-soft")),
        ("red", ("", "-mid", "-soft")),
        ("lacquer", ("",)),
    )
    for shade in shades
)
PLACES = (
    *("An Định", "Bình Thắng", "Châu Bình", "Đa Phước Hội", "Giao Long", "Hòa Lộc"),
    *("Hương Mỹ", "Lương Quới", "Mỹ Thạnh", "Nhuận Phú Tân", "Phú Túc", "Quới Điền"),
    *("Sơn Đông", "Tân Thủy", "Thạnh Phong", "Vĩnh Bình"),
)
"""Enough names that one of them is found by typing."""
YEARS = ("2021", "2022", "2023", "2024", "2025")


def sheet(side: str) -> dict[str, Any]:
    """Everything one side of the sheet draws; `side` keeps ids apart."""
    return {
        "side": side,
        "tokens": TOKENS,
        "no": Verdict(
            _("Kỳ này đã khóa sổ."), _("Xin mở lại kỳ ở trang của kỳ báo cáo.")
        ),
        "faults": [Verdict(_("Chưa ghi ngày họp."), _("Ghi ngày theo biên bản giấy."))],
        "tabs": _tabs(),
        "crumbs": [parts.Link(_("Phong trào"), "#"), parts.Link(_("Đang thực hiện"))],
        "pills": [parts.Pill(_("Huyện Ba Tri"), "#"), parts.Pill(_("Gửi muộn"), "#")],
        "filters": _filters(side),
        "pager": parts.pager(2, 8, "#{}".format, _("51–100 trên 398 đơn vị")),
        "phases": _phases(),
        "bars": _bars(),
        "spark": charts.spark([10, 15, 15, 20, 25, 25, 30, 40], target=35),
        **_pictures(side),
        "stack": _stack(),
        "tree": _tree(),
        "group": _tasks(),
        "figures": [
            parts.Figure("201", _("đơn vị đã cụ thể hóa"), "/204"),
            parts.Figure("1.036", _("giao ước đã ký")),
        ],
        "facts": [
            parts.Fact(_("Đã xong"), _("18 trên 21 ô")),
            parts.Fact(_("Người nhận"), _("Phòng Nội vụ huyện"), "#"),
        ],
        "trail": _trail(),
        "periods": [("5", _("tháng 5/2025")), ("4", _("tháng 4/2025"))],
        "place": PLACES[2],
        "places": [("", _("chọn xã")), *((name, f"Xã {name}") for name in PLACES)],
        "rules": [("sum", _("Cộng các huyện")), ("each", _("Mỗi huyện ít nhất"))],
    }


def _filters(side: str) -> filters.Bar:
    """A list narrowed by two things, with a file to take home."""
    late = f"muon-{side}"
    fields = [
        filters.Field(f"ten-{side}", _("Tên đơn vị")),
        filters.Field(late, _("Tình trạng"), [("1", _("gửi muộn"))]),
    ]
    return filters.bar("#", {late: "1"}, fields, has_sheet=True)


def _tabs() -> list[parts.Link]:
    return [
        parts.Link(_("Nội dung"), "#", is_here=True),
        parts.Link(pgettext("danh mục", "Đơn vị"), "#", count="204"),
        parts.Link(_("Báo cáo"), "#"),
        parts.Link(_("Lịch sử"), "#"),
    ]


def _phases() -> charts.Phases:
    return charts.phases(
        [
            charts.Phase(_("Phát động"), date(2020, 10, 1), date(2020, 12, 31)),
            charts.Phase(_("Thực hiện"), date(2021, 1, 1), date(2024, 6, 30)),
            charts.Phase(
                _("Cao điểm về đích"),
                date(2024, 7, 1),
                date(2025, 9, 30),
                _("đến 30/09/2025; chờ anh/chị nhận báo cáo tháng 4"),
            ),
            charts.Phase(_("Tổng kết"), date(2025, 10, 1), date(2026, 1, 31)),
        ],
        date(2025, 5, 20),
    )


def _bars() -> list[charts.Bar]:
    return [
        charts.bar(81, 79, strong=_("14/18 đúng nhịp"), note=_("vượt 2 điểm")),
        charts.bar(55, 77, strong=_("12/22 hộ"), note=_("chậm 5 hộ")),
        charts.bar(30, 90, strong=_("3/10 xã"), note=_("quá hạn"), tone="late"),
        charts.bar(None, 50, note=_("chưa có báo cáo")),
    ]


def _heat(side: str) -> charts.Heat:
    months = ("01", "02", "03", "04", "05")
    counts = ((20, 20, 0), (20, 17, 3), (20, 14, 2), (20, 0, 0), (0, 0, 0))
    rows = [
        charts.HeatRow(
            name,
            [
                charts.heat_cell(
                    *count,
                    _("%(unit)s, tháng %(month)s: %(on_time)s đúng hạn, %(late)s muộn")
                    % {
                        "unit": name,
                        "month": month,
                        "on_time": count[1],
                        "late": count[2],
                    },
                    "#",
                )
                for month, count in zip(months, given, strict=True)
            ],
            href="#",
            figure=figure,
        )
        for name, given, figure in (
            (_("Huyện Ba Tri"), counts, "78 %"),
            (_("Huyện Bình Đại"), counts[::-1], "64 %"),
        )
    ]
    return charts.Heat(
        _("Báo cáo đã nhận trên phải nhận, mẫu %(side)s") % {"side": side},
        months,
        rows,
        corner=_("Đơn vị"),
        figure_head=_("đúng hạn"),
    )


def _lines() -> charts.LineChart:
    return charts.line_chart(
        _("Trữ ngọt vượt nhịp 48 nghìn m³"),
        YEARS,
        [
            charts.Series(_("thực hiện"), [60, 140, 240, 402, None]),
            charts.Series(_("nhịp"), [120, 240, 360, 480, 600], "pace"),
            charts.Series(_("Chỉ tiêu"), [600] * 5, "target"),
        ],
        unit=_("nghìn m³"),
    )


def _map() -> charts.Map | None:
    """Six places in two rows, one of them without a figure."""
    values = (92, 78, 64, 81, 55, None)
    return charts.map_of(
        _("Báo cáo tháng 4 gửi đúng hạn"),
        [
            charts.Place(
                name=_("Huyện %(n)s") % {"n": number},
                path=f"M{number % 3 * 90} {number // 3 * 60}l80 6 10 54 -84 -8z",
                box=(
                    number % 3 * 90,
                    number // 3 * 60,
                    number % 3 * 90 + 90,
                    number // 3 * 60 + 60,
                ),
                value=None if value is None else Decimal(value),
                figure="–" if value is None else f"{value} %",
                href="#",
                is_mine=number == 1,
            )
            for number, value in enumerate(values)
        ],
        figure_head=_("đúng hạn"),
    )


def _columns() -> charts.Columns:
    values = [
        "0.3",
        "0.5",
        "0.2",
        "0.7",
        None,
        "0.6",
        "0.4",
        "0.9",
        "0.5",
        "0.3",
        "4.1",
    ]
    bars = [
        charts.Column(f"{month:02}", None if v is None else Decimal(v))
        for month, v in enumerate(values, 1)
    ]
    last = charts.Column("11", bars[-1].value, "red")
    return charts.columns(
        _("Mười tháng qua chưa tháng nào quá 0,9 km"),
        [*bars[:-1], last],
        usual=(0, Decimal("1.2")),
        usual_words=_("khoảng thường gặp 0–1,2"),
        word="4,1 km",
    )


def _ranking() -> charts.Ranking:
    units = (("Mỏ Cày Bắc", 96), ("Ba Tri", 88), ("Giồng Trôm", 79), ("Thạnh Phú", 58))
    return charts.ranking(
        _("Thạnh Phú làm được ít nhất so với chỉ tiêu của mình"),
        [
            charts.Rank(name, charts.bar(v, 75), f"{v} %", "#", name == "Ba Tri")
            for name, v in units
        ],
        note=_("Phần trăm chỉ tiêu năm, vạch đứng: nhịp 75 %"),
    )


def _stack() -> charts.Stack:
    """Learners by sex; a few are not broken down."""
    return charts.stack(
        "Nữ chiếm 52,0 %",
        [
            charts.Slice("nam", Decimal("43.5"), "870"),
            charts.Slice("nữ", Decimal(52), "1.040"),
            charts.Slice("chưa phân tổ", Decimal("4.5"), "90", is_rest=True),
        ],
    )


def _scatter() -> charts.Scatter:
    """Places by where they began and what they reached; one well above the others."""
    reached = (34, 37, 41, 40, 44, 46, 71, 50, 52)
    return charts.scatter(
        _("Châu Bình đứng trên đường thường của 9 xã cùng cỡ"),
        [
            charts.Dot(
                f"Xã {n + 1}" if n != 6 else "Châu Bình", 20 + 4.0 * n, v, n == 6
            )
            for n, v in enumerate(reached)
        ],
        line=(0.55, 23.0),
        x_name=_("xuất phát điểm"),
        y_name=_("nay, %(measure)s") % {"measure": "%"},
    )


def _leaves(side: str) -> charts.Leaves:
    axes = (
        (_("Mũi 1"), _("Môi trường đầu tư"), 77),
        (_("Mũi 2"), _("Nguồn lực, hạ tầng"), 82),
        (_("Mũi 3"), _("Nguồn nhân lực"), 64),
        (_("Chân 1"), _("Đảng, chính quyền"), 83),
        (_("Chân 2"), _("Kinh tế – xã hội"), 78),
    )
    return charts.leaves(
        _("Tiến độ năm trục: mũi nguồn nhân lực chậm nhịp"),
        [charts.Axis(n, about, Decimal(v), Decimal(79)) for n, about, v in axes],
        key=f"sheet-{side}",
        note=_("Lá đầy từ cuống tới ngọn; vạch ngang là nhịp của hôm nay."),
    )


def _pictures(side: str) -> dict[str, Any]:
    """Every kind of picture, once."""
    return {
        "heat": _heat(side),
        "lines": _lines(),
        "columns": _columns(),
        "map": _map(),
        "ranking": _ranking(),
        "scatter": _scatter(),
        "leaves": _leaves(side),
        "streams": _streams(),
    }


def _streams() -> charts.Streams:
    """One river: two have caught up, one of them is learned from in its turn."""
    stop = charts.Stop
    stops = (
        stop("a", _("Ấp 4"), _("điển hình gốc"), 0, "root", weight=3),
        stop("b", _("Ấp 2"), _("bắt kịp"), 6, "caught", "a"),
        stop("c", _("Ấp 7"), _("vượt qua"), 6, "surpassed", "a", weight=2),
        stop("d", _("Ấp 1"), _("đang học"), 14, "learning", "c"),
        stop("e", _("Ấp 9"), _("chậm, cần hỗ trợ"), 18, "slow", "c"),
    )
    ticks = ((0, "4/2023"), (12, "4/2024"), (24, "4/2025"))
    return charts.streams(_("Từ một ấp, cách làm đã tới bốn ấp khác"), stops, ticks)


def _tree() -> list[parts.TreeRow]:
    leaf = parts.TreeRow
    rows = [
        leaf(
            _("Trữ nước mưa, nước ngọt"), "#", charts.bar(78, 75), "78 %", is_here=True
        ),
        leaf(
            _("Phát triển khu, cụm công nghiệp"),
            "#",
            charts.bar(55, 79),
            "55 %",
            "slow",
        ),
    ]
    return [
        leaf(
            _("Mũi 2: Huy động nguồn lực"),
            "",
            charts.bar(82, 79),
            "82 %",
            is_open=True,
            children=rows,
        ),
        leaf(_("Mũi 3: Nguồn nhân lực"), "#", charts.bar(64, 79), "64 %", "slow"),
    ]


def _tasks() -> parts.TaskGroup:
    return parts.TaskGroup(
        _("Quá hạn"),
        _("2 việc"),
        [
            parts.Task(
                _("Sửa và gửi lại báo cáo tháng 4/2025"),
                "#",
                _("Huyện trả lại: một số liệu cần giải trình, hai ô còn trống."),
                _("quá 2 ngày"),
                _("hạn 07/05"),
                "late",
                _("Đến lượt đơn vị mình"),
                _("rồi đến huyện"),
                _("Sửa tiếp"),
            ),
            parts.Task(
                _("Ký gửi kế hoạch cao điểm"),
                "#",
                "",
                _("ngày mai"),
                _("hạn 21/05"),
                "",
                _("Chủ tịch xã"),
                _("rồi đến huyện"),
                _("Ký"),
                may=Verdict(_("Chờ thủ trưởng ký.")),
            ),
        ],
        "late",
    )


def _trail() -> list[parts.TrailLine]:
    return [
        parts.TrailLine("08/05, 09:12", _("trả lại, có lý do"), "Đoàn Quốc Bảo"),
        parts.TrailLine(
            "04/05, 15:05", _("ghi"), "Phan Thị Ngọc Trâm", before="0,4", after="4,1"
        ),
    ]
