"""A pact as anybody may read it: what holds, who promised what, how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.kernel.ui import parts
from thidua.pacts.models import Pact, PactEdition, Witness
from thidua.pacts.queries.sides import Side, sides_of
from thidua.pacts.queries.words import (
    ceremony_words,
    day_words,
    during,
    paragraphs,
    state_tone,
    state_words,
)
from thidua.pacts.states import State
from thidua.pacts.wording import witness_words


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Everything `public.html` shows."""

    title: str
    campaign: str
    state: str
    tone: str
    during: str
    is_made_up: bool
    preamble: Sequence[str]
    sides: Sequence[Side]
    facts: Sequence[parts.Fact]
    conclusion: str


def public_page(pact: Pact, day: date) -> PublicPage:
    """The edition that was last in force; nothing of a change before all have signed.

    Whoever is shown by name agreed to it; the others are told by their title.
    """
    held = pact.editions.filter(in_force_at__isnull=False).order_by("-number")
    edition = held.first() or pact.standing()
    edition.pact = pact
    is_kept = edition.number == pact.edition
    return PublicPage(
        title=edition.title,
        campaign=pact.campaign.name,
        state=state_words(pact, edition, day) if is_kept else _("đang ký lại bản mới"),
        tone=state_tone(pact, edition, day),
        during=during(edition),
        is_made_up=pact.is_made_up,
        preamble=paragraphs(edition.preamble),
        sides=sides_of(edition, None, day, is_in_force=pact.state == State.IN_FORCE),
        facts=_facts(edition),
        conclusion=pact.over_because if pact.over_at else "",
    )


def _facts(edition: PactEdition) -> list[parts.Fact]:
    facts = [
        parts.Fact(pgettext("giao ước", "Thời hạn"), during(edition)),
        parts.Fact(_("Lễ ký kết"), ceremony_words(edition)),
        parts.Fact(_("Chứng kiến"), "; ".join(map(_witness, edition.witnesses.all()))),
        parts.Fact(
            _("Hiệu lực từ"),
            day_words(edition.in_force_at) if edition.in_force_at else "",
        ),
    ]
    return [fact for fact in facts if fact.value]


def _witness(one: Witness) -> str:
    """A unit by its name; a person by name where they agreed, else by their office."""
    if one.unit_id or one.shows_name:
        return witness_words(one)
    return one.office or _("một người chứng kiến")
