"""What happened in a campaign, for whoever stands above: numbers only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CampaignLaunched:
    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignClosed:
    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignHandedOver:
    campaign_id: int


@dataclass(frozen=True, slots=True)
class TargetAccepted:
    target_id: int


@dataclass(frozen=True, slots=True)
class TargetCountered:
    target_id: int


@dataclass(frozen=True, slots=True)
class AssessmentSigned:
    assessment_id: int
