"""The monitoring page: the finding, the strip, who is silent, the big targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.desk.queries.choices import Choices, choices
from thidua.desk.queries.counted import OVERDUE, counted
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import Named, named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.punctuality import counts_below
from thidua.desk.queries.silent import (
    Silent,
    doors,
    owing_units,
    silent_units,
    units_named_in,
)
from thidua.desk.queries.strip import finding, strip
from thidua.desk.queries.targets import Targets, targets_table
from thidua.indicators.models import FormPeriod
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel import dates
from thidua.kernel.database import prepared
from thidua.kernel.ui.charts import Heat
from thidua.kernel.ui.parts import Link, Pill
from thidua.organisations.models import Unit

SHOWN_SILENT = 8

_LINE = """
select ancestor_id, during @> %(day)s::date from organisations_lineage
where unit_id = %(unit)s and tree_id = any (array(
    select id from organisations_tree where id = coalesce(%(tree)s::bigint, id)))
order by tree_id, depth desc
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a choice in the form of filters."""

    value: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices in force as pills, and all that may be chosen."""

    pills: Sequence[Pill]
    campaigns: Sequence[Option]
    forms: Sequence[Option]
    months: Sequence[Option]
    unit: int


@dataclass(frozen=True, slots=True)
class MonitorPage:
    """Everything that `monitor.html` shows."""

    crumbs: Sequence[Link]
    unit_name: str
    kicker: str
    came: str
    came_href: str
    late: str
    late_href: str
    heat: Heat
    filters: Filters
    silent: Sequence[Silent]
    silent_title: str
    silent_rest: Sequence[Link]
    list_href: str
    synthesis_href: str
    panorama_href: str
    compare_href: str
    earlier: Link | None
    later: Link | None
    has_forms: bool
    targets: Targets | None
    sub: str


def monitor_page(
    lens: Lens, unit: Unit, roots: Sequence[int], today: date, *, pages: Pages
) -> MonitorPage:
    """The page for a unit that the reader may watch (`scope.watched`)."""
    chosen = choices(lens, roots, unit.pk, today)
    lens, month, months = chosen.lens, chosen.lens.month, chosen.lens.months
    counts = counts_below(unit.pk, chosen.form_ids, months, today)
    owed = owing_units(lens, unit.pk, chosen.form_ids, today)
    line = line_to(unit.pk, roots, chosen.campaign, month.ends_on)
    children = {child for child, _month in counts}
    names = named({*children, *units_named_in(owed), *line}, month.ends_on)
    drawn = strip(lens, unit.pk, counts, names, pages=pages)
    silent = silent_units(lens, owed, chosen.forms, names, today, page=pages.monitor)
    name = dates.period_name(month.starts_on, month.ends_on)
    came, late = finding(drawn.last_month, name[:1].upper() + name[1:])
    crumbs = path_of(line, names, href=lambda one: lens.at(pages.monitor, unit=one))
    targets = _targets(chosen.campaign, unit.pk, month, pages)
    return MonitorPage(
        crumbs=crumbs[:-1],
        unit_name=crumbs[-1].label,
        kicker=_kicker(crumbs[-1].label, month, chosen),
        came=came,
        came_href=counted(lens, pages, unit=unit.pk),
        late=late,
        late_href=counted(lens, pages, standing=OVERDUE, unit=unit.pk),
        heat=drawn.heat,
        filters=_filters(lens, chosen, unit.pk, today, pages.monitor),
        silent=silent[:SHOWN_SILENT],
        silent_title=silent_title(len(silent)),
        silent_rest=doors(silent[SHOWN_SILENT:]),
        list_href=lens.at(pages.late, unit=unit.pk, until=month.id),
        synthesis_href=_synthesis(chosen.campaign, month, pages, unit.pk),
        panorama_href=lens.at(pages.panorama, unit=unit.pk),
        compare_href=lens.at(pages.compare, unit=unit.pk),
        earlier=_step(lens, month.before(), pages.monitor),
        later=_later(lens, month.before(-1), today, pages.monitor),
        has_forms=bool(chosen.forms),
        targets=targets,
        sub=_sub(targets),
    )


def _targets(
    campaign: Campaign | None, unit: int, month: PeriodSpan, pages: Pages
) -> Targets | None:
    if campaign is None:
        return None
    return targets_table(campaign, unit, month, pages=pages)


def line_to(
    unit: int, roots: Sequence[int], campaign: Campaign | None, on: date
) -> list[int]:
    """From the widest unit the reader watches down to this one, both included."""
    tree = campaign.tree_id if campaign else None
    rows = prepared.rows(_LINE, {"unit": unit, "tree": tree, "day": on})
    standing = [above for above, stands in rows if stands]
    known = standing or [above for above, _stands in rows]
    line = list(dict.fromkeys([*known, unit]))
    first = next((place for place, one in enumerate(line) if one in roots), 0)
    return line[first:]


def path_of(
    line: Sequence[int], names: Mapping[int, Named], *, href: Callable[[int], str]
) -> list[Link]:
    """The line as crumbs; the last one is the unit itself."""
    return [Link(names[one].name, href(one)) for one in line if one in names]


def _sub(targets: Targets | None) -> str:
    every = _("Ô và con số gạch chân mở ra được, tới tận báo cáo của đơn vị.")
    if targets is None or not targets.slow:
        return every
    return _("%(n)s chỉ tiêu chậm nhịp. %(every)s") % {
        "n": targets.slow,
        "every": every,
    }


def _kicker(unit_name: str, month: PeriodSpan, chosen: Choices) -> str:
    """`Tỉnh Bến Tre · hạn gửi 08/05/2025 · “Đồng khởi mới”`."""
    parts = [unit_name]
    due = (
        FormPeriod.objects.filter(form__in=chosen.form_ids, period=month.id)
        .order_by("due_on")
        .values_list("due_on", flat=True)
        .last()
    )
    if due is not None:
        parts.append(_("hạn gửi %(day)s") % {"day": dates.show(due)})
    if chosen.campaign is not None:
        parts.append(chosen.campaign.name)
    return " · ".join(parts)


def _filters(lens: Lens, chosen: Choices, unit: int, today: date, page: str) -> Filters:
    campaign, month = chosen.campaign, lens.month
    pills = []
    if lens.campaign is not None and campaign is not None:
        pills.append(Pill(campaign.name, lens.at(page, campaign=None)))
    if lens.form is not None and len(chosen.forms) == 1:
        pills.append(Pill(chosen.forms[0].name, lens.at(page, form=None)))
    if lens.until is not None:
        name = dates.period_name(month.starts_on, month.ends_on)
        pills.append(Pill(name[:1].upper() + name[1:], lens.at(page, until=None)))
    last = containing(today, PeriodKind.MONTH).before()
    months = [last.before(steps) for steps in range(24)]
    if month not in months:
        months.append(month)
    return Filters(
        pills=pills,
        campaigns=campaigns_offered(chosen),
        forms=[Option(f.pk, f.name, f.pk == lens.form) for f in chosen.offered],
        months=[
            Option(m.id, dates.period_name(m.starts_on, m.ends_on), m.id == month.id)
            for m in months
        ],
        unit=unit,
    )


def silent_title(count: int) -> str:
    """How many are silent, as a heading."""
    if not count:
        return _("Không nơi nào im lặng")
    return _("%(n)s nơi im lặng") % {"n": count}


def _synthesis(
    campaign: Campaign | None, month: PeriodSpan, pages: Pages, unit: int
) -> str:
    if campaign is None:
        return ""
    return Lens(unit=unit).at(pages.synthesis_of(campaign.pk, month.id))


def _later(lens: Lens, month: PeriodSpan, today: date, page: str) -> Link | None:
    return _step(lens, month, page) if month.ends_on < today else None


def _step(lens: Lens, month: PeriodSpan, page: str) -> Link:
    name = dates.period_name(month.starts_on, month.ends_on)
    return Link(name[:1].upper() + name[1:], lens.at(page, until=month.id))


def campaigns_offered(chosen: Choices) -> list[Option]:
    """The campaigns that may be chosen, the one meant among them."""
    return [
        Option(one.pk, one.name, one == chosen.campaign) for one in chosen.campaigns
    ]
