"""The published indices in the demonstration: real years, kept by two offices."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from thidua.campaigns.actions import set_index_goal
from thidua.campaigns.drafts import IndexGoalDraft
from thidua.campaigns.models import Campaign, ContentNode, IndexGoal
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


GOALS = (
    ("Cải cách thủ tục, chất lượng phục vụ", "par-index", 20),
    ("Hỗ trợ và phát triển doanh nghiệp", "pci", 15),
)
"""Item, index, rank by 2025. Directive 16-CT/TU asks for the top 20 of PAR INDEX; the
rank in PCI is that of the demonstration's own yearly form."""


def set_goals(campaign: Campaign, stage: Stage, *, actor: Actor, at: datetime) -> None:
    """Bind the two items to what is published of Bến Tre."""
    for name, code, rank in GOALS:
        node = ContentNode.objects.get(
            tree__audience__campaign=campaign, name=name, parent__isnull=False
        )
        draft = IndexGoalDraft(
            node_key=node.key,
            index=CompositeIndex.objects.get(code=code),
            unit=stage.unit("b83"),
            kind=IndexGoal.Kind.RANK,
            value=Decimal(rank),
            by_year=2025,
        )
        set_index_goal(campaign, draft, reason="", actor=actor, at=at)
