"""Indicators and forms by what is typed of their names; what a reporter may begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, SmallIntegerField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indicators.models import Form, IndicatorVersion
from thidua.indicators.policies import can_define, can_use_files
from thidua.indicators.queries.words import period_words
from thidua.kernel import clock
from thidua.kernel.finding import (
    ACT,
    FORM,
    INDICATOR,
    ITSELF,
    Hit,
    Words,
    fit,
    holds,
    is_marked,
)
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.naming import in_sentence

OPENED_AT = {"indicators:indicator": INDICATOR, "indicators:form": FORM}
"""The pages that show one thing of this room."""
MOST = 8
"""Hits of one kind."""

# What waits to be written (`sql/waiting.sql`): one's own, then that of units whose
# place one took, the latest first.
_TO_WRITE = """
select waiting.form_id, waiting.form_name, waiting.period_id, waiting.unit_id,
    waiting.state, waiting.gone
from indicators_waiting(%(unit)s, %(day)s, %(ended)s) waiting
join indicators_period period on period.id = waiting.period_id
where waiting.kind = 'report' and period.ends_on <= %(day)s
  and coalesce(waiting.state, 'draft') in ('draft', 'returned', 'reopened')
order by waiting.gone <> '', period.ends_on desc, waiting.form_id, waiting.unit_id
limit 3
"""


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """Indicators in force, by name or code, and forms this actor may see: one query."""
    by_code = Q(indicator__code__startswith=words.typed)
    versions = IndicatorVersion.objects.filter(during__contains=on)
    versions = versions.filter(
        Q(holds("name", words)) & Q(is_marked("name", words)) | by_code
    )
    forms = Form.objects.visible_to(actor).filter(
        holds("name", words), is_marked("name", words)
    )
    return _hits(
        _named(versions, INDICATOR, "indicator_id", "measure", fit("name", words)),
        _named(forms, FORM, "pk", "", fit("name", words)),
    )


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """What somebody opened lately, as far as they may still know of it."""
    if not {INDICATOR, FORM} & numbers.keys():
        return []
    versions = IndicatorVersion.objects.filter(
        during__contains=on, indicator__in=numbers.get(INDICATOR, [])
    )
    forms = Form.objects.visible_to(actor).filter(pk__in=numbers.get(FORM, []))
    itself = Value(ITSELF, output_field=SmallIntegerField())
    return _hits(
        _named(versions, INDICATOR, "indicator_id", "measure", itself),
        _named(forms, FORM, "pk", "", itself),
    )


def acts(actor: Actor, words: Words, on: date) -> list[Hit]:
    """The reports this unit has to write, the ones to accept, the pages of the room."""
    hits: list[Hit] = []
    if words and can_use_files(actor):
        said = _("Nhập số liệu từ tệp Excel")
        hits.append(Hit(ACT, 0, said, reverse("imports:imports"), _("việc")))
    if actor.holds(Power.REPORT):
        if words.may_begin(_("Nhập sửa báo cáo tháng quý năm")):
            hits += _to_write(actor, on)
        hits.append(
            Hit(
                ACT,
                0,
                _("Nhận báo cáo đang chờ"),
                reverse("indicators:reports-awaiting"),
                _("việc"),
            )
        )
    pages = [
        (_("Báo cáo của đơn vị mình"), "indicators:reports"),
        (_("Chỉ số"), "indicators:indicators"),
        (_("Phân tổ"), "indicators:breakdowns"),
        (_("Biểu mẫu"), "indicators:forms"),
    ]
    if can_define(actor, actor.unit_id or 0):
        pages += [
            (_("Thêm chỉ số"), "indicators:indicator-new"),
            (_("Thêm công thức"), "indicators:formula-new"),
            (_("Thêm bộ tiêu chí"), "indicators:standard-new"),
        ]
    return hits + [
        Hit(ACT, 0, label, reverse(name), _("trang")) for label, name in pages
    ]


def _to_write(actor: Actor, on: date) -> Iterable[Hit]:
    with connection.cursor() as cursor:
        asked = {"unit": actor.unit_id, "day": on, "ended": clock.end_of(on)}
        cursor.execute(_TO_WRITE, asked)
        rows = cursor.fetchall()
    for form, name, period, unit, state, gone in rows:
        words = {"period": period_words(period)}
        said = (
            _("Sửa báo cáo %(period)s")
            if state == "returned"
            else _("Nhập báo cáo %(period)s")
        )
        yield Hit(
            ACT,
            period,
            said % words,
            reverse("indicators:report", args=[form, period, unit]),
            f"{name}, {in_sentence(gone)}" if gone else name,
        )


def _named(
    rows: QuerySet[Any], kind: str, number: str, about: str, rank: Any
) -> QuerySet[Any, Any]:
    """Kind, number, name, what tells it apart, how well it fits; the best first."""
    named: QuerySet[Any, Any] = (
        rows.annotate(
            hit_kind=Value(kind),
            hit_number=F(number),
            hit_about=F(about) if about else Value(""),
            hit_rank=rank,
        )
        .order_by("hit_rank", "name", "pk")
        .values_list("hit_kind", "hit_number", "name", "hit_about", "hit_rank")[:MOST]
    )
    return named


def _hits(versions: QuerySet[Any, Any], forms: QuerySet[Any, Any]) -> list[Hit]:
    pages = {INDICATOR: "indicators:indicator", FORM: "indicators:form"}
    return [
        Hit(kind, pk, name, reverse(pages[kind], args=[pk]), about, rank)
        for kind, pk, name, about, rank in versions.union(forms, all=True)
    ]
