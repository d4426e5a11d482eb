"""What a reader chose for their own screen: theme, size of type, language.

Kept in cookies, so that the server writes them into `<html>` and nothing flashes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

YEAR = 365 * 24 * 3600
"""How long a choice is remembered, in seconds."""


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing a reader may choose; the first choice is what nobody chose."""

    name: str
    cookie: str
    label: StrOrPromise
    choices: tuple[tuple[str, StrOrPromise], ...]

    def chosen(self, request: HttpRequest) -> str:
        """The reader's choice, or the first one when they made none we know."""
        value = request.COOKIES.get(self.cookie, "")
        known = [key for key, _label in self.choices]
        return value if value in known else known[0]


THEME = Preference(
    "theme",
    "theme",
    _("Nền"),
    (("auto", _("Theo máy")), ("light", _("Sáng")), ("dark", _("Tối"))),
)
SIZE = Preference(
    "size", "size", _("Cỡ chữ"), (("auto", "A"), ("small", "A−"), ("large", "A+"))
)
LANGUAGE = Preference(
    "language",
    settings.LANGUAGE_COOKIE_NAME,
    _("Ngôn ngữ"),
    (("vi", "Tiếng Việt"), ("en", "English")),
)
PREFERENCES = {p.name: p for p in (SIZE, THEME, LANGUAGE)}
