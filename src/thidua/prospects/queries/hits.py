"""What a search found: each hit in one sentence, and one of them with its picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, from_id
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import MOST, Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.kernel.ui import charts, parts
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence
from thidua.prospects.discovery.searching import METHOD, PER
from thidua.prospects.models import DiscoveryHit, DiscoveryRun, HitDismissal
from thidua.prospects.policies import can_decide_on_hit
from thidua.prospects.queries.tabs import CAMPAIGN

MANY = 9
"""So many periods at least before anything is called sure."""
SURE, FAIRLY = 11 / 12, 9 / 12
"""Shares of the months ahead that are called sure, and fairly sure."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit of a list."""

    unit: str
    indicator: str
    says: str
    sure: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class Searched:
    """The newest search of a campaign: when, what it found, who stood aside."""

    when: str
    rows: Sequence[HitRow]
    answered: Sequence[HitRow]
    aside: Sequence[str]
    method: Sequence[str]


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


def searched(campaign: Campaign, actor: Actor, day: date) -> Searched | None:
    """The newest search as far as this reader may see it; None before the first."""
    run = DiscoveryRun.objects.filter(campaign=campaign).first()
    if run is None:
        return None
    seen = DiscoveryHit.objects.visible_to(actor, day).filter(run=run)
    hits = list(seen.select_related("version").prefetch_related("prospects"))
    names = listed_names({one.unit_id for one in hits}, day) if hits else {}
    rows = [(one, _row(one, names)) for one in hits]
    return Searched(
        when=_when(run),
        rows=[row for one, row in rows if not one.stands],
        answered=[row for one, row in rows if one.stands],
        aside=_aside(run),
        method=_method(run),
    )


def hits_sheet(campaign: Campaign, actor: Actor, day: date) -> Sheet:
    """What the newest search found as Excel, figures as figures."""
    run = DiscoveryRun.objects.filter(campaign=campaign).first()
    seen = DiscoveryHit.objects.visible_to(actor, day).filter(run=run)
    hits = list(seen.select_related("version")[:MOST])
    names = listed_names({one.unit_id for one in hits}, day) if hits else {}

    def figure(head: str) -> Column:
        return Column(head, kind=Holds.NUMBER, decimals=2, width=14)

    columns: Columns[DiscoveryHit] = [
        (
            Column(pgettext("danh mục", "Đơn vị"), width=36),
            lambda one: names.get(one.unit_id, ""),
        ),
        (Column(_("Chỉ tiêu"), width=44), lambda one: one.version.name),
        (Column(_("Tính bằng"), width=30), _measure),
        (figure(_("Xuất phát điểm")), lambda one: one.start),
        (figure(_("Nay")), lambda one: one.value),
        (figure(_("Nơi như vậy thường đạt")), lambda one: one.expected),
        (figure(_("Số lần độ lệch thường")), lambda one: one.score),
        (
            Column(_("Số kỳ hơn mức giữa"), kind=Holds.NUMBER),
            lambda one: one.months_ahead,
        ),
        (Column(_("Số kỳ đã báo"), kind=Holds.NUMBER), lambda one: one.months_told),
        (
            Column(_("Trả lời"), width=16),
            lambda one: _("đã trả lời") if one.stands else _("chờ xem"),
        ),
    ]
    return listed(_("Số liệu chỉ ra"), day, columns, hits)


def _when(run: DiscoveryRun) -> str:
    month = from_id(run.last_month_id)
    return _("Số liệu đến hết %(month)s, tìm ngày %(day)s.") % {
        "month": dates.period_name(month.starts_on, month.ends_on),
        "day": dates.show(run.made_at.astimezone(ZONE).date()),
    }


def _row(one: DiscoveryHit, names: Mapping[int, str]) -> HitRow:
    words, tone = sure_words(one)
    return HitRow(
        unit=names.get(one.unit_id, ""),
        indicator=one.version.name,
        says=sentence(one),
        sure=words,
        tone=tone,
        href=reverse("prospects:hit", args=[one.campaign_id, one.pk]),
    )


def sentence(one: DiscoveryHit) -> str:
    """`42,1 căn trên 1.000 hộ mỗi năm; nơi cùng cỡ, cùng xuất phát điểm thường đạt
    30,2.`"""
    words = {
        "value": _figure(one, one.value),
        "measure": _measure(one),
        "expected": _figure(one, one.expected),
    }
    if one.start is None:
        return _("%(value)s %(measure)s; nơi cùng cỡ thường %(expected)s.") % words
    return (
        _(
            "%(value)s %(measure)s; nơi cùng cỡ, cùng xuất phát điểm thường"
            " %(expected)s."
        )
        % words
    )


def _figure(one: DiscoveryHit, value: Any) -> str:
    return show_number(value, max(one.version.decimals, 1))


def _measure(one: DiscoveryHit) -> str:
    """What the figures of a hit are counted in."""
    is_sized = one.picture["is_sized"]
    words = {"measure": one.version.measure, "per": show_number(PER)}
    nature = one.version.nature
    if nature in {"ratio", "percent"}:
        return one.version.measure
    if nature == IndicatorVersion.Nature.FLOW:
        if is_sized:
            return _("%(measure)s trên %(per)s hộ trong 12 tháng") % words
        return _("%(measure)s trong 12 tháng") % words
    if is_sized:
        return _("%(measure)s trên %(per)s hộ") % words
    return one.version.measure


def sure_words(one: DiscoveryHit) -> tuple[str, str]:
    """How lasting it is, in words: the number is of months, quarters, years; of fewer
    than nine nothing is called sure."""
    share = one.months_ahead / one.months_told if one.months_told else 0
    words = {
        "ahead": one.months_ahead,
        "told": one.months_told,
        "periods": _periods(one),
    }
    if share >= SURE and one.months_told >= MANY:
        return _("Chắc: hơn mức giữa của nhóm trong %(ahead)s/%(told)s %(periods)s") % (
            words
        ), "done"
    if share >= FAIRLY:
        return _(
            "Khá chắc: hơn mức giữa của nhóm trong %(ahead)s/%(told)s %(periods)s"
        ) % (words), "slow"
    return _(
        "Chưa chắc: hơn mức giữa của nhóm trong %(ahead)s/%(told)s %(periods)s"
    ) % (words), "wait"


def _periods(one: DiscoveryHit) -> str:
    """What was counted: months, quarters, half-years, years."""
    many = {
        PeriodKind.QUARTER: pgettext("đơn vị đếm", "quý"),
        PeriodKind.HALF: _("kỳ sáu tháng"),
        PeriodKind.YEAR: pgettext("đơn vị đếm", "năm"),
    }
    told = one.picture.get("every", "")
    return many.get(told, pgettext("đơn vị đếm", "tháng"))


def _aside(run: DiscoveryRun) -> list[str]:
    """Who could not be compared, and why."""
    said = run.set_aside
    lines = [
        _("%(n)s %(kind)s: ít hơn 8 nơi cùng loại, quá ít để so.")
        % {"n": len(one["units"]), "kind": Unit.Kind(one["kind"]).label}
        for one in said["small"]
    ]
    if said["silent"]:
        lines.append(
            _(
                "%(n)s nơi thiếu quá nhiều tháng ở ít nhất một chỉ tiêu nên không so ở"
                " đó."
            )
            % {"n": show_number(len(said["silent"]))}
        )
    if said["unsized"]:
        lines.append(
            _("%(n)s nơi chưa báo số hộ nên không biết lớn nhỏ.")
            % {"n": show_number(len(said["unsized"]))}
        )
    return lines


def _method(run: DiscoveryRun) -> list[str]:
    read = run.read
    return [
        _("Đã đọc %(figures)s số liệu của %(units)s nơi ở %(indicators)s chỉ tiêu.")
        % {
            name: show_number(read[name]) for name in ("figures", "units", "indicators")
        },
        _(
            "Mỗi nơi được so với các nơi cùng loại, cùng cấp, gần bằng số hộ; có tính"
            " nơi ấy bắt đầu từ đâu. Nơi nhỏ phải hơn nhiều mới được nêu."
        ),
        *_how_sure(run),
        _("Lần tìm số %(run)s; mã số liệu đã đọc %(hash)s.")
        % {"run": run.pk, "hash": read["sha256"][:12]},
    ]


def _how_sure(run: DiscoveryRun) -> list[str]:
    """How far is far, and what share is chance: of older methods it was more."""
    looks = {"looks": show_number(run.read["looks"])}
    if run.parameters["method"] < METHOD:
        return [
            _(
                "Xét %(looks)s lượt, theo cách tính cũ: số nơi nêu ra do ngẫu nhiên có"
                " thể nhiều hơn 5 phần trăm."
            )
            % looks
        ]
    return [
        _(
            "Độ lệch thường tính theo những nơi đang vượt lên; phải hơn hẳn cả về"
            " số lượng và về số lần."
        ),
        _(
            "Xét %(looks)s lượt; tính chung, khoảng %(rate)s phần trăm số nơi nêu ra"
            " là ngẫu nhiên."
        )
        % {**looks, "rate": show_number(100 * run.parameters["rate"], 0)},
    ]


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
        how=_method(one.run),
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
        y_name=_("nay, %(measure)s") % {"measure": _measure(one)},
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
    found = [
        (_("Chỉ tiêu"), one.version.name),
        (_("So với"), size or _("%(n)s nơi cùng loại") % {"n": len(picture["points"])}),
        (_("Xuất phát điểm"), "" if one.start is None else _figure(one, one.start)),
        (_("Nay"), f"{_figure(one, one.value)} {_measure(one)}"),
        (_("Nơi như vậy thường đạt"), _figure(one, one.expected)),
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
