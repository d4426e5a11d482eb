"""Two heads sign one text in the browser; a change takes both signatures away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.journeys.people import Visitor, Visits
from tests.organisations.factories import PASSWORD, a_province
from tests.pacts.factories import Story, agree, fixed
from tests.running.scenes import Scene
from thidua.organisations.actor import Actor
from thidua.pacts.models import PactSignature
from thidua.pacts.states import State

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def on_the_first_day(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def agreed_to() -> Story:
    """Two communes have agreed to every word; their people have passwords."""
    story = fixed(a_province())
    for actor in [*story.heads, *story.officers]:
        assert actor.user is not None
        actor.user.set_password(PASSWORD)
        actor.user.save()
    return story


@pytest.fixture
def so_far() -> Callable[[], Story]:
    return agreed_to


@pytest.fixture
def story(scene: Scene[Story]) -> Story:
    return scene.told


def name_of(actor: Actor) -> str:
    assert actor.user is not None
    return actor.user.username


def signs(head: Visitor, story: Story) -> None:
    """From the desk to the text, and one's hand below it."""
    head.go("/")
    head.page.get_by_role("link", name="Ký giao ước").first.click()
    head.press("Đọc và ký")
    head.reads("GIAO ƯỚC THI ĐUA", story.fresh().standing().sha256)
    head.page.get_by_label("Mật khẩu của anh/chị").fill(PASSWORD)
    head.press("Ký giao ước")


@pytest.mark.demand("000.5")
def test_a_pact_is_signed_by_two_heads_and_then_changed(
    story: Story, visit: Visits
) -> None:
    first, second = (visit(name_of(head)) for head in story.heads)
    signs(first, story)
    first.reads("Chờ thủ trưởng ký")
    signs(second, story)
    second.reads("có hiệu lực", "Các bên đã ký đủ")
    second.is_accessible("a pact in force")
    assert story.fresh().state == State.IN_FORCE

    officer = visit(name_of(story.officers[0]))
    officer.go(f"/giao-uoc/{story.pact.pk}/")
    officer.page.locator("summary", has_text="Sửa đổi").click()
    officer.page.get_by_label("Vì sao sửa").fill("Thêm một cây cầu")
    officer.press("Mở bản mới")
    officer.page.get_by_label("Tên giao ước").fill("Hai xã làm đường hoa và cầu")
    officer.press("Lưu phần chung")
    officer.press("Gửi các bên")
    agree(story)
    officer.go(f"/giao-uoc/{story.pact.pk}/")
    officer.press("Chốt văn bản để ký")

    first.go(f"/giao-uoc/{story.pact.pk}/")
    first.reads("Chữ ký trên bản 1 không còn giá trị", "Thêm một cây cầu")
    first.press("Hai bản cạnh nhau")
    expect(first.page.locator("ins")).to_contain_text("Hai xã làm đường hoa và cầu")
    first.is_accessible("two editions side by side")
    signs(first, story)
    assert PactSignature.objects.count() == 3
    assert story.fresh().state == State.SIGNING
