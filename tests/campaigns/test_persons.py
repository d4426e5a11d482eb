"""A unit divides its target among its people; only the unit sees it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import PersonResult, PersonTarget, Target
from thidua.campaigns.queries import waiting_for
from thidua.campaigns.states import TargetState
from thidua.indicators.models import IndicatorVersion, Observation
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
APRIL, MAY_MONTH = (PeriodSpan(PeriodKind.MONTH, 2025, n).id for n in (4, 5))


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def target(place: Province) -> Target:
    """The first commune has accepted 25 km."""
    whole = a_target(a_campaign(of=place, launched=True))
    return given_to(whole, place.communes[0], 25, state=TargetState.ACCEPTED)


@pytest.fixture
def officer(place: Province) -> Actor:
    return an_actor(place.communes[0])


@pytest.fixture
def worker(place: Province) -> Actor:
    """Somebody of the commune who only reads."""
    return an_actor(place.communes[0], Mandate.Role.READER)


def give(officer: Actor, target: Target, who: Actor, value: str = "12") -> Client:
    client = signed_in(officer)
    form = {"person": who.person_id, "value": value, "due_on": "31/12/2025"}
    post(client, "persons", target.campaign, target, **form)
    return client


def the_aim() -> PersonTarget:
    aim = PersonTarget.objects.get()
    PersonTarget.objects.update(starts_on=date(2025, 1, 1))
    return aim


@pytest.mark.demand("004.4")
def test_a_units_target_is_divided_among_its_people_and_balanced_in_words(
    target: Target, officer: Actor, worker: Actor
) -> None:
    client = give(officer, target, worker)

    shown = page(client, "persons", target.campaign, target)
    assert "Giao cho 1 người: " in shown
    assert "13 km" in shown
    assert worker.name in shown
    assert "Giao cho 1 người: " in page(client, "give", target.campaign, target)
    twice = post(
        client,
        "persons",
        target.campaign,
        target,
        person=worker.person_id,
        value="3",
        due_on="31/12/2025",
    )
    assert twice.status_code == 422


@pytest.mark.demand("004.4")
def test_the_person_finds_it_on_the_desk_and_tells_the_month_without_any_report(
    target: Target, officer: Actor, worker: Actor
) -> None:
    give(officer, target, worker)
    aim = the_aim()
    (task,) = waiting_for(worker, MAY.date())
    assert "Chỉ tiêu của tôi" in task.object
    assert "Được giao 12" in task.detail.replace("\u00a0", " ")

    own = signed_in(worker)
    told = {"period": APRIL, "value": "4,5", "note": "", "version": "0"}
    answer = post(own, "person-tell", target.campaign, target, aim, **told)

    assert "4,5 km" in said(answer)
    assert PersonResult.objects.get().value == Decimal("4.5")
    assert not Observation.objects.exists()
    assert "báo cáo của đơn vị là –" in said(answer)
    (task,) = waiting_for(worker, MAY.date())
    assert task.verb == "Làm"


@pytest.mark.demand("004.4")
def test_nobody_outside_the_unit_sees_it_and_a_reader_gives_nothing(
    place: Province, target: Target, officer: Actor, worker: Actor
) -> None:
    give(officer, target, worker)
    aim = the_aim()
    another = an_actor(place.communes[0], Mandate.Role.READER)
    places = [address("campaigns:persons", target.campaign, target)]
    places += [address("campaigns:person-tell", target.campaign, target, aim)]
    for outsider in (place.districts[0], place.department, place.communes[1]):
        client = signed_in(an_actor(outsider))
        assert [client.get(one).status_code for one in places] == [404, 404]
    assert signed_in(another).get(places[0]).status_code == 200
    assert signed_in(another).get(places[1]).status_code == 403
    form = {"person": another.person_id, "value": "1", "due_on": "31/12/2025"}
    assert signed_in(another).post(places[0], form).status_code == 403
    end = address("campaigns:person-end", target.campaign, target, aim)
    assert signed_in(worker).post(end, {"reason": "Thử"}).status_code == 403


def test_two_who_tell_the_same_month_are_shown_both_figures(
    target: Target, officer: Actor, worker: Actor
) -> None:
    client = give(officer, target, worker)
    aim = the_aim()
    told = {"period": APRIL, "value": "4", "note": "", "version": "0"}
    post(client, "person-tell", target.campaign, target, aim, **told)

    second = post(
        client, "person-tell", target.campaign, target, aim, **(told | {"value": "5"})
    )

    assert second.status_code == 409
    assert "vừa ghi kết quả tháng này" in said(second)
    assert PersonResult.objects.get().value == 4


def test_a_target_that_is_given_no_more_says_why_and_keeps_what_was_told(
    target: Target, officer: Actor, worker: Actor
) -> None:
    client = give(officer, target, worker)
    aim = the_aim()
    told = {"period": APRIL, "value": "4", "note": "", "version": "0"}
    post(client, "person-tell", target.campaign, target, aim, **told)

    without = post(client, "person-end", target.campaign, target, aim, reason=" ")
    ended = post(client, "person-end", target.campaign, target, aim, reason="Nghỉ hưu")

    assert without.status_code == 422
    assert "Nghỉ hưu" in said(ended)
    assert "4 km" in said(ended)
    assert waiting_for(worker, MAY.date()) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"due_on": "31/12/2026"}, "Hạn của đơn vị"), ({"value": "x"}, "x")],
)
def test_what_does_not_fit_is_refused_at_its_field(
    target: Target, officer: Actor, worker: Actor, wrong: dict[str, str], words: str
) -> None:
    form = {"person": str(worker.person_id), "value": "1", "due_on": "31/12/2025"}

    answer = post(
        signed_in(officer), "persons", target.campaign, target, **(form | wrong)
    )

    assert answer.status_code == 422
    assert words in said(answer)
    assert not PersonTarget.objects.exists()


def test_a_month_to_come_is_not_told(
    target: Target, officer: Actor, worker: Actor
) -> None:
    client = give(officer, target, worker)
    june = PeriodSpan(PeriodKind.MONTH, 2025, 6).id
    told = {"period": june, "value": "4", "note": "", "version": "0"}

    answer = post(client, "person-tell", target.campaign, target, the_aim(), **told)

    assert answer.status_code == 422
    assert not PersonResult.objects.exists()


def test_what_is_counted_whole_is_not_halved(
    target: Target, officer: Actor, worker: Actor
) -> None:
    IndicatorVersion.objects.filter(pk=target.version_id).update(decimals=0)
    client = give(officer, target, worker)
    told = {"period": APRIL, "value": "0,5", "note": "", "version": "0"}

    answer = post(client, "person-tell", target.campaign, target, the_aim(), **told)

    assert answer.status_code == 422
    assert "đếm trọn" in said(answer)
