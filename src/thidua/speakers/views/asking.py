"""A form that was sent from another page and comes back with what is wrong at its
field, and with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.campaigns.forms.laid_out import LaidOut, at_its_field
from thidua.exemplars.forms.reasons import ReasonForm
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


def told_with_reason(
    request: HttpRequest,
    act: Callable[[ReasonForm], object],
    *,
    said: str,
    there: str,
    crumbs: Sequence[Link],
    **asks: str,
) -> HttpResponse:
    """Done with the reason that was typed, and back `there`; without one it is asked
    again at its field."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            act(form)
            messages.info(request, said)
            return redirect(there)
    return asked_again(request, form, crumbs, **asks)
