"""What a reader asks of the monitoring, from the address into a lens."""

from __future__ import annotations

from django import forms

from thidua.desk.queries.lens import CAMPAIGN, FORM, KIND, UNIT, UNTIL, Lens
from thidua.organisations.models import Unit

_FIRST_MONTH = 24
"""With the two years before it that pages compare with; the first month is number 0."""
_LAST_MONTH = 1999  # months are numbered below the quarters (`indicators.periods`)


SHADED = "ban-do"
"""The word of the address for what a map is shaded by."""
PICKED = "voi"
"""The word of the address for a unit to be compared; it may stand several times."""


class CompareForm(forms.Form):
    """The units to be compared; what is no number is passed over."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields[PICKED] = forms.MultipleChoiceField(required=False)

    def picked(self) -> list[int]:
        """Numbers of units in the order of the address, each once."""
        words = self.fields[PICKED].widget.value_from_datadict(
            self.data, self.files, PICKED
        )
        numbers = [int(word) for word in words if word.isdecimal() and len(word) < 10]
        return list(dict.fromkeys(numbers))


class LensForm(forms.Form):
    """The words of the address; every one may be left out."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in (UNIT, CAMPAIGN, FORM):
            self.fields[name] = forms.IntegerField(required=False, min_value=1)
        self.fields[UNTIL] = forms.IntegerField(
            required=False, min_value=_FIRST_MONTH, max_value=_LAST_MONTH
        )
        self.fields[KIND] = forms.ChoiceField(
            required=False, choices=[("", ""), *Unit.Kind.choices]
        )

    def lens(self) -> Lens | None:
        """The lens, or None when the address cannot be read."""
        if not self.is_valid():
            return None
        words = self.cleaned_data
        return Lens(
            unit=words[UNIT],
            campaign=words[CAMPAIGN],
            form=words[FORM],
            until=words[UNTIL],
            kind=words[KIND] or None,
        )
