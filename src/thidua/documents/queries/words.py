"""How documents are said on every page: number, state, kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thidua.documents.models import Document, Number
from thidua.documents.states import Standing, State
from thidua.kernel.paper.figures import number_and_symbol
from thidua.kernel.paper.parts import KINDS, Manner

TONES: Mapping[str, str] = MappingProxyType(
    {
        State.DRAFT: "wait",
        State.READY: "slow",
        State.ISSUED: "done",
        State.SIGNED: "done",
        State.REPLACED: "locked",
        State.VOIDED: "refused",
        State.DROPPED: "locked",
    }
)
SIGNED_TONES: Mapping[str, str] = MappingProxyType(
    {
        Standing.VALID: "done",
        Standing.UNKNOWN_ROOT: "slow",
        Standing.EXPIRED: "slow",
        Standing.ALTERED: "late",
        Standing.UNREADABLE: "late",
        Standing.UNSIGNED: "wait",
    }
)


def kind_of(document: Document) -> str:
    """The kind as the document bears it, which is Vietnamese in every language of the
    screen; `kind_words` says it in a list or a sentence."""
    return KINDS.get(document.kind, document.kind)


def number_of(document: Document, number: Number | None) -> str:
    """`05/QĐ-UBND`, or the symbol with “…” before the number is given."""
    if number is None:
        between = "/" if document.manner == Manner.STATE else "-"
        return f"…{between}{document.symbol}"
    return number_and_symbol(number.value, document.symbol, Manner(document.manner))
