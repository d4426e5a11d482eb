"""Long forms say everything that is wrong at once, each at its own field."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import signed_in
from tests.exemplars.factories import praised
from tests.exemplars.test_building import counted, evaluated, vote_path
from tests.exemplars.test_learning import PLAN, publicised
from tests.exemplars.test_telling import A_LINE, planned
from tests.organisations.factories import an_actor
from thidua.exemplars.models import Learning, Meeting, Publication

pytestmark = pytest.mark.django_db


def faults(answer: object) -> dict[str, list[str]]:
    """What the form that came back says, by field."""
    assert getattr(answer, "status_code", 0) == 422
    errors = answer.context["form"].errors  # type: ignore[attr-defined]
    return {name: [str(one) for one in said] for name, said in errors.items()}


def test_a_plan_of_learning_says_all_that_is_wrong_with_it() -> None:
    story = publicised(praised())
    figure = story.exemplar.figures.get()
    other = story.reporting.province.communes[1]
    path = f"/dien-hinh/{story.exemplar.pk}/hoc-theo/"
    wrong = {
        "who": "household",
        "name": "",
        "takes_over": "",
        "starts_on": "01/06/2025",
        "due_on": "01/05/2025",
    }

    answer = signed_in(an_actor(other)).post(path, wrong)

    assert faults(answer).keys() == {"name", "takes_over", "due_on"}

    worse = PLAN | {
        "who": "household",
        "name": "Hộ ông Chín",
        f"start_{figure.pk}": "70",
        f"goal_{figure.pk}": "130",
    }
    story.exemplar.learners.all().delete()
    first = signed_in(an_actor(other)).post(
        path, PLAN | {"who": "household", "name": "Hộ bà Tư"}
    )
    assert first.status_code == 302
    again = signed_in(an_actor(other)).post(path, worse | {"name": "Hộ bà Tư"})

    assert faults(again).keys() == {"who", f"goal_{figure.pk}"}
    assert Learning.objects.count() == 1


def test_the_minutes_of_a_vote_say_all_that_is_wrong_with_them() -> None:
    story = evaluated()
    office, pk = signed_in(story.officer), story.exemplar.pk
    wrong = counted(story, 30) | {"held_on": "01/12/2025", "minutes": ""}

    answer = office.post(vote_path(story), wrong)
    said = faults(office.post(vote_path(story), wrong | {"minutes": "Giơ tay."}))

    assert faults(answer).keys() == {"minutes"}
    assert said.keys() == {"held_on", f"hands{pk}"}
    assert not Meeting.objects.exists()


def test_a_forgotten_choice_is_asked_about_beside_what_is_missing() -> None:
    story = evaluated()
    office, pk = signed_in(story.officer), story.exemplar.pk
    wrong = counted(story, 15, chosen=False) | {"minutes": ""}

    said = faults(office.post(vote_path(story), wrong))

    assert said.keys() == {"minutes", f"hands{pk}"}


def told(form: Any) -> dict[str, str]:
    """Each field with what stands under it: reason and remedy."""
    return {
        name: " ".join(f"{one.message} {getattr(one, 'remedy', '')}" for one in said)
        for name, said in form.errors.as_data().items()
    }


@pytest.mark.demand("003.4")
def test_a_publication_says_all_that_is_wrong_and_keeps_what_was_typed() -> None:
    story = praised()
    office, line, other = signed_in(story.officer), planned(story), planned(story)
    path = f"/dien-hinh/{story.exemplar.pk}/tuyen-truyen/{line.pk}/dang/"
    wrong = {"published_on": "21/05/2025", "link": "", "reach": "1,2 nghìn người"}

    answer = office.post(path, wrong)
    unread = office.post(path, wrong | {"published_on": "hôm qua", "link": "báo số 5"})
    file = SimpleUploadedFile("trang-bao.pdf", b"%PDF-1.7 bao")
    sent = office.post(path, wrong | {"file": file})

    rows = {row.line.pk: row for row in answer.context["rows"]}
    said = told(rows[line.pk].published)
    assert answer.status_code == 422
    assert said["published_on"] == (
        "Ngày đăng, phát chưa tới. Ghi sau khi đã đăng, phát."
    )
    assert said["link"] == (
        "Chưa có đường dẫn hoặc tệp của bài đã đăng, phát."
        " Dán đường dẫn, hoặc gửi ảnh chụp, tệp ghi âm, bản in."
    )
    assert said["reach"]
    assert (rows[line.pk].is_published, rows[other.pk].is_published) == (True, False)
    page = answer.content.decode()
    assert f'id="published-{line.pk}-reach" name="reach"' in page
    assert 'value="21/05/2025"' in page
    assert 'value="1,2 nghìn người"' in page
    [back] = [r for r in unread.context["rows"] if r.line.pk == line.pk]
    assert told(back.published).keys() == {"published_on", "link", "reach"}
    assert 'value="hôm qua"' in unread.content.decode()
    assert 'value="báo số 5"' in unread.content.decode()
    [with_file] = [r for r in sent.context["rows"] if r.line.pk == line.pk]
    assert told(with_file.published)["file"] == (
        "“trang-bao.pdf” chưa được gửi, vì còn chỗ phải sửa ở biểu này."
        " Sửa xong, chọn lại tệp rồi gửi."
    )
    assert "link" not in told(with_file.published), "a file was there, and will be"
    assert not Publication.objects.filter(published_on__isnull=False).exists()


def test_a_line_dropped_without_a_reason_asks_again_where_it_stands() -> None:
    story = praised()
    office, line = signed_in(story.officer), planned(story)
    path = f"/dien-hinh/{story.exemplar.pk}/tuyen-truyen/{line.pk}"

    answer = office.post(f"{path}/thoi/", {"reason": " "})
    [row] = answer.context["rows"]

    assert answer.status_code == 422
    assert row.is_dropped
    assert told(row.dropped).keys() == {"reason"}
    assert office.get(f"{path}/thoi/").context["rows"][0].is_dropped
    assert office.get(f"{path}/dang/").context["rows"][0].is_published


@pytest.mark.demand("003.4")
def test_a_line_of_the_plan_says_all_that_is_wrong_with_it() -> None:
    story = praised()
    office = signed_in(story.officer)
    path = f"/dien-hinh/{story.exemplar.pk}/tuyen-truyen/"
    wrong = A_LINE | {"planned_on": "19/05/2025", "by_whom": "", "about": "Mẹ con lu"}

    answer = office.post(path, wrong)
    line = planned(story)
    changed = office.post(
        f"{path}{line.pk}/sua/", wrong | {"version": "1", "reason": ""}
    )
    stays = office.post(
        f"{path}{line.pk}/sua/",
        A_LINE | {"version": "1", "by_whom": "", "reason": "Đổi người"},
    )

    assert faults(answer).keys() == {"planned_on", "by_whom"}
    assert 'value="Mẹ con lu"' in answer.content.decode()
    assert faults(changed).keys() == {"planned_on", "by_whom", "reason"}
    assert faults(stays).keys() == {"by_whom"}
    assert Publication.objects.get().by_whom == "Chị Lan"


def test_who_may_not_publish_hears_that_before_any_fault() -> None:
    story = praised()
    line = planned(story)
    above = signed_in(an_actor(story.reporting.province.province))
    path = f"/dien-hinh/{story.exemplar.pk}/tuyen-truyen/{line.pk}"

    refused = [above.post(f"{path}/{deed}/", {}) for deed in ("dang", "thoi")]

    assert [one.status_code for one in refused] == [403, 403]
