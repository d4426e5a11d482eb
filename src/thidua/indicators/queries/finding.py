"""Indicators and forms by what is typed of their names; what a reporter may begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, SmallIntegerField, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.indicators.models import Form, IndicatorVersion, Report
from thidua.indicators.periods import PeriodSpan
from thidua.indicators.queries.typed_period import typed_period
from thidua.indicators.queries.words import period_words
from thidua.indicators.states import OPEN, State
from thidua.kernel import clock
from thidua.kernel.finding import (
    ACT,
    BEGINS,
    FORM,
    INDICATOR,
    ITSELF,
    Hit,
    Words,
    fit,
    holds,
    in_all_languages,
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
# place one took; the latest first, after them those of periods that run yet.
_TO_WRITE = """
select waiting.form_id, waiting.form_name, waiting.period_id, waiting.unit_id,
    waiting.state, waiting.gone
from indicators_waiting(%(unit)s, %(day)s, %(ended)s) waiting
join indicators_period period on period.id = waiting.period_id
where waiting.kind = 'report' and period.starts_on <= %(day)s
  and coalesce(waiting.state, 'draft') in ('draft', 'returned', 'reopened')
order by waiting.gone <> '', period.ends_on > %(day)s, period.ends_on desc,
    waiting.form_id, waiting.unit_id
limit 3
"""


_OWN = """
select form.id, form.name, report.state
from indicators_reportduty duty
join indicators_form form on form.id = duty.form_id
join indicators_formperiod span on span.form_id = form.id
join indicators_period period on period.id = span.period_id
left join indicators_report report on report.form_id = form.id
    and report.unit_id = duty.unit_id and report.period_id = span.period_id
where duty.unit_id = %(unit)s and span.period_id = %(period)s
  and duty.during @> period.ends_on and period.starts_on <= %(day)s
order by form.id desc
"""
_NEW = gettext_lazy("Nhập báo cáo %(period)s")
_SENT = gettext_lazy("Báo cáo %(period)s")
_SAID = {"returned": gettext_lazy("Sửa báo cáo %(period)s")}
_WRITE = gettext_lazy(
    "báo cáo, nhập báo cáo, gửi báo cáo, nộp báo cáo, sửa báo cáo, số liệu"
)
_ACCEPT = gettext_lazy("báo cáo, nhận báo cáo, duyệt báo cáo, trả lại báo cáo")
_PERIODS = gettext_lazy("tháng, quý, năm")


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """Indicators in force, by name or code, and forms this actor may see: one query;
    of a period that was typed, the reports."""
    by_code = Q(indicator__code__startswith=words.typed)
    versions = IndicatorVersion.objects.filter(during__contains=on)
    versions = versions.filter(
        Q(holds("name", words)) & Q(is_marked("name", words)) | by_code
    )
    forms = Form.objects.visible_to(actor).filter(
        holds("name", words), is_marked("name", words)
    )
    hits = _hits(
        _named(versions, INDICATOR, "indicator_id", "measure", fit("name", words)),
        _named(forms, FORM, "pk", "", fit("name", words)),
    )
    return [*_of_a_month(actor, words, on), *hits]


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
    """The reports that this unit has to write."""
    if not actor.holds(Power.REPORT) or actor.unit_id is None:
        return []
    also = in_all_languages(_WRITE)
    if not words.may_begin(f"{also}, {in_all_languages(_PERIODS)}"):
        return []
    return list(_to_write(actor, on, also))


def _of_a_month(actor: Actor, words: Words, on: date) -> Iterator[Hit]:
    """This unit's own reports of the period that was typed, and those to accept."""
    asked = typed_period(words, on)
    if asked is None or actor.unit_id is None or actor.is_of_the_people:
        return
    said = {"period": period_words(asked.span.id)}
    rank = asked.fit(in_all_languages(_WRITE))
    if rank is not None:
        yield from _own(actor, asked.span, on, max(rank, BEGINS))
    rank = asked.fit(in_all_languages(_ACCEPT))
    if rank is None or not actor.holds(Power.ACCEPT):
        return
    awaiting = Report.objects.awaiting(actor.unit_id, on)
    if count := awaiting.filter(period=asked.span.id).count():
        href = f"{reverse('indicators:reports-awaiting')}?ky={asked.span.id}"
        about = ngettext("%(n)s báo cáo đang chờ", "%(n)s báo cáo đang chờ", count)
        label = _("Nhận báo cáo %(period)s") % said
        yield Hit(ACT, 0, label, href, about % {"n": count}, max(rank, BEGINS))


def _own(actor: Actor, span: PeriodSpan, on: date, rank: int) -> Iterator[Hit]:
    with connection.cursor() as cursor:
        asked = {"unit": actor.unit_id, "period": span.id, "day": on}
        cursor.execute(_OWN, asked)
        rows = cursor.fetchall()
    writes = actor.holds(Power.REPORT)
    for form, name, state in rows:
        is_open = state is None or state in OPEN
        said = _SAID.get(state, _NEW) if writes and is_open else _SENT
        yield Hit(
            ACT,
            span.id,
            str(said) % {"period": period_words(span.id)},
            reverse("indicators:report", args=[form, span.id, actor.unit_id]),
            f"{name} · {State(state).label.lower()}" if state else name,
            rank,
        )


def _to_write(actor: Actor, on: date, also: str) -> Iterator[Hit]:
    with connection.cursor() as cursor:
        asked = {"unit": actor.unit_id, "day": on, "ended": clock.end_of(on)}
        cursor.execute(_TO_WRITE, asked)
        rows = cursor.fetchall()
    for form, name, period, unit, state, gone in rows:
        yield Hit(
            ACT,
            period,
            str(_SAID.get(state, _NEW)) % {"period": period_words(period)},
            reverse("indicators:report", args=[form, period, unit]),
            f"{name}, {in_sentence(gone)}" if gone else name,
            also=also,
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
