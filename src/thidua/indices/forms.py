"""What is typed at the counters of the room: text in, clean values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.indices.drafts import ComponentDraft, LineDraft, MakeUpDraft
from thidua.indices.models import Component, MakeUp
from thidua.indices.provinces import Provinces
from thidua.indices.reading import (
    GROUP,
    RANK,
    REASON,
    SCORE,
    Doubt,
    ranks_from,
    read_rank,
    read_score,
)
from thidua.kernel.paste import TooMuch, read_block
from thidua.kernel.ui.fields import DayField, Fault, FigureField
from thidua.kernel.ui.grid import PREFIX

CELL = f"{PREFIX}%s-%s"
"""A cell of the table: the number of the unit, and the column."""


class YearForm(forms.Form):
    """What is to be known of a year before its lines."""

    year = forms.IntegerField(label=_("Năm của chỉ số"), min_value=2000, max_value=2100)
    publisher = forms.CharField(label=_("Nơi công bố"), max_length=200)
    source = forms.URLField(
        label=_("Địa chỉ nguồn"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Trang hoặc tệp mà ai cũng mở được để đối chiếu."),
    )
    published_on = DayField(label=_("Ngày công bố"), required=False)
    ranked = forms.IntegerField(
        label=_("Số nơi được xếp hạng"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("Để trống thì lấy số nơi có hạng trong bảng."),
    )
    is_computed = forms.BooleanField(
        label=_("Nơi công bố không xếp hạng: tính hạng từ điểm"), required=False
    )
    is_partial = forms.BooleanField(
        label=_("Chỉ ghi một số tỉnh, chưa đủ"), required=False
    )
    note = forms.CharField(
        label=_("Điều cần biết của năm này"), required=False, max_length=1000
    )


class CorrectionForm(YearForm):
    """A year entered again, and why."""

    reason = forms.CharField(
        label=_("Vì sao đính chính"), max_length=300, required=True
    )


class ReasonForm(forms.Form):
    """Why a year is withdrawn."""

    reason = forms.CharField(label=_("Vì sao rút"), max_length=300)


class KeepersForm(forms.Form):
    """Which units keep an index."""

    keepers = forms.TypedMultipleChoiceField(
        label=_("Đơn vị ghi công bố"), coerce=int, required=False
    )

    def __init__(
        self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.MultipleChoiceField", self.fields["keepers"])
        chosen.choices = list(units)


class MakeUpForm(forms.Form):
    """Of what an index is made from a year on."""

    from_year = forms.IntegerField(label=_("Từ năm"), min_value=2000, max_value=2100)
    least = FigureField(label=_("Điểm thấp nhất"), initial=Decimal(0))
    most = FigureField(label=_("Điểm cao nhất"), initial=Decimal(100))
    change = forms.CharField(
        label=_("Khác trước thế nào"),
        max_length=500,
        help_text=_("Câu này hiện ở chỗ đường biểu diễn bị ngắt."),
    )
    source = forms.URLField(
        label=_("Địa chỉ nguồn"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    components = forms.CharField(
        label=_("Các thành phần"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_(
            "Mỗi dòng: mã, tên, trọng số %, điểm cao nhất; dán từ bảng tính hoặc"
            " ngăn bằng dấu chấm phẩy. Trọng số chưa rõ thì để trống."
        ),
    )

    def clean_components(self) -> list[ComponentDraft]:
        """The lines as components; a line that cannot be read says which."""
        text = str(self.cleaned_data["components"])
        if "\t" not in text:
            text = text.replace(";", "\t")
        try:
            rows = read_block(text)
        except TooMuch as much:
            raise Fault(much.reason, much.remedy) from much
        drafts = [_component([cell.text for cell in row]) for row in rows]
        codes = [one.code for one in drafts]
        if len(set(codes)) < len(codes):
            raise Fault(str(_("Một mã được dùng hai lần.")))
        return drafts

    def clean(self) -> dict[str, Any]:
        """The top of the scale lies above its bottom."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and most <= least:
            self.add_error("most", _("Điểm cao nhất phải lớn hơn điểm thấp nhất."))
        return cleaned

    def draft(self) -> MakeUpDraft:
        return MakeUpDraft(**self.cleaned_data)


def _component(cells: Sequence[str]) -> ComponentDraft:
    code, name, weight, most = [*cells, "", "", "", ""][:4]
    if not code or not name:
        raise Fault(
            str(_("Mỗi dòng phải có mã và tên thành phần.")),
            str(_("Ví dụ: TP1; Gia nhập thị trường; 5; 10")),
        )
    return ComponentDraft(
        code=code[:20],
        name=name[:200],
        weight=_figure(weight.rstrip("% "), Decimal(100)),
        most=_figure(most, None),
    )


def _figure(text: str, most: Decimal | None) -> Decimal | None:
    value = read_score(text, Decimal(0), most)
    if isinstance(value, Doubt):
        raise Fault(value.words)
    return value


class Table:
    """The cells of a posted table as lines, and what is doubtful in each."""

    def __init__(
        self,
        post: QueryDict,
        provinces: Provinces,
        make_up: MakeUp,
        components: Sequence[Component],
    ) -> None:
        self.faults: dict[tuple[int, str], str] = {}
        self._post, self._make_up = post, make_up
        self._components = components
        lines = [self._line(one.unit_id) for one in provinces.all]
        self.lines = [line for line in lines if line is not None]

    def ranked_by_score(self) -> list[LineDraft]:
        """The lines with their places worked out from the scores."""
        scores = {one.unit_id: one.score for one in self.lines if one.score is not None}
        ranks = ranks_from(scores)
        return [_with_rank(one, ranks.get(one.unit_id)) for one in self.lines]

    def _line(self, unit: int) -> LineDraft | None:
        made = self._make_up
        score = self._score(unit, SCORE, made.least, made.most)
        scores = {
            one.code: value
            for one in self._components
            if (value := self._score(unit, one.code, Decimal(0), one.most)) is not None
        }
        rank = self._rank(unit)
        group, reason = self._text(unit, GROUP)[:80], self._text(unit, REASON)[:300]
        is_empty = score is None and rank is None and not group and not reason
        if scores and is_empty:
            self.faults[unit, REASON] = str(
                _("Có điểm thành phần mà không có điểm tổng: ghi vì sao.")
            )
        if reason and (score is not None or rank is not None or group):
            self.faults[unit, REASON] = str(
                _("Nơi có kết quả thì không ghi lý do thiếu.")
            )
        if is_empty and not scores:
            return None
        return LineDraft(
            unit_id=unit,
            score=score,
            rank=rank,
            group=group,
            missing_reason=reason,
            scores=scores,
        )

    def _text(self, unit: int, column: str) -> str:
        return str(self._post.get(CELL % (unit, column), "")).strip()

    def _score(
        self, unit: int, column: str, least: Decimal, most: Decimal | None
    ) -> Decimal | None:
        value = read_score(self._text(unit, column), least, most)
        if isinstance(value, Doubt):
            self.faults[unit, column] = value.words
            return None
        return value

    def _rank(self, unit: int) -> int | None:
        value = read_rank(self._text(unit, RANK))
        if isinstance(value, Doubt):
            self.faults[unit, RANK] = value.words
            return None
        return value


def _with_rank(line: LineDraft, rank: int | None) -> LineDraft:
    return LineDraft(
        unit_id=line.unit_id,
        score=line.score,
        rank=rank,
        group=line.group,
        missing_reason=line.missing_reason,
        source=line.source,
        scores=line.scores,
    )


def answers_of(post: Mapping[str, Any]) -> dict[int, str]:
    """What was answered about each doubtful row: a unit's number, or “bo”."""
    return {
        int(name.removeprefix("who-")): str(post[name])
        for name in post
        if name.startswith("who-") and name.removeprefix("who-").isdecimal()
    }
