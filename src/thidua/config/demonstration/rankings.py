"""The published indices in the demonstration: real years, kept by two offices."""

from __future__ import annotations

from datetime import datetime

from thidua.config.demonstration.stage import Stage
from thidua.indices.actions import entrust_index, load_published_indices
from thidua.indices.models import CompositeIndex
from thidua.organisations.actor import Actor

KEEPERS = ("ban-thi-dua", "vl-office")
"""The standing offices of Bến Tre and of Vĩnh Long enter what is published."""


def keep_indices(stage: Stage, *, actor: Actor, at: datetime) -> None:
    """Load the years that come with the program and say who goes on entering them."""
    load_published_indices(actor=actor, at=at)
    keepers = [stage.unit(key) for key in KEEPERS]
    for index in CompositeIndex.objects.all():
        entrust_index(index, keepers, actor=actor, at=at)
