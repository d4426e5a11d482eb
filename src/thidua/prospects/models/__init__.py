"""Tips, prospects with their support, and what searches of the figures found."""

from __future__ import annotations

from thidua.prospects.models.discovery import DiscoveryHit, DiscoveryRun, HitDismissal
from thidua.prospects.models.prospect import (
    Prospect,
    ProspectInvitation,
    SupportMeasure,
)
from thidua.prospects.models.subject import Subject
from thidua.prospects.models.tip import Tip, TipBefore

__all__ = [
    "DiscoveryHit",
    "DiscoveryRun",
    "HitDismissal",
    "Prospect",
    "ProspectInvitation",
    "Subject",
    "SupportMeasure",
    "Tip",
    "TipBefore",
]
