"""What every verb stands on: a server that answers, Django set up, plain words."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.exceptions import ImproperlyConfigured

from thidua.kernel.database import address
from thidua.kernel.database.binaries import NoServerError

OLDEST = 15  # the oldest PostgreSQL that is tested


class CannotError(Exception):
    """The verb cannot be done; the message says why and what to do."""


def stand(*, as_owner: bool = False) -> None:
    """See that the database answers, then set Django up, in the role that is needed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    if as_owner:
        os.environ["THIDUA_AS_OWNER"] = "1"
    start_server()
    try:
        django.setup()
    except (ImproperlyConfigured, address.BadAddressError) as error:
        raise CannotError(str(error)) from error
    _must_answer()


def start_server() -> None:
    """Start the embedded PostgreSQL unless another one is configured."""
    if address.is_embedded(os.environ):
        try:
            address.the_server().ensure()
        except NoServerError as error:
            raise CannotError(str(error)) from error


def say(text: str) -> None:
    """One line for whoever watches, at once."""
    print(text, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """A step of long work: its name when it begins, its seconds when it is done."""
    print(f"  {text} …", end=" ", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("✗", flush=True)
        raise
    print(f"✓ {time.monotonic() - start:.1f} s", flush=True)


def warn(text: str) -> None:
    """One line to standard error."""
    print(f"thidua: {text}", file=sys.stderr, flush=True)


def _must_answer() -> None:
    from django.db import OperationalError, connection  # noqa: PLC0415 - needs setup

    try:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('server_version_num')::int / 10000")
            (version,) = cursor.fetchone()
            cursor.execute("select lower('Đ') = 'đ'")
            (folds,) = cursor.fetchone()
    except OperationalError as error:
        why = str(error).strip().splitlines()[0]
        raise CannotError(
            f"the database does not answer ({why}). Check DATABASE_URL and that "
            "PostgreSQL runs. / Cơ sở dữ liệu không trả lời: kiểm tra DATABASE_URL "
            "và máy chủ PostgreSQL."
        ) from error
    if not folds:
        raise CannotError(
            "this database does not know Vietnamese letters; make it with encoding "
            "'UTF8' locale 'C.UTF-8' template template0. / Cơ sở dữ liệu không nhận "
            "chữ Việt: tạo lại với encoding 'UTF8', locale 'C.UTF-8'."
        )
    if version < OLDEST:
        raise CannotError(
            f"PostgreSQL {version} is too old; 15 or later is "
            "needed. / Cần PostgreSQL từ bản 15."
        )
