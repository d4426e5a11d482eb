"""Changing a target after the launch: what it would do, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import cascade, progress
from thidua.campaigns.changing import Below, Followed, TargetChangeDraft, followed
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target, TargetChange
from thidua.campaigns.policies import can_revise
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import REVISE_TARGET, State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One unit below, before and after."""

    name: str
    before: str
    after: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do, in sentences and unit by unit."""

    sentences: Sequence[str]
    rows: Sequence[ChangedRow]
    balance: str
    tone: str


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Everything `change_target.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    pk: int
    name: str
    now: str
    measure: str
    given: int
    preview: Preview | None
    back: str


def may_change(target: Target, actor: Actor) -> Verdict:
    """May this reader change a running target now?"""
    running = only_if(
        target.campaign.state == State.LAUNCHED,
        otherwise=_("Phong trào không ở giai đoạn thực hiện."),
    )
    may = can_revise(actor, target) & running
    return may & REVISE_TARGET.open_from(target.state)


def change_href(target: Target, actor: Actor) -> str:
    """Where this reader changes a target; “” when they may not now."""
    if not may_change(target, actor):
        return ""
    return reverse("campaigns:target-change", args=[target.campaign_id, target.pk])


def change_page(
    target: Target, actor: Actor, day: date, draft: TargetChangeDraft | None
) -> ChangePage:
    """The form's page; with a draft also what it would do."""
    campaign = target.campaign
    measured = progress.measures_of(campaign)
    counted = progress.measure(target, measured)
    page = frame(campaign, actor, day, "campaign")
    children = progress.children_of([target])
    mine = reverse("campaigns:target", args=[campaign.pk, target.pk])
    unit = names_on([target.unit_id], day).get(target.unit_id, "")
    below = progress.measure(target, measured, below=True)
    return ChangePage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(target.version.name, mine),
            parts.Link(_("Đổi số hoặc hạn"), is_here=True),
        ],
        pk=target.pk,
        name=target.version.name,
        now=_("%(unit)s đang giữ %(value)s đến %(day)s")
        % {
            "unit": unit,
            "value": counted.say(target.value),
            "day": show(target.due_on),
        },
        measure=counted.full_name,
        given=len(children),
        preview=_preview(target, draft, children, counted, below, day)
        if draft
        else None,
        back=mine,
    )


def _preview(
    target: Target,
    draft: TargetChangeDraft,
    children: Sequence[Target],
    counted: Measure,
    below: Measure,
    day: date,
) -> Preview:
    follow = Below(draft.below) == Below.FOLLOW
    moved = followed(target, draft.value if follow else target.value, children, below)
    names = listed_names([child.unit_id for child in children], day)
    weighed = cascade.balance(
        cascade.Given(
            draft.value,
            cascade.Rule(target.split or "none"),
            below,
            target.level_to_meet,
        ),
        [
            cascade.Part(one.value if follow else one.target.value, one.target.weight)
            for one in moved
        ],
    )
    return Preview(
        sentences=_sentences(target, draft, moved, counted, follow=follow),
        rows=[_row(one, names, below) for one in moved] if follow else [],
        balance=weighed.sentence if children else "",
        tone="done" if weighed.is_even else "slow",
    )


def _sentences(
    target: Target,
    draft: TargetChangeDraft,
    moved: Sequence[Followed],
    counted: Measure,
    *,
    follow: bool,
) -> list[str]:
    change = TargetChange(
        value_before=target.value,
        value_after=draft.value,
        due_before=target.due_on,
        due_after=draft.due_on,
        on=draft.on,
    )
    said = [changed_words(change, counted)]
    if target.parent_id is not None:
        said.append(_("Đơn vị nhận chỉ tiêu này được hỏi lại."))
    asked = sum(one.is_asked_again for one in moved) if follow else 0
    if asked:
        said.append(
            ngettext(
                "%(count)s đơn vị dưới đã nhận số cũ được hỏi lại.",
                "%(count)s đơn vị dưới đã nhận số cũ được hỏi lại.",
                asked,
            )
            % {"count": asked}
        )
    if target.plan.exists() and target.value != draft.value:
        said.append(
            _("Các kỳ từ %(day)s trong kế hoạch của chỉ tiêu đổi theo cùng tỷ lệ.")
            % {"day": show(draft.on)}
        )
    return said


def changed_words(change: TargetChange, counted: Measure) -> str:
    """`Đổi từ 320 km thành 300 km, áp dụng từ 01/05/2025.`"""
    said = []
    if change.value_before != change.value_after:
        said.append(
            _("đổi từ %(before)s thành %(after)s")
            % {
                "before": counted.say(change.value_before),
                "after": counted.say(change.value_after),
            }
        )
    if change.due_before != change.due_after:
        said.append(
            _("hạn từ %(before)s thành %(after)s")
            % {"before": show(change.due_before), "after": show(change.due_after)}
        )
    words = "; ".join(said)
    return _("%(words)s, áp dụng từ %(on)s.") % {
        "words": words[:1].upper() + words[1:],
        "on": show(change.on),
    }


def changes_said(target: Target, counted: Measure) -> list[parts.TrailLine]:
    """What was changed since the launch, newest first, each with its reason."""
    if target.changed_on is None:
        return []
    return [
        parts.TrailLine(
            when=show_moment(one.at.astimezone(ZONE)),
            words=changed_words(one, counted),
            who=", ".join(part for part in (one.said_by, one.office) if part),
            note=one.reason,
        )
        for one in target.changes.order_by("-at", "-pk")
    ]


def last_changes(
    targets: Sequence[Target], measures: dict[int, Measure]
) -> dict[int, str]:
    """The last change of each changed target with its reason, in one sentence."""
    changed = [target.pk for target in targets if target.changed_on]
    rows = (
        TargetChange.objects.filter(target__in=changed).order_by("pk")
        if changed
        else []
    )
    return {
        row.target_id: _("%(words)s Lý do: %(reason)s")
        % {"words": changed_words(row, measures[row.target_id]), "reason": row.reason}
        for row in rows
    }


def _row(one: Followed, names: dict[int, str], counted: Measure) -> ChangedRow:
    if not one.is_moved:
        word, tone = _("như cũ"), "locked"
    elif one.is_asked_again:
        word, tone = _("hỏi lại đơn vị"), "wait"
    else:
        word, tone = _("giao số mới"), "wait"
    return ChangedRow(
        name=names.get(one.target.unit_id, ""),
        before=counted.say(one.target.value),
        after=counted.say(one.value),
        word=word,
        tone=tone,
    )
