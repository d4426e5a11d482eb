"""The doors of effectiveness: told to all who take part, written by the bodies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY, a_campaign
from tests.doors import Cast, Door, Public, address
from tests.organisations.factories import an_actor
from thidua.campaigns.actions import record_expense, save_assessment_draft
from thidua.campaigns.drafts import AssessmentWords, ExpenseDraft
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.keeping import as_json, fingerprint
from thidua.campaigns.effect.stretches import Stretch, stretch_of, the_whole
from thidua.campaigns.models import AssessmentDraft, Campaign, Expense, Phase
from thidua.kernel.files import keep
from thidua.kernel.models import StoredFile


def a_past_campaign(cast: Cast) -> Campaign:
    """A campaign of the first quarter, with one phase; both are over in May."""
    campaign = a_campaign(of=cast.place, launched=True)
    Campaign.objects.filter(pk=campaign.pk).update(ends_on=date(2025, 3, 31))
    Phase.objects.create(
        campaign=campaign,
        kind="ordinary",
        name="Quý I",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 3, 31),
    )
    return Campaign.objects.get(pk=campaign.pk)


def the_phase(campaign: Campaign) -> Stretch:
    return stretch_of(campaign, campaign.phases.get())


def written(stretch: Stretch, cast: Cast) -> AssessmentDraft:
    words = AssessmentWords("Làm được phần lớn")
    return save_assessment_draft(stretch, words, version=0, actor=cast.office, at=MAY)


def signature_of(stretch: Stretch) -> dict[str, str]:
    """What the page of an assessment sends along when it is signed."""
    seen = fingerprint(as_json(effect_of(stretch, MAY.date())))
    return {"version": "1", "number": "0", "seen": seen}


def of_campaign(name: str) -> Any:
    return lambda cast: address(f"campaigns:{name}", a_past_campaign(cast))


def of_phase(name: str) -> Any:
    def to(cast: Cast) -> str:
        campaign = a_past_campaign(cast)
        return address(f"campaigns:{name}-of-phase", campaign, campaign.phases.get())

    return to


def written_whole(cast: Cast) -> str:
    campaign = a_past_campaign(cast)
    written(the_whole(campaign), cast)
    return address("campaigns:effect-sign-off", campaign)


def written_phase(cast: Cast) -> str:
    campaign = a_past_campaign(cast)
    written(the_phase(campaign), cast)
    phase = campaign.phases.get()
    return address("campaigns:effect-sign-off-of-phase", campaign, phase)


def an_expense(cast: Cast, file: StoredFile | None = None) -> Expense:
    """What the department spent."""
    draft = ExpenseDraft(
        amount=Decimal(12_500_000),
        spent_on=date(2025, 2, 3),
        source="budget",
        purpose="In tờ rơi",
        file=file,
    )
    department = cast.place.department
    return record_expense(
        a_past_campaign(cast),
        department.pk,
        draft,
        actor=an_actor(department),
        at=MAY,
    )


def of_expense(name: str, *, with_file: bool = False) -> Any:
    def to(cast: Cast) -> str:
        file = None
        if with_file:
            pdf = SimpleUploadedFile("chung-tu.pdf", b"%PDF-1.7 thu")
            file = keep(pdf, by="Lan", at=MAY)
        made = an_expense(cast, file)
        return address(f"campaigns:{name}", made.campaign, made)

    return to


EFFECT_DOORS: dict[str, list[Door] | Public] = {
    "campaigns:effect": [Door(of_campaign("effect"), low=200)],
    "campaigns:effect-of-phase": [Door(of_phase("effect"), low=200)],
    "campaigns:effect-sheet": [Door(of_campaign("effect-sheet"), low=200)],
    "campaigns:effect-sheet-of-phase": [Door(of_phase("effect-sheet"), low=200)],
    "campaigns:effect-sign": [Door(of_campaign("effect-sign"))],
    "campaigns:effect-sign-of-phase": [Door(of_phase("effect-sign"))],
    "campaigns:effect-sign-off": [
        Door(
            written_whole,
            method="POST",
            data=lambda _cast: signature_of(the_whole(Campaign.objects.latest("pk"))),
            opens_to="head",
            low_role="office",
        )
    ],
    "campaigns:effect-sign-off-of-phase": [
        Door(
            written_phase,
            method="POST",
            data=lambda _cast: signature_of(the_phase(Campaign.objects.latest("pk"))),
            opens_to="head",
            low_role="office",
        )
    ],
    "campaigns:expenses": [Door(of_campaign("expenses"), low=200)],
    "campaigns:expense-new": [Door(of_campaign("expense-new"))],
    "campaigns:expense": [Door(of_expense("expense"))],
    "campaigns:expense-file": [
        Door(of_expense("expense-file", with_file=True), low=200)
    ],
}
