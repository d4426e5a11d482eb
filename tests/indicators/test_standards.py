"""Standards as checklists: marked with proof, accepted, counted at every unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from tests.doors import signed_in
from tests.indicators.factories import JANUARY_2020, SINCE, moment, month
from tests.indicators.formulas import page_of, value_in
from tests.organisations.factories import Province, a_province, an_actor, tree
from thidua.indicators import actions
from thidua.indicators.actions import Checklist, Meaning
from thidua.indicators.formula import Window
from thidua.indicators.models import CriterionMark, IndicatorVersion
from thidua.indicators.queries import courses_of, waiting_for
from thidua.indicators.queries.computed import Book
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
CRITERIA = ("Đường đến từng ấp", "Điện", "Nước sạch")
TYPED = {
    "code": "nong-thon-moi",
    "name": "Xã nông thôn mới",
    "kinds": ["commune"],
    "counts": "units",
    "measure": "%",
    "criteria": "Đường\nĐiện",
    "since": "01/01/2020",
}
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def on_a_day_in_may(settings: Settings, tmp_path: object) -> Iterator[None]:
    settings.EVIDENCE_ROOT = tmp_path
    with clock.standing_on(date(2025, 5, 6)):
        yield


def a_standard(
    cast: Province,
    *,
    needed: int | None = None,
    counts: str = "units",
    measure: str = "%",
) -> IndicatorVersion:
    """Communes of a new countryside, three criteria."""
    return actions.define_standard(
        cast.province,
        "nong-thon-moi",
        Meaning(name="Xã nông thôn mới", measure=measure, nature="checked", decimals=1),
        Checklist(criteria=CRITERIA, kinds=["commune"], needed=needed, counts=counts),
        since=SINCE,
        actor=an_actor(cast.province),
        at=JANUARY_2020,
    )


def marked(
    version: IndicatorVersion,
    unit: Unit,
    number: int,
    *,
    is_met: bool = True,
    on: date = date(2025, 2, 1),
    accepted: bool = True,
) -> CriterionMark:
    """A unit's mark; accepted by the province, which laid the standard down."""
    mark = actions.mark_criterion(
        version.indicator.criteria.get(number=number, during__contains=on),
        unit,
        is_met=is_met,
        on=on,
        note="Biên bản",
        actor=an_actor(unit),
        at=moment(2025, 5, 5),
    )
    if accepted:
        owner = an_actor(version.indicator.owner)
        actions.accept_marks([mark], actor=owner, at=moment(2025, 5, 6))
    return mark


def checklist_at(client: Client, url: str) -> bool:
    return "Chờ anh/chị nhận" in client.get(url).content.decode()


def checklist(client: Client, version: IndicatorVersion, unit: Unit, day: str) -> str:
    address = reverse("indicators:checklist", args=[version.indicator_id, unit.pk])
    return client.get(f"{address}?ngay={day}").content.decode()


def official_in(page: str) -> str:
    """What the page of a figure gives as official."""
    found = re.search(r"<dt>Chính thức</dt>\s*<dd>([^<]*)", page)
    return found[1] if found else ""


@pytest.mark.demand("004.4")
def test_a_commune_marks_with_proof_the_district_accepts_the_province_counts() -> None:
    cast = a_province()
    province = signed_in(an_actor(cast.province))
    province.post(reverse("indicators:standard-new"), TYPED)
    version = IndicatorVersion.objects.get(indicator__code="nong-thon-moi")
    commune = cast.communes[0]
    officer = signed_in(an_actor(commune))
    for criterion in version.indicator.criteria.all():
        proof = SimpleUploadedFile("bien-ban.pdf", PDF)
        officer.post(
            reverse("indicators:criterion-mark", args=[criterion.pk, commune.pk]),
            {"is_met": "1", "on": "01/04/2025", "file": proof},
        )
    own = checklist(officer, version, commune, "30/04/2025")
    assert "đạt, chờ nhận" in own
    district = signed_in(an_actor(cast.districts[0]))
    page = checklist(district, version, cast.districts[0], "30/04/2025")
    assert "Chờ anh/chị nhận" in page
    (task,) = waiting_for(an_actor(cast.districts[0]), date(2025, 5, 7))
    assert task.detail == "2 tiêu chí chờ nhận"
    assert checklist_at(district, task.url)
    waiting = list(CriterionMark.objects.values_list("pk", flat=True))
    province_page = page_of(province, version, cast.province, month(2025, 4).pk)
    share = Decimal(100) / len(cast.communes)
    assert value_in(province_page) == f"{share:.1f}".replace(".", ",")
    assert official_in(province_page) == "–"

    district.post(reverse("indicators:marks-accept"), {"chon": waiting})

    province_page = page_of(province, version, cast.province, month(2025, 4).pk)
    shown = f"{share:.1f}".replace(".", ",")
    assert official_in(province_page) == shown
    opened = checklist(province, version, cast.province, "30/04/2025")
    assert f"1/{len(cast.communes)} đơn vị" in opened
    before = checklist(province, version, cast.province, "31/03/2025")
    assert f"0/{len(cast.communes)} đơn vị" in before


def test_a_mark_sent_back_says_why_and_what_held_before_holds_again() -> None:
    cast = a_province()
    version = a_standard(cast)
    commune = cast.communes[0]
    first = marked(version, commune, 1, is_met=True, on=date(2025, 1, 5))
    later = marked(
        version, commune, 1, is_met=False, on=date(2025, 3, 1), accepted=False
    )
    district = signed_in(an_actor(cast.districts[0]))

    district.post(
        reverse("indicators:mark-return", args=[later.pk]),
        {"reason": "Thiếu biên bản."},
    )

    page = checklist(signed_in(an_actor(commune)), version, commune, "30/04/2025")
    assert "Thiếu biên bản." in page
    assert "1/3 tiêu chí" in page
    first.refresh_from_db()
    assert first.state == "accepted"


def test_a_mark_needs_a_ground_and_a_day_that_has_come() -> None:
    cast = a_province()
    version = a_standard(cast)
    criterion = version.indicator.criteria.get(number=1)
    commune, actor = cast.communes[0], an_actor(cast.communes[0])
    by = {"actor": actor, "at": moment(2025, 5, 6), "is_met": True}

    with pytest.raises(RuleBroken, match="Chưa có căn cứ"):
        actions.mark_criterion(criterion, commune, on=date(2025, 5, 1), **by)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="còn ở phía trước"):
        actions.mark_criterion(
            criterion,
            commune,
            on=date(2025, 6, 1),
            note="QĐ 1",
            **by,  # type: ignore[arg-type]
        )
    with pytest.raises(RuleBroken, match="không phải chấm"):
        actions.mark_criterion(
            criterion,
            cast.districts[0],
            on=date(2025, 5, 1),
            note="QĐ 1",
            is_met=True,
            actor=an_actor(cast.districts[0]),
            at=moment(2025, 5, 6),
        )


def test_the_database_keeps_a_mark_as_it_was_made() -> None:
    cast = a_province()
    mark = marked(a_standard(cast), cast.communes[0], 1)

    with (
        pytest.raises(IntegrityError, match="mark of a checklist"),
        transaction.atomic(),
    ):
        CriterionMark.objects.filter(pk=mark.pk).update(is_met=False)
    with (
        pytest.raises(IntegrityError, match="mark of a checklist"),
        transaction.atomic(),
    ):
        CriterionMark.objects.filter(pk=mark.pk).delete()


def test_a_new_list_asks_from_its_day_on_and_same_words_keep_their_marks() -> None:
    cast = a_province()
    version = a_standard(cast)
    commune = cast.communes[0]
    for number in (1, 2):
        marked(version, commune, number)
    owner = an_actor(cast.province)

    fresh = actions.revise_standard(
        version.indicator,
        Meaning(name="Xã nông thôn mới", measure="%", nature="checked", decimals=1),
        Checklist(criteria=["Điện", "Đường đến từng ấp"], kinds=["commune"]),
        since=date(2025, 4, 1),
        actor=owner,
        at=moment(2025, 4, 1),
    )

    client = signed_in(an_actor(commune))
    assert "2/3 tiêu chí" in checklist(client, version, commune, "31/03/2025")
    assert "2/2 tiêu chí" in checklist(client, fresh, commune, "30/04/2025")


def test_the_share_goes_over_time_for_a_target() -> None:
    cast = a_province()
    version = a_standard(cast, needed=1, measure="số")
    marked(version, cast.communes[0], 1, on=date(2025, 1, 10))
    marked(version, cast.communes[1], 2, on=date(2025, 3, 10))
    marked(version, cast.communes[1], 2, is_met=False, on=date(2025, 4, 10))
    since = date(2025, 1, 1)

    found = courses_of(tree(), [(cast.province.pk, version, since)], date(2025, 4, 30))

    course = found[cast.province.pk, version.indicator_id, since]
    values = [(m - month(2024, 12).pk, f"{r.value}") for m, r in course.steps]
    assert values == [(1, "1"), (3, "2"), (4, "1")]


def test_a_checklist_costs_the_same_however_many_marks_there_are() -> None:
    cast = a_province()
    version = a_standard(cast)
    client = signed_in(an_actor(cast.province))
    marked(version, cast.communes[0], 1)
    checklist(client, version, cast.province, "30/04/2025")

    with CaptureQueriesContext(connection) as one:
        checklist(client, version, cast.province, "30/04/2025")
    for commune in cast.communes:
        marked(version, commune, 2)
        marked(version, commune, 3)
    with CaptureQueriesContext(connection) as many:
        checklist(client, version, cast.province, "30/04/2025")

    assert len(one) == len(many)


marks = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1, 3),
        st.integers(1, 4),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda row: row[:3],
)


Row = tuple[int, int, int, bool, bool]


@pytest.mark.parametrize("counts", ["units", "criteria"])
def test_a_standard_is_counted_as_a_plain_recomputation(counts: str) -> None:
    cast = a_province()
    version = a_standard(cast, counts=counts)
    window = Window.of(month(2025, 3).span)

    @settings(max_examples=12, deadline=None)
    @given(marks)
    def holds(rows: list[Row]) -> None:
        with transaction.atomic():
            write_down(version, cast, rows)
            book = Book.of(tree(), [cast.province.pk], [version], [window])
            reading = book.read_version(cast.province.pk, version, window)
            expected = by_hand(rows, counts, len(cast.communes))
            assert reading.value == expected
            transaction.set_rollback(True)

    holds()


def write_down(version: IndicatorVersion, cast: Province, rows: list[Row]) -> None:
    """Marks as the database keeps them; the tenth of each month."""
    for place, number, in_month, is_met, accepted in rows:
        CriterionMark.objects.create(
            criterion=version.indicator.criteria.get(number=number),
            unit=cast.communes[place],
            is_met=is_met,
            on=date(2025, in_month, 10),
            state="accepted" if accepted else "submitted",
            decided_at=moment(2025, 5, 1) if accepted else None,
            marked_at=moment(2025, 5, 1),
            marked_by="A",
        )


def by_hand(rows: list[Row], counts: str, communes: int) -> Decimal | None:
    """What stands at the end of March, in percent."""
    held: dict[tuple[int, int], bool] = {}
    for place, number, in_month, is_met, _accepted in sorted(
        rows, key=lambda row: row[2]
    ):
        if in_month <= 3:
            held[place, number] = is_met
    if not held:
        return None
    met = [sum(held.get((p, n), False) for n in (1, 2, 3)) for p in range(communes)]
    if counts == "units":
        return Decimal(100 * sum(one == 3 for one in met)) / communes
    return Decimal(100 * sum(met)) / (3 * communes)
