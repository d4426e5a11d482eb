"""A move is one arrow in a state diagram."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.kernel.errors import OutOfTurn
from thidua.kernel.policy import Verdict, only_if


@dataclass(frozen=True, slots=True)
class Move:
    """An arrow: its name in the office, where it may start, where it leads."""

    label: StrOrPromise
    sources: tuple[str, ...]
    target: str

    def open_from(self, state: str) -> Verdict:
        """May anybody make this move from here?"""
        return only_if(
            state in self.sources,
            otherwise=_("Đang ở bước “%(state)s” nên không còn “%(move)s”.")
            % {"state": self._said(state), "move": self.label},
            remedy=_("Tải lại trang để xem việc đang ở bước nào."),
        )

    def _said(self, state: str) -> StrOrPromise:
        """A state in the office's words."""
        states = type(self.sources[0])
        return states(state).label if issubclass(states, TextChoices) else state

    def take_from(self, state: str) -> str:
        """The state this move leads to; `OutOfTurn` when it cannot start here."""
        self.open_from(state).enforce(OutOfTurn)
        return self.target
