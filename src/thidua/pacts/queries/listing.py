"""Pacts of a campaign, pacts of a unit, pacts that everybody may read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State as CampaignState
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import YES, Verdict, only_if
from thidua.kernel.sheets import MOST, Column, Columns, Kind, Sheet, listed
from thidua.kernel.ui import parts
from thidua.kernel.ui.filters import Field, chosen, paged
from thidua.organisations.actor import Actor
from thidua.pacts.models import (
    Pact,
    PactEdition,
    PactParty,
    PactQuerySet,
    PactSignature,
)
from thidua.pacts.policies import can_draw_up
from thidua.pacts.queries.tabs import CAMPAIGN
from thidua.pacts.queries.words import called, during, state_tone, state_words
from thidua.pacts.states import State

FIELDS = (Field("trang-thai", gettext_lazy("Trạng thái"), State.choices),)
"""What the lists are filtered by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One pact of a list."""

    href: str
    title: str
    campaign: str
    parties: Sequence[str]
    starts_on: date
    ends_on: date
    during: str
    state: str
    tone: str
    hands: int
    signed: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything `campaign.html` and `mine.html` show."""

    finding: str
    rows: Sequence[Row]
    pager: parts.Pager
    frame: Frame | None = None
    may_draw_up: Verdict = YES
    new_href: str = ""
    mine_href: str = ""
    public_href: str = ""


def campaign_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str]
) -> ListPage:
    """The pacts of a campaign that this reader may know of; the own ones first."""
    found = of_campaign(campaign, actor)
    rows, pager = _paged(found, day, params, reverse(CAMPAIGN, args=[campaign.pk]))
    return ListPage(
        finding=_finding(found),
        rows=rows,
        pager=pager,
        frame=frame(campaign, actor, day, CAMPAIGN),
        may_draw_up=can_draw_up(actor, campaign)
        & only_if(
            campaign.state == CampaignState.LAUNCHED,
            otherwise=_("Phong trào không đang thực hiện."),
            remedy=_("Giao ước lập từ khi phát động đến khi kết thúc phong trào."),
        ),
        new_href=reverse("pacts:new", args=[campaign.pk]),
        mine_href=reverse("pacts:mine"),
        public_href=reverse("pacts:public-list"),
    )


def of_campaign(campaign: Campaign, actor: Actor) -> PactQuerySet:
    """Those of a campaign that a reader may know of, the own ones first."""
    own = Q(pk__in=Pact.objects.of_unit(actor.unit_id).values("pk"))
    found = Pact.objects.visible_to(actor).filter(campaign=campaign)
    return found.order_by(Case(When(own, then=0), default=1), "-made_at", "-pk")


def mine_page(actor: Actor, day: date, params: Mapping[str, str]) -> ListPage:
    """The pacts of the reader's unit, in all campaigns."""
    found = Pact.objects.of_unit(actor.unit_id)
    rows, pager = _paged(found, day, params, reverse("pacts:mine"))
    return ListPage(
        finding=_finding(found),
        rows=rows,
        pager=pager,
        public_href=reverse("pacts:public-list"),
    )


def public_list_page(day: date, params: Mapping[str, str]) -> ListPage:
    """What anybody may read."""
    found, here = Pact.objects.public(), reverse("pacts:public-list")
    rows, pager = _paged(found, day, params, here, "pacts:public")
    return ListPage(finding=_finding(found), rows=rows, pager=pager)


def pacts_sheet(found: PactQuerySet, day: date, params: Mapping[str, str]) -> Sheet:
    """Such a list as Excel, as filtered."""
    columns: Columns[Row] = [
        (Column(_("Giao ước"), width=50), lambda row: row.title),
        (Column(pgettext("một", "Phong trào"), width=40), lambda row: row.campaign),
        (Column(_("Các bên"), width=50), lambda row: "; ".join(row.parties)),
        (Column(_("Từ ngày"), kind=Kind.DATE, width=14), lambda row: row.starts_on),
        (Column(_("Đến ngày"), kind=Kind.DATE, width=14), lambda row: row.ends_on),
        (Column(_("Trạng thái"), width=24), lambda row: row.state),
        (Column(_("Số bên"), kind=Kind.NUMBER), lambda row: len(row.parties)),
        (Column(_("Số bên đã ký"), kind=Kind.NUMBER), lambda row: row.hands),
    ]
    rows = _rows(_filtered(found, params)[:MOST], day, "pacts:pact")
    return listed(_("Giao ước"), day, columns, rows)


def _filtered(found: PactQuerySet, params: Mapping[str, str]) -> PactQuerySet:
    state = chosen(FIELDS, params)["trang-thai"]
    return found.filter(state=state) if state else found


def _paged(
    found: PactQuerySet,
    day: date,
    params: Mapping[str, str],
    here: str,
    address: str = "pacts:pact",
) -> tuple[list[Row], parts.Pager]:
    wanted = _filtered(found, params)
    shown, pager = paged(wanted.count(), params, here)
    return _rows(wanted[shown], day, address), pager


def _finding(found: PactQuerySet) -> str:
    counts = Counter(found.values_list("state", flat=True))
    holds, under_way = (
        counts[State.IN_FORCE],
        sum(counts[one] for one in (State.DRAFT, State.TALKED, State.SIGNING)),
    )
    if not counts:
        return _("Chưa có giao ước nào")
    words = ngettext(
        "%(n)s giao ước đang có hiệu lực", "%(n)s giao ước đang có hiệu lực", holds
    ) % {"n": show_number(holds)}
    if not under_way:
        return words
    more = ngettext("%(n)s đang lập, đang ký", "%(n)s đang lập, đang ký", under_way)
    return f"{words}, {more % {'n': show_number(under_way)}}"


def _rows(found: PactQuerySet, day: date, address: str) -> list[Row]:
    pacts = list(found.select_related("campaign"))
    keys = [one.pk for one in pacts]
    editions = {
        one.pact_id: one
        for one in PactEdition.objects.filter(pact__in=keys, number=F("pact__edition"))
    }
    sides: dict[int, list[int]] = defaultdict(list)
    parties = PactParty.objects.filter(pact__in=keys, left_at__isnull=True)
    for pact_id, unit_id in parties.values_list("pact_id", "unit_id"):
        sides[pact_id].append(unit_id)
    hands = PactSignature.objects.filter(
        edition__in=[one.pk for one in editions.values()]
    )
    signed = Counter(hands.values_list("edition__pact", flat=True))
    names = called({unit for units in sides.values() for unit in units}, day)
    return [
        Row(
            href=reverse(address, args=[one.pk]),
            title=editions[one.pk].title,
            campaign=one.campaign.name,
            parties=[names[unit] for unit in sides[one.pk]],
            starts_on=editions[one.pk].starts_on,
            ends_on=editions[one.pk].ends_on,
            during=during(editions[one.pk]),
            state=state_words(one, editions[one.pk], day),
            tone=state_tone(one, editions[one.pk], day),
            hands=signed[one.pk],
            signed=_signed(one, signed[one.pk], len(sides[one.pk])),
        )
        for one in pacts
    ]


def _signed(pact: Pact, hands: int, parties: int) -> str:
    if pact.state != State.SIGNING:
        return ""
    return _("%(count)s trên %(all)s bên đã ký") % {"count": hands, "all": parties}


def crumbs_of(pact: Pact, here: str = "", title: str = "") -> list[parts.Link]:
    """The way to a pact, and to what stands behind it."""
    links = way_to(pact, title)
    if not here:
        return [*links[:-1], parts.Link(title, is_here=True)]
    return [*links, parts.Link(here, is_here=True)]


def way_to(pact: Pact, title: str) -> list[parts.Link]:
    """Its campaign, the pacts of that, the pact under its title."""
    campaign = reverse("campaigns:campaign", args=[pact.campaign_id])
    return [
        parts.Link(pact.campaign.name, campaign),
        parts.Link(_("Giao ước"), reverse(CAMPAIGN, args=[pact.campaign_id])),
        parts.Link(title, reverse("pacts:pact", args=[pact.pk])),
    ]
