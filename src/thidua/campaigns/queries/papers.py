"""The documents of a campaign as an office prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.drafted import Text, paper_made_of, where_written
from thidua.campaigns.launch_paper import abstract_of, clauses_of, opening_of
from thidua.campaigns.models import Attachment, Campaign, LaunchDocument
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State
from thidua.documents.models import Document
from thidua.documents.reading import latest_file
from thidua.documents.states import State as Drafted
from thidua.kernel.files import show_size
from thidua.kernel.paper.figures import as_typed, manner_of
from thidua.kernel.paper.parts import Manner
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a document."""

    pk: int
    name: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: heading, place and date, numbered contents, recipients, signer."""

    pk: int
    kind: str
    number: str
    title: str
    place_and_day: str
    signer_title: str
    signer_name: str
    grounds: Sequence[str]
    opening: str
    contents: Sequence[str]
    recipients: Sequence[str]
    is_launch: bool
    papers: Sequence[Paper]
    edit_href: str
    delete_href: str
    """Empty: it launched the campaign, or has its number, and stays."""
    delete_words: str
    """What goes with it."""
    draft_href: str
    """Where a paper is made of it; empty once it has a number or a paper."""
    drafted_href: str
    """The paper that was made of it."""
    drafted_state: str
    word_name: str
    """The Word file that is its text now; empty: `contents` are."""
    word_href: str
    """Where the file is, for who may open it."""


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    frame: Frame
    documents: Sequence[DocumentView]
    write_href: str
    """Where one writes a new one here, to be numbered and signed."""
    write_label: str
    write_tone: str


WRITTEN_HERE = "cach", "soan"
"""`?cach=soan`: written here and drafted at once, not copied from what was issued."""


def documents_page(campaign: Campaign, actor: Actor, day: date) -> DocumentsPage:
    """All documents, the launching one first."""
    documents = campaign.documents.select_related("drafted_as")
    documents = documents.prefetch_related("attachments__file")
    ordered = documents.order_by("-is_launch", "issued_on", "pk")
    views = [_document(one, campaign, actor) for one in ordered]
    is_launch_due = not any(one.is_launch for one in views)
    new = reverse("campaigns:document-new", args=[campaign.pk])
    return DocumentsPage(
        frame=frame(campaign, actor, day, "documents"),
        documents=views,
        write_href=f"{new}?{'='.join(WRITTEN_HERE)}",
        write_label=writing_label(is_launch=is_launch_due),
        write_tone="main" if is_launch_due else "",
    )


def writing_label(*, is_launch: bool) -> str:
    """What writing a document here is called; the one that launches comes first."""
    return _("Soạn văn bản phát động") if is_launch else _("Soạn văn bản")


def _number_line(one: LaunchDocument) -> str:
    if not one.number:
        return _("Chưa cấp số")
    number = as_typed(one.number, one.symbol)
    is_party = manner_of(one.symbol) == Manner.PARTY
    line = _("Số %(number)s") if is_party else _("Số: %(number)s")
    return line % {"number": number}


def _document(one: LaunchDocument, campaign: Campaign, actor: Actor) -> DocumentView:
    day = one.issued_on
    place_and_day = ""
    if day is not None:
        # Decree 30/2020: a leading nought for days before the tenth, months 1 and 2.
        place_and_day = _("%(place)s, ngày %(day)s tháng %(month)s năm %(year)s") % {
            "place": one.place or "…",
            "day": f"{day.day:02}",
            "month": f"{day.month:02}" if day.month <= 2 else str(day.month),
            "year": day.year,
        }
    args = [one.campaign_id, one.pk]
    return DocumentView(
        pk=one.pk,
        kind=str(one.get_kind_display()).upper(),
        number=_number_line(one),
        place_and_day=place_and_day,
        signer_title=one.signer_title.upper(),
        is_launch=one.is_launch,
        papers=[
            Paper(
                file.pk,
                file.title,
                reverse("campaigns:attachment", args=[one.campaign_id, file.pk]),
                show_size(file.file.size),
            )
            for file in one.attachments.all()
        ],
        edit_href=reverse("campaigns:document", args=args),
        **_deleted(one, campaign),
        **_said(one, actor),
        **_drafted(one),
    )


@dataclass(frozen=True, slots=True)
class DocumentFiles:
    """The files of a document, below the form that corrects it."""

    campaign: int
    title: str
    papers: Sequence[Attachment]
    delete_href: str
    delete_words: str


def files_of(one: LaunchDocument) -> DocumentFiles:
    """What hangs on a document, and whether it may be taken away."""
    papers = list(one.attachments.all())
    return DocumentFiles(
        one.campaign_id, one.title, papers, **_deleted(one, one.campaign)
    )


def _deleted(one: LaunchDocument, campaign: Campaign) -> dict[str, str]:
    drafted = paper_made_of(one)
    stays = one.is_launch and campaign.state != State.DRAFT
    if stays or where_written(drafted) == Text.NUMBERED:
        return {"delete_href": "", "delete_words": ""}
    words = _("Bản soạn để cấp số, ký cũng được bỏ; các bản đã lưu vẫn giữ.")
    args = [one.campaign_id, one.pk]
    return {
        "delete_href": reverse("campaigns:document-delete", args=args),
        "delete_words": words if drafted else "",
    }


def _said(one: LaunchDocument, actor: Actor) -> dict[str, Any]:
    """What was typed; once a paper was made of it, what the paper says."""
    typed: dict[str, Any] = {
        "title": one.title,
        "signer_name": one.signer_name,
        "grounds": [line for line in one.grounds.splitlines() if line.strip()],
        "opening": one.opening,
        "contents": list(one.contents),
        "recipients": list(one.recipients),
        "word_name": "",
        "word_href": "",
    }
    drafted = paper_made_of(one)
    if drafted is None:
        return typed
    paper = drafted.as_paper()
    said = typed | {
        "signer_name": drafted.signer_name or one.signer_name,
        "grounds": list(paper.grounds),
        "opening": opening_of(paper) or one.opening,
        "contents": list(clauses_of(paper)),
        "recipients": list(paper.recipients),
    }
    if drafted.abstract != abstract_of(one):
        said["title"] = drafted.abstract
    brought = latest_file(drafted)
    if brought is not None and brought.file is not None:
        may_open = Document.objects.visible_to(actor).filter(pk=drafted.pk).exists()
        said["contents"], said["word_name"] = [], brought.file.name
        said["grounds"], said["opening"] = [], ""
        href = reverse("documents:document", args=[drafted.pk])
        said["word_href"] = href if may_open else ""
    return said


def _drafted(one: LaunchDocument) -> dict[str, str]:
    drafted, is_over = one.drafted_as, paper_made_of(one) is None
    args = [one.campaign_id, one.pk]
    draft = reverse("campaigns:document-draft", args=args)
    shown = drafted if drafted and drafted.state != Drafted.DROPPED else None
    return {
        "draft_href": draft if is_over and not one.number else "",
        "drafted_href": reverse("documents:document", args=[shown.pk]) if shown else "",
        "drafted_state": str(Drafted(shown.state).label) if shown else "",
    }
