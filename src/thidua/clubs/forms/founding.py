"""Founding a club, writing it anew, pausing and dissolving it, choosing its board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.clubs.drafts import FoundingDraft, Words
from thidua.clubs.models import LEAST_MEMBERS, Club
from thidua.exemplars.forms.registering import fields_of_work
from thidua.kernel.ui.fields import FigureField

Options = Sequence[tuple[str, str]]


def _rhythms() -> list[tuple[int, str]]:
    return [(value, capfirst(str(label))) for value, label in Club.Rhythm.choices]


class WordsForm(LaidOut):
    """What a club is for, by what rules, with whom."""

    name = line(
        _("Tên câu lạc bộ"), 200, hint=_("Ví dụ: Câu lạc bộ Vườn dừa ghi nhật ký.")
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=fields_of_work)
    trade = line(
        _("Ngành nghề"),
        120,
        required=False,
        hint=_("Để nơi cùng nghề tìm thấy. Ví dụ: trồng dừa xiêm, làm bánh dừa."),
    )
    purpose = area(
        _("Lập ra để làm gì"),
        missing=_("Chưa ghi lập ra để làm gì."),
        hint=_("Hai, ba câu: ai gặp ai, trao đổi điều gì, giúp ai làm theo."),
    )
    rules = area(_("Quy chế tóm tắt"), hint=_("Mỗi dòng một điều."))
    rhythm = forms.TypedChoiceField(
        label=_("Sinh hoạt"), choices=_rhythms, coerce=int, initial=3
    )
    least_members = FigureField(
        label=_("Thành lập khi có ít nhất bao nhiêu hội viên"),
        least=2,
        most=200,
        decimals=0,
        initial=LEAST_MEMBERS,
        help_text=_(
            "Mặc định 3 là của phần mềm, không phải quy định của pháp luật; đơn vị lập"
            " câu lạc bộ sửa được."
        ),
    )
    units = forms.MultipleChoiceField(
        label=_("Cùng với đơn vị nào"),
        required=False,
        help_text=_("Khi nhiều đơn vị cùng lập một câu lạc bộ."),
    )
    campaign = forms.TypedChoiceField(
        label=_("Nòng cốt của phong trào"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Khi phong trào có hình thức “Thi đua với điển hình”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, units: Options, campaigns: Options, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        none = ("", gettext("không gắn với phong trào nào"))
        self.offer(units=units, campaign=[none, *campaigns])
        if not units:
            del self.fields["units"]

    def words(self) -> Words:
        """What the action wants."""
        clean = self.cleaned_data
        return Words(
            name=clean["name"],
            field=clean["field"],
            trade=clean["trade"],
            purpose=clean["purpose"],
            rules=clean["rules"],
            rhythm=clean["rhythm"],
            least_members=int(clean["least_members"]),
            unit_ids=[int(one) for one in clean.get("units", ())],
            campaign_id=clean["campaign"],
        )


class FoundingForm(WordsForm):
    """A new club, and the decision that founds it."""

    founded_on = day(_("Ngày thành lập"))
    paper = line(
        _("Quyết định thành lập"),
        300,
        required=False,
        hint=_(
            "Số, ký hiệu của quyết định đã ký, ví dụ 45/QĐ-UBND. Để trống thì máy soạn"
            " dự thảo quyết định để trình ký."
        ),
    )

    def draft(self, home_id: int) -> FoundingDraft:
        """What the action wants."""
        clean = self.cleaned_data
        return FoundingDraft(
            self.words(), home_id, clean["founded_on"], paper=clean["paper"]
        )


def values_of(club: Club) -> dict[str, Any]:
    """What stands in a club, as it would be typed."""
    names = ("name", "field", "trade", "purpose", "rules", "rhythm")
    found: dict[str, Any] = {name: getattr(club, name) for name in names}
    found |= {"least_members": club.least_members, "version": club.version}
    return found | {
        "campaign": club.campaign_id or "",
        "units": [str(one) for one in club.units.values_list("pk", flat=True)],
    }


class DissolutionForm(LaidOut):
    """The decision that dissolves a club."""

    dissolved_on = day(_("Ngày giải thể"))
    paper = line(
        _("Quyết định giải thể"),
        300,
        required=False,
        hint=_("Số, ký hiệu của quyết định đã ký. Để trống thì máy soạn dự thảo."),
    )
    reason = line(_("Lý do"), 300)


class BoardForm(LaidOut):
    """Who is chosen for what, from when to when."""

    member = forms.TypedChoiceField(label=pgettext_lazy("một", "Hội viên"), coerce=int)
    role = forms.ChoiceField(label=_("Chức danh"))
    starts_on = day(_("Từ ngày"))
    due_on = day(_("Hết nhiệm kỳ"))

    def __init__(
        self, *args: Any, members: Options, roles: Options, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(member=members, role=roles)
