"""Figures come in from workbooks as offices make them; nothing is guessed silently."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from tests.imports import workbooks as make
from tests.imports.factories import (
    APRIL,
    answered,
    carried,
    fates,
    mapped,
    place_of,
    received,
    undone,
)
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.indicators.models import Observation, ObservationChange, Report

pytestmark = pytest.mark.django_db


def name_of(unit) -> str:
    return unit.names.get().full_name


def test_wide():
    office = an_office()
    period = month(2025, 4)
    names = [name_of(u) for u in office.cast.communes]
    rows = [
        ["UBND TỈNH", None, None],
        ["STT", "Tên đơn vị", "Đường bê tông hóa (km)", "Nhà tình thương bàn giao"],
    ]
    rows += [[i + 1, n, 1.5 + i, i] for i, n in enumerate(names)]
    rows += [["Tổng cộng", None, 99, 99], ["Người lập biểu", None, None, None]]
    who = an_actor(office.cast.province)
    run = received(make.xlsx(rows), place_of(office, period.pk), who)
    print(run.mapping)
    run = mapped(run, who)
    print(
        fates(run),
        [(r.row, r.column, r.fate, r.said, r.payload) for r in run.rows.all()][:4],
    )
    run = carried(run, who)
    print(run.about)
    assert Observation.objects.count() == 2 * len(names)
    again = mapped(received(make.xlsx(rows), place_of(office, period.pk), who), who)
    print(fates(again))
    run = undone(run, who)
    print(run.about)
    assert Observation.objects.count() == 0
