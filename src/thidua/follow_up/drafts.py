"""What people type about an inspection, clean, before it is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from thidua.kernel.models import StoredFile


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """Something to look at: an item of content by its key, or a target by number."""

    name: str
    node_key: UUID | None = None
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """A plan: whom, on which days, who goes, what is looked at, what to prepare.

    `reason` says why one that was announced is moved to other days.
    """

    inspected_id: int
    starts_on: date
    ends_on: date
    leader: str
    members: str = ""
    purpose: str = ""
    items: Sequence[ItemDraft] = field(default_factory=tuple)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What was found, how grave, where, and by when it is to be mended."""

    what: str
    severity: str
    mend_by: date
    place: str = ""
    files: Sequence[StoredFile] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class UrgingDraft:
    """Whom a letter urges, by when they are to answer, and how it is worded.

    One letter to all (`is_joint`), or one to each. `more` is a paragraph of the
    office's own; `symbol` comes without a number: `BTĐKT-NV`.
    """

    units: Sequence[int]
    answer_by: date
    symbol: str
    is_joint: bool = True
    more: str = ""
