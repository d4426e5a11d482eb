"""The way from an empty draft to the launch: what is done, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Audience, Campaign, ContentNode, LaunchDocument
from thidua.campaigns.models import Target as CampaignTarget
from thidua.campaigns.states import State


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, its page, and whether it is done or the next to do."""

    number: int
    label: str
    href: str
    is_done: bool
    is_next: bool


def steps_of(campaign: Campaign) -> list[Step]:
    """The numbered steps of a draft; a launched campaign has none left."""
    if campaign.state != State.DRAFT:
        return []
    mine = Campaign.objects.filter(pk=campaign.pk)
    audience, items, target, document = mine.values_list(
        Exists(Audience.objects.filter(campaign=OuterRef("pk"))),
        Exists(
            ContentNode.objects.filter(
                tree__audience__campaign=OuterRef("pk"), kind=ContentNode.Kind.ITEM
            )
        ),
        Exists(CampaignTarget.objects.filter(campaign=OuterRef("pk"))),
        Exists(LaunchDocument.objects.filter(campaign=OuterRef("pk"), is_launch=True)),
    ).get()
    edit = reverse("campaigns:edit", args=[campaign.pk])
    ways = [
        (_("Thông tin"), "basics", "", True),
        (_("Đối tượng"), "audience-new", "doi-tuong", audience),
        (_("Nội dung"), "", "doi-tuong", items),
        (_("Chỉ tiêu"), "target-new", "chi-tieu", target),
        (_("Văn bản"), "document-new", "", document),
        (_("Kiểm tra"), "check", "", False),
        (_("Phát động"), "launch", "", False),
    ]
    next_one = next(i for i, way in enumerate(ways) if not way[3])
    return [
        Step(
            number=number + 1,
            label=label,
            href=f"{edit}#{place}"
            if place and (done or not name)
            else reverse(f"campaigns:{_page(name, done=done)}", args=[campaign.pk]),
            is_done=done,
            is_next=number == next_one,
        )
        for number, (label, name, place, done) in enumerate(ways)
    ]


def _page(name: str, *, done: bool) -> str:
    """What is there already is looked at; what is not is begun."""
    return "documents" if done and name == "document-new" else name
