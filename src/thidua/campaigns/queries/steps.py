"""The way from an empty draft to the launch: what is done, what comes next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import check_campaign
from thidua.campaigns.models import Audience, Campaign, ContentNode, LaunchDocument
from thidua.campaigns.models import Target as CampaignTarget
from thidua.campaigns.states import State


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
}
_TARGETS = 3
"""Where any other finding is mended: targets, how they are given, their forms."""


def steps_of(campaign: Campaign, day: date) -> list[Step]:
    """The numbered steps of a draft; a launched campaign has none left.

    A step is done when there is something and the plan check finds no error in it.
    """
    if campaign.state != State.DRAFT:
        return []
    audience, items, target, document = _begun(campaign)
    errors = check_campaign(campaign, day).errors
    wrong = Counter(_STEP_OF.get(one.found.place.kind, _TARGETS) for one in errors)
    edit = reverse("campaigns:edit", args=[campaign.pk])
    ways = [
        (_("Thông tin"), "basics", "", True),
        (_("Đối tượng"), "audience-new", "doi-tuong", audience),
        (_("Nội dung"), "", "doi-tuong", items),
        (_("Chỉ tiêu"), "target-new", "chi-tieu", target),
        (_("Văn bản"), "document-new", "", document),
        (_("Kiểm tra"), "check", "", not errors),
        (_("Phát động"), "launch", "", False),
    ]
    done = [begun and not wrong[at] for at, (*_way, begun) in enumerate(ways)]
    next_one = done.index(False)
    return [
        Step(
            number=number + 1,
            label=label,
            href=f"{edit}#{place}"
            if place and (begun or not name)
            else reverse(f"campaigns:{_page(name, done=begun)}", args=[campaign.pk]),
            is_done=done[number],
            is_next=number == next_one,
            words=_wrong_words(wrong[number]) if begun else "",
        )
        for number, (label, name, place, begun) in enumerate(ways)
    ]


def _begun(campaign: Campaign) -> tuple[bool, bool, bool, bool]:
    """Is there an audience, an item, a target, a document that launches?"""
    mine = Campaign.objects.filter(pk=campaign.pk)
    found: tuple[bool, bool, bool, bool] = mine.values_list(
        Exists(Audience.objects.filter(campaign=OuterRef("pk"))),
        Exists(
            ContentNode.objects.filter(
                tree__audience__campaign=OuterRef("pk"), kind=ContentNode.Kind.ITEM
            )
        ),
        Exists(CampaignTarget.objects.filter(campaign=OuterRef("pk"))),
        Exists(LaunchDocument.objects.filter(campaign=OuterRef("pk"), is_launch=True)),
    ).get()
    return found


def _wrong_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("còn %(count)s lỗi", "còn %(count)s lỗi", count) % {"count": count}


def _page(name: str, *, done: bool) -> str:
    """What is there already is looked at; what is not is begun."""
    return "documents" if done and name == "document-new" else name
