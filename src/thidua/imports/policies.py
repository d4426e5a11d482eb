"""Who may bring files in, answer about them, and undo them."""

from __future__ import annotations

from thidua.imports.kinds import Kind, kind_called
from thidua.imports.models import Import
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor


def can_receive(actor: Actor, kind: Kind, place: str) -> Verdict:
    """Send a file: whoever the kind lets; each row is asked about again."""
    return kind.may(actor, place)


def can_work_on(actor: Actor, run: Import) -> Verdict:
    """Map, answer, bring in, undo, discard: the office that sent the file."""
    return kind_called(run.kind).may(actor, run.place) & Verdict(
        "" if actor.is_system or run.unit_id == actor.unit_id else "–"
    )
