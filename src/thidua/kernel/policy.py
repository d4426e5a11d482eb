"""A policy answers one question: may this person do this? It always says why not."""

from __future__ import annotations

from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from thidua.kernel.errors import Refused, SayingNo


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with a reason and a remedy that the person can read."""

    reason: StrOrPromise = ""
    remedy: StrOrPromise = ""

    def __bool__(self) -> bool:
        return not self.reason

    def __and__(self, other: Verdict) -> Verdict:
        """Both must agree; the first that does not is the one that speaks."""
        return other if self else self

    def __or__(self, other: Verdict) -> Verdict:
        """Either may agree; if neither does, the first one speaks."""
        return self if self or not other else other

    def enforce(self, no: type[SayingNo] = Refused) -> None:
        """Let it pass, or say no with the same words the page shows: `Refused`, or
        another way of saying it."""
        if not self:
            raise no(self.reason, self.remedy)


YES = Verdict()


def only_if(
    condition: bool, *, otherwise: StrOrPromise, remedy: StrOrPromise = ""
) -> Verdict:
    """Yes when the condition holds, else no with this reason and this remedy."""
    return YES if condition else Verdict(otherwise, remedy)
