"""What a person does with the filters they use again and again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit.trail import record
from thidua.organisations.actor import Actor
from thidua.organisations.models import SavedFilter
from thidua.organisations.policies import can_forget_filter, can_save_filter


@transaction.atomic
def save_filter(
    name: str,
    *,
    path: str,
    query: str,
    is_shared: bool,
    actor: Actor,
    at: datetime,
) -> SavedFilter:
    """Keep a list's filter under a name; one's own of that name is replaced."""
    can_save_filter(actor, is_shared=is_shared).enforce()

    saved, _is_new = SavedFilter.objects.update_or_create(
        person_id=actor.person_id or 0,
        unit_id=actor.unit_id or 0,
        path=path,
        name=name,
        defaults={"query": query, "is_shared": is_shared, "saved_at": at},
    )

    record(
        "organisations.filter.saved",
        saved,
        actor=actor,
        at=at,
        said=name,
        path=path,
        query=query,
        is_shared=is_shared,
    )
    return saved


@transaction.atomic
def forget_filter(saved: SavedFilter, *, actor: Actor, at: datetime) -> None:
    """Take a kept filter away; the list itself stays as it is."""
    can_forget_filter(actor, saved).enforce()

    record("organisations.filter.forgotten", saved, actor=actor, at=at, said=saved.name)
    saved.delete()
