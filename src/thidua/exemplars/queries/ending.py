"""What hangs on an exemplar, shown before it is retired or revoked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.documents.models import Document
from thidua.exemplars.ending_papers import cited
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.models import Ending, Exemplar
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.states import State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Fact, Figure, Link
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class EndPage:
    """Everything `end.html` shows beside its form."""

    frame: ExemplarFrame
    heading: str
    figures: Sequence[Figure]
    grown: Sequence[Link]
    mark: str


def end_page(exemplar: Exemplar, actor: Actor, day: date) -> EndPage:
    """Counted now; the names of what grew from it."""
    hangs = hanging_on(exemplar)
    grown = Exemplar.objects.visible_to(actor, day).filter(
        grown_from__exemplar=exemplar
    )
    return EndPage(
        frame=exemplar_frame(exemplar, actor, day, _("Thôi nêu gương")),
        heading=_("Thôi nêu gương “%(title)s”") % {"title": exemplar.title},
        figures=[
            Figure(
                show_number(hangs.learning),
                ngettext("nơi học theo", "nơi học theo", hangs.learning),
            ),
            Figure(show_number(hangs.waiting), _("nơi chờ quyết định")),
            Figure(show_number(hangs.recognised), _("công nhận còn giá trị")),
            Figure(show_number(hangs.grown), _("điển hình lớn lên từ đây")),
        ],
        grown=[
            Link(
                f"{one.title}, {one.name}", reverse("exemplars:exemplar", args=[one.pk])
            )
            for one in grown
        ],
        mark=hangs.mark,
    )


def ending_facts(exemplar: Exemplar, waiting: Ending | None) -> list[Fact]:
    """What waits for its number; or since when it is held up no longer, who decided, by
    which decision. Why is inside alone."""
    if waiting is not None:
        return [
            Fact(_("Người quyết định"), waiting.said_by),
            Fact(_("Lúc"), show_moment(waiting.said_at.astimezone(ZONE))),
            Fact(_("Lý do"), waiting.reason),
            paper_fact(waiting.document),
        ]
    if exemplar.over_on is None:
        return []
    return [
        Fact(_("Kể từ ngày"), show(exemplar.over_on)),
        Fact(_("Người quyết định"), exemplar.over_by),
        Fact(_("Lý do"), exemplar.reason),
        paper_fact(exemplar.over_document),
    ]


def ending_title(exemplar: Exemplar, waiting: Ending | None) -> str:
    """What the section is about; nothing where nothing ends."""
    if waiting is not None:
        is_revoked = waiting.how == Ending.How.REVOKE
        return (
            _("Chờ quyết định hủy biểu dương")
            if is_revoked
            else _("Chờ quyết định thôi nêu gương")
        )
    return (
        _("Hủy biểu dương") if exemplar.state == State.REVOKED else _("Thôi nêu gương")
    )


def paper_fact(document: Document | None) -> Fact:
    """Its paper: by its number, or how far it has come."""
    if document is None:
        return Fact(_("Văn bản"), _("chưa lập dự thảo"))
    there = reverse("documents:document", args=[document.pk])
    said = cited(document) or _("dự thảo, chờ cấp số")
    return Fact(_("Văn bản"), said, there)
