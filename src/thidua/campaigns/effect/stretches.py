"""From when to when a phase, or the whole campaign, is looked back on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Phase

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A campaign from a day to a day; without a `phase` the whole of it."""

    campaign: Campaign
    phase: Phase | None
    since: date
    until: date

    @property
    def name(self) -> str:
        """What it is called on pages and papers."""
        return self.phase.name if self.phase else _("Cả phong trào")

    @property
    def phase_id(self) -> int | None:
        return self.phase.pk if self.phase else None

    def has_begun(self, today: date) -> bool:
        return self.since <= today

    def is_over(self, today: date) -> bool:
        return self.until < today


def the_whole(campaign: Campaign) -> Stretch:
    """The campaign from its first day to its last."""
    return Stretch(campaign, None, campaign.starts_on, campaign.ends_on)


def stretch_of(
    campaign: Campaign, phase: Phase, phases: Iterable[Phase] | None = None
) -> Stretch:
    """A phase with its days.

    A review looks back: from the day after the review before it, else from the first
    day of the campaign.
    """
    if phase.kind != Phase.Kind.REVIEW:
        return Stretch(campaign, phase, phase.starts_on, phase.ends_on)
    every = campaign.phases.all() if phases is None else phases
    before = [
        one.ends_on + ONE_DAY
        for one in every
        if one.kind == Phase.Kind.REVIEW and one.ends_on < phase.starts_on
    ]
    since = max([campaign.starts_on, *before])
    return Stretch(campaign, phase, min(since, phase.ends_on), phase.ends_on)


def stretches_of(campaign: Campaign) -> Sequence[Stretch]:
    """The whole, then every phase in the order of their last days."""
    phases = list(campaign.phases.all())
    found = [stretch_of(campaign, phase, phases) for phase in phases]
    return [the_whole(campaign), *sorted(found, key=lambda one: one.until)]
