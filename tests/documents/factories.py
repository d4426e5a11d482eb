"""Documents at each of their steps, one function each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kernel.papers import DIRECTIVE
from thidua.documents import actions
from thidua.documents.models import Document
from thidua.kernel.clock import ZONE
from thidua.kernel.files import keep
from thidua.kernel.models import StoredFile
from thidua.kernel.paper.parts import Paper
from thidua.organisations.actor import Actor

MAY = datetime(2025, 5, 20, 9, tzinfo=ZONE)
PLAIN = replace(DIRECTIVE, number=None, day=None)
"""A directive that has neither number nor day."""


def a_draft(
    actor: Actor, paper: Paper = PLAIN, *, at: datetime = MAY, **more: Any
) -> Document:
    """A draft of the actor's unit."""
    assert actor.mandate is not None
    return actions.draft_document(actor.mandate.unit, paper, actor=actor, at=at, **more)


def ready(actor: Actor, paper: Paper = PLAIN, **more: Any) -> Document:
    """A document that waits for its number."""
    at = more.get("at", MAY)
    return actions.prepare_document(a_draft(actor, paper, **more), actor=actor, at=at)


def issued(actor: Actor, paper: Paper = PLAIN, **more: Any) -> Document:
    """A document with its number and its day."""
    document = ready(actor, paper, **more)
    actions.issue_document(document, actor=actor, at=more.get("at", MAY))
    document.refresh_from_db()
    return document


def value_of(document: Document) -> int:
    """The number of an issued document."""
    return document.numbers.standing().get().value


def stored(content: bytes, name: str) -> StoredFile:
    """A file as an upload leaves it."""
    return keep(SimpleUploadedFile(name, content), by="Lan", at=datetime.now(UTC))
