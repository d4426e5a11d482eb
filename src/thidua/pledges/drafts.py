"""What somebody typed of a registration, before it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.kernel.models import StoredFile
from thidua.kernel.text import tidy

_ADDRESSED = re.compile(
    r"^(?:hộ\s+gia\s+đình|gia\s+đình|hộ|ông|bà|anh|chị|cô|chú|bác|đồng\s+chí|đ/c|đc)"
    r"[.:,]?\s+(?=\S)",
    re.IGNORECASE,
)
_NAMED_BY_A_PERSON = {"individual", "household"}


def name_alone(kind: str, name: str) -> str:
    """`Hộ bà Lê Thị Tư` as `Lê Thị Tư`: the name without the form of address, where
    the name is that of a person; what is written without marks is left as it is."""
    name = tidy(name)
    while kind in _NAMED_BY_A_PERSON and _ADDRESSED.match(name):
        name = _ADDRESSED.sub("", name)
    return name


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", name_alone(self.kind, self.name))


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """What the head did, on which day, with which proof."""

    kind: str
    done_on: date
    what: str
    file: StoredFile | None = None
