"""The second step of signing in: a phone, a passkey, a code on paper."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from tests.doors import signed_in
from tests.organisations.factories import PASSWORD, a_province, an_actor
from tests.running.browser import fresh_page
from tests.running.house import House
from thidua.audit.models import Entry
from thidua.config.outside import second_factor
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations import factors
from thidua.organisations.actions import add_phone, make_recovery_codes
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, RecoveryCode, SecondFactor, User
from thidua.organisations.signing import LIMITS, prove

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP_TWO = "/dang-nhap/buoc-hai/"


@pytest.fixture
def officer() -> Actor:
    actor = an_actor(a_province().department)
    assert actor.user is not None
    actor.user.set_password(PASSWORD)
    actor.user.save()
    return actor


def user_of(actor: Actor) -> User:
    assert actor.user is not None
    return actor.user


@pytest.fixture
def with_phone(officer: Actor) -> Actor:
    add_phone(user_of(officer), SECRET, "Máy", step=0, actor=officer, at=clock.now())
    return officer


def now_shown(secret: str = SECRET) -> str:
    """What an authenticator app shows at this moment."""
    return factors.code_of(secret, clock.wall_seconds() // factors.STEP)


def password_given(actor: Actor) -> Client:
    client = Client()
    said = {"username": user_of(actor).username, "password": PASSWORD}
    answer = client.post("/dang-nhap/", {**said, "next": "/tai-khoan/phien/"})
    assert answer["Location"] == STEP_TWO
    return client


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1: the last six of its eight digits."""
    secret = base64.b32encode(b"12345678901234567890").decode()

    assert factors.code_of(secret, 59 // 30) == "287082"
    assert factors.code_of(secret, 1111111109 // 30) == "081804"
    assert factors.code_of(secret, 20000000000 // 30) == "353130"


@pytest.mark.django_db
def test_a_phone_is_added_by_its_first_code_and_asked_ever_after(
    officer: Actor,
) -> None:
    client, elsewhere = signed_in(officer), signed_in(officer)
    shown = client.get(reverse("organisations:factors")).content.decode()
    assert "<svg" in shown
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", shown)
    assert secret is not None

    to, name = reverse("organisations:factor-phone"), {"name": "Máy của tôi"}
    wrong = client.post(to, name | {"code": "000000"})
    assert wrong.status_code == 422
    answer = client.post(to, name | {"code": now_shown(secret[1])})

    assert len(re.findall(r"<code>[a-z2-9]{4}-", answer.content.decode())) == 10
    assert secret[1] not in SecondFactor.objects.get().secret
    assert Entry.objects.filter(verb="organisations.factor.added").exists()
    del elsewhere


@pytest.mark.django_db
def test_the_password_alone_opens_nothing(with_phone: Actor) -> None:
    client = password_given(with_phone)

    assert client.get("/")["Location"].startswith("/dang-nhap/?")
    page = client.get(STEP_TWO).content.decode()
    assert "(không bắt buộc)" not in page, "the code is needed"
    empty = client.post(STEP_TWO, {"code": ""})
    assert (empty.status_code, "Chưa điền ô này." in empty.content.decode()) == (
        422,
        True,
    )
    assert client.post(STEP_TWO, {"code": "123"}).status_code == 422
    answer = client.post(STEP_TWO, {"code": now_shown()})
    assert answer["Location"] == "/tai-khoan/phien/"
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_a_code_read_over_a_shoulder_is_worth_nothing(with_phone: Actor) -> None:
    code = now_shown()
    first, second = password_given(with_phone), password_given(with_phone)

    assert first.post(STEP_TWO, {"code": code}).status_code == 302
    assert second.post(STEP_TWO, {"code": code}).status_code == 422


@pytest.mark.django_db
def test_codes_are_not_guessed(with_phone: Actor) -> None:
    client = password_given(with_phone)
    for number in range(LIMITS["name"]):
        said = {"code": f"{number:06}"}
        assert client.post(STEP_TWO, said).status_code == 422

    assert client.post(STEP_TWO, {"code": now_shown()}).status_code == 429


@pytest.mark.django_db
def test_half_a_sign_in_is_soon_forgotten(
    with_phone: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = password_given(with_phone)
    later = clock.wall_seconds() + 601
    monkeypatch.setattr(clock, "wall_seconds", lambda: later)

    answer = client.post(STEP_TWO, {"code": factors.code_of(SECRET, later // 30)})

    assert answer["Location"] == "/dang-nhap/"


@pytest.mark.django_db
def test_a_code_on_paper_works_once(with_phone: Actor) -> None:
    code, *_rest = make_recovery_codes(
        user_of(with_phone), actor=with_phone, at=clock.now()
    )
    assert not RecoveryCode.objects.filter(digest=code).exists()

    typed = {"code": f" {code.upper()} "}
    assert password_given(with_phone).post(STEP_TWO, typed).status_code == 302
    assert password_given(with_phone).post(STEP_TWO, typed).status_code == 422


@pytest.mark.django_db
def test_an_administrator_gets_nowhere_without_a_second_factor(
    settings: Settings,
) -> None:
    settings.ADMINISTRATORS_NEED_A_SECOND_FACTOR = True
    boss = an_actor(a_province().department, Mandate.Role.ADMINISTRATOR)
    client = signed_in(boss)
    page = reverse("organisations:factors")

    for door in ("/", "/quan-tri/nguoi/", "/don-vi/"):
        assert client.get(door)["Location"] == page
    assert "phải thêm bước này" in client.get(page).content.decode()
    phone = add_phone(user_of(boss), SECRET, "Máy", step=0, actor=boss, at=clock.now())
    assert client.get("/quan-tri/nguoi/").status_code == 200

    gone = reverse("organisations:factor-remove", args=[phone.pk])
    answer = client.post(gone, {"proof": now_shown()})
    assert answer.status_code == 422
    assert "luôn phải có" in answer.content.decode()


def test_only_a_demonstration_lets_administrators_off() -> None:
    waived = {"THIDUA_ADMIN_WITHOUT_SECOND_FACTOR": "1"}

    assert second_factor({})
    assert not second_factor(waived)
    with pytest.raises(ImproperlyConfigured, match="demonstrations"):
        second_factor(waived | {"THIDUA_PRODUCTION": "1"})


@pytest.mark.django_db
def test_the_demonstration_says_on_screen_that_it_lets_off() -> None:
    boss = an_actor(a_province().department, Mandate.Role.ADMINISTRATOR)

    shown = signed_in(boss).get(reverse("organisations:factors")).content.decode()

    assert "Bản minh họa này miễn bước thứ hai" in shown


@pytest.mark.django_db
def test_a_phones_code_proves_afresh_like_the_password(with_phone: Actor) -> None:
    user = user_of(with_phone)
    proof: dict[str, Any] = {"address": "10.0.0.1", "at": clock.now()}
    code = now_shown()

    prove(user, code, **proof)
    prove(user, PASSWORD, **proof)
    for wrong in (code, "000000"):
        with pytest.raises(RuleBroken):
            prove(user, wrong, **proof)


@pytest.mark.django_db
def test_who_lost_phone_and_paper_asks_an_administrator(with_phone: Actor) -> None:
    boss = an_actor(a_province("Khác").department, Mandate.Role.ADMINISTRATOR)
    to = reverse("organisations:factors-forget", args=[with_phone.person_id])

    assert signed_in(with_phone).post(to).status_code == 403
    assert signed_in(boss).post(to).status_code == 302
    assert not SecondFactor.objects.exists()


@pytest.fixture
def named_page(browser: Browser, house: House) -> Iterator[Page]:
    """A browser before the house by its name: a passkey belongs to no bare number."""
    site = house.url.replace("127.0.0.1", "localhost")
    with fresh_page(browser, site) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page


DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "hasResidentKey": True,
}


def give_password(page: Page, user: User, onward: str = "/") -> None:
    page.goto(f"/dang-nhap/?next={onward}")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.mark.journey
def test_a_passkey_is_made_and_opens_the_door(named_page: Page) -> None:
    page, user = named_page, user_of(an_actor(a_province().department))
    user.set_password(PASSWORD)
    user.save()

    give_password(page, user, "/tai-khoan/xac-thuc/")
    page.get_by_role("button", name="Thêm khóa bảo mật").click()
    expect(page.get_by_text("Mã dự phòng, chỉ hiện lúc này")).to_be_visible()

    page.context.clear_cookies()
    give_password(page, user)
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chào")
    assert SecondFactor.objects.get().last_used_at is not None


@pytest.mark.journey
def test_where_no_passkey_can_be_made_no_button_stands_there(named_page: Page) -> None:
    page, user = named_page, user_of(an_actor(a_province().department))
    user.set_password(PASSWORD)
    user.save()
    page.add_init_script("delete window.PublicKeyCredential")

    give_password(page, user, "/tai-khoan/xac-thuc/")

    said = page.get_by_text("Máy không dùng được khóa bảo mật ở trang này")
    expect(said).to_be_visible()
    expect(page.get_by_role("button", name="Thêm khóa bảo mật")).to_be_hidden()
