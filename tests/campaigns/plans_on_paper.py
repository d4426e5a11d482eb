"""Plans of the tests without a database: a sound one, and ways to spoil it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.campaigns.cascade import Balance, Standing
from thidua.campaigns.check.facts import (
    AudienceFacts,
    CampaignFacts,
    DocumentFacts,
    ItemFacts,
    OwnItemFacts,
    PhaseFacts,
    PlanFacts,
    StepFacts,
    TargetFacts,
)
from thidua.campaigns.check.wording import Indicators
from thidua.campaigns.measure import Measure

DAY = date(2025, 1, 3)
STARTS, ENDS = date(2025, 1, 1), date(2025, 12, 31)
AT_HAND = Indicators.of(
    [
        (1, "Đường giao thông nông thôn bê tông hóa"),
        (2, "Hồ sơ hành chính giải quyết đúng hạn"),
        (3, "Hộ nghèo thoát nghèo trong năm"),
    ]
)
SHORT = Balance(Standing.SHORT, "còn 24 km chưa có nơi nhận.")
EVEN = Balance(Standing.EVEN, "Đã giao đủ 320 km.")


def a_target(pk: int = 1, **given: Any) -> TargetFacts:
    """320 km of road, split, given, reported."""
    values: dict[str, Any] = {
        "pk": pk,
        "name": "Đường bê tông",
        "value": Decimal(320),
        "starts_on": STARTS,
        "due_on": ENDS,
        "measure": Measure("km", 1),
        "split": "sum",
        "given": 9,
        "balance": EVEN,
        "owner": "Sở Giao thông",
        "indicator": 1,
    }
    return TargetFacts(**(values | given))


def a_step(pk: int = 1, due_on: date = ENDS) -> StepFacts:
    return StepFacts(pk, "Ban hành quy ước", due_on)


def an_item(key: str = "duong", **given: Any) -> ItemFacts:
    """An item that lacks nothing."""
    values: dict[str, Any] = {
        "key": key,
        "pk": 1,
        "audience": 1,
        "name": "Đường ấp, cầu ấp",
        "has_lead": True,
        "is_tied": True,
        "targets": (a_target(),),
    }
    return ItemFacts(**(values | given))


def a_sound_campaign(*items: ItemFacts, **given: Any) -> CampaignFacts:
    """A campaign of which the check finds nothing, with these items or one."""
    audience = AudienceFacts(1, "Xã, phường", 6, items=items or (an_item(),))
    values: dict[str, Any] = {
        "day": DAY,
        "starts_on": STARTS,
        "ends_on": ENDS,
        "document": DocumentFacts(),
        "phases": (PhaseFacts("Cả năm", "ordinary", STARTS, ENDS),),
        "audiences": (audience,),
        "indicators": AT_HAND,
    }
    return CampaignFacts(**(values | given))


def with_target(**given: Any) -> CampaignFacts:
    """The sound campaign with another target on its item."""
    return a_sound_campaign(an_item(targets=(a_target(**given),)))


def with_item(**given: Any) -> CampaignFacts:
    """The sound campaign with another item."""
    return a_sound_campaign(an_item(**given))


def with_audience(**given: Any) -> CampaignFacts:
    """The sound campaign with another audience."""
    sound = a_sound_campaign()
    return replace(sound, audiences=(replace(sound.audiences[0], **given),))


def an_own_item(**given: Any) -> OwnItemFacts:
    """A unit's own work that lacks nothing."""
    values: dict[str, Any] = {
        "subject": "own:duong:1",
        "pk": 1,
        "name": "Bê tông hóa ba tuyến đường tổ 7",
        "answers": "Lê Lan",
        "due_on": date(2025, 9, 30),
        "is_tied": True,
        "above": "Đường ấp, cầu ấp",
        "targets": (a_target(),),
    }
    return OwnItemFacts(**(values | given))


def a_sound_plan(**given: Any) -> PlanFacts:
    """A unit's plan of which the check finds nothing."""
    values: dict[str, Any] = {
        "unit_id": 7,
        "starts_on": STARTS,
        "ends_on": ENDS,
        "campaign_starts_on": STARTS,
        "campaign_ends_on": ENDS,
        "focus": "Nối kín đường ấp",
        "measures": "Họp dân từng tổ",
        "hard_tasks": "Tuyến qua đất 31 hộ",
        "items": (an_own_item(),),
        "targets": (a_target(),),
        "indicators": AT_HAND,
    }
    return PlanFacts(**(values | given))


def with_own_item(**given: Any) -> PlanFacts:
    """The sound plan with another item."""
    return a_sound_plan(items=(an_own_item(**given),))
