"""Who asks to join a club, is invited, or is named as a founder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, line
from thidua.clubs.drafts import JoiningDraft
from thidua.exemplars.drafts import SubjectDraft
from thidua.kernel.ui.fields import Fault, needed_for

Options = Sequence[tuple[str, str]]
SELF, UNIT = "self", "unit"


class JoiningForm(LaidOut):
    """An exemplar of the register, or somebody else; what one may reach them by."""

    exemplar = forms.TypedChoiceField(
        label=_("Điển hình trong sổ"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Không có trong sổ thì để trống và ghi ở dưới."),
    )
    who = forms.ChoiceField(label=_("Ai"))
    name = needed_for(
        _("cần khi là hộ, tổ, cá nhân của đơn vị"), line(_("Tên"), 200, required=False)
    )
    trade = line(_("Nghề, chuyên môn"), 120, required=False)
    contact = line(
        _("Cách liên hệ"),
        200,
        required=False,
        hint=_("Số điện thoại; chỉ hội viên và đơn vị lập câu lạc bộ thấy."),
    )
    words = line(_("Vì sao muốn vào"), 500, required=False)
    shows_name = forms.BooleanField(
        label=_(
            "Đồng ý cho hiện tên ra ngoài câu lạc bộ. Không chọn thì bên ngoài chỉ thấy"
            " “một hộ ở xã …”; rút lại lúc nào cũng được."
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, exemplars: Options, whose: Options, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        none = ("", gettext("không phải điển hình trong sổ"))
        self.offer(exemplar=[none, *exemplars], who=whose)
        if not exemplars:
            del self.fields["exemplar"]
        self._say_or_else()

    def _say_or_else(self) -> None:
        """Somebody “else” only where somebody may be chosen before."""
        has_others = "exemplar" in self.fields or "learner" in self.fields
        self.fields["who"].label = (
            gettext("Hoặc ai khác") if has_others else gettext("Ai")
        )

    def clean(self) -> dict[str, Any]:
        """Who is neither in the register nor oneself nor the unit has a name."""
        clean = dict(super().clean() or self.cleaned_data)
        is_known = clean.get("exemplar") or clean.get("who") in {SELF, UNIT, None}
        if not is_known and not clean.get("name"):
            self.add_error(
                "name",
                Fault(
                    gettext("Chưa ghi tên."),
                    gettext("Ghi tên chủ hộ, tên tổ hoặc họ tên."),
                ),
            )
        return clean

    def draft(
        self, home_id: int, unit_name: str, person: tuple[int | None, str], field: str
    ) -> JoiningDraft:
        """What the action wants; `person` is who is signed in, with their name."""
        clean, who = self.cleaned_data, self.cleaned_data["who"]
        if who == SELF:
            subject = SubjectDraft(
                "person", person[1], home_id, field, person_id=person[0]
            )
        elif who == UNIT:
            subject = SubjectDraft("unit", unit_name, home_id, field, unit_id=home_id)
        else:
            subject = SubjectDraft(
                who, clean["name"] or unit_name, home_id, field, clean["trade"]
            )
        return JoiningDraft(
            subject,
            exemplar_id=clean.get("exemplar"),
            words=clean.get("words", ""),
            contact=clean["contact"],
            shows_name=clean.get("shows_name", False),
        )


class LearnerForm(JoiningForm):
    """The board invites or enrols: exemplars, those who learn from them, others."""

    learner = forms.TypedChoiceField(
        label=_("Nơi đang học theo điển hình của câu lạc bộ"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    field_order = ("exemplar", "learner", "who", "name", "trade", "contact")

    def __init__(self, *args: Any, learners: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["words"]
        del self.fields["shows_name"]
        none = ("", gettext("không phải nơi đang học"))
        self.offer(learner=[none, *learners])
        if not learners:
            del self.fields["learner"]
        self._say_or_else()

    def clean(self) -> dict[str, Any]:
        """One of the learners needs no name either."""
        if self.cleaned_data.get("learner"):
            return dict(self.cleaned_data)
        return super().clean()
