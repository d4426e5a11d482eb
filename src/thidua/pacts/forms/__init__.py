"""What people type of a pact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.kernel.ui.fields import Fault, FigureField, needed_for
from thidua.pacts.drafts import CeremonyDraft, CommitmentDraft, PactDraft
from thidua.pacts.measures import Offered
from thidua.pacts.models import Commitment, Pact, PactEdition


class WordsForm(LaidOut):
    """The words of a pact, its duration, where and when it is signed."""

    title = line(
        gettext_lazy("Tên giao ước"),
        200,
        hint=gettext_lazy("Ví dụ: Hai xã cùng về đích nông thôn mới năm 2025."),
    )
    preamble = area(
        gettext_lazy("Lời mở đầu"),
        hint=gettext_lazy("Vì sao ký giao ước; mỗi dòng một đoạn."),
    )
    starts_on = day(gettext_lazy("Từ ngày"))
    ends_on = day(gettext_lazy("Đến hết ngày"))
    ceremony_on = day(gettext_lazy("Ngày ký kết"), required=False)
    ceremony_place = line(gettext_lazy("Nơi ký kết"), 200, required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("Công khai: mọi người xem được khi có hiệu lực"),
        required=False,
        initial=True,
    )

    def draft(self) -> PactDraft:
        """What the action wants."""
        clean = dict(self.cleaned_data)
        clean.pop("is_party", None)
        clean.pop("version", None)
        return PactDraft(**clean)


class PactForm(WordsForm):
    """The same of a pact that begins: is the own unit a party?"""

    is_party = forms.BooleanField(
        label=gettext_lazy("Đơn vị mình là một bên của giao ước"),
        required=False,
        initial=True,
    )


class RewriteForm(WordsForm):
    """The same of a pact that has begun."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def words_of(pact: Pact, edition: PactEdition) -> dict[str, Any]:
    """What stands in an edition, as it would be typed."""
    names = ("title", "preamble", "starts_on", "ends_on", "ceremony_on")
    return {
        **{name: getattr(edition, name) for name in names},
        "ceremony_place": edition.ceremony_place,
        "is_public": pact.is_public,
        "version": edition.version,
    }


class CommitmentForm(LaidOut):
    """What one party binds itself to."""

    party = forms.TypedChoiceField(label=gettext_lazy("Bên cam kết"), coerce=int)
    indicator = forms.TypedChoiceField(
        label=gettext_lazy("Theo chỉ số"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy(
            "Chọn chỉ số thì kết quả tự theo số liệu hằng tháng; không chọn thì ghi"
            " việc ở dưới và tự báo khi xong."
        ),
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Chiều"),
        choices=[
            ("", gettext_lazy("đạt từ mức này trở lên")),
            ("1", gettext_lazy("không quá mức này")),
        ],
        required=False,
    )
    value = needed_for(
        gettext_lazy("cần khi chọn chỉ số"),
        FigureField(label=gettext_lazy("Mức cam kết"), required=False),
    )
    baseline = FigureField(
        label=gettext_lazy("Mức lúc bắt đầu"),
        required=False,
        help_text=gettext_lazy(
            "Chỉ cần khi chỉ số là mức tại một lúc (tỷ lệ, số đang có)."
        ),
    )
    starts_on = day(
        gettext_lazy("Tính từ ngày"),
        required=False,
        hint=gettext_lazy("Để trống: từ ngày giao ước bắt đầu."),
    )
    words = needed_for(
        gettext_lazy("cần khi không chọn chỉ số"),
        area(gettext_lazy("Việc cam kết bằng lời")),
    )
    due_on = day(gettext_lazy("Đến hết ngày"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        parties: Sequence[tuple[str, str]],
        offered: Sequence[Offered],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.version.pk: one for one in offered}
        self.offer(
            party=parties,
            indicator=[
                ("", _("không theo chỉ số, chỉ bằng lời")),
                *((str(pk), one.words) for pk, one in self.offered.items()),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """A figure needs an indicator; what nobody can count is said in words."""
        clean = dict(super().clean() or self.cleaned_data)
        if clean.get("value") is not None and not clean.get("indicator"):
            self.add_error(
                "indicator",
                Fault(
                    _("Có con số mà chưa chọn chỉ số."),
                    _("Chọn chỉ số, hoặc ghi con số ấy trong lời."),
                ),
            )
        return clean

    def draft(self) -> CommitmentDraft:
        """What the action wants: figures in the indicator's own measure."""
        clean = self.cleaned_data
        pk = clean["indicator"]
        scale = self.offered[pk].measure.scale if pk else 1

        def scaled(value: Decimal | None) -> Decimal | None:
            return None if value is None else value * scale

        return CommitmentDraft(
            party_id=clean["party"],
            due_on=clean["due_on"],
            words=clean["words"],
            version_id=pk,
            value=scaled(clean["value"]),
            is_at_most=bool(clean["direction"]),
            starts_on=clean["starts_on"],
            baseline=scaled(clean["baseline"]),
        )


def values_of(one: Commitment) -> dict[str, Any]:
    """What stands in a commitment, as it would be typed."""
    scale = one.scale or 1
    return {
        "party": str(one.party_id),
        "indicator": str(one.version_id or ""),
        "direction": "1" if one.is_at_most else "",
        "value": None if one.value is None else (one.value / scale).normalize(),
        "baseline": None
        if one.baseline is None
        else (one.baseline / scale).normalize(),
        "starts_on": one.starts_on,
        "words": one.words,
        "due_on": one.due_on,
    }


class WitnessForm(LaidOut):
    """Who is to witness the signing."""

    name = line(gettext_lazy("Họ tên, hoặc tên đơn vị chứng kiến"), 200)
    office = line(gettext_lazy("Chức vụ"), 200, required=False)
    shows_name = forms.BooleanField(
        label=gettext_lazy("Người này đồng ý nêu tên ở trang công khai"), required=False
    )


class SignForm(LaidOut):
    """For which party, over which text, and the proof of who signs."""

    party = forms.TypedChoiceField(label=gettext_lazy("Ký cho"), coerce=int)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    shows_name = forms.BooleanField(
        label=gettext_lazy(
            "Tôi đồng ý nêu tên tôi ở trang công khai (không chọn thì chỉ nêu chức vụ)"
        ),
        required=False,
    )
    proof = forms.CharField(
        label=gettext_lazy("Mật khẩu của anh/chị, hoặc mã trên điện thoại, để ký"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        help_text=gettext_lazy("Mỗi lần ký đều hỏi lại, để không ai ký thay trên máy."),
    )

    def __init__(
        self, *args: Any, sides: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(party=[(str(pk), name) for pk, name in sides])


class CeremonyForm(LaidOut):
    """How the ceremony went."""

    held_on = day(gettext_lazy("Ngày"))
    place = line(gettext_lazy("Nơi"), 200)
    led_by = line(
        gettext_lazy("Người chủ trì"), 200, hint=gettext_lazy("Họ tên và chức vụ.")
    )
    present = FigureField(
        label=gettext_lazy("Số người dự"), decimals=0, least=2, most=100_000
    )
    minutes = area(
        gettext_lazy("Diễn biến"),
        missing=gettext_lazy("Chưa ghi diễn biến buổi lễ."),
        hint=gettext_lazy(
            "Mỗi dòng một đoạn: ai phát biểu, các bên ký, điều kết luận."
        ),
    )

    def draft(self) -> CeremonyDraft:
        """What the action wants."""
        clean = self.cleaned_data
        return CeremonyDraft(**{**clean, "present": int(clean["present"])})
