"""A mail is sent once; what is not sent, or perhaps was, is said and decided about."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.follow_up.cast import DUE, at, posting_to, with_mail
from tests.follow_up.servers import MailServer, a_mail_server
from tests.organisations.factories import Province, a_province, an_actor
from tests.running.cluster import Database
from tests.running.killing import kill_in_the_middle
from thidua.follow_up import actions, jobs
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mail
from thidua.follow_up.telling import Tale, tell
from thidua.kernel import clock
from thidua.organisations.models import Unit

HOLD = 4_213
# A worker that hands mail over as ever, and stops for good before it notes the answer.
WORKER = f"""
import django; django.setup()
from django.conf import settings
from django.db import connection
from thidua.follow_up import jobs
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {{port}}
settings.SENDS_MAIL = True
inner = jobs.hand_over
def outer(mail):
    answer = inner(mail)
    connection.cursor().execute("select pg_advisory_lock({HOLD})")
    return answer
jobs.hand_over = outer
jobs.post()
"""


@pytest.fixture(autouse=True)
def a_working_day() -> object:
    with clock.standing_on(DUE):
        yield


def a_story(units: int = 1) -> Province:
    """So many communes have a mail waiting from the department."""
    place = a_province()
    for number, commune in enumerate(place.communes[:units]):
        with_mail(commune, name=f"xa{number}")
    told = at(DUE - timedelta(days=1))  # a worker beside the tests has its own hour
    tell([urged(place, unit) for unit in place.communes[:units]], at=told)
    return place


def urged(place: Province, unit: Unit) -> Tale:
    return Tale(
        key=f"thu:{unit.pk}",
        unit_id=unit.pk,
        kind=Kind.LATE,
        title="Đã quá hạn: Biểu tháng",
        body="Hạn gửi là hôm qua.",
        path="/",
        origin_id=place.department.pk,
    )


def post(server: MailServer, settings: Settings) -> None:
    """The program's job, once."""
    with posting_to(server, settings):
        jobs.post()


def outbox(place: Province) -> tuple[Client, str]:
    office = signed_in(an_actor(place.department))
    return office, office.get("/theo-doi/don-doc/thu/").content.decode()


@pytest.mark.django_db
def test_a_mail_says_it_in_vietnamese_with_a_link_and_goes_once(
    settings: Settings,
) -> None:
    a_story()
    settings.SITE_URL = "https://thidua.example.vn"
    with a_mail_server() as server:
        post(server, settings)
        post(server, settings)

    (letter,) = server.letters
    plain, rich = (part for part in letter.walk() if not part.is_multipart())
    words = str(plain.get_payload(decode=True), "utf-8")  # type: ignore[arg-type]
    assert "Hạn gửi là hôm qua." in words
    assert "https://thidua.example.vn/" in words
    assert rich.get_content_type() == "text/html"
    assert letter["Message-ID"] == Mail.objects.get().message_id
    assert Mail.objects.get().state == "sent"


@pytest.mark.django_db
def test_what_is_told_twice_is_written_once() -> None:
    place = a_story()

    tell([urged(place, place.communes[0])], at=at(DUE, 9))

    assert Mail.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.demand("002.5")
def test_a_refused_address_is_shown_with_its_reason_and_sent_again_by_a_person(
    settings: Settings,
) -> None:
    place = a_story()
    with a_mail_server({"RCPT": "550 no such person here"}) as server:
        post(server, settings)
    office, page = outbox(place)

    assert "không gửi được" in page
    assert "550 no such person here" in page
    mail = Mail.objects.get()
    assert office.post(f"/theo-doi/don-doc/thu/{mail.pk}/gui-lai/").status_code == 302
    with a_mail_server() as server:
        post(server, settings)
    assert server.recipients == ["xa0@example.vn"]


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [{"RCPT": "451 come again"}, {"EHLO": "drop"}])
def test_a_server_that_is_busy_is_asked_again_later_and_not_for_ever(
    answers: dict[str, str], settings: Settings
) -> None:
    a_story()
    with a_mail_server(answers | {"HELO": "drop"}) as server:
        for attempt in range(6):
            post(server, settings)
            mail = Mail.objects.get()
            assert mail.attempts == attempt + 1
            Mail.objects.update(again_at=F("again_at") - timedelta(hours=5))

    assert mail.state == "failed"
    assert mail.fault in {"busy", "server"}


@pytest.mark.django_db
def test_between_two_attempts_there_is_a_pause(settings: Settings) -> None:
    a_story()
    with a_mail_server({"RCPT": "451 come again"}) as server:
        post(server, settings)
        post(server, settings)

    assert Mail.objects.get().attempts == 1


@pytest.mark.django_db
def test_a_line_cut_after_the_letter_leaves_it_unclear(settings: Settings) -> None:
    place = a_story()
    with a_mail_server({".": "drop"}) as server:
        post(server, settings)
        post(server, settings)
    _office, page = outbox(place)

    assert len(server.letters) == 1
    assert "không rõ đã gửi chưa" in page


@pytest.mark.django_db
def test_without_a_server_the_outbox_says_so(settings: Settings) -> None:
    place = a_story()
    settings.SENDS_MAIL = False
    jobs.post()
    _office, page = outbox(place)

    assert Mail.objects.get().fault == "unset"
    assert "Chưa khai máy chủ thư (THIDUA_SMTP)" in page


@pytest.mark.django_db
def test_no_log_names_a_person(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    a_story()
    with a_mail_server({".": "drop"}) as server:
        post(server, settings)

    assert "broke off" in caplog.text
    assert "xa0" not in caplog.text


@pytest.mark.demand("002.5")
def test_a_worker_killed_after_sending_never_sends_a_second_time(
    own_database: Database, settings: Settings
) -> None:
    place = a_story()
    os.environ["THIDUA_TODAY"] = DUE.isoformat()
    try:
        with a_mail_server() as server:
            script = WORKER.format(port=server.port)
            kill_in_the_middle(own_database, script, HOLD)
            post(server, settings)  # too early to say
            assert Mail.objects.get().state == "sending"
            Mail.objects.update(taken_at=F("taken_at") - timedelta(minutes=11))
            post(server, settings)
    finally:
        os.environ.pop("THIDUA_TODAY")

    assert server.recipients == ["xa0@example.vn"]
    office, page = outbox(place)
    assert "không rõ đã gửi chưa" in page
    mail = Mail.objects.get()
    office.post(f"/theo-doi/don-doc/thu/{mail.pk}/da-den/")
    assert Mail.objects.get().state == "sent"


def test_two_workers_at_once_never_take_the_same_mail(own_database: Database) -> None:
    a_story(2)
    with own_database.connect() as other:
        row = other.execute(
            "select id from follow_up_mail where state = 'waiting'"
            " order by held_until, id limit 1 for update skip locked"
        ).fetchone()
        mine = actions.take_mail(actor=the_reminder(), at=at(DUE))
        none = actions.take_mail(actor=the_reminder(), at=at(DUE))

    assert row is not None
    assert mine is not None
    assert mine.pk != row[0]
    assert none is None
