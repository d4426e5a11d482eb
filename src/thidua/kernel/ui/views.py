"""Preferences of the reader, the demonstration's day, and the sheet of components."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.kernel import clock, dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.events import announce
from thidua.kernel.ui.events import DemonstrationMoved
from thidua.kernel.ui.policies import can_move_day
from thidua.kernel.ui.preferences import PREFERENCES, YEAR
from thidua.kernel.ui.sheet import sheet
from thidua.kernel.ui.typed import way_back


@login_not_required
@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Remember a theme, a size or a language, and return to the page."""
    back = HttpResponseRedirect(way_back(request))
    for name, preference in PREFERENCES.items():
        value = request.POST.get(name)
        if value in [key for key, _label in preference.choices]:
            back.set_cookie(preference.cookie, value, max_age=YEAR, samesite="Lax")
    return back


@login_required
@require_POST
def move_day(request: HttpRequest) -> HttpResponse:
    """Move the demonstration to another day, for everybody."""
    can_move_day(getattr(request, "actor", None)).enforce()
    day = dates.read_date(request.POST.get("day", ""))
    if day is None:
        raise RuleBroken(
            _("“%(typed)s” không phải một ngày.")
            % {"typed": request.POST.get("day", "")},
            _("Ghi ngày theo mẫu 20/05/2025."),
        )
    with transaction.atomic():
        clock.move_to(day)
        announce(DemonstrationMoved(day.isoformat()))
    messages.info(
        request,
        _("Hôm nay của bản minh họa là %(day)s, với mọi người.")
        % {"day": dates.show_long(day)},
    )
    return HttpResponseRedirect(way_back(request))


# A door that stays open on days on which the administrator holds no mandate.
move_day.without_mandate = True  # type: ignore[attr-defined]


@login_required
def components(request: HttpRequest) -> HttpResponse:
    """All components in both themes, side by side."""
    sides = {"day": sheet("day"), "night": sheet("night")}
    return render(request, "ui/components.html", sides)
