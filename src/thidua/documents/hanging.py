"""How a room hangs its thing on a document: the thing holds the foreign key.

In its `apps.ready` a room registers a `Hanger`: under which word (`about`) it drafts,
who may know of its issued documents, and where the thing stands. It hears of numbers
and signed copies by `DocumentIssued` and `SignedCopyAttached`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from thidua.organisations.actor import Actor


def nobody(actor: Actor) -> Iterable[int]:  # noqa: ARG001
    """No document is known to anybody but the unit that made it."""
    return ()


def nowhere(document_id: int) -> str:  # noqa: ARG001
    """The thing has no page."""
    return ""


@dataclass(frozen=True, slots=True)
class Hanger:
    """What a room's documents are about.

    `known_to` gives the numbers (keys) of the issued documents that a person may know
    of because they may know of the thing; `href` the page of the thing.
    """

    about: str
    name: StrOrPromise
    known_to: Callable[[Actor], QuerySet[Any, Any] | Iterable[int]] = nobody
    href: Callable[[int], str] = nowhere


_hangers: dict[str, Hanger] = {}


def register(hanger: Hanger) -> Hanger:
    """Let a room draft documents about its things."""
    _hangers[hanger.about] = hanger
    return hanger


def hanger_of(about: str) -> Hanger | None:
    """Who hangs things under this word; None for a document of its own."""
    return _hangers.get(about)


def all_hangers() -> list[Hanger]:
    """Every room that hangs something on documents."""
    return list(_hangers.values())
