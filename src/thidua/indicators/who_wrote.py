"""Who wrote a figure last, and when: one sentence for the cell it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from thidua.indicators.models import ObservationChange
from thidua.kernel import clock


def who_wrote(
    unit_id: int, period_id: int, theirs: Mapping[int, str]
) -> dict[int, str]:
    """The sentence of each indicator; `theirs` is how its figure shows now."""
    changes = (
        ObservationChange.objects.filter(
            unit_id=unit_id, period_id=period_id, indicator_id__in=list(theirs)
        )
        .order_by("indicator_id", "-pk")
        .distinct("indicator_id")
    )
    last = {change.indicator_id: change for change in changes}
    return {
        indicator: _sentence(last.get(indicator), text)
        for indicator, text in theirs.items()
    }


def _sentence(last: ObservationChange | None, theirs: str) -> str:
    if last is None:
        return _("Người khác vừa sửa ô này.")
    said = {
        "who": last.actor_name,
        "theirs": theirs or _("trống"),
        "when": f"{last.at.astimezone(clock.ZONE):%H:%M, %d/%m/%Y}",
    }
    if last.after is None:
        return _("%(who)s bỏ số ở ô này lúc %(when)s.") % said
    return _("%(who)s ghi %(theirs)s vào ô này lúc %(when)s.") % said
