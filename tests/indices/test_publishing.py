"""An officer enters a year, corrects it, withdraws it; nothing is rewritten."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.doors import signed_in
from tests.indices.factories import NOON, SYSTEM, a_year, an_index, the_63
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.indices.actions import (
    correct_year,
    load_published_indices,
    publish_year,
    renew_make_up,
)
from thidua.indices.drafts import LineDraft, MakeUpDraft, YearDraft
from thidua.indices.models import (
    CompositeIndex,
    Publication,
    Result,
)
from thidua.indices.provinces import provinces_of
from thidua.indices.reading import Doubt, read_rank, read_score, read_table
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.ui.grid import PREFIX
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
ABOUT = {
    "year": "2016",
    "publisher": "Viện Thử",
    "source": "https://example.vn/2016",
}


@pytest.fixture
def units() -> dict[str, Unit]:
    return the_63()


@pytest.fixture
def index(units: dict[str, Unit]) -> CompositeIndex:
    """An index that the officer of Bến Tre keeps."""
    return an_index(keeper=units["Bến Tre"])


@pytest.fixture
def client(units: dict[str, Unit]) -> Client:
    return signed_in(an_actor(units["Bến Tre"]))


def cells(units: dict[str, Unit], **lines: str) -> dict[str, str]:
    """`Bến_Tre="70,5 | 1"`: score, rank, group, reason."""
    sent = {}
    for name, text in lines.items():
        unit = units[name.replace("_", " ")].pk
        keys = ("score", "rank", "group", "reason")
        for key, value in zip(keys, text.split("|"), strict=False):
            sent[f"{PREFIX}{unit}-{key}"] = value.strip()
    return sent


@pytest.mark.demand("004.3")
def test_a_year_is_entered_by_hand_with_a_gap_and_its_reason(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    typed = cells(
        units,
        Bến_Tre="70,5 | 1 | nhóm cao",
        Vĩnh_Long="60,25 | 2",
        Quảng_Ninh=" | | | Sai số điều tra quá lớn",
    )

    answer = client.post(
        reverse("indices:publish", args=["thu"]),
        ABOUT | typed | {"action": "publish"},
        follow=True,
    )

    page = answer.content.decode()
    year = index.publications.get()
    assert (year.ranked, year.results.count()) == (2, 3)
    assert "THỬ năm 2016: Bến Tre hạng 1/2, 70,50 điểm" in page
    assert "Sai số điều tra quá lớn" in page
    assert "nhóm cao" in page
    assert Entry.objects.filter(verb="indices.year.published").exists()


def test_a_pasted_table_is_read_column_by_column(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    pasted = "STT\tTỉnh/TP\tĐiểm số\tXếp hạng\ta\n1\tTP. Hồ Chí Minh\t71.25\t1/63\t7,5"

    page = client.post(
        reverse("indices:publish", args=["thu"]),
        ABOUT | {"action": "read", "pasted": pasted},
    ).content.decode()

    city = units["Hồ Chí Minh"].pk
    assert f'name="{PREFIX}{city}-score" value="71.25"' in page
    assert f'name="{PREFIX}{city}-rank" value="1/63"' in page
    assert f'name="{PREFIX}{city}-a" value="7,5"' in page
    assert "“Điểm số” → Điểm" in page
    assert "“STT” → bỏ qua" in page
    assert not index.publications.exists(), "nothing is written by reading"


def test_a_name_that_is_only_alike_is_asked_about(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    where = reverse("indices:publish", args=[index.code])
    sent = ABOUT | {"action": "read", "pasted": "Bến Trre\t70\t1\nCả nước\t60"}

    asked = client.post(where, sent).content.decode()
    sent |= {"who-1": str(units["Bến Tre"].pk), "who-2": "bo"}
    answered = client.post(where, sent).content.decode()

    assert "“Bến Trre”" in asked
    assert "“Cả nước”" in asked
    assert f'name="{PREFIX}{units["Bến Tre"].pk}-score" value="70"' in answered
    assert "“Bến Trre”" not in answered.split('id="pasted"')[1].split("</textarea>")[1]


def test_a_figure_off_the_scale_is_refused_and_the_table_kept(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    typed = cells(units, Bến_Tre="705 | 1", Vĩnh_Long="60 | một")

    answer = client.post(
        reverse("indices:publish", args=["thu"]),
        ABOUT | typed | {"action": "publish"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“705” nằm ngoài thang 0–100." in page
    assert "“một” không phải là hạng." in page
    assert 'value="60"' in page
    assert not index.publications.exists()


def test_where_nobody_ranks_places_follow_from_the_scores(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    typed = cells(units, Bến_Tre="70", Vĩnh_Long="70", Trà_Vinh="80", Cà_Mau="60")

    client.post(
        reverse("indices:publish", args=["thu"]),
        ABOUT | typed | {"action": "publish", "is_computed": "on"},
    )

    ranks = {one.unit_id: one.rank for one in Result.objects.all()}
    order = [units[name].pk for name in ("Trà Vinh", "Bến Tre", "Vĩnh Long", "Cà Mau")]
    assert [ranks[unit] for unit in order] == [1, 2, 2, 4]
    assert index.publications.get().is_computed


def test_a_correction_keeps_what_stood_before(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    mine = units["Bến Tre"].pk
    a_year(index, 2016, {mine: "70"})
    where = reverse("indices:correct", args=["thu", 2016])
    before = client.get(where).content.decode()

    answer = client.post(
        where,
        ABOUT
        | cells(units, Bến_Tre="71 | 1")
        | {"action": "publish", "reason": "Viện Thử đính chính ngày 02/05."},
        follow=True,
    )
    opened = client.get(reverse("indices:result", args=["thu", mine, 2016]))

    assert f'name="{PREFIX}{mine}-score" value="70"' in before
    assert "71,00 điểm" in answer.content.decode()
    for words in ("70,00", "71,00", "Viện Thử đính chính", "đã đính chính"):
        assert words in opened.content.decode()
    old = client.get(reverse("indices:index", args=["thu"]) + "?nam=2016&lan=1")
    assert "Đây là lần ghi cũ" in old.content.decode()


def test_a_correction_without_a_reason_is_refused(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    a_year(index, 2016, {units["Bến Tre"].pk: "70"})

    answer = client.post(
        reverse("indices:correct", args=["thu", 2016]),
        ABOUT | cells(units, Bến_Tre="71 | 1") | {"action": "publish"},
    )

    assert answer.status_code == 422
    assert Publication.objects.count() == 1


def test_a_withdrawn_year_is_used_no_more_and_stays_readable(
    client: Client, units: dict[str, Unit], index: CompositeIndex
) -> None:
    mine = units["Bến Tre"].pk
    a_year(index, 2015, {mine: "60"})
    a_year(index, 2016, {mine: "70"})
    where = reverse("indices:withdraw", args=["thu", 2016])

    bare = client.post(where, {"reason": " "})
    client.post(where, {"reason": "Ghi nhầm bảng của năm khác."})

    page = client.get(reverse("indices:index", args=["thu"])).content.decode()
    old = client.get(reverse("indices:result", args=["thu", mine, 2016]))
    assert bare.status_code == 422
    assert "THỬ năm 2015" in page
    assert "Ghi nhầm bảng của năm khác." in old.content.decode()


def test_a_new_make_up_ends_the_one_before(
    client: Client, index: CompositeIndex
) -> None:
    answer = client.post(
        reverse("indices:make-up-new", args=["thu"]),
        {
            "from_year": "2024",
            "least": "0",
            "most": "100",
            "change": "Thêm lao động.",
            "components": "a; Gia nhập; 50; 10\nc; Lao động; 50; 10",
        },
    )

    before, now = index.make_ups.order_by("-from_year")[:2][::-1]
    assert answer.status_code == 302
    assert (before.to_year, now.from_year, now.to_year) == (2023, 2024, None)
    assert [one.code for one in now.components.all()] == ["a", "c"]


def test_a_make_up_does_not_begin_under_years_already_published(
    units: dict[str, Unit], index: CompositeIndex
) -> None:
    a_year(index, 2020, {units["Bến Tre"].pk: "70"})
    draft = MakeUpDraft(
        from_year=2019, least=Decimal(0), most=Decimal(10), change="Khác."
    )

    with pytest.raises(RuleBroken, match="đã có công bố theo cách tính trước"):
        renew_make_up(index, draft, actor=SYSTEM, at=NOON)


def test_a_year_stands_once(units: dict[str, Unit], index: CompositeIndex) -> None:
    scores = {units["Bến Tre"].pk: "70"}
    year = a_year(index, 2016, scores)
    draft = YearDraft(
        year=2016,
        publisher="Viện",
        source="https://example.vn",
        ranked=1,
        lines=[LineDraft(unit_id=units["Bến Tre"].pk, rank=1)],
    )

    with pytest.raises(WrongMoment, match="đã có công bố đang dùng"):
        publish_year(index, draft, actor=SYSTEM, at=NOON)
    correct_year(year, draft, reason="Thử.", actor=SYSTEM, at=NOON)
    with pytest.raises(WrongMoment):
        correct_year(year, draft, reason="Thử lần nữa.", actor=SYSTEM, at=NOON)


@pytest.mark.parametrize(
    ("text", "most", "meant"),
    [
        ("71,25", 100, Decimal("71.25")),
        ("71.25", 100, Decimal("71.25")),
        ("4.369", 10, Decimal("4.369")),
        ("0.8002", 1, Decimal("0.8002")),
        ("–", 100, None),
    ],
)
def test_the_scale_decides_how_a_score_is_read(
    text: str, most: int, meant: Decimal | None
) -> None:
    assert read_score(text, Decimal(0), Decimal(most)) == meant


def test_a_score_that_fits_the_scale_twice_is_asked_about() -> None:
    read = read_score("1.234", Decimal(0), Decimal(5000))

    assert isinstance(read, Doubt)
    assert "1,234 hay 1.234" in read.words
    assert isinstance(read_rank("hạng nhất"), Doubt)
    assert read_rank("12/63") == 12


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tỉnh Bến Tre", "Bến Tre"),
        ("BEN TRE", "Bến Tre"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("Thừa Thiên - Huế", "Huế"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Hoà Bình", "Hòa Bình"),
        ("T. Vinh", None),
    ],
)
def test_provinces_are_known_as_offices_write_them(
    written: str, meant: str | None, units: dict[str, Unit]
) -> None:
    found = provinces_of(2020).called(written).found

    assert (found.name if found else None) == meant
    assert len(units) == 63


def test_a_block_without_heads_is_read_in_the_usual_order(
    units: dict[str, Unit],
) -> None:
    table = read_table(
        "1\tBến Tre\t70,5\t1\n2\tTrà Vinh\t70\t2", provinces_of(2020), []
    )

    assert [kind for _head, kind in table.columns] == ["", "name", "score", "rank"]
    assert [row.texts["score"] for row in table.rows] == ["70,5", "70"]
    assert units


def test_without_provinces_it_says_what_is_missing() -> None:
    with pytest.raises(WrongMoment, match="Nạp đơn vị cả nước trước"):
        load_published_indices(actor=SYSTEM, at=NOON)
    assert not CompositeIndex.objects.exists()
