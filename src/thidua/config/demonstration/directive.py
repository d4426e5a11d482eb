"""The document that launches is drafted, numbered and comes back, as an office does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from thidua.campaigns.actions import draft_launch_document, take_number, write_document
from thidua.campaigns.drafts import DocumentDraft
from thidua.campaigns.models import Campaign, LaunchDocument
from thidua.documents import actions
from thidua.documents.models import Document
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor, the_system

CLERK = "Văn thư (minh họa)"
BEFORE = "Các số trước đã cấp ở sổ giấy (minh họa)."


def issue_directive(
    campaign: Campaign, draft: DocumentDraft, *, actor: Actor, at: datetime
) -> LaunchDocument:
    """Its register begins with the number that the document bears."""
    day = draft.issued_on or at.astimezone(ZONE).date()
    bare = replace(draft, number="", issued_on=None)
    document = write_document(campaign, bare, actor=actor, at=at)
    paper = draft_launch_document(document, actor=actor, at=at)
    Document.objects.filter(pk=paper.pk).update(is_made_up=True)
    issued_at, clerk = _morning(day), the_system(CLERK)
    actions.prepare_document(paper, actor=actor, at=issued_at - timedelta(hours=1))
    if draft.number.isdigit() and int(draft.number) > 1:
        actions.begin_register(
            campaign.launcher,
            kind=draft.kind,
            year=day.year,
            first=int(draft.number),
            reason=BEFORE,
            actor=clerk,
            at=issued_at,
        )
    actions.issue_document(paper, actor=clerk, at=issued_at)
    paper.refresh_from_db()
    take_number(paper, actor=clerk, at=issued_at)
    document.refresh_from_db()
    return document


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)
