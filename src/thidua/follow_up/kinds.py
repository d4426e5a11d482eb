"""What people are told of, what may reach them by e-mail, and what must reach them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a notice is about; everybody chooses for each kind how it comes."""

    DUE_SOON = "due-soon", _("Báo cáo sắp đến hạn")
    DUE_TODAY = "due-today", _("Báo cáo đến hạn hôm nay")
    LATE = "late", _("Đơn vị mình chậm báo cáo")
    LATE_BELOW = "late-below", _("Đơn vị báo cáo về mình bị chậm")
    LETTER = "letter", _("Công văn đôn đốc")
    INSPECTION = "inspection", _("Kiểm tra: kế hoạch, điều phát hiện, trả lời")
    MEND_SOON = "mend-soon", _("Việc phải khắc phục sắp đến hạn")
    MEND_LATE = "mend-late", _("Việc phải khắc phục đã quá hạn")
    REVIEW = "review", _("Báo cáo 6 tháng, năm: đến hạn, quá hạn, trả lại")
    PROMISED = "promised", _("Mốc, cam kết trong giao ước: sắp đến hạn, quá hạn")
    PACT = "pact", _("Giao ước: mời, ký, sửa, có hiệu lực")
    OWN = "registered", _("Đăng ký thi đua của tôi: được duyệt, bị trả lại")
    TO_APPROVE = "to-approve", _("Đăng ký thi đua chờ đơn vị duyệt")
    LAUNCH = "launch", _("Phong trào: đã phát động")
    TARGET = "target", _("Chỉ tiêu: nhận, đề nghị số khác, trả lời đề nghị")
    PROSPECT = "prospect", _("Nhân tố: tin báo mới, tin được trả lời, lời mời")
    SPEAKER = "speaker", _("Báo cáo viên: lời mời, câu trả lời, kết quả buổi nói")
    CLUB = "club", _("Câu lạc bộ, thi đua với điển hình: mời, họp, biên bản")
    RETURNED = "returned", _("Số liệu bị trả lại")
    DIGEST = "digest", _("Thư tổng hợp hằng tuần")
    ADDRESS = "address", _("Xác nhận địa chỉ thư")


CHOSEN = tuple(kind for kind in Kind if kind not in {Kind.DIGEST, Kind.ADDRESS})
"""Kinds of which everybody says how they come."""


class Mailing(TextChoices):
    """How a kind of notice comes by e-mail."""

    AT_ONCE = "at-once", _("gửi ngay")
    DIGEST = "digest", _("gộp vào thư tuần")
    NONE = "none", _("không gửi")


OBLIGATORY: Mapping[str, Promise] = {
    Kind.LATE: _("Luôn hiện trong chương trình: đơn vị phải biết mình đang chậm."),
    Kind.LATE_BELOW: _(
        "Luôn hiện trong chương trình: cấp trên có trách nhiệm đôn đốc."
    ),
    Kind.LETTER: _("Luôn hiện trong chương trình: đây là văn bản gửi cho đơn vị."),
    Kind.INSPECTION: _(
        "Luôn hiện trong chương trình: đơn vị phải biết để chuẩn bị và trả lời."
    ),
    Kind.REVIEW: _("Luôn hiện trong chương trình: đơn vị có trách nhiệm báo cáo."),
    Kind.PACT: _(
        "Luôn hiện trong chương trình: chữ ký của đơn vị còn hay mất giá trị."
    ),
    Kind.RETURNED: _("Luôn hiện trong chương trình: đơn vị phải sửa rồi gửi lại."),
    Kind.MEND_LATE: _(
        "Luôn hiện trong chương trình: hạn khắc phục là yêu cầu của đoàn kiểm tra."
    ),
}
"""Kinds that nobody can turn off in the program, and why."""

USUAL: Mapping[str, Mailing] = {
    Kind.DUE_SOON: Mailing.AT_ONCE,
    Kind.DUE_TODAY: Mailing.NONE,
    Kind.LATE: Mailing.AT_ONCE,
    Kind.LATE_BELOW: Mailing.AT_ONCE,
    Kind.LETTER: Mailing.AT_ONCE,
    Kind.INSPECTION: Mailing.AT_ONCE,
    Kind.MEND_SOON: Mailing.DIGEST,
    Kind.MEND_LATE: Mailing.AT_ONCE,
    Kind.REVIEW: Mailing.AT_ONCE,
    Kind.PROMISED: Mailing.DIGEST,
    Kind.PACT: Mailing.AT_ONCE,
    Kind.OWN: Mailing.AT_ONCE,
    Kind.TO_APPROVE: Mailing.DIGEST,
    Kind.LAUNCH: Mailing.AT_ONCE,
    Kind.TARGET: Mailing.DIGEST,
    Kind.PROSPECT: Mailing.DIGEST,
    Kind.SPEAKER: Mailing.AT_ONCE,
    Kind.CLUB: Mailing.DIGEST,
    Kind.RETURNED: Mailing.AT_ONCE,
}
"""How a kind comes by e-mail to whoever gave an address and chose nothing else."""
