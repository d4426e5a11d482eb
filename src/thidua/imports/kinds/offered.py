"""Kinds of import: rooms register theirs in `apps.ready`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date

from thidua.imports.kinds.grounds import Ground
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor


class Kind(ABC):
    """Something that can be brought in from a workbook."""

    key: str
    holds_people: bool = False
    """May its files hold what the register keeps no place for: identity cards, phones?
    Such a file is deleted some days after the import is over."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What is brought in, in words: “Số liệu báo cáo”."""

    @property
    @abstractmethod
    def about(self) -> str:
        """What a file should hold, in one or two sentences."""

    def places(
        self,
        actor: Actor,  # noqa: ARG002
        day: date,  # noqa: ARG002
    ) -> Sequence[tuple[str, str]]:
        """Where this person may begin: places and their names."""
        return []

    @abstractmethod
    def may(self, actor: Actor, place: str) -> Verdict:
        """May this person bring something in here? (404 is for `ground` to raise.)"""

    @abstractmethod
    def ground(self, actor: Actor, place: str, day: date) -> Ground:
        """The ground at a place; raises `LookupError` when there is none to see."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Offer a kind of import; rooms do so in `apps.ready`."""
    _kinds[kind.key] = kind
    return kind


def kind_called(key: str) -> Kind:
    """The kind of that name; `LookupError` when there is none."""
    return _kinds[key]


def all_kinds() -> Sequence[Kind]:
    """Every kind that rooms have registered."""
    return list(_kinds.values())
