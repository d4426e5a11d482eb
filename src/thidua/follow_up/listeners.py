"""What the room does when a document of its own gets its number."""

from __future__ import annotations

from thidua.documents.events import DocumentIssued
from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.letters import ABOUT
from thidua.follow_up.models import UrgingLetter
from thidua.kernel import clock
from thidua.kernel.events import listens_to


@listens_to(DocumentIssued)
def tell_the_urged(issued: DocumentIssued) -> None:
    """Tell the units that an urging letter goes to; once, however often it is heard."""
    if issued.about != ABOUT:
        return
    letter = UrgingLetter.objects.filter(document=issued.document_id).first()
    if letter is not None:
        actions.tell_letter(letter, actor=the_reminder(), at=clock.now())
