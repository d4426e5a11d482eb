"""Signing in, the sessions one sees and ends, and the mandate one acts under."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.organisations.factories import (
    PASSWORD,
    MandateFactory,
    UnitFactory,
    UserFactory,
)
from thidua.audit.models import Entry
from thidua.config import settings as default_settings
from thidua.kernel import clock
from thidua.organisations.models import FailedSignIns, Mandate, SignIn, User
from thidua.organisations.signing import LIMITS

pytestmark = pytest.mark.django_db
SIGN_IN = "/dang-nhap/"
CHROME = "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0"


@pytest.fixture
def officer() -> User:
    user = UserFactory.create(username="tran.van.an", signed_in_with=PASSWORD)
    MandateFactory.create(person=user.person, unit=UnitFactory.create(name="Tân An"))
    return user


def enter(client: Client, name: str, password: str = PASSWORD, **more: str) -> int:
    given = {"username": name, "password": password, **more}
    return client.post(SIGN_IN, given, headers={"user-agent": CHROME}).status_code


def test_an_officer_signs_in_and_goes_where_they_wanted(
    client: Client, officer: User
) -> None:
    answer = client.post(
        SIGN_IN,
        {
            "username": " Tran.Van.An ",
            "password": PASSWORD,
            "next": "/tai-khoan/phien/",
        },
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/tai-khoan/phien/"
    assert Entry.objects.get().verb == "organisations.session.opened"
    assert SignIn.objects.get().user == officer


def test_passwords_are_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = default_settings.PASSWORD_HASHERS
    user = UserFactory.create(signed_in_with=PASSWORD)

    assert user.password.startswith("argon2$argon2id$")
    assert PASSWORD not in user.password


def test_nobody_is_sent_to_another_site(client: Client, officer: User) -> None:
    answer = client.post(
        SIGN_IN,
        {
            "username": officer.username,
            "password": PASSWORD,
            "next": "https://xau.example/",
        },
    )
    assert answer["Location"] == "/"


def test_the_refusal_does_not_tell_whether_the_name_exists(
    client: Client, officer: User
) -> None:
    known = client.post(SIGN_IN, {"username": officer.username, "password": "sai"})
    unknown = client.post(SIGN_IN, {"username": "khong.co", "password": "sai"})

    words = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert known.status_code == unknown.status_code == 422
    assert words in known.content.decode()
    assert words in unknown.content.decode()
    assert "sai" not in known.content.decode().split("<main")[1].split("value=")[-1]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("name", ["tran.van.an", "khong.co"])
def test_too_many_attempts_are_told_when_to_come_back(
    client: Client, name: str
) -> None:
    for _attempt in range(LIMITS["name"]):
        assert enter(client, name, "sai") == 422

    answer = client.post(SIGN_IN, {"username": name, "password": PASSWORD})

    assert answer.status_code == 429
    again = clock.now() + timedelta(minutes=15)
    assert "Thử lại sau" in answer.content.decode()
    assert f"{again:%H:}" in answer.content.decode()
    assert not SignIn.objects.exists()


def test_after_the_window_one_may_try_again(client: Client, officer: User) -> None:
    for _attempt in range(LIMITS["name"] + 1):
        enter(client, officer.username, "sai")
    FailedSignIns.objects.update(since=clock.now() - timedelta(minutes=16))

    assert enter(client, officer.username) == 302
    assert not FailedSignIns.objects.filter(key__startswith="name:").exists()


def test_attempts_from_one_address_are_limited_over_all_names(
    client: Client, officer: User
) -> None:
    address = FailedSignIns.objects.create(
        key="address:127.0.0.1", count=LIMITS["address"], since=clock.now()
    )
    assert enter(client, officer.username) == 429
    address.refresh_from_db()
    assert address.count == LIMITS["address"] + 1


def test_a_right_password_forgets_the_failures_of_the_name(
    client: Client, officer: User
) -> None:
    enter(client, officer.username, "sai")
    enter(client, officer.username)

    assert FailedSignIns.objects.get().key == "address:127.0.0.1"
    assert FailedSignIns.objects.get().count == 1


def test_one_sees_ones_sessions_and_ends_another(officer: User) -> None:
    here, there = Client(), Client()
    enter(here, officer.username)
    enter(there, officer.username)
    page = here.get(reverse("organisations:sessions")).content.decode()
    assert page.count("Chrome trên Windows") >= 2
    other = SignIn.objects.get(session_key=there.session.session_key)

    here.post(reverse("organisations:session-end", args=[other.pk]))

    assert there.get(reverse("organisations:sessions")).status_code == 302
    assert here.get(reverse("organisations:sessions")).status_code == 200


def test_all_other_sessions_end_at_one_stroke(officer: User) -> None:
    here, *others = Client(), Client(), Client()
    for client in [here, *others]:
        enter(client, officer.username)

    here.post(reverse("organisations:sessions-end-others"))

    assert [one.get("/tai-khoan/phien/").status_code for one in [here, *others]] == [
        200,
        302,
        302,
    ]


def test_nobody_ends_the_session_of_another(officer: User) -> None:
    client, stranger = Client(), UserFactory.create(signed_in_with=PASSWORD)
    MandateFactory.create(person=stranger.person)
    enter(Client(), officer.username)
    enter(client, stranger.username)
    session = SignIn.objects.get(user=officer)

    answer = client.post(reverse("organisations:session-end", args=[session.pk]))

    assert answer.status_code == 404
    assert SignIn.objects.filter(pk=session.pk).exists()


def test_signing_out_ends_the_session_and_needs_a_post(
    client: Client, officer: User
) -> None:
    enter(client, officer.username)
    assert client.get("/dang-xuat/").status_code == 405

    client.post("/dang-xuat/")

    assert not SignIn.objects.exists()
    assert client.get("/tai-khoan/phien/").status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(
    client: Client, officer: User
) -> None:
    other = Client()
    enter(client, officer.username)
    enter(other, officer.username)
    new = "bến sông chiều gió mát"
    typed = {"old": PASSWORD, "new": new, "again": new}

    assert client.post("/tai-khoan/mat-khau/", typed).status_code == 302

    assert client.get("/tai-khoan/phien/").status_code == 200
    assert other.get("/tai-khoan/phien/").status_code == 302
    assert enter(Client(), officer.username, new) == 302
    assert enter(Client(), officer.username, PASSWORD) == 422


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"old": "sai"}, "Mật khẩu đang dùng chưa đúng."),
        ({"new": "ngắn", "again": "ngắn"}, "ngắn hơn 10 ký tự"),
        ({"again": "khác hẳn thế này"}, "không giống nhau"),
        ({"new": "tran.van.an 123", "again": "tran.van.an 123"}, "tên đăng nhập"),
    ],
)
def test_a_bad_new_password_is_told_what_is_wrong(
    client: Client, officer: User, typed: dict[str, str], says: str
) -> None:
    client.force_login(officer)
    good = {"old": PASSWORD, "new": "dòng sông xanh", "again": "dòng sông xanh"}

    answer = client.post("/tai-khoan/mat-khau/", good | typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_one_time_password_must_be_changed_first(
    client: Client, officer: User
) -> None:
    User.objects.filter(pk=officer.pk).update(is_password_one_time=True)
    enter(client, officer.username)

    answer = client.post(reverse("organisations:choose-mandate"), {"mandate": "1"})

    assert answer["Location"] == "/tai-khoan/mat-khau/"
    assert "một lần" in client.get("/tai-khoan/mat-khau/").content.decode()


def test_a_person_without_a_mandate_today_is_told_whom_to_ask(client: Client) -> None:
    user = UserFactory.create()
    MandateFactory.create(
        person=user.person, during=DateRange(date(2015, 1, 1), date(2016, 1, 1))
    )
    client.force_login(user)

    answer = client.post(reverse("organisations:choose-mandate"), {"mandate": "1"})

    said = answer.content.decode()
    assert answer.status_code == 403
    assert "Nhờ người quản trị hệ thống" in said
    assert "từ 01/01/2015 đến hết 31/12/2015, đã hết" in said
    assert "Xã" in said


def test_an_administrator_outside_their_mandate_moves_the_demonstration_back(
    client: Client, settings: Settings
) -> None:
    settings.THIDUA_TODAY = "2025-05-20"
    user = UserFactory.create()
    until_2016 = DateRange(date(2015, 1, 1), date(2016, 1, 1))
    MandateFactory.create(person=user.person, role="administrator", during=until_2016)
    client.force_login(user)

    stuck = client.get("/")
    moved = client.post(reverse("ui:move-day"), {"day": "31/12/2015"})

    assert stuck.status_code == 403
    assert "Đổi ngày của bản minh họa về 31/12/2015" in stuck.content.decode()
    assert moved.status_code == 302
    assert client.get("/").status_code == 200


@pytest.mark.demand("000.4")
def test_a_person_with_two_mandates_changes_between_them_in_the_header(
    client: Client, officer: User
) -> None:
    second = MandateFactory.create(
        person=officer.person,
        unit=UnitFactory.create(name="Bình Hòa"),
        role=Mandate.Role.HEAD,
    )
    client.force_login(officer)
    before = client.get("/tai-khoan/phien/")
    assert before.context["actor"].office == "chuyên viên, Xã Tân An"

    client.post(reverse("organisations:choose-mandate"), {"mandate": second.pk})

    after = client.get("/tai-khoan/phien/")
    assert after.context["actor"].office == "thủ trưởng, Xã Bình Hòa"
    assert "Xã Bình Hòa" in after.content.decode()


def test_nobody_takes_the_mandate_of_another(client: Client, officer: User) -> None:
    another = MandateFactory.create()
    client.force_login(officer)

    answer = client.post(
        reverse("organisations:choose-mandate"), {"mandate": another.pk}
    )

    assert answer.status_code == 403


def test_a_mandate_that_has_ended_is_no_longer_acted_under(
    client: Client, officer: User
) -> None:
    client.force_login(officer)
    until = date(2025, 6, 1)
    Mandate.objects.update(during=DateRange(date(2015, 1, 1), until))

    with clock.standing_on(until - timedelta(days=1)):
        assert client.get("/tai-khoan/phien/").context["actor"].mandate is not None
    with clock.standing_on(until):
        assert client.get("/tai-khoan/phien/").context["actor"].mandate is None


def test_a_citizen_finds_the_public_pages_from_the_sign_in_page(client: Client) -> None:
    page = client.get("/dang-nhap/").content.decode()
    public = re.findall(r'<li><a href="(/[^"]+)"', page.split("Không cần tài khoản")[1])

    assert public == ["/giao-uoc/cong-khai/", "/dang-ky/ma/", "/dang-ky/tra-cuu/"]
    assert [client.get(path).status_code for path in public] == [200, 200, 200]


def test_a_long_title_leaves_room_for_its_days_on_a_phone() -> None:
    found = finders.find("ui/css/things.css")
    assert isinstance(found, str)
    rule = re.search(r"\.facts \{[^}]*\}", Path(found).read_text(encoding="utf-8"))

    assert rule is not None
    assert "grid-template-columns: fit-content(50%) minmax(0, 1fr)" in rule[0]
