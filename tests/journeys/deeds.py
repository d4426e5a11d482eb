"""What happened before a journey begins, done by the rooms' own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.journeys.staff import actor_of
from tests.journeys.stage import Stage, at, set_the_stage
from tests.organisations.factories import an_actor
from thidua.campaigns import actions as campaigns
from thidua.campaigns.drafts import Offer
from thidua.campaigns.models import Target
from thidua.indicators import actions as indicators
from thidua.indicators.models import Period, Report
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.reading import Typed
from thidua.organisations.models import Unit


def month(number: int) -> PeriodSpan:
    """A month of 2025."""
    return PeriodSpan(PeriodKind.MONTH, 2025, number)


def a_launched_campaign() -> Stage:
    """The stage, and the launch of the third of January."""
    stage = set_the_stage()
    Deeds(stage).launch()
    return stage


@dataclass(frozen=True)
class Deeds:
    """Short cuts through the part of a story that another journey tells."""

    stage: Stage

    def launch(self) -> None:
        """The office launches on the third of January."""
        moment = at(date(2025, 1, 3))
        campaigns.launch_campaign(
            self.stage.campaign,
            reason="Làm điểm trước",
            actor=actor_of("tinh"),
            at=moment,
        )

    def give(self, to: Unit, value: int, *, accepted_by: str = "") -> Target:
        """The office gives a district its part of the road; the district may accept."""
        target = self.stage.target
        target.refresh_from_db()
        campaigns.propose_targets(
            target,
            [Offer(to.pk, Decimal(value))],
            actor=actor_of("tinh"),
            at=at(date(2025, 1, 6)),
        )
        given = Target.objects.get(parent=target, unit=to)
        if accepted_by:
            campaigns.accept_target(
                given,
                revision=given.revision,
                actor=actor_of(accepted_by),
                at=at(date(2025, 1, 8)),
            )
        return given

    def report(self, unit: Unit, of: PeriodSpan, km: str, *, on: date) -> Report:
        """A commune types and sends a month's report on a day."""
        actor, moment = an_actor(unit), at(on)
        report = indicators.start_report(
            self.stage.form,
            unit,
            Period.objects.get(pk=of.id),
            actor=actor,
            at=moment,
        )
        road, houses = self.stage.form.lines.order_by("pk")
        typed = [
            Typed(line_id=road.pk, value=km, version=0),
            Typed(line_id=houses.pk, value="2", version=0),
        ]
        indicators.save_figures(report, typed, actor=actor, at=moment)
        return indicators.submit_report(report, actor=actor, at=moment)

    def accept(self, report: Report, by: str, on: date) -> Report:
        """The receiver accepts."""
        return indicators.accept_report(report, actor=actor_of(by), at=at(on))
