"""A form that was sent from another page and comes back with what is wrong at its
field, and with what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.campaigns.forms.laid_out import LaidOut
from thidua.kernel.ui.parts import Link


def asked_again(
    request: HttpRequest,
    form: LaidOut,
    crumbs: Sequence[Link],
    *,
    heading: str,
    verb: str,
    note: str = "",
    tone: str = "main",
) -> HttpResponse:
    """The form on a page of its own; whoever thinks better of it goes up one crumb."""
    context = {"form": form, "crumbs": crumbs, "heading": heading, "verb": verb}
    context |= {"note": note, "tone": tone, "back": crumbs[-2].href}
    return render(request, "speakers/asked_again.html", context, status=422)
