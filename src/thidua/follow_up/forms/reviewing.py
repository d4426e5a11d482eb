"""What is typed of a report of a half-year or year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing, from_id
from thidua.kernel import dates
from thidua.kernel.ui.fields import DayField, needed_for

_HINT = _("Mỗi dòng một ý. Gõ “1. …” để đánh số, “| … | …” để kẻ bảng.")


class _Read(LaidOut):
    """What is said of a report as it was read."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReviewForm(_Read):
    """The four written parts."""

    results = needed_for(_("cần khi gửi"), area(_("Kết quả nổi bật"), hint=_HINT))
    exemplars = area(_("Điển hình, cách làm hay"))
    difficulties = area(_("Khó khăn, hạn chế, nguyên nhân"))
    proposals = area(_("Đề xuất, kiến nghị"))


class CallForm(LaidOut):
    """Which period is reported on, until when."""

    period = forms.ChoiceField(label=_("Kỳ báo cáo"))
    due_on = DayField(label=_("Hạn gửi"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer(period=[(str(one.id), _said(one)) for one in _spans(today)])

    def span(self) -> PeriodSpan:
        """The half-year or year chosen."""
        return from_id(int(self.cleaned_data["period"]))


class ReceiveForm(_Read):
    """It is taken."""


class ReturnForm(_Read):
    """What is missing."""

    reason = forms.CharField(label=_("Lý do trả lại"), max_length=1_000)


def _spans(today: date) -> list[PeriodSpan]:
    """The half-year and the year that run, and those before them."""
    half = containing(today, PeriodKind.HALF)
    year = containing(today, PeriodKind.YEAR)
    return [half, half.before(1), year, year.before(1)]


def _said(span: PeriodSpan) -> str:
    return dates.period_name(span.starts_on, span.ends_on)
