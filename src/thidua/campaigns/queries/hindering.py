"""What hinders going on with a plan, told before it is tried: what is mended first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import Check
from thidua.campaigns.check.words import Finding
from thidua.campaigns.models import Audience, Campaign, ContentNode
from thidua.campaigns.queries.findings import place_href
from thidua.campaigns.queries.steps import step_of
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Publishing:
    """Freezing an opened version: whether the check lets it pass, and what it asks."""

    href: str
    may: Verdict
    asks_reason: bool
    mend: Link | None
    """Where the first error is mended; None when there is none."""


def publishing(
    audience: Audience, nodes: Sequence[ContentNode], checked: Check | None
) -> Publishing:
    """As `actions.publish_content` will judge it: of this tree alone."""
    campaign = audience.campaign
    found = checked.open_in({f"node:{one.key}" for one in nodes}) if checked else []
    errors = [one for one in found if one.blocks]
    return Publishing(
        href=reverse("campaigns:content-publish", args=[campaign.pk, audience.pk]),
        may=only_if(
            not errors,
            otherwise=ngettext(
                "Còn %(count)s lỗi trong bản này nên chưa chốt được.",
                "Còn %(count)s lỗi trong bản này nên chưa chốt được.",
                len(errors),
            )
            % {"count": len(errors)},
            remedy=_("Sửa các điều có dấu ✕."),
        ),
        asks_reason=len(found) > len(errors),
        mend=mend_first(campaign, errors),
    )


def mend_first(campaign: Campaign, errors: Sequence[Finding]) -> Link | None:
    """The way to the error that comes first on the way to the launch."""
    if not errors:
        return None
    first = min(errors, key=lambda one: step_of(one.found.place))
    href = place_href(campaign, first.found.place, first.found.item)
    check = reverse("campaigns:check", args=[campaign.pk])
    return Link(_("Sửa trước: %(what)s") % {"what": first.name}, href or check)
