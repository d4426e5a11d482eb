"""For a unit that receives reports: what came of what was expected, what to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.desk.queries.choices import forms_counted
from thidua.desk.queries.counted import OVERDUE, counted
from thidua.desk.queries.last_report import OwnReports
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.punctuality import counts_below
from thidua.desk.queries.strip import finding, strip
from thidua.kernel import dates
from thidua.kernel.ui.charts import Heat

MOST_ROWS = 30
"""More rows than this are for the monitoring page; home shows those with gaps."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """The strip on the home page of those who receive."""

    came: str
    late: str
    heat: Heat
    to_accept: int
    accept: str
    more: str
    accept_href: str
    monitor_href: str
    came_href: str
    late_href: str
    is_first: bool
    """Before the tasks, where receiving is the work: for an office, or with gaps."""


def receiving(
    own: OwnReports,
    scope: int,
    watched: Sequence[Campaign],
    today: date,
    *,
    pages: Pages,
) -> Receiving | None:
    """What came at and below `scope`, in the campaigns watched there.

    None for a unit to which nobody reports and that runs nothing.
    """
    if scope == own.unit and not own.receives:
        return None
    forms, month = forms_counted(watched, scope, today)
    lens = Lens(told=month)
    counts = counts_below(scope, forms, lens.months, today)
    names = named({child for child, _month in counts}, month.ends_on)
    at = replace(lens, unit=scope)
    drawn = strip(at, scope, counts, names, pages=pages, most=MOST_ROWS)
    if not drawn.last_month.expected:
        return None
    name = dates.period_name(month.starts_on, month.ends_on)
    came, late = finding(drawn.last_month, name[:1].upper() + name[1:])
    return Receiving(
        came=came,
        late=late,
        heat=drawn.heat,
        to_accept=own.waiting,
        accept=_("%(n)s báo cáo đã gửi, chờ nhận") % {"n": own.waiting},
        more=_("Xem đủ %(n)s đơn vị") % {"n": drawn.lines}
        if drawn.lines > MOST_ROWS
        else "",
        accept_href=pages.accept,
        monitor_href=lens.at(pages.monitor),
        is_first=scope != own.unit or bool(late or own.waiting),
        came_href=counted(lens, pages, unit=scope),
        late_href=counted(lens, pages, standing=OVERDUE, unit=scope),
    )
