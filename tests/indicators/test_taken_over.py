"""Reports of units that a reform abolished: who sends them, who receives, who is told.

The main successor reports what the last periods still owe; the figures stay those of
the old unit (`indicators/sql/answering.sql`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.contrib.postgres.fields import DateRangeField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, F, Func, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.doors import signed_in
from tests.imports.factories import carried, fates, mapped, place_of, received
from tests.imports.workbooks import Cell, xlsx
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import (
    UnitFactory,
    an_actor,
    rebuild_lineage,
    tree,
)
from thidua.indicators import actions
from thidua.indicators.answering import who_receives, who_reports
from thidua.indicators.models import Observation, Report, ReportDuty
from thidua.indicators.queries import figures_of, waiting_for
from thidua.indicators.queries.duties import owing
from thidua.indicators.reading import Typed
from thidua.kernel import clock
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import Refused, RuleBroken
from thidua.kernel.tasks import MINE, THEIRS
from thidua.organisations.heirs import answering_for
from thidua.organisations.models import Placement, Reorganisation, Succession, Unit

pytestmark = pytest.mark.django_db
JUNE, JULY = (2025, 6), date(2025, 7, 1)
UNTIL_JULY = DateRange(date(2015, 1, 1), JULY)
SINCE_JULY = DateRange(JULY, None)
THIRD = date(2025, 7, 3)
THAT_MORNING = datetime(2025, 7, 3, 9, tzinfo=ZONE)


@dataclass
class Reform:
    """The first district ends with its communes; the first two become one commune, the
    third is split between it and another."""

    office: Office
    heir: Unit
    other: Unit

    @property
    def path(self) -> str:
        """The June report of the first commune."""
        return self.path_of(self.office.commune)

    def path_of(self, unit: Unit) -> str:
        return f"/bao-cao/{self.office.form.pk}/{month(*JUNE).pk}/{unit.pk}/"


@pytest.fixture
def reform() -> Reform:
    office = an_office("HOUSES")
    office.form.periods.exclude(period__in=[month(*JUNE), month(2025, 7)]).delete()
    place = office.cast
    gone = [place.districts[0], *place.communes[:3], *place.hamlets[:6]]
    heir, other = (
        UnitFactory.create(name=name, parent=place.province, during=SINCE_JULY)
        for name in ("Tân Hòa", "Đông Hòa")
    )
    Placement.objects.filter(unit__in=gone).update(during=UNTIL_JULY)
    act = Reorganisation.objects.create(
        kind="merger", decision="1687/NQ-UBTVQH15", effective_on=JULY
    )
    for old in place.communes[:2]:
        Succession.objects.create(
            predecessor=old, successor=heir, kind="whole", is_main=True, act=act
        )
    for new in (other, heir):
        Succession.objects.create(
            predecessor=place.communes[2],
            successor=new,
            kind="split",
            is_main=new == other,
            act=act,
        )
    rebuild_lineage(tree())
    return Reform(office, heir, other)


def sent_in_june(office: Office, houses: str) -> Report:
    """The first commune's report of June, sent while it still stood."""
    report = office.report(month(*JUNE))
    office.type_in(report, HOUSES=houses)
    return actions.submit_report(
        report, actor=office.officer(), at=datetime(2025, 6, 29, 9, tzinfo=ZONE)
    )


@pytest.mark.demand("003.4a")
def test_a_successor_reports_the_last_month_of_the_old_commune(reform: Reform) -> None:
    office, old = reform.office, reform.office.commune
    client = signed_in(an_actor(reform.heir))
    line = office.lines["HOUSES"]

    with clock.standing_on(THIRD):
        listed = client.get("/bao-cao/").content.decode()
        page = client.get(reform.path).content.decode()
        saved = client.post(
            f"{reform.path}luu/", {"cell": line.pk, "value": "3", "version": "0"}
        )
        sent = client.post(f"{reform.path}gui/", follow=True)

    sentence = "Báo cáo tháng 6/2025 của xã Tân An (đến 30/06/2025)"
    assert f"{sentence} — nơi anh/chị nhận bàn giao" in listed
    assert "xã Tân Hòa nhận bàn giao và gửi báo cáo này" in page
    assert (saved.status_code, sent.status_code) == (302, 200)
    report = Report.objects.get()
    assert (report.unit_id, report.state) == (old.pk, "submitted")
    # The district is gone too: the form's issuer, which sits at the province, receives.
    assert report.receiver_id == office.cast.province.pk
    receiver = signed_in(an_actor(office.cast.province))
    with clock.standing_on(date(2025, 7, 4)):
        assert "Xã Tân An" in receiver.get("/bao-cao/cho-nhan/").content.decode()
        receiver.post(f"{reform.path}nhan/")
    report.refresh_from_db()
    assert report.state == "accepted"
    sums = figures_of(tree(), [old.pk], [line.version.indicator_id], [month(*JUNE).pk])
    assert [one.reported for one in sums.values()] == [1]  # it stays the old one's


def test_it_stands_on_the_desk_of_the_successor_and_of_nobody_else(
    reform: Reform,
) -> None:
    tasks = waiting_for(an_actor(reform.heir), THIRD)

    assert [one.object for one in tasks] == [
        "Báo cáo tháng, tháng 6/2025, của xã Bình Hòa",
        "Báo cáo tháng, tháng 6/2025, của xã Tân An",
    ]
    assert {one.turn for one in tasks} == {MINE}
    assert "(đến 30/06/2025) — nơi anh/chị nhận bàn giao." in tasks[0].detail
    assert waiting_for(an_actor(reform.heir), date(2025, 6, 30)) == []
    (split,) = waiting_for(an_actor(reform.other), THIRD)
    assert split.object == "Báo cáo tháng, tháng 6/2025, của xã Đông Phú"


def test_many_alike_are_one_task_that_opens(reform: Reform) -> None:
    split = Succession.objects.filter(predecessor=reform.office.cast.communes[2])
    split.filter(successor=reform.other).update(is_main=False)
    split.filter(successor=reform.heir).update(is_main=True)

    (task,) = waiting_for(an_actor(reform.heir), THIRD)
    with clock.standing_on(THIRD):
        home = signed_in(an_actor(reform.heir)).get("/").content.decode()

    said = "3 báo cáo của các đơn vị đã kết thúc: Báo cáo tháng, tháng 6/2025"
    assert (task.verb, task.object) == ("Nhập và gửi", said)
    ours = {reform.path_of(one) for one in reform.office.cast.communes[:3]}
    assert {href for _name, href in task.inside} == ours
    assert f"Nhập và gửi {said}" in home
    assert all(f'<li><a href="{href}">' in home for href in ours)


@pytest.mark.demand("003.4a")
def test_a_successor_brings_the_last_month_in_from_a_file_and_finds_it_by_typing(
    reform: Reform,
) -> None:
    office, officer = reform.office, an_actor(reform.heir)
    place = place_of(office, month(*JUNE).pk)
    names = [one.names.get().full_name for one in office.cast.communes[:3]]
    rows: list[list[Cell]] = [["Tên đơn vị", "Nhà tình thương bàn giao"]]
    # The third fell to another.
    rows += [[name, number] for number, name in enumerate(names, start=4)]

    with clock.standing_on(THIRD):
        client = signed_in(officer)
        found = client.get("/tim/", {"q": "nhap bao cao thang 6"}).content.decode()
        file = received(xlsx(rows), place, officer, at=THAT_MORNING)
        run = mapped(file, officer, at=THAT_MORNING)
        done = carried(run, officer, at=THAT_MORNING)

    assert reform.path in found
    assert "xã Tân An" in found
    assert fates(done) == {"n": 2, "r": 1}
    known = dict(Observation.objects.values_list("unit", "value"))
    assert known == {office.commune.pk: 4, office.cast.communes[1].pk: 5}
    assert Report.objects.filter(receiver=office.cast.province).count() == 2


def test_what_was_returned_to_the_old_unit_is_mended_by_its_successor(
    reform: Reform,
) -> None:
    office = reform.office
    report = sent_in_june(office, "7")
    actions.return_figures(
        report,
        {office.lines["HOUSES"].pk: "Chưa khớp hồ sơ."},
        actor=an_actor(office.district),
        at=datetime(2025, 6, 30, 16, tzinfo=ZONE),
    )
    officer = an_actor(reform.heir)

    (task,) = (one for one in waiting_for(officer, THIRD) if one.is_sent_back)
    figure = report.observations.get()
    typed = Typed(line_id=office.lines["HOUSES"].pk, value="6", version=figure.version)
    actions.save_figures(report, [typed], actor=officer, at=THAT_MORNING)

    assert task.verb == "Sửa 1 số bị trả lại của"
    assert task.detail.startswith("Vì: Chưa khớp hồ sơ. Báo cáo tháng 6/2025 của xã")
    assert report.observations.get().value == 6


def test_what_waited_at_a_receiver_now_gone_waits_at_who_stands_there(
    reform: Reform,
) -> None:
    report = sent_in_june(reform.office, "1")
    assert report.receiver == reform.office.district
    province = an_actor(reform.office.cast.province)

    tasks = waiting_for(province, THIRD)
    (ours,) = (
        one for one in waiting_for(an_actor(reform.heir), THIRD) if one.turn == THEIRS
    )

    assert [(one.verb, one.turn) for one in tasks] == [("Xem và nhận", MINE)]
    assert list(Report.objects.awaiting(province.unit_id, THIRD)) == [report]
    assert ours.turn_detail == "Tỉnh Sông Tiền"
    with pytest.raises(Refused):
        actions.accept_report(report, actor=an_actor(reform.heir), at=THAT_MORNING)
    actions.accept_report(report, actor=province, at=THAT_MORNING)


def test_later_months_wait_for_the_hand_over_and_say_so(reform: Reform) -> None:
    officer = an_actor(reform.heir)
    reform.office.form.periods.filter(period=month(*JUNE)).delete()

    with clock.standing_on(date(2025, 8, 4)):
        listed = signed_in(officer).get("/bao-cao/").content.decode()

    assert "Biểu sẽ nhận khi bàn giao" in listed
    assert "xã Tân An báo cáo đến 30/06/2025" in listed
    assert "khi tỉnh Sông Tiền bàn giao phong trào có biểu" in listed
    with pytest.raises(RuleBroken):  # the old commune did not see the end of July
        actions.start_report(
            reform.office.form,
            reform.office.commune,
            month(2025, 7),
            actor=officer,
            at=datetime(2025, 8, 4, 9, tzinfo=ZONE),
        )


def test_a_neighbour_reports_for_nobody_else(reform: Reform) -> None:
    neighbour = an_actor(reform.office.cast.communes[3])

    assert waiting_for(neighbour, THIRD)[0].object == "Báo cáo tháng, tháng 6/2025"
    with pytest.raises(Refused):
        actions.start_report(
            reform.office.form,
            reform.office.commune,
            month(*JUNE),
            actor=neighbour,
            at=THAT_MORNING,
        )


def test_without_a_successor_the_unit_above_answers(reform: Reform) -> None:
    office, district = reform.office, reform.office.district
    ReportDuty.objects.create(
        form=office.form,
        unit=district,
        receiver=office.cast.department,
        during=UNTIL_JULY,
    )

    tasks = waiting_for(an_actor(office.cast.province), THIRD)

    assert [one.object for one in tasks] == [
        "Báo cáo tháng, tháng 6/2025, của huyện Cồn Bắc"
    ]
    assert (
        who_receives(office.form.pk, district.pk, office.cast.department.pk, THIRD)
        == office.cast.department.pk
    )


def test_reminders_go_to_who_reports_now(reform: Reform) -> None:
    owed = owing([(reform.office.form.pk, month(*JUNE).pk)], THIRD)

    told = {row.unit: (row.reporter, row.receiver) for row in owed}
    province = reform.office.cast.province.pk
    old = reform.office.cast.communes
    assert told[old[0].pk] == told[old[1].pk] == (reform.heir.pk, province)
    assert told[old[2].pk] == (reform.other.pk, province)
    assert told[old[3].pk] == (old[3].pk, reform.office.cast.districts[1].pk)


def test_the_list_of_the_late_names_who_answers_for_an_old_unit(reform: Reform) -> None:
    officer = an_actor(reform.heir)
    reader = signed_in(an_actor(reform.office.cast.province))

    with clock.standing_on(date(2025, 7, 20)):
        late = reader.get(
            f"/theo-doi/cham/?bieu={reform.office.form.pk}&ky={month(*JUNE).pk}"
        ).content.decode()

    assert "Xã Tân An" in late
    assert f"{officer.name}, xã Tân Hòa" in late


acts = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["whole", "split", "close"])),
    max_size=6,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts)
def test_whatever_is_reformed_somebody_standing_answers(
    reform: Reform, steps: list[tuple[int, str]]
) -> None:
    """Random reforms, one a year: each old unit has one answerer, and it stands."""
    with transaction.atomic():
        answers_are_right(reform, steps)
        transaction.set_rollback(True)


def answers_are_right(reform: Reform, steps: list[tuple[int, str]]) -> None:
    """Carry the acts out, then compare with a walk from act to act."""
    place, today = reform.office.cast, JULY
    alive = {unit.pk: unit for unit in (*place.communes[3:], reform.heir, reform.other)}
    after: dict[int, int] = {
        place.communes[0].pk: reform.heir.pk,
        place.communes[1].pk: reform.heir.pk,
        place.communes[2].pk: reform.other.pk,
        place.districts[0].pk: place.province.pk,
    }
    above = {unit.pk: place.districts[1].pk for unit in place.communes[3:]}
    closed = set[int]()
    for year, (which, kind) in enumerate(steps, start=2026):
        if not alive:
            break
        old, today = [*alive][which % len(alive)], date(year, 7, 1)
        heirs = reformed(alive.pop(old), kind, today, place.province)
        alive |= {heir.pk: heir for heir in heirs}
        after[old] = heirs[0].pk if heirs else above.get(old, place.province.pk)
        closed |= set() if heirs else {old}

    answers = answering_for([*after, *alive], today)
    for unit in [*after, *alive]:
        last, is_closed = unit, False
        while last in after:
            is_closed, last = is_closed or last in closed, after[last]
        assert answers[unit] == who_reports(reform.office.form.pk, unit, today)
        assert answers[unit] in {*alive, place.province.pk, place.districts[1].pk}
        # Where the main successor ended too, another of the successors may answer.
        assert is_closed or answers[unit] == last


def reformed(old: Unit, kind: str, on: date, above: Unit) -> list[Unit]:
    """A unit ends and is succeeded by one, by two or by nobody; the main one first."""
    Placement.objects.filter(unit=old).update(
        during=Func(
            F("during__startswith"),
            Value(on, output_field=DateField()),
            function="daterange",
            output_field=DateRangeField(),
        )
    )
    act = Reorganisation.objects.create(kind="split", decision="1", effective_on=on)
    count = {"whole": 1, "split": 2, "close": 0}[kind]
    heirs = [
        UnitFactory.create(parent=above, during=DateRange(on, None))
        for _one in range(count)
    ]
    for heir in heirs:
        Succession.objects.create(
            predecessor=old,
            successor=heir,
            kind="split" if count > 1 else "whole",
            is_main=heir == heirs[0],
            act=act,
        )
    return heirs
