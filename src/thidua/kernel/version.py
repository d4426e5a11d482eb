"""Two people, one thing: the second is shown both versions instead of winning.

A thing that people edit has `version = PositiveIntegerField(default=1)`; its form
carries the version it was opened with; the action checks and raises it by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.kernel.errors import Changed


class Versioned(Protocol):
    """Anything with a version."""

    version: int


def check_version(
    thing: Versioned,
    opened: int | str | None,
    *,
    theirs: Sequence[tuple[StrOrPromise, str]] = (),
    yours: Mapping[StrOrPromise, str] | None = None,
    by: str = "",
) -> None:
    """Raise `Changed` when somebody saved since; else count the version up by one.

    Call it on the row held by `locked()`, before writing; `theirs` and `yours` are what
    the page shows side by side, `by` who saved last. `opened` None or empty means a
    form without a version, which may not overwrite anything but the first version.
    """
    if str(opened or 1) == str(thing.version):
        thing.version += 1
        return
    reason = (
        _("%(who)s đã sửa mục này sau khi anh/chị mở trang.") % {"who": by}
        if by
        else _("Có người đã sửa mục này sau khi anh/chị mở trang.")
    )
    raise Changed(
        reason,
        _("So hai bản dưới đây rồi chọn giữ bản nào."),
        theirs=theirs,
        yours=yours,
        version=thing.version,
    )
