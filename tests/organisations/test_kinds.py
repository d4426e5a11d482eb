"""Kinds of units are offered, and founded, while there are such."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.kernel import clock
from thidua.organisations.kinds import kinds_from, kinds_on
from thidua.organisations.models import Mandate

EVE, FIRST = date(2025, 6, 30), date(2025, 7, 1)


def test_districts_and_towns_end_where_special_zones_begin() -> None:
    before, after = ({kind for kind, _ in kinds_on(day)} for day in (EVE, FIRST))

    assert before - after == {"district", "township"}
    assert after - before == {"special_zone"}
    assert "district" in dict(kinds_on(FIRST, also=["district"])), "as chosen before"
    assert {"district", "special_zone"} <= set(dict(kinds_from(EVE)))
    assert dict(kinds_from(FIRST)) == dict(kinds_on(FIRST))


@pytest.mark.django_db
def test_an_act_founds_no_kind_of_unit_that_is_not_there_on_its_day() -> None:
    cast = a_province()
    administrator = signed_in(an_actor(cast.department, Mandate.Role.ADMINISTRATOR))
    here = reverse("organisations:reorganise", args=[cast.province.pk, "thanh-lap"])
    typed = {"symbol": "1", "full_name": "Đặc khu Cồn Phụng", "kind": "special_zone"}

    with clock.standing_on(date(2025, 5, 20)):
        early, later = (
            administrator.post(here, typed | {"effective_on": day})
            for day in ("30/06/2025", "01/07/2025")
        )

    said = early.content.decode()
    assert early.status_code == 422
    assert "Ngày 30/06/2025 không có loại đơn vị “đặc khu”." in said
    assert 'value="Đặc khu Cồn Phụng"' in said
    assert "không có loại đơn vị" not in later.content.decode()
