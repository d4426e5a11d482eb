"""Writing a document from nothing: what it will look like, and what departs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.documents.models import Document
from thidua.documents.queries.words import kind_of, number_of
from thidua.documents.states import Amends
from thidua.kernel.paper.departures import Judged, departures
from thidua.kernel.paper.laying import Grid, Laid, Style, laid_out
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.undrawn import Undrawn, undrawn_of
from thidua.kernel.ui.parts import Link

_STRONG = {Style.SECTION, Style.CHAPTER, Style.CHAPTER_TITLE, Style.CLAUSE_TITLE}
_STRONG |= {Style.CAPTION}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A paragraph, strong or not; or a table."""

    text: str = ""
    is_strong: bool = False
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class WritingPage:
    """Everything that `writing.html` shows besides its form."""

    title: str
    crumbs: Sequence[Link]
    amends: Link | None
    laid: Laid | None
    lines: Sequence[PreviewLine]
    judged: Judged | None
    undrawn: Sequence[Undrawn]


def writing_page(
    preview: Paper | None,
    *,
    document: Document | None,
    amends: Document | None,
    how: str,
) -> WritingPage:
    """A new document, an old draft, or one that replaces or corrects another."""
    title = _("Soạn văn bản mới")
    if document is not None:
        title = _("Soạn lại dự thảo")
    elif amends is not None:
        title = _("Soạn văn bản %(how)s") % {"how": Amends(how).label}
    laid = laid_out(preview) if preview else None
    return WritingPage(
        title=title,
        crumbs=crumbs_of(title),
        amends=link_to(amends) if amends else None,
        laid=laid,
        lines=_lines(laid) if laid else [],
        judged=departures(preview) if preview else None,
        undrawn=undrawn_of(preview) if preview else (),
    )


def crumbs_of(title: str) -> list[Link]:
    """From the documents to a page under them."""
    return [
        Link(_("Văn bản"), reverse("documents:documents")),
        Link(title, is_here=True),
    ]


def link_to(document: Document) -> Link:
    """`Kế hoạch 05/KH-UBND: …`, leading to it."""
    number = document.numbers.standing().first()
    said = f"{kind_of(document)} {number_of(document, number)}: {document.abstract}"
    return Link(said, reverse("documents:document", args=[document.pk]))


def _lines(laid: Laid) -> list[PreviewLine]:
    return [
        PreviewLine(columns=one.columns, rows=one.rows)
        if isinstance(one, Grid)
        else PreviewLine(one.whole, one.style in _STRONG)
        for one in laid.body
    ]
