"""Drafts: generated, rewritten, brought in from Word, prepared, returned, dropped."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.done import take_once
from thidua.audit.trail import record
from thidua.documents.authority import refuse_without_authority
from thidua.documents.hanging import tell_hanger
from thidua.documents.models import Document, DraftVersion
from thidua.documents.policies import can_draft, can_work_on
from thidua.documents.reading import latest_file, said_in
from thidua.documents.settling import can_be_settled
from thidua.documents.states import DROP, PREPARE, REPLACE, RETURN, WRITE, Amends
from thidua.kernel.errors import RuleBroken
from thidua.kernel.models import StoredFile
from thidua.kernel.paper.kept import as_data
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.said import SaidInWord
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PREPARED = "documents.document.prepared"


@transaction.atomic
def draft_document(
    unit: Unit,
    paper: Paper,
    *,
    about: str = "",
    series: str = "",
    drafter: Unit | None = None,
    amends: Document | None = None,
    how: str = "",
    actor: Actor,
    at: datetime,
) -> Document:
    """Begin a document of a unit from its text; the caller hangs its thing on it.

    `about` is the word of a registered `hanging.Hanger`, or nothing for a document of
    its own; `series` names an advisory body that has numbers of its own; `amends` is
    the issued document that this one replaces or corrects (`how`, of `Amends`).
    `drafter` is the unit that writes it for the issuer: the room that names one has
    asked whether it may. It writes and prepares; the issuer numbers.
    """
    can_draft(actor, drafter or unit).enforce()
    refuse_without_authority(unit, paper.kind)
    _refuse_to_amend_others(unit, amends)

    document = Document.objects.create(
        unit=unit,
        drafter=drafter if drafter != unit else None,
        about=about,
        series=tidy(series),
        amends=amends,
        amends_how=how or (Amends.REPLACES if amends else ""),
        made_by=actor.name,
        made_at=at,
        **_columns(paper),
    )
    _add_version(document, actor=actor, at=at, paper=as_data(paper))

    said = {"title": document.abstract}
    record("documents.document.drafted", document, actor=actor, at=at, **said)
    return document


@transaction.atomic
def rewrite_draft(
    document: Document, paper: Paper, *, actor: Actor, at: datetime
) -> Document:
    """Write the text anew; the earlier versions are kept."""
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()
    refuse_without_authority(document.unit, paper.kind)

    document.state = WRITE.take_from(document.state)
    for name, value in _columns(paper).items():
        setattr(document, name, value)
    document.save(update_fields=list(_columns(paper)))
    version = _add_version(document, actor=actor, at=at, paper=as_data(paper))

    record(
        "documents.draft.rewritten",
        document,
        actor=actor,
        at=at,
        version=version.number,
    )
    return document


@transaction.atomic
def bring_in_version(
    document: Document, file: StoredFile, *, note: str, actor: Actor, at: datetime
) -> DraftVersion:
    """Bring in the draft as somebody edited it in Word; it is the draft from then on.

    Subject, signer and recipients are taken over from the file where it has them in
    the styles of the draft, so that the register says what the file says.
    """
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()
    if file.media_type != WORD:
        raise RuleBroken(
            _("Dự thảo là tệp Word (.docx)."),
            _("Trong Word chọn Lưu thành, kiểu .docx, rồi gửi lại."),
            field="file",
        )
    said = said_in(file)

    document.state = WRITE.take_from(document.state)
    taken = _take_over(document, said)
    version = _add_version(document, actor=actor, at=at, file=file, note=tidy(note))

    record(
        "documents.draft.brought_in",
        document,
        actor=actor,
        at=at,
        version=version.number,
        title=file.name,
        taken=taken,
    )
    return version


@transaction.atomic
def prepare_document(document: Document, *, actor: Actor, at: datetime) -> Document:
    """The text is settled; it waits for its number."""
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()
    refuse_without_authority(document.unit, document.kind)
    brought = latest_file(document)
    can_be_settled(document, brought.file if brought else None).enforce(RuleBroken)

    document.state = take_once(PREPARE, document, document.state, PREPARED)
    document.save(update_fields=["state"])

    record(PREPARED, document, actor=actor, at=at)
    return document


@transaction.atomic
def return_draft(
    document: Document, *, reason: str, actor: Actor, at: datetime
) -> Document:
    """Back to the desk, with a reason."""
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()

    document.state = RETURN.take_from(document.state)
    document.save(update_fields=["state"])

    record(
        "documents.document.returned", document, actor=actor, at=at, reason=tidy(reason)
    )
    return document


@transaction.atomic
def drop_draft(document: Document, *, actor: Actor, at: datetime) -> Document:
    """Give a draft up; its versions are kept."""
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()

    document.state = DROP.take_from(document.state)
    document.save(update_fields=["state"])

    record("documents.document.dropped", document, actor=actor, at=at)
    tell_hanger(document, actor=actor, at=at)
    return document


def _refuse_to_amend_others(unit: Unit, amends: Document | None) -> None:
    if amends is not None and amends.unit_id != unit.pk:
        raise RuleBroken(
            _("Văn bản được thay thế hoặc đính chính là của cơ quan khác."),
            _("Chỉ thay thế, đính chính văn bản do chính đơn vị ban hành."),
        )
    if amends is not None:
        REPLACE.take_from(amends.state)


def _columns(paper: Paper) -> dict[str, Any]:
    """What a list and a register show of a paper, and the paper itself."""
    return {
        "kind": paper.kind,
        "manner": paper.manner.value,
        "symbol": paper.symbol,
        "abstract": paper.abstract,
        "signer_name": paper.signature.name,
        "signer_title": paper.signature.title,
        "paper": as_data(paper),
    }


def _take_over(document: Document, said: SaidInWord) -> list[str]:
    """What the file says otherwise goes into the document; which parts it was."""
    paper, taken = dict(document.paper), []
    named = [one for one in paper["recipients"] if not one.startswith("Như trên")]
    if said.abstract and said.abstract != document.abstract:
        document.abstract = paper["abstract"] = said.abstract[:500]
        taken.append("abstract")
    if said.signer and said.signer != document.signer_name:
        document.signer_name = said.signer[:120]
        paper["signature"] = paper["signature"] | {"name": document.signer_name}
        taken.append("signer")
    if said.recipients and list(said.recipients) != named:
        paper["recipients"] = list(said.recipients)
        taken.append("recipients")
    document.paper = paper
    document.save(update_fields=["abstract", "signer_name", "paper"])
    return taken


def _add_version(
    document: Document,
    *,
    actor: Actor,
    at: datetime,
    paper: dict[str, Any] | None = None,
    file: StoredFile | None = None,
    note: str = "",
) -> DraftVersion:
    return DraftVersion.objects.create(
        document=document,
        number=document.versions.count() + 1,
        paper=paper,
        file=file,
        note=note,
        made_by=actor.name,
        made_at=at,
    )
