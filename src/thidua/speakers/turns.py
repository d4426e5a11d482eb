"""The turns of an invitation, kept one after the other."""

from __future__ import annotations

from datetime import datetime

from thidua.organisations.actor import Actor, signature
from thidua.speakers.models import Invitation, InvitationTurn


def add_turn(
    invitation: Invitation, words: str, *, actor: Actor, at: datetime
) -> InvitationTurn:
    """Keep who said what of which day."""
    return InvitationTurn.objects.create(
        invitation=invitation,
        state=invitation.state,
        day=invitation.day,
        words=words,
        at=at,
        by=signature(actor.name, actor.office)[:200],
    )
