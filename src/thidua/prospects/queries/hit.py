"""One hit of a search with its picture, the table behind, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import charts, parts
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence
from thidua.prospects.models import DiscoveryHit, HitDismissal
from thidua.prospects.policies import can_decide_on_hit
from thidua.prospects.queries.hit_words import (
    figure_words,
    measure_words,
    method_words,
    sentence,
    sure_words,
)
from thidua.prospects.queries.tabs import CAMPAIGN


@dataclass(frozen=True, slots=True)
class HitPage:
    """Everything `hit.html` shows."""

    pk: int
    frame: Frame
    crumbs: Sequence[parts.Link]
    unit: str
    unit_href: str
    indicator: str
    says: str
    sure: str
    tone: str
    chart: charts.Scatter
    facts: Sequence[parts.Fact]
    answered: str
    prospect_href: str
    may_decide: Verdict
    is_open: bool
    how: Sequence[str]


def hit_page(campaign: Campaign, one: DiscoveryHit, actor: Actor, day: date) -> HitPage:
    """One hit: its sentence, its picture, the table behind, what was answered."""
    top = frame(campaign, actor, day, CAMPAIGN)
    units = {key for key, _start, _value in one.picture["points"]}
    names = listed_names(units, day)
    unit = names.get(one.unit_id, "")
    words, tone = sure_words(one)
    prospect = one.prospects.first()
    return HitPage(
        pk=one.pk,
        frame=top,
        crumbs=[
            *top.crumbs,
            parts.Link(_("Nhân tố"), reverse(CAMPAIGN, args=[campaign.pk])),
            parts.Link(unit, is_here=True),
        ],
        unit=unit,
        unit_href=reverse("organisations:unit", args=[one.unit_id]),
        indicator=one.version.name,
        says=sentence(one),
        sure=words,
        tone=tone,
        chart=_chart(one, names),
        facts=_facts(one),
        answered=_answered(one),
        prospect_href=reverse("prospects:prospect", args=[prospect.pk])
        if prospect
        else "",
        may_decide=can_decide_on_hit(actor, one),
        is_open=not one.stands,
        how=method_words(one.run),
    )


def _chart(one: DiscoveryHit, names: Mapping[int, str]) -> charts.Scatter:
    picture = one.picture
    unit = names.get(one.unit_id, "")
    return charts.scatter(
        _("%(unit)s đứng trên đường thường của %(n)s nơi cùng cỡ")
        % {"unit": unit, "n": len(picture["points"])}
        if one.value >= one.expected
        else _(
            "%(unit)s đứng dưới đường thường của %(n)s nơi cùng cỡ (thấp hơn là tốt)"
        )
        % {"unit": unit, "n": len(picture["points"])},
        [
            charts.Dot(names.get(key, ""), start, value, is_me=key == one.unit_id)
            for key, start, value in picture["points"]
        ],
        line=(picture["slope"], picture["level"]),
        x_name=_("xuất phát điểm"),
        y_name=_("nay, %(measure)s") % {"measure": measure_words(one)},
        decimals=max(one.version.decimals, 1),
    )


def _facts(one: DiscoveryHit) -> list[parts.Fact]:
    picture = one.picture
    size = ""
    if picture["is_sized"]:
        size = _("%(n)s %(kind)s có từ %(least)s đến %(most)s hộ") % {
            "n": len(picture["points"]),
            "kind": Unit.Kind(picture["kind"]).label,
            "least": show_number(picture["least"], 0),
            "most": show_number(picture["most"], 0),
        }
    start = "" if one.start is None else figure_words(one, one.start)
    found = [
        (_("Chỉ tiêu"), one.version.name),
        (_("So với"), size or _("%(n)s nơi cùng loại") % {"n": len(picture["points"])}),
        (_("Xuất phát điểm"), start),
        (_("Nay"), f"{figure_words(one, one.value)} {measure_words(one)}"),
        (_("Nơi như vậy thường đạt"), figure_words(one, one.expected)),
        (
            _("Hơn mức thường"),
            _("%(score)s lần độ lệch thường của nhóm")
            % {"score": show_number(one.score, 1)},
        ),
    ]
    return [parts.Fact(term, value) for term, value in found if value]


def _answered(one: DiscoveryHit) -> str:
    """What an office said of it; “” where nothing is said or it is looked after."""
    said = HitDismissal.objects.filter(
        hit__campaign=one.campaign_id,
        hit__unit=one.unit_id,
        hit__version__indicator=one.version.indicator_id,
    ).order_by("-at")
    last = said.first()
    if last is None or not one.stands:
        return ""
    return _("Đã bỏ qua ngày %(day)s: %(reason)s (%(who)s)") % {
        "day": dates.show(last.at.astimezone(ZONE).date()),
        "reason": last.reason,
        "who": signature(last.by, last.office),
    }


def what_of(one: DiscoveryHit, unit: str) -> str:
    """Why it is a prospect, in the words that begin the form."""
    return _("%(unit)s, %(indicator)s: %(says)s %(sure)s.") % {
        "unit": in_sentence(unit)[:1].upper() + in_sentence(unit)[1:],
        "indicator": one.version.name,
        "says": sentence(one),
        "sure": sure_words(one)[0],
    }
