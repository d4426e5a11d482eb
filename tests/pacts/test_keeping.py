"""What was signed is changed, left, broken, carried over, judged, and shown to all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import MAY
from tests.campaigns.test_achieved import report
from tests.doors import signed_in
from tests.organisations.factories import UnitFactory, a_province, an_actor
from tests.pacts.factories import HEAD, Story, agree, drafted, fixed, in_force, sign
from tests.pacts.test_making import signing, text, with_password
from tests.sheets import rows_at
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor
from thidua.organisations.models import Placement, Reorganisation, Succession, Unit
from thidua.pacts import actions
from thidua.pacts.models import CommitmentOutcome, PactSignature
from thidua.pacts.states import State

pytestmark = pytest.mark.django_db


def page_of(story: Story, actor: Actor) -> str:
    return text(signed_in(actor).get(f"/giao-uoc/{story.pact.pk}/"))


def changed(story: Story) -> None:
    """Another deed instead of one, by the forms; agreed to and fixed."""
    first, pk = signed_in(story.officers[0]), story.pact.pk
    first.post(f"/giao-uoc/{pk}/sua-doi/", {"reason": "Thêm cầu bắc qua kênh"})
    assert story.fresh().state == State.IN_FORCE, "proposed, not agreed to"
    edition = story.pact.proposed()
    assert edition is not None
    one = edition.commitments.filter(version__isnull=True).first()
    assert one is not None
    said = {
        "party": one.party_id,
        "words": "Bắc cầu dân sinh qua kênh",
        "due_on": "31/12/2025",
        "version": edition.version,
    }
    first.post(f"/giao-uoc/{pk}/soan/cam-ket/{one.pk}/", said)
    first.post(f"/giao-uoc/{pk}/gui/")
    second = signed_in(story.officers[1])
    assert "Đang có đề nghị sửa đổi" in text(second.get(f"/giao-uoc/{pk}/"))
    agree(story)
    first.post(f"/giao-uoc/{pk}/chot/")


@pytest.mark.demand("000.5")
def test_a_later_change_voids_the_signatures_and_says_so_to_all_who_signed() -> None:
    story = in_force(a_province())
    changed(story)

    assert story.fresh().state == State.SIGNING
    assert story.pact.edition == 2
    for head in story.heads:
        page = page_of(story, head)
        assert "Chữ ký trên bản 1 không còn giá trị: văn bản đã sửa" in page
        assert "Thêm cầu bắc qua kênh" in page
        desk = text(signed_in(head).get("/"))
        assert "chữ ký ngày 20/05/2025 không còn giá trị, ký lại" in desk
    sign(story, 0)
    sign(story, 1)
    assert story.fresh().state == State.IN_FORCE
    assert PactSignature.objects.count() == 4


@pytest.mark.demand("000.5")
def test_both_texts_stand_side_by_side_and_the_old_one_keeps_its_hands() -> None:
    story = in_force(a_province())
    changed(story)
    second, pk = signed_in(story.officers[1]), story.pact.pk

    abreast = text(second.get(f"/giao-uoc/{pk}/ban/2/"))
    old = text(second.get(f"/giao-uoc/{pk}/ban/1/"))

    assert "Hai bản cạnh nhau" in abreast
    assert "<ins>2. Bắc cầu dân sinh qua kênh; hoàn thành chậm nhất" in abreast
    assert "<del>2. Mỗi chi hội một hàng rào xanh; hoàn thành chậm nhất" in abreast
    assert "Các chữ ký này không còn giá trị" in old
    assert story.heads[0].name in old


def test_a_change_that_is_given_up_leaves_the_pact_as_it_was() -> None:
    story = in_force(a_province())
    mine = signed_in(story.officers[1])
    mine.post(f"/giao-uoc/{story.pact.pk}/sua-doi/", {"reason": "Bớt một việc"})

    mine.post(f"/giao-uoc/{story.pact.pk}/sua-doi/bo/", {"reason": "Thôi, làm được"})

    story.fresh()
    assert (story.pact.state, story.pact.edition) == (State.IN_FORCE, 1)
    assert story.pact.proposed() is None


def test_who_reads_the_old_text_does_not_sign_the_new_one() -> None:
    story = fixed(a_province())
    head = with_password(story.heads[1])
    old = story.pact.standing().sha256
    actions.propose_change(
        story.pact, reason="Sửa một chữ", actor=story.officers[0], at=MAY
    )
    actions.circulate_edition(story.fresh(), actor=story.officers[0], at=MAY)
    desk = story.pact.standing()
    actions.rewrite_edition(
        story.pact,
        _words(story, title="Hai xã làm đường hoa và cây xanh"),
        version=desk.version,
        actor=story.officers[0],
        at=MAY,
    )
    agree(story)
    actions.fix_edition(story.pact, actor=story.officers[0], at=MAY)

    answer = signing(head, story, 1, sha256=old)

    assert answer.status_code == 409
    assert "Văn bản đã sửa sau khi anh/chị mở trang, nên chưa ký." in text(answer)
    assert not PactSignature.objects.exists()


def _words(story: Story, **given: Any) -> Any:
    from tests.pacts.factories import a_draft

    del story
    return a_draft(**given)


def test_while_it_is_signed_the_one_who_drew_it_up_takes_it_back() -> None:
    story = fixed(a_province())
    sign(story, 1)

    signed_in(story.officers[1]).post(
        f"/giao-uoc/{story.pact.pk}/sua-doi/", {"reason": "Không được"}
    )
    assert story.fresh().state == State.SIGNING, "who did not write it, does not"
    signed_in(story.officers[0]).post(
        f"/giao-uoc/{story.pact.pk}/sua-doi/", {"reason": "Sai tên đường"}
    )

    assert story.fresh().state == State.TALKED
    desk = text(signed_in(story.heads[1]).get("/"))
    assert "Đang sửa lại; chữ ký ngày 20/05/2025 không còn giá trị." in desk
    assert "Sai tên đường" in page_of(story, story.heads[1])


def test_a_party_withdraws_and_the_others_sign_another_text() -> None:
    place = a_province()
    story = fixed(place, *place.communes[:3])
    sign(story, 0)
    party = story.parties[2]

    signed_in(story.heads[2]).post(
        f"/giao-uoc/{story.pact.pk}/rut/{party.pk}/", {"reason": "Chưa đủ kinh phí"}
    )

    assert story.fresh().state == State.TALKED
    edition = story.pact.standing()
    assert edition.number == 2
    assert set(edition.commitments.values_list("party__unit", flat=True)) == {
        place.communes[0].pk,
        place.communes[1].pk,
    }
    assert "Chưa đủ kinh phí" in page_of(story, story.officers[1])


def test_with_one_party_left_there_is_no_pact() -> None:
    story = fixed(a_province())
    officer = signed_in(story.officers[1])
    path = f"/giao-uoc/{story.pact.pk}/rut/{story.parties[1].pk}/"

    low = officer.post(path, {"reason": "Thôi"})
    silent = signed_in(story.heads[1]).post(path, {"reason": " "})
    signed_in(story.heads[1]).post(path, {"reason": "Chưa đủ người"})

    assert (low.status_code, silent.status_code) == (403, 422)
    assert story.fresh().state == State.DROPPED
    assert "Chưa đủ người" in page_of(story, story.officers[0])


def test_a_pact_is_broken_before_its_time_with_a_reason() -> None:
    story = in_force(a_province())
    path = f"/giao-uoc/{story.pact.pk}/cham-dut/"

    low = signed_in(story.officers[0]).post(path, {"reason": "Thôi"})
    signed_in(story.heads[1]).post(path, {"reason": "Dời dự án đường"})

    assert low.status_code == 403
    assert story.fresh().state == State.BROKEN
    page = page_of(story, story.officers[0])
    assert "chấm dứt trước hạn" in page
    assert "Dời dự án đường" in page


def test_a_deed_is_reported_by_its_party_and_told_to_all() -> None:
    story = in_force(a_province())
    first, second = (signed_in(officer) for officer in story.officers)
    deeds = story.pact.standing().commitments.filter(version__isnull=True)
    path = f"/giao-uoc/{story.pact.pk}/cam-ket"
    one = deeds.get(party=story.parties[0])
    said = {"words": "Mười hai chi hội đã trồng", "done": "1"}

    other = second.post(f"{path}/{one.key}/bao/", said)
    mine = first.post(f"{path}/{one.key}/bao/", said)

    assert (other.status_code, mine.status_code) == (403, 302)
    page = text(second.get(f"/giao-uoc/{story.pact.pk}/"))
    assert "xong: Mười hai chi hội đã trồng" in page


@pytest.mark.demand("000.5")
def test_at_its_end_every_commitment_is_judged_and_the_pact_concluded() -> None:
    story = in_force(a_province(), starts_on=date(2025, 1, 1))
    report(story.units[0], story.version, 4, 6, "accepted")
    first, second = (signed_in(officer) for officer in story.officers)
    pk = story.pact.pk
    with_day("2026-01-02")
    end = f"/giao-uoc/{pk}/ket-thuc/"
    assert first.post(end, {"conclusion": "Xong"}).status_code == 409
    for one in story.pact.standing().commitments.all():
        is_ours = one.party_id == story.parties[0].pk
        client, other = (first, second) if is_ours else (second, first)
        path = f"/giao-uoc/{pk}/cam-ket/{one.key}/danh-gia/"
        assert other.post(path, {"verdict": "kept"}).status_code == 403
        verdict = "kept" if is_ours else "short"
        if not is_ours:
            assert client.post(path, {"verdict": verdict}).status_code == 422
        client.post(path, {"verdict": verdict, "words": "Thiếu vốn đối ứng"})
    first.post(end, {"conclusion": "Một xã giữ lời cả hai."})

    assert story.fresh().state == State.ENDED
    kept = CommitmentOutcome.objects.get(
        commitment__party=story.parties[0], commitment__version__isnull=False
    )
    assert kept.achieved == 6
    page = text(second.get(f"/giao-uoc/{pk}/"))
    assert "Thiếu vốn đối ứng" in page
    assert "Một xã giữ lời cả hai." in page


def with_day(day: str) -> None:
    """The office lives on another day from here on; the test's settings go back."""
    from django.conf import settings

    settings.THIDUA_TODAY = day


@pytest.mark.demand("000.5")
def test_the_public_reads_what_holds_without_a_sign_in_and_no_name_unasked() -> None:
    story = fixed(a_province())
    nobody = Client()
    path = f"/giao-uoc/cong-khai/{story.pact.pk}/"
    assert nobody.get(path).status_code == 404
    sign(story, 0, shows_name=True)
    sign(story, 1)

    page, listed = text(nobody.get(path)), text(nobody.get("/giao-uoc/cong-khai/"))

    assert story.heads[0].name in page
    assert story.heads[1].name not in page
    assert str(story.heads[1].mandate and story.heads[1].mandate.title) in page
    assert "Hai xã cùng làm đường hoa" in listed
    closed = in_force(a_province("Sông Hậu"), is_public=False)
    assert nobody.get(f"/giao-uoc/cong-khai/{closed.pact.pk}/").status_code == 404


def test_who_has_no_part_reads_a_pact_in_force_and_no_talk_of_changing_it() -> None:
    place = a_province()
    story = in_force(place)
    actions.propose_change(
        story.pact, reason="Chuyện riêng hai xã", actor=story.officers[0], at=MAY
    )
    neighbour = signed_in(an_actor(place.communes[5]))

    page = neighbour.get(f"/giao-uoc/{story.pact.pk}/")

    assert page.status_code == 200
    assert "Chuyện riêng hai xã" not in text(page)
    assert neighbour.get(f"/giao-uoc/{story.pact.pk}/ban/2/").status_code == 404
    assert (
        neighbour.post(
            f"/giao-uoc/{story.pact.pk}/sua-doi/", {"reason": "x"}
        ).status_code
        == 404
    )


def merged(units: list[Unit], into: Unit) -> None:
    """What a reform of 1 July 2025 leaves: units that end, and their main heir."""
    day = date(2025, 7, 1)
    act = Reorganisation.objects.create(
        decision="Nghị quyết 1687/NQ-UBTVQH15", kind="merger", effective_on=day
    )
    for unit in units:
        for place in Placement.objects.filter(unit=unit):
            place.during = type(place.during)(place.during.lower, day)
            place.save()
        Succession.objects.create(
            act=act, predecessor=unit, successor=into, kind="whole", is_main=True
        )


@pytest.mark.demand("000.5")
def test_the_main_successor_carries_the_pact_of_an_abolished_party(
    settings: Settings,
) -> None:
    place = a_province()
    old = UnitFactory.create(name="Tân Cũ", parent=place.districts[0])
    story = fixed(place, old, place.communes[3])
    sign(story, 0)
    heir = UnitFactory.create(name="Tân Bình", parent=place.districts[0])
    merged([story.units[0]], heir)
    settings.THIDUA_TODAY = "2025-07-02"
    after = datetime(2025, 7, 2, 9, tzinfo=ZONE)
    officer, head = an_actor(heir), an_actor(heir, HEAD)

    page = page_of(story, officer)
    assert "Xã Tân Bình kế thừa theo Nghị quyết 1687/NQ-UBTVQH15" in page
    assert "chữ ký đã có vẫn giữ giá trị" in page
    actions.sign_pact(
        story.pact,
        story.parties[1],
        sha256=story.pact.standing().sha256,
        actor=story.heads[1],
        at=after,
    )
    assert story.fresh().state == State.IN_FORCE
    mine = signed_in(officer).get("/giao-uoc/")
    assert "Hai xã cùng làm đường hoa" in text(mine)
    signed_in(head).post(
        f"/giao-uoc/{story.pact.pk}/cham-dut/", {"reason": "Xã mới có giao ước khác"}
    )
    assert story.fresh().state == State.BROKEN


def test_parties_that_became_one_do_not_sign_with_themselves(
    settings: Settings,
) -> None:
    place = a_province()
    names = ("Tân Cũ", "Bình Cũ")
    old = [UnitFactory.create(name=name, parent=place.districts[0]) for name in names]
    story = fixed(place, *old)
    heir = UnitFactory.create(name="Tân Bình", parent=place.districts[0])
    merged(story.units, heir)
    settings.THIDUA_TODAY = "2025-07-02"
    head = with_password(an_actor(heir, HEAD))

    answer = signing(head, story, 0)

    assert answer.status_code == 422
    assert "không ký giao ước với chính mình" in text(answer)


@pytest.mark.parametrize("more", [0, 2])
def test_the_desk_asks_as_much_however_many_pacts(
    more: int, django_assert_num_queries: Any
) -> None:
    from thidua.pacts.queries import waiting_for

    place = a_province()
    story = fixed(place)
    for _again in range(more):
        other = drafted(place, campaign=story.campaign)
        actions.circulate_edition(other.pact, actor=other.officers[0], at=MAY)

    with django_assert_num_queries(2):
        waiting_for(story.heads[1], date(2025, 5, 20))


def test_the_pacts_of_a_campaign_come_as_excel_as_filtered() -> None:
    place = a_province()
    story = in_force(place)
    drafted(place, *story.units, campaign=story.campaign, title="Còn đang soạn")
    here = f"/phong-trao/{story.campaign.pk}/giao-uoc/"
    mine, other = (signed_in(story.officers[place]) for place in (0, 1))

    page = text(mine.get(f"{here}?trang-thai=in_force"))
    (line,) = rows_at(mine, f"{here}?trang-thai=in_force&xuat=excel")
    own = rows_at(mine, "/giao-uoc/?xuat=excel")
    theirs = rows_at(other, f"{here}?xuat=excel")

    assert f'href="{here}?trang-thai=in_force&amp;xuat=excel"' in page
    assert "Còn đang soạn" not in page
    assert line[0] == "Hai xã cùng làm đường hoa"
    assert line[3:5] == [date(2025, 3, 1), date(2025, 12, 31)]
    assert line[-2:] == [2, 2], "parties and hands, as figures"
    assert len(own) == 2
    assert len(theirs) == 1, "a draft of another stays unknown"
