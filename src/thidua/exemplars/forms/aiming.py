"""What a learner means to reach, as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from thidua.campaigns.forms.laid_out import LaidOut
from thidua.exemplars.queries.aiming import Aim
from thidua.kernel.ui.fields import FigureField


@dataclass(frozen=True, slots=True)
class AimRow:
    """One figure of the form."""

    aim: Aim
    field: BoundField


class AimForm(LaidOut):
    """The goal of each figure, empty for none."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, aims: Sequence[Aim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aims = aims
        for one in aims:
            label = _("Sẽ đạt, %(what)s") % {"what": one.name}
            self.fields[f"goal_{one.pk}"] = FigureField(
                label=label, required=False, initial=one.goal
            )

    @property
    def rows(self) -> list[AimRow]:
        """The figures, one a row."""
        return [AimRow(one, self[f"goal_{one.pk}"]) for one in self.aims]

    def goals(self) -> dict[int, Decimal]:
        """By figure, in the measure itself."""
        typed = {one.pk: self.cleaned_data[f"goal_{one.pk}"] for one in self.aims}
        scales = {one.pk: one.scale for one in self.aims}
        return {pk: goal * scales[pk] for pk, goal in typed.items() if goal is not None}
