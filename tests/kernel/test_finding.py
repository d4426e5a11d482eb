"""A name is found by its words, with marks or without; how well it fits is told."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from thidua.kernel.finding import BEGINS, HOLDS, ITSELF, WORDS, words_of
from thidua.kernel.text import fold

FOUND = [
    ("chau binh", "Xã Châu Bình"),
    ("Châu Bình", "Xã Châu Bình"),
    ("châu bi", "Xã Châu Bình"),
    ("châu bì", "Xã Châu Bình"),
    ("binh xa", "Xã Châu Bình"),
    ("xcb", "Xã Châu Bình"),
    ("đức", "Xã Mỹ Đức"),
    ("duc", "XÃ MỸ ĐỨC"),
    ("hoà", "Huyện Đông Hòa"),
    ("hòa", "Huyện Đông Hoà"),
    ("3/2", "Ấp 3/2"),
    ("19-5", "Tổ hợp 19-5"),
    ("nguyễn th", "Nguyễn Thị Ánh"),
    ("thi anh", "Nguyễn Thị Ánh"),
    ("05/ct", "05/CT-UBND Về việc phát động"),
]
NOT_FOUND = [
    ("bính", "Xã Châu Bình"),
    ("bin xa", "Xã Châu Bình"),
    ("hau", "Xã Châu Bình"),
    ("xc", "Xã Châu Bình"),
    ("ân", "Nguyễn Văn An"),
    ("Châu Binh Xã", "Xã Châu Bích"),
]


def is_found(typed: str, name: str) -> bool:
    """Ask the database as the rooms ask it."""
    words = words_of(typed)
    with connection.cursor() as cursor:
        cursor.execute(
            "select kernel_words(kernel_folded(%s)) @@ %s::tsquery"
            " and kernel_marked(%s) ~ all (%s)",
            [name, words.query, name, words.marks],
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "name"), FOUND)
def test_a_name_is_found_by_its_words(typed: str, name: str) -> None:
    assert is_found(typed, name)


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "name"), NOT_FOUND)
def test_another_name_is_not(typed: str, name: str) -> None:
    assert not is_found(typed, name)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "  ", "'", "\\", "'':* & !", "%", "^", "\x00"])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    assert not words_of(typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["a' | 'b", "a\\", "x:*", "(", "𝒳 [a-z", "ngà*"])
def test_no_sign_breaks_the_question(typed: str) -> None:
    assert is_found(typed, "x") in {True, False}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "name", "rank"),
    [
        ("xa chau binh", "Xã Châu Bình", ITSELF),
        ("xa chau", "Xã Châu Bình", BEGINS),
        ("chau binh", "Xã Châu Bình", HOLDS),
        ("binh chau", "Xã Châu Bình", WORDS),
        ("xcb", "Xã Châu Bình", WORDS),
    ],
)
def test_database_and_program_say_alike_how_well_a_name_fits(
    typed: str, name: str, rank: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select kernel_fit(%s, %s)", [fold(name), words_of(typed).typed])
        assert cursor.fetchone() == (rank,)
    assert words_of(typed).fit(name) == rank


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Đặng Thị Ngọc Ẩn", "ỦY BAN", "thị xã Gò Công", "Trường Sa"]
)
def test_the_database_folds_as_the_program_does(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select kernel_folded(%s)", [name])
        assert cursor.fetchone() == (fold(name),)


def test_what_is_typed_is_read_to_a_length() -> None:
    assert len(words_of("a" * 5000).typed) == 100
    assert re.fullmatch("a+", words_of("a" * 5000).typed)
