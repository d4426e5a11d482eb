"""A month evaluated, a meeting counted, a praise, a hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.documents.free import DECISION
from thidua.documents.policies import can_issue
from thidua.exemplars.drafts import (
    EvaluationDraft,
    HoldDraft,
    MeetingDraft,
)
from thidua.exemplars.measures import asked
from thidua.exemplars.models import (
    Evaluation,
    ExemplarFigure,
    Hold,
    Meeting,
    Praise,
)
from thidua.kernel.models import StoredFile
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.fields import Fault, FigureField, needed_for
from thidua.organisations.models import Unit

Options = Sequence[tuple[str, str]]


def labels(choices: Sequence[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Choices of a model, as they begin a line."""
    return [
        (value, str(label)[:1].upper() + str(label)[1:]) for value, label in choices
    ]


class EvaluationForm(LaidOut):
    """How a month went; with a value for every figure that nobody reports."""

    grade = forms.ChoiceField(
        label=_("Đánh giá"),
        choices=lambda: [
            ("", gettext("chọn một mức")),
            *labels(Evaluation.Grade.choices),
        ],
    )
    words = area(
        _("Nhận xét"),
        missing=_("Chưa ghi nhận xét."),
        hint=_("Làm được gì, vướng gì; một, hai câu."),
    )
    proof = forms.FileField(
        label=_("Minh chứng của tháng"),
        required=False,
        help_text=_("Cần khi có số liệu ghi tay."),
    )
    note = line(_("Ghi chú về số liệu"), 300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, typed: Sequence[ExemplarFigure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.typed = typed
        for one in typed:
            self.fields[f"value{one.pk}"] = FigureField(
                label=asked(one), required=False
            )
        if not typed:
            del self.fields["note"]

    @property
    def values(self) -> list[BoundField]:
        """The fields of the figures that are typed."""
        return [self[f"value{one.pk}"] for one in self.typed]

    @property
    def words_lines(self) -> list[tuple[str, BoundField]]:
        """Everything else."""
        own = {f"value{one.pk}" for one in self.typed}
        return [pair for pair in self.lines if pair[1].name not in own]

    def draft(self, proof: StoredFile | None) -> EvaluationDraft:
        """What the action wants: figures in their own measure."""
        clean = self.cleaned_data
        typed = [
            (one.pk, clean[f"value{one.pk}"] * one.scale)
            for one in self.typed
            if clean[f"value{one.pk}"] is not None
        ]
        return EvaluationDraft(
            clean["grade"], clean["words"], typed, clean.get("note", ""), proof
        )


def typed_values(
    figures: Sequence[ExemplarFigure], known: dict[int, Decimal]
) -> dict[str, Any]:
    """What was typed of a month, as the form shows it."""
    return {
        f"value{one.pk}": (known[one.pk] / one.scale).normalize()
        for one in figures
        if one.pk in known
    }


class MeetingForm(LaidOut):
    """Who led, how many were there, and the hands for each exemplar."""

    held_on = day(_("Ngày họp"))
    led_by = line(_("Người chủ trì"), 200, hint=_("Họ tên và chức vụ."))
    present = FigureField(label=_("Số người dự"), decimals=0, least=1, most=100_000)
    minutes = area(
        _("Diễn biến"),
        missing=_("Chưa ghi diễn biến."),
        hint=_("Ai nêu ý kiến gì, kết luận; mỗi dòng một đoạn."),
    )

    def __init__(self, *args: Any, candidates: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for pk in candidates:
            hands = FigureField(
                label=gettext("Số người giơ tay"),
                decimals=0,
                least=0,
                most=100_000,
                required=False,
            )
            self.fields[f"hands{pk}"] = needed_for(gettext("số người giơ tay"), hands)
            self.fields[f"chosen{pk}"] = forms.BooleanField(
                label=gettext("Chọn"), required=False
            )
        self.fields["not_chosen"] = forms.BooleanField(
            label=gettext(
                "Chủ trì kết luận không chọn mục có quá nửa số người dự giơ tay"
            ),
            required=False,
        )

    @property
    def head(self) -> list[tuple[str, BoundField]]:
        """The fields of the meeting itself."""
        names = {"held_on", "led_by", "present", "minutes"}
        return [pair for pair in self.lines if pair[1].name in names]

    def is_whole(self, titles: Mapping[int, str]) -> bool:
        """Is nothing wrong, and nobody forgotten? Both are said at once."""
        is_valid = self.is_valid()
        return not self.ask_of_the_forgotten(titles) and is_valid

    def ask_of_the_forgotten(self, titles: Mapping[int, str]) -> bool:
        """Was one with more than half of the hands left unticked? Then it is asked
        about at its hands; the chair may say that it was meant so."""
        clean = self.cleaned_data
        if clean.get("not_chosen") or clean.get("present") is None:
            return False
        present, is_asked = int(clean["present"]), False
        for pk, title in titles.items():
            hands = clean.get(f"hands{pk}")
            is_most = hands is not None and present < hands * 2 <= present * 2
            if not is_most or clean.get(f"chosen{pk}"):
                continue
            known = {
                "title": title,
                "hands": show_number(hands),
                "present": show_number(present),
            }
            self.add_error(
                f"hands{pk}",
                Fault(
                    gettext(
                        "“%(title)s” có %(hands)s/%(present)s người giơ tay, quá nửa,"
                        " mà chưa đánh dấu chọn."
                    )
                    % known,
                    gettext(
                        "Đánh dấu “Chọn”; nếu chủ trì kết luận không chọn thì đánh dấu"
                        " ô dưới cùng, rồi ghi lại."
                    ),
                ),
            )
            is_asked = True
        return is_asked

    def draft(self) -> MeetingDraft:
        """What the action wants; who was not counted is left out."""
        clean = self.cleaned_data
        hands = [
            (pk, int(clean[f"hands{pk}"]))
            for pk in self.candidates
            if clean[f"hands{pk}"] is not None
        ]
        chosen = frozenset(pk for pk in self.candidates if clean[f"chosen{pk}"])
        return MeetingDraft(
            clean["held_on"],
            clean["led_by"],
            int(clean["present"]),
            clean["minutes"],
            [*hands, *((pk, 0) for pk in sorted(chosen - dict(hands).keys()))],
            chosen,
        )


class RewriteForm(MeetingForm):
    """The same minutes written anew, with the reason."""

    reason = line(
        _("Vì sao ghi lại"), 300, hint=_("Bản trước còn đọc được, cùng lý do này.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def head(self) -> list[tuple[str, BoundField]]:
        """The fields of the meeting itself, and the reason."""
        more = {"reason", "version"}
        return [*super().head, *(pair for pair in self.lines if pair[1].name in more)]


def as_counted(meeting: Meeting) -> dict[str, Any]:
    """The minutes as they stand, for the form that writes them anew."""
    names = ("held_on", "led_by", "present", "minutes", "version")
    known: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    for one in meeting.choices.standing():
        known |= {
            f"hands{one.exemplar_id}": one.hands,
            f"chosen{one.exemplar_id}": one.is_chosen,
        }
    return known


class PraiseForm(LaidOut):
    """By a notice or a decision, on which day, in which words."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("việc", "Hình thức"),
        choices=lambda: labels(Praise.Kind.choices),
    )
    praised_on = day(
        _("Ngày biểu dương"), hint=_("Số liệu chốt theo ngày này, không sửa được sau.")
    )
    words = area(
        _("Lời biểu dương"),
        missing=_("Chưa ghi lời biểu dương."),
        hint=_("Vì sao đáng biểu dương; vào văn bản đúng như ghi ở đây."),
    )
    is_drawn_up = forms.BooleanField(
        label=_("Soạn luôn dự thảo văn bản để cấp số và ký"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, unit: Unit, **more: Any) -> None:
        super().__init__(*args, **more)
        verdict, kind = can_issue(unit, DECISION), self.fields["kind"]
        if not verdict:
            notice = labels(Praise.Kind.choices)[:1]
            kind.choices = notice  # type: ignore[attr-defined]
            kind.help_text = f"{verdict.reason} {verdict.remedy}"


class HoldForm(LaidOut):
    """Somebody is on hold from a day on, by a paper."""

    about = forms.ChoiceField(label=_("Ai, đơn vị nào"))
    kind = forms.ChoiceField(
        label=_("Lý do"), choices=lambda: labels(Hold.Kind.choices)
    )
    opened_on = day(_("Từ ngày"))
    paper = line(_("Văn bản"), 300, hint=_("Số, ngày, nơi ban hành và tên văn bản."))
    file = forms.FileField(label=_("Tệp văn bản"))

    def draft(self, file: StoredFile | None) -> HoldDraft:
        """What the action wants: `p7` a person, `u9` a unit, `e3` an exemplar."""
        clean = self.cleaned_data
        what, number = clean["about"][0], int(clean["about"][1:])
        return HoldDraft(
            clean["kind"],
            clean["opened_on"],
            clean["paper"],
            person_id=number if what == "p" else None,
            unit_id=number if what == "u" else None,
            exemplar_id=number if what == "e" else None,
            file=file,
        )


class CloseHoldForm(LaidOut):
    """It is settled, by a paper."""

    closed_on = day(_("Kết thúc ngày"))
    paper = line(_("Văn bản kết thúc"), 300)
    file = forms.FileField(label=_("Tệp văn bản"))
