"""Vietnamese names are found without marks and sorted as a dictionary sorts them."""

from __future__ import annotations

import random
import unicodedata
from typing import Literal

import pytest

from thidua.kernel.text import fold, inside, person_sort_key, quoted, sort_key, tidy

IN_ORDER = [
    "An", "Ăn", "Ân", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Ban", "Bến Tre", "Bình",
    "Da", "Đa", "Đà Nẵng", "Em", "Êm", "Hoà", "Hoàn", "Ô", "Ơ", "Phường 2",
    "Phường 10", "Phường An", "U", "Ư", "Xã Tân An", "Xã Tân Ân",
]  # fmt: skip


def test_names_sort_as_in_a_dictionary() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_a_syllable_counts_before_the_next_one_begins() -> None:
    assert sort_key("ba xã") < sort_key("bà an")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_without_marks_in_whatever_form(
    form: Literal["NFC", "NFD"],
) -> None:
    assert fold(unicodedata.normalize(form, "Xã  Đồng Khởi")) == "xa dong khoi"
    assert sort_key(unicodedata.normalize(form, "Đức")) == sort_key("Đức")


def test_people_sort_by_given_name_then_surname() -> None:
    people = ["Trần Văn Bình", "Nguyễn Thị An", "Lê An", "Lê Ánh"]
    assert sorted(people, key=person_sort_key) == [
        "Lê An", "Nguyễn Thị An", "Lê Ánh", "Trần Văn Bình",
    ]  # fmt: skip


def test_tidy_keeps_marks_and_drops_needless_blanks() -> None:
    assert tidy("  Bến \u00a0 Tre ") == "Bến Tre"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Đồng khởi mới", "“Đồng khởi mới”"),
        ("“Đồng khởi mới”", "“Đồng khởi mới”"),
        ("Thi đua “Đồng khởi mới” 2025", "“Thi đua ‘Đồng khởi mới’ 2025”"),
        ("Thi đua “Đồng khởi mới”", "“Thi đua ‘Đồng khởi mới’”"),
        ("“Đồng khởi” và “Ba đảm đang”", "“‘Đồng khởi’ và ‘Ba đảm đang’”"),
        ("", "“”"),
    ],
)
def test_marks_within_quotation_marks_become_single_ones(name: str, said: str) -> None:
    assert quoted(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Giúp “hộ nghèo”", "Giúp ‘hộ nghèo’"),
        ("Họp dân.", "Họp dân"),
        ("Phương châm “Gần dân.”", "Phương châm ‘Gần dân’"),
        ("Còn nữa...", "Còn nữa..."),
        ("1.500 km", "1.500 km"),
    ],
)
def test_inside_a_sentence_no_mark_and_no_full_stop_is_doubled(
    name: str, said: str
) -> None:
    assert inside(name) == said
