"""The way from an empty draft to the launch: what is done, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import Check, check_campaign
from thidua.campaigns.check.words import Place
from thidua.campaigns.models import (
    Audience,
    Campaign,
    CampaignForm,
    ContentNode,
    LaunchDocument,
    Milestone,
)
from thidua.campaigns.models import Target as CampaignTarget
from thidua.campaigns.states import State
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, its page, and whether it is done or the next to do.

    `words` say how many errors the plan check finds that are mended on its page, “” for
    none and for what is not begun: that it is missing is no error yet of who comes to
    it. Once all is begun they are those of the whole plan. A step that `is_optional` is
    never waited for.
    """

    number: int
    label: str
    href: str
    is_done: bool
    is_next: bool
    words: str = ""
    is_optional: bool = False
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
    "milestones": 3,
    "milestone-new": 3,
    "forms": 5,
    "form-new": 5,
    "document": 6,
    "documents": 6,
    "paper": 6,
}
_CONTENT, _TARGETS, _CHECK = 2, 4, 7
"""Any other finding is mended at the targets: what they are, how they are given."""


def steps_of(campaign: Campaign, day: date, checked: Check | None = None) -> list[Step]:
    """The numbered steps of a draft; a launched campaign has none left.

    A step is done when there is something and the plan check finds no error in it; the
    plan is checked here unless `checked` says what came of it.
    """
    if campaign.state != State.DRAFT:
        return []
    ways = _ways(campaign)
    errors = (checked or check_campaign(campaign, day)).errors
    wrong = Counter(step_of(one.found.place) for one in errors)
    begun = [*(way.begun for way in ways[:_CHECK]), not errors, False]
    done = [is_begun and not wrong[at] for at, is_begun in enumerate(begun)]
    next_one = next(
        at
        for at, way in enumerate(ways)
        if not done[at] and (wrong[at] or not way.is_optional)
    )
    return [
        Step(
            number=number + 1,
            label=way.label,
            href=way.href,
            is_done=done[number],
            is_next=number == next_one,
            words=_wrong_words(wrong[number]) if begun[number] else "",
            is_optional=way.is_optional,
            pages=way.pages,
            then=Link(after.label, after.href) if after else None,
        )
        for number, (way, after) in enumerate(zip(ways, [*ways[1:], None], strict=True))
    ]


def step_of(place: Place) -> int:
    """At which step, counted from nought, a finding is mended."""
    return _STEP_OF.get(place.kind, _TARGETS)


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
    is_optional: bool = False


def _ways(campaign: Campaign) -> list[_Way]:
    has = _begun(campaign)

    def at(name: str, *more: int, place: str = "") -> str:
        return reverse(f"campaigns:{name}", args=[campaign.pk, *more]) + place

    def there(begun: bool, place: str, new: str) -> str:
        """Where what there is already stands on the drafting page, else a new one."""
        return at("edit", place=place) if begun else at(new)

    first = has.audience
    whom = there(bool(first), "#doi-tuong", "audience-new")
    content = at("content", first) if first else at("audience-new")
    marks = there(has.milestones, "#moc", "milestone-new")
    aims = there(has.targets, "#chi-tieu", "target-new")
    return [
        _Way(_("Thông tin"), at("basics"), _PAGES[0], begun=True),
        _Way(_("Đối tượng"), whom, _PAGES[1], begun=bool(first)),
        _Way(_("Nội dung"), content, _PAGES[2], begun=has.items),
        _Way(_("Mốc"), marks, _PAGES[3], begun=has.milestones, is_optional=True),
        _Way(_("Chỉ tiêu"), aims, _PAGES[4], begun=has.targets),
        _Way(_("Biểu"), at("forms"), _PAGES[5], begun=has.forms, is_optional=True),
        _Way(_("Văn bản"), at("documents"), _PAGES[6], begun=has.document),
        _Way(_("Kiểm tra"), at("check"), _PAGES[7]),
        _Way(_("Phát động"), at("launch"), _PAGES[8]),
    ]


_PAGES = (
    ("basics", "phases"),
    ("audience-new", "audience"),
    ("content", "node-add", "node"),
    ("milestone-new",),
    ("target-new", "target-edit"),
    ("forms", "form-new"),
    ("documents", "document-new", "document"),
    ("check",),
    ("launch",),
)
"""The names of the addresses on which one works at each step."""


class _Begun(NamedTuple):
    """What a draft has; of the audiences the one whose content comes next."""

    audience: int | None
    items: bool
    milestones: bool
    targets: bool
    forms: bool
    document: bool


def _begun(campaign: Campaign) -> _Begun:
    """What there is already; an audience without items comes first. One query."""
    items = ContentNode.objects.filter(kind=ContentNode.Kind.ITEM)
    its_own = Exists(items.filter(tree__audience=OuterRef("pk")))
    audiences = Audience.objects.filter(campaign=OuterRef("pk"))
    steps = Milestone.objects.filter(audience__campaign=OuterRef("pk"))
    mine = {"campaign": OuterRef("pk")}
    launching = LaunchDocument.objects.filter(**mine, is_launch=True)
    found = Campaign.objects.filter(pk=campaign.pk).values_list(
        Subquery(audiences.order_by(its_own, "position", "pk").values("pk")[:1]),
        Exists(items.filter(tree__audience__campaign=OuterRef("pk"))),
        Exists(steps),
        Exists(CampaignTarget.objects.filter(**mine)),
        Exists(CampaignForm.objects.filter(**mine)),
        Exists(launching),
    )
    return _Begun(*found.get())


def content_address(campaign: Campaign) -> str:
    """Where its content is written: the audience without any first; else begin one."""
    return _ways(campaign)[_CONTENT].href


def _wrong_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("còn %(count)s lỗi", "còn %(count)s lỗi", count) % {"count": count}
