"""An audience takes another name: what is drafted of it says the new one."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from thidua.campaigns.actions.documents import write_document
from thidua.campaigns.drafted import Text, paper_made_of, where_written
from thidua.campaigns.drafts import DocumentDraft
from thidua.campaigns.launch_text import renamed_in
from thidua.campaigns.models import Campaign, LaunchDocument
from thidua.campaigns.policies import can_manage
from thidua.organisations.actor import Actor


def rename_in_documents(
    campaign: Campaign, old: str, new: str, *, actor: Actor, at: datetime
) -> None:
    """Documents that have no number yet name an audience as the plan does.

    What was edited in Word, or issued, stays; the plan check says where it differs.
    """
    can_manage(actor, campaign).enforce()

    for document in campaign.documents.filter(number="").select_related("drafted_as"):
        if where_written(paper_made_of(document)) not in {Text.TYPED, Text.FOLLOWED}:
            continue
        said = _said_of(document)
        said["contents"] = [renamed_in(one, old, new) for one in document.contents]
        said["recipients"] = [new if one == old else one for one in document.recipients]
        if said != _said_of(document):
            draft = DocumentDraft(**said)
            write_document(campaign, draft, document=document, actor=actor, at=at)


def _said_of(document: LaunchDocument) -> dict[str, Any]:
    return {one.name: getattr(document, one.name) for one in fields(DocumentDraft)}
