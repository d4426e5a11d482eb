"""The letter of invitation as a paper, and how it hangs on documents.

A document has one language, whatever that of the screen: its words are not translated.
Laid out as form 1.11 of Decree 30/2020/NĐ-CP (annex III): who is invited, to what, who
it concerns, when, where.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from thidua.documents.hanging import Hanger, register
from thidua.documents.models import Document
from thidua.exemplars.letterhead import head_of, paragraphs, signature_of, symbol_of
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.paper.parts import Block, Paper
from thidua.organisations.actor import Actor
from thidua.organisations.issuing import issuer_on
from thidua.organisations.models import Unit
from thidua.organisations.naming import unit_called
from thidua.speakers.models import Invitation

ABOUT = "speaker"
KIND = "GM"


def letter_of(invitation: Invitation, issuer: Unit, day: date) -> Paper:
    """A letter of invitation in the name of the unit that invites."""
    head = issuer_on(issuer, day)
    speaker = invitation.speaker
    keeper = unit_called(speaker.home_id, day)
    with translation.override("vi"):
        body = _body(invitation, head.name, day)
    return Paper(
        **head_of(issuer, head),
        kind=KIND,
        symbol=symbol_of(KIND, issuer, head),
        abstract=f"Nói chuyện chuyên đề “{invitation.topic.title}”",
        signature=signature_of(head),
        body=body,
        recipients=[f"Ông (bà) {speaker.name}", keeper],
    )


def _body(invitation: Invitation, issuer: str, day: date) -> list[Block]:
    speaker = invitation.speaker
    standing = f", {speaker.standing}" if speaker.standing else ""
    home = unit_called(speaker.home_id, day)
    part, how = invitation.get_part_display(), invitation.get_form_display()
    people = show_number(invitation.expected)
    return [
        f"{issuer} trân trọng kính mời: Ông (bà) {speaker.name}{standing}, {home}.",
        f"Tới nói chuyện với: {invitation.audience} (dự kiến {people} người).",
        f"Chuyên đề: {invitation.topic.title}.",
        f"Hình thức: {how}; {invitation.get_language_display()}.",
        f"Thời gian: {part}, {dates.show_long(invitation.day)}.",
        f"Địa điểm: {invitation.place}.",
        *paragraphs(invitation.words),
        "Rất mong ông (bà) thu xếp thời gian đến dự./.",
    ]


def hang() -> None:
    """Let documents know of invitations to speak."""
    name = _("Mời báo cáo viên")
    register(Hanger(about=ABOUT, name=name, known_to=_known_to, href=_href))


def _known_to(actor: Actor) -> QuerySet[Document, int]:
    """To whoever may know of the invitation."""
    seen = Invitation.objects.visible_to(actor, clock.today())
    found = Document.objects.filter(pk__in=seen.values("document"))
    return found.values_list("pk", flat=True)


def _href(document_id: int) -> str:
    found = Invitation.objects.filter(document=document_id).first()
    return reverse("speakers:invitation", args=[found.pk]) if found else ""
