"""Era 2: Vĩnh Long in two tiers, its campaign of 2026 and the first four months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from thidua.campaigns.actions import ask_for_form, draft_campaign, launch_campaign
from thidua.campaigns.drafts import Basics
from thidua.campaigns.models import AudienceMember, Campaign
from thidua.config.demonstration.books import Book, keep_the_book
from thidua.config.demonstration.campaign_one import (
    AudiencePlan,
    Script,
    bind_lines,
    on,
    write_content,
    write_papers,
)
from thidua.config.demonstration.counting import TWO_TIERS, lay_out
from thidua.config.demonstration.curves import shifted
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import give_at_one_stroke
from thidua.config.demonstration.parts import with_parts
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.places import VINH_LONG, communes_of
from thidua.config.demonstration.series import Sheet, series_of
from thidua.config.demonstration.targets import shares_of
from thidua.kernel.clock import ZONE
from thidua.organisations.models import Tree, Unit

TODAY = datetime(2026, 5, 20, 8, 0, tzinfo=ZONE)
SHEET = Sheet(
    tuple(shifted(date(2026, 1, 1), step) for step in range(4)),
    1,
    date(2026, 1, 1),
    12,
)
COMMUNES = AudiencePlan(
    "two_tiers",
    "Xã, phường",
    (Unit.Kind.COMMUNE, Unit.Kind.WARD),
    Tree.STATE,
    VINH_LONG,
)
STILL_THINKING = ("a29536", "a29413", "a28996", "a29830")
"""Communes whose target for digital skills still waits for their word."""


def two_tier_content() -> dict[str, Any]:
    """The form of 2026; indicators known from era 1 keep their definitions."""
    known = {
        line["code"]: line
        for section in told("indicators").values()
        for line in section["lines"]
    }
    said = told("two_tiers")
    lines = [known.get(line["code"], {}) | line for line in said["communes"]["lines"]]
    return {"name": said["communes"]["name"], "lines": lines}


def load_two_tiers(loading: Loading, carried: list[Campaign]) -> Script:
    """Draft, launch, give and count; the answer: the campaign's script."""
    actor = officer_of(loading.stage, "vinhlong", "vl-office")
    at = on(date(2025, 12, 29))
    content = two_tier_content()
    form = lay_out(
        loading.counting, TWO_TIERS, content, loading.stage, actor=actor, at=at
    )
    script = Script(
        draft_campaign(_basics(loading, carried), actor=actor, at=at), actor
    )
    said = told("campaigns")["vinh_long"]
    write_papers(script, said, at=at)
    below = loading.stage.unit(VINH_LONG)
    write_content(script, loading, COMMUNES, below, told("two_tiers"), at=at)
    ask_for_form(script.campaign, [form], actor=actor, at=at)
    year_end = date(2026, 12, 31)
    bind_lines(script, loading, content, said["starts_on"], year_end, at=at)
    launched = on(said["starts_on"], 8)
    script.campaign = launch_campaign(
        script.campaign, reasons=said["in_spite_of"], actor=actor, at=launched
    )
    _give(script, loading, content)
    _acknowledge(script, loading)
    return script


def _basics(loading: Loading, carried: list[Campaign]) -> Basics:
    said = told("campaigns")["vinh_long"]
    province = loading.stage.unit(VINH_LONG)
    return Basics(
        name=said["name"],
        motto=said["motto"],
        slogan=said["slogan"],
        theme=said["theme"],
        shape=Campaign.Shape.PHASED,
        line=Campaign.Line.STATE,
        launcher=province,
        office=loading.stage.unit("vl-office"),
        tree=Tree.objects.get(key=Tree.STATE),
        root=province,
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        vision_year=said["vision_year"],
        predecessor_review=said["review"].strip(),
        carries_on=carried,
    )


def _give(script: Script, loading: Loading, content: Mapping[str, Any]) -> None:
    """From the province straight to 124 communes."""
    places = communes_of(VINH_LONG)
    for line in content["lines"]:
        root = script.roots[line["code"]]
        waiting = STILL_THINKING if line["code"] == "nguoi-hoc-ky-nang-so" else ()
        give_at_one_stroke(
            root,
            shares_of(line, root.value, places),
            waiting,
            script.actor,
            loading,
            at=on(date(2026, 1, 13)),
        )


def _acknowledge(script: Script, loading: Loading) -> None:
    keys = {loading.stage.ids[place.key]: place.key for place in communes_of(VINH_LONG)}
    members = list(AudienceMember.objects.filter(audience__campaign=script.campaign))
    said = []
    for member in members:
        key = keys[member.unit_id]
        if key in STILL_THINKING[:2]:
            continue
        days = dice("receipt", key).choice((1, 1, 2, 3, 6, 11))
        member.acknowledged_at = on(date(2026, 1, 12) + timedelta(days=days), 10)
        member.acknowledged_by = loading.crew.officer(key)
        said.append(member)
    AudienceMember.objects.bulk_update(said, ["acknowledged_at", "acknowledged_by"])


def keep_books_of_2026(loading: Loading) -> int:
    """January to April 2026 of 124 communes."""
    places = communes_of(VINH_LONG)
    content = two_tier_content()
    book = Book(
        form=loading.counting.forms[TWO_TIERS.key],
        receivers={place.key: "vl-office" for place in places},
        places=places,
        series=dict(
            pair
            for line in content["lines"]
            for pair in with_parts(line, series_of(line, places, SHEET))
        ),
        indicators={
            code: version.indicator_id
            for code, version in loading.counting.versions.items()
        },
        notes={},
    )
    return keep_the_book(
        book,
        loading.stage,
        loading.crew,
        periods=len(SHEET.starts),
        known_until=TODAY,
        slow=(VINH_LONG,),
        actor=loading.actor,
    )
