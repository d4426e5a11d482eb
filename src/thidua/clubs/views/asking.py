"""A form of a club on a page of its own; also one that was sent from another page and
comes back with what is wrong at its field."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.campaigns.forms.laid_out import LaidOut
from thidua.clubs.queries.frame import club_frame
from thidua.clubs.queries.reading import Reading


def form_page(
    request: HttpRequest,
    of: Reading,
    form: LaidOut,
    *,
    here: str,
    heading: str,
    verb: str,
    **said: Any,
) -> HttpResponse:
    """The form under its heading; 422 where it was sent. `said` may have a `note`, the
    `tone` of the button, the `back` that one goes to instead."""
    context = {"form": form, "frame": club_frame(of, here, heading)}
    context |= {"heading": heading, "verb": verb, **said}
    status = 422 if form.is_bound else 200
    return render(request, "clubs/form.html", context, status=status)
