"""What happened to a figure, in sentences, from its change rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indicators.models import FormLine, IndicatorVersion, ObservationChange
from thidua.indicators.periods import from_id
from thidua.indicators.queries.words import period_words, show_moment
from thidua.indicators.reading import show_scaled
from thidua.indicators.states import State
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link, TrailLine
from thidua.kernel.ui.trails import Trail
from thidua.organisations.queries import names_on


def history_of_figure(
    of: FormLine | IndicatorVersion, unit_id: int, period_id: int
) -> Trail:
    """Every change of a figure, who made it and why, as a cell or its page shows it."""
    version = of.version if isinstance(of, FormLine) else of
    args = [version.indicator_id, unit_id, period_id]

    def way() -> list[Link]:
        span = from_id(period_id)
        unit = names_on([unit_id], span.ends_on).get(unit_id, "")
        name = f"{version.name}, {unit}, {period_words(period_id)}"
        return [Link(name, reverse("indicators:figure", args=args))]

    changes = ObservationChange.objects.filter(
        unit_id=unit_id, indicator_id=version.indicator_id, period_id=period_id
    )
    return Trail(
        way=way,
        href=reverse("indicators:figure-history", args=args),
        done=changes.order_by("-pk"),
        tell=lambda rows: list(trail_lines(of, rows)),
    )


def trail_lines(
    of: FormLine | IndicatorVersion, changes: Iterable[ObservationChange]
) -> Iterable[TrailLine]:
    """One sentence for each change."""
    for change in changes:
        before, after = change.before or {}, change.after or {}
        words, note = _sentence(before, after)
        was, now = shown_in(of, before), shown_in(of, after)
        is_moved = was != now
        yield TrailLine(
            when=show_moment(change.at),
            who=change.actor_name,
            words=words,
            before=was if is_moved else "",
            after=now if is_moved else "",
            note=note,
        )


def _sentence(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """What was done, and the words that were said with it."""
    state = after.get("state")
    if state != before.get("state") and state != State.DRAFT:
        done = {
            State.SUBMITTED: _("gửi báo cáo"),
            State.ACCEPTED: _("nhận số liệu, số thành chính thức"),
            State.RETURNED: _("trả lại"),
            State.REOPENED: _("mở lại để sửa, số tạm tính"),
        }
        return done[State(state)] if state else _("xóa"), after.get("return_reason", "")
    if not after:
        return _("xóa"), ""
    if after.get("missing_reason") != before.get("missing_reason"):
        if after.get("missing_reason"):
            return _("ghi lý do không có số liệu"), after["missing_reason"]
        return _("ghi"), ""
    if _parts(before) != _parts(after):
        return _("ghi"), ""
    if after.get("note") != before.get("note"):
        return _("giải trình"), after.get("note", "")
    return _("mở ô"), ""


def _parts(figure: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(figure.get(key) for key in ("value", "numerator", "denominator"))


def shown_in(of: FormLine | IndicatorVersion, figure: Mapping[str, Any]) -> str:
    """The figure that a change row tells of, as a cell shows it."""
    if figure.get("denominator") is not None:
        parts = (figure.get("numerator") or 0, figure["denominator"])
        return "/".join(show_number(Decimal(str(part))) for part in parts)
    if figure.get("value") is None:
        return ""
    value = Decimal(str(figure["value"]))
    if isinstance(of, FormLine):
        return show_scaled(of, value)
    return show_number(value, of.decimals)
