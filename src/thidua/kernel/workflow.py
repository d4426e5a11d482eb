"""A move is one arrow in a state diagram."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.kernel.errors import WrongMoment
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
            otherwise=_("Không còn ở bước “%(move)s”.") % {"move": self.label},
            remedy=_("Tải lại trang để xem việc đang ở bước nào."),
        )

    def take_from(self, state: str) -> str:
        """The state this move leads to; `WrongMoment` when it cannot start here."""
        if not (verdict := self.open_from(state)):
            raise WrongMoment(verdict.reason, verdict.remedy)
        return self.target
