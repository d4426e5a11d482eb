"""Before the head recognises: who is meant, by name, and from which figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.held import refuse_day_of_decision
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Panel
from thidua.exemplars.policies import can_decide
from thidua.exemplars.queries.frame import ExemplarFrame
from thidua.exemplars.queries.panel import Found, panel_one_page
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class RecognisePage:
    """Everything `recognise.html` shows."""

    frame: ExemplarFrame
    pk: int
    heading: str
    decided_on: str
    rows: Sequence[Found]


def recognise_page(
    panel: Panel,
    chosen: Sequence[int | None],
    decided_on: date,
    actor: Actor,
    day: date,
) -> RecognisePage:
    """Those ticked that still wait for the head; refused to others, and of nobody."""
    unit = keeper_of(panel.unit_id, day)
    can_decide(actor, unit, panel.exemplar.campaign_id).enforce()
    page = panel_one_page(panel, actor, day)
    rows = [one for one in page.rows if one.pk in chosen and one.is_waiting]
    if not rows:
        raise RuleBroken(
            _("Chưa chọn nơi nào đang chờ quyết định."),
            _("Đánh dấu ít nhất một nơi, rồi bấm lại."),
        )
    refuse_day_of_decision(panel, decided_on, day)
    heading = ngettext(
        "Công nhận %(n)s nơi, ngày %(day)s?",
        "Công nhận %(n)s nơi, ngày %(day)s?",
        len(rows),
    ) % {"n": show_number(len(rows)), "day": show(decided_on)}
    return RecognisePage(page.frame, page.pk, heading, show(decided_on), rows)
