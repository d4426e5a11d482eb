"""What the masthead shows of who acts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def acting(request: HttpRequest) -> dict[str, Any]:
    """`actor`, the `mandates` to change to, the guides put away, numbers."""
    return {
        "sign_on": settings.SIGN_ON["name"] if settings.SIGN_ON else "",
        "actor": getattr(request, "actor", None),
        "mandates": getattr(request, "mandates", []),
        "beside": getattr(request.user, "beside", {}),
        "guides_closed": getattr(request.user, "guides_closed", ()),
    }
