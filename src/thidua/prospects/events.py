"""What the room tells the floors above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProspectInvited:
    """A prospect was asked to register as an exemplar."""

    prospect_id: int


@dataclass(frozen=True)
class InvitationAnswered:
    """A prospect accepted the invitation, or declined it for now."""

    prospect_id: int
    is_accepted: bool
