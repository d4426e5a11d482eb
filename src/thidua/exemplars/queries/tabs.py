"""The tab of this room in a campaign; and its register among its neighbours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CAMPAIGN = "exemplars:campaign"
TABS = ((CAMPAIGN, _("Điển hình")),)
REGISTER = "exemplars:register"
REGISTER_LABEL = _("Điển hình")
