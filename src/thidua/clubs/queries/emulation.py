"""“Emulate with exemplars” in a campaign: who emulates whom, who has not chosen yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State as CampaignState
from thidua.clubs.models import Club, Emulation, EmulationCall
from thidua.clubs.policies import can_emulate
from thidua.clubs.queries.listing import Row as ClubRow
from thidua.clubs.queries.listing import rows_of as club_rows
from thidua.clubs.queries.listing import with_counts
from thidua.clubs.queries.suggesting import (
    Fitting,
    Suggestion,
    fitting,
    suggestions,
)
from thidua.clubs.queries.tabs import CAMPAIGN
from thidua.clubs.who_emulates import taking_part
from thidua.exemplars.letterhead import paragraphs
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.queries.listing import HONOURED_NOW
from thidua.exemplars.shown import Shown, shown_of
from thidua.exemplars.states import LEARNER_TONES, Learner
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import YES, Verdict
from thidua.kernel.sheets import Column, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui import filters, parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit, UnitName
from thidua.organisations.places import Places
from thidua.prospects.models import Subject

CHOSEN, NOT_YET, ITSELF = "da-chon", "chua-chon", "dien-hinh"
FIELDS: tuple[filters.Field, ...] = (
    filters.Field("tim", gettext_lazy("Tên đơn vị")),
    filters.Field(
        "chon",
        gettext_lazy("Đã chọn chưa"),
        (
            (CHOSEN, gettext_lazy("đã chọn")),
            (NOT_YET, gettext_lazy("chưa chọn")),
            (ITSELF, gettext_lazy("là điển hình")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An exemplar that a unit emulates, and how far it has come."""

    href: str
    title: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit that takes part, and whom it emulates."""

    name: str
    choices: Sequence[Choice]
    standing: str
    tone: str


@dataclass(frozen=True, slots=True)
class EmulationPage:
    """Everything `emulation.html` shows."""

    frame: Frame
    finding: str
    is_open: bool
    words: Sequence[str]
    choose_by: str
    choose_due: str
    figures: Sequence[parts.Figure]
    own_name: str
    own: Sequence[Choice]
    suggestions: Sequence[Suggestion]
    may_choose: bool
    clubs: Sequence[ClubRow]
    rows: Sequence[UnitRow]
    pager: parts.Pager
    others: str
    may_open: bool
    may_call: Verdict | None
    called: str
    may_found: bool
    graph_href: str


def emulation_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str], path: str
) -> EmulationPage:
    """What this reader may know; the same number of questions however many units."""
    found = Emulation.objects.filter(campaign=campaign).first()
    counts = _counts(campaign, day)
    units, pager = _page_of(campaign, day, params, path)
    is_running = campaign.state == CampaignState.LAUNCHED
    may_choose = (
        found is not None and is_running and actor.holds(Power.RUN, campaign.pk)
    )
    fit = fitting(campaign, actor, day) if may_choose else None
    seen = Club.objects.visible_to(actor, day).standing().filter(campaign=campaign)
    named = _named(campaign, actor, units, fit, list(with_counts(seen)), day)
    last = found.calls.first() if found else None
    office = bool(can_emulate(actor, campaign)) and is_running
    return EmulationPage(
        frame=frame(campaign, actor, day, CAMPAIGN),
        finding=_finding(counts, is_open=found is not None),
        is_open=found is not None,
        words=paragraphs(found.words) if found else [],
        choose_by=dates.show(found.choose_by) if found else "",
        choose_due=dates.due(found.choose_by, day) if found else "",
        figures=_figures(campaign, counts),
        own_name=named.places.name(actor.unit_id),
        own=named.choices.get(actor.unit_id or 0, []),
        suggestions=suggestions(fit, named.shown, named.places) if fit else [],
        may_choose=may_choose,
        clubs=club_rows(named.clubs, day, named.places),
        rows=_rows(units, named.choices, named.places),
        pager=pager,
        others=_others(campaign),
        may_open=office,
        may_call=_may_call(last, counts, day) if office and found else None,
        called=_called(last),
        may_found=actor.unit_id is not None and actor.holds(Power.RUN, campaign.pk),
        graph_href=reverse("exemplars:graph", args=[campaign.pk]),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What the page names: whom each unit emulates, clubs, exemplars, all places."""

    choices: Mapping[int, Sequence[Choice]]
    clubs: Sequence[Club]
    shown: Mapping[int, Shown]
    places: Places


def _named(
    campaign: Campaign,
    actor: Actor,
    units: Sequence[Unit],
    fit: Fitting | None,
    clubs: Sequence[Club],
    day: date,
) -> _Named:
    """All parts gather the units that they name, before one of them is named."""
    numbers = [actor.unit_id or 0, *(one.pk for one in units)]
    places = Places(day, [*numbers, *(one.home_id for one in clubs)])
    chosen = _learnings(campaign, numbers)
    shown = _shown(chosen, fit, places)
    return _Named(_choices(chosen, shown), clubs, shown, places)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Units that take part, by whether they have chosen."""

    units: int
    chosen: int
    waiting: int


def _counts(campaign: Campaign, day: date) -> _Counts:
    told = taking_part(campaign, day).aggregate(
        units=Count("pk"),
        chosen=Count("pk", filter=Q(has_chosen=True)),
        waiting=Count("pk", filter=Q(has_chosen=False, is_exemplar=False)),
    )
    return _Counts(told["units"], told["chosen"], told["waiting"])


def _finding(counts: _Counts, *, is_open: bool) -> str:
    if not is_open:
        return _("Phong trào này chưa mở “Thi đua với điển hình”")
    if not counts.waiting:
        return _("Mọi đơn vị đã chọn điển hình để thi đua")
    return ngettext(
        "%(n)s đơn vị đã chọn điển hình, %(rest)s đơn vị chưa chọn",
        "%(n)s đơn vị đã chọn điển hình, %(rest)s đơn vị chưa chọn",
        counts.chosen,
    ) % {"n": show_number(counts.chosen), "rest": show_number(counts.waiting)}


def _figures(campaign: Campaign, counts: _Counts) -> list[parts.Figure]:
    """Each opens what it counts: these units below, or the exemplars."""
    here = reverse("clubs:emulation", args=[campaign.pk])
    there = reverse("exemplars:campaign", args=[campaign.pk])
    honoured = Exemplar.objects.filter(campaign=campaign).honoured().count()
    return [
        parts.Figure(
            show_number(counts.chosen),
            ngettext(
                "đã chọn, trên %(n)s đơn vị tham gia",
                "đã chọn, trên %(n)s đơn vị tham gia",
                counts.chosen,
            )
            % {"n": show_number(counts.units)},
            href=f"{here}?chon={CHOSEN}#ai-thi-dua",
        ),
        parts.Figure(
            show_number(counts.waiting),
            ngettext("đơn vị chưa chọn", "đơn vị chưa chọn", counts.waiting),
            href=f"{here}?chon={NOT_YET}#ai-thi-dua",
        ),
        parts.Figure(
            show_number(honoured),
            ngettext("điển hình để chọn", "điển hình để chọn", honoured),
            href=f"{there}?{HONOURED_NOW}",
        ),
    ]


def _others(campaign: Campaign) -> str:
    """People, households and groups are counted; who they are is theirs."""
    learners = Learning.objects.alive().filter(exemplar__campaign=campaign)
    kinds = learners.exclude(kind=Subject.Kind.UNIT).order_by()
    told = dict(kinds.values_list("kind").annotate(Count("pk")))
    if not told:
        return ""
    words = [
        f"{show_number(told[kind])} {label}"
        for kind, label in Subject.Kind.choices
        if kind in told
    ]
    return _("Ngoài các đơn vị còn có %(who)s đang học theo điển hình.") % {
        "who": ", ".join(words)
    }


def _may_call(last: EmulationCall | None, counts: _Counts, day: date) -> Verdict:
    if not counts.waiting:
        return Verdict(_("Mọi đơn vị đã chọn."), _("Không cần mời nữa."))
    if last is not None and day_of(last.called_at) == day:
        return Verdict(_("Hôm nay đã mời một lần."), _("Mai mời lại được."))
    return YES


def _called(last: EmulationCall | None) -> str:
    if last is None:
        return ""
    return ngettext(
        "Lần mời gần nhất: %(day)s, %(n)s đơn vị",
        "Lần mời gần nhất: %(day)s, %(n)s đơn vị",
        last.units,
    ) % {"day": dates.show(day_of(last.called_at)), "n": show_number(last.units)}


def filtered(campaign: Campaign, day: date, params: Mapping[str, str]) -> QuerySet[Any]:
    """The units that an address asks for, by name, those that have chosen first."""
    asked = filters.chosen(FIELDS, params)
    names = UnitName.objects.filter(unit=OuterRef("pk"), during__contains=day)
    found: QuerySet[Any] = taking_part(campaign, day).annotate(
        sorts=Subquery(names.values("sort_key")[:1])
    )
    if asked["chon"] == CHOSEN:
        found = found.filter(has_chosen=True)
    elif asked["chon"] == NOT_YET:
        found = found.filter(has_chosen=False, is_exemplar=False)
    elif asked["chon"] == ITSELF:
        found = found.filter(is_exemplar=True)
    if asked["tim"]:
        said = UnitName.objects.filter(
            during__contains=day, folded__contains=fold(asked["tim"])
        )
        found = found.filter(pk__in=said.values("unit"))
    return found.order_by("-has_chosen", "-is_exemplar", "sorts", "pk")


def _page_of(
    campaign: Campaign, day: date, params: Mapping[str, str], path: str
) -> tuple[list[Unit], parts.Pager]:
    wanted = filtered(campaign, day, params)
    count = wanted.count()
    words = ngettext("%(n)s đơn vị", "%(n)s đơn vị", count)
    rows, pager = filters.paged(count, params, path, words % {"n": show_number(count)})
    return list(wanted[rows]), pager


def _rows(
    units: Sequence[Unit], choices: Mapping[int, Sequence[Choice]], places: Places
) -> list[UnitRow]:
    return [
        UnitRow(places.called(one.pk), choices.get(one.pk, []), *_standing(one))
        for one in units
    ]


def _standing(one: Unit) -> tuple[str, str]:
    if getattr(one, "has_chosen", False):
        return _("đã chọn"), "done"
    if getattr(one, "is_exemplar", False):
        return _("là điển hình"), "done"
    return _("chưa chọn"), "wait"


def _learnings(campaign: Campaign, units: Sequence[int]) -> list[Learning]:
    rows = Learning.objects.alive().filter(
        unit__in=list(units), exemplar__campaign=campaign
    )
    return list(rows.select_related("exemplar").order_by("starts_on", "pk"))


def _shown(
    chosen: Sequence[Learning], fit: Fitting | None, places: Places
) -> Mapping[int, Shown]:
    """The exemplars that the page names, as an outsider sees them."""
    best = fit.best if fit else []
    named = {one.exemplar_id: one.exemplar for one in chosen}
    named |= {one.pk: one for one in best}
    places.gather(one.home_id for one in best)
    return shown_of(named.values(), inside=set(), day=places.day, places=places)


def _choices(
    some: Sequence[Learning], shown: Mapping[int, Shown]
) -> dict[int, list[Choice]]:
    """Whom each of some units emulates."""
    found: dict[int, list[Choice]] = {}
    for one in some:
        found.setdefault(one.unit_id or 0, []).append(
            Choice(
                href=reverse("exemplars:learner", args=[one.exemplar_id, one.pk]),
                title=shown[one.exemplar_id].title,
                state=str(one.get_state_display()),
                tone=LEARNER_TONES[Learner(one.state)],
            )
        )
    return found


def sheet_of(campaign: Campaign, day: date, params: Mapping[str, str]) -> Sheet:
    """Who emulates whom as an Excel sheet, as it is filtered."""
    units = list(filtered(campaign, day, params))
    chosen = _learnings(campaign, [one.pk for one in units])
    places = Places(day, [one.pk for one in units])
    rows = _rows(units, _choices(chosen, _shown(chosen, None, places)), places)
    return Sheet(
        name=_("Thi đua với điển hình"),
        title=_("Thi đua với điển hình: %(name)s") % {"name": campaign.name},
        subtitle=dates.show(day),
        columns=[
            Column(_("Đơn vị"), width=40),
            Column(_("Điển hình đã chọn"), width=60),
            Column(_("Trạng thái"), width=16),
        ],
        rows=[
            [one.name, "; ".join(choice.title for choice in one.choices), one.standing]
            for one in rows
        ],
    )
