"""What an installation is told from outside, and what it says when it is not."""

from __future__ import annotations

import logging
import re
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.test import Client

from thidua.config import outside
from thidua.config.headers import NoPerson, WithoutRows
from thidua.kernel.database.address import BadAddressError, databases
from thidua.kernel.home import CHECKOUT

PRODUCTION = {"THIDUA_PRODUCTION": "1"}


def test_production_asks_for_what_is_missing_by_name(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="THIDUA_SECRET_KEY"):
        outside.secret_key(PRODUCTION, tmp_path)
    with pytest.raises(ImproperlyConfigured, match="THIDUA_HOSTS"):
        outside.hosts(PRODUCTION)

    assert list(tmp_path.iterdir()) == []


def test_a_checkout_makes_its_own_secret_and_keeps_it(tmp_path: Path) -> None:
    made = outside.secret_key({}, tmp_path)

    assert outside.secret_key({}, tmp_path) == made
    assert len(made) >= 50
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_two_secrets_are_never_alike(tmp_path: Path) -> None:
    there, elsewhere = tmp_path / "there", tmp_path / "elsewhere"

    assert outside.secret_key({}, there) != outside.secret_key({}, elsewhere)


def test_an_address_of_a_cluster_of_servers_is_understood() -> None:
    url = "postgresql://app:w@a,b/thidua?target_session_attrs=read-write"

    default = databases({"DATABASE_URL": url})["default"]

    assert (default["NAME"], default["USER"], default["PASSWORD"]) == (
        "thidua",
        "app",
        "w",
    )
    assert default["HOST"] == "a,b"
    assert default["OPTIONS"]["target_session_attrs"] == "read-write"


def test_the_owner_is_another_role_only_where_it_is_asked_for() -> None:
    environ = {
        "DATABASE_URL": "postgresql://app@db/thidua",
        "THIDUA_OWNER_URL": "postgresql://owner@db/thidua",
    }

    assert databases(environ)["default"]["USER"] == "app"
    owner = databases(environ | {"THIDUA_AS_OWNER": "1"})
    assert owner["default"]["USER"] == "owner"


def test_an_address_that_cannot_be_read_is_named() -> None:
    with pytest.raises(BadAddressError, match="DATABASE_URL"):
        databases({"DATABASE_URL": "no address at all"})


def test_every_variable_is_in_the_reference() -> None:
    source = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("src", "tests")
        for file in (CHECKOUT / folder).rglob("*.py")
        if file != Path(__file__)
    )
    reference = (CHECKOUT / "docs/reference/settings.md").read_text(encoding="utf-8")

    used = set(re.findall(r'"((?:THIDUA_|TEST_)?[A-Z_]*(?:DATABASE_URL))"', source))
    used |= set(re.findall(r'"(THIDUA_[A-Z_]+)"', source))

    assert used == set(re.findall(r"^\| `([A-Z_]+)` ", reference, re.MULTILINE))


@pytest.mark.django_db
def test_every_answer_forbids_what_comes_from_elsewhere() -> None:
    answer = Client().get("/suc-khoe/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_log_line_holds_no_query_string() -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s",
        ("Not Found", "/tim/?q=Nguyễn Văn A"), None,
    )  # fmt: skip

    NoPerson().filter(record)

    assert record.getMessage() == "Not Found: /tim/"


@pytest.mark.django_db
def test_a_log_line_holds_no_row() -> None:
    with pytest.raises(IntegrityError, match="Failing row") as caught:
        _add_a_bad_row()

    text = WithoutRows().formatException(
        (caught.type, caught.value, caught.value.__traceback__)
    )

    assert "not-null constraint" in text
    assert "Failing row" not in text


def _add_a_bad_row() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into django_session values ('Văn A', null, now())")
