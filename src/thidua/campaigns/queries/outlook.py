"""Where a target is heading: the forecast with its band, and what if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.models import Target
from thidua.campaigns.progress import Standing
from thidua.campaigns.readings import NEARLY_COMPLETE, adds_up
from thidua.campaigns.told import told_on
from thidua.indicators.forecast import ENOUGH, Forecast, Past, forecast, needed_each
from thidua.indicators.periods import PeriodSpan, between, from_id
from thidua.indicators.queries import expected_of, period_short, period_words
from thidua.kernel.numbers import Unreadable, read_number, show_percent
from thidua.kernel.ui import charts
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.naming import names_on

DRAWN = 15
"""Past periods of the picture."""
PER_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One period to come: what the forecast says, and what was typed instead."""

    label: str
    field: str
    usual: str
    typed: str
    wrong: str


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """A target's outlook; `silent` says why there is none."""

    title: str
    crumbs: Sequence[Link]
    back_href: str
    silent: str = ""
    finding: str = ""
    need: str = ""
    facts: Sequence[Fact] = ()
    chart: charts.LineChart | None = None
    how: Sequence[str] = ()
    months: Sequence[WhatIf] = ()
    field_words: str = ""
    result: str = ""
    is_tried: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What the forecast starts from."""

    one: Standing
    course: Sequence[tuple[PeriodSpan, Decimal]]
    past: Past
    ahead: Sequence[PeriodSpan]
    left_out: str


def outlook_page(target: Target, today: date, typed: Sequence[str]) -> OutlookPage:
    """The forecast of a target on a day, and where the typed figures would end."""
    campaign = target.campaign
    day = told_on(campaign, today)
    one = progress.standings(campaign, [target], day, with_course=None)[target.pk]
    name = names_on([target.unit_id], today).get(target.unit_id, "")
    said = {"name": target.version.name, "unit": name}
    page = OutlookPage(
        title=_("%(name)s, %(unit)s: cứ đà này") % said,
        crumbs=[Link(campaign.name, reverse("campaigns:campaign", args=[campaign.pk]))],
        back_href=reverse("campaigns:target", args=[campaign.pk, target.pk]),
    )
    known, silent = _known(one)
    if known is None:
        return replace(page, silent=silent)
    made = forecast(known.past, len(known.ahead))
    if made is None:
        return replace(page, silent=_few(known))
    values, months = _what_if(known, made, typed)
    return replace(
        page,
        finding=_finding(one, made),
        need=_need(known, made),
        facts=_facts(one, known, made),
        chart=_chart(known, made, values),
        how=_how(known, made),
        months=months,
        field_words=_field_words(one),
        result=_result(one, values),
        is_tried=any(text.strip() for text in typed),
    )


def _known(one: Standing) -> tuple[_Known | None, str]:
    """What there is to start from, or why there is nothing to say."""
    if one.target.split == Target.Split.COUNT or one.course.is_rank:
        return None, _("Chỉ tiêu đếm đơn vị và thứ hạng không có dự báo theo tháng.")
    course = [(from_id(period), value) for period, value in one.achieved.course]
    if not course:
        return None, _("Chưa có số liệu nào của chỉ tiêu này.")
    course, left_out = _complete(one, course)
    if not course:
        return None, _("Kỳ đầu tiên còn đang gửi báo cáo.")
    last = course[-1][0]
    course = [(span, value) for span, value in course if span.kind == last.kind]
    spans = between(last.ends_on, one.target.due_on, last.kind)
    ahead = [span for span in spans if span > last]
    if not ahead:
        return None, _("Đã hết hạn của chỉ tiêu; không còn kỳ nào để dự báo.")
    known = _Known(one, course, _past(one, course), ahead, left_out)
    return known, ""


def _past(one: Standing, course: Sequence[tuple[PeriodSpan, Decimal]]) -> Past:
    version, (last, stands_at) = one.target.version, course[-1]
    is_share = version.measure == "%" and not adds_up(version)
    return Past(
        stands_at=stands_at,
        increments=_increments(course, starts_at_nought=adds_up(version)),
        season=last.number - 1,
        per_year=PER_YEAR[last.kind],
        never_falls=adds_up(version),
        least=Decimal(0),
        most=Decimal(100) if is_share else None,
    )


def _complete(
    one: Standing, course: list[tuple[PeriodSpan, Decimal]]
) -> tuple[list[tuple[PeriodSpan, Decimal]], str]:
    """Without a last period whose reports are still coming in."""
    version, unit = one.target.version, one.target.unit_id
    last = course[-1][0]
    if version.is_computed:
        return course, ""
    if not adds_up(version):
        kept = [(s, v) for s, v in course if s.id <= (one.achieved.last_period_id or 0)]
        return kept, ""
    tree = one.target.campaign.tree_id
    key = (unit, version.indicator_id, last.id)
    asked = expected_of(tree, [unit], [version.indicator_id], [last.id]).get(key, 0)
    if one.achieved.reported >= asked * NEARLY_COMPLETE:
        return course, ""
    said = {
        "when": period_words(last.id),
        "share": show_percent(100 * one.achieved.reported / asked),
    }
    words = _("%(when)s mới có %(share)s báo cáo nên chưa dùng để dự báo.") % said
    return course[:-1], words[:1].upper() + words[1:]


def _increments(
    course: Sequence[tuple[PeriodSpan, Decimal]], *, starts_at_nought: bool
) -> list[Decimal]:
    """By how much it moved, only between periods that follow each other."""
    found = [course[0][1]] if starts_at_nought else []
    for (before, low), (after, high) in pairwise(course):
        if after.id == before.id + 1:
            found.append(high - low)
    return found


def _few(known: _Known) -> str:
    said = {"n": len(known.past.increments), "enough": ENOUGH}
    return (
        ngettext(
            "Mới có %(n)s kỳ số liệu; cần ít nhất %(enough)s kỳ mới dự báo được.",
            "Mới có %(n)s kỳ số liệu; cần ít nhất %(enough)s kỳ mới dự báo được.",
            said["n"],
        )
        % said
    )


def _finding(one: Standing, made: Forecast) -> str:
    say = one.measure.say
    said = {
        "end": say(made.end),
        "low": say(made.low[-1]),
        "high": say(made.high[-1]),
        "target": say(one.course.target),
        "day": f"{one.course.due_on:%d/%m/%Y}",
    }
    if one.course.is_reached_by(made.end):
        words = _("Cứ đà này đến %(day)s đạt khoảng %(end)s, tới chỉ tiêu %(target)s.")
    else:
        words = _("Cứ đà này đến %(day)s đạt khoảng %(end)s, chưa tới %(target)s.")
    band = _("Bốn trên năm khả năng nằm từ %(low)s đến %(high)s.")
    return f"{words % said} {band % said}"


def _need(known: _Known, made: Forecast) -> str:
    one = known.one
    each = needed_each(known.past.stands_at, one.course.target, len(known.ahead))
    if each is None or one.course.is_reached_by(known.past.stands_at):
        return ""
    said = {
        "n": len(known.ahead),
        "each": one.measure.say(each),
        "now": one.measure.say(made.now_each),
    }
    return (
        _(
            "Để tới chỉ tiêu, mỗi kỳ trong %(n)s kỳ còn lại phải thêm %(each)s "
            "(nay một kỳ thường thêm %(now)s)."
        )
        % said
    )


def _facts(one: Standing, known: _Known, made: Forecast) -> list[Fact]:
    say = one.measure.say
    last = known.course[-1][0]
    return [
        Fact(_("Chỉ tiêu"), say(one.course.target)),
        Fact(
            _("Đang đứng ở"),
            f"{say(known.past.stands_at)}, {period_words(last.id)}",
        ),
        Fact(_("Dự báo"), say(made.end)),
        Fact(_("Khoảng 80 %"), f"{say(made.low[-1])} – {say(made.high[-1])}"),
    ]


def _how(known: _Known, made: Forecast) -> list[str]:
    """The method in sentences, as far as it was used here."""
    lines = [
        _("Mức thường của một kỳ là số giữa (trung vị) của sáu kỳ gần nhất."),
        _("Xu hướng: so nửa năm gần nhất với nửa năm trước, mỗi kỳ bớt một phần năm.")
        if made.has_drift
        else _("Chưa đủ mười hai kỳ nên chưa tính xu hướng."),
        _("Mùa vụ: đã đủ hai năm số liệu, tin một nửa tỷ lệ thường của từng tháng.")
        if made.has_season
        else _("Không tính mùa vụ."),
        _("Khoảng 80 %: rút lại 500 lần các chênh lệch của mười hai kỳ gần nhất."),
        _("Dự báo không biết điều chưa có trong số liệu: vốn mới, thiên tai."),
    ]
    return [*lines, known.left_out] if known.left_out else lines


def _what_if(
    known: _Known, made: Forecast, typed: Sequence[str]
) -> tuple[list[Decimal], list[WhatIf]]:
    """Where each period would end; an empty field takes the forecast's increment."""
    scale = Decimal(known.one.measure.scale)
    stands, before = known.past.stands_at, known.past.stands_at
    values, months = [], []
    for place, span in enumerate(known.ahead):
        usual = made.middle[place] - before
        before = made.middle[place]
        text = typed[place].strip()[:40] if place < len(typed) else ""
        move, wrong = usual, ""
        if text:
            try:
                move = read_number(text).value * scale
            except Unreadable as fault:
                wrong = f"{fault.reason} {fault.remedy}"
        stands += move
        values.append(stands)
        months.append(
            WhatIf(
                label=period_words(span.id),
                field=f"m{place}",
                usual=known.one.measure.number(usual),
                typed=text,
                wrong=wrong,
            )
        )
    return values, months


def _result(one: Standing, values: Sequence[Decimal]) -> str:
    end = values[-1]
    share = one.course.share_of_target(end)
    said = {
        "end": one.measure.say(end),
        "target": one.measure.say(one.course.target),
        "share": show_percent(share, 1) if share is not None else "–",
    }
    if one.course.is_reached_by(end):
        return _("Với các số này: %(end)s, đạt chỉ tiêu %(target)s (%(share)s).") % said
    return _("Với các số này: %(end)s, chưa đạt %(target)s (%(share)s).") % said


def _field_words(one: Standing) -> str:
    if adds_up(one.target.version):
        return _("Làm thêm trong kỳ (%(measure)s)") % {"measure": one.measure.full_name}
    return _("Tăng, giảm trong kỳ (%(measure)s)") % {"measure": one.measure.full_name}


def _chart(
    known: _Known, made: Forecast, values: Sequence[Decimal]
) -> charts.LineChart | None:
    """What came in, the middle with its band, what if, and the target."""
    one = known.one
    measure, scale = one.measure, Decimal(one.measure.scale)
    course = known.course[-DRAWN:]
    spans = [*(span for span, _v in course), *known.ahead]
    gone = len(course) - 1
    start = known.past.stands_at

    def shown(found: Sequence[Decimal]) -> list[Decimal]:
        return [measure.rounded(value) / scale for value in found]

    def ahead(found: Sequence[Decimal]) -> list[Decimal | None]:
        return [*[None] * gone, *shown([start, *found])]

    def band(found: Sequence[Decimal]) -> list[Decimal | None]:
        return [*[None] * (gone + 1), *shown(found)]

    came: list[Decimal | None] = [*shown([value for _span, value in course])]
    target = measure.amount(one.course.target)
    series = [
        charts.Series(_("đạt"), came + [None] * len(known.ahead)),
        charts.Series(_("dự báo"), ahead(made.middle), "husk"),
        charts.Series(_("thấp"), band(made.low), "other"),
        charts.Series(_("cao"), band(made.high), "other"),
        charts.Series(_("Chỉ tiêu"), [target] * len(spans), "target"),
    ]
    if list(values) != list(made.middle):
        series.append(charts.Series(_("nếu"), ahead(values), "lacquer"))
    title = one.target.version.name
    ticks = [period_short(span) for span in spans]
    return charts.line_chart(title, ticks, series, unit=one.measure.full_name)
