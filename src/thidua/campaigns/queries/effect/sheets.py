"""An assessment as an Excel file: what was told, the goals, every unit."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.effect import Effect, Stretch, effect_of
from thidua.campaigns.effect.keeping import from_json
from thidua.campaigns.effect.seeing import units_seen
from thidua.campaigns.effect.telling import outcome_words
from thidua.campaigns.models import Assessment
from thidua.campaigns.queries.effect.judgements import chosen, said_by
from thidua.campaigns.queries.effect.sentences import sentences
from thidua.campaigns.queries.effect.tables import Seen, level_words
from thidua.kernel import dates
from thidua.kernel.sheets import Column, Kind, Sheet, Value
from thidua.organisations.actor import Actor


def effect_sheets(
    stretch: Stretch, actor: Actor, today: date, number: int | None = None
) -> list[Sheet]:
    """The sheets of a stretch, as it was signed, else as it stands now."""
    signed = list(Assessment.objects.of(stretch.campaign, stretch.phase))
    shown = chosen(signed, number)
    effect = from_json(shown.figures) if shown else effect_of(stretch, today)
    seen = units_seen(stretch.campaign, actor, today)
    title = stretch.campaign.name.upper()
    subtitle = _("Hiệu quả: %(name)s, %(span)s") % {
        "name": stretch.name,
        "span": dates.span(stretch.since, stretch.until),
    }
    return [
        _told(title, subtitle, effect, shown),
        _goals(title, subtitle, effect),
        _units(title, subtitle, effect, seen),
    ]


def _told(title: str, subtitle: str, effect: Effect, shown: Assessment | None) -> Sheet:
    rows: list[list[Value]] = [[_("Kết quả"), one.text] for one in sentences(effect)]
    notes = []
    if shown:
        rows += [
            [_("Nhận xét"), shown.remarks],
            [_("Bài học"), shown.lessons],
            [_("Kiến nghị"), shown.proposals],
        ]
        notes = [said_by(shown), _("Mã niêm: %(seal)s") % {"seal": shown.seal}]
    return Sheet(
        name=_("Đánh giá"),
        title=title,
        subtitle=subtitle,
        columns=[Column(_("Mục"), width=16), Column(_("Nội dung"), width=78)],
        rows=rows,
        notes=notes,
    )


def _goals(title: str, subtitle: str, effect: Effect) -> Sheet:
    columns = [
        Column(_("Chỉ tiêu"), width=40),
        Column(_("Nội dung"), width=30),
        Column(_("Đơn vị tính"), width=14),
        Column(_("Đầu kỳ"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Phải có"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Đã có"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Thay đổi trong kỳ"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Quãng đường"), "%", Kind.PERCENT, 1, 11),
        Column(_("Chỉ tiêu được giao"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Thời hạn"), kind=Kind.DATE, width=12),
        Column(_("Kết luận"), width=18),
    ]
    rows: list[list[Value]] = []
    for one in effect.goals:
        scale = one.scale
        amounts = [
            None if value is None else value / scale
            for value in (one.began, one.asked, one.reached, one.done)
        ]
        rows.append(
            [
                one.name,
                one.item,
                one.counted.full_name,
                *amounts,
                one.share,
                one.target / scale,
                one.due_on,
                outcome_words(one.outcome),
            ]
        )
    return Sheet(
        name=_("Chỉ tiêu"), title=title, subtitle=subtitle, columns=columns, rows=rows
    )


def _units(title: str, subtitle: str, effect: Effect, seen: Seen) -> Sheet:
    columns = [
        Column(_("Đơn vị"), width=34),
        Column(_("Cấp"), width=20),
        Column(_("Tiếp nhận"), width=11),
        Column(_("Cụ thể hóa"), width=11),
        Column(_("Báo cáo phải gửi"), kind=Kind.NUMBER, width=11),
        Column(_("Đúng hạn"), kind=Kind.NUMBER, width=10),
        Column(_("Trễ"), kind=Kind.NUMBER, width=8),
        Column(_("Chưa gửi"), kind=Kind.NUMBER, width=10),
        Column(_("Chỉ tiêu chấm được"), kind=Kind.NUMBER, width=12),
        Column(_("Đạt"), kind=Kind.NUMBER, width=8),
        Column(_("Gần đạt"), kind=Kind.NUMBER, width=9),
    ]
    rows: list[list[Value]] = [
        [
            one.name,
            level_words(one.level),
            _yes(one.is_told, is_asked=one.is_member),
            _yes(one.has_plan, is_asked=one.is_member),
            one.expected,
            one.on_time,
            one.late,
            one.missing,
            one.judged,
            one.reached,
            one.nearly,
        ]
        for one in effect.units
        if seen is None or one.unit_id in seen
    ]
    return Sheet(
        name=_("Đơn vị"), title=title, subtitle=subtitle, columns=columns, rows=rows
    )


def _yes(is_done: bool, *, is_asked: bool) -> str:
    if not is_asked:
        return ""
    return _("có") if is_done else _("chưa")
