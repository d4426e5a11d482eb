"""The trail of a thing: the newest on its page, all of it behind, as Excel too."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import resolve

from tests.doors import Door, Public, all_doors, signed_in, the_cast
from tests.sheets import rows_at
from thidua.audit.trail import record_each
from thidua.campaigns.models import Campaign
from thidua.clubs.models import Club
from thidua.documents.models import Document
from thidua.exemplars.models import Exemplar
from thidua.imports.models import Import
from thidua.indicators.models import Report
from thidua.kernel import clock
from thidua.kernel.ui.filters import AT_A_TIME
from thidua.kernel.ui.trails import NEWEST
from thidua.organisations.actor import the_system
from thidua.organisations.models import Person, Unit
from thidua.pacts.models import Pact
from thidua.prospects.models import Prospect
from thidua.speakers.models import Speaker

pytestmark = pytest.mark.django_db

OF: dict[str, type[Model]] = {
    "campaigns:history": Campaign,
    "clubs:history": Club,
    "documents:history": Document,
    "exemplars:history": Exemplar,
    "imports:history": Import,
    "indicators:report-history": Report,
    "organisations:person-history": Person,
    "organisations:unit-history": Unit,
    "pacts:history": Pact,
    "prospects:history": Prospect,
    "speakers:history": Speaker,
}
"""What the history of an address is of."""
DEED = "tests.deed.done"
MANY = AT_A_TIME + NEWEST
ON_ITS_OWN = {"campaigns:history", "indicators:report-history"}
"""To these the thing's page leads without showing lines."""
OF_CHANGES = {"indicators:figure-history"}
"""Of what the database itself wrote down; tried where the figures are."""
HISTORIES = [
    pytest.param(name, door, id=name)
    for name, doors in sorted(all_doors().items())
    if name.endswith("history") and name not in OF_CHANGES
    if not isinstance(doors, Public)
    for door in doors
]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def much_done_to(name: str, path: str) -> list[datetime]:
    """So much is done to the thing of an address that no page shows it all."""
    thing = OF[name]._default_manager.get(**resolve(path).kwargs)
    by, now = the_system("Bộ nạp"), clock.now()
    moments = [now + timedelta(minutes=number) for number in range(MANY)]
    for at in moments:
        record_each(DEED, [thing], actor=by, at=at)
    return moments


@pytest.mark.parametrize(("name", "door"), HISTORIES)
def test_all_that_was_done_is_read_page_by_page_and_as_excel(
    name: str, door: Door
) -> None:
    cast = the_cast()
    path = door.to(cast)
    moments = much_done_to(name, path)
    client = signed_in(cast.who(door.opens_to))

    first = text_of(client, path)
    lines = rows_at(client, f"{path}?xuat=excel")

    assert first.count(DEED) == AT_A_TIME
    assert f"{path}?trang=2" in first
    assert f"{path}?xuat=excel" in first
    assert text_of(client, f"{path}?trang=2").count(DEED) == MANY - AT_A_TIME
    newest_of_all = moments[-1].astimezone(clock.ZONE)
    assert lines[0][:2] == [newest_of_all.date(), f"{newest_of_all:%H:%M}"]
    assert isinstance(lines[0][0], date)
    assert [line[3] for line in lines].count(DEED) == MANY
    assert "Bộ nạp" in str(lines[0][2])


@pytest.mark.parametrize(
    ("name", "door"), [one for one in HISTORIES if one.id not in ON_ITS_OWN]
)
def test_the_page_of_a_thing_shows_the_newest_and_leads_to_the_rest(
    name: str, door: Door
) -> None:
    cast = the_cast()
    path = door.to(cast)
    of_the_thing = path.removesuffix("lich-su/")
    client = signed_in(cast.who(door.opens_to))
    known = len(rows_at(client, f"{path}?xuat=excel"))
    much_done_to(name, path)

    page = text_of(client, of_the_thing)

    assert page.count(DEED) == NEWEST
    assert f'href="{path}">Tất cả {known + MANY} việc</a>' in page


@pytest.mark.parametrize(("name", "door"), HISTORIES)
def test_a_history_opens_to_those_alone_whom_its_thing_shows_it(
    name: str, door: Door
) -> None:
    cast = the_cast()
    path = door.to(cast)
    much_done_to(name, path)
    of_the_thing = path.removesuffix("lich-su/")

    for who in ("stranger", door.low_role, door.opens_to):
        client = signed_in(cast.who(who))
        thing = client.get(of_the_thing)
        shown = f'href="{path}"' in thing.content.decode()
        answers = [client.get(path), client.get(f"{path}?xuat=excel")]

        assert [one.status_code == 200 for one in answers] == [shown, shown], who
        if thing.status_code != 200:
            assert {one.status_code for one in answers} == {thing.status_code}, who
