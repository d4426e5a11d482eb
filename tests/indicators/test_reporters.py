"""Who must report a form: a level, single units, and no longer, on its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import UnitFactory, rebuild_lineage, tree
from thidua.indicators.models import ReportDuty
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
JUNE = date(2025, 6, 1)


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def there(office: Office, name: str = "form-reporters") -> str:
    return reverse(f"indicators:{name}", args=[office.form.pk])


def post(client: Client, office: Office, name: str, **data: Any) -> Any:
    return client.post(there(office, name), data, follow=True)


def said(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def expected_on(office: Office, day: date) -> set[int]:
    duties = ReportDuty.objects.filter(form=office.form).standing_on(day)
    return set(duties.values_list("unit_id", flat=True))


@pytest.mark.demand("003.4a")
def test_the_owner_lets_a_unit_report_no_more_and_says_why() -> None:
    office = an_office("ROAD")
    client, commune = signed_in(office.owner), office.commune
    listed = said(client.get(there(office)))
    assert "đơn vị đang báo cáo biểu này" in listed
    assert f'value="{commune.pk}"' in listed

    silent = post(client, office, "form-reporters-end", on="01/06/2025", reason="")
    nobody = said(silent)
    done = post(
        client,
        office,
        "form-reporters-end",
        units=[commune.pk],
        on="01/06/2025",
        reason="Đã sáp nhập",
    )

    assert silent.status_code == 422
    assert "Chưa chọn đơn vị nào." in nobody
    assert commune.pk in expected_on(office, JUNE.replace(month=5))
    assert commune.pk not in expected_on(office, JUNE)
    assert "thôi 1 đơn vị báo cáo từ 01/06/2025" in said(done)
    assert "Đã sáp nhập" in said(done)


@pytest.mark.demand("003.4a")
def test_the_owner_asks_one_more_unit_by_its_name() -> None:
    office = an_office("ROAD")
    client = signed_in(office.owner)
    above = office.cast.districts[0]
    new = UnitFactory.create(name="Mới Lập", parent=above)
    rebuild_lineage(tree())

    lost = post(client, office, "form-reporter-add", unit="Xã Đâu", since="01/06/2025")
    post(
        client,
        office,
        "form-reporter-add",
        unit="Xã Mới Lập",
        since="01/06/2025",
        reason="Mới thành lập",
    )

    assert lost.status_code == 422
    assert "Không có đơn vị nào tên “Xã Đâu”" in said(lost)
    duty = ReportDuty.objects.get(form=office.form, unit=new)
    assert (duty.receiver_id, duty.during.lower) == (above.pk, JUNE)
    assert "Mới thành lập" in said(client.get(there(office)))


def test_the_list_costs_the_same_for_one_reporter_and_for_all() -> None:
    office = an_office("ROAD")
    client = signed_in(office.owner)
    client.get(there(office))
    with CaptureQueriesContext(connection) as all_of_them:
        client.get(there(office))
    ReportDuty.objects.filter(form=office.form).exclude(unit=office.commune).delete()
    with CaptureQueriesContext(connection) as one:
        client.get(there(office))

    assert len(one) == len(all_of_them)
