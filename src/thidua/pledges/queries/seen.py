"""Who has registered in a campaign: counted for all, named where they agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from thidua.campaigns.ladder import next_below, paths_up
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Columns, Kind, Sheet, listed
from thidua.kernel.text import fold, sort_key
from thidua.kernel.ui import parts
from thidua.kernel.ui.filters import Field
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import unit_called
from thidua.pledges.models import Registration
from thidua.pledges.models.registration import RegistrationQuerySet
from thidua.pledges.queries.tabs import REGISTERED
from thidua.pledges.queries.unit_list import ROWS
from thidua.pledges.queries.words import items_named
from thidua.pledges.where import unit_for

KIND = Registration.Kind
FIELDS = (
    Field("doi-tuong", pgettext_lazy("loại", "Đối tượng"), KIND.choices),
    Field("tim", gettext_lazy("Tìm tên")),
)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """One unit, those below it included."""

    name: str
    href: str
    all: str
    by_kind: Sequence[tuple[str, str]]
    households: str
    share: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One registration, in what may be shown of it and no more."""

    who: str
    kind: str
    unit: str
    address: str
    content: Sequence[str]
    result: str


@dataclass(frozen=True, slots=True)
class RegisteredPage:
    """Everything `registered.html` shows."""

    frame: Frame
    finding: str
    figures: Sequence[parts.Figure]
    unit: str
    sheet_href: str
    up: Sequence[parts.Link]
    kinds: Sequence[str]
    units: Sequence[UnitCount]
    silent: Sequence[parts.Link]
    silent_words: str
    shown: Sequence[Shown]
    shown_count: str
    pager: parts.Pager
    register_href: str
    mine_href: str
    list_href: str
    list_words: str


def registered_page(
    campaign: Campaign,
    actor: Actor,
    day: date,
    unit_id: int | None,
    asked: Mapping[str, str],
    number: int = 1,
) -> RegisteredPage:
    """Counts by unit and kind below a unit; those who agreed, by name."""
    within = _within(campaign, unit_id, day)
    below, names = _below(campaign, within, day)
    counts = _counts(campaign, [within, *below], day)
    households = _households([within, *below], day)
    path = reverse(REGISTERED, args=[campaign.pk])
    seen = _public(campaign, asked)
    count = seen.count()
    shown, links = parts.turned(count, number, ROWS, partial(_at, path, within, asked))
    own = unit_for(campaign, actor.unit_id, day)
    writes = own is not None and actor.unit_id == own and actor.holds(Power.RUN)
    silent = [one for one in below if not counts[one]]
    return RegisteredPage(
        frame=frame(campaign, actor, day, REGISTERED),
        finding=_finding(counts[within], households.get(within)),
        figures=_figures(counts[within]),
        unit=names.get(within, ""),
        sheet_href=f"{path}?{urlencode({'don-vi': within, 'xuat': 'excel'})}",
        up=_up(campaign, within, path, day),
        kinds=[capfirst(str(label)) for _value, label in KIND.choices],
        units=_units(below, names, counts, households, path),
        silent=[_narrowed(one, names, path) for one in silent],
        silent_words=_silent(len(silent)),
        shown=_shown(campaign, seen[shown], day),
        shown_count=show_number(count),
        pager=links,
        register_href=_to_register(campaign, own, day),
        mine_href=reverse("pledges:mine"),
        list_href=reverse("pledges:unit", args=[campaign.pk, own]) if writes else "",
        list_words=_waiting(campaign, own) if writes else "",
    )


def _below(
    campaign: Campaign, within: int, day: date
) -> tuple[list[int], Mapping[int, str]]:
    """The units next below one by name, and what all of them are called."""
    below = next_below(campaign, within, day)
    names = listed_names([within, *below], day)
    return sorted(below, key=lambda one: sort_key(names.get(one, ""))), names


def counts_sheet(campaign: Campaign, day: date, unit_id: int | None) -> Sheet:
    """How many have registered below a unit, by kind, as Excel; nobody by name."""
    within = _within(campaign, unit_id, day)
    below, names = _below(campaign, within, day)
    counts = _counts(campaign, [within, *below], day)
    households = _households([within, *below], day)

    def of_kind(kind: str) -> Callable[[int], int]:
        return lambda unit: counts[unit].get(kind, 0)

    number = Kind.NUMBER
    columns: Columns[int] = [
        (Column(_("Đơn vị"), width=36), lambda unit: names.get(unit, "")),
        (Column(_("Tất cả"), kind=number), lambda unit: sum(counts[unit].values())),
        *(
            (Column(capfirst(str(label)), kind=number), of_kind(value))
            for value, label in KIND.choices
        ),
        (Column(_("Số hộ"), kind=number), households.get),
        (
            Column(_("Tỷ lệ hộ"), kind=Kind.PERCENT, decimals=1),
            lambda unit: _percent(counts[unit], households.get(unit)),
        ),
    ]
    return listed(_("Số đăng ký theo đơn vị"), day, columns, [within, *below])


def _silent(count: int) -> str:
    words = ngettext(
        "Bấm để mở tên %(n)s đơn vị chưa có ai được duyệt đăng ký",
        "Bấm để mở tên %(n)s đơn vị chưa có ai được duyệt đăng ký",
        count,
    )
    return words % {"n": show_number(count)}


def _to_register(campaign: Campaign, own: int | None, day: date) -> str:
    is_open = campaign.state == State.LAUNCHED and campaign.ends_on >= day
    if own is None or not is_open:
        return ""
    return reverse("pledges:new", args=[campaign.pk])


def _within(campaign: Campaign, unit_id: int | None, day: date) -> int:
    """The unit asked for, if it stands in the campaign's tree; else its head."""
    root: int = campaign.root_id
    if unit_id is None:
        return root
    return (
        unit_id if root in paths_up(campaign, [unit_id], day).get(unit_id, ()) else root
    )


def _at(path: str, within: int, asked: Mapping[str, str], page: int) -> str:
    pairs = {"don-vi": within, **asked, "trang": page}
    return f"{path}?{urlencode({k: v for k, v in pairs.items() if v})}"


_COUNTED = """
with counted as materialized (
    select unit_id, kind, count(*) as n from pledges_registration
    where campaign_id = %(campaign)s and state = 'approved' group by unit_id, kind
)
select line.ancestor_id, counted.kind, sum(counted.n)::int
from counted
join organisations_lineage line
  on line.unit_id = counted.unit_id and line.tree_id = %(tree)s
 and line.during @> %(on)s::date
where line.ancestor_id = any (%(units)s)
group by 1, 2
"""
_HOUSEHOLDS = """
select distinct on (said.unit_id) said.unit_id, said.denominator
from indicators_observation said
join indicators_indicatorversion version on version.indicator_id = said.indicator_id
join indicators_period period on period.id = said.period_id
where said.unit_id = any (%(units)s) and period.ends_on <= %(on)s
  and lower(version.denominator_name) = 'tổng số hộ' and said.denominator > 0
order by said.unit_id, period.ends_on desc, said.indicator_id
"""


def _counts(
    campaign: Campaign, units: Sequence[int], day: date
) -> dict[int, dict[str, int]]:
    """Approved registrations by unit (with those below it) and kind."""
    asked: dict[str, Any] = {
        "campaign": campaign.pk,
        "tree": campaign.tree_id,
        "on": day,
        "units": list(units),
    }
    found: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, asked)
        for unit, kind, count in cursor.fetchall():
            found[unit][kind] = count
    return found


def _households(units: Sequence[int], day: date) -> dict[int, Decimal]:
    """How many households a unit has, as it last told for any indicator that divides
    by “tổng số hộ”: it is asked nowhere else."""
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLDS, {"units": list(units), "on": day})
        return dict(cursor.fetchall())


def _finding(counts: Mapping[str, int], households: Decimal | None) -> str:
    total = sum(counts.values())
    if not total:
        return _("Chưa có ai được duyệt đăng ký")
    share = _share(counts, households)
    words = ngettext("%(n)s đăng ký đã duyệt", "%(n)s đăng ký đã duyệt", total)
    said = words % {"n": show_number(total)}
    if share:
        return _("%(said)s; %(share)s số hộ tham gia") % {"said": said, "share": share}
    return said


def _share(counts: Mapping[str, int], households: Decimal | None) -> str:
    percent = _percent(counts, households)
    return "" if percent is None else f"{show_number(percent, 1)}%"


def _percent(counts: Mapping[str, int], households: Decimal | None) -> Decimal | None:
    """How many of a hundred households have registered; None where it is unknown."""
    return 100 * counts.get(KIND.HOUSEHOLD, 0) / households if households else None


def _figures(counts: Mapping[str, int]) -> list[parts.Figure]:
    return [
        parts.Figure(show_number(counts[value]), str(label))
        for value, label in KIND.choices
        if counts.get(value)
    ]


def _narrowed(unit: int, names: Mapping[int, str], path: str) -> parts.Link:
    return parts.Link(names.get(unit, ""), f"{path}?don-vi={unit}")


def _units(
    units: Sequence[int],
    names: Mapping[int, str],
    counts: Mapping[int, Mapping[str, int]],
    households: Mapping[int, Decimal],
    path: str,
) -> list[UnitCount]:
    """Those in which somebody is registered."""
    return [
        _unit(one, names, counts[one], households.get(one), path)
        for one in units
        if counts[one]
    ]


def _quiet(count: int) -> str:
    """A count; nothing for nought, which the page shows as a quiet dash."""
    return show_number(count) if count else ""


def _unit(
    unit: int,
    names: Mapping[int, str],
    counts: Mapping[str, int],
    households: Decimal | None,
    path: str,
) -> UnitCount:
    return UnitCount(
        name=names.get(unit, ""),
        href=f"{path}?don-vi={unit}",
        all=show_number(sum(counts.values())),
        by_kind=[
            (str(label), _quiet(counts.get(value, 0))) for value, label in KIND.choices
        ],
        households=show_number(households) if households else "",
        share=_share(counts, households),
    )


def _up(campaign: Campaign, within: int, path: str, day: date) -> list[parts.Link]:
    if within == campaign.root_id:
        return []
    return [parts.Link(unit_called(campaign.root_id, day), path)]


def _public(campaign: Campaign, asked: Mapping[str, str]) -> RegistrationQuerySet:
    seen = Registration.objects.filter(campaign=campaign).public()
    if kind := asked.get("doi-tuong"):
        seen = seen.filter(kind=kind)
    if words := fold(asked.get("tim", "")):
        seen = seen.filter(shows_name=True, folded__contains=words)
    return seen.order_by("sort_key", "pk")


def _shown(campaign: Campaign, found: RegistrationQuerySet, day: date) -> list[Shown]:
    rows = list(found.prefetch_related("targets"))
    names = listed_names({one.unit_id for one in rows}, day) if rows else {}
    items = items_named(campaign) if rows else {}
    return [
        Shown(
            who=one.name if one.shows_name else _("(không nêu tên)"),
            kind=str(one.get_kind_display()),
            unit=names.get(one.unit_id, ""),
            address=one.address if one.shows_address else "",
            content=_content(one, items) if one.shows_content else [],
            result=one.result if one.shows_result else "",
        )
        for one in rows
    ]


def _content(one: Registration, items: Mapping[object, str]) -> list[str]:
    said = [items[key] for key in one.content if key in items]
    return [*said, *filter(None, [one.words]), *(t.words for t in one.targets.all())]


def _waiting(campaign: Campaign, unit_id: int | None) -> str:
    waiting = Registration.objects.filter(
        campaign=campaign, unit=unit_id, state="submitted"
    ).count()
    if not waiting:
        return _("Danh sách đăng ký của đơn vị")
    return ngettext(
        "Danh sách của đơn vị, %(n)s bản chờ duyệt",
        "Danh sách của đơn vị, %(n)s bản chờ duyệt",
        waiting,
    ) % {"n": show_number(waiting)}
