"""The addresses of a unit's people, typed side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut
from thidua.follow_up.queries.addressing import AddressRow

FIELD = "a-"
"""Before the number of a person."""


class AddressesForm(LaidOut):
    """One field for each person who verified none."""

    def __init__(self, *args: Any, rows: Sequence[AddressRow], **more: Any) -> None:
        super().__init__(*args, **more)
        self._rows = rows
        for row in rows:
            if row.is_open:
                self.fields[f"{FIELD}{row.pk}"] = forms.EmailField(
                    label=_("Địa chỉ thư điện tử"),
                    required=False,
                    initial=row.address,
                )

    @property
    def rows(self) -> Iterator[tuple[AddressRow, BoundField | None]]:
        """Each person, with the field of their address if it may be entered."""
        for row in self._rows:
            yield row, self[f"{FIELD}{row.pk}"] if row.is_open else None

    def typed(self) -> dict[int, str]:
        """The addresses by the number of their person."""
        return {
            int(name.removeprefix(FIELD)): value
            for name, value in self.cleaned_data.items()
        }
