"""The list behind a count of reports: its address, narrowed to what is counted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from thidua.desk.queries.lens import Lens
from thidua.desk.queries.pages import Pages
from thidua.kernel.ui import filters

STANDING, SPAN = "tinh-trang", "khoang"
OVERDUE, SILENT, LATE = "qua-han", "chua-gui", "gui-muon"
ON_TIME, SENT, TAKEN = "dung-han", "cho-nhan", "da-nhan"
YEAR = "12-thang"
FIELDS = (
    filters.Field("tim", gettext_lazy("Tên đơn vị")),
    filters.Field(
        STANDING,
        gettext_lazy("Tình trạng"),
        [
            (OVERDUE, gettext_lazy("quá hạn, chưa gửi")),
            (SILENT, gettext_lazy("chưa gửi")),
            (LATE, gettext_lazy("gửi muộn")),
            (ON_TIME, gettext_lazy("gửi đúng hạn")),
            (SENT, gettext_lazy("đã gửi, chờ nhận")),
            (TAKEN, gettext_lazy("đã nhận")),
        ],
    ),
    filters.Field(
        SPAN,
        gettext_lazy("Khoảng"),
        [(YEAR, gettext_lazy("12 tháng, báo cáo đã đến hạn"))],
    ),
)
"""What the list may be narrowed by, beside what the lens looks at."""


def counted(
    lens: Lens, pages: Pages, *, standing: str = "", span: str = "", **changes: Any
) -> str:
    """The reports of a standing, of the lens's month or of its year."""
    asked = {STANDING: standing, SPAN: span}
    more = urlencode({name: word for name, word in asked.items() if word})
    plain = lens.at(pages.reports, **({"until": lens.month.id} | changes))
    return f"{plain}&{more}" if more else plain
