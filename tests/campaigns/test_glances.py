"""How targets stand is kept while nothing that it was made of changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.campaigns.factories import (
    ENDS,
    MAY,
    a_campaign,
    a_target,
    an_indicator,
    given_to,
)
from tests.campaigns.test_achieved import report
from tests.indicators.factories import month as period
from tests.organisations.factories import Province, a_province
from thidua.campaigns import glances, loading, progress
from thidua.campaigns.models import (
    Campaign,
    CampaignForm,
    Target,
    TargetChange,
    TargetPlan,
)
from thidua.campaigns.progress import Standing
from thidua.campaigns.states import TargetState
from thidua.indicators.models import Form, FormLine, IndicatorVersion
from thidua.kernel.clock import today

pytestmark = pytest.mark.django_db
DAYS = [date(2025, 3, 31), date(2025, 4, 30)]


@dataclass(frozen=True)
class Scene:
    """A province whose communes are counted, with a target of its own and a form."""

    place: Province
    campaign: Campaign
    top: Target
    counted: Target
    below: Target
    line: FormLine

    def seen(self) -> list[dict[int, Standing]]:
        """As a dashboard looks."""
        root = self.campaign.root_id
        return glances.seen_on(
            self.campaign, [root], DAYS, counting=[root], drawn_of=root
        )

    def anew(self) -> list[dict[int, Standing]]:
        """The same, asked and judged from the beginning."""
        root = self.campaign.root_id
        targets = progress.targets_of(self.campaign, [root], counting=[root])
        drawn = {one.pk for one in targets if one.unit_id == root}
        return progress.standings_on(self.campaign, targets, DAYS, with_course=drawn)


@pytest.fixture
def scene() -> Scene:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    top = a_target(campaign)
    level = an_indicator(campaign.office, nature="stock", over_time="last")
    counted = a_target(
        campaign, version=level, split=Target.Split.COUNT, value=3, level_to_meet=5
    )
    below = given_to(counted, place.districts[0], 6)
    for commune in place.communes:
        report(commune, top.version, 1, 10, "submitted")
        report(commune, level, 2, 4, "submitted")
    form = Form.objects.create(
        name="Biểu của phong trào",
        owner=campaign.office,
        tree=campaign.tree,
        period_kind="month",
        starts_on=date(2025, 1, 1),
        ends_on=ENDS,
    )
    line = FormLine.objects.create(
        form=form, version=top.version, level="commune", position=1, scale=1000
    )
    CampaignForm.objects.create(campaign=campaign, form=form)
    return Scene(place, campaign, top, counted, below, line)


def told(found: list[dict[int, Standing]]) -> list[list[tuple[int, tuple[Any, ...]]]]:
    """All that a look gives, a target by what stands in its row and its definition."""

    def row(of: Target | IndicatorVersion) -> dict[str, Any]:
        return {one.attname: getattr(of, one.attname) for one in of._meta.fields}

    def all_of(one: Standing) -> tuple[Any, ...]:
        of = (row(one.target), row(one.target.version), one.measure, one.course)
        return (*of, one.achieved, one.pace, one.pace.words, one.kind)

    return [
        [(pk, all_of(one)) for pk, one in sorted(by_number.items())]
        for by_number in found
    ]


def updated(of: Callable[[Scene], Any], **given: Any) -> Callable[[Scene], object]:
    def change(scene: Scene) -> object:
        one = of(scene)
        return type(one).objects.filter(pk=one.pk).update(**given)

    return change


def planned(scene: Scene) -> object:
    return TargetPlan.objects.create(
        target=scene.top, period_id=period(2025, 3).pk, value=Decimal(50)
    )


def changed_in_april(scene: Scene) -> object:
    return TargetChange.objects.create(
        target=scene.top,
        on=date(2025, 4, 10),
        value_before=100,
        value_after=320,
        due_before=ENDS,
        due_after=ENDS,
        reason="Thêm vốn.",
        said_by="Lê Lan",
        office="Ban Thi đua",
        at=MAY,
    )


def another(scene: Scene) -> object:
    return a_target(scene.campaign, value=7)


def given_further(scene: Scene) -> object:
    return given_to(scene.counted, scene.place.districts[1], 2)


def a_report_comes(scene: Scene) -> None:
    report(scene.place.communes[0], scene.top.version, 4, 99, "submitted")


def left_out(scene: Scene) -> object:
    return scene.line.delete()


CHANGES = {
    "its figure": updated(lambda one: one.top, value=40),
    "its answer": updated(lambda one: one.top, state=TargetState.PROPOSED),
    "closed": updated(
        lambda one: one.top,
        state="ended",
        ended_on=today(),
        ended_from="accepted",
        ended_because="Thôi",
    ),
    "what is counted": updated(lambda one: one.below, value=99),
    "the level": updated(lambda one: one.counted, level_to_meet=3),
    "its definition": updated(lambda one: one.top.version, measure="mét"),
    "better": updated(lambda one: one.top.version, better="lower"),
    "its line": updated(lambda one: one.line, scale=1),
    "no line": left_out,
    "a plan": planned,
    "a change": changed_in_april,
    "another": another,
    "one given further": given_further,
    "a report": a_report_comes,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_change_is_seen_at_the_next_look(
    scene: Scene, change: Callable[[Scene], object]
) -> None:
    before = told(scene.seen())
    assert before == told(scene.anew())

    change(scene)

    after = told(scene.seen())
    assert after == told(scene.anew())
    assert after != before


def test_nothing_is_made_twice_while_nothing_changes(scene: Scene) -> None:
    first = scene.seen()

    with CaptureQueriesContext(connection) as asked:
        again = scene.seen()

    assert again is first
    assert len(asked) == 2, "the digest, and the turn of the figures"


def test_each_language_has_its_own_words(scene: Scene) -> None:
    here = scene.seen()[-1][scene.counted.pk].measure.full_name
    with override("en"):
        there = scene.seen()[-1][scene.counted.pk].measure.full_name

    assert (here, there) == ("đơn vị", "units")


def test_a_day_gone_by_is_looked_at_apart(scene: Scene) -> None:
    change = CHANGES["closed"]
    change(scene)
    assert scene.top.pk not in scene.seen()[-1]

    scene.campaign.seen_on = date(2025, 4, 30)

    assert told(scene.seen()) == told(scene.anew())
    assert scene.seen()[-1][scene.top.pk].target.state == TargetState.ACCEPTED


def test_all_that_is_asked_of_targets_is_in_the_digest() -> None:
    tables = re.compile(r"\b(?:from|join) ((?:campaigns|indicators)_\w+)")
    read = set(tables.findall(loading._FOUND + progress._COURSES))

    assert read <= set(tables.findall(glances._DIGEST))
