"""A club is founded by a decision, gets a chair, meets, pauses, is dissolved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.campaigns.factories import MAY
from tests.clubs.factories import (
    BEFORE,
    FOUNDED_ON,
    a_person,
    active,
    founded,
    planned,
)
from tests.documents.factories import stored
from tests.doors import signed_in
from tests.exemplars.factories import praised
from thidua.clubs import actions
from thidua.clubs.drafts import JoiningDraft
from thidua.clubs.models import BoardTerm, Club, ClubMember, Role
from thidua.clubs.states import MeetingState, Standing, State
from thidua.config.demonstration.papers import pdf
from thidua.documents.actions import issue_document, prepare_document
from thidua.documents.hanging import hanger_of
from thidua.documents.models import DraftVersion
from thidua.kernel.errors import WrongMoment

pytestmark = pytest.mark.django_db
FOUND = {
    "name": "Câu lạc bộ Giữ nước ngọt",
    "field": "water",
    "trade": "Trữ nước mưa",
    "purpose": "Nơi làm được chỉ cho nơi muốn học.",
    "rhythm": "3",
    "least_members": "3",
    "founded_on": "20/02/2025",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.demand("000.10")
def test_a_unit_founds_a_club_by_a_signed_decision_and_it_is_found_by_trade() -> None:
    story = praised()
    office = signed_in(story.office)

    answer = office.post("/cau-lac-bo/lap/", FOUND | {"paper": "12/QĐ-SNV"})

    club = Club.objects.get()
    assert answer["Location"] == f"/cau-lac-bo/{club.pk}/"
    assert (club.state, club.founded_paper) == (State.FOUNDED, "12/QĐ-SNV")
    assert club.name in text(office.get("/cau-lac-bo/?nghe=tru%20nuoc"))
    assert club.name in text(office.get("/cau-lac-bo/?linh-vuc=water"))
    assert club.name not in text(office.get("/cau-lac-bo/?linh-vuc=roads"))
    assert club.name in text(office.get("/cau-lac-bo/?tim=giu%20nuoc"))


def test_without_a_number_the_decision_is_drawn_up_and_has_to_be_issued() -> None:
    story = praised()
    office = signed_in(story.office)

    office.post("/cau-lac-bo/lap/", FOUND)
    club = Club.objects.get()
    answer = office.post(f"/cau-lac-bo/{club.pk}/bat-dau/")

    assert club.founding is not None
    assert club.founding.about == "club"
    assert answer.status_code == 409
    assert "còn thiếu 3" in text(answer)


def _drawn_up(office: Any) -> Club:
    office.post("/cau-lac-bo/lap/", FOUND)
    return Club.objects.get()


def _enrolled(club: Club, story: Any, *names: str) -> list[ClubMember]:
    return [
        actions.enrol_founder(
            club,
            JoiningDraft(a_person(name, story.unit)),
            actor=story.office,
            at=BEFORE,
        )
        for name in names
    ]


def _led_by(club: Club, member: ClubMember, story: Any) -> None:
    days = {"starts_on": FOUNDED_ON, "due_on": date(2027, 2, 20)}
    actions.choose_board(
        club, member, Role.CHAIR, **days, actor=story.office, at=BEFORE
    )


def _said(club: Club) -> str:
    assert club.founding is not None
    last = club.founding.versions.order_by("-number")[0]
    return str(last.paper)


@pytest.mark.demand("000.10")
def test_a_club_of_one_is_refused_its_number_and_told_how_many_are_missing() -> None:
    story = praised()
    club = _drawn_up(signed_in(story.office))
    (one,) = _enrolled(club, story, "Trần Thị Mai")
    _led_by(club, one, story)
    club.refresh_from_db()
    assert club.founding is not None
    paper = prepare_document(club.founding, actor=story.office, at=BEFORE)

    with pytest.raises(WrongMoment, match="còn thiếu 2") as refused:
        issue_document(paper, actor=story.office, at=BEFORE)

    assert "Ghi thêm hội viên sáng lập" in str(refused.value.remedy)
    assert (club.least_members, club.state) == (3, State.FOUNDED)


@pytest.mark.demand("000.10")
def test_the_decision_names_the_members_and_the_board_until_it_has_its_number() -> None:
    story = praised()
    office = signed_in(story.office)
    club = _drawn_up(office)
    some = _enrolled(club, story, "Trần Thị Mai", "Lê Văn Tám", "Võ Thị Ba")
    _led_by(club, some[1], story)

    said = _said(club)
    assert "3 hội viên sáng lập" in said
    assert all(one.name in said for one in some)
    assert "Lê Văn Tám, chủ nhiệm" in said
    club.refresh_from_db()
    assert club.founding is not None
    answer = text(office.post(f"/cau-lac-bo/{club.pk}/bat-dau/"))
    assert "còn là dự thảo" in answer
    paper = prepare_document(club.founding, actor=story.office, at=BEFORE)
    issue_document(paper, actor=story.office, at=BEFORE)
    office.post(f"/cau-lac-bo/{club.pk}/bat-dau/")
    club.refresh_from_db()
    assert club.state == State.ACTIVE


def test_a_decision_that_names_founders_is_known_to_those_inside_alone() -> None:
    story = praised()
    club = _drawn_up(signed_in(story.office))
    some = _enrolled(club, story, "Trần Thị Mai", "Lê Văn Tám", "Võ Thị Ba")
    _led_by(club, some[0], story)
    club.refresh_from_db()
    hanger = hanger_of("club")
    assert hanger is not None
    assert club.founding is not None

    mine = list(hanger.known_to(story.office))
    theirs = list(hanger.known_to(story.officer))

    assert club.founding.pk in mine
    assert club.founding.pk not in theirs


def test_what_somebody_edited_in_word_is_not_written_over() -> None:
    story = praised()
    club = _drawn_up(signed_in(story.office))
    club.refresh_from_db()
    assert club.founding is not None
    versions = club.founding.versions
    last = versions.get()
    DraftVersion.objects.create(
        document=club.founding,
        number=last.number + 1,
        file=stored(pdf(["Du thao"]), "du-thao.pdf"),
        made_by="x",
        made_at=BEFORE,
    )

    _enrolled(club, story, "Trần Thị Mai")

    assert versions.count() == 2


def test_a_club_begins_once_it_has_a_chair_and_never_loses_the_last_one() -> None:
    life = founded()
    office, pk = signed_in(life.office), life.club.pk

    assert office.post(f"/cau-lac-bo/{pk}/bat-dau/").status_code == 409
    choice = {
        "member": life.farmer.pk,
        "role": "chair",
        "starts_on": "20/02/2025",
        "due_on": "20/02/2027",
    }
    office.post(f"/cau-lac-bo/{pk}/ban-chu-nhiem/", choice)
    office.post(f"/cau-lac-bo/{pk}/bat-dau/")
    assert life.fresh().state == State.ACTIVE

    why = {"reason": "Chuyển nhà"}
    left = office.post(f"/cau-lac-bo/{pk}/hoi-vien/{life.farmer.pk}/ra/", why)
    ended = office.post(f"/cau-lac-bo/{pk}/ban-chu-nhiem/{life.farmer.pk}/thoi/", why)

    assert (left.status_code, ended.status_code) == (409, 409)
    assert "Cử chủ nhiệm mới" in text(left)
    assert BoardTerm.objects.get().ends_on is None


def test_the_figures_of_a_club_open_what_they_count_and_say_since_when() -> None:
    life = active()
    there = f"/cau-lac-bo/{life.club.pk}/"

    page = text(signed_in(life.office).get(there))

    assert f'<dd><a href="{there}hoi-vien/">2</a>' in page
    assert f'<dd><a href="{there}buoi/?loai=da-hop">0</a>' in page
    assert "từ khi lập 20/02/2025, 0 của năm 2025" in page


def test_a_new_chair_ends_the_one_before_and_a_paused_club_may_be_without() -> None:
    life = active()
    office, pk = signed_in(life.office), life.club.pk

    choice = {
        "member": life.exemplar.pk,
        "role": "chair",
        "starts_on": "10/05/2025",
        "due_on": "10/05/2027",
    }
    office.post(f"/cau-lac-bo/{pk}/ban-chu-nhiem/", choice)

    old, new = BoardTerm.objects.order_by("starts_on")
    assert (old.ends_on, new.member_id) == (date(2025, 5, 10), life.exemplar.pk)

    office.post(f"/cau-lac-bo/{pk}/tam-dung/", {"reason": "Mùa thu hoạch"})
    why = {"reason": "Chuyển xã"}
    office.post(f"/cau-lac-bo/{pk}/ban-chu-nhiem/{life.exemplar.pk}/thoi/", why)
    again = office.post(f"/cau-lac-bo/{pk}/sinh-hoat-lai/")

    assert life.fresh().state == State.PAUSED
    assert again.status_code == 409
    assert "Mùa thu hoạch" in text(office.get(f"/cau-lac-bo/{pk}/"))


def _at_commit() -> None:
    connection.cursor().execute("set constraints all immediate")


def test_the_database_keeps_a_chair_where_a_club_is_active() -> None:
    active()
    _at_commit()
    connection.cursor().execute("set constraints all deferred")
    BoardTerm.objects.update(ends_on=date(2025, 5, 1), ended_because="Nghỉ")

    with pytest.raises(IntegrityError, match="has_a_chair"):
        _at_commit()


def test_what_is_dissolved_ends_with_all_that_was_open_in_it() -> None:
    life = active()
    meeting = planned(life, date(2025, 5, 25))
    office, pk = signed_in(life.office), life.club.pk
    end = {"dissolved_on": "20/05/2025", "paper": "99/QĐ-SNV", "reason": "Ít người"}

    office.post(f"/cau-lac-bo/{pk}/giai-the/", end)

    assert life.fresh().state == State.DISSOLVED
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED
    assert not ClubMember.objects.filter(state=Standing.MEMBER).exists()
    assert not BoardTerm.objects.filter(ends_on=None).exists()
    assert "Ít người" in text(office.get(f"/cau-lac-bo/{pk}/"))
    joins = {"who": "household", "name": "Hộ ông Chín"}
    assert signed_in(life.story.officer).post(
        f"/cau-lac-bo/{pk}/xin-vao/", joins
    ).status_code in {404, 409}


def test_history_is_not_rewritten() -> None:
    life = active()

    for change in (
        lambda: ClubMember.objects.filter(pk=life.farmer.pk).update(
            joined_on=date(2024, 1, 1)
        ),
        lambda: ClubMember.objects.filter(pk=life.exemplar.pk).delete(),
        lambda: Club.objects.filter(pk=life.club.pk).update(founded_paper="khác"),
        lambda: BoardTerm.objects.update(due_on=date(2030, 1, 1)),
    ):
        with pytest.raises(IntegrityError, match="clubs_"), transaction.atomic():
            change()


def test_who_is_of_another_place_does_not_know_the_club() -> None:
    from tests.organisations.factories import UnitFactory, an_actor
    from thidua.organisations.models import Unit

    life = active()
    stranger = an_actor(UnitFactory.create(name="Xa Lạ", kind=Unit.Kind.COMMUNE))

    assert signed_in(stranger).get(f"/cau-lac-bo/{life.club.pk}/").status_code == 404


@pytest.mark.parametrize("clubs", [1, 4])
def test_the_list_costs_the_same_however_many_clubs(
    clubs: int, django_assert_num_queries: Any
) -> None:
    from tests.clubs.factories import founding

    story = praised()
    for number in range(clubs):
        draft = founding(story.reporting.province.department, f"Câu lạc bộ {number}")
        actions.found_club(draft, actor=story.office, at=BEFORE)
    office = signed_in(story.office)
    office.get("/cau-lac-bo/")

    with django_assert_num_queries(10):
        office.get("/cau-lac-bo/")


def test_a_term_that_is_over_leads_on_and_the_desk_asks_for_a_choice() -> None:
    life = founded()
    actions.choose_board(
        life.club,
        life.farmer,
        Role.CHAIR,
        starts_on=FOUNDED_ON,
        due_on=date(2025, 5, 1),
        actor=life.office,
        at=MAY,
    )
    actions.start_club(life.club, actor=life.office, at=MAY)

    desk = text(signed_in(life.office).get("/"))

    assert "Cử chủ nhiệm" in desk
    page = text(signed_in(life.office).get(f"/cau-lac-bo/{life.club.pk}/hoi-vien/"))
    assert "hết nhiệm kỳ" in page
