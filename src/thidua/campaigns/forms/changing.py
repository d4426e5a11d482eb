"""Forms of what is changed after the launch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.changing import Below, TargetChangeDraft
from thidua.campaigns.days import days_words
from thidua.campaigns.forms.laid_out import LaidOut, area, day
from thidua.campaigns.models import Target
from thidua.campaigns.reach import AudienceChangeDraft
from thidua.campaigns.rules import first_change
from thidua.kernel.dates import show
from thidua.kernel.text import fold
from thidua.kernel.ui.fields import Fault, FigureField
from thidua.organisations.models import Tree, Unit


class ChangeForm(LaidOut):
    """Another figure or deadline, from when, why, and what becomes of those below."""

    value = FigureField(label=_("Số mới"), least=0)
    due_on = day(_("Thời hạn"))
    on = day(
        _("Áp dụng từ ngày"),
        hint=_("Trước ngày này nhịp vẫn tính theo số và hạn cũ."),
    )
    reason = area(
        _("Lý do"), required=True, hint=_("Các đơn vị nhận chỉ tiêu đọc được.")
    )
    below = forms.ChoiceField(label=_("Số đã giao xuống dưới"), choices=Below.choices)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, target: Target, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        first = target.starts_on + timedelta(days=1)
        self.hint(days_words(first, target.campaign.ends_on), "due_on")
        if target.starts_on > today:
            self.fields["on"].help_text = not_begun(target.starts_on)
        else:
            self.hint(days_words(first_change(target), today), "on")

    def draft(self, scale: int) -> TargetChangeDraft:
        """`scale`: how many of the measure one typed unit is (10⁹ for tỷ đồng)."""
        clean = dict(self.cleaned_data)
        clean.pop("revision")
        clean["value"] = Decimal(clean["value"]) * scale
        return TargetChangeDraft(**clean)


class AudienceChangeForm(LaidOut):
    """Another rule for an audience, whom else to let in, from when, why."""

    kinds = forms.MultipleChoiceField(label=_("Loại đơn vị"))
    tree = forms.TypedChoiceField(label=_("Thuộc cây"), coerce=int)
    below = forms.TypedChoiceField(
        label=_("Dưới đơn vị"), coerce=int, help_text=_("Kể cả chính đơn vị ấy.")
    )
    reports = forms.BooleanField(label=_("Có báo cáo số liệu"), required=False)
    picked = area(
        _("Thêm riêng đơn vị ngoài quy tắc"),
        hint=_("Mỗi dòng một đơn vị, như “Ấp 5, Xã Châu Bình”; không có thì để trống."),
    )
    on = day(
        _("Áp dụng từ ngày"),
        hint=_("Đơn vị thêm báo cáo từ ngày này; đơn vị ra thôi báo cáo từ ngày này."),
    )
    reason = area(
        _("Lý do"),
        missing=_("Chưa ghi lý do."),
        hint=_("Đơn vị thêm và đơn vị ra đều đọc được."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31)

    def __init__(
        self,
        *args: Any,
        roots: Sequence[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        kinds: Sequence[tuple[str, str]],
        days: tuple[date, date],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hint(days_words(*days), "on")
        self.offer(tree=Tree.offered(), below=roots, kinds=kinds)
        self._called: dict[str, dict[int, str]] = defaultdict(dict)
        for pk, name in units:
            for words in {fold(name), fold(name.partition(",")[0])}:
                self._called[words][pk] = name

    def clean_picked(self) -> list[int]:
        """The units by their names; one that is not found or not clear says which."""
        lines = [line.strip() for line in self.cleaned_data["picked"].splitlines()]
        return [self._unit(line) for line in lines if line]

    def _unit(self, line: str) -> int:
        found = self._called.get(fold(line), {})
        if not found:
            raise Fault(
                gettext("Không thấy đơn vị “%(line)s” ngoài danh sách.")
                % {"line": line},
                gettext("Ghi đủ tên như ở trang Đơn vị; nơi đã tham gia thì thôi."),
            )
        if len(found) > 1:
            raise Fault(
                gettext("“%(line)s” có %(count)s nơi: %(names)s.")
                % {
                    "line": line,
                    "count": len(found),
                    "names": "; ".join(list(found.values())[:4]),
                },
                gettext("Ghi kèm đơn vị trên, sau dấu phẩy."),
            )
        return next(iter(found))

    def draft(self, spared: Sequence[int], seen: str) -> AudienceChangeDraft:
        """`spared`: units left as they are; `seen`: the mark of what was shown."""
        clean = dict(self.cleaned_data)
        clean.pop("version")
        clean["tree"] = Tree.objects.get(pk=clean["tree"])
        clean["below"] = Unit.objects.get(pk=clean["below"])
        return AudienceChangeDraft(spared=frozenset(spared), seen=seen, **clean)


def not_begun(begins_on: date) -> str:
    """Why the day of a change is the first one."""
    said = gettext("Bắt đầu ngày %(day)s, chưa tới: thay đổi áp dụng từ ngày ấy.")
    return said % {"day": show(begins_on)}


class MilestoneRemovalForm(LaidOut):
    """From when a step is asked no more, and why."""

    on = day(_("Áp dụng từ ngày"))
    reason = area(
        _("Lý do"),
        missing=_("Chưa ghi lý do."),
        hint=_("Các đơn vị đang được giao mốc này đọc được."),
    )

    def __init__(self, *args: Any, begins_on: date, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if begins_on > today:
            self.fields["on"].help_text = not_begun(begins_on)
        else:
            self.hint(days_words(begins_on, today), "on")


class CloneForm(LaidOut):
    """How many years later the next campaign runs."""

    years = forms.IntegerField(
        label=_("Chuyển mọi ngày đi số năm"),
        min_value=1,
        max_value=10,
        help_text=_("Phong trào từng năm thì 1; giai đoạn 5 năm thì 5."),
        error_messages=dict.fromkeys(
            ("min_value", "max_value"), _("Ghi từ 1 đến 10 năm.")
        ),
    )
