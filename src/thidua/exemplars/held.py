"""An exemplar held until commit, with who is in charge of it today."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import RuleBroken


def day_of(at: datetime) -> date:
    """The office's day of a moment."""
    return at.astimezone(ZONE).date()


def held_exemplar(exemplar: Exemplar, at: datetime) -> tuple[Exemplar, int | None]:
    """The exemplar, fresh and held, and its keeper: one act after the other."""
    held = Exemplar.objects.locked(exemplar)
    return held, keeper_of(held.home_id, day_of(at))


def reason_in(text: str, *, field: str = "reason") -> str:
    """A reason without blanks around; refused when there is none."""
    said = " ".join(text.split())[:300]
    if not said:
        raise RuleBroken(_("Chưa ghi lý do."), _("Ghi một câu vì sao."), field=field)
    return said
