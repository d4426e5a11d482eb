"""The form of the launch: why, with each kind of warning that is still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area
from thidua.kernel.ui.fields import Fault, needed_for


class LaunchForm(LaidOut):
    """A reason for the warnings of each rule.

    One reason for several rules only where the officer says that it is common to them.
    """

    is_common = forms.BooleanField(
        label=_("Dùng lý do chung cho các cảnh báo chưa ghi lý do riêng"),
        required=False,
    )
    common = needed_for(
        _("khi chọn dùng"),
        area(
            _("Lý do chung"),
            hint=_("Giữ cùng mọi cảnh báo để trống ở trên; các đơn vị đọc được."),
        ),
    )

    def __init__(self, *args: Any, asked: Mapping[str, str], **kwargs: Any) -> None:
        """`asked` are the rules with open warnings, and how their reason is asked."""
        super().__init__(*args, **kwargs)
        self.asked = asked
        for rule, label in asked.items():
            field = area(
                label, hint=_("Giữ cùng cảnh báo này; các đơn vị đọc được."), rows=2
            )
            if self.is_for_several:
                needed_for(_("nếu không dùng lý do chung"), field)
            self.fields[f"why-{rule}"] = field

    def beside(self, rule: str) -> BoundField | None:
        """The field that stands beside the warnings of a rule."""
        return self[f"why-{rule}"] if rule in self.asked else None

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        is_common, common = clean.get("is_common"), clean.get("common", "")
        if common and not is_common and self.is_for_several and self.lacking:
            said = gettext("Lý do chung đã ghi, nhưng chưa chọn dùng.")
            remedy = gettext("Chọn “Dùng lý do chung…”, hoặc ghi lý do riêng ở trên.")
            self.add_error("common", Fault(said, remedy))
        if is_common and not common and self.lacking:
            self.add_error("common", Fault(gettext("Chưa ghi lý do chung.")))
        if is_common and common:
            return clean
        for rule in self.lacking:
            said = gettext("Chưa ghi lý do phát động khi còn cảnh báo này.")
            remedy = gettext("Ghi lý do, sửa điều bị nhắc, hoặc dùng lý do chung.")
            self.add_error(f"why-{rule}", Fault(said, remedy))
        return clean

    @property
    def is_for_several(self) -> bool:
        """One reason can only be common to several."""
        return len(self.asked) > 1

    @property
    def lacking(self) -> list[str]:
        """Rules with open warnings for which no reason of their own is written."""
        return [one for one in self.asked if not self.cleaned_data.get(f"why-{one}")]

    @property
    def reasons(self) -> dict[str, str]:
        """What was written, by rule."""
        written = {one: self.cleaned_data.get(f"why-{one}", "") for one in self.asked}
        return {rule: reason for rule, reason in written.items() if reason}

    @property
    def common_reason(self) -> str:
        """The reason of all others; nothing where the officer does not say so."""
        clean = self.cleaned_data
        return clean.get("common", "") if clean.get("is_common") else ""
