"""A row that is being asked about says what is known of it, and who may answer."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import APRIL
from tests.imports.test_messes import Sent
from thidua.imports.models import Import
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

HEAD: list[make.Cell] = ["Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"]
ABOUT = re.compile(r'<th scope="row">([^<]*)</th>\s*<td data-th="Về">([^<]*)</td>')


def page_of(sent: Sent, run: Import) -> str:
    """What is asked about, as the sender reads it."""
    with clock.standing_on(APRIL.date()):
        answer = signed_in(sent.who).get(f"/nhap-tep/{run.pk}/?loai=a")
    return unescape(answer.content.decode())


def test_of_a_unit_nobody_knows_the_indicator_and_the_period_are_said() -> None:
    sent = Sent()
    run = sent.check(make.xlsx([HEAD, ["Chưa từng nghe", 1.5, 2]]))

    about = dict(ABOUT.findall(page_of(sent, run)))

    assert about == {
        "B2": "Đường bê tông hóa · tháng 4/2025",
        "C2": "Nhà tình thương bàn giao · tháng 4/2025",
    }


def test_of_a_figure_on_two_rows_everything_is_said() -> None:
    sent = Sent()
    name = sent.names[0]
    run = sent.check(make.xlsx([HEAD[:2], [name, 1.5], [name, 2.5]]))

    about = dict(ABOUT.findall(page_of(sent, run)))

    said = f"{name} · Đường bê tông hóa · tháng 4/2025"
    assert about == {"B2": said, "B3": said}


def test_who_may_answer_is_said_without_the_title_of_whoever_sent_the_file() -> None:
    sent = Sent()
    run = sent.check(make.xlsx([HEAD, ["Chưa từng nghe", 1.5, 2]]))

    page = page_of(sent, run)

    assert "Ai ở cơ quan anh/chị được nhập tệp đều trả lời được" in page
    assert f"Người được nhập của {run.office}" not in page
