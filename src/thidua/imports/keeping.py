"""For how long the files of lists of people are kept."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from thidua.imports.kinds import kind_called
from thidua.imports.models import Import
from thidua.kernel import clock, dates


def kept_for() -> int:
    """So many days after the import is over: `THIDUA_LISTS_KEPT_DAYS`."""
    days: int = settings.LISTS_KEPT_DAYS
    return days


def said_of(run: Import) -> str:
    """What happens to the file, for the import's page; nothing for other kinds."""
    if run.file.forgotten_at is not None:
        day = run.file.forgotten_at.astimezone(clock.ZONE).date()
        return _("Tệp gốc đã xóa ngày %(day)s; các dòng đã lấy vẫn còn.") % {
            "day": dates.show(day)
        }
    if not kind_called(run.kind).holds_people:
        return ""
    if run.closed_at is None:
        said = _(
            "Tệp gốc có thể chứa điều hệ thống không lưu (căn cước, điện thoại): xong"
            " việc %(days)s ngày thì hệ thống xóa tệp, chỉ giữ các dòng đã lấy."
        )
        return said % {"days": kept_for()}
    said = _("Tệp gốc sẽ bị xóa sau ngày %(day)s; các dòng đã lấy vẫn còn.")
    return said % {"day": dates.show(_last_day(clock.day_of(run.closed_at)))}


def _last_day(closed_on: date) -> date:
    return closed_on + timedelta(kept_for())
