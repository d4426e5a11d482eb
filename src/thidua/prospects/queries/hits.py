"""What the newest search of a campaign found: each hit in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.campaigns.models import Campaign
from thidua.indicators.periods import from_id
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import MOST, Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names
from thidua.prospects.models import DiscoveryHit, DiscoveryRun
from thidua.prospects.queries.hit_words import (
    measure_words,
    method_words,
    sentence,
    sure_words,
)


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
        method=method_words(run),
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
        (Column(_("Tính bằng"), width=30), measure_words),
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
            ngettext(
                "%(n)s nơi thiếu quá nhiều tháng ở ít nhất một chỉ tiêu nên không so ở"
                " đó.",
                "%(n)s nơi thiếu quá nhiều tháng ở ít nhất một chỉ tiêu nên không so ở"
                " đó.",
                len(said["silent"]),
            )
            % {"n": show_number(len(said["silent"]))}
        )
    if said["unsized"]:
        lines.append(
            _("%(n)s nơi chưa báo số hộ nên không biết lớn nhỏ.")
            % {"n": show_number(len(said["unsized"]))}
        )
    return lines
