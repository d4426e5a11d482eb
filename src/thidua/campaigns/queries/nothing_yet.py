"""Said instead of a form whose list of items would be empty, and where one begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, ContentNode
from thidua.campaigns.queries.steps import content_address


@dataclass(frozen=True, slots=True)
class NothingYet:
    """Why nothing can be set yet, and the button that leads to where one begins."""

    title: str
    words: str
    href: str
    label: str


def nothing_to_count(campaign: Campaign) -> NothingYet:
    """No item that a target could be bound to."""
    items = ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind=ContentNode.Kind.ITEM
    )
    title = _("Chưa có nội dung định lượng nào để gắn chỉ tiêu")
    return _nothing(
        campaign,
        title if items.exists() else "",
        _(
            "Chỉ tiêu gắn vào một nội dung có tính chất “định lượng”:"
            " soạn nội dung trước, rồi trở lại đây."
        ),
    )


def nothing_to_do(campaign: Campaign) -> NothingYet:
    """No item that could have a milestone."""
    return _nothing(
        campaign,
        "",
        _(
            "Mốc là một bước của một nội dung, có hạn và minh chứng:"
            " soạn nội dung trước, rồi trở lại đây."
        ),
    )


def _nothing(campaign: Campaign, title: str, words: str) -> NothingYet:
    begun = campaign.audiences.exists()
    return NothingYet(
        title=title or _("Phong trào chưa có nội dung"),
        words=words,
        href=content_address(campaign),
        label=_("Soạn nội dung") if begun else _("Thêm đối tượng tham gia"),
    )
