"""Each figure of a club and of “emulate with exemplars” opens just what it counts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.clubs.factories import AFTER, active, planned, written
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.clubs import actions
from thidua.clubs.models import ClubMeeting
from thidua.clubs.models.meeting import TakenHome
from thidua.clubs.states import MeetingState
from thidua.kernel.clock import now

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<dd><a href="([^"]+)">([\d.]+)</a>')


def text(answer: Any) -> str:
    return str(answer.content.decode())


def figures(office: Client, path: str) -> list[tuple[str, int]]:
    """Of a page: where each figure leads, and the figure."""
    found = FIGURE.findall(text(office.get(path)))
    return [(href.replace("&amp;", "&"), int(said)) for href, said in found]


def approved(meeting: ClubMeeting) -> None:
    """The chair approved its minutes, past the counter."""
    ClubMeeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.APPROVED, approved_at=AFTER, approved_by="Bà Tám"
    )


def test_every_figure_of_a_club_opens_exactly_what_it_counts() -> None:
    life = active()
    place = life.story.reporting.province
    meeting = written(life)
    for number in (3, 4):
        learning = life.story.learner(place.communes[number])
        TakenHome.objects.create(
            meeting=meeting, learning=learning, people=1, words=f"Một việc {number}"
        )
    approved(meeting)
    off = planned(life, meeting.held_on.replace(day=18))
    actions.cancel_meeting(off, reason="Mưa", actor=life.office, at=now())
    planned(life, meeting.held_on.replace(month=6))
    office = signed_in(life.office)

    members, exemplars, held, took = figures(office, f"/cau-lac-bo/{life.club.pk}/")

    page = office.get(members[0]).context["page"]
    assert (members[1], len(page.members)) == (2, 2)
    page = office.get(exemplars[0]).context["page"]
    assert (exemplars[1], len(page.members)) == (1, 1)
    assert [one.is_exemplar for one in page.members] == [True]
    assert not page.asking
    assert "Cử ban chủ nhiệm" in text(office.get(exemplars[0]))
    assert 'data-th="Chức danh"' not in text(office.get(exemplars[0]))
    page = office.get(held[0]).context["page"]
    assert (held[1], len(page.held), len(page.ahead)) == (1, 1, 0)
    every = office.get(f"/cau-lac-bo/{life.club.pk}/buoi/").context["page"]
    assert (len(every.held), len(every.ahead)) == (2, 1)
    page = office.get(took[0]).context["page"]
    assert (took[1], len({one.row.name for one in page.rows})) == (2, 2)
    assert "2 nơi học đã mang về điều gì đó, từ khi lập 20/02/2025" in text(
        office.get(took[0])
    )
    assert "Một việc 3" in text(office.get(took[0]))


def test_what_is_not_approved_yet_was_not_taken_home() -> None:
    life = active()
    meeting = written(life)
    learning = life.story.learner(life.story.reporting.province.communes[3])
    TakenHome.objects.create(meeting=meeting, learning=learning, people=1, words="Lu")
    office = signed_in(life.office)

    there, count = figures(office, f"/cau-lac-bo/{life.club.pk}/")[3]

    assert count == 0
    assert "Chưa nơi học nào mang về điều gì" in text(office.get(there))


@pytest.mark.demand("000.10")
def test_every_figure_of_emulation_opens_exactly_what_it_counts() -> None:
    life = active()
    campaign, place = life.story.campaign, life.story.reporting.province
    life.story.learner(place.communes[3])
    life.story.learner(place.communes[4])
    office = signed_in(an_actor(campaign.office))
    to = f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/"

    chosen, waiting, offered = figures(office, to)

    for figure, standing in ((chosen, "đã chọn"), (waiting, "chưa chọn")):
        page = office.get(figure[0]).context["page"]
        assert {one.standing for one in page.rows} == {standing}
        assert len(page.rows) == figure[1]
        assert figure[0].endswith("#ai-thi-dua")
    assert chosen[1] == 2
    assert 'id="ai-thi-dua"' in text(office.get(to))
    assert len(office.get(offered[0]).context["page"].rows) == offered[1] == 1


def test_an_empty_list_says_whether_it_was_filtered_and_what_to_do() -> None:
    life = active()
    campaign = life.story.campaign
    office = signed_in(an_actor(campaign.office))
    lists = {
        "/dien-hinh/bao-cao-vien/loi-moi/": "Chưa có lời mời nào",
        "/nhan-to/": "Chưa có nhân tố nào",
        f"/phong-trao/{campaign.pk}/nhan-to/": "Chưa có nhân tố nào",
        "/nhan-to/tin/": "Chưa có tin nào",
    }

    for path, words in lists.items():
        plain, filtered = office.get(path), office.get(f"{path}?tim=khong-co")
        assert words in text(plain), path
        assert "như vậy" not in text(plain), path
        assert "điều kiện đang lọc" in text(filtered), path
        assert f'<a href="{path}">Xem tất cả</a>' in text(filtered), path
    assert "điều kiện đang lọc" in text(
        office.get(f"/phong-trao/{campaign.pk}/thi-dua-voi-dien-hinh/?tim=khong-co")
    )
