"""Since when somebody is out of a club, or of its board, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import day
from thidua.exemplars.forms.reasons import ReasonForm

TODAY = _("Để trống: từ hôm nay.")


class LeavingForm(ReasonForm):
    """A member leaves."""

    left_on = day(_("Từ ngày"), hint=TODAY, required=False)
    field_order = ("left_on", "reason", "version")


class EndingForm(ReasonForm):
    """A seat on the board ends."""

    ends_on = day(_("Từ ngày"), hint=TODAY, required=False)
    field_order = ("ends_on", "reason", "version")
