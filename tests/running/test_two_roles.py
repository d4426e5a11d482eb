"""The app role writes rows, owns nothing, and may not change history."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

pytestmark = pytest.mark.django_db


def test_tests_stand_in_the_app_roles_shoes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("thidua_app",)


def test_the_app_role_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relowner = current_user::regrole"
        )
        assert cursor.fetchall() == []


def test_the_app_role_may_not_make_a_table() -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute("create table public.mine ()")
