"""For a unit that receives reports: what came of what was expected, what to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, Func, Subquery
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.desk.queries.choices import choices_among
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.punctuality import counts_below
from thidua.desk.queries.strip import finding, strip
from thidua.indicators.models import Report, ReportDuty
from thidua.kernel import dates
from thidua.kernel.ui.charts import Heat
from thidua.organisations.models import Unit

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
    reports_href: str
    is_first: bool
    """Before the tasks, where receiving is the work: for an office, or with gaps."""


def receiving(
    unit: int, scope: int, watched: Sequence[Campaign], today: date, *, pages: Pages
) -> Receiving | None:
    """What came at and below `scope`, in the campaigns watched there.

    None for a unit to which nobody reports and that runs nothing.
    """
    receives, waiting = _at_the_counter(unit, today)
    if scope == unit and not receives:
        return None
    lens = Lens()
    chosen = choices_among(watched, lens, scope, today)
    counts = counts_below(scope, chosen.form_ids, lens.months(today), today)
    month = lens.last_month(today)
    names = named({child for child, _month in counts}, month.ends_on)
    at = replace(lens, unit=scope)
    drawn = strip(at, scope, counts, names, today, pages=pages, most=MOST_ROWS)
    if not drawn.last_month.expected:
        return None
    name = dates.period_name(month.starts_on, month.ends_on)
    came, late = finding(drawn.last_month, name[:1].upper() + name[1:])
    return Receiving(
        came=came,
        late=late,
        heat=drawn.heat,
        to_accept=waiting,
        accept=_("%(n)s báo cáo đã gửi, chờ nhận") % {"n": waiting},
        more=_("Xem đủ %(n)s đơn vị") % {"n": drawn.lines}
        if drawn.lines > MOST_ROWS
        else "",
        accept_href=pages.accept,
        monitor_href=lens.at(pages.monitor),
        is_first=scope != unit or bool(late or waiting),
        reports_href=lens.at(pages.reports, unit=scope, until=month.id),
    )


def _at_the_counter(unit: int, today: date) -> tuple[bool, int]:
    """Does anybody report to a unit, and how many reports wait for it?"""
    duties = ReportDuty.objects.filter(receiver=unit, during__contains=today)
    awaiting = Report.objects.awaiting(unit, today).order_by()
    counted = awaiting.annotate(count=Func(F("pk"), function="count")).values("count")
    here = Unit.objects.filter(pk=unit)
    receives, waiting = here.values_list(Exists(duties), Subquery(counted)).get()
    return receives, waiting
