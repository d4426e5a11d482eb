"""The report of a talk is told anew, with a reason; what was told before stays."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic

from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from tests.speakers.factories import AFTER, a_hall, held, invited
from thidua.audit.models import Entry
from thidua.kernel import clock
from thidua.speakers.models import MendedReport, TalkReport

pytestmark = pytest.mark.django_db
MENDED = {
    "came": "31",
    "who": "Tổ trưởng 11 ấp",
    "taken_home": "Ba tổ góp xoay vòng từ tháng 8.",
    "use": "at_once",
    "words": "",
    "reason": "Đếm lại theo danh sách ký",
    "version": "3",
}


@pytest.mark.demand("000.10")
def test_a_report_is_mended_and_both_tellings_are_read() -> None:
    hall = a_hall(a_province())
    asked = held(invited(hall.speaker, hall.inviter), hall.keeper, hall.inviter)
    here = f"/dien-hinh/bao-cao-vien/loi-moi/{asked.pk}/"
    inviter, keeper = signed_in(hall.inviter), signed_in(hall.keeper)

    with clock.standing_on(AFTER.date()):
        shown = inviter.get(here).content.decode()
        form = inviter.get(f"{here}ket-qua/sua/").content.decode()
        silent = inviter.post(f"{here}ket-qua/sua/", MENDED | {"reason": ""})
        done = inviter.post(f"{here}ket-qua/sua/", MENDED)
        late = inviter.post(f"{here}ket-qua/sua/", MENDED | {"came": "9"})
        same = inviter.post(f"{here}ket-qua/sua/", MENDED | {"version": "4"})
        read = keeper.get(here).content.decode()
        listed = inviter.get("/dien-hinh/bao-cao-vien/loi-moi/").content.decode()
        others = keeper.post(f"{here}ket-qua/sua/", MENDED | {"version": "4"})

    assert f"{here}ket-qua/sua/" in shown
    assert 'value="36"' in form
    assert silent.status_code == 422
    assert "Ba tổ góp xoay vòng từ tháng 8." in silent.content.decode()
    assert done.status_code == 302
    assert late.status_code == 409, "somebody mended it since"
    assert "chưa khác gì" in same.content.decode()
    assert others.status_code == 403
    assert "31 người" in read
    assert "36 người" in read
    assert "31</td>" in listed
    assert "36</td>" not in listed
    assert "Bản 1, sửa lúc" in read
    assert "Đếm lại theo danh sách ký" in read
    assert f"{here}ket-qua/sua/" not in read
    assert TalkReport.objects.get().came == 36
    assert MendedReport.objects.get().number == 2
    assert Entry.objects.filter(verb="speakers.report.mended").count() == 1


def test_what_was_not_told_is_not_mended() -> None:
    hall = a_hall(a_province())
    asked = invited(hall.speaker, hall.inviter)
    there = f"/dien-hinh/bao-cao-vien/loi-moi/{asked.pk}/ket-qua/sua/"

    assert signed_in(hall.inviter).post(there, MENDED).status_code == 404
    stranger = an_actor(hall.units[3])
    assert signed_in(stranger).get(there).status_code == 404


def test_the_database_keeps_every_telling() -> None:
    hall = a_hall(a_province())
    asked = held(invited(hall.speaker, hall.inviter), hall.keeper, hall.inviter)
    there = f"/dien-hinh/bao-cao-vien/loi-moi/{asked.pk}/ket-qua/sua/"
    with clock.standing_on(AFTER.date()):
        signed_in(hall.inviter).post(there, MENDED)

    for change in (
        lambda: MendedReport.objects.update(came=1),
        lambda: MendedReport.objects.all().delete(),
        lambda: TalkReport.objects.update(came=1),
    ):
        with pytest.raises(DatabaseError), atomic():
            change()
    assert MendedReport.objects.get().came == 31
