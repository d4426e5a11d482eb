"""What an installation tells the program from outside, and what it logs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

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


def second_factor(environ: Mapping[str, str]) -> bool:
    """Must administrators have one? A demonstration may say no, production never."""
    is_waived = environ.get("THIDUA_ADMIN_WITHOUT_SECOND_FACTOR", "") == "1"
    if is_waived and in_production(environ):
        raise ImproperlyConfigured(
            "THIDUA_ADMIN_WITHOUT_SECOND_FACTOR is for demonstrations: remove it in "
            "production. / Biến này chỉ dành cho bản minh họa, bỏ đi khi chạy thật."
        )
    return not is_waived


def sign_on(environ: Mapping[str, str]) -> dict[str, str] | None:
    """A province's own sign-on (OpenID Connect), when it has one."""
    issuer = environ.get("THIDUA_OIDC_ISSUER", "")
    client = environ.get("THIDUA_OIDC_CLIENT", "")
    if bool(issuer) != bool(client):
        raise ImproperlyConfigured(
            "THIDUA_OIDC_ISSUER and THIDUA_OIDC_CLIENT go together. / Hai biến này "
            "phải đặt cùng nhau."
        )
    if not issuer:
        return None
    return {
        "issuer": issuer,
        "client": client,
        "secret": environ.get("THIDUA_OIDC_SECRET", ""),
        "name": environ.get("THIDUA_OIDC_NAME", "SSO"),
    }


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


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves the house: Django's backend, and the server behind it."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    has_starttls: bool = False
    has_tls: bool = False

    @property
    def leaves(self) -> bool:
        """Does mail go anywhere at all, be it a folder?"""
        return not self.backend.endswith("dummy.EmailBackend")


def post(environ: Mapping[str, str]) -> Post:
    """`THIDUA_SMTP`, such as `smtp+starttls://name:password@mail.example.vn:587`.

    Without it mail is written to files in `THIDUA_HOME/mail`; in production it is not
    sent at all, and the page of the outbox says so.
    """
    kind = "django.core.mail.backends.{}.EmailBackend"
    given = environ.get("THIDUA_SMTP", "")
    if not given:
        return Post(kind.format("dummy" if in_production(environ) else "filebased"))
    parts = urlsplit(given)
    usual = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
    if parts.scheme not in usual or not parts.hostname:
        raise ImproperlyConfigured(
            "THIDUA_SMTP is not understood: write smtp://host:25, "
            "smtp+starttls://name:password@host:587 or smtps://name:password@host:465. "
            "/ Không đọc được THIDUA_SMTP: ghi theo một trong ba mẫu trên."
        )
    return Post(
        kind.format("smtp"),
        parts.hostname,
        parts.port or usual[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        has_starttls=parts.scheme == "smtp+starttls",
        has_tls=parts.scheme == "smtps",
    )


def site(environ: Mapping[str, str]) -> str:
    """`THIDUA_SITE`: how people reach the program, for the links in mails."""
    if given := environ.get("THIDUA_SITE"):
        return given.rstrip("/")
    scheme = "https" if environ.get("THIDUA_HTTPS", "") == "1" else "http"
    return f"{scheme}://{hosts(environ)[0].removeprefix('.')}"


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
