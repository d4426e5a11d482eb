"""A campaign's document is drafted as a paper; its number and signed copy flow back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafted import keep_what_is_drawn, paper_made_of
from thidua.campaigns.hanging import ABOUT
from thidua.campaigns.launch_paper import abstract_of, launch_paper
from thidua.campaigns.models import Attachment, Campaign, LaunchDocument
from thidua.campaigns.policies import can_manage
from thidua.documents.actions import draft_document
from thidua.documents.models import Document, SignedCopy
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.figures import show_number
from thidua.organisations.actor import Actor


@transaction.atomic
def draft_launch_document(
    document: LaunchDocument, *, actor: Actor, at: datetime
) -> Document:
    """Make a paper of what was typed; the launcher issues, its office drafts.

    A document that has a number was issued on paper and is not made again; one whose
    number was struck out, or whose draft was dropped, is drafted anew.
    """
    campaign = Campaign.objects.locked(document.campaign)
    can_manage(actor, campaign).enforce()
    document = LaunchDocument.objects.select_for_update().get(pk=document.pk)
    standing = paper_made_of(document)
    if standing is not None:
        return standing
    if document.number:
        raise RuleBroken(
            _("Văn bản này đã có số, tức là đã ban hành."),
            _("Đính kèm bản đã ký vào văn bản; soạn văn bản mới nếu cần thay thế."),
        )

    drafted = draft_document(
        campaign.launcher,
        launch_paper(document, at.astimezone(ZONE).date()),
        about=ABOUT,
        drafter=None if actor.mandate is None else actor.mandate.unit,
        actor=actor,
        at=at,
    )
    keep_what_is_drawn(document)
    document.drafted_as, document.symbol = drafted, drafted.symbol
    document.save(update_fields=["drafted_as", "symbol"])

    record(
        "campaigns.document.drafted",
        campaign,
        actor=actor,
        at=at,
        title=document.title,
    )
    return drafted


@transaction.atomic
def take_number(drafted: Document, *, actor: Actor, at: datetime) -> None:
    """Number and day of the issued paper stand in the campaign, or are gone again."""
    documents = LaunchDocument.objects.select_for_update(of=("self",))
    document = documents.filter(drafted_as=drafted).first()
    if document is None:
        return
    can_manage(actor, document.campaign).enforce()
    number = drafted.numbers.standing().first()
    said = show_number(number.value) if number else ""
    day = number.issued_on if number else None
    if (document.number, document.issued_on) == (said, day):
        return

    document.number, document.issued_on = said, day
    document.save(
        update_fields=["number", "issued_on", *_taken_over(document, drafted)]
    )

    record(
        "campaigns.document.numbered",
        document.campaign,
        actor=actor,
        at=at,
        title=document.title,
        value=said,
        by=number.given_by if number else "",
        elsewhere=number.given_elsewhere if number else "",
    )


def _taken_over(document: LaunchDocument, drafted: Document) -> list[str]:
    """What the paper says, also where it was edited in Word, the document says."""
    if drafted.abstract != abstract_of(document):
        document.title = drafted.abstract[:400]
    document.recipients = [one[:200] for one in drafted.paper.get("recipients", ())]
    document.place = document.place or drafted.paper.get("place", "")
    document.signer_name = drafted.signer_name or document.signer_name
    document.signer_title = document.signer_title or drafted.signer_title
    return ["title", "recipients", "place", "signer_name", "signer_title"]


@transaction.atomic
def take_signed_copy(copy: SignedCopy, *, actor: Actor, at: datetime) -> None:
    """The signed copy hangs on the campaign's document too; once."""
    documents = LaunchDocument.objects.select_for_update(of=("self",))
    document = documents.filter(drafted_as=copy.document_id).first()
    if document is None or document.attachments.filter(file=copy.file_id).exists():
        return
    can_manage(actor, document.campaign).enforce()

    Attachment.objects.create(
        document=document, file=copy.file, title=copy.file.name[:200]
    )

    record(
        "campaigns.document.attached",
        document.campaign,
        actor=actor,
        at=at,
        title=copy.file.name,
    )
