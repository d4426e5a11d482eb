"""The ways that fit what was typed: acts and pages by their names, those that every
campaign has, and what belongs to a month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.models import Campaign
from thidua.desk.queries.choices import campaigns_of
from thidua.desk.queries.lens import UNTIL
from thidua.desk.queries.scope import watched
from thidua.desk.queries.way import other_words, who_works
from thidua.desk.queries.ways_begun import BEGUN, OF_A_CAMPAIGN
from thidua.desk.queries.ways_opened import OPENED
from thidua.indicators.periods import PeriodKind, month_by_habit
from thidua.indicators.queries.typed_period import Typed, typed_period
from thidua.indicators.queries.words import period_words
from thidua.kernel.finding import (
    ACT,
    BEGINS,
    SHORT,
    Hit,
    Words,
    fit_of,
    in_all_languages,
)
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

FEW = 3
"""Running campaigns of which the acts are offered."""
_TOTALS = gettext_lazy("tổng hợp báo cáo, bảng tổng hợp tháng, in tổng hợp")
_SENT = gettext_lazy("báo cáo, ai đã gửi, ai chưa gửi, theo dõi báo cáo tháng")


def at_first(actor: Actor) -> list[Hit]:
    """What one may want to begin before anything is typed."""
    return [way.hit() for way in BEGUN if way.is_first and way.whose(actor)]


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """The acts and pages that are called what was typed."""
    hits = [
        way.hit(rank)
        for way in (*BEGUN, *OPENED)
        if (rank := way.rank(words)) is not None and way.whose(actor)
    ]
    return [*_of_a_month(actor, words, on), *hits, *_of_campaigns(actor, words, on)]


def _of_campaigns(actor: Actor, words: Words, on: date) -> Iterator[Hit]:
    """Acts that every campaign has, of those that run where this reader stands."""
    wanted = [
        way
        for way in OF_A_CAMPAIGN
        if way.whose(actor) and _is_called_by(words, other_words(way))
    ]
    for campaign in _running(actor, on) if wanted else ():
        for way in wanted:
            said = {"act": str(way.label), "name": campaign.name}
            label = _("%(act)s: %(name)s") % said
            rank = way.rank(words)
            if rank is None and words.fit(campaign.name) is None:
                rank = fit_of(words, label, other_words(way))
            if rank is not None:
                href = reverse(way.name, args=[campaign.pk])
                yield Hit(ACT, campaign.pk, label, href, _("việc"), rank)


def _is_called_by(words: Words, called: str) -> bool:
    """Is a word of it among those typed? Its campaign is looked for only then."""
    typed = [one for one in words.plain if len(one) > SHORT]
    return any(words.of(one).fit(called) is not None for one in typed)


def _running(actor: Actor, on: date) -> list[Campaign]:
    """Those of today in which this reader's unit, or one around it, takes part."""
    seen = Campaign.objects.visible_to(actor).running()
    seen = seen.filter(starts_on__lte=on, ends_on__gte=on)
    local = seen.exclude(launcher__kind=Unit.Kind.NATION)
    return list(local.order_by("-starts_on", "-pk")[:FEW])


def _of_a_month(actor: Actor, words: Words, on: date) -> Iterator[Hit]:
    """The month's synthesis and who reported, for whoever watches units; where no
    month was typed, of the last one that is due."""
    asked = typed_period(words, on) or Typed(month_by_habit(on), words)
    span = asked.span
    is_asked = span.kind == PeriodKind.MONTH and words.begun != words.typed
    if not (is_asked and who_works(actor)):
        return
    said = {"period": period_words(span.id)}
    rank = asked.fit(in_all_languages(_SENT))
    if rank is not None and not actor.stands_last:
        href = f"{reverse('desk:reports')}?{UNTIL}={span.id}"
        label = _("Các đơn vị báo cáo %(period)s") % said
        yield Hit(ACT, span.id, label, href, _("việc"), max(rank, BEGINS))
    rank = asked.fit(in_all_languages(_TOTALS))
    if rank is None:
        return
    roots, unit = watched(actor)
    known = campaigns_of(roots, unit.pk) if unit else Campaign.objects.none()
    lasting = known.filter(starts_on__lte=span.ends_on, ends_on__gte=span.starts_on)
    for campaign in lasting[:FEW]:
        href = reverse("desk:synthesis", args=[campaign.pk, span.id])
        label = _("Tổng hợp %(period)s") % said
        yield Hit(ACT, campaign.pk, label, href, campaign.name, max(rank, BEGINS))
