"""What the masthead shows of who acts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from thidua.kernel.ui.context import OFFICE, PEOPLE


def acting(request: HttpRequest) -> dict[str, Any]:
    """`actor`, whose `nav` it is, the `mandates` to change to, the guides put away."""
    actor = getattr(request, "actor", None)
    return {
        "nav": PEOPLE if actor is not None and actor.is_of_the_people else OFFICE,
        "sign_on": settings.SIGN_ON["name"] if settings.SIGN_ON else "",
        "actor": actor,
        "mandates": getattr(request, "mandates", []),
        "beside": getattr(request.user, "beside", {}),
        "guides_closed": getattr(request.user, "guides_closed", ()),
    }
