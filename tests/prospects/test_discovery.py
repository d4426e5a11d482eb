"""Units ahead of their peers are found in the figures; an officer answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from tests.campaigns.factories import MAY, a_target, an_indicator
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from tests.pledges.factories import running
from tests.prospects.factories import LOADER, counted, many_communes
from tests.sheets import rows_at
from thidua.campaigns.models import Campaign
from thidua.kernel.errors import WrongMoment
from thidua.organisations.models import Unit
from thidua.prospects import actions
from thidua.prospects.discovery import searching
from thidua.prospects.drafts import ProspectDraft, SubjectDraft
from thidua.prospects.jobs import search_each_month
from thidua.prospects.models import DiscoveryHit, DiscoveryRun, Prospect

pytestmark = pytest.mark.django_db
MONTHS = 28


class Story:
    """A province of twenty communes with a road each month, one far ahead."""

    def __init__(
        self, *, peers: int = 20, starts_on: str = "2023-01-01", **given: Any
    ) -> None:
        self.place: Province = a_province()
        self.units: list[Unit] = many_communes(self.place, peers)
        self.campaign: Campaign = running(
            self.place, kinds=["commune"], starts_on=starts_on
        )
        self.campaign.refresh_from_db()
        self.version = an_indicator(self.place.department, **given)
        a_target(self.campaign, version=self.version)
        self.star = (self.units or self.place.communes)[0]

    def usual(self) -> dict[int, list[Any]]:
        """One to three kilometres a month, as the dice fall."""
        chance = Random(5)
        return {
            unit.pk: [round(chance.uniform(1, 3), 2) for _month in range(MONTHS)]
            for unit in self.units
        }

    def one_ahead(self) -> dict[int, list[Any]]:
        """The same; since the second year one builds four kilometres more a month."""
        months = self.usual()
        row = months[self.star.pk]
        months[self.star.pk] = [*row[:12], *(value + 4 for value in row[12:])]
        return months

    def count(self, months: dict[int, list[Any]]) -> None:
        counted(self.campaign, self.version, months)

    def search(self, at: Any = MAY) -> DiscoveryRun:
        return actions.search_figures(self.campaign, actor=LOADER, at=at)

    @property
    def path(self) -> str:
        return f"/phong-trao/{self.campaign.pk}/nhan-to/"

    def client(self, unit: Unit | None = None) -> Client:
        return signed_in(an_actor(unit or self.place.department))


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("002.4c")
@pytest.mark.demand("003.3")
def test_a_unit_far_ahead_is_found_explained_and_taken_up() -> None:
    story = Story()
    story.count(story.one_ahead())
    client = story.client()

    client.post(f"{story.path}tim/")
    desk, listed = text(client.get("/")), text(client.get(story.path))
    hit = DiscoveryHit.objects.get()
    page = text(client.get(f"{story.path}so-lieu/{hit.pk}/"))
    form = client.get(f"{story.path}so-lieu/{hit.pk}/dua-vao/")
    typed = dict(form.context["form"].initial) | {"field": "roads"}
    answer = client.post(f"{story.path}so-lieu/{hit.pk}/dua-vao/", typed)

    assert hit.unit == story.star
    assert "1 đơn vị hơn hẳn nơi cùng cỡ" in desk
    assert "Xã Bạn 0" in listed
    assert "Chắc: hơn mức giữa của nhóm trong 12/12 tháng" in listed
    assert "cùng xuất phát điểm thường" in page
    assert page.count('<circle class="dot peer"') == 19
    one = Prospect.objects.get()
    assert answer["Location"] == f"/nhan-to/{one.pk}/"
    assert (one.unit, one.home, one.hit) == (story.star, story.place.department, hit)
    assert "hơn hẳn nơi cùng cỡ" not in text(client.get("/"))
    story.search()
    assert DiscoveryHit.objects.to_decide().count() == 0


def test_an_older_search_does_not_promise_what_it_could_not_hold() -> None:
    story = Story()
    story.count(story.usual())
    with mock.patch.object(searching, "METHOD", 3):
        story.search()
    before = text(story.client().get(story.path))
    story.search()
    today = text(story.client().get(story.path))

    assert "khoảng 5 phần trăm số nơi nêu ra" in today
    assert "khoảng 5 phần trăm" not in before
    assert "có thể nhiều hơn 5 phần trăm" in before


def test_where_all_do_much_the_same_nobody_is_found() -> None:
    story = Story()
    story.count(story.usual())

    story.search()

    assert not DiscoveryHit.objects.exists()


def test_where_less_is_better_the_low_one_is_found() -> None:
    story = Story(better="lower")
    months = story.usual()
    months[story.star.pk] = [
        *months[story.star.pk][:12],
        *(value / 50 for value in months[story.star.pk][12:]),
    ]
    story.count(months)

    story.search()

    hit = DiscoveryHit.objects.get()
    assert hit.unit == story.star
    assert hit.value < hit.expected


def test_a_ratio_is_held_against_where_it_started() -> None:
    story = Story(
        nature="ratio",
        across="ratio",
        over_time="last",
        measure="%",
        numerator_name="Số hộ có bồn",
        denominator_name="Tổng số hộ",
    )
    chance = Random(6)
    months: dict[int, list[Any]] = {}
    for nth, unit in enumerate(story.units):
        start, grown = 300 + 20 * nth, 100 + chance.randint(-15, 15)
        grown = 420 if unit == story.star else grown
        months[unit.pk] = [
            (round(start + grown * month / (MONTHS - 1)), 1000 + nth)
            for month in range(MONTHS)
        ]
    story.count(months)

    story.search()

    hit = DiscoveryHit.objects.get()
    best = max(value for _key, _start, value in hit.picture["points"])
    assert hit.unit == story.star
    assert hit.start is not None
    assert 25 < hit.start < 40
    assert float(hit.value) < best, "others are higher, but began higher too"


def test_one_great_month_is_no_hit() -> None:
    story = Story()
    months = story.usual()
    months[story.star.pk][-2] += 60
    story.count(months)

    story.search()

    assert not DiscoveryHit.objects.exists()


def test_who_missed_too_many_months_stands_aside_and_is_told_of() -> None:
    story = Story()
    months = story.one_ahead()
    months[story.star.pk] = [*months[story.star.pk][:-6], *[None] * 6]
    story.count(months)

    run = story.search()

    assert not run.hits.exists()
    silent = {one.pk for one in (story.star, *story.place.communes)}
    assert set(run.set_aside["silent"]) == silent
    page = text(story.client().get(story.path))
    assert "7 nơi thiếu quá nhiều tháng" in page


def test_a_kind_of_few_is_said_to_be_too_small() -> None:
    story = Story(peers=0)
    story.units = story.place.communes
    story.count(story.one_ahead())

    run = story.search()

    assert not run.hits.exists()
    assert "ít hơn 8 nơi cùng loại" in text(story.client().get(story.path))
    assert len(run.set_aside["small"][0]["units"]) == 6


@pytest.mark.demand("003.3")
def test_what_was_dismissed_is_not_shown_again_until_the_figures_are_others() -> None:
    story = Story()
    story.count(story.one_ahead())
    client = story.client()
    story.search()
    hit = DiscoveryHit.objects.get()

    refused = client.post(f"{story.path}so-lieu/{hit.pk}/bo-qua/", {"reason": ""})
    client.post(f"{story.path}so-lieu/{hit.pk}/bo-qua/", {"reason": "Do dự án lớn"})
    story.search()

    assert refused.status_code == 422
    assert '<details class="ask" open' in text(refused)
    assert "Chưa ghi lý do bỏ qua." in text(refused)
    assert DiscoveryHit.objects.count() == 2
    assert DiscoveryHit.objects.to_decide().count() == 0
    page = text(client.get(story.path))
    assert "Không còn nơi nào chờ xem." in page
    newest = DiscoveryRun.objects.first()
    assert newest is not None
    shown = client.get(f"{story.path}so-lieu/{newest.hits.get().pk}/")
    assert "Do dự án lớn" in text(shown)


def test_a_whole_deviation_further_ahead_it_is_shown_again() -> None:
    story = Story()
    months = story.one_ahead()
    story.count(months)
    story.search()
    hit = DiscoveryHit.objects.get()
    actions.dismiss_hit(hit, "Do dự án lớn", actor=LOADER, at=MAY)
    summer = {unit: row[:4] for unit, row in months.items()}
    summer[story.star.pk] = [40.0] * 4
    counted(story.campaign, story.version, summer, since=date(2025, 5, 1))

    story.search(at=MAY.replace(month=9))

    newest = DiscoveryHit.objects.to_decide().get()
    assert newest.unit == story.star
    assert newest.score > hit.score + 1


def test_a_dismissal_is_of_one_indicator() -> None:
    story = Story()
    story.count(story.one_ahead())
    story.search()
    hit = DiscoveryHit.objects.get()
    actions.dismiss_hit(hit, "Do dự án lớn", actor=LOADER, at=MAY)
    more = an_indicator(story.place.department)
    counted(story.campaign, more, story.one_ahead())
    a_target(story.campaign, version=more)

    story.search()

    assert [one.version for one in DiscoveryHit.objects.to_decide()] == [more]


def test_two_officers_cannot_both_answer_a_hit() -> None:
    story = Story()
    story.count(story.one_ahead())
    story.search()
    hit = DiscoveryHit.objects.get()
    officer = an_actor(story.place.department)
    draft = ProspectDraft(SubjectDraft("unit", "Xã Bạn 0", unit_id=hit.unit_id), "Hay")
    actions.take_up_hit(hit, draft, actor=officer, at=MAY)

    with pytest.raises(WrongMoment, match="đã có người trả lời"):
        actions.dismiss_hit(hit, "Không phải", actor=officer, at=MAY)


def test_the_same_figures_give_the_same_hits_and_the_same_mark() -> None:
    story = Story()
    story.count(story.one_ahead())

    first, second = story.search(), story.search()

    assert first.read == second.read
    assert first.parameters == second.parameters
    assert [one.score for one in first.hits.all()] == [
        one.score for one in second.hits.all()
    ]


def test_the_worker_searches_each_month_once() -> None:
    story = Story()
    story.count(story.one_ahead())

    search_each_month()
    search_each_month()

    assert DiscoveryRun.objects.count() == 1
    assert DiscoveryHit.objects.get().unit == story.star


def test_who_runs_the_campaign_searches_and_another_unit_sees_nothing() -> None:
    story = Story()
    story.count(story.one_ahead())
    story.search()
    hit = DiscoveryHit.objects.get()
    elsewhere = story.client(story.place.districts[1])

    assert elsewhere.post(f"{story.path}tim/").status_code == 403
    assert elsewhere.get(f"{story.path}so-lieu/{hit.pk}/").status_code == 404
    assert "Xã Bạn 0" not in text(elsewhere.get(story.path))
    above = story.client(story.place.districts[0])
    assert above.get(f"{story.path}so-lieu/{hit.pk}/").status_code == 200
    assert "đơn vị hơn hẳn" in text(above.get("/"))


@pytest.mark.parametrize("peers", [12, 24])
def test_a_search_asks_the_same_questions_however_many_units(
    peers: int, django_assert_num_queries: Any
) -> None:
    from thidua.prospects.discovery.searching import search

    story = Story(peers=peers)
    story.count(story.one_ahead())

    with django_assert_num_queries(11):
        search(story.campaign, MAY.date())


def test_what_the_figures_point_to_comes_as_excel_to_who_may_see_it() -> None:
    story = Story()
    story.count(story.one_ahead())
    client = story.client()
    client.post(f"{story.path}tim/")
    hit = DiscoveryHit.objects.get()

    (line,) = rows_at(client, f"{story.path}?xuat=so-lieu")
    neighbour = signed_in(an_actor(story.place.communes[0]))

    assert line[0] == "Xã Bạn 0"
    assert [round(Decimal(str(one)), 2) for one in line[3:7]] == [
        round(Decimal(one), 2)
        for one in (hit.start or 0, hit.value, hit.expected, hit.score)
    ]
    assert line[7:] == [hit.months_ahead, hit.months_told, "chờ xem"]
    assert rows_at(neighbour, f"{story.path}?xuat=so-lieu") == []
