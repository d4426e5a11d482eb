"""What became of an import: every deed in sentences."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.imports.models import Import
from thidua.imports.queries.mapping import way_to
from thidua.kernel import clock, dates
from thidua.kernel.ui.parts import TrailLine
from thidua.kernel.ui.trails import Trail, each


def history_of(run: Import) -> Trail:
    """All that was done with a file, for those of the office who work on it."""
    return Trail(
        way=lambda: way_to(run),
        href=reverse("imports:history", args=[run.pk]),
        done=trail_of(run),
        tell=each(_line),
    )


def _line(entry: Entry) -> TrailLine:
    return TrailLine(
        dates.show_moment(entry.at.astimezone(clock.ZONE)),
        _verbs().get(entry.verb, entry.verb),
        entry.actor_name,
    )


def _verbs() -> dict[str, str]:
    return {
        "imports.import.received": _("gửi tệp"),
        "imports.import.read_anew": _("đọc lại tệp: trang tính, dòng tiêu đề khác"),
        "imports.import.mapped": _("khớp cột"),
        "imports.import.answered": _("trả lời các chỗ cần hỏi"),
        "imports.import.checked": _("kiểm tra xong"),
        "imports.import.decided": _("quyết định ghi"),
        "imports.import.done": _("ghi xong"),
        "imports.import.handed_back": _("dừng: người quyết định không còn làm được"),
        "imports.import.left": _("để các chỗ còn hỏi lại sau"),
        "imports.import.undo_decided": _("quyết định hoàn tác"),
        "imports.import.undone": _("hoàn tác xong"),
        "imports.import.discarded": _("bỏ lần nhập"),
        "imports.file.forgotten": _("xóa tệp gốc"),
    }
