"""Breakdowns on the page: drawn up, taken up, asked for by a form, listed, exported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.doors import signed_in
from tests.indicators.factories import JANUARY_2020, a_drafted_form, month
from tests.indicators.parts import a_breakdown, a_parted_office, an_indicator, parted
from tests.organisations.factories import a_province, an_actor
from tests.sheets import rows_at
from thidua.indicators.models import Breakdown, IndicatorPart
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.3")]


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def got(client: Client, name: str, *args: int, **more: Any) -> str:
    page = client.get(reverse(f"indicators:{name}", args=args), more)
    return page.content.decode()


def sent(client: Client, door: str, *args: int, **data: Any) -> Any:
    return client.post(reverse(f"indicators:{door}", args=args), data, follow=True)


def rows_of(answer: Any) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def test_the_groups_of_a_breakdown_are_typed_a_line_each() -> None:
    client = signed_in(an_actor(a_province().province))

    page = got(client, "breakdown-new")
    assert re.search(r'<textarea[^>]*name="categories"', page)
    sent(
        client,
        "breakdown-new",
        name="Nhóm tuổi",
        kind="divides",
        categories="dưới 35\r\ntừ 35 trở lên",
        since="01/01/2020",
    )

    kept = Breakdown.objects.get().categories.order_by("position", "pk")
    assert [one.name for one in kept] == ["dưới 35", "từ 35 trở lên"]


def test_an_officer_draws_up_a_breakdown_and_an_indicator_takes_it_up() -> None:
    cast = a_province()
    whole = an_indicator(cast)
    client = signed_in(an_actor(cast.province))

    page = sent(
        client,
        "breakdown-new",
        name="Người lao động trực tiếp",
        kind="among",
        categories="người lao động trực tiếp",
        since="01/01/2020",
    )
    assert "trong đó" in page.content.decode()
    breakdown = Breakdown.objects.get()
    page = sent(
        client,
        "breakdown-take-up",
        whole.pk,
        breakdown=breakdown.pk,
        since="01/01/2025",
    ).content.decode()

    assert "Chỉ số có thêm 1 phần" in page
    assert "Người học xong kỹ năng số – người lao động trực tiếp" in page
    part = IndicatorPart.objects.get()
    assert part.during.lower == date(2025, 1, 1)
    alone = got(client, "indicator", part.part_id)
    assert "Một phần của chỉ số khác" in alone
    assert "Mở chỉ số tổng để sửa." in alone
    listed = got(client, "breakdowns")
    assert "1 chỉ số" in listed


def test_a_breakdown_is_let_go_with_a_day_and_a_reason() -> None:
    cast = a_province()
    whole, sex = an_indicator(cast), a_breakdown(cast)
    parted(whole, sex)
    client = signed_in(an_actor(cast.province))

    nothing = sent(
        client, "breakdown-let-go", whole.pk, breakdown=sex.pk, on="", reason="Thôi"
    )
    assert nothing.status_code == 422
    page = sent(
        client,
        "breakdown-let-go",
        whole.pk,
        breakdown=sex.pk,
        on="01/05/2025",
        reason="Biểu mới không hỏi",
    )

    said = plain(page.content.decode())
    assert "Thôi vì: Biểu mới không hỏi" in said
    assert "từ 01/01/2020 đến trước 01/05/2025" in said


def test_a_category_is_added_and_one_is_ended() -> None:
    cast = a_province()
    poor = a_breakdown(cast, "Hộ nghèo", ["hộ nghèo"], kind="among")
    client = signed_in(an_actor(cast.province))

    sent(client, "categories-add", poor.pk, categories="hộ tái nghèo", since="1/1/2024")
    ended = poor.categories.get(name="hộ nghèo")
    page = sent(
        client, "category-end", ended.pk, on="01/01/2025", reason="Chuẩn mới"
    ).content.decode()

    assert "hộ tái nghèo" in page
    assert "Chuẩn mới" in page
    sent(client, "breakdown-rename", poor.pk, name="Hộ nghèo, cận nghèo", about="")
    assert "Hộ nghèo, cận nghèo" in got(client, "breakdowns")


def test_somebody_elses_breakdown_is_only_read() -> None:
    cast = a_province()
    sex = a_breakdown(cast)
    client = signed_in(an_actor(cast.communes[0]))

    page = got(client, "breakdown", sex.pk)

    assert "nữ" in page
    assert "Thêm nhóm" not in page
    refused = sent(client, "breakdown-rename", sex.pk, name="Khác", about="")
    assert refused.status_code == 403


def test_a_form_that_adds_a_parted_indicator_is_asked_which_breakdowns() -> None:
    cast = a_province()
    owner = an_actor(cast.province)
    whole, sex = an_indicator(cast), a_breakdown(cast)
    parted(whole, sex)
    form = a_drafted_form(cast, {"actor": owner, "at": JANUARY_2020})
    client = signed_in(owner)
    line = {
        "line-TOTAL_FORMS": 1,
        "line-INITIAL_FORMS": 0,
        "line-0-indicator": whole.code,
        "line-0-level": "commune",
        "line-0-scale": "1",
    }

    first = sent(client, "form-lines", form.pk, **line)

    said = plain(first.content.decode())
    assert "có phân tổ (giới tính): đánh dấu nếu biểu hỏi." in said
    box = f'name="line-0-breakdowns" value="{sex.pk}"'
    assert box in first.content.decode()
    again = sent(
        client, "form-lines", form.pk, **line, **{"line-0-breakdowns": sex.pk}
    ).content.decode()
    assert f"{box} checked" in again
    names = [one.version.name for one in form.lines.select_related("version")]
    assert names == [
        "Người học xong kỹ năng số",
        "Người học xong kỹ năng số – nam",
        "Người học xong kỹ năng số – nữ",
    ]
    sent(client, "form-open", form.pk)
    read = plain(got(client, "form", form.pk))
    assert "Chia ra theo giới tính nam nguoi-hoc-nam" in read


def test_the_dictionary_shows_parts_beneath_their_whole_and_finds_them() -> None:
    them = a_parted_office()
    client = signed_in(them.office.owner)

    page = plain(got(client, "indicators"))
    found = plain(got(client, "indicators", q="– nữ"))

    assert "2 chỉ số, 3 phần" in page
    order = ["Người học xong kỹ năng số nguoi-hoc", "Chia ra theo giới tính", "nữ"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "1 chỉ số, 3 phần" in found
    assert "Nhà tình thương" not in found


def test_the_dictionary_and_the_forms_are_excel_files_too() -> None:
    them = a_parted_office()
    client = signed_in(them.office.owner)

    asked = {"xuat": "excel"}
    names = rows_of(client.get(reverse("indicators:indicators"), asked))
    forms = rows_of(client.get(reverse("indicators:forms"), asked))

    women = next(row for row in names if row[0] == "nguoi-hoc-nu")
    assert women[1:3] == [
        "Người học xong kỹ năng số – nữ",
        "Chia ra theo giới tính: nữ",
    ]
    assert women[6:8] == [0, date(2020, 1, 1)]
    form = next(row for row in forms if row[0] == "Báo cáo tháng")
    assert (form[3], form[5], form[6]) == (date(2020, 1, 1), 5, 5)
    assert form[7] == len(them.office.cast.communes)


def test_the_list_of_forms_says_who_asks_whom_for_what_and_until_when() -> None:
    them = a_parted_office()
    client = signed_in(them.office.owner)

    def row(day: date) -> str:
        with clock.standing_on(day):
            page = plain(got(client, "forms"))
        return page.split("Báo cáo tháng")[1].split("Biểu mới")[0]

    now = row(date(2025, 5, 20))
    assert "tháng" in now
    assert "ngày làm việc thứ 5 sau kỳ" in now
    assert "01/01/2020–31/12/2026" in now
    assert "đang dùng" in now
    assert "đã hết hạn dùng" in row(date(2027, 1, 5))


def test_the_palette_finds_a_part_by_its_name() -> None:
    them = a_parted_office()
    client = signed_in(them.office.owner)

    page = client.get(reverse("desk:find"), {"q": "nguoi hoc nu"}).content.decode()

    assert "Người học xong kỹ năng số – nữ" in page


@pytest.mark.parametrize("parts", [1, 3])
def test_the_dictionary_costs_the_same_with_one_and_with_three_parts(
    parts: int, django_assert_num_queries: Any
) -> None:
    cast = a_province()
    names = [f"nhóm {number}" for number in range(parts)]
    parted(an_indicator(cast), a_breakdown(cast, "Nhóm", names, kind="among"))
    client = signed_in(an_actor(cast.province))
    got(client, "indicators")

    with django_assert_num_queries(7):
        got(client, "indicators")


def test_the_breakdowns_come_as_excel_with_how_many_use_them() -> None:
    place = a_province()
    a_parted_office(place)
    client = signed_in(an_actor(place.province))

    lines = rows_at(client, f"{reverse('indicators:breakdowns')}?xuat=excel")

    used = {
        one.name: one.used
        for one in Breakdown.objects.annotate(
            used=Count("categories__parts__whole", distinct=True)
        )
    }
    assert {str(line[0]): line[3] for line in lines} == used
    assert max(used.values()) > 0
