"""A list of people through the pages: sent, asked, brought in, undone; and sign-ins."""

from __future__ import annotations

import io
import re

import pytest
import python_calamine
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.communes import Commune, three
from tests.imports.factories import work_off
from tests.organisations.factories import an_actor
from tests.running.cluster import Database
from tests.running.killing import kill_in_the_middle
from thidua.audit.models import Entry
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.organisations.models import Mandate, Person, User

pytestmark = pytest.mark.usefixtures("own_database")
HOLD = 4_213
WORKER = f"""
import django; django.setup()
from django.db import connection
from thidua.imports.actions import carrying
from thidua.imports.registers.people import PeopleGround
from thidua.kernel import jobs
PeopleGround.chunk = 1
seen, inner = [], carrying._write_down
def outer(*args):
    inner(*args)
    seen.append(1)
    if len(seen) == 2:
        connection.cursor().execute("select pg_advisory_lock({HOLD})")
carrying._write_down = outer
jobs.work()
"""


@pytest.fixture(autouse=True)
def in_may(
    settings: Settings, own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twentieth of May 2025, for the workers too."""
    del own_database
    settings.THIDUA_TODAY = "2025-05-20"
    monkeypatch.setenv("THIDUA_TODAY", "2025-05-20")


def sent_by(client: Client, commune: Commune, rows: list[list[make.Cell]]) -> Import:
    """A list sent through the page, its columns taken as proposed, checked."""
    here = f"/nhap-tep/moi/nguoi/{commune.unit.pk}/"
    answer = client.post(here, {"file": make.xlsx(rows, name="can-bo.xlsx")})
    assert answer.status_code == 302, answer.content.decode()
    run = Import.objects.latest("pk")
    assert client.get(f"/nhap-tep/{run.pk}/cot/").status_code == 200
    assert client.post(f"/nhap-tep/{run.pk}/cot/", {}).status_code == 302
    work_off()
    run.refresh_from_db()
    return run


def test_numbers_of_identity_and_telephone_are_masked_on_the_page() -> None:
    commune = Commune(Mandate.Role.OFFICER)
    client = signed_in(commune.who)
    rows = three()
    rows[0] = [*rows[0], "Số CCCD", "Điện thoại"]
    for row in rows[1:]:
        row += ["083180001289", "0912 345 678"]
    here = f"/nhap-tep/moi/nguoi/{commune.unit.pk}/"
    client.post(here, {"file": make.xlsx(rows, name="can-bo.xlsx")})

    run = Import.objects.latest("pk")
    page = client.get(f"/nhap-tep/{run.pk}/cot/").content.decode()

    assert "0xx…89" in page
    assert "0xx…78" in page
    assert "083180001289" not in page
    assert "345 678" not in page
    assert "1980" in page


def test_an_officer_brings_in_the_people_of_their_own_hamlets() -> None:
    commune = Commune(Mandate.Role.OFFICER)
    client = signed_in(commune.who)
    rows = three()
    rows[0] = [*rows[0], "Số CCCD"]
    rows[3][1] = "Chín"

    begin = client.get("/nhap-tep/").content.decode()
    assert f"/nhap-tep/moi/nguoi/{commune.unit.pk}/" in begin
    run = sent_by(client, commune, rows)
    page = client.get(f"/nhap-tep/{run.pk}/").content.decode()
    assert "2 người mới" in page
    assert "Cột không được lưu" in page
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": run.version})
    work_off()

    assert "Đã ghi 2 người" in client.get(f"/nhap-tep/{run.pk}/").content.decode()
    assert set(
        Mandate.objects.filter(unit__in=commune.hamlets).values_list("role")
    ) == {("reader",)}
    answer = client.get(f"/nhap-tep/{run.pk}/con-lai/")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    back = book.get_sheet_by_index(0).to_python()
    assert back[1][1] == "Chín"
    assert "một chữ" in str(back[1])
    person = Person.objects.get(full_name="Nguyễn Văn An")
    assert Entry.objects.filter(
        verb="organisations.person.brought_in",
        subject=f"organisations.person:{person.pk}",
        actor_name=commune.who.name,
    ).exists()

    client.post(f"/nhap-tep/{run.pk}/hoan-tac/", {})
    work_off()
    assert not Mandate.objects.filter(unit__in=commune.hamlets).exists()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_who_may_not_keep_the_register_of_a_unit_is_refused() -> None:
    commune = Commune(Mandate.Role.READER)
    here = f"/nhap-tep/moi/nguoi/{commune.unit.pk}/"
    other = an_actor(commune.province.communes[1])
    above = an_actor(commune.province.province)

    assert signed_in(commune.who).get(here).status_code == 403
    assert signed_in(other).get(here).status_code == 403
    assert signed_in(above).get(here).status_code == 200


def test_two_sessions_bring_the_same_people_and_the_second_is_told() -> None:
    commune = Commune(Mandate.Role.OFFICER)
    first, second = signed_in(commune.who), signed_in(an_actor(commune.unit))
    one, other = sent_by(first, commune, three()), sent_by(second, commune, three())
    first.post(f"/nhap-tep/{one.pk}/ghi/", {"version": one.version})
    second.post(f"/nhap-tep/{other.pk}/ghi/", {"version": other.version})
    work_off()

    assert Person.objects.filter(full_name="Nguyễn Văn An").count() == 1
    other.refresh_from_db()
    assert other.about["done"] == {"l": 3}
    page = second.get(f"/nhap-tep/{other.pk}/?loai=l").content.decode()
    assert "Người khác vừa ghi" in page


def test_a_worker_killed_among_people_is_followed_by_another(
    own_database: Database,
) -> None:
    commune = Commune()
    client = signed_in(commune.who)
    run = sent_by(client, commune, three())
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": run.version})

    kill_in_the_middle(own_database, WORKER, HOLD)
    assert Mandate.objects.filter(unit__in=commune.hamlets).count() == 1
    work_off()

    run.refresh_from_db()
    assert (run.state, run.about["done"]) == (State.DONE, {"d": 3})
    assert Person.objects.filter(full_name="Nguyễn Văn An").count() == 1


def test_sign_ins_are_an_act_of_their_own_for_those_who_are_chosen() -> None:
    commune = Commune()
    client = signed_in(commune.who)
    run = sent_by(client, commune, three())
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": run.version})
    work_off()
    here = f"/quan-tri/nguoi/tai-khoan/?don-vi={commune.unit.pk}"
    assert (
        here.replace("&", "&amp;")
        in client.get(f"/nhap-tep/{run.pk}/").content.decode()
    )
    page = client.get(here).content.decode()
    assert 'value="an.nguyenvan"' in page
    an = Person.objects.get(full_name="Nguyễn Văn An")

    refusal = client.post(here, {})
    assert refusal.status_code == 422
    assert "Chưa chọn ai" in refusal.content.decode()
    taken = {f"chon-{an.pk}": "1", f"ten-{an.pk}": "Có Dấu"}
    assert client.post(here, taken).status_code == 422
    answer = client.post(here, {f"chon-{an.pk}": "1", f"ten-{an.pk}": "an.nguyenvan"})

    assert re.search(
        r"<code>[a-z2-9]{4}(-[a-z2-9]{4}){3}</code>", answer.content.decode()
    )
    assert "no-store" in answer["Cache-Control"]
    assert User.objects.get(username="an.nguyenvan").is_password_one_time
    assert User.objects.filter(person__mandates__unit__in=commune.hamlets).count() == 1
    again = client.get(here).content.decode()
    assert "<code>" not in again
    assert "Nguyễn Văn An" not in again.split("<main", 1)[1]


def test_only_an_administrator_makes_sign_ins() -> None:
    commune = Commune(Mandate.Role.HEAD)
    here = f"/quan-tri/nguoi/tai-khoan/?don-vi={commune.unit.pk}"

    assert signed_in(commune.who).get(here).status_code == 403


def test_the_pages_of_units_lead_to_their_lists() -> None:
    commune = Commune(Mandate.Role.OFFICER)
    client = signed_in(commune.who)
    people = f"/nhap-tep/moi/nguoi/{commune.unit.pk}/"
    units = f"/nhap-tep/moi/don-vi/{commune.unit.pk}/"

    for address in ("/don-vi/", f"/don-vi/{commune.unit.pk}/"):
        page = client.get(address).content.decode()
        assert people in page
        assert units in page
        assert client.get(units).status_code == 200

    above = client.get(f"/don-vi/{commune.province.province.pk}/").content.decode()
    assert "/nhap-tep/moi/" not in above
