"""Whom the room tells when something happened below or beside it."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.campaigns.events import (
    CampaignLaunched,
    TargetAccepted,
    TargetCountered,
)
from thidua.campaigns.models import Campaign, Target
from thidua.documents.events import DocumentIssued
from thidua.follow_up import actions, news
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.kinds import Kind
from thidua.follow_up.letters import ABOUT
from thidua.follow_up.models import UrgingLetter
from thidua.follow_up.telling import Tale, worded
from thidua.indicators.events import FiguresReturned
from thidua.indicators.models import Report
from thidua.kernel import clock
from thidua.kernel.events import listens_to
from thidua.organisations.actor import WRITERS
from thidua.organisations.events import PeopleConcerned


@listens_to(DocumentIssued)
def tell_the_urged(issued: DocumentIssued) -> None:
    """Tell the units that an urging letter goes to; once, however often it is heard."""
    if issued.about != ABOUT:
        return
    letter = UrgingLetter.objects.filter(document=issued.document_id).first()
    if letter is not None:
        actions.tell_letter(letter, actor=the_reminder(), at=clock.now())


@listens_to(PeopleConcerned)
def tell_the_concerned(word: PeopleConcerned) -> None:
    """Tell people what a room that this one may not know of says to them."""
    tale = Tale(
        key=word.key,
        unit_id=word.unit_id,
        kind=Kind(word.kind),
        title=worded(word.title, word.said),
        path=word.path,
        body=worded(word.body, word.said),
        roles=tuple(word.roles) or WRITERS,
        person_id=word.person_id,
        origin_id=word.origin_id,
    )
    _tell([tale])


@listens_to(CampaignLaunched)
def tell_who_launched(launched: CampaignLaunched) -> None:
    """A campaign was launched in a unit's name: its head is told, if it was another."""
    campaigns = Campaign.objects.filter(pk=launched.campaign_id)
    _tell([news.of_launch(one) for one in campaigns])


@listens_to(TargetCountered)
def tell_who_gave(countered: TargetCountered) -> None:
    """A unit wants another figure: the one that gave it has the next word."""
    _tell_of_target(countered.target_id)


@listens_to(TargetAccepted)
def tell_who_waited(accepted: TargetAccepted) -> None:
    """A figure was taken: the giver is told; or the unit whose own figure it is."""
    _tell_of_target(accepted.target_id)


@listens_to(FiguresReturned)
def tell_who_reports(returned: FiguresReturned) -> None:
    """Figures came back: whoever reports them mends them."""
    reports = Report.objects.select_related("form").filter(pk=returned.report_id)
    _tell([news.of_return(one) for one in reports])


def _tell_of_target(target_id: int) -> None:
    targets = Target.objects.select_related("campaign", "parent", "version")
    _tell([news.of_target(one) for one in targets.filter(pk=target_id)])


def _tell(tales: Sequence[Tale | None]) -> None:
    known = [one for one in tales if one is not None]
    actions.tell_people(known, actor=the_reminder(), at=clock.now())
