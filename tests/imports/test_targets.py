"""Targets come in from a file, as the cascade grid would have taken them."""

from __future__ import annotations

import pytest

from tests.campaigns.factories import a_campaign, a_target
from tests.imports import workbooks as make
from tests.imports.factories import carried, fates, mapped, received, undone
from tests.organisations.factories import an_actor
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

    def __init__(self) -> None:
        self.target = a_target(a_campaign(launched=True))
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
