"""How one comes into the practice, and what is refused at its door."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_script_prefix
from pytest_django import Settings

from tests.doors import signed_in
from tests.organisations.factories import a_delegation, an_actor, under
from tests.practice.test_practising import (
    IN,
    START,
    bargain,
    do,
    look_round,
    report_and_mend,
    sit,
    the_learner,
    the_user,
    ticks,
)
from thidua.audit.models import Entry
from thidua.kernel import clock
from thidua.kernel.database import apart
from thidua.organisations.models import Mandate, Power
from thidua.practice import actions
from thidua.practice.models import Practice

pytestmark = pytest.mark.django_db


def is_ticked(client: Client) -> bool:
    """Is practising done, in the list of the first week?"""
    page = client.get("/tuan-dau/").content.decode()
    steps = page.split("<li>")
    (step,) = (one for one in steps if "Tập làm, đi hết bảy bước" in one)
    return "đã làm" in step


def test_whoever_acts_for_somebody_else_practises_in_chairs_of_their_own(
    settings: Settings,
) -> None:
    settings.THIDUA_TODAY = "2025-05-20"
    learner = the_learner()
    assert learner.mandate is not None
    head = an_actor(learner.mandate.unit, Mandate.Role.HEAD)
    acting = under(a_delegation(head, learner, Power.SIGN), learner)
    client = signed_in(learner)
    client.post("/tai-khoan/vai/", {"mandate": acting.key, "next": "/"})
    assert "thay mặt" in client.get(START).content.decode()

    home = client.post(f"{START}mo/", follow=True)

    assert home.redirect_chain == [(IN, 302)]
    assert "thay mặt" not in home.content.decode()
    there = look_round()
    bargain(client, there)
    assert ticks(learner)[:3] == [True, True, True]


def test_practising_is_ticked_when_its_steps_are_done_and_not_before() -> None:
    learner = the_learner()
    client = signed_in(learner)
    client.post(f"{START}mo/")
    there = look_round()
    assert not is_ticked(client)
    bargain(client, there)
    report_and_mend(client, there)
    assert not is_ticked(client)
    sit(client, "province")
    do(client, f"{there.report}nhan/")

    assert is_ticked(client)
    sit(client, "commune")
    finished = Entry.objects.filter(verb="practice.practice.finished")
    assert finished.count() == 1


def test_the_address_without_its_slash_leads_in() -> None:
    client = signed_in(the_learner())

    answer = client.get("/tap-lam")

    assert (answer.status_code, answer["Location"]) == (302, IN)


def test_beneath_a_path_of_the_server_every_address_keeps_it() -> None:
    learner = the_learner()
    client = signed_in(learner)
    place: dict[str, Any] = {"SCRIPT_NAME": "/thi-dua"}
    actions.open_practice(the_user(learner), actor=learner, at=clock.now())

    with override_script_prefix("/thi-dua/"):
        home = client.get(IN, **place).content.decode()
        inside = client.get(f"{IN}phong-trao/", **place).content.decode()
        out = client.post(f"{IN}dang-xuat/", **place)
        start = client.get(START, **place).content.decode()
        bare = client.get("/tap-lam", **place)

    assert 'href="/thi-dua/tap-lam/phong-trao/' in home
    assert 'href="/thi-dua/tuan-dau/tap-lam/"' in home, "the way back"
    assert 'href="/tap-lam/' not in home + inside
    assert out["Location"] == "/thi-dua/dang-xuat/"
    assert 'action="/thi-dua/tap-lam/tai-khoan/vai/"' in start
    assert 'value="/thi-dua/tap-lam/phong-trao/' in start
    assert bare["Location"] == "/thi-dua/tap-lam/"


def test_what_the_database_checks_last_is_refused_on_a_page_and_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def leans_on_nothing(*_target: object, **_given: object) -> None:
        Mandate.objects.update(title="Ghế hỏng", unit_id=10**9)

    client = signed_in(the_learner())
    client.post(f"{START}mo/")
    there = look_round()
    sit(client, "province")
    action = "thidua.campaigns.views.answering.actions.agree_to_counter"
    monkeypatch.setattr(action, leans_on_nothing)

    answer = client.post(
        f"{IN}{there.of}chi-tieu/{there.root}/dong-y/", {"revision": 1}
    )

    assert answer.status_code == 409
    assert "trái với điều đã có trong sổ" in answer.content.decode()
    with apart.within(Practice.objects.get().pk):
        assert not Mandate.objects.filter(title="Ghế hỏng").exists()
    assert client.get(IN).status_code == 200


def test_where_names_are_looked_up_elsewhere_nothing_is_done_and_it_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As behind a pool of connections that puts the search path back."""

    def loses_the_path(statement: str, *given: int | str) -> object:
        lost = "set_config" in statement and str(given[0]).startswith("apart_")
        return None if lost else run(statement, *given)

    client = signed_in(the_learner())
    client.post(f"{START}mo/")
    run = apart._run
    monkeypatch.setattr(apart, "_run", loses_the_path)

    inside, start = client.get(f"{IN}phong-trao/"), client.get(START)

    assert (inside.status_code, inside["Location"]) == (302, START)
    assert start.status_code == 409
    assert "PgBouncer" in start.content.decode()
