"""The stage of the journeys: real places of Bến Tre, made-up people, a campaign.

Names, codes, eras and successions are read from the official files; only the part of
the country that the story needs is written, so that a journey begins in a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from tests.journeys.places import BEN_TRE, real_places
from tests.journeys.staff import START, a_front, actor_of, an_office, people
from tests.organisations.factories import tree
from thidua.campaigns import actions as campaigns
from thidua.campaigns.drafts import (
    AudienceDraft,
    Basics,
    DocumentDraft,
    NodeDraft,
    PhaseDraft,
    TargetDraft,
)
from thidua.campaigns.models import Audience, Campaign, ContentNode, Phase, Target
from thidua.indicators import actions as indicators
from thidua.indicators.actions import Line, Meaning
from thidua.indicators.models import Form, IndicatorVersion
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree, Unit


class By(TypedDict):
    """Who acts, and when."""

    actor: Actor
    at: datetime


@dataclass
class Stage:
    """What stands before the first word of the story."""

    units: dict[str, Unit]
    office: Unit
    front: Unit
    campaign: Campaign
    form: Form
    road: IndicatorVersion
    houses: IndicatorVersion
    target: Target

    def unit(self, key: str) -> Unit:
        """A unit by its key in the official file."""
        return self.units[key]

    def named(self, full_name: str) -> Unit:
        """The successor of that name, after 1 July 2025."""
        (found,) = {
            unit
            for key, unit in self.units.items()
            if key.startswith("a") and unit.names.get().full_name == full_name
        }
        return found


def set_the_stage() -> Stage:
    """Places, people, a form with two indicators, a campaign ready to be launched."""
    units = real_places()
    office = an_office(units)
    front = a_front(units)
    people(units, office, front)
    chief = actor_of("tinh")
    form, road, houses = a_form(office, chief)
    campaign = a_draft(units, office, front, chief)
    target = the_targets(campaign, road, chief)
    campaigns.ask_for_form(campaign, [form], actor=chief, at=at(START))
    return Stage(units, office, front, campaign, form, road, houses, target)


def at(day: date, hour: int = 8) -> datetime:
    """A moment of the office on a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def a_form(
    office: Unit, chief: Actor
) -> tuple[Form, IndicatorVersion, IndicatorVersion]:
    """Roads in kilometres and houses handed over, reported by communes each month."""
    roads = Meaning(name="Đường nông thôn bê tông hóa", measure="km", decimals=1)
    houses_given = Meaning(name="Nhà tình thương bàn giao", measure="căn")
    meanings = [("duong-be-tong", roads), ("nha-tinh-thuong", houses_given)]
    road, houses = (
        indicators.define_indicator(
            office, code, meaning, since=date(2020, 1, 1), actor=chief, at=at(START)
        )
        for code, meaning in meanings
    )
    form = indicators.draft_form(
        office,
        name="Báo cáo tháng phong trào “Đồng khởi mới”",
        tree=tree(),
        period_kind="month",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        actor=chief,
        at=at(START),
    )
    indicators.set_lines(
        form,
        [Line(version_id=one.pk, level="commune") for one in (road, houses)],
        actor=chief,
        at=at(START),
    )
    return form, road, houses


def a_draft(
    units: dict[str, Unit], office: Unit, front: Unit, chief: Actor
) -> Campaign:
    """“Đồng khởi mới” of 2025 with two legs, a peak, its directive; not launched."""
    on: By = {"actor": chief, "at": at(START)}
    campaign = campaigns.draft_campaign(
        Basics(
            name="“Đồng khởi mới” năm 2025",
            motto="Hai chân – Ba mũi",
            slogan="Học tập điển hình, bắt kịp điển hình, vượt qua điển hình",
            theme="Tăng tốc, bứt phá, về đích",
            shape=Campaign.Shape.THEMATIC,
            line=Campaign.Line.STATE,
            launcher=units[BEN_TRE],
            office=office,
            tree=tree(),
            root=units[BEN_TRE],
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 12, 31),
            vision_year=2030,
            predecessor_review="Năm năm theo Chỉ thị 16-CT/TU, các cấp hưởng ứng.",
        ),
        **on,
    )
    _audiences(campaign, units, front, chief)
    campaign.refresh_from_db()
    _phases(campaign, on)
    _document(campaign, on)
    campaign.refresh_from_db()
    return campaign


def _write_content(state: Audience, mass: Audience, chief: Actor) -> None:
    """Two legs for places, one for the Front; one item counted, others by steps."""
    on: By = {"actor": chief, "at": at(START)}
    for audience, leg, items in (
        (
            state,
            "Phát triển kinh tế – xã hội",
            ["Đường nông thôn", "Phát hiện nhân tài"],
        ),
        (mass, "Vận động Nhân dân", ["Vận động hiến đất làm đường"]),
    ):
        content = audience.trees.get()
        root = campaigns.add_node(
            content,
            NodeDraft(name=leg, kind="leg", label="Chân thứ hai"),
            **on,
        )
        for name in items:
            is_road = name == "Đường nông thôn"
            nature = "quantity" if is_road else "milestone"
            lead = audience.campaign.office if is_road else None
            content.refresh_from_db()
            node = campaigns.add_node(
                content,
                NodeDraft(name=name, kind="item", nature=nature, lead_unit=lead),
                parent=root,
                **on,
            )
            if nature == "milestone":
                campaigns.define_milestone(
                    audience,
                    node.key,
                    name=f"{name}: có kế hoạch và người phụ trách",
                    due_on=date(2025, 3, 31),
                    **on,
                )


def the_targets(campaign: Campaign, road: IndicatorVersion, chief: Actor) -> Target:
    """320 km of road for the province, split as a sum."""
    item = ContentNode.objects.get(
        tree__audience__campaign=campaign, name="Đường nông thôn"
    )
    return campaigns.bind_indicator(
        campaign,
        TargetDraft(
            node_key=item.key,
            version=road,
            value=Decimal(320),
            split=Target.Split.SUM,
            starts_on=date(2025, 1, 1),
            due_on=date(2025, 12, 31),
        ),
        actor=chief,
        at=at(START),
    )


def _audiences(
    campaign: Campaign, units: dict[str, Unit], front: Unit, chief: Actor
) -> None:
    on: By = {"actor": chief, "at": at(START)}
    state = campaigns.set_audience(
        campaign,
        AudienceDraft(
            name="Huyện, xã",
            kinds=["district", "commune", "township", "ward"],
            tree=tree(),
            below=units[BEN_TRE],
        ),
        **on,
    )
    mass = campaigns.set_audience(
        campaign,
        AudienceDraft(
            name="Mặt trận Tổ quốc các cấp",
            kinds=["front"],
            tree=tree(Tree.FRONT),
            below=front,
            reports=False,
        ),
        **on,
    )
    _write_content(state, mass, chief)


def _phases(campaign: Campaign, on: By) -> None:
    campaigns.set_phases(
        campaign,
        [
            PhaseDraft(
                Phase.Kind.ORDINARY,
                "Thực hiện",
                date(2025, 1, 1),
                date(2025, 8, 31),
            ),
            PhaseDraft(
                Phase.Kind.PEAK,
                "Cao điểm chào mừng Đại hội",
                date(2025, 9, 1),
                date(2025, 10, 31),
                "Mỗi xã một công trình",
            ),
        ],
        version=campaign.version,
        **on,
    )  # fmt: skip


def _document(campaign: Campaign, on: By) -> None:
    campaigns.write_document(
        campaign,
        DocumentDraft(
            kind="CT",
            number="01",
            symbol="CT-UBND",
            title="Về việc phát động phong trào thi đua “Đồng khởi mới” năm 2025",
            issued_on=START,
            place="Bến Tre",
            signer_name="Người Ký Thử",
            signer_title="Chủ tịch",
            contents=["Từng đơn vị cụ thể hóa phong trào.", "Báo cáo hằng tháng."],
            recipients=["UBND các huyện, thành phố", "Lưu: VT, BTĐKT"],
            is_launch=True,
        ),
        **on,
    )
