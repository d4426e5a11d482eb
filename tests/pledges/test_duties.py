"""The head's own duties: tasks on the head's desk until they are recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import running
from thidua.follow_up.queries.digest import digest_of
from thidua.kernel import clock
from thidua.organisations.models import Mandate
from thidua.pledges.models import Duty

pytestmark = pytest.mark.django_db
TASK = "Việc của người đứng đầu quý II/2025"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("000.6")
def test_a_duty_waits_on_the_heads_desk_until_all_of_it_is_recorded() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    head = signed_in(an_actor(commune, Mandate.Role.HEAD))
    officer = signed_in(an_actor(commune))
    path = f"/phong-trao/{campaign.pk}/nguoi-dung-dau/"
    before = text(head.get("/"))

    for kind in ("launch", "urge", "guide"):
        proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
        sent = {"kind": kind, "done_on": "16/05/2025", "what": "Họp các ấp"}
        assert head.post(path, sent | {"file": proof}).status_code == 302
    partly = text(head.get("/"))
    head.post(path, {"kind": "check", "done_on": "19/05/2025", "what": "Đi ấp 3"})
    after = text(head.get("/"))

    assert TASK[:1].lower() + TASK[1:] in before or TASK in before
    assert "chưa ghi: phát động, đôn đốc, hướng dẫn, kiểm tra" in before
    assert "chưa ghi: kiểm tra." in partly
    assert "người đứng đầu quý II" not in after
    assert "người đứng đầu quý II" not in text(officer.get("/"))
    page = text(head.get(path))
    assert "Người đứng đầu đã làm đủ việc của quý II/2025" in page
    assert "bien-ban.pdf" in page
    above = text(signed_in(an_actor(place.districts[0])).get(path))
    assert "2 trên 3 nơi chưa ghi việc nào." in above


@pytest.mark.demand("000.6")
def test_what_was_told_by_mistake_is_taken_back_and_asked_for_again() -> None:
    place = a_province()
    campaign, commune = running(place), place.communes[0]
    head = signed_in(an_actor(commune, Mandate.Role.HEAD))
    path = f"/phong-trao/{campaign.pk}/nguoi-dung-dau/"
    head.post(path, {"kind": "urge", "done_on": "16/05/2025", "what": "Họp"})
    duty = Duty.objects.get()

    without = head.post(f"{path}{duty.pk}/thoi-tinh/", {"reason": " "})
    head.post(f"{path}{duty.pk}/thoi-tinh/", {"reason": "Họp việc khác"})
    page = text(head.get(path))

    assert without.status_code == 422
    assert "Họp việc khác" in page
    assert "đôn đốc" in text(head.get("/"))


def test_what_is_still_to_come_is_not_recorded() -> None:
    place = a_province()
    campaign = running(place)
    head = signed_in(an_actor(place.communes[0], Mandate.Role.HEAD))
    path = f"/phong-trao/{campaign.pk}/nguoi-dung-dau/"

    sent = {"kind": "urge", "done_on": "21/05/2025", "what": "Sẽ họp"}
    refused = head.post(path, sent)

    assert refused.status_code == 422
    assert "Ngày làm phải từ 01/01/2025 đến hôm nay." in text(refused)
    assert "Sẽ họp" in text(refused)


def test_the_weekly_mail_tells_of_the_heads_duties() -> None:
    place = a_province()
    running(place)
    head = an_actor(place.communes[0], Mandate.Role.HEAD)
    assert head.user is not None

    week = clock.now() - timedelta(days=7)
    said = digest_of(head.user.person, clock.today(), since=week)

    assert "người đứng đầu quý II" in said
