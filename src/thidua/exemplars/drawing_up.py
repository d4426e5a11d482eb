"""A paper about an exemplar is begun among the documents of the unit in charge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.exemplars.papers import ABOUT
from thidua.kernel.clock import day_of
from thidua.kernel.paper.parts import Paper
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


def drawn_up_by(
    unit: Unit,
    paper: Callable[[Unit, date], Paper],
    actor: Actor,
    at: datetime,
    *,
    about: str = ABOUT,
) -> Document:
    """The draft, in the name of a unit, as `paper` writes it for that unit today."""
    text = paper(unit, day_of(at))
    return draft_document(unit, text, about=about, actor=actor, at=at)
