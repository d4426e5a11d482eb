"""Plain rows are judged many at a time, and told exactly as if each were looked at."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.imports import workbooks as make
from tests.imports.factories import carried, fates, mapped, place_of, received, undone
from tests.imports.test_messes import called
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.imports.models import Import
from thidua.indicators.from_files import FiguresGround
from thidua.indicators.models import Observation, ObservationChange
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db

HEAD: list[make.Cell] = ["Đơn vị", "Kỳ", "Chỉ tiêu", "Đơn vị tính", "Số liệu"]
ROADS, HOUSES = "Đường bê tông hóa", "Nhà tình thương bàn giao"
Rows = list[list[make.Cell]]


def long_table(names: list[str], months: range) -> Rows:
    """Roads and houses of some communes, a figure a row."""
    return [
        [
            name,
            f"Tháng {number}/2025",
            line,
            "",
            1.0 + place + number / 4 * (line == ROADS),
        ]
        for number in months
        for place, name in enumerate(names)
        for line in (ROADS, HOUSES)
    ]


def messy(names: list[str]) -> Rows:
    """What offices write between plain rows."""
    april = "Tháng 4/2025"
    return [
        HEAD,
        *long_table(names[:3], range(1, 4)),
        ["Khu vực phía đông"],
        [names[0], april, ROADS, "km", 3.5],
        [names[1], april, ROADS, "km", "4,5"],
        [names[2], april, ROADS, "km", "không có"],
        ["Tổng cộng", april, ROADS, "km", 8.0],
        [names[0], april, HOUSES, "", 6.0],
        [names[0], april, HOUSES, "", 6.0],
        [names[1], april, HOUSES, "", 6.0],
        [names[1], april, HOUSES, "", 7.0],
        [names[2], april, HOUSES, "", -3.0],
        ["Xã Không Có", april, ROADS, "km", 1.0],
        [names[2], "Tháng 4/2031", ROADS, "km", 1.0],
        [names[2], april, "Số con trâu", "con", 1.0],
        [names[1], "Tháng 3/2025", ROADS, "m", 1234.5],
        [names[0], "Tháng 2/2025", ROADS, "km", 1.0],
        [names[0], april, None, "km", 1.0],
        [names[2], april, HOUSES, "", 99_999_999_999_999.0],
        ["Người lập biểu"],
    ]


def told(run: Import) -> list[tuple[Any, ...]]:
    """Every row of an import, as it is shown, brought in and undone."""
    names = ("row", "column", "fate", "question", "payload", "said", "outcome", "undo")
    return sorted(run.rows.values_list(*names), key=str)


def figures() -> list[Any]:
    """All figures as they stand, and how many changes brought them there."""
    kept = Observation.objects.values_list(
        "unit", "indicator", "period", "value", "state", "note", "version"
    )
    return [*sorted(kept), ObservationChange.objects.count()]


class Sender:
    """An office that sends the same file twice: taken plainly, and row by row."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.office: Office = an_office("ROAD", "HOUSES")
        self.who: Actor = an_actor(self.office.cast.province)
        self.names = [called(unit) for unit in self.office.cast.communes]
        for number in range(1, 5):
            month(2025, number)

    def sent(self, rows: Rows, *, plainly: bool) -> Import:
        """A file received and checked."""
        self.monkeypatch.setattr(FiguresGround, "takes_plain", plainly)
        if not plainly:
            self.monkeypatch.setattr(
                FiguresGround, "carry_straight", lambda *_a, **_k: 0
            )
        run = received(make.xlsx(rows), place_of(self.office), self.who)
        return mapped(run, self.who)


@pytest.mark.parametrize("wide", [False, True])
def test_plain_rows_are_told_as_if_each_were_looked_at(
    monkeypatch: pytest.MonkeyPatch, *, wide: bool
) -> None:
    sender = Sender(monkeypatch)
    rows = messy(sender.names)
    if wide:
        rows = [["STT", "Đơn vị", "Kỳ", ROADS, HOUSES]]
        rows += [
            [
                n + 1.0,
                name,
                f"Tháng {number}/2025",
                1.5 + n,
                None if n == 2 else n + number,
            ]
            for number in range(1, 5)
            for n, name in enumerate(sender.names[:3])
        ]
    before = Observation.objects.count()

    plain = told(sender.sent(rows, plainly=True))
    one_by_one = told(sender.sent(rows, plainly=False))

    assert plain == one_by_one
    assert {row[2] for row in plain} >= ({"n"} if wide else {"n", "a", "r", "k"})
    assert Observation.objects.count() == before


def test_what_is_brought_in_at_once_stands_and_is_undone_as_if_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sender = Sender(monkeypatch)
    rows = [HEAD, *long_table(sender.names[:3], range(1, 5))]
    mended = [
        HEAD,
        *([*row[:4], 9.0 if n % 3 else row[4]] for n, row in enumerate(rows[1:])),
    ]

    def both_ways(*, plainly: bool) -> list[Any]:
        first = carried(sender.sent(rows, plainly=plainly), sender.who)
        second = carried(sender.sent(mended, plainly=plainly), sender.who)
        assert fates(second) == {"s": 8, "c": 16}
        stood = [told(first), told(second), figures()]
        undone(second, sender.who)
        return [*stood, told(second), figures()]

    with transaction.atomic():
        at_once = both_ways(plainly=True)
        transaction.set_rollback(True)

    assert at_once == both_ways(plainly=False)


def test_what_was_changed_since_the_check_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sender = Sender(monkeypatch)
    rows = [HEAD, *long_table(sender.names[:2], range(4, 5))]
    carried(sender.sent(rows, plainly=True), sender.who)
    mended = [HEAD, *([*row[:4], 9.0] for row in rows[1:])]
    late = sender.sent(mended, plainly=True)
    meanwhile = [HEAD, [*rows[1][:4], 7.0]]
    carried(sender.sent(meanwhile, plainly=True), sender.who)

    late = carried(late, sender.who)

    assert late.about["done"] == {"d": 3, "l": 1}
    row = late.rows.get(outcome="l")
    assert row.said
    assert "vừa sửa số này" in row.said["reason"]
    values = Observation.objects.order_by("value").values_list("value", flat=True)
    assert [int(one) for one in values if one is not None] == [7, 9, 9, 9]
