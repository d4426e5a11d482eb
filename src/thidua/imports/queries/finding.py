"""What the room offers to the box that finds: where an import begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.imports.queries.listing import starts
from thidua.kernel.finding import ACT, Hit, Words, in_all_languages
from thidua.organisations.actor import Actor

_ALSO = gettext_lazy("nhập từ tệp excel, nhập danh sách, thêm người, thêm đơn vị")


def found(_actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """Nothing: a file is found in the list of its office."""
    return []


def recalled(
    _actor: Actor, _numbers: Mapping[str, Sequence[int]], _on: date
) -> list[Hit]:
    """Nothing is remembered of this room."""
    return []


def acts(actor: Actor, words: Words, on: date) -> list[Hit]:
    """A new import of people or units, for whoever asks for it."""
    if not words.may_begin(in_all_languages(_ALSO)) or not words:
        return []
    also = in_all_languages(_ALSO)
    return [
        Hit(ACT, 0, _("Nhập từ tệp: %s") % one.label, one.href, _("việc"), also=also)
        for one in starts(actor, on, ("nguoi", "don-vi"))
    ]
