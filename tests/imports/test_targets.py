"""Targets come in from a file, as the cascade grid would have taken them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.campaigns.factories import a_campaign, a_target
from tests.imports import workbooks as make
from tests.imports.factories import carried, fates, mapped, received, undone
from tests.imports.test_messes import called
from tests.organisations.factories import Province, UnitFactory, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.models import Target
from thidua.campaigns.models.target import TargetRound
from thidua.campaigns.queries.grid import held_rows
from thidua.campaigns.rules import SPLITTING
from thidua.imports.models import Import
from thidua.kernel import clock
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db


class Giving:
    """A running campaign whose head gives a target to its districts."""

    def __init__(self, **campaign_has: Any) -> None:
        self.target = a_target(a_campaign(launched=True, **campaign_has))
        assert self.target.split in SPLITTING
        campaign = self.target.campaign
        self.place = f"{campaign.pk}-{self.target.pk}"
        self.who: Actor = an_actor(campaign.office)
        self.rows = held_rows(self.target, clock.today())
        self.names = [row.name for row in self.rows]

    def file(self, *figures: make.Cell, head: str = "Số giao") -> list[list[make.Cell]]:
        """A table of the units below and their figures."""
        rows: list[list[make.Cell]] = [["TT", "Đơn vị", head]]
        for n, (name, figure) in enumerate(
            zip(self.names, figures, strict=False), start=1
        ):
            rows.append([n, name, figure])
        return rows

    def check(self, rows: list[list[make.Cell]]) -> Import:
        run = received(
            make.xlsx(rows), self.place, self.who, kind="chi-tieu", at=clock.now()
        )
        return mapped(run, self.who, at=clock.now())


def accepted(child: Target) -> None:
    """The unit says yes."""
    who = an_actor(child.unit)
    actions.accept_target(child, revision=child.revision, actor=who, at=clock.now())


def test_a_column_of_targets_goes_in_and_comes_out() -> None:
    giving = Giving()
    run = giving.check(giving.file(4, 6))
    assert fates(run) == {"n": 2}

    run = carried(run, giving.who, at=clock.now())

    children = Target.objects.filter(parent=giving.target)
    assert sorted(child.value for child in children) == [4, 6]
    assert TargetRound.objects.filter(target__parent=giving.target).count() == 2
    assert fates(giving.check(giving.file(4, 6))) == {"s": 2}
    assert fates(giving.check(giving.file(4, 7))) == {"s": 1, "c": 1}

    undone(run, giving.who, at=clock.now())

    assert not Target.objects.open().filter(parent=giving.target).exists()


def test_a_figure_that_its_unit_accepted_stays() -> None:
    giving = Giving()
    carried(giving.check(giving.file(4)), giving.who, at=clock.now())
    child = Target.objects.get(parent=giving.target)
    actions.accept_target(
        child, revision=child.revision, actor=an_actor(child.unit), at=clock.now()
    )

    run = giving.check(giving.file(5))

    assert fates(run) == {"r": 1}
    assert "đã nhận" in (run.rows.get().said or {})["reason"]


def test_an_answered_target_is_not_undone_and_says_why() -> None:
    giving = Giving()
    run = carried(giving.check(giving.file(4, 6)), giving.who, at=clock.now())
    child = Target.objects.filter(parent=giving.target).order_by("pk")[0]
    actions.accept_target(
        child, revision=child.revision, actor=an_actor(child.unit), at=clock.now()
    )

    run = undone(run, giving.who, at=clock.now())

    assert run.about["done"] == {"u": 1, "k": 1}
    assert "trả lời" in (run.rows.get(outcome="k").said or {})["reason"]


class GivingNamesakes(Giving):
    """A target given to communes at once, of which two districts have a namesake."""

    def __init__(self) -> None:
        self.province: Province = a_province()
        self.first, self.second = self.province.districts[:2]
        self.mine, self.other = (
            self.province.communes_of(one)[0] for one in (self.first, self.second)
        )
        for one in (self.mine, self.other):
            one.names.update(name="Tân Thạch", full_name="Xã Tân Thạch")
        self.coded = UnitFactory.create(parent=self.second, code="28999")
        super().__init__(of=self.province, kinds=["commune"])

    def given(self, rows: list[list[make.Cell]]) -> set[int]:
        """To whom the file gives, where nothing is doubtful."""
        run = self.check(rows)
        assert not run.questions.exists()
        return {(row.payload or {})["u"] for row in run.rows.filter(fate="n")}


@pytest.mark.demand("003.4a")
def test_a_column_of_districts_decides_between_communes_of_one_name() -> None:
    giving = GivingNamesakes()
    rows: list[list[make.Cell]] = [
        ["Huyện", "Xã", "Số giao"],
        [called(giving.second), "Xã Tân Thạch", 4],
    ]

    assert giving.given(rows) == {giving.other.pk}


@pytest.mark.demand("003.4a")
@pytest.mark.parametrize("hint", ["Xã Tân Thạch ({})", "Tân Thạch, {}"])
def test_a_district_in_the_cell_or_above_the_row_decides(hint: str) -> None:
    giving = GivingNamesakes()
    head: list[make.Cell] = ["TT", "Đơn vị", "Số giao"]
    said: list[make.Cell] = [1, hint.format(called(giving.second)), 4]
    under: list[list[make.Cell]] = [
        ["I", called(giving.first), None],
        [1, "Tân Thạch", 4],
    ]

    assert giving.given([head, said]) == {giving.other.pk}
    assert giving.given([head, *under]) == {giving.mine.pk}


@pytest.mark.demand("003.4a")
def test_without_a_district_namesakes_are_asked_about_and_a_code_tells() -> None:
    giving = GivingNamesakes()
    head: list[make.Cell] = ["TT", "Đơn vị", "Số giao"]

    question = giving.check([head, [1, "Xã Tân Thạch", 4]]).questions.get()

    said = dict(question.choices)
    assert called(giving.first).split()[-1] in said[str(giving.mine.pk)]
    assert giving.given([head, [1, "28999", 4]]) == {giving.coded.pk}
