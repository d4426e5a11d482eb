"""What became of a document, line by line, from its draft to its signed copies."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.documents.models import Document
from thidua.documents.queries.words import number_of
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.kernel.ui.trails import Trail, each
from thidua.organisations.actor import signature


def history_of(document: Document) -> Trail:
    """All that was done to it, for whoever may read its drafts."""
    return Trail(
        way=lambda: _way_to(document),
        href=reverse("documents:history", args=[document.pk]),
        done=trail_of(document),
        tell=each(told),
    )


def _way_to(document: Document) -> list[Link]:
    number = document.numbers.select_related("register").best_first().first()
    return [
        Link(_("Văn bản"), reverse("documents:documents")),
        Link(
            number_of(document, number),
            reverse("documents:document", args=[document.pk]),
        ),
    ]


def told(entry: Entry) -> TrailLine:
    """One line of the trail, in words."""
    details = {key: str(value) for key, value in entry.details.items()}
    holders = {"title": "", "value": "", "version": "", "standing": ""} | details
    said = _sentences().get(entry.verb, entry.verb)
    if details.get("elsewhere"):
        said = _("ghi số %(value)s do %(elsewhere)s cấp")
    return TrailLine(
        when=dates.show_moment(entry.at.astimezone(ZONE)),
        words=said % holders,
        who=signature(entry.actor_name, entry.office),
        note=details.get("reason", ""),
    )


def _sentences() -> dict[str, str]:
    return {
        "documents.document.drafted": _("soạn văn bản"),
        "documents.draft.rewritten": _("soạn lại, bản %(version)s"),
        "documents.draft.brought_in": _("gửi bản Word “%(title)s”, bản %(version)s"),
        "documents.document.prepared": _("chốt dự thảo để cấp số"),
        "documents.document.returned": _("trả lại dự thảo"),
        "documents.document.dropped": _("bỏ dự thảo"),
        "documents.document.issued": _("cấp số %(value)s"),
        "documents.document.replaced": _("bị thay thế bởi văn bản %(value)s"),
        "documents.number.voided": _("hủy số %(value)s"),
        "documents.signed_copy.attached": _("gắn bản đã ký “%(title)s”"),
    }
