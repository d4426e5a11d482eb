"""The tab of this room in a campaign."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CAMPAIGN = "exemplars:campaign"
TABS = ((CAMPAIGN, _("Điển hình")),)
