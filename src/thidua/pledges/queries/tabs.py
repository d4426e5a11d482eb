"""The tabs of this room in a campaign."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REGISTERED, DUTIES = "pledges:campaign", "pledges:duties"
TABS = ((REGISTERED, _("Đăng ký")), (DUTIES, _("Việc người đứng đầu")))
