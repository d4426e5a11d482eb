"""Behind a pool each transaction may get another connection: nothing is carried on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests.doors import signed_in
from tests.practice.test_practising import IN, START, the_learner


@pytest.mark.usefixtures("own_database")
def test_no_connection_carries_a_practice_on() -> None:
    """What says where names are looked up is said in a transaction, and ends with it:
    a pool may give each transaction another connection."""
    said: list[tuple[str, bool]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "search_path" in sql or "apart" in sql:
            said.append((sql, context["connection"].in_atomic_block))
        return execute(sql, params, many, context)

    client = signed_in(the_learner())
    client.post(f"{START}mo/")
    with connection.execute_wrapper(note):
        assert client.get(f"{IN}phong-trao/").status_code == 200

    moved = [is_inside for sql, is_inside in said if "set_config" in sql]
    assert moved == [True, True]
    assert all("true)" in sql for sql, _inside in said if "set_config" in sql)
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('search_path')")
        assert "apart" not in cursor.fetchone()[0]
