"""What the rooms above hear of; `about` says whose document it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A document has its number and its day."""

    document_id: int
    about: str


@dataclass(frozen=True, slots=True)
class SignedCopyAttached:
    """A signed copy came back; `standing` is what was found of its signatures."""

    document_id: int
    about: str
    standing: str


@dataclass(frozen=True, slots=True)
class NumberVoided:
    """A document's number was struck out, with a reason; it has none any more."""

    document_id: int
    about: str
