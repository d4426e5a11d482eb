"""What the floors above may hear of units: ids and days, nothing else."""

from __future__ import annotations

from dataclasses import dataclass


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
