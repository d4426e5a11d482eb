"""Write a line of the trail; read the trail of a thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from thidua.audit.models import Entry


class Acting(Protocol):
    """Whoever acts, as the trail needs to know them."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def mandate_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def office(self) -> str: ...


def record(
    verb: str, subject: Model, *, actor: Acting, at: datetime, **details: Any
) -> Entry:
    """Add one line to the trail of a subject; `verb` is `room.thing.done`."""
    return Entry.objects.create(
        verb=verb,
        subject=subject_of(subject),
        actor_id=actor.user_id,
        actor_name=actor.name,
        mandate_id=actor.mandate_id,
        office=actor.office,
        at=at,
        details=details,
    )


def record_each(
    verb: str, subjects: Sequence[Model], *, actor: Acting, at: datetime, **details: Any
) -> None:
    """The same line for many subjects, in one statement."""
    Entry.objects.bulk_create(
        [
            Entry(
                verb=verb,
                subject=subject_of(subject),
                actor_id=actor.user_id,
                actor_name=actor.name,
                mandate_id=actor.mandate_id,
                office=actor.office,
                at=at,
                details=details,
            )
            for subject in subjects
        ],
        batch_size=1_000,
    )


def trail_of(*subjects: Model, verb: str = "") -> QuerySet[Entry]:
    """The trail of one or several subjects, newest first; of one `verb` alone.

    Nothing is read before it is asked for: whoever wants part of it takes a slice.
    """
    names = [subject_of(subject) for subject in subjects]
    lines = Entry.objects.filter(subject__in=names)
    if verb:
        lines = lines.filter(verb=verb)
    return lines.order_by("-at", "-pk")


def last_of(subject: Model, verb: str = "") -> Entry | None:
    """The newest line of a subject, or the newest of one `verb`; None without any."""
    return trail_of(subject, verb=verb).first()


def subject_of(subject: Model) -> str:
    """How a line of the trail names its subject."""
    return f"{subject._meta.label_lower}:{subject.pk}"
