"""What stands above every page of the practice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from thidua.practice.queries import band_of


def band(request: HttpRequest) -> dict[str, Any]:
    """`band`: that this is practice, and the next step; nothing elsewhere."""
    practice = getattr(request, "practice", None)
    if practice is None:
        return {}
    return {"band": SimpleLazyObject(lambda: band_of(practice))}
