"""What somebody typed is never cut: a text that is too long is refused, and stays."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken


def in_full(text: str, most: int, field: str) -> str:
    """The text as it is; refused with how long it is and how long it may be."""
    if len(text) > most:
        raise RuleBroken(
            _("Dài %(count)s ký tự, nhiều nhất %(most)s.")
            % {"count": len(text), "most": most},
            _("Rút gọn lại rồi gửi; không chữ nào bị cắt."),
            field=field,
        )
    return text
