"""What the reader typed, so that a refusal can show all of it again.

Never shown again: passwords, tokens, files (a browser does not give a file back).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from django import forms
from django.http import HttpRequest
from django.urls import get_script_prefix, is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

BACK = "way-back"
"""Carries the way back through a form that is sent again from a refusal."""
UNSHOWN = {"csrfmiddlewaretoken", "once", BACK}
CARRIED = {"version", "revision", "next"}
SECRET = ("password", "mat_khau", "secret", "token", "code")


@dataclass(frozen=True, slots=True)
class Typed:
    """One value as it was sent; `is_long` when it wants more than one line.

    Without a label it is none of the reader's business, only sent again: the version
    that was read, a choice, the number of a row.
    """

    name: str
    label: str
    value: str
    is_long: bool


def typed_fields(request: HttpRequest) -> list[Typed]:
    """Every value of the POST that may be shown again, in the order of the form."""
    if request.method != "POST":
        return []
    labels = _likeliest(request)
    return [
        Typed(
            name,
            _label(labels, name, value),
            value,
            "\n" in value or len(value) > 80,
        )
        for name, values in request.POST.lists()
        if name not in UNSHOWN and not any(word in name.lower() for word in SECRET)
        for value in values
        if "\x00" not in value
    ]


def way_back(request: HttpRequest) -> str:
    """The page the reader came from, on this site only; else the desk."""
    wanted = request.POST.get("next") or request.POST.get(BACK)
    wanted = wanted or request.headers.get("referer") or get_script_prefix()
    allowed = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if allowed else get_script_prefix()


def way_above(request: HttpRequest) -> str:
    """The nearest address above this one that leads somewhere; else the desk."""
    parts = request.path_info.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        above = f"{'/'.join(parts[:count])}/"
        if is_valid_path(f"/{above}"):
            return f"{get_script_prefix()}{above}"
    return get_script_prefix()


def _module(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.func.__module__ if match else ""


Labels = dict[str, str]


def _label(labels: Labels, name: str, value: str) -> str:
    """The words of the field; text in an unknown field is shown without its name."""
    if name in CARRIED:
        return ""
    if name in labels:
        return labels[name]
    return _("Nội dung đã gõ") if " " in value.strip() else ""


def _likeliest(request: HttpRequest) -> Labels:
    """The form of the room of which most was sent; none where it was less than half."""
    sent = set(request.POST) - UNSHOWN
    some: list[Labels] = [{}, *_forms_beside(_module(request))]
    return max(some, key=lambda one: 2 * len(sent & set(one)) - len(one))


@cache
def _forms_beside(views: str) -> list[Labels]:
    """The forms of the room of these views: of each, the name sent → its words.

    Fields that are chosen or hidden have no words: they are sent again as they were.
    """
    if ".views" not in views:
        return []
    return [
        {
            name: ""
            if isinstance(field, forms.ChoiceField) or field.widget.is_hidden
            else str(field.label or "")
            for name, field in one.base_fields.items()
        }
        for module in _modules(f"{views.split('.views', maxsplit=1)[0]}.forms")
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, forms.Form)
        and one.__module__ == module.__name__
    ]


def _modules(name: str) -> list[ModuleType]:
    """A module and, when it is a package, those in it; none when there is none."""
    try:
        package = import_module(name)
    except ModuleNotFoundError:
        return []
    inside = iter_modules(getattr(package, "__path__", []))
    return [package, *(import_module(f"{name}.{one.name}") for one in inside)]
