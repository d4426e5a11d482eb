"""The file of a list of people is deleted; the rows that were taken stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.communes import Commune, three
from tests.imports.factories import carried, mapped, place_of, received
from tests.indicators.factories import an_office, month
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.imports.jobs import forget_lists_of_people
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.kernel import clock
from thidua.kernel.files import path_of
from thidua.organisations.models import Mandate, Person

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


def a_list(commune: Commune, name: str = "can-bo.csv") -> Import:
    """Three people with a column that is left out, sent and checked."""
    rows = three()
    rows[0] = [*rows[0], "Số CCCD"]
    at = clock.now()
    place = str(commune.unit.pk)
    file = make.csv(rows, name=name)
    run = received(file, place, commune.who, kind="nguoi", at=at)
    return mapped(run, commune.who, at=at)


def brought_in(commune: Commune, name: str = "can-bo.csv") -> Import:
    return carried(a_list(commune, name), commune.who, at=clock.now())


def test_thirty_days_after_the_import_the_file_goes_and_the_rows_stay(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    commune = Commune(Mandate.Role.OFFICER)
    with clock.standing_on(DAY):
        run = brought_in(commune)
        page = signed_in(commune.who).get(f"/nhap-tep/{run.pk}/").content.decode()
        assert "Tệp gốc sẽ bị xóa sau ngày 19/06/2025" in page
    people, rows = Person.objects.count(), run.rows.count()

    for days, is_there in ((30, True), (31, False), (32, False)):
        with (
            clock.standing_on(DAY + timedelta(days)),
            django_capture_on_commit_callbacks(execute=True),
        ):
            forget_lists_of_people()
        assert path_of(run.file.sha256).exists() is is_there

    assert (Person.objects.count(), run.rows.count()) == (people, rows)
    entry = Entry.objects.get(verb="imports.file.forgotten")
    assert entry.details["sha256"] == run.file.sha256
    with clock.standing_on(DAY + timedelta(33)):
        client = signed_in(commune.who)
        page = client.get(f"/nhap-tep/{run.pk}/").content.decode()
        assert "Tệp gốc đã xóa ngày 20/06/2025" in page
        assert client.get(f"/nhap-tep/{run.pk}/tep/").status_code == 422


def test_the_office_deletes_the_file_at_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    commune = Commune(Mandate.Role.OFFICER)
    with clock.standing_on(DAY):
        waiting = a_list(commune, "sau.csv")
        client = signed_in(commune.who)
        early = client.post(f"/nhap-tep/{waiting.pk}/tep/xoa/")
        assert early.status_code == 409
        run = carried(waiting, commune.who, at=clock.now())

        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/nhap-tep/{run.pk}/tep/xoa/")

    assert not path_of(run.file.sha256).exists()
    assert Entry.objects.get(verb="imports.file.forgotten").actor_name


def test_the_same_content_kept_for_something_else_stays(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    commune = Commune(Mandate.Role.OFFICER)
    with clock.standing_on(DAY):
        first = brought_in(commune)
        again = a_list(commune)
        assert first.file.sha256 == again.file.sha256
        with django_capture_on_commit_callbacks(execute=True):
            signed_in(commune.who).post(f"/nhap-tep/{first.pk}/tep/xoa/")

        assert path_of(again.file.sha256).exists()


def test_a_list_that_nobody_decides_about_is_put_away_too(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    commune = Commune(Mandate.Role.OFFICER)
    with clock.standing_on(DAY):
        run = a_list(commune)

    with (
        clock.standing_on(DAY + timedelta(31)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        forget_lists_of_people()

    run.refresh_from_db()
    assert run.state == State.DISCARDED
    assert not path_of(run.file.sha256).exists()


def test_files_of_figures_stay_behind_their_figures() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    name = office.commune.names.get().full_name
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name, 3],
    ]
    place = place_of(office, month(2025, 4).pk)
    run = carried(mapped(received(make.xlsx(rows), place, who), who), who)

    with clock.standing_on(DAY + timedelta(365)):
        forget_lists_of_people()

    run.refresh_from_db()
    assert run.file.forgotten_at is None
