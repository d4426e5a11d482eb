"""Campaigns, their content and their documents by what is typed; what one may begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
    When,
)
from django.db.models.functions import Cast, Least
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.ladder import next_below
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    LaunchDocument,
    Target,
)
from thidua.campaigns.policies import can_give
from thidua.campaigns.states import State
from thidua.kernel.finding import (
    ACT,
    BEGINS,
    CAMPAIGN,
    CONTENT,
    DOCUMENT,
    ITSELF,
    Hit,
    Words,
    fit,
    holds,
    in_all_languages,
    is_marked,
    symbol_begins,
)
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

OPENED_AT = {"campaigns:campaign": CAMPAIGN}
"""The pages that show one thing of this room."""
MOST = 8
"""Hits of one kind."""
GRIDS = 60
"""Tables of targets that are offered; what is typed narrows them."""

_COLUMNS = (
    *("hit_kind", "hit_number", "hit_label", "hit_about", "hit_way", "hit_rank"),
    "hit_is_near",
)
_LAUNCH = gettext_lazy("phát động phong trào")
_GRID = gettext_lazy("bảng giao chỉ tiêu, phân bổ chỉ tiêu, giao số")


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """Everything in the campaigns this actor may know of: two queries."""
    known = _known(actor)
    campaigns = Campaign.objects.filter(pk__in=known)
    campaigns = campaigns.filter(holds("name", words), is_marked("name", words))
    nodes = _nodes(known).filter(holds("name", words), is_marked("name", words))
    called = _called()
    papers = LaunchDocument.objects.filter(campaign__in=known)
    papers = papers.filter(_is_asked_for(called, words))
    rank = Least(fit("name", words), fit(_quoted(), words))
    asked = _campaigns(campaigns, rank, _takes_part(actor, on)).union(
        _content(nodes, fit("name", words)),
        _papers(papers, _rank_of_papers(words)),
        all=True,
    )
    rows = list(asked)
    hits = [_hit(row) for row in rows]
    if actor.holds(Power.RUN):
        hits += [
            _launch(number, label, rank)
            for kind, number, label, _about, way, rank, _is_near in rows
            if kind == CAMPAIGN and way == State.DRAFT
        ]
    return hits


def recalled(
    actor: Actor, numbers: Mapping[str, Sequence[int]], _on: date
) -> list[Hit]:
    """The campaigns somebody opened lately, as far as they may still know of them."""
    if not (chosen := numbers.get(CAMPAIGN)):
        return []
    rows = Campaign.objects.visible_to(actor).filter(pk__in=chosen)
    itself = Value(ITSELF, output_field=SmallIntegerField())
    return [_hit(row) for row in _campaigns(rows, itself)]


def acts(actor: Actor, words: Words, on: date) -> list[Hit]:
    """Drafts that wait to be launched; the tables in which targets are given."""
    hits: list[Hit] = []
    if actor.holds(Power.RUN) and words.may_begin(in_all_languages(_LAUNCH)):
        mine = Q(launcher=actor.unit_id) | Q(office=actor.unit_id)
        drafts = Campaign.objects.filter(mine, state=State.DRAFT)
        named = drafts.order_by("-pk").values_list("pk", "name")[:3]
        hits = [_launch(pk, name) for pk, name in named]
    if words.has_begun(in_all_languages(_GRID)):
        hits += _grids(actor, on)
    return hits


def _grids(actor: Actor, on: date) -> list[Hit]:
    """The tables in which this actor gives targets to the units below."""
    office = Q(campaign__launcher=actor.unit_id) | Q(campaign__office=actor.unit_id)
    held = Q(unit=actor.unit_id) | Q(unit=F("campaign__root")) & office
    targets = Target.objects.open().filter(
        held, campaign__state=State.LAUNCHED, campaign__ends_on__gte=on
    )
    named = targets.select_related("campaign", "version").order_by("version__name")
    has_below: dict[tuple[int, int], bool] = {}
    hits = []
    for one in named[:GRIDS]:
        place = (one.campaign_id, one.unit_id)
        if place not in has_below:
            has_below[place] = bool(next_below(one.campaign, one.unit_id, on))
        if has_below[place] and can_give(actor, one):
            label = _("Bảng giao chỉ tiêu: %(name)s") % {"name": one.version.name}
            address = reverse("campaigns:give", args=[one.campaign_id, one.pk])
            also = in_all_languages(_GRID)
            hits.append(Hit(ACT, one.pk, label, address, _("việc"), also=also))
    return hits


def _launch(pk: int, name: str, rank: int = ITSELF) -> Hit:
    label = name if name.startswith("“") else f"“{name}”"
    return Hit(
        ACT,
        pk,
        _("Phát động %(name)s") % {"name": label},
        reverse("campaigns:launch", args=[pk]),
        _("việc"),
        rank,
        also=in_all_languages(_LAUNCH),
    )


def _known(actor: Actor) -> list[int]:
    return list(Campaign.objects.visible_to(actor).values_list("pk", flat=True))


def _nodes(campaigns: Sequence[int]) -> QuerySet[ContentNode]:
    """The content last published to each audience; of a draft, what is drafted."""
    later = ContentTree.objects.filter(
        audience=OuterRef("tree__audience"), number__gt=OuterRef("tree__number")
    ).filter(frozen_at__isnull=False)
    is_read = Q(tree__frozen_at__isnull=False) | Q(tree__number=1)
    return ContentNode.objects.filter(
        is_read, ~Exists(later), tree__audience__campaign__in=campaigns
    )


def _called() -> Func:
    """How one asks for a document: `05/CT-UBND Về việc …`; as its index says it."""
    return Func(
        F("number"),
        F("symbol"),
        F("title"),
        function="campaigns_document_called",
        output_field=CharField(),
    )


def _is_asked_for(called: Func, words: Words) -> Q:
    """By words of number, symbol and title; the number with its nought or without."""
    other = words.otherwise_numbered()
    by_words = Q(holds(called, words)) & Q(is_marked(called, words))
    if words.number is None:
        return by_words
    return by_words | Q(holds(called, other)) & Q(is_marked(called, other))


def _rank_of_papers(words: Words) -> Any:
    """One whose number and symbol were typed fits as a name that begins so."""
    if words.number is None:
        return fit("title", words)
    numbers = [words.plain[0], words.otherwise_numbered().plain[0]]
    numbered = Q(number__in=numbers) & Q(symbol_begins("symbol", words))
    return Case(
        When(numbered, then=Value(BEGINS)),
        default=fit("title", words),
        output_field=SmallIntegerField(),
    )


def _quoted() -> Func:
    """What a campaign's name has in quotation marks, as most call it."""
    return Func(
        F("name"),
        Value("“([^”]+)"),
        function="substring",
        output_field=CharField(),
    )


def _takes_part(actor: Actor, on: date) -> Any:
    """Runs it on a day where this actor's unit works with it: as a member of an
    audience, or as one of its bodies?"""
    member = AudienceMember.objects.taking_part_on(on).filter(
        unit=actor.unit_id, audience__campaign=OuterRef("pk")
    )
    mine = (
        Q(Exists(member))
        | Q(office=actor.unit_id)
        | Q(launcher=actor.unit_id)
        | Q(root=actor.unit_id)
    )
    runs = Q(state=State.LAUNCHED, starts_on__lte=on, ends_on__gte=on)
    return Case(When(mine & runs, then=Value(True)), default=Value(False))


def _campaigns(
    rows: QuerySet[Campaign], rank: Any, is_near: Any = None
) -> QuerySet[Any, Any]:
    return _best(
        rows.annotate(
            hit_kind=Value(CAMPAIGN),
            hit_number=F("pk"),
            hit_label=F("name"),
            hit_about=F("launched_as"),
            hit_way=F("state"),
            hit_rank=rank,
            hit_is_near=Value(False) if is_near is None else is_near,
        ),
        "-starts_on",
    )


def _content(rows: QuerySet[ContentNode], rank: Any) -> QuerySet[Any, Any]:
    return _best(
        rows.annotate(
            hit_kind=Value(CONTENT),
            hit_number=F("tree__audience__campaign_id"),
            hit_label=F("name"),
            hit_about=F("tree__audience__campaign__name"),
            hit_way=Func(
                Cast("tree__audience_id", CharField()),
                Value("&noi-dung="),
                Cast("key", CharField()),
                function="concat",
                output_field=CharField(),
            ),
            hit_rank=rank,
            hit_is_near=Value(False),
        ),
        "-tree__audience__campaign__starts_on",
    )


_BETWEEN = Case(When(symbol__contains="/", then=Value("-")), default=Value("/"))
"""Between number and symbol, as `kernel.paper.figures.as_typed` has it."""


def _papers(rows: QuerySet[LaunchDocument], rank: Any) -> QuerySet[Any, Any]:
    return _best(
        rows.annotate(
            hit_kind=Value(DOCUMENT),
            hit_number=F("campaign_id"),
            hit_label=F("title"),
            hit_about=Func(_BETWEEN, F("number"), F("symbol"), function="concat_ws"),
            hit_way=Cast("pk", CharField()),
            hit_rank=rank,
            hit_is_near=Value(False),
        ),
        "-issued_on",
    )


def _best(rows: QuerySet[Any], latest: str) -> QuerySet[Any, Any]:
    ordered = rows.order_by("-hit_is_near", "hit_rank", latest, "hit_label", "pk")
    return ordered.values_list(*_COLUMNS)[:MOST]


def _hit(row: Sequence[Any]) -> Hit:
    kind, number, label, about, way, rank, is_near = row
    if kind == DOCUMENT:
        href = reverse("campaigns:documents", args=[number]) + f"#document-{way}"
        return Hit(kind, int(way), label, href, about, rank)
    href = reverse("campaigns:campaign", args=[number])
    if kind == CONTENT:
        href = f"{href}?doi-tuong={way}"
    return Hit(kind, number, label, href, about, rank, is_near=is_near)
