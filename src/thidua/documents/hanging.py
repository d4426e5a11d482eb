"""How a room hangs its thing on a document: the thing holds the foreign key.

In its `apps.ready` a room registers a `Hanger`: under which word (`about`) it drafts,
who may know of its issued documents, and where the thing stands. It hears of numbers
and signed copies by `DocumentIssued` and `SignedCopyAttached`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from thidua.organisations.actor import Actor

if TYPE_CHECKING:
    from thidua.documents.models import Document


def nobody(actor: Actor) -> Iterable[int]:  # noqa: ARG001
    """No document is known to anybody but the unit that made it."""
    return ()


def nowhere(document_id: int) -> str:  # noqa: ARG001
    """The thing has no page."""
    return ""


def nowhere_to_write(document_id: int, actor: Actor) -> str:  # noqa: ARG001
    """The text is made by the room, and changed in Word."""
    return ""


def nothing(document: Document, actor: Actor, at: datetime) -> None:
    """Nothing hangs on whether the document has its number."""


@dataclass(frozen=True, slots=True)
class Hanger:
    """What a room's documents are about.

    `known_to` gives the numbers (keys) of the issued documents that a person may know
    of because they may know of the thing; `href` the page of the thing; `write_href`
    where its text is written, for who may, as long as it is not in Word. `follow` is
    called, in the same transaction, when a document was given its number, lost it, or
    was dropped: for what is in force only by that number. It may refuse.
    """

    about: str
    name: StrOrPromise
    known_to: Callable[[Actor], QuerySet[Any, Any] | Iterable[int]] = nobody
    href: Callable[[int], str] = nowhere
    write_href: Callable[[int, Actor], str] = nowhere_to_write
    follow: Callable[[Document, Actor, datetime], None] = nothing


_hangers: dict[str, Hanger] = {}


def register(hanger: Hanger) -> Hanger:
    """Let a room draft documents about its things."""
    _hangers[hanger.about] = hanger
    return hanger


def hanger_of(about: str) -> Hanger | None:
    """Who hangs things under this word; None for a document of its own."""
    return _hangers.get(about)


def tell_hanger(document: Document, *, actor: Actor, at: datetime) -> None:
    """The document has its number, has it no more, or was given up."""
    hanger = _hangers.get(document.about)
    if hanger is not None:
        hanger.follow(document, actor, at)


def all_hangers() -> list[Hanger]:
    """Every room that hangs something on documents."""
    return list(_hangers.values())
