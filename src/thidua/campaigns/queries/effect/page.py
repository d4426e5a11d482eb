"""The page of a stretch: as it was signed off, else as it stands now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.effect import Effect, Stretch, effect_of
from thidua.campaigns.effect.differences import Difference, differences
from thidua.campaigns.effect.facts import Outcome, count
from thidua.campaigns.effect.keeping import from_json
from thidua.campaigns.effect.seeing import spends_for, units_seen
from thidua.campaigns.effect.stretches import stretches_of
from thidua.campaigns.effect.telling import headline
from thidua.campaigns.models import Assessment, Campaign
from thidua.campaigns.policies import can_assess
from thidua.campaigns.queries.effect import sentences, tables, unit_tables
from thidua.campaigns.queries.effect.judgements import (
    Judgement,
    chosen,
    judgement,
    versions_of,
)
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.marks import steps_seen
from thidua.campaigns.states import State
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_percent
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.kernel.ui.charts import Ranking
from thidua.organisations.actor import Actor
from thidua.organisations.letterhead import Letterhead, issuer, letterhead
from thidua.organisations.models import Power


@dataclass(frozen=True, slots=True)
class StretchRow:
    """A phase, or the whole, in the list of what is assessed."""

    name: str
    span: str
    href: str
    words: str
    tone: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything on the page that is a table or a picture."""

    goals: Sequence[tables.GoalRow]
    steps: Sequence[tables.StepRow]
    indices: Sequence[tables.StepRow]
    levels: Sequence[unit_tables.LevelRow]
    silent: Sequence[unit_tables.Silent]
    rankings: Sequence[Ranking]
    sources: Sequence[unit_tables.CostRow]
    spenders: Sequence[unit_tables.CostRow]
    results: Sequence[unit_tables.ResultRow]


@dataclass(frozen=True, slots=True)
class Ways:
    """What may be done from here, and where."""

    may_assess: Verdict
    sign_href: str
    sign_words: str
    expenses_href: str
    may_tell: bool
    sheet_href: str


@dataclass(frozen=True, slots=True)
class EffectPage:
    """Everything `effect.html` shows."""

    frame: Frame
    name: str
    span: str
    finding: str
    basis: str
    stretches: Sequence[StretchRow]
    sentences: Sequence[sentences.Sentence]
    figures: Sequence[parts.Figure]
    tables: Tables | None
    sees_names: bool
    judgement: Judgement | None
    earlier: Sequence[parts.Link]
    differences: Sequence[Difference]
    is_compared: bool
    compare_href: str
    not_begun: str
    ways: Ways
    letter: Letterhead | None
    """What stands above it on paper."""


def effect_page(
    stretch: Stretch,
    actor: Actor,
    today: date,
    *,
    number: int | None = None,
    is_compared: bool = False,
) -> EffectPage:
    """The last assessment, or its `number`; without one, or beside it when compared,
    the figures of today."""
    campaign = stretch.campaign
    signed = list(Assessment.objects.of(campaign, stretch.phase))
    shown = chosen(signed, number)
    has_begun = stretch.has_begun(today)
    is_read = has_begun and (shown is None or is_compared)
    now = effect_of(stretch, today) if is_read else None
    effect = from_json(shown.figures) if shown else now
    seen = units_seen(campaign, actor, today)
    steps = steps_seen(campaign, actor, today) if effect and effect.steps else set()
    here = address(stretch)
    return EffectPage(
        frame=frame(campaign, actor, today, "effect"),
        name=stretch.name,
        span=dates.span(stretch.since, stretch.until),
        finding=_finding(stretch, effect),
        basis=_basis(stretch, shown, effect, today),
        stretches=_stretches(campaign, stretch, today),
        sentences=sentences.sentences(effect) if effect else [],
        figures=_figures(effect) if effect else [],
        tables=_tables(effect, campaign, seen, steps) if effect else None,
        sees_names=seen is None,
        judgement=judgement(shown, signed) if shown else None,
        earlier=versions_of(signed, shown, here),
        differences=differences(effect, now) if shown and effect and now else [],
        is_compared=shown is not None and now is not None,
        compare_href=_at(here, number, "doi-chieu=1"),
        not_begun="" if has_begun else dates.show(stretch.since),
        ways=_ways(stretch, shown, actor, today),
        letter=_letter(campaign, actor, today) if effect else None,
    )


def _letter(campaign: Campaign, actor: Actor, today: date) -> Letterhead:
    return letterhead(issuer(actor, campaign.office), actor, today)


def _ways(
    stretch: Stretch, shown: Assessment | None, actor: Actor, today: date
) -> Ways:
    campaign = stretch.campaign
    return Ways(
        may_assess=can_assess(actor, campaign),
        sign_href=address(stretch, "effect-sign"),
        sign_words=_sign_words(stretch, shown, today),
        expenses_href=reverse("campaigns:expenses", args=[campaign.pk]),
        may_tell=_may_tell(actor, campaign),
        sheet_href=_at(
            address(stretch, "effect-sheet"), shown.number if shown else None
        ),
    )


def address(stretch: Stretch, name: str = "effect") -> str:
    """Where a stretch is told, signed, or downloaded."""
    if stretch.phase is None:
        return reverse(f"campaigns:{name}", args=[stretch.campaign.pk])
    return reverse(
        f"campaigns:{name}-of-phase", args=[stretch.campaign.pk, stretch.phase.pk]
    )


def _at(path: str, number: int | None, also: str = "") -> str:
    asked = "&".join(part for part in (also, f"lan={number}" if number else "") if part)
    return f"{path}?{asked}" if asked else path


def _finding(stretch: Stretch, effect: Effect | None) -> str:
    if effect is None:
        return _("“%(name)s” bắt đầu ngày %(day)s") % {
            "name": stretch.name,
            "day": dates.show(stretch.since),
        }
    return f"{stretch.name}: {_lower(headline(effect))}"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _basis(
    stretch: Stretch, shown: Assessment | None, effect: Effect | None, today: date
) -> str:
    """Of which day the figures are, and as of when they were known."""
    if effect is None:
        return ""
    if shown is not None:
        return _(
            "Số liệu đến ngày %(day)s, như đã biết lúc chốt đánh giá lần %(number)s."
        ) % {"day": dates.show(effect.day), "number": shown.number}
    if stretch.is_over(today):
        return _("Số liệu đến ngày %(day)s, như biết hôm nay; đánh giá chưa chốt.") % {
            "day": dates.show(effect.day)
        }
    closed = stretch.campaign.closed_at
    if closed is not None:
        return _(
            "Kết thúc sớm ngày %(day)s, thời hạn là %(last)s; chưa chốt đánh giá."
        ) % {
            "day": dates.show(clock.day_of(closed)),
            "last": dates.show(stretch.until),
        }
    return _("Đang diễn ra, còn đến %(last)s; đây là số liệu đến hôm nay.") % {
        "last": dates.show(stretch.until)
    }


def _stretches(campaign: Campaign, here: Stretch, today: date) -> list[StretchRow]:
    rows = campaign.assessments.order_by("phase", "-number")
    last: dict[int | None, Assessment] = {}
    for one in rows.only("phase", "number", "signed_at", "campaign"):
        last.setdefault(one.phase_id, one)
    found = []
    for stretch in stretches_of(campaign):
        words, tone = _stands(stretch, last.get(stretch.phase_id), today)
        found.append(
            StretchRow(
                name=stretch.name,
                span=dates.span(stretch.since, stretch.until),
                href=address(stretch) if stretch.has_begun(today) else "",
                words=words,
                tone=tone,
                is_here=stretch.phase_id == here.phase_id,
            )
        )
    return found


def _stands(
    stretch: Stretch, signed: Assessment | None, today: date
) -> tuple[str, str]:
    if signed is not None:
        words = _("đã chốt lần %(n)s, %(day)s") % {
            "n": signed.number,
            "day": dates.show(clock.day_of(signed.signed_at)),
        }
        return words, "done"
    if stretch.is_over(today):
        return _("đã hết, chưa chốt"), "slow"
    if stretch.has_begun(today):
        return _("đang diễn ra"), "wait"
    return _("chưa đến"), "wait"


def _figures(effect: Effect) -> list[parts.Figure]:
    judged = [one for one in effect.goals if one.outcome.is_judged]
    reached = count(judged, Outcome.REACHED)
    found = [parts.Figure(str(reached), _("chỉ tiêu đạt"), f"/{len(judged)}")]
    if effect.steps:
        done = count(effect.steps, Outcome.REACHED)
        found.append(parts.Figure(str(done), _("mốc đủ nơi"), f"/{len(effect.steps)}"))
    expected = sum(one.expected for one in effect.units)
    if expected:
        on_time = sum(one.on_time for one in effect.units)
        share = show_percent(100 * on_time / expected, 1)
        found.append(parts.Figure(share, _("báo cáo đúng hạn")))
    members = effect.members
    if members:
        plans = sum(one.has_plan for one in members)
        found.append(
            parts.Figure(str(plans), _("đơn vị cụ thể hóa"), f"/{len(members)}")
        )
    if effect.cost.count:
        total = sentences.in_dong(effect.cost.total)
        figure, _space, unit = total.partition("\u00a0")
        label = _("%(unit)s, %(n)s nơi đã ghi chi") % {
            "unit": unit,
            "n": effect.cost.units,
        }
        found.append(parts.Figure(figure, label))
    return found


def _tables(
    effect: Effect, campaign: Campaign, seen: tables.Seen, steps: Collection[int]
) -> Tables:
    sources, spenders = unit_tables.cost_rows(effect, seen)
    return Tables(
        goals=tables.goal_rows(effect, campaign, seen),
        steps=tables.step_rows(effect, campaign, steps),
        indices=tables.index_rows(effect),
        levels=unit_tables.level_rows(effect),
        silent=unit_tables.silent_lists(effect, campaign, seen),
        rankings=unit_tables.rankings(effect, campaign, seen),
        sources=sources,
        spenders=spenders,
        results=unit_tables.result_rows(effect),
    )


def _sign_words(stretch: Stretch, shown: Assessment | None, today: date) -> str:
    if not stretch.is_over(today):
        return _("Soạn sẵn đánh giá")
    return _("Chốt lần nữa") if shown else _("Soạn và chốt đánh giá")


def _may_tell(actor: Actor, campaign: Campaign) -> bool:
    own = actor.unit_id or 0
    is_told = campaign.state != State.DRAFT and bool(actor.writes_for(own, Power.RUN))
    return is_told and spends_for(campaign, own)
