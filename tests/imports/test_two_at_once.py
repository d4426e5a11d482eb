"""Two people or two workers have the same file in the same moment."""

from __future__ import annotations

import pytest

from tests.campaigns.test_two_at_once import at_once
from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import APRIL, mapped, place_of, received
from tests.imports.test_messes import Sent, wide
from tests.organisations.factories import an_actor
from thidua.audit.trail import trail_of
from thidua.imports import actions
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.indicators.models import Observation, ObservationChange
from thidua.kernel import clock
from thidua.kernel.errors import Changed, SayingNo, WrongMoment
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor

pytestmark = [
    pytest.mark.usefixtures("own_database"),
    pytest.mark.demand("003.4a"),
]


class Shared(Sent):
    """A file of six communes and twelve figures, and a colleague of its sender."""

    def __init__(self) -> None:
        super().__init__()
        self.colleague = an_actor(self.office.cast.province)
        self.rows = wide(self.names)

    def sent(self, who: Actor) -> Import:
        """The file received, its columns proposed."""
        place = place_of(self.office, self.period.pk)
        return received(make.xlsx(self.rows), place, who)

    def checked(self, who: Actor) -> Import:
        """The same, its rows judged."""
        return mapped(self.sent(who), who)


def write(run: Import, actor: Actor) -> None:
    """What a worker does with an import that was decided."""
    while actions.bring_rows_in(run, actor=actor, at=APRIL):
        pass


def said_no(outcomes: list[object]) -> list[SayingNo]:
    """Those who were refused."""
    return [one for one in outcomes if isinstance(one, SayingNo)]


def test_two_decide_that_the_same_rows_go_in_and_one_is_told() -> None:
    shared = Shared()
    run = shared.checked(shared.who)

    outcomes = at_once(
        *(
            lambda actor=actor: actions.bring_in_rows(
                run, version=run.version, actor=actor, at=APRIL
            )
            for actor in (shared.who, shared.colleague)
        )
    )

    (no,) = said_no(outcomes)
    assert isinstance(no, Changed)
    assert "nay “đang ghi”" in str(no)
    run.refresh_from_db()
    decided = [one for one in trail_of(run) if one.verb == "imports.import.decided"]
    assert len(decided) == 1
    assert run.user is not None
    assert run.user.person.full_name == decided[0].actor_name
    write(run, shared.who)
    assert ObservationChange.objects.count() == 12


def test_one_brings_in_what_the_other_throws_away() -> None:
    shared = Shared()
    run = shared.checked(shared.who)

    outcomes = at_once(
        lambda: actions.bring_in_rows(run, actor=shared.who, at=APRIL),
        lambda: actions.discard_import(run, actor=shared.colleague, at=APRIL),
    )

    (no,) = said_no(outcomes)
    assert isinstance(no, WrongMoment)
    run.refresh_from_db()
    write(run, shared.who)
    run.refresh_from_db()
    is_in = run.state == State.DONE
    assert Observation.objects.count() == (12 if is_in else 0)
    assert is_in or (run.state, run.rows.count()) == (State.DISCARDED, 0)


def test_a_file_is_thrown_away_while_it_is_checked() -> None:
    shared = Shared()
    run = shared.sent(shared.who)
    mapping = Mapping.from_json(run.mapping)
    actions.map_columns(run, mapping, actor=shared.who, at=APRIL)

    outcomes = at_once(
        lambda: actions.check_rows(run, actor=shared.who, at=APRIL),
        lambda: actions.discard_import(run, actor=shared.colleague, at=APRIL),
    )

    run.refresh_from_db()
    if refused := said_no(outcomes):
        assert isinstance(refused[0], WrongMoment)
        assert (run.state, run.rows.count()) == (State.CHECKED, 12)
        run = actions.discard_import(run, actor=shared.colleague, at=APRIL)
    assert (run.state, run.rows.count()) == (State.DISCARDED, 0)
    actions.check_rows(run, actor=shared.who, at=APRIL)  # the job, run again
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (State.DISCARDED, 0)


def test_two_send_the_same_file_and_the_later_is_told() -> None:
    shared = Shared()

    outcomes = at_once(
        lambda: shared.sent(shared.who), lambda: shared.sent(shared.colleague)
    )

    assert not said_no(outcomes)
    first, second = Import.objects.order_by("pk")
    assert StoredFile.objects.values("sha256").distinct().count() == 1
    assert Import.objects.sent_before(second) == first
    with clock.standing_on(APRIL.date()):
        page = signed_in(shared.who).get(f"/nhap-tep/{second.pk}/cot/")
    assert "Cùng một tệp" in page.content.decode()


def test_the_same_file_goes_in_twice_at_once_and_every_figure_once() -> None:
    shared = Shared()
    runs = [shared.checked(who) for who in (shared.who, shared.colleague)]
    for run in runs:
        actions.bring_in_rows(run, actor=shared.who, at=APRIL)

    outcomes = at_once(*(lambda run=run: write(run, shared.who) for run in runs))

    assert not said_no(outcomes)
    done = [Import.objects.get(pk=run.pk).about["done"] for run in runs]
    assert sum(one.get("d", 0) for one in done) == 12
    assert sum(one.get("l", 0) for one in done) == 12
    assert (Observation.objects.count(), ObservationChange.objects.count()) == (12, 12)


def test_two_workers_have_the_same_import_and_no_row_goes_in_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared = Shared()
    run = shared.checked(shared.who)
    actions.bring_in_rows(run, actor=shared.who, at=APRIL)
    monkeypatch.setattr("thidua.indicators.from_files.FiguresGround.chunk", 2)

    outcomes = at_once(*(lambda: write(run, shared.who) for _worker in range(2)))

    assert not said_no(outcomes)
    run.refresh_from_db()
    assert (run.state, run.about["done"]) == (State.DONE, {"d": 12})
    assert ObservationChange.objects.count() == 12
    done = [one for one in trail_of(run) if one.verb == "imports.import.done"]
    assert len(done) == 1
