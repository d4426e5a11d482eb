"""The documents of a campaign and their files."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafted import (
    drop_paper_of,
    paper_to_follow,
    write_paper_anew,
)
from thidua.campaigns.drafts import DocumentDraft
from thidua.campaigns.models import Attachment, Campaign, LaunchDocument
from thidua.campaigns.policies import can_manage
from thidua.campaigns.states import State
from thidua.kernel.errors import RuleBroken
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor


@transaction.atomic
def write_document(
    campaign: Campaign,
    draft: DocumentDraft,
    *,
    document: LaunchDocument | None = None,
    actor: Actor,
    at: datetime,
) -> LaunchDocument:
    """Enter a document, or correct one; at most one of them launches.

    A draft that was made of it is written anew; what was edited in Word, or issued, is
    not changed from here.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    if document and document.is_launch and not draft.is_launch:
        _refuse_to_lose_the_launch(campaign)
    if draft.is_launch:
        others = campaign.documents.exclude(pk=document.pk if document else 0)
        if campaign.state != State.DRAFT and others.filter(is_launch=True):
            raise RuleBroken(
                _("Phong trào đã có văn bản phát động."),
                _("Nhập văn bản này mà không đánh dấu là văn bản phát động."),
                field="is_launch",
            )
        others.update(is_launch=False)
    if document is None:
        document = LaunchDocument.objects.create(campaign=campaign, **asdict(draft))
    else:
        document = _rewritten(document, draft, actor=actor, at=at)

    record(
        "campaigns.document.written", campaign, actor=actor, at=at, title=draft.title
    )
    return document


def _rewritten(
    document: LaunchDocument, draft: DocumentDraft, *, actor: Actor, at: datetime
) -> LaunchDocument:
    documents = LaunchDocument.objects.select_related("drafted_as")
    document = documents.select_for_update(of=("self",)).get(pk=document.pk)
    values = asdict(draft)
    drafted = paper_to_follow(document, values)
    for name, value in values.items():
        setattr(document, name, value)
    document.save(update_fields=list(values))
    if drafted is not None:
        write_paper_anew(document, drafted, actor=actor, at=at)
    return document


@transaction.atomic
def delete_document(document: LaunchDocument, *, actor: Actor, at: datetime) -> None:
    """Take a document away, and the draft that was made of it.

    The one that launched stays, and so does one that has its number from the draft.
    """
    campaign = Campaign.objects.locked(document.campaign)
    can_manage(actor, campaign).enforce()

    if document.is_launch:
        _refuse_to_lose_the_launch(campaign)
    documents = LaunchDocument.objects.select_related("drafted_as")
    document = documents.select_for_update(of=("self",)).get(pk=document.pk)
    drop_paper_of(document, actor=actor, at=at)
    title = document.title
    document.delete()

    record("campaigns.document.deleted", campaign, actor=actor, at=at, title=title)


def _refuse_to_lose_the_launch(campaign: Campaign) -> None:
    if campaign.state != State.DRAFT:
        raise RuleBroken(
            _("Đây là văn bản đã phát động phong trào."),
            _("Sửa nội dung nhập sai thì được; bỏ văn bản thì không."),
            field="is_launch",
        )


@transaction.atomic
def attach_file(
    document: LaunchDocument,
    file: StoredFile,
    *,
    title: str,
    actor: Actor,
    at: datetime,
) -> Attachment:
    """Hang a file on a document: the signed copy, an annex."""
    can_manage(actor, document.campaign).enforce()

    attachment = Attachment.objects.create(
        document=document, file=file, title=title or file.name
    )

    record(
        "campaigns.document.attached",
        document.campaign,
        actor=actor,
        at=at,
        title=attachment.title,
    )
    return attachment


@transaction.atomic
def detach_file(attachment: Attachment, *, actor: Actor, at: datetime) -> None:
    """Take a file off a document; the file itself is kept."""
    campaign = attachment.document.campaign
    can_manage(actor, campaign).enforce()

    title = attachment.title
    attachment.delete()

    record("campaigns.document.detached", campaign, actor=actor, at=at, title=title)
