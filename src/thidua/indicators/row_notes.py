"""What a file says of a whole row: kept with its figures, an answer for none."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from thidua.kernel.sentences import sentence as _


def of_its_row(note: str) -> str:
    """The note of a file's row as it is kept with each of its figures."""
    return _head() + note


def without_row(note: str) -> str:
    """The same words, for somebody to say of the figure itself."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            head = _head()
        if note.startswith(head):
            return note.removeprefix(head)
    return note


def explains(note: str) -> bool:
    """Did somebody say this of the figure? Then nothing more is asked about it."""
    return bool(note) and without_row(note) == note


def _head() -> str:
    return str(_("Ghi chú của dòng trong tệp: %s") % "")
