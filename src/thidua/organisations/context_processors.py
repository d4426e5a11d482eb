"""What the masthead shows of who acts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def acting(request: HttpRequest) -> dict[str, Any]:
    """`actor`, the `mandates` one may change to, the guides that one has put away."""
    return {
        "sign_on": settings.SIGN_ON["name"] if settings.SIGN_ON else "",
        "actor": getattr(request, "actor", None),
        "mandates": getattr(request, "mandates", []),
        "guides_closed": getattr(request.user, "guides_closed", ()),
    }
