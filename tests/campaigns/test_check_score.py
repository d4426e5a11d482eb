"""The score of a plan: explained, monotone, and kept for the five documents."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.campaigns.plans_on_paper import (
    SHORT,
    a_sound_campaign,
    a_step,
    a_target,
    an_item,
)
from thidua.campaigns.check import Check, check_facts
from thidua.campaigns.check.facts import (
    AudienceFacts,
    CampaignFacts,
    DocumentFacts,
    ItemFacts,
    PhaseFacts,
    StepFacts,
    TargetFacts,
)
from thidua.campaigns.check.scoring import CONTENT, FRAME
from thidua.campaigns.check.wording import Indicators
from thidua.campaigns.check.words import Accepted, Said
from thidua.kernel.clock import ZONE

CASES = sorted((Path(__file__).parent / "check_cases").glob("*.toml"))
OUTSIDE = date(2027, 1, 1)
STATED = datetime(2025, 1, 3, tzinfo=ZONE)

targets = st.builds(
    a_target,
    pk=st.integers(1, 10_000),
    split=st.sampled_from(["", "sum", "none"]),
    needs_baseline=st.booleans(),
    due_on=st.sampled_from([date(2025, 12, 31), OUTSIDE]),
    given=st.sampled_from([0, 3]),
    has_form=st.booleans(),
    balance=st.sampled_from([None, SHORT]),
    last_year=st.sampled_from([None, Decimal(900)]),
    promised=st.just(Decimal(320)),
)
steps = st.builds(a_step, pk=st.integers(1, 99), due_on=st.sampled_from([OUTSIDE]))
items = st.builds(
    an_item,
    key=st.uuids().map(str),
    name=st.sampled_from(["Đường ấp", "Đẩy mạnh tuyên truyền", "Đẩy mạnh làm đường"]),
    has_lead=st.booleans(),
    is_tied=st.booleans(),
    is_read=st.booleans(),
    targets=st.lists(targets, max_size=3, unique_by=lambda one: one.pk).map(tuple),
    steps=st.lists(steps, max_size=1).map(tuple),
)


@given(st.lists(items, min_size=1, max_size=4), st.data())
def test_adding_a_measure_never_lowers_the_score(
    drawn: list[ItemFacts], data: st.DataObject
) -> None:
    before = check_facts(a_sound_campaign(*drawn)).score.exact
    which = data.draw(st.integers(0, len(drawn) - 1))
    more = data.draw(targets | steps)
    item = drawn[which]
    if isinstance(more, TargetFacts):
        more = replace(more, pk=more.pk + 20_000)
        item = replace(item, targets=(*item.targets, more))
    else:
        item = replace(item, steps=(*item.steps, replace(more, pk=more.pk + 200)))
    drawn[which] = item

    assert check_facts(a_sound_campaign(*drawn)).score.exact >= before


@given(st.lists(items, max_size=4))
def test_the_reasons_add_up_to_what_is_missing(drawn: list[ItemFacts]) -> None:
    audience = AudienceFacts(1, "Xã", 6, items=tuple(drawn))
    score = check_facts(a_sound_campaign(audiences=(audience,))).score

    lost = sum((line.lost for line in score.lines), Fraction(0))
    assert score.exact + lost == CONTENT + FRAME
    assert 0 <= score.value <= 100


def test_a_campaign_of_vague_contents_is_weak_whatever_indicators_hang_on_it() -> None:
    vague = ("Đẩy mạnh tuyên truyền", "Nỗ lực thi đua", "Nâng cao nhận thức")
    items = [an_item(f"{n}", name=name) for n, name in enumerate(vague)]
    named = {"name": "Quyết tâm chung sức", "motto": "Nỗ lực hết mình"}

    with_roads = check_facts(a_sound_campaign(*items, **named))
    bare = [replace(one, targets=(), steps=()) for one in items]
    with_nothing = check_facts(a_sound_campaign(*bare, **named))

    assert with_roads.score.value == with_nothing.score.value == 45
    assert not with_roads.errors
    lost = {line.rule.key: line.short for line in with_roads.score.lines if line.lost}
    assert lost == {"no-measure": 3, "measured-by-others": 3, "only-slogan": 1}


def test_what_somebody_states_of_an_indicator_is_worth_what_it_measures() -> None:
    said = Said(1, 1, "Đo", "Làm đường là làm cho dân tin", "Lê Lan", "Ban", STATED)
    vague = an_item(name="Nâng cao nhận thức")
    sound = a_sound_campaign(replace(vague, said=(said,)))

    checked = check_facts(sound)

    assert (checked.score.value, checked.said) == (100, (said,))
    other = replace(said, indicator=9)
    asked = check_facts(a_sound_campaign(replace(vague, said=(other,))))
    assert [one.key for one in asked.findings] == ["measured-by-others"]
    assert asked.said == ()


def test_an_accepted_warning_costs_half() -> None:
    loose = a_sound_campaign(an_item(is_tied=False))
    why = Accepted(1, "Việc mới", "Lê Lan", "Ban", datetime(2025, 1, 3, tzinfo=ZONE))

    open_cost = 100 - check_facts(loose).score.exact
    kept = check_facts(loose, {("no-tie", "node:duong"): why})

    assert 100 - kept.score.exact == open_cost / 2
    assert [one.accepted for one in kept.findings] == [why]


def test_an_error_is_never_accepted() -> None:
    bare = a_sound_campaign(an_item(targets=()))
    why = Accepted(1, "Để sau", "Lê Lan", "Ban", datetime(2025, 1, 3, tzinfo=ZONE))

    checked = check_facts(bare, {("no-measure", "node:duong"): why})

    assert [one.key for one in checked.errors] == ["no-measure"]


def facts_of(case: dict[str, Any]) -> CampaignFacts:
    """A campaign as a document tells it: facts in our own words."""
    paper = case.get("document")
    return CampaignFacts(
        day=case["day"],
        starts_on=case["starts_on"],
        ends_on=case["ends_on"],
        is_phased=case.get("is_phased", False),
        document=DocumentFacts(tuple(paper.get("lacking", ())), paper["has_copy"])
        if paper
        else None,
        phases=tuple(PhaseFacts(**one) for one in case.get("phases", ())),
        audiences=tuple(
            AudienceFacts(
                pk,
                one["name"],
                one.get("units", 1),
                one.get("over", 0),
                one.get("heaviest", 0),
                tuple(_item(pk, row) for row in one.get("items", ())),
            )
            for pk, one in enumerate(case.get("audiences", ()), start=1)
        ),
        indicators=Indicators.of(enumerate(case.get("indicators", ()))),
        name=case["name"],
        motto=case.get("motto", ""),
    )


def _item(audience: int, row: dict[str, Any]) -> ItemFacts:
    row = dict(row)
    measures = tuple(
        TargetFacts(**(_plain(one) | {"pk": pk}))
        for pk, one in enumerate(row.pop("targets", ()), start=1)
    )
    marks = tuple(
        StepFacts(pk, **one) for pk, one in enumerate(row.pop("steps", ()), start=1)
    )
    return ItemFacts(pk=1, audience=audience, targets=measures, steps=marks, **row)


def _plain(one: dict[str, Any]) -> dict[str, Any]:
    numbers = ("value", "baseline", "last_year", "promised")
    return {k: Decimal(str(v)) if k in numbers else v for k, v in one.items()}


def said_of(checked: Check) -> dict[str, list[str]]:
    """By rule: the items, or the things, that it speaks of."""
    found: dict[str, list[str]] = {}
    for one in checked.findings:
        where = one.found.item or one.found.subject
        found.setdefault(one.key, []).append(where.partition(":")[2])
    return {key: sorted(names) for key, names in found.items()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_the_check_says_of_a_document_was_reviewed(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))

    checked = check_facts(facts_of(case))

    assert said_of(checked) == {k: sorted(v) for k, v in case["expected"].items()}
    assert checked.score.value == case["score"]


def test_there_is_a_case_for_each_of_the_five_documents() -> None:
    assert len(CASES) == 5
