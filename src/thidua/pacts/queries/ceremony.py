"""The ceremony at which a pact is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.pacts.carrying import carrier_of, parties_of
from thidua.pacts.models import Pact, PactCeremony, PactPaper
from thidua.pacts.policies import can_write
from thidua.pacts.queries.listing import crumbs_of
from thidua.pacts.queries.words import called, moment
from thidua.pacts.wording import hand_of, witness_words


@dataclass(frozen=True, slots=True)
class CeremonyPage:
    """Everything `ceremony.html` shows."""

    pk: int
    crumbs: Sequence[parts.Link]
    title: str
    heading: str
    planned_on: date | None
    place: str
    is_recorded: bool
    may_record: Verdict
    parties: Sequence[tuple[str, str, str]]
    """Party, who signed, when."""
    witnesses: Sequence[str]
    facts: Sequence[parts.Fact]
    minutes: Sequence[str]
    paper: parts.Link | None
    may_draft: bool


def ceremony_page(pact: Pact, actor: Actor, day: date) -> CeremonyPage:
    """Where, when, who signs, who witnesses; the minutes once they are written."""
    edition = pact.standing()
    held = PactCeremony.objects.filter(edition=edition).first()
    signed = {one.party_id: one for one in edition.signatures.all()}
    sides = parties_of(pact, day)
    names = called({one.party.unit_id for one in sides}, day)
    may = can_write(actor, pact, carrier_of(pact.drafter_id, day))
    made = PactPaper.objects.filter(edition=edition, kind=PactPaper.Kind.MINUTES)
    paper = made.first() if may else None
    hands = [(one, signed.get(one.party.pk)) for one in sides]
    return CeremonyPage(
        pk=pact.pk,
        crumbs=crumbs_of(pact, _("Lễ ký kết"), title=edition.title),
        title=edition.title,
        heading=_("Lễ ký kết giao ước thi đua"),
        planned_on=edition.ceremony_on,
        place=edition.ceremony_place,
        is_recorded=held is not None,
        may_record=may,
        parties=[
            (
                names[one.party.unit_id],
                hand_of(hand) if hand else _("chưa ký"),
                moment(hand.signed_at) if hand else "",
            )
            for one, hand in hands
        ],
        witnesses=[witness_words(one) for one in edition.witnesses.all()],
        facts=_facts(held, edition.ceremony_on, edition.ceremony_place),
        minutes=held.minutes.splitlines() if held else [],
        paper=parts.Link(
            _("Biên bản trong phần văn bản"),
            reverse("documents:document", args=[paper.document_id]),
        )
        if paper
        else None,
        may_draft=bool(may) and held is not None and paper is None,
    )


def _facts(
    held: PactCeremony | None, planned: date | None, place: str
) -> list[parts.Fact]:
    if held is None:
        facts = [
            parts.Fact(_("Dự kiến ngày"), show(planned) if planned else ""),
            parts.Fact(_("Nơi"), place),
        ]
    else:
        facts = [
            parts.Fact(_("Ngày"), show(held.held_on)),
            parts.Fact(_("Nơi"), held.place),
            parts.Fact(_("Chủ trì"), held.led_by),
            parts.Fact(_("Số người dự"), show_number(held.present)),
        ]
    return [fact for fact in facts if fact.value]
