"""A unit abolished after it was asked: its main successor writes its report."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.follow_up.cast import a_round
from tests.follow_up.test_reviewing import Story
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import (
    UnitFactory,
    an_actor,
    rebuild_lineage,
    tree,
)
from thidua.documents.models import Document
from thidua.follow_up.answering import answering_in
from thidua.follow_up.models import Notice, Review
from thidua.follow_up.queries.waiting import waiting_for
from thidua.follow_up.states import ReviewState
from thidua.organisations.models import Placement, Reorganisation, Succession

pytestmark = pytest.mark.django_db
JUNE = date(2025, 6, 2)
UNTIL, SINCE = DateRange(date(2015, 1, 1), JUNE), DateRange(JUNE, None)
THIRD = date(2025, 6, 3)


class Reform(Story):
    """On 2 June the first commune, its hamlets and its district end; a new one under
    the province takes the place of the commune, nobody that of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.mine = self.review_of(self.commune)
        old = self.mine.unit
        place = Placement.objects.select_related("parent").get(unit=old)
        assert place.parent is not None
        self.district = place.parent
        province = Placement.objects.get(unit=self.district).parent
        self.heir = UnitFactory.create(name="Tân Hòa", parent=province, during=SINCE)
        beside = Placement.objects.filter(parent=self.district).exclude(unit=old)
        stays = list(beside.values_list("unit_id", flat=True))
        ends = Placement.objects.filter(unit__in=[old.pk, self.district.pk, *stays])
        (ends | Placement.objects.filter(parent=old)).update(during=UNTIL)
        Placement.objects.bulk_create(
            Placement(tree=tree(), unit_id=unit, parent=province, during=SINCE)
            for unit in stays
        )
        act = Reorganisation.objects.create(
            kind="merger", decision="1687/NQ-UBTVQH15", effective_on=JUNE
        )
        Succession.objects.create(
            predecessor=old, successor=self.heir, kind="whole", is_main=True, act=act
        )
        rebuild_lineage(tree())


@pytest.fixture
def reform() -> Reform:
    return Reform()


@pytest.mark.demand("004.9")
def test_the_main_successor_writes_sends_and_the_office_receives(
    reform: Reform,
) -> None:
    writer, mine = an_actor(reform.heir, "head"), reform.mine
    said = [one.object for one in waiting_for(writer, THIRD)]
    of = "Báo cáo 6 tháng đầu năm 2025 của"
    assert sorted(said) == [f"{of} xã Tân An", f"{of} ấp 1", f"{of} ấp 2"]
    assert "nay do xã Tân Hòa báo cáo" in reform.page(writer, f"{mine.pk}/", THIRD)
    assert "6 tháng đầu năm 2025" in reform.page(writer, "", THIRD)

    reform.at(THIRD, writer, f"{mine.pk}/", reform.written("draft"))
    reform.at(THIRD, writer, f"{mine.pk}/", reform.written("send"))

    document = Document.objects.get()
    assert document.unit == reform.heir
    assert "của xã Tân An" in document.abstract
    tasks = [one.object for one in waiting_for(reform.office, THIRD)]
    assert "Báo cáo 6 tháng đầu năm 2025 của xã Tân An" in tasks
    reform.at(THIRD, reform.office, f"{mine.pk}/nhan/", {})
    mine.refresh_from_db()
    assert mine.state == ReviewState.RECEIVED
    assert not [one for one in waiting_for(writer, THIRD) if "Tân An" in one.object]


def test_its_document_is_that_of_the_successor(reform: Reform) -> None:
    from thidua.documents.reading import pdf_of

    writer = an_actor(reform.heir, "head")
    reform.at(THIRD, writer, f"{reform.mine.pk}/", reform.written("draft"))

    said = words_of_pdf(pdf_of(Document.objects.get()))

    assert "ỦY BAN NHÂN DÂN XÃ TÂN HÒA" in said
    assert "của xã Tân An như sau" in said


def test_a_neighbour_may_not_write_for_it(reform: Reform) -> None:
    other = Review.objects.filter(receiver=reform.district).exclude(pk=reform.mine.pk)
    neighbour = an_actor(other[0].unit)

    answer = reform.at(THIRD, neighbour, f"{reform.mine.pk}/", reform.written("keep"))

    assert answer.status_code == 404


def test_reminders_go_to_whoever_writes_now(reform: Reform) -> None:
    writer = an_actor(reform.heir)
    a_round(date(2025, 6, 9))
    a_round(date(2025, 6, 11))

    due_on = reform.mine.call.due_on
    keys = Notice.objects.filter(person=writer.person_id).values_list("key", flat=True)
    assert f"review:{reform.mine.pk}:after:{due_on}:{writer.person_id}" in list(keys)
    late = Notice.objects.get(
        key__startswith="review-call:", person=reform.office.person_id
    )
    assert late.unit_id == reform.office.unit_id


def test_what_nobody_succeeded_the_office_writes(reform: Reform) -> None:
    theirs = Review.objects.filter(unit=reform.district).select_related(
        "call__campaign"
    )
    for one in theirs:
        assert answering_in(one, THIRD).writer == reform.office.unit_id
    assert theirs.count() == 1
    assert answering_in(theirs[0], date(2025, 6, 1)).writer == reform.district.pk
