"""Where the exemplars of the demonstration grow: a campaign and who reports in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.campaigns.achieved import reached_of
from thidua.campaigns.readings import Asking
from thidua.config.demonstration.campaign_one import Script
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.places import Place
from thidua.exemplars.values import window_start
from thidua.indicators.models import FormLine, IndicatorVersion


@dataclass(frozen=True, slots=True)
class Ground:
    """Where exemplars grow: the campaign, who reports, and in what measured."""

    script: Script
    loading: Loading
    places: Sequence[Place]
    lines: Mapping[str, FormLine]
    """The lines of the communes' form, by the indicator's code."""
    window: int

    def key_of(self, unit_id: int) -> str:
        """The key of a commune."""
        ids = self.loading.stage.ids
        return next(one.key for one in self.places if ids[one.key] == unit_id)

    def ranked(self, code: str, day: date) -> list[tuple[Place, Decimal]]:
        """The communes by what they stood at on a day, the best first."""
        version = self.lines[code].version
        since = window_start(day, self.window)
        ids = self.loading.stage.ids
        asked = [Asking(ids[place.key], version, since) for place in self.places]
        tree = self.script.campaign.tree_id
        reached = reached_of(asked, tree_id=tree, day=day)
        known = [
            (place, got.value)
            for place, got in zip(self.places, reached, strict=True)
            if got.value is not None
        ]
        is_lower = version.better == IndicatorVersion.Better.LOWER
        return sorted(known, key=lambda one: one[1], reverse=not is_lower)
