"""The room beside the register of exemplars, and the way to its pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel.ui.parts import Link

POOL = "speakers:list"
LABEL = gettext_lazy("Báo cáo viên")


def crumbs(*links: Link) -> list[Link]:
    """Exemplars, the pool, then where one is."""
    return [
        Link(_("Điển hình"), reverse("exemplars:register")),
        Link(str(LABEL), reverse(POOL)),
        *links,
    ]
