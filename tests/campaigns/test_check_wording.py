"""Words that promise effort, figures that measure, counterparts at hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.plans_on_paper import AT_HAND
from thidua.campaigns.check.wording import effort_in, has_figure, phrases

DAY = date(2025, 1, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đẩy mạnh phong trào thi đua cải cách hành chính", "đẩy mạnh"),
        ("Tiếp tục đổi mới công tác lãnh đạo", "tiếp tục"),
        ("Phong trào được TĂNG  CƯỜNG ở cơ sở", "tăng cường"),
        ("Nâng cao nhận thức theo Chỉ thị 34-CT/TW", "nâng cao"),
        ("Nâng cao kết quả thực hiện Nghị quyết 01 năm 2021", "nâng cao"),
        ("Nâng cao tỷ lệ hồ sơ đúng hạn lên 95 %", ""),
        ("Tăng cường 12 buổi đối thoại", ""),
        ("Đẩy mạnh ở mỗi xã một tuyến đường", ""),
        ("Tuyến đường ấp 4", ""),
        ("Đường cao tốc", ""),
    ],
)
def test_effort_is_heard_unless_a_figure_stands_beside_it(text: str, said: str) -> None:
    assert effort_in(text, DAY) == said


@pytest.mark.parametrize(
    "text", ["Xóa 24 nhà dột", "Đạt 27 %", "Ba tuyến ấp 1", "5 km"]
)
def test_a_figure_counts_something(text: str) -> None:
    assert has_figure(text)


@pytest.mark.parametrize(
    "text", ["Thị trấn Ba Tri", "Năm 2021", "Chỉ thị 05", "Khóa 13", "Hai chân vững"]
)
def test_a_name_with_a_number_measures_nothing(text: str) -> None:
    assert not has_figure(text)


def test_text_without_marks_or_in_pieces_is_heard_too() -> None:
    import unicodedata

    assert effort_in("day manh tuyen truyen", DAY) == "day manh"
    assert effort_in(unicodedata.normalize("NFD", "Đẩy mạnh"), DAY) == "đẩy mạnh"


def test_a_phrase_holds_only_from_its_day() -> None:
    assert effort_in("Đẩy mạnh tuyên truyền", date(2019, 12, 17)) == ""
    assert all(one.since <= DAY for one in phrases())


def test_counterparts_share_words_and_the_nearest_comes_first() -> None:
    found = AT_HAND.like("Đẩy mạnh giao thông nông thôn")

    assert [hint.name for hint in found] == ["Đường giao thông nông thôn bê tông hóa"]
    assert AT_HAND.like("Nâng cao nhận thức") == ()
