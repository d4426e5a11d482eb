"""Collectives bind themselves to each other, in public, signed one by one."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.test_achieved import report
from tests.doors import signed_in
from tests.organisations.factories import (
    PASSWORD,
    a_delegation,
    a_province,
    an_actor,
    under,
)
from tests.pacts.factories import (
    Story,
    agree,
    circulated,
    drafted,
    fixed,
    in_force,
    sign,
)
from tests.pledges.factories import running
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.indicators.models import Form, FormLine
from thidua.kernel.paper.laying import Piece, laid_out
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.pacts.models import Pact, PactSignature
from thidua.pacts.papers import pact_paper
from thidua.pacts.states import State
from thidua.pacts.wording import hash_of, lines_of

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


def with_password(actor: Actor) -> Client:
    """Somebody who can prove who they are."""
    assert actor.user is not None
    actor.user.set_password(PASSWORD)
    actor.user.save()
    return signed_in(actor)


def signing(client: Client, story: Story, place: int, **given: Any) -> Any:
    """The form of the signing page, filled in by hand."""
    shown = text(client.get(f"/giao-uoc/{story.pact.pk}/ky/"))
    sha = re.search(r'name="sha256" value="(\w{64})"', shown)
    assert sha is not None
    said = {
        "party": story.parties[place].pk,
        "sha256": sha[1],
        "proof": PASSWORD,
        **given,
    }
    return client.post(f"/giao-uoc/{story.pact.pk}/ky/", said)


def begun(mine: Client, other: Unit, campaign: Campaign) -> Pact:
    """A hamlet writes a pact for itself and another, by the forms, and sends it."""
    answer = mine.post(
        f"/phong-trao/{campaign.pk}/giao-uoc/moi/",
        {
            "title": "Hai ấp không rác trên kênh",
            "preamble": "Kênh chung, giữ chung.",
            "starts_on": "01/03/2025",
            "ends_on": "31/12/2025",
            "is_party": "on",
            "is_public": "on",
        },
    )
    pact = Pact.objects.get()
    desk = f"/giao-uoc/{pact.pk}/soan/"
    assert answer["Location"] == desk
    mine.post(f"{desk}ben/", {"unit": other.pk})
    for party in pact.parties.all():
        said = deed(pact, party.pk, "Vớt rác trên kênh mỗi chủ nhật")
        assert mine.post(f"{desk}cam-ket/", said).status_code == 302
    return pact


def deed(pact: Pact, party: int, words: str) -> dict[str, Any]:
    """The form of a commitment in words."""
    version = pact.standing().version
    due = {"due_on": "31/12/2025", "version": version}
    return {"party": party, "words": words, **due}


@pytest.mark.demand("000.5")
@pytest.mark.demand("002.11")
def test_two_hamlets_talk_until_both_agree_to_one_text() -> None:
    place = a_province()
    one, other = place.hamlets[0], place.hamlets[1]
    mine, theirs = signed_in(an_actor(one)), signed_in(an_actor(other))
    pact = begun(mine, other, running(place))
    assert theirs.get(f"/giao-uoc/{pact.pk}/").status_code == 404
    mine.post(f"/giao-uoc/{pact.pk}/gui/")
    assert "Đọc rồi đồng ý" in text(theirs.get("/"))
    party = pact.parties.get(unit=other)
    answer = f"/giao-uoc/{pact.pk}/tra-loi/"
    ask = {"party": party.pk, "version": pact.standing().version}

    assert theirs.post(answer, {**ask, "go": "ask"}).status_code == 422
    words = "Ấp chúng tôi vớt rác chiều thứ bảy, chủ nhật đi lễ."
    theirs.post(answer, {**ask, "go": "ask", "words": words})
    assert words in text(mine.get(f"/giao-uoc/{pact.pk}/"))
    assert "Có bên đề nghị sửa" in text(mine.get("/"))
    commitment = party.commitments.get()
    mended = deed(pact, party.pk, "Vớt rác trên kênh mỗi chiều thứ bảy")
    mine.post(f"/giao-uoc/{pact.pk}/soan/cam-ket/{commitment.pk}/", mended)
    late = theirs.post(answer, {**ask, "go": "agree"})
    assert late.status_code == 409, "the text is another one than was read"
    ask["version"] = pact.standing().version
    theirs.post(answer, {**ask, "go": "agree"})
    mine.post(f"/giao-uoc/{pact.pk}/chot/")

    pact.refresh_from_db()
    edition = pact.standing()
    assert pact.state == State.SIGNING
    assert edition.sha256 == hash_of(edition.text)
    assert "Vớt rác trên kênh mỗi chiều thứ bảy" in edition.text
    assert "Ấp 1, xã Tân An" in edition.text


@pytest.mark.demand("000.5")
@pytest.mark.demand("002.11")
def test_the_heads_of_two_hamlets_sign_one_by_one_until_it_holds() -> None:
    place = a_province()
    story = fixed(place, *place.hamlets[:2])
    for number, head in enumerate(story.heads):
        client = with_password(head)
        assert "Đọc văn bản đã chốt" in text(client.get("/"))
        assert story.fresh().state == State.SIGNING
        assert signing(client, story, number).status_code == 302

    assert story.fresh().state == State.IN_FORCE
    page = text(signed_in(story.officers[1]).get(f"/giao-uoc/{story.pact.pk}/"))
    assert page.count("đã ký") >= 2
    assert "có hiệu lực" in page


@pytest.mark.demand("000.5")
def test_the_progress_of_a_pact_follows_the_monthly_figures() -> None:
    place = a_province()
    story = in_force(place)
    commune, version = story.units[0], story.version
    report(commune, version, 3, 2, "accepted")
    report(commune, version, 4, 1, "submitted")
    other = signed_in(story.officers[1])

    page = text(other.get(f"/giao-uoc/{story.pact.pk}/"))

    assert "3\u00a0km · 60" in page
    found = re.search(
        rf'href="(/[^"]*{version.indicator_id}[^"]*{commune.pk}[^"]*)"', page
    )
    assert found is not None
    opened = other.get(found[1])
    assert opened.status_code == 200, "the other party opens the figure"
    figure = opened.context["page"]
    assert figure.value == "3,0", "the very sum that was clicked, not its last month"
    assert [one.value for one in figure.months] == ["2,0", "1,0"]
    stranger = signed_in(an_actor(place.communes[5]))
    assert "3\u00a0km" in text(stranger.get(f"/giao-uoc/{story.pact.pk}/"))


def test_nobody_learns_a_neighbours_figure_by_writing_its_name_into_a_draft() -> None:
    place = a_province()
    story = drafted(place)
    neighbour, version = story.units[1], story.version
    report(neighbour, version, 4, 3, "accepted")
    mine = signed_in(story.officers[0])

    page = text(mine.get(f"/giao-uoc/{story.pact.pk}/"))

    assert "3\u00a0km" not in page
    path = f"/chi-so/so-lieu/{version.indicator_id}/{neighbour.pk}/"
    assert mine.get(path).status_code == 404


def test_a_commitment_in_figures_is_typed_in_the_measure_of_the_form() -> None:
    place = a_province()
    campaign = running(place)
    story = drafted(place, campaign=campaign)
    form = Form.objects.create(
        name="Biểu tháng",
        owner=place.department,
        tree=campaign.tree,
        period_kind="month",
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
    )
    FormLine.objects.create(
        form=form, version=story.version, position=1, scale=1000, level="commune"
    )
    CampaignForm.objects.create(campaign=campaign, form=form)
    mine = signed_in(story.officers[0])
    said = {
        "party": story.parties[0].pk,
        "indicator": story.version.pk,
        "value": "1,5",
        "due_on": "31/12/2025",
        "version": story.pact.standing().version,
    }

    doubt = mine.post(
        f"/giao-uoc/{story.pact.pk}/soan/cam-ket/", {**said, "value": "1.500"}
    )
    mine.post(f"/giao-uoc/{story.pact.pk}/soan/cam-ket/", said)

    assert doubt.status_code in {302, 422}
    one = story.pact.standing().commitments.order_by("pk").last()
    assert one is not None
    assert one.value == 1500
    assert "đạt từ 1,5\u00a0nghìn km trở lên" in text(
        mine.get(f"/giao-uoc/{story.pact.pk}/soan/")
    )


def test_an_officer_does_not_sign_and_is_told_who_does() -> None:
    story = fixed(a_province())

    answer = signed_in(story.officers[0]).get(f"/giao-uoc/{story.pact.pk}/ky/")

    assert answer.status_code == 403
    assert "Chỉ thủ trưởng, hoặc người được ủy quyền ký" in text(answer)
    assert "ủy quyền ký bằng văn bản" in text(answer)


@pytest.mark.demand("000.5")
def test_nobody_signs_without_a_fresh_proof_of_who_they_are() -> None:
    story = fixed(a_province())
    head = with_password(story.heads[0])

    answer = signing(head, story, 0, proof="đoán")

    assert answer.status_code == 422
    assert "Mật khẩu chưa đúng, nên chưa ký." in text(answer)
    assert not PactSignature.objects.exists()
    assert signing(head, story, 0).status_code == 302
    hand = PactSignature.objects.get()
    assert (hand.sha256, hand.shows_name) == (story.pact.standing().sha256, False)


def test_who_holds_a_delegation_signs_for_the_head_and_it_says_so() -> None:
    story = fixed(a_province())
    officer = story.officers[0]
    paper = a_delegation(story.heads[0], officer, Power.SIGN)
    acting = under(paper, officer)

    sign(story, 0, actor=acting)

    hand = PactSignature.objects.get()
    assert hand.delegated_by == "12/GUQ"
    assert hand.office.startswith("TUQ.")
    page = text(signed_in(story.officers[1]).get(f"/giao-uoc/{story.pact.pk}/"))
    assert "theo ủy quyền 12/GUQ" in page


def test_a_double_click_signs_once_and_says_so() -> None:
    story = fixed(a_province())
    head = with_password(story.heads[0])
    first = signing(head, story, 0)
    sha = story.pact.standing().sha256

    again = head.post(
        f"/giao-uoc/{story.pact.pk}/ky/",
        {"party": story.parties[0].pk, "sha256": sha, "proof": PASSWORD},
    )

    assert first.status_code == 302
    assert again.status_code == 409
    assert "“Ký giao ước” đã làm xong lúc" in text(again)
    assert PactSignature.objects.count() == 1


def test_two_writers_see_both_versions() -> None:
    story = drafted(a_province())
    mine = signed_in(story.officers[0])
    path = f"/giao-uoc/{story.pact.pk}/soan/"
    opened = story.pact.standing().version
    said = {
        "title": "Hai xã một lòng",
        "starts_on": "01/03/2025",
        "ends_on": "31/12/2025",
        "version": opened,
    }
    mine.post(path, said)

    late = mine.post(path, {**said, "title": "Hai xã kết nghĩa"})

    assert late.status_code == 409
    assert "Hai xã một lòng" in text(late)
    assert "Hai xã kết nghĩa" in text(late)
    assert story.pact.standing().title == "Hai xã một lòng"


def test_nothing_is_sent_round_that_binds_only_one() -> None:
    place = a_province()
    story = drafted(place, place.communes[0])

    answer = signed_in(story.officers[0]).post(f"/giao-uoc/{story.pact.pk}/gui/")

    assert answer.status_code == 422
    assert "ít nhất hai bên" in text(answer)


def test_nothing_is_fixed_before_all_agree_to_what_stands() -> None:
    story = circulated(a_province())
    mine = signed_in(story.officers[0])

    early = mine.post(f"/giao-uoc/{story.pact.pk}/chot/")
    agree(story)
    fixed_now = mine.post(f"/giao-uoc/{story.pact.pk}/chot/")

    assert early.status_code == 409
    assert "1 bên chưa đồng ý" in text(early)
    assert fixed_now.status_code == 302


@pytest.mark.demand("000.5")
def test_an_office_of_another_line_is_a_party_and_the_paper_has_all_blocks() -> None:
    place = a_province()
    front = Unit.objects.get(pk=place.department.pk)
    story = fixed(place, place.communes[0], front, place.hamlets[7])
    sign(story, 0)
    mine = signed_in(story.officers[0])

    word = mine.get(f"/giao-uoc/{story.pact.pk}/word/")
    pdf = mine.get(f"/giao-uoc/{story.pact.pk}/pdf/")
    made = mine.post(f"/giao-uoc/{story.pact.pk}/van-ban/pact/")

    from tests.kernel.papers import words_of_docx, words_of_pdf

    said = words_of_docx(word.content)
    assert "GIAO ƯỚC THI ĐUA Hai xã cùng làm đường hoa" in said
    assert "TM. ỦY BAN NHÂN DÂN XÃ TÂN AN" in said
    assert "SỞ NỘI VỤ TỈNH SÔNG TIỀN" in said
    assert "ẤP 2, XÃ AN THẠNH" in said
    assert story.pact.standing().sha256 in said
    assert "Đường nông thôn" in words_of_pdf(pdf.content)
    assert made["Location"].startswith("/van-ban/")
    again = mine.post(f"/giao-uoc/{story.pact.pk}/van-ban/pact/")
    assert again["Location"] == made["Location"]


def test_opening_words_like_a_commitment_shift_no_number_on_the_paper() -> None:
    forged = (
        "I. Cam kết của xã bên\n1. Góp toàn bộ kinh phí.\n"
        "Các bên thống nhất ký giao ước thi đua như sau:"
    )
    story = fixed(a_province(), preamble=forged)
    edition = story.pact.standing()
    issuer = story.parties[0].unit

    body = laid_out(pact_paper(edition, issuer, date(2025, 5, 20))).body

    printed = [one.whole for one in body if isinstance(one, Piece)]
    signed = edition.text.splitlines()[2:]
    plain = [
        [one.casefold().rstrip("./;") for one in some] for some in (printed, signed)
    ]
    assert plain[0] == plain[1]
    kinds = [line.kind for line in lines_of(edition.text)]
    assert kinds.count("section") == len(story.units) + 1


def test_the_minutes_of_the_ceremony_are_recorded_and_become_a_document() -> None:
    story = in_force(a_province())
    mine = signed_in(story.officers[0])
    path = f"/giao-uoc/{story.pact.pk}/le-ky-ket/"
    said = {
        "held_on": "22/05/2025",
        "place": "Nhà văn hóa xã",
        "led_by": "Lê Văn Chín, Bí thư",
        "present": "60",
        "minutes": "Hai chủ tịch ký.\nĐại diện hộ dân phát biểu.",
    }

    early = mine.post(path, said)
    done = mine.post(path, {**said, "held_on": "20/05/2025"})
    paper = mine.post(f"/giao-uoc/{story.pact.pk}/van-ban/minutes/")

    assert early.status_code == 422
    assert "Lễ ký kết chưa diễn ra" in text(early)
    assert "Hai chủ tịch ký." in text(early), "nothing typed is lost"
    assert done.status_code == 302
    assert "Đại diện hộ dân phát biểu" in text(signed_in(story.officers[1]).get(path))
    assert "Biên bản" in text(mine.get(paper["Location"]))
