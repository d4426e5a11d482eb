"""Every page that an officer meets: no fault axe can see, nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings

from tests.journeys.deeds import Deeds, a_launched_campaign, month
from tests.journeys.people import Visits
from tests.journeys.places import CHAU_BINH, GIONG_TROM
from tests.journeys.stage import Stage

pytestmark = pytest.mark.journey
PAGES = {
    "campaigns": "/phong-trao/",
    "campaign": "/phong-trao/{campaign}/",
    "units": "/phong-trao/{campaign}/don-vi/",
    "history": "/phong-trao/{campaign}/lich-su/",
    "documents": "/phong-trao/{campaign}/van-ban/",
    "milestones": "/phong-trao/{campaign}/moc/",
    "content": "/phong-trao/{campaign}/noi-dung/{audience}/",
    "give": "/phong-trao/{campaign}/chi-tieu/{target}/giao/",
    "target": "/phong-trao/{campaign}/chi-tieu/{target}/",
    "edit": "/phong-trao/{campaign}/soan/",
    "check": "/phong-trao/{campaign}/kiem-tra/",
    "effect": "/phong-trao/{campaign}/hieu-qua/",
    "expenses": "/phong-trao/{campaign}/kinh-phi/",
    "outlook": "/phong-trao/{campaign}/chi-tieu/{target}/du-bao/",
    "mapping": "/phong-trao/{campaign}/noi-dung/{audience}/noi/",
    "hand-over": "/phong-trao/{campaign}/ban-giao/",
    "reports": "/bao-cao/",
    "forms": "/bieu-mau/",
    "indicators": "/chi-so/",
    "breakdowns": "/phan-to/",
    "imports": "/nhap-tep/",
    "notices": "/nhac-viec/",
    "first-week": "/tuan-dau/",
    "sessions": "/tai-khoan/phien/",
    "unit": "/don-vi/",
}


@pytest.fixture(autouse=True)
def on_the_tenth_of_april(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-04-10"


def one_report_was_sent() -> Stage:
    """Launched, one district has its share, one commune reported March."""
    stage = a_launched_campaign()
    deeds = Deeds(stage)
    deeds.give(stage.unit(GIONG_TROM), 160, accepted_by="huyen")
    deeds.report(stage.unit(CHAU_BINH), month(3), "2,5", on=date(2025, 4, 3))
    return stage


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return one_report_was_sent


@pytest.fixture
def paths(stage: Stage) -> dict[str, str]:
    known = {
        "campaign": stage.campaign.pk,
        "audience": stage.campaign.audiences.order_by("pk")[0].pk,
        "target": stage.target.pk,
    }
    return {name: path.format(**known) for name, path in PAGES.items()}


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_is_readable(
    paths: dict[str, str], visit: Visits, width: int
) -> None:
    office = visit("tinh")
    office.page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for name, path in paths.items():
        try:
            office.go(path).fits()
            office.cuts_no_word()
            office.draws_true()
            office.is_accessible(f"{name}-{width}")
        except AssertionError as fault:
            faults.append(f"{path}: {fault}")

    assert faults == []


def test_the_pages_of_a_receiver_are_readable(
    paths: dict[str, str], visit: Visits
) -> None:
    district = visit("huyen")

    for name, path in (
        ("home-receiver", "/"),
        ("awaiting", "/bao-cao/cho-nhan/"),
        ("my-targets", f"{paths['campaign']}chi-tieu/"),
    ):
        district.go(path).is_accessible(name)
