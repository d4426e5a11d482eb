"""A consent, field by field: what makes it whole, and what of it is written down.

It is one mechanism for whoever is shown: exemplars here, and people of rooms above.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.exemplars.drafts import ConsentDraft
from thidua.exemplars.models import Consented
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import tidy

SHOWN = ("name", "place", "picture", "story", "contact")
"""What somebody allows, field by field."""


def consented(
    draft: ConsentDraft, *, is_own: bool, by: str, at: datetime
) -> dict[str, Any]:
    """The columns of a consent; refused when it is half a consent.

    Whoever it is says so in the program (`is_own`); else the unit keeps the signed
    paper.
    """
    _refuse_half_a_consent(draft, is_own=is_own, at=at)
    return {
        **{f"shows_{name}": name in draft.shows for name in SHOWN},
        "contact": tidy(draft.contact) if "contact" in draft.shows else "",
        "how": Consented.How.SELF if is_own else Consented.How.PAPER,
        "paper": draft.paper,
        "given_on": draft.given_on,
        "words": tidy(draft.words),
        "recorded_at": at,
        "recorded_by": by,
    }


def _refuse_half_a_consent(draft: ConsentDraft, *, is_own: bool, at: datetime) -> None:
    if draft.given_on > day_of(at):
        raise RuleBroken(
            _("Ngày này chưa tới."), _("Ghi ngày trên phiếu."), field="given_on"
        )
    if "place" in draft.shows and "name" not in draft.shows:
        raise RuleBroken(
            _("Ấp, tổ chỉ hiện cùng tên."),
            _("Chọn cả tên, hoặc bỏ ấp, tổ."),
            field="shows",
        )
    if "contact" in draft.shows and not tidy(draft.contact):
        raise RuleBroken(
            _("Chưa ghi cách liên hệ."),
            _("Ghi số điện thoại hoặc địa chỉ muốn cho biết."),
            field="contact",
        )
    if not is_own and draft.shows and draft.paper is None:
        raise RuleBroken(
            _("Chưa có bản chụp phiếu đồng ý đã ký."),
            _("Gửi kèm ảnh hoặc PDF của phiếu."),
            field="paper",
        )
