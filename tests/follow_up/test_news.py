"""People hear of pacts, registrations, targets and figures; once, as they chose."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.follow_up.cast import at, with_mail
from tests.indicators.factories import an_office, month
from tests.organisations.factories import a_province, an_actor
from tests.pacts.factories import Story, drafted, fixed, in_force
from tests.pacts.test_making import signing, text, with_password
from tests.pledges.factories import running
from tests.pledges.test_registering import through
from thidua.campaigns.models import TargetRound
from thidua.follow_up.kinds import Kind, Mailing
from thidua.follow_up.models import Mail, Mailbox, Notice, NoticeChoice
from thidua.kernel import clock
from thidua.kernel.events import deliver, unheard
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.organisations.models import Mandate
from thidua.pacts import actions as pacts
from thidua.pacts import telling as of_pacts
from thidua.pledges import telling as of_pledges
from thidua.pledges.models import Registration

pytestmark = pytest.mark.django_db
HEAD, READER = Mandate.Role.HEAD, Mandate.Role.READER


@pytest.fixture(autouse=True)
def in_the_morning(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.THIDUA_TODAY = "2025-05-20"
    monkeypatch.setattr(clock, "now", lambda: at(date(2025, 5, 20), 9))


def announced() -> list[dict[str, Any]]:
    """What waits to be told, as the worker would take it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select args from procrastinate_jobs"
            " where task_name = 'deliver' and status = 'todo' order by id"
        )
        rows = [row[0] for row in cursor.fetchall()]
    return [json.loads(row) if isinstance(row, str) else row for row in rows]


def hear(times: int = 1) -> None:
    """The worker tells; a worker that died before it noted so tells once more."""
    for job in announced():
        for _again in range(times):
            deliver(**job)


def told(actor: Actor) -> list[str]:
    """What somebody reads in their list, the newest first."""
    page = text(signed_in(actor).get("/nhac-viec/"))
    titles = Notice.objects.filter(person=actor.person_id).order_by("-pk")
    found = list(titles.values_list("title", flat=True))
    assert all(title in page for title in found)
    return found


def mails(actor: Actor) -> list[str]:
    found = Mail.objects.filter(person=actor.person_id).order_by("pk")
    return list(found.values_list("subject", flat=True))


def of_the_other_side(story: Story) -> tuple[Actor, Actor]:
    """Officer and head of the second party, with an address each."""
    found = story.officers[1], story.heads[1]
    for number, actor in enumerate(found):
        address = f"bentia{number}@example.vn"
        Mailbox.objects.create(
            person_id=actor.person_id or 0, address=address, verified_at=clock.now()
        )
    return found


def post(actor: Actor, path: str, **said: Any) -> None:
    answer = signed_in(actor).post(path, said)
    assert answer.status_code == 302, text(answer)[-1500:]


@pytest.mark.demand("000.5")
def test_the_other_party_hears_of_every_step_of_a_pact() -> None:
    story = drafted(a_province())
    officer, head = of_the_other_side(story)
    here = f"/giao-uoc/{story.pact.pk}"

    post(story.officers[0], f"{here}/gui/")
    hear(times=2)
    invited = "Mời cùng ký giao ước “Hai xã cùng làm đường hoa”"
    assert (told(officer), mails(officer)) == ([invited], [invited])
    assert told(story.officers[0]) == [], "who sent it knows"

    edition = story.fresh().standing()
    said = {"party": story.parties[1].pk, "version": edition.version, "go": "agree"}
    post(officer, f"{here}/tra-loi/", **said)
    post(story.officers[0], f"{here}/chot/")
    hear()
    for one in story.heads:
        assert told(one)[0].startswith("Văn bản đã chốt, mời ký: giao ước")
    assert told(officer) == [invited], "it is the head who signs"

    story.fresh()
    signing(with_password(story.heads[0]), story, 0)
    hear()
    assert told(head)[0].startswith("Thêm một bên đã ký giao ước")
    body = Notice.objects.filter(person=head.person_id).latest("pk").body
    assert story.heads[0].name in body
    post(story.officers[0], f"{here}/sua-doi/", reason="Sai tên đường")
    hear()
    title = "Chữ ký không còn giá trị: giao ước “Hai xã cùng làm đường hoa” mở lại"
    assert told(head)[0].startswith(title)
    body = Notice.objects.filter(person=officer.person_id).latest("pk").body
    assert "Vì sao: Sai tên đường" in body


@pytest.mark.demand("000.5")
def test_all_hear_that_a_pact_holds_and_that_a_change_asks_them_to_sign_again() -> None:
    story = fixed(a_province())
    officer, head = of_the_other_side(story)
    for place in (0, 1):
        signing(with_password(story.heads[place]), story, place)
    hear()
    holds = "Giao ước “Hai xã cùng làm đường hoa” có hiệu lực"
    assert told(officer)[0] == told(story.officers[0])[0] == holds
    here = f"/giao-uoc/{story.pact.pk}"

    post(story.officers[0], f"{here}/sua-doi/", reason="Thêm cầu")
    post(story.officers[0], f"{here}/gui/")
    edition = story.fresh().proposed()
    assert edition is not None
    said = {"party": story.parties[1].pk, "version": edition.version, "go": "agree"}
    post(officer, f"{here}/tra-loi/", **said)
    post(story.officers[0], f"{here}/chot/")
    hear()

    assert told(officer)[0].startswith("Đề nghị sửa giao ước")
    assert told(head)[0].startswith("Văn bản đã sửa, mời ký lại: giao ước")
    body = Notice.objects.filter(person=head.person_id).latest("pk").body
    assert body == "2 chữ ký trên bản trước không còn giá trị. Vì sao: Thêm cầu"
    post(head, f"{here}/cham-dut/", reason="Dời dự án")
    hear()
    assert "chấm dứt trước hạn" in told(story.officers[0])[0]


def test_what_is_undone_is_told_to_nobody() -> None:
    story = in_force(a_province())
    before = len(announced())

    mark = transaction.savepoint()
    pacts.break_pact(story.pact, reason="Thôi", actor=story.heads[0], at=MAY)
    assert len(announced()) == before + 1
    transaction.savepoint_rollback(mark)
    with unheard(PeopleConcerned):
        pacts.propose_change(
            story.pact, reason="Xưa rồi", actor=story.officers[0], at=MAY
        )
        pacts.circulate_edition(story.pact, actor=story.officers[0], at=MAY)

    assert len(announced()) == before


def test_a_mail_waits_out_the_night_and_comes_as_one_chose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = drafted(a_province())
    officer, head = of_the_other_side(story)
    NoticeChoice.objects.create(
        person_id=head.person_id or 0, kind=Kind.PACT, mailing=Mailing.NONE
    )
    post(story.officers[0], f"/giao-uoc/{story.pact.pk}/gui/")
    monkeypatch.setattr(clock, "now", lambda: at(date(2025, 5, 20), 22))
    hear()

    (mail,) = Mail.objects.all()
    assert mail.person_id == officer.person_id
    assert mail.held_until == at(date(2025, 5, 21), 6)
    assert len(told(head)) == 1, "in the program in any case"


def registers(actor: Actor, campaign_id: int) -> Registration:
    """A household, by the three screens."""
    path = f"/phong-trao/{campaign_id}/dang-ky/moi/"
    assert through(signed_in(actor), path)["Location"]
    return Registration.objects.get(owner=actor.person_id)


@pytest.mark.demand("000.3")
def test_the_officer_hears_once_a_day_that_somebody_waits_and_she_what_became() -> None:
    place = a_province()
    campaign, hamlet = running(place), place.hamlets[0]
    officer = with_mail(hamlet)
    farmer, neighbour = (an_actor(hamlet, READER) for _one in range(2))
    Mailbox.objects.create(
        person_id=farmer.person_id or 0,
        address="hai@example.vn",
        verified_at=clock.now(),
    )

    one, other = (registers(who, campaign.pk) for who in (farmer, neighbour))
    hear(times=2)
    waiting = "Có đăng ký mới chờ duyệt trong phong trào “Đồng khởi mới”"
    assert told(officer) == [waiting]
    assert mails(officer) == [], "it goes into the weekly mail"

    decide = f"/phong-trao/{campaign.pk}/dang-ky/don-vi/{hamlet.pk}/quyet-dinh/"
    go = {"sure": "1", "go": "return", "reason": "Ghi rõ số cây."}
    post(officer, decide, chon=[one.pk], **go)
    hear(times=2)
    title = "Đăng ký của anh/chị bị trả lại: phong trào “Đồng khởi mới”"
    assert (told(farmer), mails(farmer)) == ([title], [title])
    body = Notice.objects.get(person=farmer.person_id).body
    assert "Ghi rõ số cây. Sửa rồi gửi lại." in body
    opened = Notice.objects.get(person=farmer.person_id)
    answer = signed_in(farmer).post(f"/nhac-viec/{opened.pk}/")
    assert answer["Location"] == f"/dang-ky/{one.pk}/"

    post(officer, decide, chon=[other.pk], sure="1", go="approve")
    hear()
    assert told(neighbour) == [
        "Đăng ký của anh/chị đã được duyệt: phong trào “Đồng khởi mới”"
    ]
    assert len(told(farmer)) == 1


def test_the_weekly_mail_says_that_registrations_wait() -> None:
    from thidua.follow_up.queries.digest import digest_of

    place = a_province()
    officer = with_mail(place.hamlets[0])
    registers(an_actor(place.hamlets[0], READER), running(place).pk)
    hear()

    assert officer.user is not None
    words = digest_of(
        officer.user.person, date(2025, 5, 26), since=at(date(2025, 5, 26))
    )

    assert "Có đăng ký mới chờ duyệt" in words


def test_targets_taken_and_disputed_are_told_to_who_gave_them() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    parent = a_target(campaign, unit=place.province)
    office = an_actor(place.province)
    first, second = (
        given_to(parent, unit, 10) for unit in (place.districts[0], place.districts[1])
    )
    officers = [an_actor(one.unit) for one in (first, second)]
    here = f"/phong-trao/{campaign.pk}/chi-tieu"

    wants = {"revision": 1, "value": "8", "reason": "Thiếu vốn đối ứng"}
    post(officers[0], f"{here}/{first.pk}/de-nghi/", **wants)
    post(officers[1], f"{here}/{second.pk}/nhan/", revision=1)
    hear(times=2)

    assert TargetRound.objects.count() == 2
    wanted, taken = sorted(told(office), key=lambda title: "nhận" in title)
    assert wanted.startswith("Huyện ")
    assert "đề nghị số khác" in wanted
    assert taken.startswith("Có đơn vị nhận chỉ tiêu trong phong trào")
    post(office, f"{here}/{first.pk}/dong-y/", revision=2)
    hear()
    assert told(officers[0])[0].startswith("Cấp trên đồng ý số đề nghị")
    assert told(officers[1]) == []


@pytest.mark.demand("004.2")
def test_the_head_hears_that_somebody_else_launched_in_the_units_name() -> None:
    place = a_province()
    head, officer = an_actor(place.province, HEAD), an_actor(place.province)
    campaign = a_target(a_campaign(of=place, kinds=["commune"])).campaign
    specialist = an_actor(place.department)

    post(
        specialist,
        f"/phong-trao/{campaign.pk}/phat-dong/",
        is_common="on",
        common="Làm điểm trước",
    )
    hear(times=2)

    (title,) = told(head)
    assert title == "Đã phát động phong trào “Đồng khởi mới”"
    notice = Notice.objects.get(person=head.person_id)
    assert notice.path == f"/phong-trao/{campaign.pk}/"
    assert specialist.name in notice.body
    assert "đến 6 đơn vị" in notice.body
    assert told(officer) == [], "it is the head in whose name it goes out"

    own = a_target(a_campaign(of=place, kinds=["commune"], name="Hè xanh")).campaign
    post(
        head,
        f"/phong-trao/{own.pk}/phat-dong/",
        is_common="on",
        common="Làm điểm trước",
    )
    hear()
    assert told(head) == [title], "who launched knows"


def test_an_english_reader_is_told_in_english() -> None:
    story = drafted(a_province())
    officer, _head = of_the_other_side(story)
    Mailbox.objects.filter(person=officer.person_id).update(language="en")

    post(story.officers[0], f"/giao-uoc/{story.pact.pk}/gui/")
    hear()

    assert told(officer) == [
        "You are invited to join the pact “Hai xã cùng làm đường hoa”"
    ]


def test_who_reports_hears_that_figures_came_back_and_why() -> None:
    office = an_office()
    april = month(2025, 4)
    report = office.sent(april, ROAD="41", HOUSES="2")
    officer = office.officer()
    receiver = an_actor(report.receiver)
    line = office.lines["ROAD"].pk
    path = f"/bao-cao/{report.form_id}/{april.pk}/{report.unit_id}/tra-lai/"

    post(receiver, path, **{f"reason-{line}": "Gấp chín lần tháng trước."})
    hear(times=2)

    (title,) = told(officer)
    assert title.startswith("Số liệu bị trả lại: ")
    assert title.endswith("tháng 4/2025")
    body = Notice.objects.get(person=officer.person_id).body
    assert body == "Đường bê tông hóa: Gấp chín lần tháng trước."


def test_every_kind_that_a_room_names_is_one_that_people_choose_by() -> None:
    kinds = {of_pacts.KIND, of_pledges.OWN, of_pledges.TO_APPROVE}

    assert kinds <= set(Kind.values)
    page = text(signed_in(with_mail(a_province().communes[0])).get("/thong-bao/"))
    assert all(str(Kind(kind).label) in page for kind in kinds)
