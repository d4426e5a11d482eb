"""A figure typed in a form: what is refused says what would be taken."""

from __future__ import annotations

import pytest

from thidua.kernel.ui.fields import Fault, FigureField


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("-1", "Ghi số từ 0 trở lên."), ("11", "Ghi số không quá 10.")],
)
def test_a_figure_out_of_bounds_says_what_to_type(typed: str, remedy: str) -> None:
    with pytest.raises(Fault) as refused:
        FigureField(least=0, most=10).clean(typed)

    assert refused.value.remedy == remedy
