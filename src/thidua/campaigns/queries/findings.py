"""The findings and the score of a check, drawn: the same beside every plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.check import Check
from thidua.campaigns.check.words import Finding, Place, Said
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries.score import ScoreView, score_view
from thidua.campaigns.states import State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor

_SHORT = {
    "no-measure": gettext_lazy("chưa lượng hóa"),
    "no-owner": gettext_lazy("chưa có đơn vị"),
    "only-effort": gettext_lazy("chỉ nói nỗ lực"),
    "measured-by-others": gettext_lazy("chưa rõ chỉ tiêu đo gì"),
    "no-tie": gettext_lazy("chưa gắn nhiệm vụ"),
    "dates-outside": gettext_lazy("sai thời hạn"),
    "no-split": gettext_lazy("chưa chọn cách giao"),
    "no-baseline": gettext_lazy("thiếu xuất phát điểm"),
    "out-of-balance": gettext_lazy("giao chưa khớp"),
    "below-last-year": gettext_lazy("thấp hơn năm trước"),
    "no-form": gettext_lazy("chưa có biểu"),
}
"""Beside an item: the worst finding in two or three words."""
_OF_CAMPAIGN = {
    "basics",
    "documents",
    "phases",
    "audience-new",
    "form-new",
    "forms",
    "edit",
    "milestone-new",
}


SHOWN = 3
"""Findings of one rule that stand open; the others fold away."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: what was seen, where it is mended, and what mends it at once.

    What the title of its group says already is not said again.
    """

    subject: str
    said: str
    is_title: bool
    remedy: str
    href: str
    mend: str
    answer: str
    hints: Sequence[parts.Link]


@dataclass(frozen=True, slots=True)
class Group:
    """All open findings of one rule, with why it asks.

    `tone` is no (an error) or unsure (a warning); `word` says it for the ear. `remedy`
    is what mends them all, nothing when it differs.
    """

    rule: str
    tone: str
    sign: str
    word: str
    title: str
    why: str
    source: str
    remedy: str
    is_error: bool
    count: str
    """How many there are, where they are several."""
    shown: Sequence[FindingView]
    folded: Sequence[FindingView]
    folded_words: str
    accept_all: str
    ask: object | None = None
    """The field that asks why with these, on the page that launches with them."""


@dataclass(frozen=True, slots=True)
class AcceptedGroup:
    """Warnings of one rule accepted for one reason."""

    title: str
    reason: str
    who: str
    said: Sequence[tuple[int, str]]
    count: str


@dataclass(frozen=True, slots=True)
class Statement:
    """That an indicator measures an item: why, and who said so when."""

    pk: int
    said: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """What stands beside a plan: counts, score, findings; the same on every page."""

    errors: int
    warnings: int
    counts: str
    passed_words: str
    passed: Sequence[tuple[str, str]]
    score: ScoreView
    open: Sequence[Group]
    accepted: Sequence[AcceptedGroup]
    said: Sequence[Statement]
    href: str
    mend_href: str
    accept_href: str
    withdraw_href: str
    say_href: str
    unsay_href: str
    may_act: bool
    may_mend: bool
    may_withdraw: bool
    whole: str = ""
    """Where only a part is looked at: the counts of the whole plan."""


def check_view(
    campaign: Campaign, checked: Check, actor: Actor, *, of: Check | None = None
) -> CheckView:
    """The check of a campaign, drawn; or a part of the check `of` it."""
    may = bool(can_manage(actor, campaign)) and campaign.state != State.CLOSED
    drawn = view_of(
        campaign,
        checked,
        may_act=may,
        may_mend=may,
        may_withdraw=may and campaign.state == State.DRAFT,
        of="check",
    )
    return replace(drawn, whole=counts_in_words(of)) if of else drawn


def view_of(
    campaign: Campaign,
    checked: Check,
    *,
    may_act: bool,
    may_mend: bool,
    may_withdraw: bool,
    of: str,
) -> CheckView:
    """A check drawn, with the addresses where it is acted upon: `of` is where it
    stands, `check` or `plan`."""
    page, mend, accept, withdraw, say, unsay = (
        reverse(f"campaigns:{of}{act}", args=[campaign.pk])
        for act in ("", "-mend", "-accept", "-withdraw", "-say", "-unsay")
    )
    return CheckView(
        errors=len(checked.errors),
        warnings=len(checked.warnings),
        counts=counts_in_words(checked),
        passed_words=ngettext(
            "%(count)s điều đã ổn", "%(count)s điều đã ổn", len(checked.passed)
        )
        % {"count": len(checked.passed)},
        passed=[(str(rule.name), str(rule.why)) for rule in checked.passed],
        score=score_view(checked.score),
        open=_groups(campaign, checked),
        accepted=_accepted(checked),
        said=[
            Statement(one.pk, one.said, one.reason, _who(one)) for one in checked.said
        ],
        href=page,
        mend_href=mend,
        accept_href=accept,
        withdraw_href=withdraw,
        say_href=say,
        unsay_href=unsay,
        may_act=may_act,
        may_mend=may_mend,
        may_withdraw=may_withdraw,
    )


def counts_in_words(checked: Check) -> str:
    """`2 lỗi · 3 cảnh báo`; what is nought is left out."""
    said = []
    if checked.errors:
        said.append(
            ngettext("%(count)s lỗi", "%(count)s lỗi", len(checked.errors))
            % {"count": len(checked.errors)}
        )
    if checked.warnings:
        said.append(
            ngettext("%(count)s cảnh báo", "%(count)s cảnh báo", len(checked.warnings))
            % {"count": len(checked.warnings)}
        )
    if checked.accepted:
        said.append(_("%(count)s đã chấp nhận") % {"count": len(checked.accepted)})
    return " · ".join(said) or _("không lỗi, không cảnh báo")


def _groups(campaign: Campaign, checked: Check) -> list[Group]:
    """Open findings by rule, in the order in which the rules spoke: errors first."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for one in checked.findings:
        if one.is_open:
            by_rule[one.key].append(one)
    return [_group(campaign, found) for found in by_rule.values()]


def _group(campaign: Campaign, found: Sequence[Finding]) -> Group:
    first, is_error = found[0], found[0].blocks
    remedies = {one.found.remedy for one in found}
    is_same = len(remedies) == 1
    views = [_view(campaign, one, says_remedy=not is_same) for one in found]
    rest = len(views) - SHOWN
    return Group(
        rule=first.key,
        tone="no" if is_error else "unsure",
        sign="✕" if is_error else "!",
        word=_("Lỗi") if is_error else _("Cảnh báo"),
        title=first.name,
        why=str(first.rule.why),
        source=str(first.rule.source),
        remedy=first.found.remedy if is_same else "",
        is_error=is_error,
        count=show_number(len(views)) if len(views) > 1 else "",
        shown=views[:SHOWN],
        folded=views[SHOWN:],
        folded_words=_("%(count)s điều nữa") % {"count": rest} if rest > 0 else "",
        accept_all=_("Chấp nhận cả %(count)s, kèm lý do") % {"count": len(views)}
        if len(views) > 1 and not is_error
        else "",
    )


def _view(campaign: Campaign, one: Finding, *, says_remedy: bool) -> FindingView:
    found = one.found
    return FindingView(
        subject=found.subject,
        said=found.said,
        is_title=found.said.rstrip(".") == one.name,
        remedy=found.remedy if says_remedy else "",
        href=place_href(campaign, found.place, found.item),
        mend=found.mend,
        answer=found.answer,
        hints=[
            parts.Link(hint.name, _hint_href(campaign, found.item, hint.version_id))
            for hint in found.hints
        ],
    )


def _who(one: Said) -> str:
    return _("%(who)s, %(office)s xác nhận lúc %(when)s") % {
        "who": one.said_by,
        "office": one.office,
        "when": show_moment(one.said_at.astimezone(ZONE)),
    }


def _accepted(checked: Check) -> list[AcceptedGroup]:
    """Accepted warnings, those of one rule with one reason together."""
    together: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for one in checked.accepted:
        if one.accepted:
            who = _("%(who)s, %(office)s chấp nhận lúc %(when)s") % {
                "who": one.accepted.accepted_by,
                "office": one.accepted.office,
                "when": show_moment(one.accepted.accepted_at.astimezone(ZONE)),
            }
            key = (one.name, one.accepted.reason, who)
            together[key].append((one.accepted.pk, one.found.said))
    return [
        AcceptedGroup(
            title,
            reason,
            who,
            said,
            ngettext("%(count)s cảnh báo", "%(count)s cảnh báo", len(said))
            % {"count": len(said)}
            if len(said) > 1
            else "",
        )
        for (title, reason, who), said in together.items()
    ]


def place_href(campaign: Campaign, place: Place, item: str = "") -> str:
    """The page on which a finding is mended by hand, at its very field."""
    page = _page_href(campaign, place, item)
    return f"{page}#id_{place.field}" if page and place.field else page


def _page_href(campaign: Campaign, place: Place, item: str) -> str:
    name = f"campaigns:{place.kind}"
    if place.kind == "plan":
        return ""
    if place.kind == "paper":
        return reverse("documents:document", args=[place.pk])
    if place.kind == "item":
        return reverse("campaigns:node", args=[campaign.pk, place.within, place.pk])
    if place.kind == "tie":
        return reverse(name, args=[campaign.pk, place.within, place.pk])
    if place.kind == "target-edit" and campaign.state != State.DRAFT:
        by_an_act = place.field in {"value", "due_on"}
        name = "campaigns:target-change" if by_an_act else name
    if place.kind in {"target-new", "milestone-new"}:
        return f"{reverse(name, args=[campaign.pk])}?noi-dung={item[len('node:') :]}"
    if place.kind in _OF_CAMPAIGN:
        return reverse(name, args=[campaign.pk])
    return reverse(name, args=[campaign.pk, place.pk])


def _hint_href(campaign: Campaign, item: str, version_id: int) -> str:
    """A new target on this indicator; nothing for an item of a unit's own plan."""
    if item.startswith("own:"):
        return ""
    page = reverse("campaigns:target-new", args=[campaign.pk])
    of = f"noi-dung={item[len('node:') :]}&" if item else ""
    return f"{page}?{of}chi-so={version_id}"


def states_of(checked: Check, items: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Beside each item: a tone and a few words, the worst first."""
    worst: dict[str, tuple[str, str]] = {}
    for one in checked.findings:
        where = one.found.item
        if one.is_open and where and where not in worst:
            worst[where] = (
                "refused" if one.blocks else "slow",
                str(_SHORT.get(one.key, one.name)),
            )
    return {item: worst.get(item, ("done", _("ổn"))) for item in items}
