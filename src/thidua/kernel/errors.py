"""The four ways thidua says no.

Saying no
├── Refused       you may not do this               → 403
├── WrongMoment   nobody may do this just now       → 409
│   ├── Changed   somebody changed it meanwhile     → 409, both versions are shown
│   └── OutOfTurn its step is past or not reached   → 409, not offered to send again
│       └── DoneAlready  it was done, by whom, when → 409, with the way on
├── RuleBroken    the rule of the house forbids it  → 422
└── (missing)     you may not know it exists        → 404, from a `visible_to` query

Every refusal says why (`reason`) and what mends it (`remedy`); the middleware of
`kernel/ui` shows both in the page, and nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType

from django_stubs_ext import StrOrPromise


class SayingNo(Exception):  # noqa: N818 - a refusal is not a fault
    """A refusal a person can read: why, and what would mend it.

    `field` names the field of the form at which it is best said, when there is one.
    """

    status = 400

    def __init__(
        self, reason: StrOrPromise, remedy: StrOrPromise = "", *, field: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}".strip()


class Refused(SayingNo):
    """You may not do this."""

    status = 403


class WrongMoment(SayingNo):
    """Nobody may do this just now."""

    status = 409


class Changed(WrongMoment):
    """Somebody else changed the thing since you opened it.

    `theirs` is what stands now and `yours` what you typed, both as
    (label, value) rows in one order, so that a page can show them side by side.
    `version` is the one that stands now: “keep mine” sends the form again with it, in
    the field `version_name` in which the form carries it.
    """

    def __init__(
        self,
        reason: StrOrPromise,
        remedy: StrOrPromise = "",
        *,
        theirs: Sequence[tuple[StrOrPromise, str]] = (),
        yours: Mapping[StrOrPromise, str] | None = None,
        version: int | None = None,
        version_name: str = "version",
    ) -> None:
        super().__init__(reason, remedy)
        self.version = version
        self.version_name = version_name
        self.theirs = tuple(theirs)
        self.yours = dict(yours or {})


class OutOfTurn(WrongMoment):
    """The thing stands at another step: the same sent again would do nothing."""


class DoneAlready(OutOfTurn):
    """It is done once only, and was: `reason` says by whom and when."""


class RuleBroken(SayingNo):
    """The rule of the house forbids it; `also` are others that the same act breaks."""

    status = 422
    also: Sequence[RuleBroken] = ()


class Faults:
    """Rules that are asked one after the other and said all at once.

    `with faults: refuse_this(draft)` keeps what is broken, `say()` raises the first of
    them with the others; until then nothing may be written that cannot be taken back.
    """

    def __init__(self) -> None:
        self._found: list[RuleBroken] = []

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        no: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(no, RuleBroken):
            return False
        self._found += [no, *no.also]
        no.also = ()
        return True

    def say(self) -> None:
        """`RuleBroken` when anything was."""
        if self._found:
            first, *others = self._found
            first.also = tuple(others)
            raise first
