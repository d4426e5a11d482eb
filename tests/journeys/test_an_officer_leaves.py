"""An officer leaves: both sign in their browsers, and the other carries on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import Settings

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.journeys.people import Visits
from tests.organisations.factories import (
    PASSWORD,
    PersonFactory,
    UserFactory,
    a_province,
    an_actor,
)
from tests.running.scenes import Scene
from thidua.kernel import clock
from thidua.organisations.models import Mandate, Unit

pytestmark = pytest.mark.journey
TODAY, LAST = date(2025, 5, 20), date(2025, 5, 22)


@pytest.fixture(autouse=True)
def on_the_first_day(settings: Settings) -> None:
    settings.THIDUA_TODAY = TODAY.isoformat()


def an_office_with_open_work() -> tuple[int, int]:
    """A commune owes an answer; `tonghop` leaves in May, `lan` has just come.

    The mandates of both are answered.
    """
    place = a_province()
    commune = place.communes[0]
    given_to(a_target(a_campaign(of=place, launched=True)), commune, 12)
    return (
        _serves(commune, "tonghop", "Trần Văn Tổng", date(2024, 1, 1), LAST),
        _serves(commune, "lan", "Lê Thị Lan", date(2025, 5, 15), None),
    )


def _serves(
    unit: Unit, username: str, name: str, first: date, last: date | None
) -> int:
    person = PersonFactory.create(full_name=name)
    UserFactory.create(username=username, person=person, signed_in_with=PASSWORD)
    actor = an_actor(unit, person=person)
    during = DateRange(first, last and last + timedelta(days=9))
    assert actor.mandate_id is not None
    Mandate.objects.filter(pk=actor.mandate_id).update(during=during)
    return actor.mandate_id


@pytest.fixture
def so_far() -> Callable[[], Any]:
    return an_office_with_open_work


@pytest.mark.demand("002.4b")
def test_the_leaver_signs_the_taker_signs_and_the_work_goes_on(
    visit: Visits, scene: Scene[tuple[int, int]]
) -> None:
    leaving, _coming = scene.told
    his, hers = visit("tonghop"), visit("lan")
    his.go("/").press("Soạn bàn giao")
    his.reads("Trả lời 1 chỉ tiêu được giao")
    his.is_accessible("handover-write")
    his.page.get_by_label("Ghi chú của người giao").fill("Sổ ở tủ số 3.")
    his.page.get_by_label("Người nhận").select_option(label="Lê Thị Lan, chuyên viên")
    his.page.get_by_label("Ngày làm việc cuối").fill("22/05/2025")
    his.page.get_by_label("Mật khẩu của anh/chị, để ký").fill(PASSWORD)
    his.press("Ký giao")
    his.reads("Lê Thị Lan")

    hers.go("/").press("Ký nhận bàn giao của Trần Văn Tổng")
    hers.reads("Sổ ở tủ số 3.")
    hers.is_accessible("handover-take")
    hers.page.get_by_label("Mật khẩu của anh/chị, để ký").fill(PASSWORD)
    hers.press("Ký nhận bàn giao")
    hers.reads("hết vào cuối ngày 22/05/2025")
    hers.go("/").reads("Bàn giao của Trần Văn Tổng")

    clock.move_to(LAST + timedelta(days=1))
    his.page.goto("/")
    his.reads("đã hết")
    hers.go("/").press("Trả lời 1 chỉ tiêu được giao")
    hers.reads("12 km")
    hers.go(f"/ban-giao/{leaving}/").reads("Sổ ở tủ số 3.")
