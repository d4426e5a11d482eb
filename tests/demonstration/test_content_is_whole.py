"""The content: every reference leads somewhere, and what is made up says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from thidua.config.demonstration.answers import LEADS, NEVER_ANSWERED
from thidua.config.demonstration.bodies import bodies
from thidua.config.demonstration.era_two import two_tier_content
from thidua.config.demonstration.exemplars import item_of
from thidua.config.demonstration.files import told
from thidua.config.demonstration.habits import NEVER_SILENT, SILENT_NOW
from thidua.config.demonstration.names import NOT_TO_BE_USED, name_of
from thidua.config.demonstration.people import cast, everybody, sign_ins
from thidua.organisations.models import Mandate
from thidua.organisations.official import official_units

TREES = ("tree_province", "tree_agencies", "tree_communes", "tree_hamlets", "two_tiers")
SECTIONS = list(told("indicators"))


def nodes_of(tree: str) -> dict[str, dict[str, Any]]:
    return {node["key"]: node for node in told(tree)["nodes"]}


def all_nodes() -> dict[str, dict[str, Any]]:
    return {key: node for tree in TREES for key, node in nodes_of(tree).items()}


def all_lines() -> Iterator[dict[str, Any]]:
    for section in SECTIONS:
        yield from told("indicators")[section]["lines"]
    yield from two_tier_content()["lines"]


def all_units() -> set[str]:
    return {unit.key for unit in official_units()} | {body.key for body in bodies()}


@pytest.mark.parametrize("tree", TREES)
def test_every_node_hangs_in_its_tree(tree: str) -> None:
    seen: set[str] = set()
    for key, node in nodes_of(tree).items():
        assert node.get("in") is None or node["in"] in seen
        seen.add(key)


def test_two_legs_and_three_prongs_for_each_kind_of_unit() -> None:
    for tree in TREES[:3]:
        kinds = [node.get("kind") for node in told(tree)["nodes"]]
        assert (kinds.count("leg"), kinds.count("prong")) == (2, 3)


def test_an_exemplar_of_a_commune_is_one_of_an_item_of_the_communes() -> None:
    items = {key for key, one in nodes_of("tree_communes").items() if "as" in one}
    codes = [
        one["indicator"] for one in told("exemplars")["exemplars"] if "indicator" in one
    ]
    assert codes
    for code in codes:
        assert item_of(code) in items, code


def test_every_item_is_counted_or_has_milestones() -> None:
    counted = {line["node"] for line in all_lines() if "goal" in line}
    for key, node in all_nodes().items():
        if "kind" in node:
            continue
        assert key in counted or node.get("as") in counted or node.get("milestones")


def test_every_line_hangs_on_an_item_and_says_how_it_splits() -> None:
    nodes = all_nodes()
    for line in all_lines():
        assert line["node"] in nodes
        assert line["split"] in {"sum", "weighted", "each", "count", "none"}
        assert line["name"]
        assert line["definition"]


def test_what_content_names_exists() -> None:
    units, nodes = all_units(), all_nodes()
    leads = {node["lead"] for node in nodes.values() if "lead" in node}
    owners = {line["owner"] for line in all_lines() if "owner" in line}
    posts = {post.at for person in everybody() for post in person.posts}
    plans = told("plans")
    told_of = {row["unit"] for row in (*plans["plans"], *plans["rounds"])}
    habits = set(SILENT_NOW) | NEVER_SILENT | set(NEVER_ANSWERED)
    assert leads | owners | posts | told_of | habits <= units
    for plan in plans["plans"]:
        assert {item["node"] for item in plan["items"]} <= set(nodes)
    for key, body in LEADS:
        assert key in nodes
        assert body in units


def test_the_goals_are_those_of_the_documents() -> None:
    stated = {
        line["code"]: line["goal"]
        for line in all_lines()
        if "Báo Đồng Khởi" in line.get("stated", "")
    }
    assert stated == {
        "von-dau-tu": 130_000,
        "ty-le-do-thi-hoa": 27,
        "do-thi-loai-v": 8,
        "tieu-chuan-do-thi": 70,
        "par-index": 20,
    }


def test_only_what_the_documents_name_is_not_marked_as_made_up() -> None:
    real = {body.name for body in bodies() if not body.is_made_up}
    assert real == {
        "Sở Nội vụ tỉnh Bến Tre",
        "Ban Thi đua – Khen thưởng tỉnh Bến Tre",
        "Đài Phát thanh và Truyền hình Bến Tre",
        "Tỉnh ủy Bến Tre",
        "Ban Thường vụ Tỉnh ủy Bến Tre",
        "Báo Đồng Khởi",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre",
        "Ấp Gia Phước",
    }


def test_made_up_documents_say_so() -> None:
    said = told("campaigns")
    for key in ("new_uprising", "vinh_long"):
        document = said[key]["document"]
        assert "minh họa" in document["title"]
        assert "minh họa" in document["signer_title"]
    assert "minh họa" in said["vinh_long"]["name"]
    assert all("minh họa" in row["title"] for row in said["new_uprising"]["plans"])


def test_nobody_is_called_like_somebody_of_the_documents() -> None:
    names = {person.name for person in everybody()}
    assert not names & NOT_TO_BE_USED
    assert name_of("b29230", "officer") == name_of("b29230", "officer")


def test_the_story_has_its_people() -> None:
    users = {person.user: person for person in cast()}
    assert len(sign_ins()) == len(users) == 15
    roles = {post.role for person in users.values() for post in person.posts}
    assert roles == set(Mandate.Role.values)
    two_hats = users["haivai"].posts
    on_day = [post for post in two_hats if not post.since]
    assert len({post.at for post in on_day}) == 2
    carries_on = users["chaubinh"].posts
    assert [post.at for post in carries_on] == ["b29008", "a28996"]
    assert carries_on[0].until == date(2025, 6, 30)
