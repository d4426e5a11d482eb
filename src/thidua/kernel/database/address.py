"""Which database, and in which role.

Without `DATABASE_URL`: the embedded server. With it: that server, where
`THIDUA_OWNER_URL` names the role that owns the tables (else one role does both).
`THIDUA_AS_OWNER=1` makes this process the owner: `thidua migrate` and the loading
commands set it for themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from thidua.kernel.database.roles import APP, OWNER
from thidua.kernel.database.server import Server
from thidua.kernel.home import home

PERSISTENT_SECONDS = 600
"""How long a connection serves: the plans that are kept for it (`force_generic_plan`)
are made anew with the next one."""


class BadAddressError(ValueError):
    """An address of a database that cannot be read; the message says which."""


def is_embedded(environ: Mapping[str, str]) -> bool:
    """Does this installation use the server that thidua brings along?"""
    return not environ.get("DATABASE_URL")


def the_server() -> Server:
    """The embedded server of this installation."""
    return Server(home() / "server")


def databases(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Connects to nothing and starts nothing."""
    as_owner = environ.get("THIDUA_AS_OWNER") == "1"
    if is_embedded(environ):
        parts: dict[str, Any] = {**the_server().address(OWNER if as_owner else APP)}
    else:
        variable = "DATABASE_URL"
        if as_owner and environ.get("THIDUA_OWNER_URL"):
            variable = "THIDUA_OWNER_URL"
        parts = _read(variable, environ[variable])
    return {"default": for_django(parts)}


def for_django(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of an address, in Django's words."""
    rest = dict(parts)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": rest.pop("dbname", ""),
        "USER": rest.pop("user", ""),
        "PASSWORD": rest.pop("password", ""),
        "HOST": rest.pop("host", ""),
        "PORT": str(rest.pop("port", "")),
        "OPTIONS": {"connect_timeout": 10, **rest},
        "CONN_MAX_AGE": PERSISTENT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def _read(variable: str, text: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(text)
    except ProgrammingError as error:
        raise BadAddressError(
            f"{variable} cannot be read ({error}). It looks like "
            "postgresql://user:password@host:5432/thidua / "
            f"Không đọc được {variable}."
        ) from error
