"""What a page offers, a person may open: links and policies agree."""

from __future__ import annotations

import re
from collections import deque
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.campaigns.effect_cast import a_campaign_by_quarters, reported
from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Audience, AudienceMember, Campaign, Milestone
from thidua.kernel import clock
from thidua.organisations.models import Mandate, Unit

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)
DEPTH = 2
FILES = re.compile(r"excel|word|pdf|tep|static|dang-xuat|/in/$")
START = (
    "/",
    "/phong-trao/",
    "/bao-cao/",
    "/don-vi/",
    "/theo-doi/",
    "/theo-doi/don-doc/",
)


def linked(page: str) -> list[str]:
    """The addresses to which a page leads, in their order."""
    found = re.findall(r'<a [^>]*href="(/[^"#]*)', page)
    return [unescape(href) for href in found if not FILES.search(href)]


def shape_of(href: str) -> str:
    """Addresses of one shape lead to one kind of page: one of each is enough."""
    return re.sub(r"[0-9a-f-]{36}|\d+|(?<==)[^&]+", "…", href)


def refusals(client: Client, *start: str) -> list[tuple[int, str, str]]:
    """Walk from page to page; whatever was offered and then refused: status, address,
    and on which page."""
    ways = deque((href, "", 0) for href in start)
    shapes = set[str]()
    found = []
    while ways:
        href, where, depth = ways.popleft()
        if shape_of(href) in shapes:
            continue
        shapes.add(shape_of(href))
        answer = client.get(href)
        if answer.status_code >= 400:
            found.append((answer.status_code, href, where))
        elif answer.status_code == 200 and depth < DEPTH:
            text = answer.content.decode()
            ways.extend((one, href, depth + 1) for one in linked(text))
    return found


def a_scene() -> tuple[Office, Campaign]:
    """A running campaign with figures, targets, and a step that only districts owe."""
    office = an_office("ROAD")
    campaign = a_campaign_by_quarters(office)
    reported(office, "10", "20", "30")
    (everybody,) = campaign.audiences.all()
    alone = Audience.objects.create(
        campaign=campaign,
        name="Riêng cơ quan",
        kinds=["department"],
        tree=everybody.tree,
        below=everybody.below,
    )
    Milestone.objects.create(
        audience=alone,
        node_key=campaign.targets.earliest("pk").node_key,
        name="Ra mắt",
        due_on=date(2025, 2, 1),
    )
    AudienceMember.objects.create(
        audience=alone, unit=office.cast.department, joined_on=date(2025, 1, 1)
    )
    return office, campaign


@pytest.mark.parametrize("who", ["commune", "reader", "administrator"])
def test_no_page_offers_what_it_then_refuses(who: str) -> None:
    office, campaign = a_scene()
    units: dict[str, tuple[Unit, str]] = {
        "commune": (office.commune, Mandate.Role.OFFICER),
        "reader": (office.cast.province, Mandate.Role.READER),
        "administrator": (office.cast.nation, Mandate.Role.ADMINISTRATOR),
    }
    client = signed_in(an_actor(*units[who]))

    with clock.standing_on(DAY):
        found = refusals(client, *START, f"/phong-trao/{campaign.pk}/")

    assert found == []


@pytest.mark.demand("003.4a")
def test_a_neighbour_reads_neither_a_report_nor_what_lies_behind_it() -> None:
    office, campaign = a_scene()
    ours, april = office.commune, month(2025, 3).pk
    neighbour = signed_in(an_actor(office.cast.communes[1]))
    report = f"/bao-cao/{office.form.pk}/{april}/{ours.pk}/"
    line = office.lines["ROAD"]
    figure = f"/so-lieu/{line.version.indicator_id}/{ours.pk}/{april}/"

    with clock.standing_on(DAY):
        for closed in (report, f"{report}in/", f"{report}o/{line.pk}/", figure):
            assert neighbour.get(closed).status_code == 404, closed
        place = f"/phong-trao/{campaign.pk}/?don-vi={ours.pk}"
        plan = f"/phong-trao/{campaign.pk}/cu-the-hoa/{ours.pk}/"
        for refused in (place, plan):
            assert neighbour.get(refused).status_code == 403, refused
        assert neighbour.get(f"/phong-trao/{campaign.pk}/").status_code == 200
