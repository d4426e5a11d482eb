"""The cascade grid: what a unit gives to those below, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns import cascade, progress
from thidua.campaigns.ladder import next_below
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import ContentNode, Target
from thidua.campaigns.policies import can_give
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.grid_before import before_label, before_of
from thidua.campaigns.queries.grid_held import (
    UNFILLED,
    Filling,
    Held,
    filled_in,
    filled_words,
)
from thidua.campaigns.queries.grid_row import GiveRow, answer_id
from thidua.campaigns.queries.grid_total import TotalRow, total_row
from thidua.campaigns.queries.grid_words import more_words, would_words
from thidua.campaigns.queries.item import TARGET_TONES
from thidua.campaigns.rules import SPLITTING, fitting_rules
from thidua.campaigns.states import TargetState
from thidua.indicators.models import FormLine, IndicatorVersion, UnitWeight, level_of
from thidua.kernel.numbers import aligned, show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.kernel.ui.grid import CellInput
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import named_apart
from thidua.organisations.naming import in_sentence, unit_called

TONES = {
    cascade.Standing.EVEN: "done",
    cascade.Standing.SHORT: "slow",
    cascade.Standing.OVER: "slow",
    cascade.Standing.EMPTY: "wait",
}
MANY_TIMES = 10
"""A unit's figure above this many times the whole is asked about."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of every row, looked up once."""

    weight: str
    value: str
    keep: str
    unsaid: str
    measure: str
    target_path: str

    @classmethod
    def of(cls, target: Target, counted: Measure) -> _Words:
        """Target 0 stands in the address for the one of each row."""
        return cls(
            weight=_("Mẫu số của %(unit)s"),
            value=_("Giao cho %(unit)s, %(measure)s"),
            keep=_("Giữ số của %(unit)s khi chia"),
            unsaid=_("chưa giao"),
            measure=counted.full_name,
            target_path=reverse("campaigns:target", args=[target.campaign_id, 0]),
        )


@dataclass(frozen=True, slots=True)
class GivePage:
    """Everything `give.html` shows."""

    frame: Frame
    pk: int
    version: int
    name: str
    item: str
    unit_name: str
    given: str
    measure: str
    rule: str
    split: str
    rules: Sequence[tuple[str, str]]
    level: str
    balance: str
    balance_tone: str
    more: str
    rows: Sequence[GiveRow]
    others: Sequence[GiveRow]
    may_give: Verdict
    is_ready: bool
    why_not: str
    save_href: str
    import_href: str
    before_label: str
    total: TotalRow
    filled: str
    """Who would be given the figures just filled in, by number and name; or nothing."""
    would: str
    """What would be given in all, were the cells just filled in given."""
    give_words: str
    crumbs: Sequence[parts.Link]


def held_rows(target: Target, day: date) -> list[Held]:
    """The units next below, as a dictionary sorts, with what each already has."""
    below = next_below(target.campaign, target.unit_id, day)
    children = {
        child.unit_id: child
        for child in target.campaign.open_targets().filter(parent=target)
    }
    found = Unit.objects.filter(pk__in={*below, *children}).called_on(day)
    units = named_apart(found, day)
    units.sort(key=lambda unit: (getattr(unit, "sort_on", ""), unit.pk))
    weights = _weights(target, day)
    before = before_of(target, [unit.pk for unit in units], day)
    is_for_places = _is_for_places(target)
    rows = [
        Held(
            unit.pk,
            str(getattr(unit, "name_on", "")),
            children.get(unit.pk),
            weights.get(unit.pk),
            before[unit.pk],
            is_for_places
            and level_of(unit.kind) == FormLine.Level.AGENCY
            and unit.pk not in children,
        )
        for unit in units
    ]
    return sorted(rows, key=lambda row: row.is_other)


def _is_for_places(target: Target) -> bool:
    """Do only places (communes, districts, hamlets) report this indicator?"""
    lines = FormLine.objects.filter(
        form__in=target.campaign.form_links.values("form"), version=target.version_id
    )
    levels = set(lines.values_list("level", flat=True)) - {""}
    return bool(levels) and FormLine.Level.AGENCY not in levels


def _weights(target: Target, day: date) -> dict[int, Decimal]:
    """The weights typed for this target; else those that the indicator knows."""
    known = UnitWeight.objects.filter(
        indicator=target.version.indicator_id, during__contains=day
    )
    found = dict(known.values_list("unit_id", "weight"))
    return found | dict(target.weights.values_list("unit_id", "weight"))


def given_of(target: Target, counted: Measure) -> cascade.Given:
    """The whole that is split, for the arithmetic."""
    return cascade.Given(
        value=target.value,
        rule=cascade.Rule(target.split or "none"),
        measure=counted,
        level=target.level_to_meet,
        is_lower_better=target.version.better == IndicatorVersion.Better.LOWER,
    )


def balance_of(
    target: Target, rows: Sequence[Held], counted: Measure
) -> cascade.Balance:
    """How what was given stands to the whole."""
    return cascade.balance(
        given_of(target, counted),
        [
            cascade.Part(row.value, row.weight, row.is_accepted)
            for row in rows
            if not row.is_other
        ],
    )


def doubts_of(target: Target, rows: Sequence[Held], counted: Measure) -> dict[int, str]:
    """Figures given that are far above the whole: asked about, never blocked."""
    whole = target.value
    if target.split == Target.Split.COUNT:
        whole = target.level_to_meet or Decimal(0)
    if not whole:
        return {}
    return {
        row.unit_id: _(
            "%(unit)s: %(value)s, gấp hơn %(times)s lần %(whole)s của nơi giao. Có đúng"
            " số và đơn vị tính không? Đã ghi; nhầm thì sửa lại ngay tại ô."
        )
        % {
            "unit": row.name,
            "value": counted.say(row.value),
            "times": MANY_TIMES,
            "whole": counted.say(whole),
        }
        for row in rows
        if row.value is not None and row.value > MANY_TIMES * whole
    }


def answers_of(rows: Sequence[Held]) -> dict[str, str]:
    """How each unit's answer stands, by the element of the grid that says it."""
    return {
        answer_id(row.unit_id): str(TargetState(row.child.state).label)
        if row.child
        else _("chưa giao")
        for row in rows
    }


def measure_below(target: Target) -> Measure:
    """What the units below are counted in."""
    asked = progress.measures_of(target.campaign)
    return progress.measure(target, asked, below=True)


def give_page(
    target: Target, actor: Actor, day: date, filling: Filling = UNFILLED
) -> GivePage:
    """The grid as it stands, or with what is being filled in; queries do not grow."""
    held, page = held_rows(target, day), frame(target.campaign, actor, day, "campaign")
    rows = filled_in(held, filling)
    filled, give_words = filled_words(rows)
    counted, whole = _measures(target)
    found = balance_of(target, held, counted)
    shown = _shown(target, rows, counted)
    return GivePage(
        frame=page,
        pk=target.pk,
        version=target.revision,
        name=target.version.name,
        item=item_name(target),
        unit_name=unit_name(target, day),
        given=whole.say(target.value),
        measure=counted.full_name,
        rule=str(target.get_split_display()) if target.split else "",
        split=target.split,
        rules=rules_for(target),
        level=counted.number(target.level_to_meet) if target.level_to_meet else "",
        balance=found.sentence if target.split in SPLITTING else "",
        balance_tone=TONES[found.standing],
        more=more_words(found, counted, target),
        rows=[one for row, one in shown if not row.is_other],
        others=[one for row, one in shown if row.is_other],
        may_give=can_give(actor, target),
        is_ready=_is_ready(target),
        why_not=_why_not(target),
        save_href=reverse("campaigns:give-save", args=[target.campaign_id, target.pk]),
        import_href=_import_href(target),
        before_label=before_label(target, counted, day),
        total=total_row(held, found, counted, target),
        filled=filled,
        would=would_words(balance_of(target, rows, counted), counted, target, filled),
        give_words=give_words,
        crumbs=[*page.crumbs, *_crumbs(target)],
    )


def _shown(
    target: Target, rows: Sequence[Held], counted: Measure
) -> list[tuple[Held, GiveRow]]:
    """Each row with what is drawn of it; the year before aligns at the comma."""
    words = _Words.of(target, counted)
    before = aligned([counted.number(row.before) for row in rows])
    return [
        (row, _row(row, counted, words, reached))
        for row, reached in zip(rows, before, strict=True)
    ]


def _is_ready(target: Target) -> bool:
    return target.state == TargetState.ACCEPTED and target.split in SPLITTING


def _measures(target: Target) -> tuple[Measure, Measure]:
    """What those below are counted in, and the whole."""
    asked = progress.measures_of(target.campaign)
    return progress.measure(target, asked, below=True), progress.measure(target, asked)


def _import_href(target: Target) -> str:
    about = f"{target.campaign_id}-{target.pk}"
    return reverse("imports:new", args=["chi-tieu", about])


def _crumbs(target: Target) -> list[parts.Link]:
    path = reverse("campaigns:target", args=[target.campaign_id, target.pk])
    return [
        parts.Link(target.version.name, path),
        parts.Link(_("Bảng giao"), is_here=True),
    ]


def rules_for(target: Target) -> list[tuple[str, str]]:
    """The rules one may choose for splitting this target, in words."""
    return [
        (str(rule.value), str(rule.label))
        for rule in fitting_rules(target.version)
        if rule in SPLITTING
    ]


def item_name(target: Target) -> str:
    """The name of the item of content a target hangs on, in the newest version."""
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=target.campaign_id, key=target.node_key
    )
    node = nodes.order_by("-tree__number").first()
    return node.name if node else ""


def unit_name(target: Target, day: date) -> str:
    """What the unit of a target is called on a day."""
    return unit_called(target.unit_id, day)


def _why_not(target: Target) -> str:
    if target.state != TargetState.ACCEPTED:
        return _("Đơn vị nhận chỉ tiêu này rồi mới giao xuống được.")
    if target.split == Target.Split.NONE:
        return _("Chỉ tiêu này do một nơi làm, không giao xuống dưới.")
    return _("Chọn cách giao trước: bảng cân đối theo cách ấy.")


def _row(row: Held, counted: Measure, words: _Words, before: str) -> GiveRow:
    child = row.child
    state, tone, proposed, href = "", "", "", ""
    if child is not None:
        state = str(TargetState(child.state).label)
        tone = TARGET_TONES[TargetState(child.state)]
        href = words.target_path.replace("/0/", f"/{child.pk}/")
        if child.proposed_value is not None:
            proposed = counted.say(child.proposed_value)
    if row.filled is not None:
        state, tone = _("mới điền, chưa giao"), "slow"
    said = {"unit": in_sentence(row.name), "measure": words.measure}
    return GiveRow(
        unit_id=row.unit_id,
        name=row.name,
        before=before,
        before_href=row.earlier.href,
        weight=CellInput(
            f"w{row.unit_id}",
            words.weight % said,
            _plain(row.weight),
            is_locked=row.is_accepted,
        ),
        value=CellInput(
            f"v{row.unit_id}",
            words.value % said,
            row.unread or ("" if row.value is None else counted.number(row.value)),
            version=child.revision if child else 0,
            is_locked=row.is_accepted,
            tone="warn" if row.unread or row.filled is not None or _is_odd(row) else "",
        ),
        state=state,
        tone=tone,
        proposed=proposed,
        href=href,
        is_accepted=row.is_accepted,
        keep_label=words.keep % said,
        unsaid=words.unsaid,
    )


def _plain(weight: Decimal | None) -> str:
    return show_number(weight)


def _is_odd(row: Held) -> bool:
    """More than twice what was reached the year before: worth a second look."""
    return bool(row.before and row.value is not None and row.value > 2 * row.before)
