"""Was a phase effective? Computed, told, judged, signed off, never rewritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.campaigns.effect_cast import (
    a_campaign_by_quarters,
    reported,
    told,
)
from tests.campaigns.factories import MAY
from tests.doors import address, signed_in
from tests.indicators.factories import Office, an_office
from tests.organisations.factories import an_actor
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.facts import Outcome
from thidua.campaigns.effect.stretches import Stretch, stretch_of
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    Phase,
    Target,
    UnitPlan,
)
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
D = Decimal
DEMAND = pytest.mark.demand("004.4")
TODAY = MAY.date()
HEAD = Mandate.Role.HEAD


@pytest.fixture
def office() -> Office:
    """Every commune reports roads to its district each month."""
    return an_office("ROAD")


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return a_campaign_by_quarters(office)


@pytest.fixture
def quarter(campaign: Campaign) -> Stretch:
    return stretch_of(campaign, campaign.phases.get())


@DEMAND
@pytest.mark.parametrize(
    ("kilometres", "outcome", "words"),
    [
        (("20", "20", "25"), Outcome.REACHED, "1 đạt hoặc đúng nhịp"),
        (("20", "20", "16"), Outcome.NEARLY, "1 gần đạt, từ 90 % quãng đường"),
        (("20", "10"), Outcome.MISSED, "1 chậm nhịp"),
        ((), Outcome.SILENT, "1 chưa có số liệu"),
    ],
)
def test_a_phase_tells_whether_its_plan_was_reached(
    office: Office,
    campaign: Campaign,
    quarter: Stretch,
    kilometres: tuple[str, ...],
    outcome: Outcome,
    words: str,
) -> None:
    reported(office, *kilometres)

    (goal,) = effect_of(quarter, TODAY).goals
    shown = told(campaign, office.owner)

    assert (goal.outcome, goal.asked, goal.target) == (outcome, D(60), D(320))
    assert f"Trong 1 chỉ tiêu đến lúc chấm: {words}" in shown
    target = Target.objects.get(parent=None)
    assert f'href="{address("campaigns:target", campaign, target)}"' in shown


@DEMAND
def test_what_came_after_the_last_day_belongs_to_the_next_phase(
    office: Office, campaign: Campaign, quarter: Stretch
) -> None:
    reported(office, "10", "10", "10", "50")
    april = Phase.objects.create(
        campaign=campaign,
        kind="ordinary",
        name="Tháng 4",
        starts_on=date(2025, 4, 1),
        ends_on=date(2025, 4, 30),
    )

    (first,) = effect_of(quarter, TODAY).goals
    (second,) = effect_of(stretch_of(campaign, april), TODAY).goals

    assert (first.began, first.reached, first.done) == (D(0), D(30), D(30))
    assert (second.began, second.reached, second.done) == (D(30), D(80), D(50))


@DEMAND
def test_nothing_is_judged_before_the_first_report_could_come(
    campaign: Campaign,
) -> None:
    start = Phase(kind="peak", starts_on=date(2025, 1, 1), ends_on=date(2025, 1, 20))

    (goal,) = effect_of(stretch_of(campaign, start, []), TODAY).goals

    assert (goal.outcome, goal.asked) == (Outcome.OPEN, None)


def test_a_review_looks_back_to_the_review_before_it(campaign: Campaign) -> None:
    days = [date(2025, 2, 1), date(2025, 4, 1)]
    reviews = [Phase(kind="review", starts_on=d, ends_on=d, pk=d.month) for d in days]

    first, second = (stretch_of(campaign, one, reviews) for one in reviews)

    assert (first.since, first.until) == (campaign.starts_on, days[0])
    assert (second.since, second.until) == (date(2025, 2, 2), days[1])


@DEMAND
def test_the_response_is_told_by_level_and_the_silent_by_name(
    office: Office, campaign: Campaign
) -> None:
    commune, silent = office.cast.communes[0], office.cast.communes[5]
    reported(office, "20", "20", "20")
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    members.exclude(unit=silent).update(acknowledged_at=MAY.replace(month=1))
    UnitPlan.objects.create(
        campaign=campaign,
        unit=commune,
        focus="Đường ấp",
        measures="Vận động",
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        state="adopted",
        adopted_at=MAY.replace(month=2),
    )

    shown = told(campaign, office.owner)

    assert "20 đơn vị tham gia: 19 đã báo tiếp nhận, 1 đã cụ thể hóa" in shown
    assert "3 trên 18 báo cáo đã gửi, 16,7 % đúng hạn, 0 báo cáo gửi trễ" in shown
    assert "5 nơi phải báo cáo mà chưa gửi lần nào" in shown
    assert "Chưa báo tiếp nhận: 1 nơi" in shown
    assert "Xã Phú Đức" in shown
    assert "các nơi được hỏi 18 con số" in shown


@DEMAND
def test_a_commune_sees_the_counts_and_no_other_name(
    office: Office, campaign: Campaign
) -> None:
    reported(office, "20", "20", "20")

    shown = told(campaign, an_actor(office.cast.communes[1]))

    assert "5 nơi phải báo cáo mà chưa gửi lần nào" in shown
    assert "Tên từng nơi chỉ cơ quan phát động" in shown
    assert "Chưa gửi báo cáo nào: 1 nơi" in shown
    assert "Xã Phú Đức" not in shown


@DEMAND
def test_the_excel_file_has_figures_as_figures(
    office: Office, campaign: Campaign
) -> None:
    reported(office, "20", "20", "16")
    phase = campaign.phases.get()

    answer = signed_in(office.owner).get(
        address("campaigns:effect-sheet-of-phase", campaign, phase)
    )

    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.sheet_names == ["Đánh giá", "Chỉ tiêu", "Đơn vị"]
    goals = book.get_sheet_by_name("Chỉ tiêu").to_python()
    row = next(line for line in goals if line[0] == "Đường bê tông hóa")
    assert (row[3], row[4], row[5], row[10]) == (0, 60, 56, "gần đạt")
