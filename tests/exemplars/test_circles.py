"""Two may learn from each other, each on its own; nothing descends from itself."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tests.campaigns.factories import MAY, an_indicator
from tests.doors import signed_in
from tests.exemplars.factories import Story, praised, registered
from tests.exemplars.test_learning import PLAN, publicised
from tests.organisations.factories import an_actor
from tests.pacts.test_making import text
from thidua.exemplars import actions
from thidua.exemplars.drafts import FigureDraft, RegistrationDraft, SubjectDraft
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.states import Learner, State
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Unit


def another(story: Story, unit: Unit, version: IndicatorVersion) -> Exemplar:
    """A second exemplar of the campaign, praised by the same rule."""
    officer = an_actor(unit)
    subject = SubjectDraft("unit", "Xã Hai", unit.pk, "roads", unit_id=unit.pk)
    draft = RegistrationDraft(
        subject,
        title="Đường liên ấp",
        promise="Góp đất mở đường",
        figures=[FigureDraft("Đường cứng hóa", version.pk)],
    )
    made = actions.register_exemplar(story.campaign, draft, actor=officer, at=MAY)
    if story.exemplar.rule is None:
        return made
    Exemplar.objects.filter(pk=made.pk).update(
        state=State.PUBLICISED, praised_on=date(2025, 2, 10), rule=story.exemplar.rule
    )
    return Exemplar.objects.get(pk=made.pk)


def learns(unit: Unit, exemplar: Exemplar) -> Learning:
    """A unit that learns, past the counter."""
    learning = Learning(
        exemplar=exemplar,
        kind="unit",
        unit=unit,
        home=unit,
        takes_over="Góp xoay vòng",
        starts_on=date(2025, 1, 1),
        due_on=date(2025, 12, 31),
        registered_at=MAY,
        registered_by="Người Thử",
    )
    learning.call(f"Xã {unit.pk}")
    learning.save()
    return learning


@pytest.mark.django_db
@pytest.mark.demand("003.4")
def test_two_learn_from_each_other_on_different_indicators_alone() -> None:
    story = publicised(praised())
    other = story.reporting.province.communes[1]
    department = story.reporting.province.department
    roads = another(story, other, an_indicator(department, measure="km"))
    same = another(story, story.reporting.province.communes[2], story.version)
    third = story.reporting.province.communes[2]
    learns(story.unit, roads)
    learns(story.unit, same)

    open_ = signed_in(an_actor(other)).post(
        f"/dien-hinh/{story.exemplar.pk}/hoc-theo/", PLAN
    )
    shut = signed_in(an_actor(third)).post(
        f"/dien-hinh/{story.exemplar.pk}/hoc-theo/", PLAN
    )

    assert open_.status_code == 302, text(open_)
    assert shut.status_code == 422
    assert "Bên ấy đang học theo “Đường liên ấp” của đơn vị" in text(shut)
    refused = "exemplars_two_do_not_learn_the_same_of_each_other"
    with pytest.raises(DatabaseError, match=refused), transaction.atomic():
        learns(third, story.exemplar)
    Learning.objects.filter(exemplar=same).update(state=Learner.SURPASSED)
    learns(third, story.exemplar)


@pytest.mark.django_db
def test_no_exemplar_descends_from_itself() -> None:
    story = publicised(praised())
    other = story.reporting.province.communes[1]
    department = story.reporting.province.department
    second = another(story, other, an_indicator(department, measure="km"))
    Exemplar.objects.filter(pk=second.pk).update(
        grown_from=learns(other, story.exemplar)
    )

    refused = "exemplars_nothing_grows_from_itself"
    with pytest.raises(DatabaseError, match=refused), transaction.atomic():
        Exemplar.objects.filter(pk=story.exemplar.pk).update(
            grown_from=learns(story.unit, second)
        )
    with (
        pytest.raises(DatabaseError, match="exemplars_a_line_back_stays"),
        transaction.atomic(),
    ):
        Exemplar.objects.filter(pk=second.pk).update(grown_from=None)


@pytest.mark.usefixtures("own_database")
def test_two_connections_cannot_close_a_circle_together() -> None:
    """The second waits for the first, sees its line, and is refused."""
    story = registered()
    other = story.reporting.province.communes[1]
    department = story.reporting.province.department
    first = story.exemplar
    second = another(story, other, an_indicator(department, measure="km"))
    from_first, from_second = learns(other, first), learns(story.unit, second)
    outcome: list[object] = []

    def close_it() -> None:
        try:
            Exemplar.objects.filter(pk=second.pk).update(grown_from=from_first)
            outcome.append("closed")
        except DatabaseError as no:
            outcome.append(no)
        finally:
            connections.close_all()

    thread = threading.Thread(target=close_it)
    with transaction.atomic():
        Exemplar.objects.filter(pk=first.pk).update(grown_from=from_second)
        thread.start()
        while not outcome and not _somebody_waits():
            thread.join(timeout=0.05)
    thread.join(timeout=60)

    (said,) = outcome
    assert "exemplars_nothing_grows_from_itself" in str(said)
    second.refresh_from_db()
    assert second.grown_from is None


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_locks"
            " where locktype = 'advisory' and not granted)"
        )
        return bool(cursor.fetchone()[0])
