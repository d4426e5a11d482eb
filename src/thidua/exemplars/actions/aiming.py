"""What a learner means to reach, written anew while it learns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.goals import refuse_goals
from thidua.exemplars.held import held_learning
from thidua.exemplars.models import Learning, LearningFigure
from thidua.exemplars.policies import can_tell
from thidua.exemplars.states import Learner
from thidua.kernel.errors import WrongMoment
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor


@transaction.atomic
def set_goals(
    learning: Learning,
    goals: Mapping[int, Decimal],
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Learning:
    """Write down what a learner means to reach: `goals` by the number of the figure, in
    the measure itself; a figure that is not among them has no goal any more.

    Judged is by the exemplar's marks alone, whatever the goals.
    """
    held, keeper = held_learning(learning, at)
    can_tell(actor, held, keeper).enforce()

    if held.state != Learner.LEARNING:
        raise WrongMoment(
            _("Mức sẽ đạt chỉ sửa được khi đang học theo."),
            _("Xem kết quả ở trang của nơi học."),
        )
    check_version(held, version)
    rows = list(held.figures.select_related("figure__version"))
    starts = {one.figure_id: one.start for one in rows}
    refuse_goals([one.figure for one in rows], starts, goals)
    for row in rows:
        row.goal = goals.get(row.figure_id)
    LearningFigure.objects.bulk_update(rows, ["goal"])
    held.save(update_fields=["version"])

    told = {row.figure.name: str(row.goal) for row in rows if row.goal is not None}
    record("exemplars.learning.aimed", held, actor=actor, at=at, goals=told)
    return held
