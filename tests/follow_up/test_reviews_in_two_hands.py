"""Two hands on one half-year report: no words are lost, none are taken unseen."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.campaigns.test_two_at_once import at_once
from tests.follow_up.cast import at
from tests.follow_up.test_reviewing import TODAY, Story
from tests.organisations.factories import an_actor
from tests.running.cluster import Database
from thidua.follow_up import actions
from thidua.follow_up.models import Review
from thidua.follow_up.states import ReviewState
from thidua.kernel.errors import Changed

NOW = at(TODAY)


@pytest.fixture
def story(db: None) -> Story:  # noqa: ARG001
    return Story()


@pytest.mark.demand("004.9")
def test_the_second_of_two_officers_sees_both_texts_and_chooses(story: Story) -> None:
    mine = story.review_of(story.commune)
    second = an_actor(mine.unit)
    read = mine.version
    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("keep"))
    typed = story.written("keep") | {"results": "Xây 2 cầu.", "version": read}

    refused = story.at(TODAY, second, f"{mine.pk}/", typed)

    said = refused.content.decode()
    assert refused.status_code == 409
    assert f"{story.commune.name} đã sửa mục này sau khi anh/chị mở trang." in said
    assert "Bê tông hóa 4 km đường." in said
    assert "Xây 2 cầu." in said
    mine.refresh_from_db()
    assert mine.results == "Bê tông hóa 4 km đường."
    kept = story.at(TODAY, second, f"{mine.pk}/", typed | {"version": mine.version})
    assert kept.status_code == 302
    mine.refresh_from_db()
    assert mine.results == "Xây 2 cầu."


@pytest.mark.demand("004.9")
def test_a_receiver_takes_only_the_text_that_was_read(story: Story) -> None:
    mine = story.review_of(story.commune)
    receiver = an_actor(mine.receiver)
    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("send"))
    mine.refresh_from_db()
    read = {"version": mine.version}
    story.at(TODAY, story.office, f"{mine.pk}/tra/", {"reason": "Thiếu số."})
    again = story.written("send") | {"results": "Bê tông hóa 3 km đường."}
    story.at(TODAY, story.commune, f"{mine.pk}/", again)

    taken = story.at(TODAY, receiver, f"{mine.pk}/nhan/", read)
    back = story.at(TODAY, receiver, f"{mine.pk}/tra/", {"reason": "Sai."} | read)

    for refused in (taken, back):
        assert refused.status_code == 409
        assert "Đơn vị đã gửi lại bản khác" in refused.content.decode()
    mine.refresh_from_db()
    assert mine.state == ReviewState.SENT
    story.at(TODAY, receiver, f"{mine.pk}/nhan/", {})
    mine.refresh_from_db()
    assert mine.state == ReviewState.RECEIVED


def test_what_was_typed_stays_when_a_part_is_taken_over(story: Story) -> None:
    below = story.review_of(story.commune)
    story.at(TODAY, story.commune, f"{below.pk}/", story.written("send"))
    compiling = an_actor(below.receiver)
    whole = story.review_of(compiling)
    typed = story.written("") | {"results": "Cả huyện 40 km.", "part": "exemplars"}

    story.at(TODAY, compiling, f"{whole.pk}/lay/", typed | {"exemplars": "Bà Tư."})

    whole.refresh_from_db()
    assert whole.results == "Cả huyện 40 km."
    assert whole.exemplars == "Bà Tư.\nXã Tân An: Ông Ba hiến đất."


@pytest.fixture
def committed(own_database: Database) -> Story:  # noqa: ARG001
    """The same, for two connections to see."""
    with transaction.atomic():
        return Story()


def test_two_officers_who_save_at_once_do_not_overwrite_each_other(
    committed: Story,
) -> None:
    story = committed
    mine = story.review_of(story.commune)
    second = an_actor(mine.unit)

    outcomes = at_once(
        *(
            lambda who=who, text=text: actions.write_review(
                mine, {"results": text}, version=mine.version, actor=who, at=NOW
            )
            for who, text in ((story.commune, "Của tôi."), (second, "Của bạn."))
        )
    )

    (saved,) = [one for one in outcomes if isinstance(one, Review)]
    (refused,) = [one for one in outcomes if isinstance(one, Changed)]
    mine.refresh_from_db()
    assert (mine.results, mine.version) == (saved.results, 2)
    assert dict(refused.theirs)["Kết quả nổi bật"] == saved.results
    assert {"Của tôi.", "Của bạn."} == {mine.results, *refused.yours.values()}


def test_a_text_sent_again_while_it_is_received_is_not_taken_unseen(
    committed: Story,
) -> None:
    story = committed
    mine = story.review_of(story.commune)
    story.at(TODAY, story.commune, f"{mine.pk}/", story.written("send"))
    mine.refresh_from_db()
    read, receiver = mine.version, an_actor(mine.receiver)

    taken, _back = at_once(
        lambda: actions.receive_review(mine, version=read, actor=receiver, at=NOW),
        lambda: actions.return_review(
            mine, reason="Thiếu.", version=read, actor=story.office, at=NOW
        ),
    )

    mine.refresh_from_db()
    if isinstance(taken, Review):  # it was received first; then nothing was returned
        assert mine.state == ReviewState.RECEIVED
    else:
        assert mine.state == ReviewState.RETURNED
    assert mine.version == read + 1
