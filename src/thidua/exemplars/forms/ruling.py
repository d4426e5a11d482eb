"""The rule of comparison as it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.forms.laid_out import LaidOut, line
from thidua.exemplars.actions.ruling import Line
from thidua.exemplars.queries.rule import Countable
from thidua.kernel.ui.fields import FigureField


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the form: its words, whether it must be reached, its own."""

    name: str
    unit: str
    must: BoundField
    own: BoundField


class RuleForm(LaidOut):
    """How far one may stay behind, how often one must be better, over how long."""

    tolerance = FigureField(
        label=gettext_lazy("Được kém mốc chốt không quá, %"),
        least=0,
        most=50,
        decimals=2,
        help_text=gettext_lazy("0: phải bằng hoặc hơn mốc."),
    )
    better_wanted = FigureField(
        label=gettext_lazy("Vượt qua: hơn hẳn mốc ở ít nhất bao nhiêu chỉ tiêu"),
        least=1,
        most=12,
        decimals=0,
    )
    window = FigureField(
        label=gettext_lazy("Chỉ tiêu cộng dồn thì cộng bao nhiêu tháng gần nhất"),
        least=1,
        most=60,
        decimals=0,
    )
    reason = line(
        gettext_lazy("Vì sao đổi quy tắc"),
        300,
        required=False,
        hint=gettext_lazy("Cần ghi khi phong trào đã có quy tắc."),
    )

    def __init__(
        self, *args: Any, things: Sequence[Countable], has_rule: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if has_rule:
            reason = self.fields["reason"]
            reason.required, reason.help_text = True, ""
            reason.error_messages["required"] = _("Chưa ghi lý do.")
        self.things = things
        for thing in things:
            key = thing.indicator_id
            self.fields[f"must_{key}"] = forms.BooleanField(
                required=False, label=_("Bắt buộc")
            )
            self.fields[f"own_{key}"] = FigureField(
                required=False,
                least=0,
                label=_("Dung sai riêng, %(measure)s")
                % {"measure": thing.measure.full_name},
            )

    @property
    def main(self) -> Iterator[BoundField]:
        """The fields of the rule itself."""
        for name in ("tolerance", "better_wanted", "window", "reason"):
            yield self[name]

    @property
    def rows(self) -> list[Row]:
        """The indicators, one a row."""
        return [
            Row(
                one.name,
                one.measure.full_name,
                self[f"must_{one.indicator_id}"],
                self[f"own_{one.indicator_id}"],
            )
            for one in self.things
        ]

    def asked(self) -> dict[str, Any]:
        """What the action wants."""
        clean = self.cleaned_data
        return {
            "tolerance": clean["tolerance"],
            "better_wanted": int(clean["better_wanted"]),
            "window": int(clean["window"]),
            "reason": clean["reason"],
            "lines": list(self._lines()),
        }

    def _lines(self) -> Iterator[Line]:
        for thing in self.things:
            key = thing.indicator_id
            must = self.cleaned_data[f"must_{key}"]
            own = self.cleaned_data[f"own_{key}"]
            if must or own is not None:
                kept = None if own is None else own * thing.measure.scale
                yield key, must, kept
