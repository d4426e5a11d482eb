"""What was reached so far comes from the reports, and meets its target everywhere."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.campaigns.browsing import page
from tests.campaigns.factories import (
    ENDS,
    MAY,
    STARTS,
    a_campaign,
    a_target,
    an_indicator,
    given_to,
)
from tests.campaigns.test_succession import (
    JULY,
    THAT_DAY,
    a_running_cascade,
    reformed,
)
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor, tree
from thidua.campaigns import actions
from thidua.campaigns.achieved import (
    Achieved,
    achieved,
    achieved_by,
    achieved_on,
    reached_by,
    sums_of,
)
from thidua.campaigns.handover import Choice, Decisions
from thidua.campaigns.models import Target
from thidua.campaigns.states import TargetState
from thidua.indicators.acting import acting
from thidua.indicators.beside import beside
from thidua.indicators.jobs import fold_rollups
from thidua.indicators.models import Form, IndicatorVersion, Observation, Report
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel.dates import show
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
D = Decimal


def month(number: int) -> PeriodSpan:
    return PeriodSpan(PeriodKind.MONTH, 2025, number)


def a_monthly_form(version: IndicatorVersion) -> Form:
    form, _made = Form.objects.get_or_create(
        name="Biểu tháng",
        owner=version.indicator.owner,
        tree=tree(),
        period_kind="month",
        starts_on=STARTS,
        ends_on=ENDS,
    )
    return form


def report(
    unit: Unit,
    version: IndicatorVersion,
    period: int | PeriodSpan,
    value: int | None,
    state: str,
    *,
    form: Form | None = None,
    **parts: int,
) -> None:
    """A figure as it stands once it was sent or accepted: of a month of 2025, else of
    the period of another form."""
    span = month(period) if isinstance(period, int) else period
    form = form or a_monthly_form(version)
    sent, _new = Report.objects.get_or_create(
        form=form,
        unit=unit,
        period_id=span.id,
        receiver=version.indicator.owner,
        state=state,
        first_submitted_at=None if state == "draft" else MAY,
        submitted_at=None if state == "draft" else MAY,
        accepted_at=MAY if state == "accepted" else None,
    )
    with acting(an_actor(unit), at=MAY):
        Observation.objects.create(
            unit=unit,
            indicator=version.indicator,
            period_id=span.id,
            report=sent,
            state=state,
            value=value,
            **parts,
        )


@pytest.fixture
def place() -> Province:
    return a_province()


def test_flows_add_up_over_months_and_units(place: Province) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    first, second = place.communes[0], place.communes[4]
    report(first, target.version, 1, 10, "accepted")
    report(first, target.version, 2, 15, "submitted")
    report(second, target.version, 2, 5, "accepted")
    report(second, target.version, 3, 99, "draft")

    found = achieved_by([target], tree_id=target.campaign.tree_id, day=MAY.date())

    got = found[target.pk]
    assert (got.value, got.last_period_id) == (D(30), month(2).id)
    assert got.course == ((month(1).id, D(10)), (month(2).id, D(30)))
    last = reached_by([target], tree_id=target.campaign.tree_id, day=MAY.date())
    assert last[target.pk].value == D(30)


def test_several_days_read_at_once_say_what_each_says_alone(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    stock = an_indicator(campaign.office, nature="stock", over_time="last")
    flow = a_target(campaign)
    level = a_target(campaign, version=stock)
    for number, value in enumerate((10, 15, 5), start=1):
        for commune in place.communes[: 3 if number < 3 else 1]:
            report(commune, flow.version, number, value, "accepted")
            report(commune, level.version, number, 2 * value, "accepted")
    days = [month(number).ends_on for number in (1, 2, 3)]
    tree_id = campaign.tree_id

    at_once = achieved_on([flow, level], tree_id=tree_id, days=days, with_course=())

    assert at_once == [
        reached_by([flow, level], tree_id=tree_id, day=day) for day in days
    ]
    assert [found[flow.pk].value for found in at_once] == [D(30), D(75), D(80)]
    assert [found[level.pk].value for found in at_once] == [D(60), D(90), D(90)]


def test_looking_back_at_a_day_leaves_out_what_was_reported_later(
    place: Province,
) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    commune, tree_id = place.communes[0], target.campaign.tree_id
    report(commune, target.version, 4, 10, "accepted")
    report(commune, target.version, 5, 7, "accepted")
    Report.objects.filter(period_id=month(4).id).update(
        first_submitted_at=MAY - timedelta(days=10)
    )

    today = reached_by([target], tree_id=tree_id, day=MAY.date())
    before = MAY.date() - timedelta(days=5)
    then = reached_by([target], tree_id=tree_id, day=before)

    assert (today[target.pk].value, then[target.pk].value) == (D(17), D(10))


def test_a_level_does_not_collapse_while_reports_come_in(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    stock = an_indicator(campaign.office, nature="stock", over_time="last")
    target = a_target(campaign, version=stock)
    for commune in place.communes:
        report(commune, stock, 3, 10, "accepted")
    report(place.communes[0], stock, 4, 11, "submitted")

    for how in (achieved_by, reached_by):
        found = how([target], tree_id=campaign.tree_id, day=MAY.date())
        assert found[target.pk].value == D(60)


def test_a_count_counts_the_units_that_meet_the_level(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    share = an_indicator(
        campaign.office,
        nature="percent",
        across="none",
        over_time="last",
        measure="%",
    )
    target = a_target(
        campaign, version=share, split="count", level_to_meet=D(70), value=D(2)
    )
    north, south = place.districts
    children = [given_to(target, unit, 70) for unit in (north, south)]
    report(north, share, 3, 75, "accepted")
    report(south, share, 3, 60, "accepted")

    found = achieved_by([target, *children], tree_id=campaign.tree_id, day=MAY.date())

    assert found[target.pk].value == D(1)


@pytest.mark.demand("000.1")
def test_the_page_compares_units_and_opens_every_figure(place: Province) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    north, south = place.districts
    accepted = TargetState.ACCEPTED
    for unit in (north, south):
        given_to(target, unit, 160, state=accepted)
    report(place.communes[0], target.version, 1, 100, "accepted")
    report(place.communes[4], target.version, 1, 20, "submitted")
    office: Client = signed_in(an_actor(place.department))

    shown = page(office, "campaign", target.campaign)

    assert "120 km" in shown
    assert "2 nơi đã báo cáo, 1 đã nhận" in shown
    assert "1 trên 2 đơn vị chậm nhịp" in shown
    ranking = shown.split('class="rank"')[1]
    assert ranking.index("Huyện Cồn Bắc") < ranking.index("Huyện Cồn Nam")
    indicator, since = target.version.indicator_id, show(target.starts_on)
    figure = f"/so-lieu/{indicator}/{place.province.pk}/{month(1).id}/?tu={since}"
    assert figure in shown
    opened = office.get(figure).content.decode()
    assert '<b class="t-xl">120,0</b> km' in opened
    assert f"Lũy kế từ {since}" in opened
    below = f"/so-lieu/{indicator}/{north.pk}/{month(1).id}/?tu={since}"
    assert below in opened


def test_the_target_stands_beside_the_figure_of_the_entry_grid(
    place: Province,
) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    commune = place.communes[0]
    given_to(target, commune, 30, state=TargetState.ACCEPTED)
    report(commune, target.version, 1, 4, "accepted")
    indicator = target.version.indicator_id

    found = beside(commune.pk, [indicator], month(4), MAY.date())[indicator]

    assert (found.target, found.so_far) == (D(30), D(4))
    assert found.pace is not None
    assert "chậm nhịp" in found.words
    assert found.since == target.starts_on


def test_an_heir_owes_what_is_left() -> None:
    place, campaign, _root, targets = a_running_cascade()
    version = targets[1].version
    report(place.communes[0], version, 2, 30, "accepted")
    whole, _other = reformed(place)

    actions.hand_over_campaign(
        campaign,
        Decisions({targets[3].pk: Choice.CLOSE}),
        on=JULY,
        actor=an_actor(campaign.office),
        at=THAT_DAY,
    )

    targets[1].refresh_from_db()
    assert targets[1].last_value == D(30)
    heir = Target.objects.get(unit=whole)
    assert (heir.value, heir.starts_on) == (D(80 - 30 + 70), date(2025, 7, 1))


def plainly(targets: list[Target], day: date) -> dict[int, Achieved]:
    """What `achieved_by` says, worked out month by month in Python."""
    sums = sums_of(
        targets[0].campaign.tree_id,
        [target.unit_id for target in targets],
        [target.version.indicator_id for target in targets],
        since=STARTS,
        day=day,
    )
    return {
        target.pk: achieved(
            target.version,
            sums.get((target.unit_id, target.version.indicator_id), ()),
            target.starts_on,
        )
        for target in targets
    }


def sent(unit: Unit, version: IndicatorVersion, number: int, nth: int) -> None:
    """A figure of a month with the parts that its nature needs, no two alike."""
    state = "accepted" if nth % 2 else "submitted"
    if version.nature == "ratio":
        report(unit, version, number, None, state, numerator=nth, denominator=9 + nth)
    elif version.nature == "percent":
        report(unit, version, number, 10 * nth, state, weight=number + nth)
    else:
        report(unit, version, number, nth, state)


RATIO = {
    "nature": "ratio",
    "across": "ratio",
    "measure": "%",
    "numerator_name": "số hộ đạt",
    "denominator_name": "số hộ",
}
NATURES = [
    {"nature": "flow"},
    {"nature": "stock", "over_time": "last"},
    RATIO,
    RATIO | {"over_time": "last"},
    {"nature": "percent", "across": "weighted", "over_time": "last", "measure": "%"},
]


@pytest.mark.parametrize("nature", NATURES)
def test_the_database_adds_up_as_one_does_by_hand(
    place: Province, nature: dict[str, str]
) -> None:
    campaign = a_campaign(of=place, launched=True)
    version = an_indicator(campaign.office, **nature)
    whole = a_target(campaign, version=version)
    later = given_to(whole, place.districts[0], 10)
    later.starts_on = date(2025, 2, 1)
    later.save()
    targets = [whole, later, given_to(whole, place.districts[1], 10)]
    for number in (1, 2, 3):
        for nth, commune in enumerate(place.communes[: 6 - number], start=number):
            sent(commune, version, number, nth)

    for folded in (False, True):
        if folded:
            fold_rollups()
        found = achieved_by(targets, tree_id=campaign.tree_id, day=MAY.date())
        assert found == plainly(targets, MAY.date())
        assert found[whole.pk].value is not None


def test_the_course_is_read_only_where_it_is_drawn(place: Province) -> None:
    target = a_target(a_campaign(of=place, launched=True))
    report(place.communes[0], target.version, 1, 10, "accepted")
    tree_id, day = target.campaign.tree_id, MAY.date()

    drawn = achieved_by([target], tree_id=tree_id, day=day, with_course=[target.pk])
    bare = achieved_by([target], tree_id=tree_id, day=day, with_course=())

    assert drawn[target.pk].course == ((month(1).id, D(10)),)
    assert bare[target.pk].course == ()
    assert bare[target.pk].value == D(10)


def test_a_counted_target_says_the_same_on_the_campaign_and_in_the_monitoring(
    place: Province,
) -> None:
    campaign = a_campaign(of=place, launched=True)
    share = an_indicator(
        campaign.office, nature="percent", across="none", over_time="last", measure="%"
    )
    target = a_target(
        campaign, version=share, split="count", level_to_meet=D(70), value=D(2)
    )
    for unit, value in zip(place.districts, (75, 60), strict=True):
        given_to(target, unit, 70)
        report(unit, share, 3, value, "accepted")
    office = signed_in(an_actor(place.department))

    assert "1 đơn vị" in page(office, "campaign", campaign)
    assert "chậm nhịp" in office.get("/theo-doi/").content.decode()
