"""The tabs of this room: in a campaign, and beside the register of exemplars."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CAMPAIGN = "clubs:emulation"
TABS = ((CAMPAIGN, _("Thi đua với điển hình")),)
LIST = "clubs:list"
LIST_LABEL = _("Câu lạc bộ")
