"""Content moved by dragging, in a real browser: mouse, touch, refusal, Escape."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from tests.campaigns.browsing import said
from tests.campaigns.factories import a_campaign
from tests.doors import address, signed_in
from tests.organisations.factories import an_actor
from tests.running.browser import hold
from tests.running.cluster import Database
from tests.running.house import House
from thidua.campaigns.models import Audience, ContentNode, ContentTree


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def audience(own_database: Database) -> Audience:  # noqa: ARG001 - commits are real
    """A leg with one item, and a second leg with two."""
    audience = a_campaign().audiences.get()
    tree = audience.trees.get()
    leg = add(tree, "Xây dựng Đảng", None, "leg", 1)
    add(tree, "Cải cách hành chính", leg, "item", 0)
    add(tree, "Chuyển đổi số", leg, "item", 1)
    return audience


def add(
    tree: ContentTree, name: str, parent: ContentNode | None, kind: str, place: int
) -> ContentNode:
    return ContentNode.objects.create(
        tree=tree, name=name, parent=parent, kind=kind, position=place
    )


def opened(page: Page, house: House, audience: Audience) -> Page:
    """The tree, as the office that drafts sees it."""
    name = settings.SESSION_COOKIE_NAME
    session = signed_in(an_actor(audience.campaign.office)).cookies[name].value
    page.context.add_cookies([{"name": name, "value": session, "url": house.url}])
    page.goto(address("campaigns:content", audience.campaign, audience))
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator(f'[data-node="{name}"]')


def drag(page: Page, what: str, onto: str, part: float, *, let_go: bool = True) -> None:
    """Take a row by its handle and let it go at a part of another row's height."""
    handle = row(page, what).locator("[data-handle]").bounding_box()
    box = row(page, onto).bounding_box()
    assert handle
    assert box
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + box["height"] * part, steps=6)
    if let_go:
        page.mouse.up()


def order(audience: Audience) -> list[tuple[str, str]]:
    """Every node under its parent, in order."""
    nodes = ContentNode.objects.filter(tree__audience=audience)
    rows = nodes.order_by("parent__position", "parent", "position")
    return [(one.parent.name if one.parent else "", one.name) for one in rows]


@pytest.mark.journey
@pytest.mark.demand("001.2")
def test_content_is_dragged_before_another_and_into_another(
    page: Page, house: House, audience: Audience
) -> None:
    opened(page, house, audience)

    drag(page, "Chuyển đổi số", "Cải cách hành chính", 0.1, let_go=False)
    expect(row(page, "Cải cách hành chính")).to_have_attribute("data-drop", "before")
    expect(page.locator("#drag-said")).to_have_text("Thả trước “Cải cách hành chính”")
    page.mouse.up()
    names = page.locator("[data-node]")
    expect(names.nth(3)).to_have_attribute("data-node", "Chuyển đổi số")

    drag(page, "Cải cách hành chính", "Phát triển kinh tế", 0.5)
    expect(names.nth(2)).to_have_attribute("data-node", "Cải cách hành chính")
    assert order(audience) == [
        ("Phát triển kinh tế", "Giao thông nông thôn"),
        ("Phát triển kinh tế", "Cải cách hành chính"),
        ("Xây dựng Đảng", "Chuyển đổi số"),
        ("", "Phát triển kinh tế"),
        ("", "Xây dựng Đảng"),
    ]


@pytest.mark.journey
@pytest.mark.demand("001.2")
def test_a_drop_into_its_own_branch_is_refused_in_words_and_nothing_moves(
    page: Page, house: House, audience: Audience
) -> None:
    before = order(audience)
    opened(page, house, audience)

    drag(page, "Xây dựng Đảng", "Chuyển đổi số", 0.5)

    expect(page.locator("#said")).to_contain_text(
        "“Xây dựng Đảng” không nằm trong chính nó được."
    )
    expect(page.locator("[data-dragged], [data-drop]")).to_have_count(0)
    assert order(audience) == before


@pytest.mark.journey
def test_by_keyboard_one_goes_on_moving_where_one_stood(
    page: Page, house: House, audience: Audience
) -> None:
    opened(page, house, audience)
    up = page.get_by_role("button", name="Đưa “Chuyển đổi số” lên")
    names = page.locator("[data-node]")
    up.focus()
    place = [one.get_attribute("data-node") for one in names.all()].index(
        "Chuyển đổi số"
    )

    page.keyboard.press("Enter")
    expect(names.nth(place - 1)).to_have_attribute("data-node", "Chuyển đổi số")
    expect(up).to_be_focused()
    page.get_by_role("button", name="Đưa “Chuyển đổi số” xuống").focus()
    page.keyboard.press("Enter")

    expect(names.nth(place)).to_have_attribute("data-node", "Chuyển đổi số")
    expect(page.get_by_role("button", name="Đưa “Chuyển đổi số” xuống")).to_be_focused()


@pytest.mark.journey
def test_escape_lets_go_and_an_older_tree_shows_both_versions(
    page: Page, house: House, audience: Audience
) -> None:
    before = order(audience)
    opened(page, house, audience)

    drag(page, "Chuyển đổi số", "Cải cách hành chính", 0.1, let_go=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("#drag-said")).to_contain_text("ở nguyên chỗ cũ")
    assert order(audience) == before

    audience.trees.update(version=7)  # somebody edited meanwhile
    drag(page, "Chuyển đổi số", "Cải cách hành chính", 0.1)
    expect(page.locator("#said")).to_contain_text("Có người vừa sửa cây nội dung này")
    assert order(audience) == before


@pytest.mark.django_db
@pytest.mark.demand("001.2")
def test_without_a_script_the_same_act_puts_a_node_beside_another() -> None:
    audience = a_campaign().audiences.get()
    tree = audience.trees.get()
    leg = tree.nodes.get(kind="leg")
    first = add(tree, "Xây dựng Đảng", None, "leg", 1)
    office = signed_in(an_actor(audience.campaign.office))
    where = address("campaigns:node-move", audience.campaign, audience, first)

    office.post(where, {"where": "before", "beside": leg.pk})
    refused = office.post(where, {"where": "inside", "beside": first.pk})

    names = tree.nodes.filter(parent=None).order_by("position")
    assert [one.name for one in names] == ["Xây dựng Đảng", "Phát triển kinh tế"]
    assert refused.status_code == 422
    assert "không nằm trong chính nó" in said(refused)


@pytest.mark.journey
@pytest.mark.demand("001.2")
def test_a_finger_moves_content_on_a_phone_too(
    page: Page, house: House, audience: Audience
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    opened(page, house, audience)
    row(page, "Chuyển đổi số").scroll_into_view_if_needed()
    taken = row(page, "Chuyển đổi số").locator("[data-handle]").bounding_box()
    box = row(page, "Cải cách hành chính").bounding_box()
    assert taken
    assert box
    start = {"x": taken["x"] + 8, "y": taken["y"] + 8}
    end = {"x": box["x"] + 150, "y": box["y"] + 3}

    def touch(what: str, *points: dict[str, float]) -> None:
        told = {"type": what, "touchPoints": list(points)}
        finger.send("Input.dispatchTouchEvent", told)

    touch("touchStart", start)
    for step in range(1, 7):
        at = {key: start[key] + (end[key] - start[key]) * step / 6 for key in start}
        touch("touchMove", at)
    expect(row(page, "Cải cách hành chính")).to_have_attribute("data-drop", "before")
    touch("touchEnd")

    names = page.locator("[data-node]")
    expect(names.nth(3)).to_have_attribute("data-node", "Chuyển đổi số")
    assert ("Xây dựng Đảng", "Chuyển đổi số") in order(audience)[:2]


@pytest.mark.journey
@pytest.mark.demand("001.2")
def test_a_name_begun_while_the_last_one_is_added_goes_on_in_the_new_form(
    page: Page, house: House, audience: Audience
) -> None:
    opened(page, house, audience)
    field = page.get_by_label("Thêm nội dung")
    held = hold(page, f"**{address('campaigns:node-add', audience.campaign, audience)}")
    field.fill("Vườn mẫu")
    with page.expect_request(lambda one: one.method == "POST"):
        field.press("Enter")

    field.press_sequentially("Vườn d")
    held[0].continue_()
    expect(row(page, "Vườn mẫu")).to_be_visible()
    expect(field).to_have_value("Vườn d")
    page.keyboard.type("ừa")
    field.press("Enter")

    expect(row(page, "Vườn dừa")).to_be_visible()
    expect(field).to_have_value("")
