"""Text of old fonts is found and read; text in Unicode is never touched."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.workbooks import in_tcvn3, in_vni
from thidua.kernel.workbooks.legacy import (
    Encoding,
    Letters,
    Says,
    decode,
    evidence,
    tell_letters,
)
from thidua.organisations.official import official_units

OLD = [(Encoding.TCVN3, in_tcvn3), (Encoding.VNI, in_vni)]
Typed = Callable[[str], str]


@cache
def words() -> tuple[str, ...]:
    """Every name with marks that a unit of the country has or had."""
    names = {one.full_name for one in official_units()}
    return tuple(sorted(name for name in names if not name.isascii()))


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_no_name_of_the_country_is_taken_for_an_old_one(encoding: Encoding) -> None:
    taken = {
        name for name in words() if evidence(name, encoding) in {Says.LEGACY, Says.BOTH}
    }

    assert len(words()) > 5_000
    assert taken == set()


@pytest.mark.parametrize(("encoding", "typed"), OLD)
def test_every_name_in_old_letters_is_found_and_read(
    encoding: Encoding, typed: Typed
) -> None:
    letters, some = Letters(encoding), words()[::3]
    lost = {
        name
        for name in some
        if evidence(typed(name), encoding) != Says.NOTHING
        and decode(typed(name), letters).casefold() != name.casefold()
    }
    said = [evidence(typed(name), encoding) for name in some]

    assert lost <= {"Xã Mò Ó", "Xã Đăk Ơ", "Xã Đak Ơ"}  # a word of one letter
    assert said.count(Says.LEGACY) > 0.95 * len(said)
    assert tell_letters(map(typed, some)).encoding == encoding


@pytest.mark.parametrize(("encoding", "typed"), OLD)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_one_old_cell_changes_no_other(
    encoding: Encoding, typed: Typed, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(words()), min_size=1, max_size=12))
    old = [typed(one) for one in data.draw(st.lists(st.sampled_from(words())))]

    letters = tell_letters(["Ghi chú", "Đơn vị", *names, *old])

    # One short word may read as either old font: then the reader is asked.
    assert letters.encoding in {Encoding.UNICODE, encoding} or letters.is_mixed
    assert [decode(name, letters) for name in names] == names
    assert decode("Ghi chú", letters) == "Ghi chú"


def test_a_word_that_reads_both_ways_follows_the_sheet_or_waits() -> None:
    old = [in_tcvn3(one) for one in ("Xã Châu Bình", "Xã Lương Hòa", "Ghi chú")]

    alone = tell_letters(["Ghi chú", "Tên"])
    pure = tell_letters([*old, "kú"])
    mixed = tell_letters([*old, "kú", "Xã Hưng Lễ"])
    every = tell_letters([*old, "kú", "Xã Hưng Lễ"], Encoding.TCVN3_ALL)

    assert alone == Letters()
    assert decode("kú", pure) == "kỳ"
    assert decode("kú", mixed) == "kú"
    assert decode("kú", every) == "kỳ"
    assert decode("Xã Hưng Lễ", every) == "Xã Hưng Lễ"


def test_signs_are_no_words_of_an_old_font() -> None:
    some = ["1½ ngày", "3 × 4 m²", "± 5 °C", "café", "Nestlé", "« trích »"]

    assert tell_letters(some) == Letters()
