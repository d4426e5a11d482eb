"""The signed copy that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.done import done_already
from thidua.audit.trail import record
from thidua.documents.events import SignedCopyAttached
from thidua.documents.models import Document, SignedCopy
from thidua.documents.policies import can_work_on
from thidua.documents.signatures import Found, standing_of
from thidua.documents.states import SIGN
from thidua.kernel.errors import RuleBroken
from thidua.kernel.events import announce
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor

PDF = "application/pdf"


@transaction.atomic
def attach_signed_copy(
    document: Document,
    file: StoredFile,
    found: Sequence[Found],
    *,
    actor: Actor,
    at: datetime,
) -> SignedCopy:
    """Attach the signed PDF with what `signatures.signatures_in` found in it.

    It is taken whatever was found: a scan of a paper copy has no digital signature.
    What was found stands beside it.
    """
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()
    if file.media_type != PDF:
        raise RuleBroken(
            _("Bản đã ký là tệp PDF."), _("Xuất ra PDF rồi gửi."), field="file"
        )

    same = document.signed_copies.filter(file__sha256=file.sha256).first()
    if same is not None:
        raise done_already(
            _("Gắn bản đã ký"), same.attached_by or "…", same.attached_at
        )
    document.state = SIGN.take_from(document.state)
    document.save(update_fields=["state"])
    copy = SignedCopy.objects.create(
        document=document,
        file=file,
        standing=standing_of(found),
        found=[asdict(one) for one in found],
        attached_at=at,
        attached_by=actor.name,
    )

    said = {"title": file.name, "standing": copy.standing}
    record("documents.signed_copy.attached", document, actor=actor, at=at, **said)
    announce(SignedCopyAttached(document.pk, document.about, copy.standing))
    return copy
