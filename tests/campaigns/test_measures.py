"""What measures a promise: one matter, or what somebody states of it; else asked."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.check import check_campaign, check_plans
from thidua.campaigns.check.measuring import is_akin
from thidua.campaigns.check.name_rules import without_effort
from thidua.campaigns.models import Campaign, ContentNode, MeasureSaid, UnitPlan

DAY = MAY.date()
VAGUE = "Nâng cao nhận thức của nhân dân"
WHY = "Dân hiến đất làm đường là dân đã hiểu"


@pytest.mark.parametrize(
    ("promise", "indicator"),
    [
        ("Đẩy mạnh cải cách hành chính", "Hồ sơ giải quyết trước và đúng hạn"),
        ("Nâng cao đời sống nhân dân", "Hộ thoát nghèo"),
        ("Tăng cường làm đường ấp", "Đường nông thôn bê tông hóa"),
        ("Đẩy mạnh chuyển đổi số", "Hồ sơ nộp trực tuyến"),
        ("Nâng cao trình độ viên chức", "Lượt công chức, viên chức được bồi dưỡng"),
        ("Phấn đấu có việc làm cho thanh niên", "Lao động qua đào tạo nghề"),
    ],
)
def test_promise_and_indicator_speak_of_one_matter(
    promise: str, indicator: str
) -> None:
    assert is_akin(promise, indicator)


@pytest.mark.parametrize(
    ("promise", "indicator"),
    [
        ("Nỗ lực phấn đấu ngày càng tốt hơn", "Đường nông thôn bê tông hóa"),
        (VAGUE, "Hộ nghèo thoát nghèo"),
        ("Nâng cao chất lượng hoạt động", "Chất lượng nước sinh hoạt"),
        ("Tăng cường bồi dưỡng lý tưởng", "Đường huyện nâng cấp"),
        ("Quyết tâm lập thành tích năm 2025", "Đường huyện nâng cấp năm 2025"),
    ],
)
def test_common_words_and_other_matters_tie_nothing(
    promise: str, indicator: str
) -> None:
    assert not is_akin(promise, indicator)


@pytest.mark.parametrize(
    ("name", "said_", "rest"),
    [
        ("Đẩy mạnh chuyển đổi số", "đẩy mạnh", "Chuyển đổi số"),
        ("Quyết tâm cao độ", "quyết tâm", ""),
        ("Đẩy mạnh thi đua, nâng cao đời sống", "đẩy mạnh", ""),
        ("Thi đua nâng cao đời sống", "nâng cao", ""),
    ],
)
def test_a_name_without_its_promise_is_still_a_name(
    name: str, said_: str, rest: str
) -> None:
    assert without_effort(name, said_, DAY) == rest


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def a_vague_campaign(place: Province) -> Campaign:
    """One item that only promises, with an indicator of something else."""
    campaign = a_campaign(of=place)
    ContentNode.objects.filter(tree__audience__campaign=campaign, kind="item").update(
        name=VAGUE
    )
    roads = an_indicator(place.department, name="Đường nông thôn bê tông hóa")
    a_target(campaign, version=roads)
    return campaign


def asked(campaign: Campaign) -> str:
    """The subject of the one question that the check asks."""
    found = check_campaign(campaign, DAY).findings
    (one,) = (one for one in found if one.key == "measured-by-others")
    return one.found.subject


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
def test_an_indicator_of_something_else_is_asked_about_with_others_at_hand(
    place: Province, office: Client
) -> None:
    campaign = a_vague_campaign(place)
    an_indicator(place.department, name="Buổi nói chuyện nâng nhận thức của dân")

    shown = page(office, "check", campaign)

    for words in (
        f"Chỉ tiêu “Đường nông thôn bê tông hóa” có đo việc “{VAGUE}” không?",
        "Có, chỉ tiêu này đo việc này",
        "Chỉ số gần với việc này:",
        "Buổi nói chuyện nâng nhận thức của dân",
        "1 trên 1 chưa có gì đo được",
    ):
        assert words in shown
    assert "Nội dung chưa lượng hóa" not in shown


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Vận động Nhân dân làm đường bê tông", True),
        ("Trữ nước ngọt qua mùa hạn mặn", False),
        ("Mỗi nhà một việc", False),
    ],
)
def test_plain_content_is_asked_where_its_indicator_is_of_another_matter(
    place: Province, office: Client, name: str, is_asked: bool
) -> None:
    campaign = a_campaign(of=place)
    ContentNode.objects.filter(tree__audience__campaign=campaign, kind="item").update(
        name=name
    )
    water = an_indicator(place.department, name="Hộ có dụng cụ trữ nước từ 5 m³")
    a_target(campaign, version=water)

    shown = page(office, "check", campaign)

    question = f"Chỉ tiêu “Hộ có dụng cụ trữ nước từ 5 m³” có đo việc “{name}” không?"
    assert (question in shown) is is_asked


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
def test_a_milestone_that_only_promises_is_asked(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    target = a_target(campaign)
    milestones = campaign.audiences.get().milestones
    for name in ("Cố gắng hoàn thành", "Một cơ sở hoàn thành đổi mới"):
        milestones.create(node_key=target.node_key, name=name, due_on=target.due_on)

    shown = page(office, "check", campaign)

    assert "Mốc “Cố gắng hoàn thành” hứa “cố gắng”" in shown
    assert "Mốc “Một cơ sở" not in shown


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
def test_what_the_office_states_is_kept_and_read_by_the_units(
    place: Province, office: Client
) -> None:
    campaign = a_vague_campaign(place)
    subject = asked(campaign)
    before = check_campaign(campaign, DAY).score.exact

    empty = post(office, "check-say", campaign, subject=subject, reason=" ")
    assert "Chưa ghi vì sao chỉ tiêu này đo được việc này" in said(empty)
    post(office, "check-say", campaign, subject=subject, reason=WHY)

    made = MeasureSaid.objects.get()
    assert (made.reason, made.office) == (WHY, an_actor(place.department).office)
    assert check_campaign(campaign, DAY).score.exact > before
    shown = page(office, "check", campaign)
    assert "Chỉ tiêu được xác nhận là đo đúng việc" in shown
    assert (
        f"xác nhận: Chỉ tiêu “Đường nông thôn bê tông hóa” đo việc “{VAGUE}”"
        in page(office, "history", campaign)
    )
    again = post(office, "check-say", campaign, subject=subject, reason=WHY)
    assert "không còn trong kết quả kiểm tra" in said(again)
    target = campaign.targets.get()
    assert WHY in said(office.get(address("campaigns:target", campaign, target)))


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
def test_another_wording_is_asked_anew_and_a_statement_is_taken_back(
    place: Province, office: Client
) -> None:
    campaign = a_vague_campaign(place)
    post(office, "check-say", campaign, subject=asked(campaign), reason=WHY)

    ContentNode.objects.filter(name=VAGUE).update(name="Nâng cao tinh thần")
    assert asked(campaign)
    ContentNode.objects.filter(name="Nâng cao tinh thần").update(name=VAGUE)
    assert check_campaign(campaign, DAY).said

    post(office, "check-unsay", campaign, accepted=MeasureSaid.objects.get().pk)

    assert asked(campaign)
    assert "rút lời xác nhận" in page(office, "history", campaign)


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
def test_a_unit_answers_for_its_own_work(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    roads = an_indicator(place.department, name="Đường nông thôn bê tông hóa")
    whole = a_target(campaign, version=roads)
    unit = place.communes[0]
    campaign.targets.create(
        node_key=whole.node_key,
        version=roads,
        unit=unit,
        parent=whole,
        value=5,
        starts_on=whole.starts_on,
        due_on=whole.due_on,
    )
    plan = UnitPlan.objects.create(
        campaign=campaign,
        unit=unit,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
    )
    plan.items.create(node_key=whole.node_key, name=VAGUE, answers="Lan")
    commune = signed_in(an_actor(unit))
    _plan, checked = check_plans(campaign, DAY, [unit.pk])[unit.pk]
    (question,) = (
        one for one in checked.findings if one.key == "own-measured-by-others"
    )
    assert question.reason in said(commune.get(address("campaigns:plan", campaign)))

    post(commune, "plan-say", campaign, subject=question.found.subject, reason=WHY)

    _plan, after = check_plans(campaign, DAY, [unit.pk])[unit.pk]
    assert [one.reason for one in after.said] == [WHY]
    assert after.score.exact > checked.score.exact
    shown = said(commune.get(address("campaigns:plan", campaign)))
    assert WHY in shown
    post(commune, "plan-unsay", campaign, accepted=MeasureSaid.objects.get().pk)
    assert not MeasureSaid.objects.exists()


@pytest.mark.django_db
@pytest.mark.demand("002.4a")
def test_a_name_that_promises_what_nothing_measures_is_asked_and_mended(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    a_target(campaign, version=an_indicator(place.department, name="Đường bê tông"))
    Campaign.objects.update(name="Đẩy mạnh chuyển đổi số", motto="Quyết tâm cao")

    shown = page(office, "check", campaign)

    assert "Tên phong trào “Đẩy mạnh chuyển đổi số” hứa “đẩy mạnh”" in shown
    assert "Phương châm “Quyết tâm cao”" not in shown
    (one,) = (
        one
        for one in check_campaign(Campaign.objects.get(), DAY).findings
        if one.key == "only-slogan"
    )
    post(office, "check-mend", campaign, rule=one.key, subject=one.found.subject)
    assert Campaign.objects.get().name == "Chuyển đổi số"


@pytest.mark.django_db
def test_what_was_launched_with_a_statement_keeps_it(
    place: Province, office: Client
) -> None:
    campaign = a_vague_campaign(place)
    post(office, "check-say", campaign, subject=asked(campaign), reason=WHY)
    Campaign.objects.update(state="launched", launched_at=MAY)

    answer = post(
        office, "check-unsay", campaign, accepted=MeasureSaid.objects.get().pk
    )

    assert "đã phát động cùng với lời xác nhận này" in said(answer)
    assert MeasureSaid.objects.exists()
