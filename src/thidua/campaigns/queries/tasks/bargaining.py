"""Targets on which somebody must say something: who takes them, or who gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.tasks import Task
from thidua.organisations.naming import in_sentence

ANSWER_WITHIN = timedelta(days=10)
"""How long a unit has to answer a figure (office custom)."""
ANSWER, COUNTERED_ONE = "answer", "countered"


def tasks(rows: Mapping[str, Sequence[Row]], on: date) -> Iterator[Task]:
    """Figures to answer, campaign by campaign; other figures proposed, one by one."""
    for row in rows[ANSWER]:
        yield task(
            _("Trả lời"),
            _("%(count)s chỉ tiêu được giao") % {"count": row.count},
            row.day and row.day + ANSWER_WITHIN,
            on,
            reverse("campaigns:my-targets", args=[row.campaign_id]),
            _what_to_answer(row),
        )
    for row in rows[COUNTERED_ONE]:
        yield task(
            _("Trả lời"),
            _("Đề nghị của %(unit)s") % {"unit": in_sentence(row.name)},
            None,
            on,
            reverse("campaigns:target", args=[row.campaign_id, row.thing]),
            _("Đơn vị đề nghị số khác: đồng ý, giao lại hoặc giữ nguyên."),
        )


def _what_to_answer(row: Row) -> str:
    said = _("%(name)s: nhận, hoặc đề nghị số khác kèm lý do.") % {"name": row.campaign}
    if not row.more:
        return said
    again = ngettext(
        "%(count)s chỉ tiêu vừa được đổi, có lý do.",
        "%(count)s chỉ tiêu vừa được đổi, có lý do.",
        row.more,
    )
    return f"{said} {again % {'count': row.more}}"
