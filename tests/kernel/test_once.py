"""A double click does a thing once, also when both clicks come at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from tests.running.cluster import Database
from thidua.kernel.models import DemonstrationDay, IdempotencyKey
from thidua.kernel.ui.middleware.once import RunOnce


def a_form(once: str = "t1", path: str = "/x/", **typed: str) -> HttpRequest:
    request = RequestFactory().post(path, {"once": once, **typed})
    request.user = SimpleNamespace(pk=7, is_authenticated=True)  # type: ignore[assignment]
    return request


class Counter:
    """A view that counts how often it was really carried out."""

    def __init__(self, status: int = 302) -> None:
        self.times = 0
        self.status = status

    def __call__(self, _request: HttpRequest) -> HttpResponse:
        self.times += 1
        if self.status == 302:
            return HttpResponseRedirect(f"/done/{self.times}/")
        return HttpResponse(f"answer {self.times}", status=self.status)


@pytest.mark.django_db
def test_the_second_click_gets_the_first_answer() -> None:
    view = Counter()
    once = RunOnce(view)

    first, second = once(a_form(reason="Thiếu")), once(a_form(reason="Thiếu"))

    assert view.times == 1
    assert first.headers["Location"] == second.headers["Location"] == "/done/1/"
    assert second.headers["X-Once"] == "again"


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"once": "t2"}, {"reason": "Khác"}, {"path": "/y/"}])
def test_another_form_or_an_edited_one_is_carried_out(other: dict[str, str]) -> None:
    view = Counter()
    once = RunOnce(view)

    once(a_form(reason="Thiếu"))
    once(a_form(**{"reason": "Thiếu"} | other))

    assert view.times == 2


@pytest.mark.django_db
@pytest.mark.parametrize("status", [403, 409, 422])
def test_a_refused_form_may_be_sent_again(status: int) -> None:
    view = Counter(status)
    once = RunOnce(view)

    once(a_form())
    once(a_form())

    assert view.times == 2
    assert not IdempotencyKey.objects.exists()


@pytest.mark.django_db
def test_a_form_without_a_token_and_a_stranger_stand_aside() -> None:
    view = Counter()
    once = RunOnce(view)

    for _ in range(2):
        once(a_form(once=""))
        stranger = a_form()
        stranger.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
        once(stranger)

    assert view.times == 4


@pytest.mark.usefixtures("own_database")
def test_what_failed_leaves_neither_key_nor_trace() -> None:
    def write_and_fail(_request: HttpRequest) -> HttpResponse:
        DemonstrationDay.objects.create(pk=1, day="2025-05-20")
        return HttpResponse(status=500)

    RunOnce(write_and_fail)(a_form())

    assert not IdempotencyKey.objects.exists()
    assert not DemonstrationDay.objects.exists()


def test_two_clicks_at_one_moment_do_it_once(own_database: Database) -> None:
    inside, times = threading.Barrier(2, timeout=20), []
    second_waits = threading.Event()

    def view(_request: HttpRequest) -> HttpResponse:
        times.append(1)
        inside.wait()  # the second click is sent now
        assert second_waits.wait(20)
        return HttpResponseRedirect(f"/done/{len(times)}/")

    def click() -> str:
        try:
            return RunOnce(view)(a_form()).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        first = people.submit(click)
        inside.wait()
        second = people.submit(click)
        _until_somebody_waits(own_database)
        second_waits.set()
        answers = {first.result(30), second.result(30)}

    assert answers == {"/done/1/"}
    assert len(times) == 1


def _until_somebody_waits(database: Database) -> None:
    """Until PostgreSQL itself says that one transaction waits for the other."""
    waiting = (
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    with database.connect(autocommit=True) as watcher:
        for _ in range(100_000):
            row = watcher.execute(waiting).fetchone()
            if row and row[0]:
                return
    raise AssertionError("nobody waited")
