"""A panel beside the rule, the head's decision, and the exemplar that grows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import HEAD, Story, praised
from tests.exemplars.test_ending import numbered
from tests.exemplars.test_learning import PNG, opened, page
from tests.organisations.factories import an_actor
from tests.pacts.test_making import text
from thidua.documents.models import Document
from thidua.exemplars import actions
from thidua.exemplars.drafts import PanelDraft, SaidDraft
from thidua.exemplars.models import (
    Exemplar,
    Learning,
    Panel,
    PanelVerdict,
    Recognition,
)
from thidua.exemplars.states import Learner, State
from thidua.organisations.places import Places

pytestmark = pytest.mark.django_db
SAT = {
    "held_on": "20/05/2025",
    "values_on": "20/05/2025",
    "led_by": "Bà Chủ Trì, Phó Chủ tịch",
    "members": "Ông Một\nBà Hai",
}


GO = {"go": "recognise", "decided_on": "20/05/2025", "sure": "1"}
"""What the head's second page posts, beside who is meant."""


def ready(figure: str = "88") -> tuple[Story, Learning]:
    """A commune that reported so much in March, learning from one at 86 percent."""
    story = praised({1: "86"})
    other = story.reporting.province.communes[1]
    learning = opened(story, other)
    story.told(other, {3: figure})
    return story, learning


def said(learning: Learning, word: str, computed: str, **more: Any) -> dict[str, Any]:
    """What the page posts of one learner."""
    key = learning.pk
    return SAT | {
        f"said_{key}": word,
        f"seen_{key}": f"{learning.version}:{computed}",
        **{f"{name}_{key}": value for name, value in more.items()},
    }


def there(story: Story) -> str:
    return f"/dien-hinh/{story.exemplar.pk}/binh-xet/"


def sat(story: Story, learning: Learning, word: str, computed: str) -> Panel:
    """A panel that said so."""
    draft = PanelDraft(
        held_on=MAY.date(),
        values_on=MAY.date(),
        led_by="Bà Chủ Trì",
        members="Ông Một",
        said=[
            SaidDraft(
                learning.pk,
                word,
                computed,
                learning.version,
                reason="" if word == computed else "Vì thế",
            )
        ],
    )
    return actions.assess_learners(story.exemplar, draft, actor=story.officer, at=MAY)


def recognised(story: Story, learning: Learning, word: str = "surpassed") -> Panel:
    """The head recognised it."""
    panel = sat(story, learning, word, word)
    actions.recognise_learners(
        panel, [learning.pk], decided_on=MAY.date(), actor=story.head, at=MAY
    )
    learning.refresh_from_db()
    return panel


@pytest.mark.demand("003.4")
@pytest.mark.demand("000.10")
def test_a_panel_confirms_the_head_recognises_and_the_decision_names_them() -> None:
    story, learning = ready()
    officer = signed_in(story.officer)

    screen = page(officer, there(story))
    answer = officer.post(there(story), said(learning, "surpassed", "surpassed"))
    panel = Panel.objects.get()
    low = officer.post(
        f"{there(story)}{panel.pk}/quyet-dinh/",
        GO | {"learner": learning.pk},
    )
    head = signed_in(story.head)
    head.post(
        f"{there(story)}{panel.pk}/quyet-dinh/",
        GO | {"learner": learning.pk},
    )

    assert "hơn 2 điểm" in screen
    assert answer.status_code == 302, text(answer)
    assert low.status_code == 403
    verdict = PanelVerdict.objects.get()
    assert verdict.lines[0]["frozen"].startswith("86")
    assert verdict.lines[0]["value"].startswith("88")
    learning.refresh_from_db()
    assert learning.state == Learner.SURPASSED
    made = Recognition.objects.get()
    assert made.document is not None
    assert (made.document.kind, made.document.about) == ("QĐ", "recognition")
    whole = Places(MAY.date()).called(learning.unit_id)
    assert ", " in whole, "with the district above it"
    assert f"{whole}: vượt qua." in str(made.document.paper)
    shown = page(signed_in(an_actor(learning.home)), f"{there(story)}{panel.pk}/")
    assert "Công nhận vượt qua ngày 20/05/2025" in shown
    trail = page(head, f"/dien-hinh/{story.exemplar.pk}/")
    assert "exemplars.panel" not in trail, "every deed is told in words"


@pytest.mark.demand("003.4")
def test_the_head_is_asked_by_name_and_figure_before_it_is_done() -> None:
    story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")
    head, here = signed_in(story.head), f"{there(story)}{panel.pk}/"
    once = {"go": "recognise", "decided_on": "20/05/2025"}

    screen = page(head, here)
    nobody = head.post(f"{here}quyet-dinh/", once)
    asked = head.post(f"{here}quyet-dinh/", once | {"learner": learning.pk})

    assert f'name="learner" value="{learning.pk}" checked' not in screen
    assert nobody.status_code == 422
    assert "Đánh dấu ít nhất một nơi" in text(nobody)
    assert f'name="learner" value="{learning.pk}"' in text(nobody), "to be ticked there"
    said = text(asked).replace("\xa0", " ")
    assert "Công nhận 1 nơi, ngày 20/05/2025?" in said
    assert learning.name in said
    assert "88 %" in said
    assert not Recognition.objects.exists()
    head.post(f"{here}quyet-dinh/", GO | {"learner": learning.pk})
    assert Recognition.objects.count() == 1


def test_a_day_before_the_panel_is_refused_before_the_head_is_asked() -> None:
    story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")
    sent = {"go": "recognise", "decided_on": "01/01/2020", "learner": learning.pk}

    refused = signed_in(story.head).post(f"{there(story)}{panel.pk}/quyet-dinh/", sent)

    assert refused.status_code == 422
    assert "Ngày quyết định không hợp lệ." in text(refused)
    assert f'value="{learning.pk}" checked' in text(refused)
    assert 'value="01/01/2020"' in text(refused)


def test_who_may_not_draft_for_the_unit_is_offered_no_minutes() -> None:
    story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")
    here, button = f"{there(story)}{panel.pk}/", "Lập biên bản để in, ký"

    assert button in page(signed_in(story.officer), here)
    assert button not in page(signed_in(story.office), here)


@pytest.mark.demand("003.4")
def test_to_depart_from_the_rule_takes_a_reason() -> None:
    story, learning = ready("80")
    officer = signed_in(story.officer)

    bare = officer.post(there(story), said(learning, "caught_up", "not_yet"))
    officer.post(
        there(story),
        said(learning, "caught_up", "not_yet", reason="Lũ làm mất ba tháng"),
    )

    assert bare.status_code == 422
    assert "khác kết quả theo quy tắc mà chưa ghi lý do" in text(bare)
    assert "Ông Một" in text(bare), "what was typed is kept"
    verdict = PanelVerdict.objects.get()
    assert (verdict.computed, verdict.said) == ("not_yet", "caught_up")
    learning.refresh_from_db()
    assert learning.state == Learner.ASSESSED
    signed_in(story.head).post(
        f"{there(story)}{verdict.panel_id}/quyet-dinh/", GO | {"learner": learning.pk}
    )
    paper = str(Document.objects.get(about="recognition", kind="QĐ").paper)
    assert (
        "bắt kịp (theo quy tắc: chưa bắt kịp; hội đồng: Lũ làm mất ba tháng)" in paper
    )


@pytest.mark.demand("003.4")
def test_without_figures_a_panel_judges_by_evidence() -> None:
    story = praised({1: "86"})
    learning = opened(story, story.reporting.province.communes[1])
    officer = signed_in(story.officer)

    said_so = said(learning, "caught_up", "unknown", reason="Đã xem tận nơi")
    bare = officer.post(there(story), said_so)
    proof = SimpleUploadedFile("bien-ban.png", PNG, "image/png")
    answer = officer.post(there(story), said_so | {f"proof_{learning.pk}": proof})

    assert bare.status_code == 422
    assert "không có số liệu để so mà chưa có minh chứng" in text(bare)
    assert answer.status_code == 302, text(answer)
    assert PanelVerdict.objects.get().proof is not None


@pytest.mark.demand("003.4")
def test_who_is_not_there_yet_learns_on_and_is_assessed_again() -> None:
    story, learning = ready("80")
    sat(story, learning, "not_yet", "not_yet")
    learning.refresh_from_db()
    assert learning.state == Learner.LEARNING

    story.told(learning.home, {4: "87"})
    sat(story, learning, "surpassed", "surpassed")

    learning.refresh_from_db()
    assert learning.state == Learner.ASSESSED
    assert learning.verdicts.count() == 2


def test_the_head_sends_back_and_who_caught_up_before_stays_there() -> None:
    story, learning = ready("86")
    recognised(story, learning, "caught_up")
    story.told(learning.home, {4: "90"})
    learning.refresh_from_db()
    panel = sat(story, learning, "surpassed", "surpassed")
    head, path = signed_in(story.head), f"{there(story)}{panel.pk}/quyet-dinh/"

    silent = head.post(path, {"go": "back", "learner": learning.pk})
    head.post(path, {"go": "back", "learner": learning.pk, "reason": "Chờ hết năm"})

    assert silent.status_code == 422
    learning.refresh_from_db()
    assert (learning.state, learning.reason) == (Learner.CAUGHT_UP, "Chờ hết năm")
    late = head.post(path, GO | {"learner": learning.pk})
    assert late.status_code == 409


def test_the_minutes_become_a_document_once() -> None:
    story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")
    officer = signed_in(story.officer)

    officer.post(f"{there(story)}{panel.pk}/bien-ban/")
    again = officer.post(f"{there(story)}{panel.pk}/bien-ban/")

    made = Document.objects.get()
    assert made.kind == "BB"
    assert learning.name in str(made.paper)
    assert again.status_code == 409


@pytest.mark.demand("003.4")
def test_a_second_panel_that_had_the_page_open_is_told() -> None:
    story, learning = ready()
    posted = said(learning, "surpassed", "surpassed")
    sat(story, learning, "surpassed", "surpassed")

    answer = signed_in(story.officer).post(there(story), posted)

    assert answer.status_code == 409
    assert "đã được hội đồng khác bình xét" in text(answer)
    assert Panel.objects.count() == 1


def test_who_stopped_meanwhile_is_not_assessed() -> None:
    story, learning = ready()
    posted = said(learning, "surpassed", "surpassed")
    actions.stop_learning(
        learning, reason="Thôi", version=1, actor=an_actor(learning.home), at=MAY
    )
    answer = signed_in(story.officer).post(there(story), posted)
    assert answer.status_code == 409
    assert "đã thôi học trong lúc anh/chị ghi" in text(answer)


def test_a_figure_that_came_while_the_page_was_open_is_told() -> None:
    story, learning = ready("80")
    posted = said(learning, "not_yet", "not_yet")
    story.told(learning.home, {4: "90"})

    answer = signed_in(story.officer).post(there(story), posted)

    assert answer.status_code == 409
    assert "đã đổi từ lúc mở trang: nay tính là vượt qua" in text(answer)


@pytest.mark.demand("003.4")
def test_what_hangs_on_an_exemplar_is_shown_before_it_is_retired() -> None:
    story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")
    head, path = (
        signed_in(story.head),
        f"/dien-hinh/{story.exemplar.pk}/thoi-neu-guong/",
    )
    ended = {
        "how": "retire",
        "reason": "Đã có nơi hơn",
    }
    shown = page(head, path)
    stale = head.post(path, ended | {"seen": "9.0.0.0"})
    low = signed_in(story.officer).post(path, ended | {"seen": "1.1.0.0"})
    head.post(path, ended | {"seen": "1.1.0.0"})
    numbered(head, Document.objects.get(abstract__startswith="Thôi nêu gương"))

    assert "nơi chờ quyết định" in shown
    assert (stale.status_code, low.status_code) == (409, 403)
    assert story.fresh().state == State.RETIRED
    assert signed_in(story.officer).post(there(story), SAT).status_code == 409
    actions.recognise_learners(
        panel, [learning.pk], decided_on=MAY.date(), actor=story.head, at=MAY
    )
    learning.refresh_from_db()
    assert learning.state == Learner.SURPASSED, "who waited is still recognised"


def test_nobody_is_recognised_by_an_exemplar_that_was_revoked() -> None:
    story, learning = ready()
    panel = sat(story, learning, "surpassed", "surpassed")
    actions.revoke_exemplar(
        story.exemplar,
        reason="Số liệu không thật",
        seen="1.1.0.0",
        actor=story.head,
        at=MAY,
    )
    numbered(signed_in(story.head), Document.objects.get())
    answer = signed_in(story.head).post(
        f"{there(story)}{panel.pk}/quyet-dinh/",
        GO | {"learner": learning.pk},
    )
    assert answer.status_code == 409
    assert not Recognition.objects.exists()


@pytest.mark.demand("003.4")
def test_who_surpassed_becomes_the_next_exemplar_with_a_line_back() -> None:
    story, learning = ready()
    recognised(story, learning)
    mine = f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learning.pk}/thanh-dien-hinh/"
    stranger = signed_in(an_actor(story.reporting.province.communes[3]))
    own = signed_in(an_actor(learning.home, HEAD))

    low = stranger.post(mine)
    own.post(mine)
    again = own.post(mine)

    assert (low.status_code, again.status_code) == (403, 403)
    grown = Exemplar.objects.get(grown_from=learning)
    assert (grown.state, grown.home, grown.unit) == (
        State.REGISTERED,
        learning.home,
        learning.home,
    )
    figure = grown.figures.get()
    assert figure.version_id == story.version.pk
    assert figure.baseline == Decimal(88)
    shown = page(own, f"/dien-hinh/{story.exemplar.pk}/hoc-tap/{learning.pk}/")
    assert "Đã đăng ký thành điển hình mới" in shown
