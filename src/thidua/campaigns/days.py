"""Which days a form takes: told at the field beforehand, and with every refusal."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken


def days_words(first: date, last: date) -> str:
    """`Từ 01/06/2025 đến 31/12/2025.`, for the hint of a field."""
    return _("Từ %(first)s đến %(last)s.") % {"first": show(first), "last": show(last)}


def days_of(campaign: Campaign) -> str:
    """The days of a campaign, for the hint of a field."""
    return days_words(campaign.starts_on, campaign.ends_on)


def refuse_outside(campaign: Campaign, day: date, field: str) -> None:
    """A day of a campaign's work lies within the campaign."""
    if not campaign.starts_on <= day <= campaign.ends_on:
        raise RuleBroken(
            _("Ngày %(day)s nằm ngoài thời gian của phong trào: %(first)s–%(last)s.")
            % {
                "day": show(day),
                "first": show(campaign.starts_on),
                "last": show(campaign.ends_on),
            },
            _(
                "Ghi một ngày trong khoảng ấy; phong trào kéo dài hơn thì sửa ngày kết"
                " thúc ở Thông tin chung."
            ),
            field=field,
        )


def refuse_outside_plan(first: date, last: date, day: date, field: str) -> None:
    """A day of a unit's work lies within the unit's own plan."""
    if not first <= day <= last:
        raise RuleBroken(
            _("Ngày %(day)s nằm ngoài thời gian của kế hoạch: %(first)s–%(last)s.")
            % {"day": show(day), "first": show(first), "last": show(last)},
            _("Ghi một ngày trong khoảng ấy, hoặc sửa ngày của kế hoạch ở trên."),
            field=field,
        )
