"""What somebody typed of a registration, before it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.kernel.models import StoredFile


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What somebody means to reach; `value` None where it is only in words."""

    words: str
    value: Decimal | None = None
    measure: str = ""
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class RegistrationDraft:
    """Who registers, for what, aiming at what, and what may be shown.

    `person_id` is whom the register of people knows it to be of; `namesake` is above 1
    when somebody said that it is another one of the same name.
    """

    kind: str
    name: str
    birth_year: int | None = None
    address: str = ""
    representative: str = ""
    content: Sequence[UUID] = ()
    words: str = ""
    targets: Sequence[TargetDraft] = ()
    title: str = ""
    shows: frozenset[str] = field(default_factory=frozenset)
    person_id: int | None = None
    namesake: int = 1
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """What the head did, on which day, with which proof."""

    kind: str
    done_on: date
    what: str
    file: StoredFile | None = None
