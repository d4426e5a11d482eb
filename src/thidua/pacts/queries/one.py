"""One pact: its parties side by side, whose turn it is, what the reader may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor
from thidua.pacts.agreeing import agrees, opinions_on, who_lacks
from thidua.pacts.carrying import Carried, carriers_on, mine, parties_of
from thidua.pacts.models import Pact, PactEdition, PactOpinion, PactPaper
from thidua.pacts.queries.allowed import May, Seats, change_says, may_of
from thidua.pacts.queries.listing import crumbs_of
from thidua.pacts.queries.past import EditionLine, editions_of, history_of
from thidua.pacts.queries.sides import Side, sides_of
from thidua.pacts.queries.turns import Turn, turn_of
from thidua.pacts.queries.words import (
    called,
    ceremony_words,
    day_words,
    during,
    moment,
    paragraphs,
    state_tone,
    state_words,
)
from thidua.pacts.states import State
from thidua.pacts.wording import hand_of, short, witness_words


@dataclass(frozen=True, slots=True)
class Voided:
    """Signatures that no longer count, why, and where both texts stand abreast."""

    words: str
    because: str
    who: Sequence[str]
    href: str


@dataclass(frozen=True, slots=True)
class PactPage:
    """Everything `pact.html` shows."""

    pk: int
    crumbs: Sequence[parts.Link]
    title: str
    state: str
    tone: str
    during: str
    is_made_up: bool
    turn: Turn
    preamble: Sequence[str]
    sides: Sequence[Side]
    holds: bool
    shows_hands: bool
    facts: Sequence[parts.Fact]
    voided: Voided | None
    proposed: parts.Link | None
    proposed_words: str
    answer_version: int
    answer_party: int
    asked: Sequence[tuple[str, str, str]]
    own_party: int
    may: May
    change_says: str
    editions: Sequence[EditionLine]
    papers: Sequence[parts.Link]
    public_href: str
    trail: Newest


def pact_page(pact: Pact, actor: Actor, day: date) -> PactPage:
    """The pact as its reader may see it."""
    edition, proposed = pact.standing(), pact.proposed()
    edition.pact = pact
    if proposed is not None:
        proposed.pact = pact
    carried = parties_of(pact, day)
    own = mine(carried, actor)
    seats = _seats(pact, proposed or edition, day)
    is_inside = bool(own) or actor.unit_id == seats.drafter
    names = called({one.party.unit_id for one in carried} | {pact.drafter_id}, day)
    lacking = who_lacks(proposed, seats.author, carried) if proposed else []
    return PactPage(
        pk=pact.pk,
        crumbs=crumbs_of(pact, title=edition.title),
        title=edition.title,
        state=state_words(pact, edition, day),
        tone=state_tone(pact, edition, day),
        during=during(edition),
        is_made_up=pact.is_made_up,
        turn=turn_of(pact, edition, proposed, carried, lacking, names, actor, day),
        preamble=paragraphs(edition.preamble),
        sides=sides_of(edition, actor, day, is_in_force=pact.state == State.IN_FORCE),
        holds=pact.in_force_since is not None,
        shows_hands=edition.fixed_at is not None,
        facts=_facts(pact, edition, names),
        voided=_voided(pact, edition) if is_inside else None,
        proposed=_proposed(pact, proposed) if is_inside else None,
        proposed_words=proposed.because if proposed and is_inside else "",
        answer_version=proposed.version if proposed else 0,
        answer_party=_answers(own, proposed),
        asked=_asked(proposed, carried, names) if proposed and is_inside else [],
        own_party=own[0].party.pk if own else 0,
        may=may_of(pact, edition, proposed, own, lacking, seats, actor, day),
        change_says=change_says(pact, edition),
        editions=editions_of(pact) if is_inside else [],
        papers=_papers(edition),
        public_href=_public(pact),
        trail=newest(history_of(pact)) if is_inside else Newest(),
    )


def _seats(pact: Pact, written: PactEdition, day: date) -> Seats:
    found = carriers_on([pact.drafter_id, written.author_id], day)
    return Seats(found[pact.drafter_id][0], found[written.author_id][0])


def _answers(own: Sequence[Carried], proposed: PactEdition | None) -> int:
    """The party for which the reader answers: one that has not agreed yet, else any."""
    if proposed is None or not own:
        return 0
    said = opinions_on(proposed)
    open_ones = [one for one in own if not agrees(said.get(one.party.pk), proposed)]
    return (open_ones or list(own))[0].party.pk


def _facts(pact: Pact, edition: PactEdition, names: dict[int, str]) -> list[parts.Fact]:
    witnesses = "; ".join(witness_words(one) for one in edition.witnesses.all())
    campaign = reverse("campaigns:campaign", args=[pact.campaign_id])
    facts = [
        parts.Fact(pgettext("một", "Phong trào"), pact.campaign.name, campaign),
        parts.Fact(_("Đơn vị soạn"), names.get(pact.drafter_id, "")),
        parts.Fact(pgettext("giao ước", "Thời hạn"), during(edition)),
        parts.Fact(_("Lễ ký kết"), ceremony_words(edition)),
        parts.Fact(_("Chứng kiến"), witnesses),
        parts.Fact(
            _("Hiệu lực từ"), moment(edition.in_force_at) if edition.in_force_at else ""
        ),
        parts.Fact(
            _("Công khai"),
            _("mọi người xem được khi có hiệu lực")
            if pact.is_public
            else _("chỉ trong phong trào"),
        ),
        parts.Fact(
            _("Mã băm của văn bản"), short(edition.sha256) if edition.sha256 else ""
        ),
    ]
    return [fact for fact in facts if fact.value]


def _voided(pact: Pact, edition: PactEdition) -> Voided | None:
    """Of the edition before this one: who had signed it, and why that is over."""
    if pact.state not in {State.TALKED, State.SIGNING}:
        return None
    before = pact.editions.filter(
        number__lt=edition.number, replaced_at__isnull=False
    ).last()
    hands = list(before.signatures.all()) if before else []
    if before is None or not hands:
        return None
    return Voided(
        words=_("Chữ ký trên bản %(before)s không còn giá trị: văn bản đã sửa")
        % {"before": before.number},
        because=edition.because,
        who=[f"{hand_of(one)} ({day_words(one.signed_at)})" for one in hands],
        href=reverse("pacts:edition", args=[pact.pk, edition.number]),
    )


def _proposed(pact: Pact, proposed: PactEdition | None) -> parts.Link | None:
    if proposed is None or proposed.number == pact.edition:
        return None
    return parts.Link(
        _("Bản %(number)s, so với bản đang dùng") % {"number": proposed.number},
        reverse("pacts:edition", args=[pact.pk, proposed.number]),
    )


def _asked(
    proposed: PactEdition, carried: Sequence[Carried], names: dict[int, str]
) -> list[tuple[str, str, str]]:
    """What the parties asked for, newest first: who, what, when; also of before."""
    units = {one.party.pk: one.party.unit_id for one in carried}
    said: list[PactOpinion] = list(proposed.opinions.filter(agrees=False))
    return [
        (names.get(units.get(one.party_id, 0), ""), one.words, moment(one.given_at))
        for one in reversed(said)
    ]


def _papers(edition: PactEdition) -> list[parts.Link]:
    papers = PactPaper.objects.filter(edition=edition).select_related("document")
    return [
        parts.Link(
            capfirst(str(one.get_kind_display())),
            reverse("documents:document", args=[one.document_id]),
        )
        for one in papers
    ]


def _public(pact: Pact) -> str:
    is_shown = pact.is_public and pact.in_force_since is not None
    return reverse("pacts:public", args=[pact.pk]) if is_shown else ""
