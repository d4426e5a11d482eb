"""An officer leaves: the work is written down, signed by both, and never changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.organisations.factories import PASSWORD, Province, a_province, an_actor
from tests.pacts.factories import in_force
from thidua.audit.models import Entry
from thidua.campaigns.models import Campaign
from thidua.follow_up import actions as follow_up
from thidua.follow_up.drafts import FindingDraft
from thidua.follow_up.models import Inspection
from thidua.indicators.periods import PeriodKind, containing
from thidua.kernel import clock
from thidua.organisations.actions import write_handover
from thidua.organisations.actor import Actor
from thidua.organisations.models import Handover, Mandate
from thidua.organisations.queries.idle import signed_by

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)
LAST = date(2025, 5, 31)


@pytest.fixture(autouse=True)
def on_a_day_of_may() -> Any:
    with clock.standing_on(DAY):
        yield


@pytest.fixture
def place() -> Province:
    return a_province()


def with_password(actor: Actor) -> Actor:
    assert actor.user is not None
    actor.user.set_password(PASSWORD)
    actor.user.save()
    return actor


@pytest.fixture
def leaver(place: Province) -> Actor:
    """The department's officer, whose mandate ends on 31 May."""
    actor = with_password(an_actor(place.department))
    assert actor.mandate is not None
    Mandate.objects.filter(pk=actor.mandate.pk).update(
        during=DateRange(date(2024, 1, 1), LAST + timedelta(days=1))
    )
    return actor


@pytest.fixture
def newcomer(place: Province) -> Actor:
    actor = with_password(an_actor(place.department))
    assert actor.mandate is not None
    Mandate.objects.filter(pk=actor.mandate.pk).update(
        during=DateRange(date(2025, 5, 15), None)
    )
    return actor


def ending_in_july(place: Province) -> Campaign:
    """A campaign that the department runs, with a deadline to tell of."""
    campaign = a_campaign(of=place, launched=True)
    Campaign.objects.filter(pk=campaign.pk).update(ends_on=date(2025, 7, 10))
    return campaign


def to(name: str, leaver: Actor) -> str:
    return reverse(f"desk:{name}", args=[leaver.mandate_id])


def given(client: Client, leaver: Actor, newcomer: Actor, **other: Any) -> Any:
    typed = {
        "notes": "Sổ theo dõi để ở tủ số 3.",
        "taker": newcomer.mandate_id,
        "last_day": "22/05/2025",
        "proof": PASSWORD,
    }
    return client.post(to("handover-give", leaver), typed | other)


@pytest.mark.demand("002.4b")
def test_a_leaver_hands_over_and_the_newcomers_desk_begins_with_it(
    leaver: Actor, newcomer: Actor, place: Province
) -> None:
    campaign = ending_in_july(place)
    his, hers = signed_in(leaver), signed_in(newcomer)
    assert "Soạn bàn giao công việc" in his.get("/").content.decode()
    shown = his.get(to("handover", leaver)).content.decode()
    assert f"Hết phong trào {campaign.name}" in shown
    assert newcomer.name in shown  # among the contacts
    assert "III. Đã làm trong 12 tháng qua, của cả đơn vị" in shown

    assert given(his, leaver, newcomer).status_code == 302
    assert f"{newcomer.name} ký nhận" in his.get("/").content.decode()
    assert f"Ký nhận bàn giao của {leaver.name}" in hers.get("/").content.decode()

    assert hers.post(to("handover-take", leaver), {"proof": "sai"}).status_code == 422
    answer = hers.post(to("handover-take", leaver), {"proof": PASSWORD}, follow=True)
    said = answer.content.decode()
    assert "hết vào cuối ngày 22/05/2025" in said
    assert "Sổ theo dõi để ở tủ số 3." in said
    assert f"Bàn giao của {leaver.name}" in hers.get("/").content.decode()

    with clock.standing_on(date(2025, 5, 22)):
        assert his.get("/").status_code == 200
    with clock.standing_on(date(2025, 5, 23)):
        assert his.get("/").status_code == 403


def test_who_signed_reads_and_prints_the_minutes_for_ever_also_without_a_mandate(
    leaver: Actor, newcomer: Actor, place: Province
) -> None:
    his, hers = signed_in(leaver), signed_in(newcomer)
    given(his, leaver, newcomer)
    other = an_actor(place.department)
    Mandate.objects.filter(pk__in=[newcomer.mandate_id, other.mandate_id]).update(
        during=DateRange(date(2025, 5, 15), date(2025, 6, 1))
    )

    with clock.standing_on(date(2025, 6, 7)):
        asked = hers.get(to("handover", leaver)).status_code
        minutes, home = his.get(to("handover", leaver)), his.get("/")
        barred = signed_in(other).get(to("handover", leaver)).status_code
        blocked = his.post(to("handover-withdraw", leaver)).status_code

    said = minutes.content.decode()
    assert minutes.status_code == 200
    assert "Sổ theo dõi để ở tủ số 3." in said
    assert "data-print" in said
    assert to("handover-withdraw", leaver) not in said, "read, not undone"
    assert home.status_code == 403
    assert to("handover", leaver) in home.content.decode()
    assert (asked, barred, blocked) == (403, 403, 403), "who has not signed is told why"


def test_it_is_signed_with_the_password_and_kept_as_typed_without(
    leaver: Actor, newcomer: Actor
) -> None:
    answer = given(signed_in(leaver), leaver, newcomer, proof="sai")

    assert answer.status_code == 422
    assert "Mật khẩu chưa đúng, nên chưa ký." in answer.content.decode()
    assert "tủ số 3" in answer.content.decode()
    assert not Handover.objects.exists()


def test_what_was_given_stands_still_while_the_office_goes_on(
    leaver: Actor, newcomer: Actor, place: Province
) -> None:
    given(signed_in(leaver), leaver, newcomer)
    kept = Handover.objects.get()
    campaign = ending_in_july(place)

    shown = signed_in(newcomer).get(to("handover", leaver)).content.decode()

    assert campaign.name not in shown.split("<article")[1].split("</article")[0]
    assert kept.seal in shown


def test_the_database_keeps_it_unchanged(leaver: Actor, newcomer: Actor) -> None:
    given(signed_in(leaver), leaver, newcomer)

    with (
        pytest.raises(DatabaseError, match="history is only added to"),
        transaction.atomic(),
    ):
        Handover.objects.update(notes="Khác.")
    signed_in(newcomer).post(to("handover-take", leaver), {"proof": PASSWORD})
    for wrong in (
        "update organisations_handover set taken_by = 'Người khác'",
        "delete from organisations_handover",
    ):
        with (
            pytest.raises(DatabaseError, match="history is only added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(wrong)


def test_given_to_the_wrong_one_it_is_withdrawn_before_it_is_taken(
    leaver: Actor, newcomer: Actor
) -> None:
    his = signed_in(leaver)
    given(his, leaver, newcomer)

    assert his.post(to("handover-withdraw", leaver)).status_code == 302

    assert "tủ số 3" in his.get(to("handover", leaver)).content.decode()
    hers = signed_in(newcomer)
    answer = hers.post(to("handover-take", leaver), {"proof": PASSWORD})
    assert answer.status_code == 403


def test_the_head_sees_who_left_without_a_word_and_does_it_for_them(
    leaver: Actor, newcomer: Actor, place: Province
) -> None:
    head = with_password(an_actor(place.department, Mandate.Role.HEAD))
    hers = signed_in(head)
    assert leaver.name not in hers.get("/").content.decode()

    with clock.standing_on(date(2025, 6, 2)):
        home = hers.get("/").content.decode()
        assert f"Lập bàn giao của {leaver.name}" in home
        assert "hết phân công ngày 31/05/2025" in home
        assert given(hers, leaver, newcomer, last_day="31/05/2025").status_code == 302
        assert f"Lập bàn giao của {leaver.name}" not in hers.get("/").content.decode()
        page = hers.get(to("handover", leaver)).content.decode()
        assert f"Ký thay {leaver.name}." in page
        assert "Ký thay người bàn giao" in page
    handover = Handover.objects.get()
    assert (handover.given_by, handover.signer) == (head.name, head.mandate)
    assert handover in signed_by(head.person_id or 0)
    trail = Entry.objects.filter(verb="organisations.handover.given")
    assert {(one.mandate_id, one.details["is_in_place"]) for one in trail} == {
        (head.mandate_id, True)
    }


def test_only_the_leaver_writes_while_they_serve(
    leaver: Actor, newcomer: Actor, place: Province
) -> None:
    stranger = an_actor(place.communes[0])

    assert signed_in(stranger).get(to("handover", leaver)).status_code == 404
    assert given(signed_in(newcomer), leaver, newcomer).status_code == 403
    assert leaver.mandate is not None
    write_handover(leaver.mandate, "Nháp.", actor=leaver, at=clock.now())
    assert "Nháp." in signed_in(leaver).get(to("handover", leaver)).content.decode()


def test_a_unit_that_ends_with_the_mandate_asks_for_nothing(
    leaver: Actor, place: Province
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update organisations_placement set during = daterange('2015-01-01', %s)"
            " where unit_id = %s",
            [LAST + timedelta(days=1), place.department.pk],
        )

    assert "Soạn bàn giao" not in signed_in(leaver).get("/").content.decode()


@pytest.mark.demand("002.4b")
def test_the_deadlines_of_ninety_days_come_from_every_room() -> None:
    """Reports asked for, what is to be mended, what was promised, targets, reports."""
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    commune = place.communes[0]
    leaver, office = with_password(an_actor(commune)), an_actor(campaign.office)
    given_to(a_target(campaign, due_on=date(2025, 7, 31)), commune, 12)
    by: dict[str, Any] = {"actor": office, "at": clock.now()}
    half = containing(DAY, PeriodKind.HALF)
    follow_up.call_reviews(campaign, half, due_on=date(2025, 7, 10), **by)
    found = Inspection.objects.create(
        campaign=campaign,
        inspector=campaign.office,
        inspected=commune,
        starts_on=DAY,
        ends_on=DAY,
        leader="Lê Lan",
        state="announced",
        announced_at=clock.now(),
    )
    follow_up.add_finding(
        found, FindingDraft("Thiếu sổ.", "mend", date(2025, 6, 3)), **by
    )
    in_force(place, *place.communes[:2])

    shown = signed_in(leaver).get(to("handover", leaver)).content.decode()

    due = shown[shown.index("II. ") : shown.index("III. ")]
    for words in (
        "Khắc phục: Thiếu sổ.",
        "Báo cáo 6 tháng đầu năm 2025",
        "Chỉ tiêu “",
    ):
        assert words in due, words
    assert due.index("Khắc phục: Thiếu sổ.") < due.index("Báo cáo 6 tháng")
    with clock.standing_on(date(2025, 12, 1)):
        later = signed_in(leaver).get(to("handover", leaver)).content.decode()
    assert "Cam kết trong giao ước: " in later
