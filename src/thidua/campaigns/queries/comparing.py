"""Two versions of a content tree side by side, and where to open them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.comparing import Fate, Pair, compare
from thidua.campaigns.models import Audience, Campaign, ContentNode, ContentTree
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor

_SAID = {
    Fate.ADDED: (gettext_lazy("thêm"), "done"),
    Fate.REMOVED: (gettext_lazy("bỏ"), "refused"),
    Fate.MOVED: (gettext_lazy("chuyển chỗ"), "wait"),
    Fate.REWORDED: (gettext_lazy("sửa lời"), "slow"),
}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One node: how it stood, how it stands, and what became of it."""

    old: str
    new: str
    old_class: str
    new_class: str
    old_about: str
    new_about: str
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything `compare_content.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    audience: str
    old_title: str
    new_title: str
    reason: str
    rows: Sequence[ComparedRow]


def versions_of(campaign: Campaign, actor: Actor) -> list[parts.Link]:
    """For the history: each later version, to be held against the one before."""
    trees = ContentTree.objects.filter(audience__campaign=campaign)
    return [
        parts.Link(
            _("%(audience)s: bản %(new)s so với bản %(old)s")
            % {
                "audience": tree.audience.name,
                "new": tree.number,
                "old": tree.number - 1,
            },
            against_before(tree),
        )
        for tree in _seen(trees, actor, campaign)
        if tree.number > 1
    ]


def _seen(
    trees: QuerySet[ContentTree], actor: Actor, campaign: Campaign
) -> list[ContentTree]:
    """What is still being written only those see who write it."""
    if not can_manage(actor, campaign):
        trees = trees.filter(frozen_at__isnull=False)
    return list(trees.select_related("audience").order_by("audience", "number"))


def against_before(tree: ContentTree) -> str:
    """Where a version is held against the one before; "" for the first."""
    if tree.number == 1:
        return ""
    audience = tree.audience
    args = [audience.campaign_id, audience.pk]
    page = reverse("campaigns:content-compare", args=args)
    return f"{page}?tu={tree.number - 1}&den={tree.number}"


def compare_page(
    audience: Audience, actor: Actor, day: date, numbers: tuple[int, int] | None
) -> ComparePage | None:
    """Two versions that this reader may see, the last two unless told otherwise.

    None when there are no such two: a 404.
    """
    campaign = audience.campaign
    trees = {one.number: one for one in _seen(audience.trees.all(), actor, campaign)}
    wanted = numbers or tuple(sorted(trees)[-2:]) or (0,)
    older, newer = trees.get(min(wanted)), trees.get(max(wanted))
    if older is None or newer is None or older == newer:
        return None
    pairs = compare(list(older.nodes.all()), list(newer.nodes.all()))
    page = frame(campaign, actor, day, "history")
    return ComparePage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(_("Lịch sử"), reverse("campaigns:history", args=[campaign.pk])),
            parts.Link(_("So hai bản nội dung"), is_here=True),
        ],
        finding=_finding(pairs),
        audience=audience.name,
        old_title=_title(older),
        new_title=_title(newer),
        reason=newer.reason,
        rows=[_row(pair) for pair in pairs],
    )


def _finding(pairs: Sequence[Pair]) -> str:
    counts = Counter(fate for pair in pairs for fate in pair.fates)
    said = [
        f"{counts[fate]} {words}"
        for fate, (words, _tone) in _SAID.items()
        if counts[fate]
    ]
    if not said:
        return _("Hai bản nội dung như nhau")
    return _("Nội dung: %(changes)s") % {"changes": ", ".join(said)}


def _title(tree: ContentTree) -> str:
    if tree.frozen_at is None:
        return _("Bản %(number)s, đang sửa") % {"number": tree.number}
    return _("Bản %(number)s, chốt ngày %(day)s") % {
        "number": tree.number,
        "day": show(tree.frozen_at.astimezone(ZONE).date()),
    }


def _row(pair: Pair) -> ComparedRow:
    return ComparedRow(
        old=_called(pair.old),
        new=_called(pair.new),
        old_class=f"l{min(pair.old_depth, 3) + 1}",
        new_class=f"l{min(pair.new_depth, 3) + 1}",
        old_about=_about(pair.old),
        new_about=_about(pair.new),
        words=[
            (str(words), tone)
            for fate, (words, tone) in _SAID.items()
            if fate in pair.fates
        ],
    )


def _called(node: ContentNode | None) -> str:
    if node is None:
        return ""
    return f"{node.label}: {node.name}" if node.label else node.name


def _about(node: ContentNode | None) -> str:
    if node is None:
        return ""
    said = [str(node.get_kind_display()), node.detail]
    return ". ".join(part for part in said if part)
