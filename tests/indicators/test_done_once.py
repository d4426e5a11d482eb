"""A report is sent once and accepted once; who presses again reads who did it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import an_office, month
from thidua.indicators.models import Report
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    with clock.standing_on(date(2025, 5, 20)):
        yield


def test_sending_and_accepting_again_say_that_it_was_done_and_by_whom() -> None:
    office = an_office("HOUSES")
    officer, receiver = office.officer(), office.receiver()
    client, above = signed_in(officer), signed_in(receiver)
    office.type_in(office.report(month(*APRIL)), HOUSES="3")
    place = [office.form.pk, month(*APRIL).pk, office.commune.pk]
    submit = reverse("indicators:report-submit", args=place)
    accept = reverse("indicators:report-accept", args=place)
    client.post(submit)

    sent = client.post(submit)
    above.post(accept)
    accepted = above.post(accept)
    chosen = {"chon": [Report.objects.get().pk]}
    together = above.post(reverse("indicators:reports-accept"), chosen)

    for answer, who in ((sent, officer), (accepted, receiver), (together, receiver)):
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "đã làm xong lúc" in text
        assert f"Người làm: {who.name}" in text
        assert "Gửi lại</button>" not in text
    assert Report.objects.get().state == "accepted"
