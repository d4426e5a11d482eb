"""A fault in one answer loses none of the others."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import APRIL, fates
from tests.imports.test_messes import Sent
from thidua.imports import actions
from thidua.imports.models import Import, ImportQuestion
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

UNKNOWN = "Chưa từng nghe"


class Asked(Sent):
    """A file that leaves three things open: what a dash is, whose row it
    is, whether a figure can be so."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[make.Cell]] = [
            ["Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"],
            [self.names[0], "-", 9_999_999_999_999],
            [self.names[1], 2.5, 3],
            [UNKNOWN, 1.5, 2],
        ]
        self.file = make.xlsx(self.rows)
        self.run: Import = self.check(self.file)
        self.client: Client = signed_in(self.who)

    def question(self, start: str) -> ImportQuestion:
        """The one whose key begins so."""
        return self.run.questions.get(key__startswith=start)

    def page(self) -> str:
        """The questions as they are first shown."""
        with clock.standing_on(date(2025, 5, 5)):
            answer = self.client.get(f"/nhap-tep/{self.run.pk}/hoi/")
        return answer.content.decode()

    def send(self, typed: dict[str, str]) -> tuple[int, str]:
        """What the page answers to what was typed."""
        with clock.standing_on(date(2025, 5, 5)):
            answer = self.client.post(f"/nhap-tep/{self.run.pk}/hoi/", typed)
        return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("wrong", ["abc", "12,3,4"])
def test_a_bad_figure_leaves_every_other_answer_as_it_was_chosen(wrong: str) -> None:
    asked = Asked()
    blank, name, cell = (asked.question(one) for one in ("blank:", "name:", "cell:"))
    typed = {
        f"q{blank.pk}": "zero",
        f"o{name.pk}": str(asked.office.cast.communes[2].pk),
        f"d{cell.pk}": "is",
        f"v{cell.pk}": wrong,
        f"w{cell.pk}": "gõ nhầm",
    }

    status, page = asked.send(typed)

    assert status == 422
    assert f'aria-describedby="f{cell.pk}"' in page
    again = what_is_filled_in(page)
    assert {name: again.get(name) for name in typed} == typed
    status, page = asked.send(again | {f"v{cell.pk}": "9"})
    assert status == 302, page
    run = actions.check_rows(asked.run, actor=asked.who, at=APRIL)
    assert fates(run) == {"n": 6}


def test_the_one_answer_that_is_confirmed_stays_ticked() -> None:
    asked = Asked()
    blank, cell = asked.question("blank:"), asked.question("cell:")
    blank.choices = blank.choices[:1]
    blank.save(update_fields=["choices"])
    only = blank.choices[0][0]

    status, page = asked.send({f"q{blank.pk}": only, f"v{cell.pk}": "abc"})

    assert status == 422
    assert what_is_filled_in(page)[f"q{blank.pk}"] == only
    _status, page = asked.send({f"v{cell.pk}": "abc"})
    assert f"q{blank.pk}" not in what_is_filled_in(page)


def what_is_filled_in(page: str) -> dict[str, str]:
    """What a browser would send of the form as the page has it."""
    form = page[page.index('class="ask-one"') :]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'{x}="([^"]*)"', tag) for x in ("name", "value"))
        is_pick = re.search(r'type="(radio|checkbox)"', tag)
        if name and value and (not is_pick or " checked" in tag):
            found[name[1]] = value[1]
    for name, options in re.findall(
        r'<select [^>]*name="([^"]+)".*?>(.*?)</select', form
    ):
        if chosen := re.search(r'value="([^"]*)" selected', options):
            found[name] = chosen[1]
    return found


def test_the_same_content_sent_again_offers_what_was_answered_before() -> None:
    asked = Asked()
    blank, name, cell = (asked.question(one) for one in ("blank:", "name:", "cell:"))
    typed = {
        f"q{blank.pk}": "zero",
        f"q{name.pk}": "leave",
        f"d{cell.pk}": "take",
        f"w{cell.pk}": "đã hỏi lại xã",
    }
    assert not any(what_is_filled_in(asked.page()).values())
    assert asked.send(typed)[0] == 302
    actions.check_rows(asked.run, actor=asked.who, at=APRIL)

    asked.file.seek(0)
    asked.run = asked.check(asked.file)

    assert fates(asked.run)["a"] == 4  # nothing is applied by itself
    page = asked.page()
    assert "câu trả lời lần ấy được chọn sẵn" in page
    blank, name, cell = (asked.question(one) for one in ("blank:", "name:", "cell:"))
    again = what_is_filled_in(page)
    assert again[f"q{blank.pk}"] == "zero"
    assert again[f"q{name.pk}"] == "leave"
    assert again[f"d{cell.pk}"] == "take"
    assert again[f"w{cell.pk}"] == "đã hỏi lại xã"
    asked.run = asked.check(make.xlsx([*asked.rows, [asked.names[2], 2.5, 4]]))
    assert "chọn sẵn" not in asked.page()
