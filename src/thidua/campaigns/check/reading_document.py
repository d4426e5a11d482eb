"""Reads the facts of the document that launches."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from thidua.campaigns import accord
from thidua.campaigns.check.facts import DocumentFacts, Drawn
from thidua.campaigns.drafted import paper_made_of, where_written
from thidua.campaigns.models import Campaign, LaunchDocument
from thidua.campaigns.states import State
from thidua.documents.queries.words import number_of
from thidua.documents.reading import words_of
from thidua.kernel.text import quoted

_FORM_NAMED = re.compile(r"biểu (“[^”]+”)")


def document_facts(campaign: Campaign) -> DocumentFacts | None:
    """What the rules look at of the document that launches; None without any."""
    documents = campaign.documents.select_related("drafted_as")
    document = documents.filter(is_launch=True).first()
    if document is None:
        return None
    asked = {
        "number": _("số"),
        "issued_on": _("ngày ban hành"),
        "signer_name": _("người ký"),
    }
    lacking = {
        name: label for name, label in asked.items() if not getattr(document, name)
    }
    return DocumentFacts(
        tuple(lacking.values()),
        document.attachments.exists(),
        pk=document.pk,
        first=next(iter(lacking), ""),
        paper=document.drafted_as_id,
        strangers=_strangers(campaign, document),
        drawn=_drawn(campaign, document),
    )


def _strangers(campaign: Campaign, document: LaunchDocument) -> tuple[str, ...]:
    """The forms that its contents name and that the campaign neither asks nor reads."""
    named = dict.fromkeys(_FORM_NAMED.findall("\n".join(document.contents)))
    if not named:
        return ()
    links = campaign.form_links.values_list("form__name", flat=True)
    own = {quoted(name) for name in links}
    return tuple(name[1:-1] for name in named if name not in own)


def _drawn(campaign: Campaign, document: LaunchDocument) -> Drawn | None:
    """Where a paper that was made here and the plan differ; before the launch alone.

    Later a change of the plan has its own day and reason, and the paper stays.
    """
    paper = paper_made_of(document)
    if paper is None or document.drawn_from is None or campaign.state != State.DRAFT:
        return None
    now, was = accord.statements(campaign), document.drawn_from
    text = "" if now == was else words_of(paper)
    number = paper.numbers.standing().first()
    return Drawn(
        where=where_written(paper),
        differences=tuple(accord.differences(was, now, text)),
        number=number_of(paper, number) if number else "",
    )
