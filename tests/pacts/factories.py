"""Pacts of the tests, between communes of the small province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.campaigns.factories import MAY, an_indicator
from tests.organisations.factories import Province, an_actor
from tests.pledges.factories import running
from thidua.campaigns.models import Campaign
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit
from thidua.pacts import actions
from thidua.pacts.drafts import CommitmentDraft, PactDraft
from thidua.pacts.models import Pact, PactParty

FIRST, LAST = date(2025, 3, 1), date(2025, 12, 31)
HEAD = Mandate.Role.HEAD


def a_draft(**given: Any) -> PactDraft:
    """Two communes build flower roads together."""
    values: dict[str, Any] = {
        "title": "Hai xã cùng làm đường hoa",
        "preamble": "Đường liền đường, xã liền xã.",
        "starts_on": FIRST,
        "ends_on": LAST,
        "ceremony_on": date(2025, 5, 22),
        "ceremony_place": "Nhà văn hóa xã",
    }
    return PactDraft(**(values | given))


@dataclass
class Story:
    """A pact with its campaign, its parties, and who acts for them."""

    campaign: Campaign
    pact: Pact
    units: list[Unit]
    officers: list[Actor]
    heads: list[Actor]
    version: IndicatorVersion

    @property
    def parties(self) -> list[PactParty]:
        return list(self.pact.parties.all())

    def fresh(self) -> Pact:
        """As the database has it now."""
        self.pact.refresh_from_db()
        return self.pact


def drafted(
    place: Province,
    *units: Unit,
    campaign: Campaign | None = None,
    at: datetime = MAY,
    **given: Any,
) -> Story:
    """The first unit draws it up; each promises five kilometres and one deed."""
    campaign = campaign or running(place)
    sides = list(units) or [place.communes[0], place.communes[3]]
    officers = [an_actor(unit) for unit in sides]
    heads = [an_actor(unit, HEAD) for unit in sides]
    version = an_indicator(place.department)
    me = officers[0]
    pact = actions.draft_pact(
        campaign, a_draft(**given), is_party=True, actor=me, at=at
    )
    for unit in sides[1:]:
        actions.add_party(pact, unit, actor=me, at=at)
    story = Story(campaign, pact, sides, officers, heads, version)
    for party in story.parties:
        figure = CommitmentDraft(
            party.pk, LAST, version_id=version.pk, value=Decimal(5)
        )
        deed = CommitmentDraft(
            party.pk, date(2025, 5, 15), words="Mỗi chi hội một hàng rào xanh"
        )
        actions.add_commitment(pact, figure, actor=me, at=at)
        actions.add_commitment(pact, deed, actor=me, at=at)
    return story


def circulated(place: Province, *units: Unit, **given: Any) -> Story:
    """The same, sent round."""
    story = drafted(place, *units, **given)
    actions.circulate_edition(story.pact, actor=story.officers[0], at=MAY)
    story.fresh()
    return story


def agree(story: Story, *places: int) -> None:
    """These parties agree to what is written; all but the first, unless told."""
    edition = story.fresh().proposed()
    assert edition is not None
    for place in places or range(1, len(story.units)):
        actions.answer_edition(
            story.pact,
            story.parties[place],
            agrees=True,
            version=edition.version,
            actor=story.officers[place],
            at=MAY,
        )


def fixed(place: Province, *units: Unit, **given: Any) -> Story:
    """The same, agreed to by all, ready to be signed."""
    story = circulated(place, *units, **given)
    agree(story)
    actions.fix_edition(story.pact, actor=story.officers[0], at=MAY)
    story.fresh()
    return story


def sign(story: Story, place: int, **given: Any) -> None:
    """The head of a party signs what stands."""
    actions.sign_pact(
        story.pact,
        story.parties[place],
        sha256=story.fresh().standing().sha256,
        actor=given.pop("actor", story.heads[place]),
        at=MAY,
        **given,
    )


def in_force(place: Province, *units: Unit, **given: Any) -> Story:
    """The same, signed by all."""
    story = fixed(place, *units, **given)
    for party in range(len(story.units)):
        sign(story, party)
    story.fresh()
    return story
