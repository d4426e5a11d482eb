"""Draw up breakdowns; let an indicator take one up, and let it go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.models import Breakdown, Category, Indicator, IndicatorPart
from thidua.indicators.parting import (
    begin_part,
    code_from,
    end_parts,
    refuse_if_part,
    refuse_unless_added_up,
)
from thidua.indicators.policies import can_define
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold, tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

MOST = 20
"""Categories of one breakdown; more are an indicator list of their own."""


@transaction.atomic
def draw_up_breakdown(
    owner: Unit,
    *,
    name: str,
    kind: str,
    categories: Sequence[str],
    since: date,
    about: str = "",
    actor: Actor,
    at: datetime,
) -> Breakdown:
    """A unit says in what way figures may be parted, by categories in their order."""
    can_define(actor, owner).enforce()

    taken = Breakdown.objects.values_list("code", flat=True)
    breakdown = Breakdown.objects.create(
        code=code_from(name, taken), name=name, kind=kind, about=about, owner=owner
    )
    _write(breakdown, categories, since)
    if breakdown.is_dividing and breakdown.categories.count() < 2:
        raise RuleBroken(
            _("“Chia ra” cần ít nhất hai nhóm."),
            _("Thêm nhóm còn lại, hoặc chọn “trong đó”."),
        )

    record("indicators.breakdown.drawn_up", breakdown, actor=actor, at=at, since=since)
    return breakdown


@transaction.atomic
def rename_breakdown(
    breakdown: Breakdown, *, name: str, about: str, actor: Actor, at: datetime
) -> Breakdown:
    """The name and its explanation change; kind and categories stay."""
    breakdown = Breakdown.objects.select_for_update().get(pk=breakdown.pk)
    can_define(actor, breakdown.owner_id).enforce()

    before = breakdown.name
    breakdown.name, breakdown.about = name, about
    breakdown.save(update_fields=["name", "about"])

    record("indicators.breakdown.renamed", breakdown, actor=actor, at=at, before=before)
    return breakdown


@transaction.atomic
def add_categories(
    breakdown: Breakdown,
    names: Sequence[str],
    *,
    since: date,
    actor: Actor,
    at: datetime,
) -> list[Category]:
    """More categories from a day on; every indicator parted so has them as parts."""
    breakdown = Breakdown.objects.select_for_update().get(pk=breakdown.pk)
    can_define(actor, breakdown.owner_id).enforce()

    fresh = _write(breakdown, names, since)
    wholes = Indicator.objects.filter(
        parts__in=IndicatorPart.objects.standing_on(since).filter(
            category__breakdown=breakdown
        )
    ).distinct()
    for whole in wholes.order_by("pk"):
        for category in fresh:
            begin_part(whole, category, since)

    names = [category.name for category in fresh]
    record("indicators.breakdown.widened", breakdown, actor=actor, at=at, names=names)
    return fresh


@transaction.atomic
def end_category(
    category: Category, *, on: date, reason: str, actor: Actor, at: datetime
) -> Category:
    """From a day on a category is counted no more, and why; its figures stay."""
    category = Category.objects.select_for_update().get(pk=category.pk)
    can_define(actor, category.breakdown.owner_id).enforce()

    _refuse_empty(reason)
    if category.during.upper is not None:
        raise RuleBroken(
            _("Nhóm này đã thôi dùng từ %(day)s.")
            % {"day": dates.show(category.during.upper)}
        )
    if on <= category.during.lower:
        raise RuleBroken(
            _("Nhóm này chỉ bắt đầu từ %(day)s.")
            % {"day": dates.show(category.during.lower)},
            _("Chọn ngày muộn hơn."),
        )
    end_parts(
        list(category.parts.filter(during__upper_inf=True).order_by("pk")), on, reason
    )
    category.during = DateRange(category.during.lower, on)
    category.ended_because = reason
    category.save(update_fields=["during", "ended_because"])

    record(
        "indicators.category.ended",
        category.breakdown,
        actor=actor,
        at=at,
        name=category.name,
        on=on,
        reason=reason,
    )
    return category


@transaction.atomic
def take_up_breakdown(
    indicator: Indicator,
    breakdown: Breakdown,
    *,
    since: date,
    actor: Actor,
    at: datetime,
) -> list[IndicatorPart]:
    """From a day on an indicator is parted so: each category becomes a part of it."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    can_define(actor, indicator.owner_id).enforce()

    refuse_if_part(indicator)
    versions = list(indicator.versions.order_by("number"))
    refuse_unless_added_up(v for v in versions if _lasts(v.during.upper, since))
    if since < versions[0].during.lower:
        raise RuleBroken(
            _("Chỉ số chỉ có từ %(day)s.")
            % {"day": dates.show(versions[0].during.lower)},
            _("Phân tổ từ ngày ấy hoặc muộn hơn."),
        )
    _refuse_twice(indicator, breakdown, since)
    categories = list(breakdown.categories.standing_on(since))
    if not categories:
        raise RuleBroken(
            _("Ngày ấy phân tổ chưa có nhóm nào."), _("Chọn ngày muộn hơn.")
        )
    parts = [begin_part(indicator, category, since) for category in categories]

    record(
        "indicators.breakdown.taken_up",
        indicator,
        actor=actor,
        at=at,
        breakdown=breakdown.name,
        since=since,
    )
    return parts


@transaction.atomic
def let_go_breakdown(
    indicator: Indicator,
    breakdown: Breakdown,
    *,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> list[IndicatorPart]:
    """From a day on an indicator is not parted so any more; its parts' figures stay."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    can_define(actor, indicator.owner_id).enforce()

    _refuse_empty(reason)
    standing = IndicatorPart.objects.filter(
        whole=indicator, category__breakdown=breakdown, during__upper_inf=True
    )
    parts = list(standing.order_by("pk"))
    if not parts:
        raise RuleBroken(_("Chỉ số không có phân tổ này."), _("Tải lại trang."))
    end_parts(parts, on, reason)

    record(
        "indicators.breakdown.let_go",
        indicator,
        actor=actor,
        at=at,
        breakdown=breakdown.name,
        on=on,
        reason=reason,
    )
    return parts


def _write(breakdown: Breakdown, names: Sequence[str], since: date) -> list[Category]:
    """The categories of these names, behind those that are there."""
    known = list(breakdown.categories.all())
    spelt = [tidy(name) for name in names if name.strip()]
    seen = {fold(one.name) for one in known if _lasts(one.during.upper, since)}
    for name in spelt:
        if fold(name) in seen:
            raise RuleBroken(
                _("Nhóm “%(name)s” ghi hai lần.") % {"name": name}, _("Bỏ bớt một.")
            )
        seen.add(fold(name))
    if not spelt or len(seen) > MOST or any(len(name) > 60 for name in spelt):
        raise RuleBroken(
            _("Cần từ 1 đến %(most)s nhóm, mỗi nhóm tối đa 60 chữ.") % {"most": MOST},
            _("Ghi mỗi dòng một nhóm."),
        )
    last = breakdown.categories.aggregate(last=Max("position"))["last"] or 0
    codes = {one.code for one in known}
    fresh = []
    for place, name in enumerate(spelt, start=last + 1):
        code = code_from(name, codes)
        codes.add(code)
        fresh.append(
            Category(
                breakdown=breakdown,
                code=code,
                name=name,
                position=place,
                during=DateRange(since, None),
            )
        )
    return Category.objects.bulk_create(fresh)


def _refuse_twice(indicator: Indicator, breakdown: Breakdown, since: date) -> None:
    twice = (
        IndicatorPart.objects.filter(whole=indicator, category__breakdown=breakdown)
        .filter(during__overlap=DateRange(since, None))
        .exists()
    )
    if twice:
        raise RuleBroken(
            _("Chỉ số đã phân tổ như vậy."), _("Chọn phân tổ khác, hoặc ngày muộn hơn.")
        )


def _refuse_empty(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_("Chưa ghi lý do."), _("Ghi vì sao thôi, để người sau biết."))


def _lasts(end: date | None, since: date) -> bool:
    return end is None or end > since
