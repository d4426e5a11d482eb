"""The sentence that greets: it counts what the groups below it hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from thidua.desk.queries.tasks import work_of
from thidua.kernel.tasks import MINE, Task, state_on

TODAY = date(2025, 5, 20)


def a_task(days: int | None, *, is_sent_back: bool = False) -> Task:
    due = None if days is None else TODAY + timedelta(days)
    return Task(
        "Nhập",
        "Báo cáo",
        "",
        due,
        MINE,
        "",
        "/",
        state_on(due, TODAY),
        is_sent_back=is_sent_back,
    )


@pytest.mark.parametrize(
    ("tasks", "overdue", "rest"),
    [
        ([a_task(1), a_task(7)], "", " hai việc trong tuần."),
        ([a_task(-1), a_task(2)], "một việc quá hạn", " và một việc trong tuần."),
        (
            [a_task(17, is_sent_back=True), a_task(None, is_sent_back=True), a_task(3)],
            "",
            " hai việc bị trả lại và một việc trong tuần.",
        ),
        (
            [a_task(-2), a_task(17, is_sent_back=True), a_task(3)],
            "một việc quá hạn",
            ", một việc bị trả lại và một việc trong tuần.",
        ),
        ([a_task(-2, is_sent_back=True)], "một việc quá hạn", "."),
        ([a_task(40)], "", " trong tuần không có việc nào đến hạn."),
        ([], "", " hiện không có việc nào đang chờ."),
    ],
)
def test_the_greeting_counts_each_group_by_its_name(
    tasks: list[Task], overdue: str, rest: str
) -> None:
    with translation.override("vi"):
        said = work_of(tasks, TODAY)

    assert (said.overdue, said.rest) == (overdue, rest)
