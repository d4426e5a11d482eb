"""What the reader typed, so that a refusal can show all of it again.

Never shown again: passwords, tokens, files (a browser does not give a file back).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django import forms
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

UNSHOWN = {"csrfmiddlewaretoken", "once", "version", "next"}
SECRET = ("password", "mat_khau", "secret", "token", "code")


@dataclass(frozen=True, slots=True)
class Typed:
    """One value as it was sent; `is_long` when it wants more than one line."""

    name: str
    label: str
    value: str
    is_long: bool


def typed_fields(request: HttpRequest) -> list[Typed]:
    """Every value of the POST that may be shown again, in the order of the form."""
    if request.method != "POST":
        return []
    labels = _labels(_module(request))
    return [
        Typed(name, labels.get(name, name), value, "\n" in value or len(value) > 80)
        for name, values in request.POST.lists()
        if name not in UNSHOWN and not any(word in name.lower() for word in SECRET)
        for value in values
        if "\x00" not in value
    ]


def way_back(request: HttpRequest) -> str:
    """The page the reader came from, on this site only; else the desk."""
    wanted = request.POST.get("next") or request.headers.get("referer") or "/"
    allowed = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if allowed else "/"


def _module(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.func.__module__ if match else ""


@cache
def _labels(views: str) -> dict[str, str]:
    """The labels of the forms beside these views: the name sent → its words."""
    room = views.split(".views", maxsplit=1)[0]
    if ".views" not in views:
        return {}
    try:
        module = import_module(f"{room}.forms")
    except ModuleNotFoundError:
        return {}
    return {
        name: str(field.label)
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if field.label
    }
