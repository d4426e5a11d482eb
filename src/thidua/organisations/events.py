"""What the floors above may hear of units: ids and days, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UnitFounded:
    """A unit was founded by an act and stands from its day on."""

    act_id: int
    unit_id: int
    effective_on: str


@dataclass(frozen=True, slots=True)
class UnitsMerged:
    """Several units became one."""

    act_id: int
    predecessor_ids: tuple[int, ...]
    successor_id: int
    effective_on: str


@dataclass(frozen=True, slots=True)
class UnitSplit:
    """One unit became several."""

    act_id: int
    predecessor_id: int
    successor_ids: tuple[int, ...]
    effective_on: str


@dataclass(frozen=True, slots=True)
class UnitRenamed:
    """A unit bears another name from a day on."""

    act_id: int
    unit_id: int
    effective_on: str


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit hangs under another parent from a day on."""

    act_id: int
    unit_id: int
    tree_id: int
    parent_id: int
    effective_on: str


@dataclass(frozen=True, slots=True)
class UnitClosed:
    """A unit stands no more from a day on, and nobody succeeds it."""

    act_id: int
    unit_id: int
    effective_on: str


@dataclass(frozen=True, slots=True)
class OfficialUnitsLoaded:
    """The units of the whole country stand, before and after 1 July 2025."""

    nation_id: int


@dataclass(frozen=True, slots=True)
class PeopleConcerned:
    """Something of which people are to be told, once: those of a unit, or one person.

    `key` is of the thing and what became of it, without the people; `kind` is one of
    those by which everybody chooses how to be told. `title` and `body` are messages of
    the catalogue and `said` what is put into them, so that each reader is told in their
    language. `roles` names who of the unit; nobody in particular means all who write
    for it.
    """

    key: str
    kind: str
    title: str
    path: str
    body: str = ""
    said: Mapping[str, str | int] = field(default_factory=dict)
    unit_id: int | None = None
    roles: tuple[str, ...] = ()
    person_id: int | None = None
    origin_id: int | None = None
