"""In whose name a unit issues documents."""

from __future__ import annotations

import pytest

from thidua.organisations.issuing import Issuer

BOARD = "Ban Thi đua – Khen thưởng tỉnh Bến Tre"


@pytest.mark.parametrize(
    ("title", "name", "said"),
    [
        ("Trưởng Ban Thi đua – Khen thưởng", BOARD, f"Trưởng {BOARD}"),
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        ("Trưởng phòng", "Phòng Nội vụ huyện Ba Tri", "Trưởng phòng Nội vụ huyện"),
        ("Chủ tịch", "Ủy ban nhân dân xã An Thạnh", "Chủ tịch Ủy ban nhân dân xã"),
        ("", "Sở Y tế", "Thủ trưởng Sở Y tế"),
    ],
)
def test_a_decision_names_the_body_of_its_head_once(
    title: str, name: str, said: str
) -> None:
    issuer = Issuer(name, "", "Bến Tre", title, "", "")

    assert issuer.authority.startswith(said)
    assert issuer.authority.casefold().count(name.casefold()[-6:]) == 1
