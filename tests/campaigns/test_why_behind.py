"""Why a target is behind: by how much, and the communes that hold it back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.campaigns.test_achieved import month, report
from tests.doors import signed_in
from tests.indicators.factories import JANUARY_2020
from tests.organisations.factories import Province, a_province, an_actor, tree
from thidua.campaigns.models import CampaignForm, Target, TargetPlan
from thidua.campaigns.states import TargetState
from thidua.indicators.actions import Line, draft_form, open_form, set_lines
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel.dates import show
from thidua.kernel.text import tidy

D = Decimal
pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.4")]


@pytest.fixture
def place() -> Province:
    return a_province()


def cascaded(place: Province) -> Target:
    """A target given to a district, and there to two communes: one has nearly all of
    its own, the other little."""
    target = a_target(a_campaign(of=place, launched=True), value=Decimal(1000))
    held = TargetState.ACCEPTED
    north = given_to(target, place.districts[0], 160, state=held, split="sum")
    good, poor = place.communes_of(place.districts[0])[:2]
    for unit, value in ((good, 100), (poor, 60)):
        given_to(north, unit, value, state=held)
    report(good, target.version, 1, 99, "accepted")
    report(poor, target.version, 1, 4, "submitted")
    return target


def whole_page(place: Province, target: Target) -> str:
    client = signed_in(an_actor(place.department))
    return tidy(page(client, "campaign", target.campaign))


def why(place: Province, target: Target) -> str:
    """What the page says of it, without what stands around."""
    shown = whole_page(place, target)
    return shown.partition('id="vi-sao"')[2].partition("</section>")[0]


def test_a_target_behind_names_the_communes_that_hold_it_back(place: Province) -> None:
    target = cascaded(place)
    good, poor = place.communes_of(place.districts[0])[:2]

    said = why(place, target)

    assert "1 nơi kéo chậm chỉ tiêu này" in said
    assert "Đạt 103 km trên 1.000 km, còn thiếu 897 km." in said
    assert "4 km trên 60 km" in said
    assert poor.names.get().full_name in said
    assert good.names.get().full_name not in said
    indicator, since = target.version.indicator_id, show(target.starts_on)
    assert f"/so-lieu/{indicator}/{poor.pk}/{month(1).id}/?tu={since}" in said


def test_a_commune_that_said_nothing_is_told_with_what_it_owes(place: Province) -> None:
    target = cascaded(place)
    silent = given_to(
        Target.objects.get(parent=target),
        place.communes_of(place.districts[0])[2],
        40,
        state=TargetState.ACCEPTED,
    )

    said = why(place, target)

    assert "2 nơi kéo chậm chỉ tiêu này" in said
    assert "chưa có số liệu, phải đạt 40 km" in said
    assert silent.unit.names.get().full_name in said


def test_the_rest_of_those_who_hold_it_back_unfolds(
    place: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.campaigns.queries.holding.SHOWN", 1)
    target = cascaded(place)
    poor, silent = place.communes_of(place.districts[0])[1:3]
    north = Target.objects.get(parent=target)
    given_to(north, silent, 40, state=TargetState.ACCEPTED)

    first, _, rest = why(place, target).partition("<details")

    assert poor.names.get().full_name in first
    assert "và 1 nơi nữa</summary>" in rest
    assert silent.names.get().full_name in rest
    assert silent.names.get().full_name not in first


def by_quarters(place: Province, *amounts: int) -> Target:
    """365 km in a year, reported by a commune quarter by quarter."""
    campaign = a_campaign(of=place, launched=True)
    target = a_target(campaign, value=Decimal(365))
    on: Any = {"actor": an_actor(place.province), "at": JANUARY_2020}
    form = draft_form(
        place.province,
        name="Biểu quý",
        tree=tree(),
        period_kind="quarter",
        starts_on=target.starts_on,
        ends_on=target.due_on,
        **on,
    )
    set_lines(form, [Line(version_id=target.version_id, level="commune")], **on)
    open_form(form, **on)
    CampaignForm.objects.create(campaign=campaign, form=form)
    for number, amount in enumerate(amounts, start=1):
        span = PeriodSpan(PeriodKind.QUARTER, 2025, number)
        report(place.communes[0], target.version, span, amount, "accepted", form=form)
    return target


def test_the_figure_of_a_quarter_meets_the_pace_of_its_last_day(
    place: Province,
) -> None:
    """In May the month told is April; a quarter's figure is not one month late."""
    target = by_quarters(place, 60)

    shown = whole_page(place, target)
    said = why(place, target)

    # 89 of 364 days, 365 km: 89.24 by the end of March.
    assert "Theo nhịp, đến nay phải là 89,2 km: cách 29,2 km." in said
    assert ">nhịp 89,2</text>" in shown
    assert "chậm nhịp 29,2 km" in shown


def test_the_chart_rounds_as_the_sentence_beside_it_does(place: Province) -> None:
    target = by_quarters(place, 60)
    quarter = PeriodSpan(PeriodKind.QUARTER, 2025, 1)
    TargetPlan.objects.create(target=target, period_id=quarter.id, value=D("80.25"))

    shown = whole_page(place, target)

    assert "Theo nhịp, đến nay phải là 80,3 km" in shown
    assert ">nhịp 80,3</text>" in shown
