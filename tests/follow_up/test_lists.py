"""Every list of the room is an Excel file too: as filtered, to whom the list opens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.factories import a_campaign
from tests.doors import signed_in
from tests.follow_up.cast import DUE, at
from tests.follow_up.test_reviewing import Story as Asking
from tests.follow_up.test_sending import a_story, urged
from tests.follow_up.test_urging import NOON
from tests.follow_up.test_urging import Story as Urging
from tests.organisations.factories import a_province, an_actor
from tests.sheets import rows_at
from thidua.follow_up.models import Inspection, Mail, Notice, ReviewCall, UrgingLetter
from thidua.follow_up.states import ReviewState
from thidua.follow_up.telling import tell
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
INSPECTIONS, OUTBOX = "/theo-doi/kiem-tra/", "/theo-doi/don-doc/thu/"
LETTERS, REVIEWS = "/theo-doi/don-doc/cong-van/", "/theo-doi/bao-cao-ky/"


@pytest.fixture(autouse=True)
def on_a_working_day() -> Any:
    with clock.standing_on(DUE):
        yield


def offers(client: Client, address: str) -> bool:
    """Does the page lead to its Excel file, with the filter it stands under?"""
    page = client.get(address).content.decode()
    join = "&amp;" if "?" in address else "?"
    return f'href="{address}{join}xuat=excel"' in page


def test_inspections_come_as_excel_with_figures_and_days_as_filtered() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    office = signed_in(an_actor(place.department))
    for commune in place.communes[:2]:
        Inspection.objects.create(
            campaign=campaign,
            inspector=place.department,
            inspected=commune,
            starts_on=DUE,
            ends_on=DUE + timedelta(days=1),
            leader="Lê Lan",
            state="announced",
            announced_at=at(DUE),
        )
    made = Inspection.objects.get(inspected=place.communes[0])
    for number, state in ((1, "open"), (2, "mended")):
        made.findings.create(
            number=number,
            what="Thiếu sổ.",
            severity="mend",
            mend_by=DUE,
            state=state,
            found_at=at(DUE),
            mended_at=at(DUE) if state == "mended" else None,
        )

    assert offers(office, f"{INSPECTIONS}?khac-phuc=con")
    assert len(rows_at(office, f"{INSPECTIONS}?xuat=excel")) == 2
    (line,) = rows_at(office, f"{INSPECTIONS}?khac-phuc=con&xuat=excel")
    assert line[0] == "Xã Tân An"
    assert line[3:5] == [DUE, DUE + timedelta(days=1)]
    assert line[6:8] == [2, 1], "figures as figures"
    neighbour = signed_in(an_actor(place.communes[2]))
    assert rows_at(neighbour, f"{INSPECTIONS}?xuat=excel") == []


def test_letters_come_as_excel_with_how_many_have_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = Urging()
    monkeypatch.setattr(clock, "now", lambda: NOON)
    story.write()
    letter = UrgingLetter.objects.get()
    today = clock.day_of(NOON)

    with clock.standing_on(today):
        assert offers(story.office, f"{LETTERS}?buoc=draft")
        (line,) = rows_at(story.office, f"{LETTERS}?buoc=draft&xuat=excel")
        assert rows_at(story.office, f"{LETTERS}?buoc=issued&xuat=excel") == []
        theirs = signed_in(story.officers[0])
        assert rows_at(theirs, f"{LETTERS}?xuat=excel") == [], "a draft stays inside"
    assert line[4] == letter.due_on
    assert line[-2:] == [2, 0]


def test_the_outbox_comes_as_excel_by_its_state_to_its_own_unit() -> None:
    place = a_story(units=2)
    office = signed_in(an_actor(place.department))
    Mail.objects.filter(person__mailbox__address="xa1@example.vn").update(
        state="failed", fault=Mail.Fault.ADDRESS
    )

    assert offers(office, f"{OUTBOX}?trang-thai=failed")
    (line,) = rows_at(office, f"{OUTBOX}?trang-thai=failed&xuat=excel")
    assert line[1] == "xa1@example.vn"
    assert line[4] == clock.day_of(Mail.objects.all()[0].made_at)
    assert len(rows_at(office, f"{OUTBOX}?xuat=excel")) == 2
    stranger = signed_in(an_actor(place.communes[0]))
    assert rows_at(stranger, f"{OUTBOX}?xuat=excel") == []


def test_notices_come_as_excel_the_unread_ones_alone_and_only_my_own() -> None:
    place = a_province()
    mine, other = (an_actor(unit) for unit in place.communes[:2])
    tell([urged(place, unit) for unit in place.communes[:2]], at=at(DUE))
    Notice.objects.filter(person=other.person_id).update(read_at=at(DUE))

    assert offers(signed_in(mine), "/nhac-viec/?loc=chua-doc")
    here = "/nhac-viec/?loc=chua-doc&xuat=excel"
    (line,) = rows_at(signed_in(mine), here)
    assert (line[0], line[4], line[5]) == ("Đã quá hạn: Biểu tháng", DUE, "")
    assert rows_at(signed_in(other), here) == []


def test_who_has_sent_a_periodic_report_comes_as_excel_as_filtered() -> None:
    story = Asking()
    today, call = date(2025, 5, 20), ReviewCall.objects.get()
    office, commune = signed_in(story.office), signed_in(story.commune)
    review = story.review_of(story.commune)
    story.at(today, story.commune, f"{review.pk}/", story.written("send"))
    here = f"{REVIEWS}dot/{call.pk}/"

    with clock.standing_on(today):
        assert offers(office, f"{here}?tinh-trang=sent")
        (line,) = rows_at(office, f"{here}?tinh-trang=sent&xuat=excel")
        every = rows_at(office, f"{here}?xuat=excel")
        (own,) = rows_at(commune, f"{REVIEWS}?xuat=excel")
    assert line[0] == own[0] == "Xã Tân An"
    assert line[3] == str(ReviewState.SENT.label)
    assert line[4:6] == [date(2025, 6, 10), today]
    assert len(every) == call.reviews.count() > 1


@pytest.mark.parametrize(
    ("found", "words"), [(1, "1 finding, 1"), (2, "2 findings, 2")]
)
def test_findings_are_counted_in_english_as_english_counts(
    found: int, words: str
) -> None:
    place = a_province()
    office = signed_in(an_actor(place.department))
    made = Inspection.objects.create(
        campaign=a_campaign(of=place, launched=True),
        inspector=place.department,
        inspected=place.communes[0],
        starts_on=DUE,
        ends_on=DUE,
        leader="Lê Lan",
        state="announced",
        announced_at=at(DUE),
    )
    for number in range(found):
        made.findings.create(
            number=number + 1,
            what="Thiếu sổ.",
            severity="mend",
            mend_by=DUE,
            state="open",
            found_at=at(DUE),
        )
    office.cookies["thidua_language"] = "en"

    assert f"{words} open" in office.get(INSPECTIONS).content.decode()
