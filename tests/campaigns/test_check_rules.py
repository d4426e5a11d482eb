"""Each rule of the plan check: what sets it off, and what leaves it silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.campaigns.plans_on_paper import (
    SHORT,
    a_sound_campaign,
    a_sound_plan,
    a_step,
    a_target,
    an_item,
    an_own_item,
    with_audience,
    with_item,
    with_own_item,
    with_target,
)
from thidua.campaigns.accord import Difference
from thidua.campaigns.at_hand import AtHand, Twice
from thidua.campaigns.check import (
    CAMPAIGN_RULES,
    PLAN_RULES,
    check_facts,
    check_plan_facts,
)
from thidua.campaigns.check.facts import (
    DocumentFacts,
    Drawn,
    PhaseFacts,
    SkippedFacts,
)
from thidua.campaigns.check.words import Level

TOO_LATE = date(2026, 3, 1)
NOTHING: dict[str, Any] = {"targets": (), "steps": ()}
LOW: dict[str, Any] = {"last_year": Decimal(400), "promised": Decimal(320)}
PEAKLESS = (PhaseFacts("Cả năm", "ordinary", date(2025, 1, 1), date(2025, 12, 31)),)
OUTSIDE = (PhaseFacts("Tổng kết", "review", date(2026, 1, 5), date(2026, 1, 20)),)

DIFFERS = Difference("Đường đạt 60,5 km", "Đường đạt 190,39 km")
TWICE = Twice(7, "Đường", "Biểu mới", AtHand(1, "Biểu tháng", "Sở Xây dựng", 3, 6))

CAMPAIGNS: dict[str, tuple[Any, Any]] = {
    "no-document": (a_sound_campaign(document=None), a_sound_campaign()),
    "unfinished-document": (
        a_sound_campaign(document=DocumentFacts(("số",))),
        a_sound_campaign(document=None),
    ),
    "no-signed-copy": (
        a_sound_campaign(document=DocumentFacts(has_copy=False)),
        a_sound_campaign(),
    ),
    "other-forms": (
        a_sound_campaign(document=DocumentFacts(strangers=("Biểu cũ",))),
        a_sound_campaign(document=DocumentFacts()),
    ),
    "other-than-the-plan": (
        a_sound_campaign(document=DocumentFacts(drawn=Drawn(differences=(DIFFERS,)))),
        a_sound_campaign(document=DocumentFacts(drawn=Drawn())),
    ),
    "no-audience": (a_sound_campaign(audiences=()), a_sound_campaign()),
    "empty-audience": (with_audience(units=0), with_audience(units=1)),
    "skipped-level": (
        a_sound_campaign(
            skipped=(SkippedFacts(1, "Xã", "district", 148, 9, ("district",)),)
        ),
        a_sound_campaign(),
    ),
    "audience-without-content": (with_audience(items=()), a_sound_campaign()),
    "no-phases": (a_sound_campaign(phases=()), a_sound_campaign()),
    "phase-outside": (a_sound_campaign(phases=OUTSIDE), a_sound_campaign()),
    "no-peak": (
        a_sound_campaign(is_phased=True, phases=PEAKLESS),
        a_sound_campaign(is_phased=False, phases=PEAKLESS),
    ),
    "too-many-goals": (with_audience(over=3, heaviest=26), with_audience(heaviest=20)),
    "no-measure": (with_item(**NOTHING), with_item(targets=(), steps=(a_step(),))),
    "no-owner": (
        with_item(has_lead=False, targets=(a_target(given=0),)),
        with_item(has_lead=False),
    ),
    "only-effort": (
        with_item(name="Đẩy mạnh tuyên truyền", targets=(), steps=(a_step(),)),
        with_item(name="Đường ấp, cầu ấp", targets=(), steps=(a_step(),)),
    ),
    "measured-by-others": (
        with_item(name="Đẩy mạnh tuyên truyền"),
        with_item(name="Đẩy mạnh làm đường nông thôn"),
    ),
    "only-slogan": (
        a_sound_campaign(name="Đẩy mạnh chuyển đổi số"),
        a_sound_campaign(name="Chung sức làm đường", motto="Quyết tâm cao"),
    ),
    "no-tie": (with_item(is_tied=False), with_item(is_tied=False, is_read=True)),
    "dates-outside": (with_target(due_on=TOO_LATE), a_sound_campaign()),
    "no-split": (with_target(split=""), with_target(split="none")),
    "no-baseline": (
        with_target(needs_baseline=True),
        with_target(needs_baseline=True, baseline=Decimal(0)),
    ),
    "out-of-balance": (with_target(balance=SHORT), with_target(balance=None, given=0)),
    "below-last-year": (
        with_target(**LOW),
        with_target(**LOW, is_lower_better=True),
    ),
    "no-form": (with_target(has_form=False), a_sound_campaign()),
    "asked-twice": (a_sound_campaign(twice=(TWICE,)), a_sound_campaign()),
}
PLANS: dict[str, tuple[Any, Any]] = {
    "plan-focus": (a_sound_plan(focus=" "), a_sound_plan()),
    "plan-means": (a_sound_plan(measures=""), a_sound_plan()),
    "plan-hard": (a_sound_plan(hard_tasks=""), a_sound_plan()),
    "plan-items": (a_sound_plan(items=()), a_sound_plan()),
    "plan-outside": (a_sound_plan(ends_on=TOO_LATE), a_sound_plan()),
    "plan-uncovered": (a_sound_plan(uncovered=(a_target(),)), a_sound_plan()),
    "plan-too-many": (
        a_sound_plan(items=(an_own_item(),) * 3, limit=2),
        a_sound_plan(items=(an_own_item(),) * 2, limit=2),
    ),
    "plan-low": (a_sound_plan(targets=(a_target(**LOW),)), a_sound_plan()),
    "plan-balance": (a_sound_plan(targets=(a_target(balance=SHORT),)), a_sound_plan()),
    "own-nobody": (with_own_item(answers=""), with_own_item()),
    "own-no-day": (with_own_item(due_on=None), with_own_item()),
    "own-day-outside": (with_own_item(due_on=TOO_LATE), with_own_item(due_on=None)),
    "own-not-counted": (
        with_own_item(name="Đường đẹp", targets=()),
        with_own_item(name="Xóa hai mươi bốn nhà dột nát", targets=()),
    ),
    "own-effort": (
        with_own_item(name="Tăng cường tuyên truyền", targets=()),
        with_own_item(name="Tăng cường 12 buổi tuyên truyền", targets=()),
    ),
    "own-measured-by-others": (
        with_own_item(name="Tăng cường tuyên truyền"),
        with_own_item(name="Tăng cường vận động làm đường"),
    ),
    "own-copied": (with_own_item(name="ĐƯỜNG ấp, cầu ấp"), with_own_item()),
    "own-untied": (with_own_item(is_tied=False), with_own_item()),
}


@pytest.mark.parametrize("key", CAMPAIGNS)
def test_a_rule_for_campaigns_speaks_and_keeps_silent(key: str) -> None:
    wrong, right = CAMPAIGNS[key]

    found = [one for one in check_facts(wrong).findings if one.key == key]

    assert found
    assert all(one.reason and one.remedy and one.rule.why for one in found)
    assert key not in {one.key for one in check_facts(right).findings}


@pytest.mark.parametrize("key", PLANS)
def test_a_rule_for_unit_plans_speaks_and_keeps_silent(key: str) -> None:
    wrong, right = PLANS[key]

    found = [one for one in check_plan_facts(wrong).findings if one.key == key]

    assert found
    assert all(one.reason and one.remedy and one.rule.why for one in found)
    assert key not in {one.key for one in check_plan_facts(right).findings}


def test_every_rule_has_its_two_examples() -> None:
    assert set(CAMPAIGNS) == {rule.key for rule in CAMPAIGN_RULES}
    assert set(PLANS) == {rule.key for rule in PLAN_RULES}


def test_a_sound_plan_has_all_points_and_a_spoilt_one_less() -> None:
    assert check_facts(a_sound_campaign()).score.value == 100
    assert check_plan_facts(a_sound_plan()).score.value == 100
    for wrong, _right in CAMPAIGNS.values():
        assert check_facts(wrong).score.value < 100
    for wrong, _right in PLANS.values():
        assert check_plan_facts(wrong).score.value < 100


def test_errors_come_before_warnings() -> None:
    spoilt = a_sound_campaign(an_item(is_tied=False, has_lead=False, **NOTHING))

    levels = [one.rule.level for one in check_facts(spoilt).findings]

    assert levels == [Level.ERROR, Level.ERROR, Level.WARNING]


def test_an_empty_campaign_has_only_its_frame_to_lose() -> None:
    bare = replace(a_sound_campaign(), audiences=(), phases=(), document=None)

    checked = check_facts(bare)

    assert checked.score.value < 30
    assert {one.key for one in checked.errors} == {"no-document", "no-audience"}
