"""What the masthead shows of who acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def acting(request: HttpRequest) -> dict[str, Any]:
    """`actor` and the `mandates` one may change to; the day comes from the kernel."""
    return {
        "actor": getattr(request, "actor", None),
        "mandates": getattr(request, "mandates", []),
    }
