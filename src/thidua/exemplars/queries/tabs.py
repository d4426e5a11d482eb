"""The tab of this room in a campaign; and the pages that stand beside its register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from thidua.kernel.ui.parts import Link

CAMPAIGN = "exemplars:campaign"
TABS = ((CAMPAIGN, _("Điển hình")),)
REGISTER = "exemplars:register"

_beside: list[tuple[str, StrOrPromise]] = [(REGISTER, _("Điển hình"))]


def offer_beside(name: str, label: StrOrPromise) -> None:
    """Let a room above stand beside the register, in its `apps.ready`."""
    if all(name != known for known, _label in _beside):
        _beside.append((name, label))


def beside(here: str) -> list[Link]:
    """The register and what stands beside it; `here` names the page that is open."""
    return [
        Link(str(label), reverse(name), is_here=name == here) for name, label in _beside
    ]
