"""What Python draws in one piece is escaped as a template would escape it."""

from __future__ import annotations

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.kernel.ui.drawing import drawn, drawn_each


@pytest.mark.parametrize(
    "value", ["Xã Châu Bình", "<script>\"&'", 12, None, SafeString("<b>b</b>")]
)
def test_values_are_escaped_and_markup_is_not(value: object) -> None:
    markup = '<td class="{}" id="{one}">{}</td>'

    assert drawn(markup, value, "x", one=value) == format_html(
        markup, value, "x", one=value
    )


def test_each_row_is_drawn_behind_the_other() -> None:
    rows = [("a", 1), ("<b>", 2)]

    assert drawn_each("<i>{}{}</i>", rows) == "<i>a1</i><i>&lt;b&gt;2</i>"
    assert isinstance(drawn_each("<i></i>", []), SafeString)
