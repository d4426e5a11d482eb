"""The main screens of every role, without a mouse: all is reached, seen and left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.clubs.factories import Life, active
from tests.imports import workbooks as make
from tests.imports.factories import received
from tests.journeys.deeds import Deeds, a_launched_campaign, month
from tests.journeys.keyboard import HAS_FOCUS, faults_of, folds_of
from tests.journeys.people import Visits
from tests.journeys.places import CHAU_BINH, GIONG_TROM
from tests.journeys.staff import actor_of
from tests.journeys.stage import at
from tests.running.scenes import Scene
from thidua.campaigns import actions as campaigns
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.journey
TODAY = date(2025, 5, 20)
# Who opens what. `tinh`, `huyen`, `xa` and `truongban` are of the stage; the others
# belong to an exemplar and its club.
PAGES = {
    "tinh": (
        *("/", "/theo-doi/", "/phong-trao/{campaign}/", "/phong-trao/{campaign}/soan/"),
        "/phong-trao/{campaign}/noi-dung/{audience}/",
        "/phong-trao/{campaign}/chi-tieu/{target}/giao/",
        *("/nhap-tep/{file}/cot/", "/don-vi/", "/chi-so/", "/bieu-mau/"),
    ),
    "truongban": ("/",),
    "huyen": ("/bao-cao/cho-nhan/", "/bao-cao/{form}/{march}/{commune}/xem-nhan/"),
    "xa": ("/", "/bao-cao/{form}/{april}/{commune}/"),
    "officer": (
        *("/dien-hinh/", "/dien-hinh/{exemplar}/", "/dien-hinh/{exemplar}/binh-xet/"),
        *("/phong-trao/{theirs}/dien-hinh/", "/phong-trao/{theirs}/nhan-to/"),
        "/cau-lac-bo/{club}/",
        *("/cau-lac-bo/{club}/hoi-vien/", "/dien-hinh/bao-cao-vien/"),
    ),
    "head": ("/",),
    "member": ("/", "/cau-lac-bo/{club}/"),
}


@dataclass(frozen=True)
class Told:
    """Who signs in under which name, and where the screens are."""

    names: Mapping[str, str]
    places: Mapping[str, object]


def everything_stands() -> Told:
    """A campaign under way with a report sent, its content opened again, a file half
    matched; beside it an exemplar that others learn from, and its club."""
    stage = a_launched_campaign()
    stage.campaign.refresh_from_db()
    audience, deeds = stage.campaign.audiences.order_by("pk")[0], Deeds(stage)
    with transaction.atomic():
        life = active()
    office = actor_of("tinh")
    campaigns.revise_content(audience, reason="Thêm việc", actor=office, at=at(TODAY))
    places = {
        "audience": audience.pk,
        "campaign": stage.campaign.pk,
        "target": stage.target.pk,
        "form": stage.form.pk,
        "commune": stage.unit(CHAU_BINH).pk,
        "april": month(4).id,
        "march": month(3).id,
    }
    deeds.give(stage.unit(GIONG_TROM), 160, accepted_by="huyen")
    deeds.report(stage.unit(CHAU_BINH), month(3), "2,5", on=date(2025, 4, 3))
    rows: list[list[make.Cell]] = [["Đơn vị", "Cột lạ"], ["Xã Châu Bình", 29]]
    place = f"{stage.form.pk}-{month(4).id}-0"
    run = received(make.xlsx(rows), place, office, at=at(TODAY))
    return Told(_names(life), {**places, **_places(life), "file": run.pk})


def _names(life: Life) -> dict[str, str]:
    def signs_in(actor: Actor) -> str:
        assert actor.user is not None
        return actor.user.username

    return {
        "officer": signs_in(life.office),
        "head": signs_in(life.story.head),
        "member": signs_in(life.chair),
    }


def _places(life: Life) -> dict[str, object]:
    return {
        "theirs": life.story.campaign.pk,
        "exemplar": life.story.exemplar.pk,
        "club": life.club.pk,
    }


@pytest.fixture(autouse=True)
def on_the_twentieth_of_may(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = TODAY.isoformat()


@pytest.fixture
def so_far() -> Callable[[], Told]:
    return everything_stands


def test_everything_that_a_click_does_a_key_does(
    scene: Scene[Told], visit: Visits
) -> None:
    told, faults = scene.told, []
    for who, paths in PAGES.items():
        visitor = visit(told.names.get(who, who))
        for path in paths:
            page = visitor.go(path.format(**told.places)).page
            found = [*faults_of(page), *folds_of(page)]
            faults += [f"{who} {path}: {one}" for one in found]

    assert faults == []


def test_the_palette_and_the_menus_give_the_focus_back(visit: Visits) -> None:
    page = visit("tinh").go("/").page
    link = page.locator("main a").first
    link.focus()

    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(link).to_be_focused()

    mine = page.locator(".person-menu > summary")
    mine.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".person-menu")).to_have_attribute("open", "")
    _out_of(page, ".person-menu")
    expect(page.locator(".person-menu")).not_to_have_attribute("open", "")
    assert not mine.evaluate(HAS_FOCUS)


def _out_of(page: Page, menu: str) -> None:
    """Tab until the focus is elsewhere."""
    inside = f"document.activeElement.closest('{menu}') !== null"
    for _tab in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate(inside):
            return
    raise AssertionError(f"{menu} traps the focus")
