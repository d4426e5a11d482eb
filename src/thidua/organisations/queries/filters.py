"""The filters kept for a list, as its bar shows them."""

from __future__ import annotations

from django.urls import reverse

from thidua.kernel.ui.filters import Saved
from thidua.organisations.actor import Actor
from thidua.organisations.models import SavedFilter
from thidua.organisations.policies import can_forget_filter


def saved_for(actor: Actor, path: str, query: str) -> list[Saved]:
    """One's own and those of one's unit, by name; one query."""
    kept = SavedFilter.objects.visible_to(actor).filter(path=path)
    return [
        Saved(
            name=one.name,
            href=f"{path}?{one.query}" if one.query else path,
            is_here=one.query == query,
            is_shared=one.is_shared,
            forget_href=reverse("organisations:filter-forget", args=[one.pk])
            if can_forget_filter(actor, one)
            else "",
        )
        for one in kept
    ]
