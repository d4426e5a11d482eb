"""Exemplars of the tests: communes of the small province that report each month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.campaigns.factories import MAY, an_indicator
from tests.desk.cast import Reporting, a_reporting_province
from tests.organisations.factories import an_actor
from tests.pledges.factories import running
from thidua.campaigns.models import Campaign
from thidua.exemplars import actions
from thidua.exemplars.drafts import FigureDraft, RegistrationDraft, SubjectDraft
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.states import State
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit

HEAD = Mandate.Role.HEAD
PRAISED_ON = date(2025, 2, 10)
AFTER = datetime(2025, 2, 10, 10, tzinfo=ZONE)


def month(number: int, year: int = 2025) -> PeriodSpan:
    """A month of 2025, or of another year."""
    return PeriodSpan(PeriodKind.MONTH, year, number)


def of_unit(unit: Unit, name: str = "Xã Thử") -> SubjectDraft:
    """A unit that registers itself."""
    return SubjectDraft("unit", name, unit.pk, "water", unit_id=unit.pk)


@dataclass
class Story:
    """A campaign on monthly figures, a commune that is an exemplar, its people."""

    reporting: Reporting
    campaign: Campaign
    version: IndicatorVersion
    unit: Unit
    officer: Actor
    head: Actor
    office: Actor
    exemplar: Exemplar

    def told(self, unit: Unit, months: Mapping[int, str]) -> None:
        """What a unit reported, by the month of 2025."""
        for number, value in months.items():
            report = self.reporting.send(unit, month(number))
            self.reporting.tell(report, self.version, value)

    def fresh(self) -> Exemplar:
        """As the database has it now."""
        self.exemplar.refresh_from_db()
        return self.exemplar

    def learner(self, unit: Unit, **given: Any) -> Learning:
        """A commune that learns from it since January, past the counter."""
        learning = Learning(
            exemplar=self.exemplar,
            kind="unit",
            unit=unit,
            home=unit,
            takes_over="Góp xoay vòng",
            starts_on=date(2025, 1, 1),
            due_on=date(2025, 12, 31),
            registered_at=MAY,
            registered_by="Người Thử",
            **given,
        )
        learning.call(f"Xã {unit.pk}")
        learning.save()
        return learning


def registered_in(campaign: Campaign, officer: Actor, **given: Any) -> Exemplar:
    """The officer's own unit registers, measured by nothing yet."""
    assert officer.mandate is not None
    draft = RegistrationDraft(
        of_unit(officer.mandate.unit),
        title="Mỗi nhà một lu nước ngọt",
        promise="Góp xoay vòng để nhà nào cũng có lu chứa nước mưa.",
        **given,
    )
    return actions.register_exemplar(campaign, draft, actor=officer, at=MAY)


def registered(**given: Any) -> Story:
    """A commune registers: share of households with rainwater, a level in percent."""
    reporting = a_reporting_province()
    place = reporting.province
    campaign = running(place)
    version = an_indicator(
        place.department, nature="stock", over_time="last", measure="%", **given
    )
    unit = place.communes[0]
    officer = an_actor(unit)
    figure = FigureDraft("Hộ có nước ngọt", version.pk, goal=Decimal(90))
    exemplar = registered_in(campaign, officer, figures=[figure])
    return Story(
        reporting,
        campaign,
        version,
        unit,
        officer,
        an_actor(unit, HEAD),
        an_actor(place.department),
        exemplar,
    )


def selected(**given: Any) -> Story:
    """The same, followed and chosen."""
    story = registered(**given)
    actions.compile_exemplar(story.exemplar, actor=story.officer, at=MAY)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(state=State.SELECTED)
    return story


def praised(
    figures: Mapping[int, str] | None = None, *, rule: Mapping[str, Any] | None = None
) -> Story:
    """The same, registered in January, praised on 10 February 2025 at 86 percent."""
    story = selected()
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        registered_at=MAY.replace(month=1)
    )
    story.told(story.unit, figures or {1: "86"})
    wanted: dict[str, Any] = {"tolerance": Decimal(0), "better_wanted": 1, "window": 12}
    actions.set_rule(
        story.campaign, **(wanted | dict(rule or {})), actor=story.office, at=MAY
    )
    actions.praise_exemplar(
        story.exemplar,
        kind="notice",
        words="Biểu dương cả xã.",
        praised_on=PRAISED_ON,
        actor=story.head,
        at=MAY,
    )
    story.fresh()
    return story
