"""A plan that was just begun: what it lacks is said once, and not as a fault."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, launched_now
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.check import check_campaign
from thidua.campaigns.cloning import renamed
from thidua.campaigns.models import Audience, Campaign
from thidua.campaigns.queries.findings import check_view
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db
DAY = MAY.date()
LONG = "Thi đua " * 1250
"""Ten thousand characters."""


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def officer(place: Province) -> Actor:
    return an_actor(place.department)


@pytest.fixture
def office(officer: Actor) -> Client:
    return signed_in(officer)


def an_empty_plan(place: Province) -> Campaign:
    """A name, a time, and nothing else yet."""
    campaign = a_campaign(of=place, launcher=place.department)
    campaign.documents.all().delete()
    Audience.objects.filter(campaign=campaign).delete()
    return campaign


@pytest.mark.demand("002.4a")
def test_an_empty_plan_has_no_score_yet(place: Province, office: Client) -> None:
    campaign = an_empty_plan(place)

    for where in ("check", "launch", "edit"):
        shown = page(office, where, campaign)
        assert "chưa chấm điểm" in shown
        assert "trên 100 điểm" not in shown
    with_content = a_campaign(of=place, name="Phong trào khác")
    assert "trên 100 điểm" in page(office, "check", with_content)


@pytest.mark.demand("002.4a")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_an_empty_plan_lacks_is_said_once(
    place: Province, officer: Actor, language: str
) -> None:
    campaign = an_empty_plan(place)

    with translation.override(language):
        view = check_view(campaign, check_campaign(campaign, DAY), officer)

    found = {group.rule: one for group in view.open for one in group.shown}
    assert {"no-document", "no-audience", "no-phases"} <= set(found)
    assert [rule for rule, one in found.items() if not one.is_title] == []


def test_a_plan_without_milestones_says_that_there_are_none_yet(
    place: Province, office: Client
) -> None:
    draft = an_empty_plan(place)
    launched = launched_now(a_campaign(of=place, name="Phong trào khác"))

    assert page(office, "milestones", draft).count("Chưa có mốc") == 1
    assert "Phong trào này không có mốc" in page(office, "milestones", launched)
    assert "Chưa có mốc" not in page(office, "milestones", launched)


def test_who_writes_the_documents_is_told_once_that_there_are_none(
    place: Province, office: Client
) -> None:
    assert page(office, "documents", an_empty_plan(place)).count("Chưa có văn bản") == 1


def test_one_unit_that_launches_and_follows_is_named_once(
    place: Province, office: Client
) -> None:
    alone = an_empty_plan(place)
    name = "Ban Thi đua"
    place.department.names.update(full_name=name, name=name)

    assert f"{name} phát động, theo dõi và nhận báo cáo." in page(
        office, "campaign", alone
    )
    assert "Cơ quan phát động, thường trực" in page(office, "edit", alone)
    two = page(office, "edit", a_campaign(of=place, name="Phong trào khác"))
    assert "Cơ quan phát động, thường trực" not in two


def test_a_name_that_is_too_long_is_refused_and_kept_whole(
    place: Province, office: Client
) -> None:
    campaign = an_empty_plan(place)
    assert "maxlength" not in page(office, "basics", campaign).partition("<main")[2]

    answer = post(office, "basics", campaign, name=LONG.strip(), motto="Về đích")

    assert answer.status_code == 422
    length = len(LONG.strip())
    assert f"Dài {length} ký tự, nhiều nhất 200; rút gọn lại." in said(answer)
    assert LONG.strip() in said(answer)
    assert "Về đích" in said(answer)
    campaign.refresh_from_db()
    assert campaign.name == "“Đồng khởi mới”"


def test_the_next_campaign_is_asked_for_by_a_name_in_single_marks(
    place: Province, office: Client
) -> None:
    name = "Phong trào thi đua “Đồng khởi mới” 2025"
    campaign = launched_now(a_campaign(of=place, name=name))

    shown = page(office, "clone", campaign)

    assert "tiếp nối từ “Phong trào thi đua ‘Đồng khởi mới’ 2025”" in shown


def test_the_name_of_the_next_campaign_is_no_longer_than_the_last() -> None:
    longest = f"{'Thi đua ' * 24}năm 2025"
    assert len(longest) == Campaign._meta.get_field("name").max_length

    assert len(renamed(longest, 10)) == len(longest)
    assert renamed(longest, 10).endswith("năm 2035")
