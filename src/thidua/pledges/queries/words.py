"""How registrations are told: states, items, targets, titles."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, ContentNode
from thidua.kernel.numbers import show_number
from thidua.kernel.text import tidy
from thidua.pledges.models import OwnTarget, Registration, Title
from thidua.pledges.models.registration import VERIFIED
from thidua.pledges.states import TONES, State


def items_named(campaign: Campaign) -> dict[object, str]:
    """The items of all audiences of a campaign by their key, newest words."""
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind=ContentNode.Kind.ITEM
    )
    rows = nodes.order_by("tree__number").values_list("key", "name")
    found: dict[object, str] = dict(rows)
    return found


def tone(one: Registration) -> str:
    """The colour of a state."""
    return TONES[State(one.state)]


def target_words(one: OwnTarget) -> str:
    """`Trồng dừa xiêm: 200 cây`."""
    if one.value is None:
        return one.words
    return f"{one.words}: {show_number(one.value)} {one.measure}"


def title_words(value: str) -> str:
    """A title and, where it has been read, its article."""
    if not value:
        return ""
    label = str(Title(value).label)
    if value not in VERIFIED:
        return label
    return _("%(title)s (Điều %(article)s Luật Thi đua, khen thưởng)") % {
        "title": label,
        "article": VERIFIED[value],
    }


def who_words(one: Registration) -> str:
    """A household says whose it is; a collective who stands for it."""
    if one.kind == Registration.Kind.HOUSEHOLD:
        return household_of(one.name)
    return one.name


def household_of(name: str) -> str:
    """“Hộ bà Bé Năm”, also where the word was typed already."""
    if tidy(name).casefold().startswith("hộ "):
        return name
    return _("Hộ %(name)s") % {"name": name}
