"""Who was invited and accepted is registered with what is known of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.ui.parts import Link
from thidua.prospects.models import Prospect
from thidua.prospects.onward import offer
from thidua.prospects.states import State


@offer
def register_it(prospect: Prospect, *, is_own: bool) -> Link | None:
    """The way from a prospect to its registration, once it accepted."""
    if prospect.campaign_id is None or prospect.state != State.ACCEPTED:
        return None
    page = reverse("exemplars:register-one", args=[prospect.campaign_id])
    whose = "cho=minh&" if is_own else ""
    return Link(_("Đăng ký điển hình"), f"{page}?{whose}nhan-to={prospect.pk}")
