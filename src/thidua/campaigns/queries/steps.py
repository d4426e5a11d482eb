"""The way from an empty draft to the launch: what is done, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import check_campaign
from thidua.campaigns.models import Audience, Campaign, ContentNode, LaunchDocument
from thidua.campaigns.models import Target as CampaignTarget
from thidua.campaigns.states import State
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, its page, and whether it is done or the next to do.

    `words` say what the plan check still finds wrong on its page; “” for nothing.
    """

    number: int
    label: str
    href: str
    is_done: bool
    is_next: bool
    words: str = ""
    pages: tuple[str, ...] = ()
    """The names of the addresses on which one works at this step."""
    then: Link | None = None
    """The step after it; None after the last."""


_STEP_OF = {
    "phases": 0,
    "audiences": 1,
    "audience": 1,
    "audience-new": 1,
    "content": 2,
    "item": 2,
    "tie": 2,
    "milestones": 2,
    "milestone-new": 2,
    "document": 4,
    "document-new": 4,
    "paper": 4,
}
_AIMING = ("target-new", "target-edit", "forms", "form-new")
_CONTENT, _TARGETS, _CHECK = 2, 3, 5
"""Where any other finding is mended: targets, how they are given, their forms."""


def steps_of(campaign: Campaign, day: date) -> list[Step]:
    """The numbered steps of a draft; a launched campaign has none left.

    A step is done when there is something and the plan check finds no error in it.
    """
    if campaign.state != State.DRAFT:
        return []
    ways = _ways(campaign)
    errors = check_campaign(campaign, day).errors
    wrong = Counter(_STEP_OF.get(one.found.place.kind, _TARGETS) for one in errors)
    begun = [*(way.begun for way in ways[:_CHECK]), not errors, False]
    done = [is_begun and not wrong[at] for at, is_begun in enumerate(begun)]
    next_one = done.index(False)
    return [
        Step(
            number=number + 1,
            label=way.label,
            href=way.href,
            is_done=done[number],
            is_next=number == next_one,
            words=_wrong_words(wrong[number]) if begun[number] else "",
            pages=way.pages,
            then=Link(after.label, after.href) if after else None,
        )
        for number, (way, after) in enumerate(zip(ways, [*ways[1:], None], strict=True))
    ]


def step_after(steps: Sequence[Step], page: str) -> Link | None:
    """The step after the one at which a page, the name of its address, is worked on."""
    return next((one.then for one in steps if page in one.pages), None)


@dataclass(frozen=True, slots=True)
class _Way:
    """A step before it is judged: what there is already is looked at, else begun."""

    label: str
    href: str
    pages: tuple[str, ...]
    begun: bool = False


def _ways(campaign: Campaign) -> list[_Way]:
    first, items, target, document = _begun(campaign)

    def at(name: str, *more: int, place: str = "") -> str:
        return reverse(f"campaigns:{name}", args=[campaign.pk, *more]) + place

    audience = at("edit", place="#doi-tuong") if first else at("audience-new")
    content = at("content", first) if first else at("audience-new")
    aims = at("edit", place="#chi-tieu") if target else at("target-new")
    return [
        _Way(_("Thông tin"), at("basics"), ("basics", "phases"), begun=True),
        _Way(_("Đối tượng"), audience, ("audience-new", "audience"), begun=bool(first)),
        _Way(
            _("Nội dung"), content, ("content", "node-add", "node"), begun=bool(items)
        ),
        _Way(_("Chỉ tiêu"), aims, _AIMING, begun=target),
        _Way(
            _("Văn bản"),
            at("documents"),
            ("documents", "document-new", "document"),
            begun=document,
        ),
        _Way(_("Kiểm tra"), at("check"), ("check",)),
        _Way(_("Phát động"), at("launch"), ("launch",)),
    ]


def _begun(campaign: Campaign) -> tuple[int | None, bool, bool, bool]:
    """The audience whose content comes next (one without items first); is there an
    item, a target, a document that launches?"""
    mine = Campaign.objects.filter(pk=campaign.pk)
    items = ContentNode.objects.filter(kind=ContentNode.Kind.ITEM)
    its_own = Exists(items.filter(tree__audience=OuterRef("pk")))
    audiences = Audience.objects.filter(campaign=OuterRef("pk"))
    found: tuple[int | None, bool, bool, bool] = mine.values_list(
        Subquery(audiences.order_by(its_own, "position", "pk").values("pk")[:1]),
        Exists(items.filter(tree__audience__campaign=OuterRef("pk"))),
        Exists(CampaignTarget.objects.filter(campaign=OuterRef("pk"))),
        Exists(LaunchDocument.objects.filter(campaign=OuterRef("pk"), is_launch=True)),
    ).get()
    return found


def content_address(campaign: Campaign) -> str:
    """Where its content is written: the audience without any first; else begin one."""
    return _ways(campaign)[_CONTENT].href


def _wrong_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("còn %(count)s lỗi", "còn %(count)s lỗi", count) % {"count": count}
