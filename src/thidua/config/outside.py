"""What an installation tells the program from outside, and what it logs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def in_production(environ: Mapping[str, str]) -> bool:
    """Then nothing is made up: what is missing is asked for by name."""
    return environ.get("THIDUA_PRODUCTION", "") == "1"


def secret_key(environ: Mapping[str, str], home: Path) -> str:
    """`THIDUA_SECRET_KEY`; outside production a random one, kept in the home."""
    if key := environ.get("THIDUA_SECRET_KEY"):
        return key
    if in_production(environ):
        raise ImproperlyConfigured(
            "THIDUA_SECRET_KEY is missing: set it to at least 50 random characters, "
            "the same on every server, and keep it secret. / Thiếu "
            "THIDUA_SECRET_KEY: đặt ít nhất 50 ký tự ngẫu nhiên, giống nhau trên mọi "
            'máy chủ. python3 -c "import secrets; print(secrets.token_urlsafe(60))"'
        )
    return _kept_secret(home / "secret")


def hosts(environ: Mapping[str, str]) -> list[str]:
    """`THIDUA_HOSTS`, separated by commas; outside production this machine alone."""
    if given := environ.get("THIDUA_HOSTS"):
        return [host.strip() for host in given.split(",") if host.strip()]
    if in_production(environ):
        raise ImproperlyConfigured(
            "THIDUA_HOSTS is missing: the names people type, separated by commas, "
            "such as thidua.example.gov.vn. / Thiếu THIDUA_HOSTS: tên miền người "
            "dùng gõ vào, cách nhau bằng dấu phẩy."
        )
    return ["localhost", "127.0.0.1", "[::1]"]


def logging() -> dict[str, Any]:
    """To standard error; no query string, no name, no body (`config.headers`)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": "thidua.config.headers.WithoutRows",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "filters": {"no_person": {"()": "thidua.config.headers.NoPerson"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "plain",
                "filters": ["no_person"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "thidua": {"level": "INFO"},
        },
    }


def _kept_secret(file: Path) -> str:
    """Made once; two first starts at once agree on the one that came first."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f"secret.{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(60))
        try:
            os.link(half, file)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return file.read_text()
