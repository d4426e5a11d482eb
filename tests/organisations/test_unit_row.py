"""A row of the list of units: drawn in one piece, escaped, read aloud in full."""

from __future__ import annotations

from thidua.organisations.queries.unit_row import UnitRow, UnitWords

WORDS = UnitWords("Loại", "Trực thuộc", "Mã", "Số", "thuộc %(name)s", "minh họa")


def a_row(**changed: object) -> UnitRow:
    plain: dict[str, object] = {
        "name": "Xã <An>",
        "href": "/don-vi/7/?a=1&b=2",
        "kind": "xã",
        "code": "",
        "above": "Huyện Ba Tri",
        "below": "",
        "below_href": "/don-vi/?trong=7",
        "is_made_up": False,
        "has_above": False,
        "words": WORDS,
    }
    return UnitRow(**{**plain, **changed})  # type: ignore[arg-type]


def test_a_name_cannot_break_out_of_its_cell() -> None:
    markup = a_row(below="3").markup

    assert '<a href="/don-vi/7/?a=1&amp;b=2">Xã &lt;An&gt;</a>' in markup
    assert '3<span class="sr"> thuộc Xã &lt;An&gt;</span>' in markup


def test_an_empty_cell_names_no_column_on_a_phone() -> None:
    markup = a_row().markup

    assert markup.endswith('<td></td><td class="n"></td></tr>')
    assert 'data-th="Mã">820<' in a_row(code="820").markup


def test_what_stands_above_is_shown_only_where_one_searched() -> None:
    assert "Huyện Ba Tri" not in a_row().markup
    assert '<td data-th="Trực thuộc">Huyện Ba Tri</td>' in a_row(has_above=True).markup


def test_what_is_made_up_says_so() -> None:
    assert '<span class="tag">minh họa</span>' in a_row(is_made_up=True).markup
