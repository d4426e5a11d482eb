"""What is made up for practising: a province, two communes, a form, a campaign.

It is written with the office's own actions, in the set of tables apart: months of
figures already accepted, one target already shared out, one still to be, and last
month's report of the first commune left for whoever practises.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypedDict

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from thidua.campaigns import actions as campaigns
from thidua.campaigns.drafts import (
    AudienceDraft,
    Basics,
    DocumentDraft,
    NodeDraft,
    Offer,
    PhaseDraft,
    TargetDraft,
)
from thidua.campaigns.models import Campaign, ContentNode, ContentTree, Target
from thidua.indicators import actions as indicators
from thidua.indicators.models import Form, FormLine, IndicatorVersion, Period
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.indicators.reading import Typed
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import (
    Mandate,
    Person,
    Placement,
    Tree,
    Unit,
    UnitName,
    User,
)

SESSION = "tap-lam-"
"""The key of the only session of a practice world."""
NEVER = datetime(9000, 1, 1, tzinfo=UTC)
MONTHS = 4
"""Months that have ended, of which the last is still to be reported."""
LENGTH = 12
"""Months that the campaign lasts."""


class By(TypedDict):
    """Who acts, and when."""

    actor: Actor
    at: datetime


@dataclass
class World:
    """The world while it is being made."""

    at: datetime
    actor: Actor
    units: dict[str, Unit] = field(default_factory=dict)
    versions: list[IndicatorVersion] = field(default_factory=list)

    @property
    def last(self) -> PeriodSpan:
        """The last month that has ended."""
        return containing(self.at.date(), PeriodKind.MONTH).before()

    @property
    def first(self) -> PeriodSpan:
        """The month in which the campaign began."""
        return self.last.before(MONTHS - 1)

    @property
    def then(self) -> By:
        """The program, on the morning on which the campaign begins."""
        return By(actor=self.actor, at=_morning(self.first.starts_on))

    @property
    def ends_on(self) -> date:
        return self.last.before(MONTHS - LENGTH).ends_on


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows without which no world stands, read among the real tables: law and time."""

    trees: tuple[Tree, ...]
    periods: tuple[Period, ...]


def carried() -> Carried:
    """The trees that every installation has, and the periods of the calendar."""
    keys = (Tree.STATE, Tree.PARTY, Tree.FRONT)
    return Carried(
        trees=tuple(Tree.objects.filter(key__in=keys)),
        periods=tuple(Period.objects.all()),
    )


def make_world(learner: User, things: Carried, at: datetime) -> None:
    """Everything there is to practise with, for one person."""
    Tree.objects.bulk_create(things.trees)
    Period.objects.bulk_create(things.periods)
    world = World(at, the_system(_("Phần tập làm")))
    _make_places(world)
    _seat(world, learner)
    form, lines = _make_form(world)
    campaign, targets = _make_campaign(world, form)
    _report_the_past(world, form, lines)
    _share_out(world, targets[1])
    _take_up(world, campaign)
    _open_session()


def _open_session() -> None:
    """Which chair is taken, what is said next: kept in this world, not in the real.

    It ends with the world. Django holds the end of a session against the wall, not
    against the day on which the office stands.
    """
    data = SessionStore().encode({"_session_expiry": NEVER.isoformat()})
    Session.objects.create(session_key=SESSION, session_data=data, expire_date=NEVER)


def _make_places(world: World) -> None:
    """A province with two communes, and two hamlets in the first of them."""
    kinds = Unit.Kind
    places = (
        ("province", kinds.PROVINCE, _("Tỉnh Tập Làm"), ""),
        ("one", kinds.COMMUNE, _("Xã Tập Làm Một"), "province"),
        ("two", kinds.COMMUNE, _("Xã Tập Làm Hai"), "province"),
        ("east", kinds.HAMLET, _("Ấp Đông"), "one"),
        ("west", kinds.HAMLET, _("Ấp Tây"), "one"),
    )
    since = DateRange(date(world.first.year - 2, 1, 1), None)
    tree = Tree.objects.get(key=Tree.STATE)
    for key, kind, name, above in places:
        unit = Unit.objects.create(kind=kind, is_made_up=True)
        UnitName.written(unit, name, since).save()
        parent = world.units.get(above)
        Placement.objects.create(tree=tree, unit=unit, parent=parent, during=since)
        world.units[key] = unit
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        cursor.execute("select organisations_rebuild_lineage(%s)", [tree.pk])


def _seat(world: World, learner: User) -> None:
    """The learner, with a chair in the office above and one in the first commune."""
    person = Person.named(learner.person.full_name, is_made_up=True)
    person.save()
    user = User(pk=learner.pk, username=learner.username, person=person)
    user.set_unusable_password()
    user.save(force_insert=True)
    for key, title in (
        ("province", _("Chuyên viên tỉnh (tập làm)")),
        ("one", _("Chuyên viên xã (tập làm)")),
    ):
        Mandate.objects.create(
            person=person,
            unit=world.units[key],
            role=Mandate.Role.OFFICER,
            title=title,
            during=DateRange(world.first.starts_on, None),
        )


def _make_form(world: World) -> tuple[Form, list[FormLine]]:
    """Two indicators, asked of both communes each month."""
    on = world.then
    province, since = world.units["province"], world.first.starts_on
    meanings = (
        indicators.Meaning(
            name=_("Đường nông thôn bê tông hóa"), measure="km", decimals=1
        ),
        indicators.Meaning(name=_("Hộ thoát nghèo"), measure=_("hộ")),
    )
    world.versions = [
        indicators.define_indicator(province, f"tap-lam-{n}", one, since=since, **on)
        for n, one in enumerate(meanings, 1)
    ]
    form = indicators.draft_form(
        province,
        name=_("Báo cáo tháng (tập làm)"),
        tree=Tree.objects.get(key=Tree.STATE),
        period_kind=PeriodKind.MONTH,
        starts_on=since,
        ends_on=world.ends_on,
        **on,
    )
    lines = [
        indicators.Line(version_id=version.pk, level=FormLine.Level.COMMUNE)
        for version in world.versions
    ]
    made = indicators.set_lines(form, lines, **on)
    indicators.open_form(form, **on)
    reporters = [
        indicators.Reporter(world.units[key].pk, province.pk) for key in ("one", "two")
    ]
    indicators.assign_reporters(form, reporters, since=since, **on)
    form.refresh_from_db()
    return form, made


def _make_campaign(world: World, form: Form) -> tuple[Campaign, list[Target]]:
    """From the draft to the launch, as the office does it."""
    on = world.then
    province, tree = world.units["province"], Tree.objects.get(key=Tree.STATE)
    starts_on, ends_on = world.first.starts_on, world.ends_on
    campaign = campaigns.draft_campaign(
        Basics(
            name=_("Phong trào tập làm “Chung sức xây dựng nông thôn”"),
            shape=Campaign.Shape.THEMATIC,
            line=Campaign.Line.STATE,
            launcher=province,
            office=province,
            tree=tree,
            root=province,
            starts_on=starts_on,
            ends_on=ends_on,
        ),
        **on,
    )
    phase = PhaseDraft("phase", _("Cả đợt"), starts_on, ends_on)
    campaign = campaigns.set_phases(campaign, [phase], version=campaign.version, **on)
    _write_the_plan(campaign, on)
    kinds = (Unit.Kind.COMMUNE, Unit.Kind.HAMLET)
    audience = campaigns.set_audience(
        campaign, AudienceDraft(_("Xã và ấp"), kinds, tree, province), **on
    )
    targets = _fill(world, campaign, audience.trees.get(), on)
    campaigns.ask_for_form(campaign, [form], **on)
    launched = campaigns.launch_campaign(
        campaign, reason=_("Phong trào đặt ra để tập làm."), **on
    )
    return launched, targets


def _write_the_plan(campaign: Campaign, on: By) -> None:
    campaigns.write_document(
        campaign,
        DocumentDraft(
            kind="KH",
            title=_("Kế hoạch phát động phong trào (tập làm)"),
            signer_name=_("Người Ký Tập Làm"),
            issued_on=campaign.starts_on,
            number="01",
            symbol="KH-TL",
            is_launch=True,
        ),
        **on,
    )


def _fill(
    world: World, campaign: Campaign, content: ContentTree, on: By
) -> list[Target]:
    """One leg with an item for each indicator, and the province's target on it."""
    leg = campaigns.add_node(
        content,
        NodeDraft(_("Hạ tầng và đời sống"), ContentNode.Kind.LEG),
        parent=None,
        **on,
    )
    targets = []
    for name, version, value in (
        (_("Giao thông nông thôn"), world.versions[0], Decimal(30)),
        (_("Giảm nghèo"), world.versions[1], Decimal(240)),
    ):
        draft = NodeDraft(
            name, ContentNode.Kind.ITEM, "quantity", lead_unit=world.units["province"]
        )
        node = campaigns.add_node(content, draft, parent=leg, **on)
        target = TargetDraft(
            node_key=node.key,
            version=version,
            value=value,
            split=Target.Split.SUM,
            starts_on=campaign.starts_on,
            due_on=campaign.ends_on,
            baseline=Decimal(0),
        )
        targets.append(campaigns.bind_indicator(campaign, target, **on))
    return targets


def _report_the_past(world: World, form: Form, lines: list[FormLine]) -> None:
    """Months of both communes, accepted; the last of the first one is left to do."""
    road = {"one": ("1,2", "1,4", "1,1", ""), "two": ("0,9", "1", "1,3", "1,1")}
    homes = {"one": ("9", "8", "11", ""), "two": ("10", "9", "9", "12")}
    for back in reversed(range(MONTHS)):
        span = world.last.before(back)
        place = MONTHS - 1 - back
        for key in ("one", "two"):
            figures = (road[key][place], homes[key][place])
            if all(figures):
                _report(world, form, lines, span, world.units[key], figures)


def _report(
    world: World,
    form: Form,
    lines: list[FormLine],
    span: PeriodSpan,
    unit: Unit,
    figures: tuple[str, str],
) -> None:
    at = min(_morning(span.ends_on + timedelta(days=2)), world.at)
    on = By(actor=world.actor, at=at)
    period = Period.objects.get(pk=span.id)
    report = indicators.start_report(form, unit, period, **on)
    cells = [
        Typed(line_id=line.pk, value=value, numerator="", denominator="", version=0)
        for line, value in zip(lines, figures, strict=True)
    ]
    indicators.save_figures(report, cells, **on)
    report = indicators.submit_report(report, **on)
    indicators.accept_report(report, **on)


def _share_out(world: World, target: Target) -> None:
    """The second target is shared out and taken up, to show how it looks."""
    on = world.then
    offers = [
        Offer(world.units["one"].pk, Decimal(130)),
        Offer(world.units["two"].pk, Decimal(110)),
    ]
    for child in campaigns.propose_targets(target, offers, **on):
        campaigns.accept_target(child, revision=child.revision, **on)


def _take_up(world: World, campaign: Campaign) -> None:
    on = world.then
    for key in ("one", "two"):
        campaigns.acknowledge_campaign(campaign, world.units[key].pk, **on)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)
