"""Whom the rules of audiences reach today, and how their content stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.check.frame_rules import skipping
from thidua.campaigns.check.reading_levels import skipped_levels
from thidua.campaigns.ladder import reached_by_rules
from thidua.campaigns.models import Audience, ContentTree
from thidua.kernel.text import sort_key
from thidua.organisations.namesakes import listed_names

SHOWN = 12
"""Names of a preview that are shown before “và … đơn vị nữa”."""


@dataclass(frozen=True, slots=True)
class AudienceView:
    """An audience with a preview of whom it reaches."""

    pk: int
    name: str
    rule: str
    count: str
    units: str
    href: str
    change_href: str
    content_href: str
    mapping_href: str
    content: str
    skipped: Sequence[tuple[str, str]] = ()
    """Levels between that take no part: what is so, and what follows of it."""


def audience_view(audience: Audience, day: date) -> AudienceView:
    """One of them."""
    return audience_views(Audience.objects.filter(pk=audience.pk), day)[0]


def audience_views(audiences: QuerySet[Audience], day: date) -> list[AudienceView]:
    """Whom each rule reaches today, and how its content stands; for many audiences as
    many queries as for one."""
    found = list(audiences.select_related("below", "tree"))
    reached = {pk: sorted(units) for pk, units in reached_by_rules(found, day).items()}
    named = {unit_id for units in reached.values() for unit_id in units[:SHOWN]}
    names = listed_names(named, day)
    trees = ContentTree.objects.filter(audience__in=found).order_by("number")
    sized = trees.annotate(lines=Count("nodes"))
    content = {
        one: (lines, n)
        for one, lines, n in sized.values_list("audience_id", "lines", "number")
    }
    return [
        _audience_view(one, reached[one.pk], names, content.get(one.pk, (0, 1)))
        for one in found
    ]


def _audience_view(
    audience: Audience,
    units: Sequence[int],
    names: Mapping[int, str],
    content: tuple[int, int],
) -> AudienceView:
    shown = sorted((names[one] for one in units[:SHOWN] if one in names), key=sort_key)
    rest = len(units) - len(shown)
    if rest > 0:
        shown.append(_("và %(count)s đơn vị nữa") % {"count": rest})
    kinds = dict(Audience._meta.get_field("kinds").base_field.flatchoices)
    args = [audience.campaign_id, audience.pk]
    count, number = content
    return AudienceView(
        pk=audience.pk,
        name=audience.name,
        rule="; ".join(str(kinds.get(kind, kind)) for kind in audience.kinds),
        count=_("%(count)s đơn vị hôm nay") % {"count": len(units)},
        units="; ".join(shown),
        href=reverse("campaigns:audience", args=args),
        change_href=reverse("campaigns:audience-change", args=args),
        content_href=reverse("campaigns:content", args=args),
        mapping_href=reverse("campaigns:mapping", args=args),
        content=_("%(count)s dòng nội dung, bản %(number)s")
        % {"count": count, "number": number},
    )


def audience_alone(audience: Audience, day: date) -> AudienceView:
    """The same on a page of its own: also which level between takes no part."""
    campaign = audience.campaign
    everybody = list(campaign.audiences.select_related("below", "tree"))
    members = {pk: list(s) for pk, s in reached_by_rules(everybody, day).items()}
    found = skipped_levels(campaign, members, [audience], day)
    said = tuple((one.said, one.remedy) for one in skipping(found))
    return replace(audience_view(audience, day), skipped=said)
