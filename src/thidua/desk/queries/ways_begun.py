"""What one begins from the box that finds, with the other words people have for it; of
acts that fit equally well, the earlier comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.desk.queries.way import (
    Label,
    Way,
    everybody,
    who_accepts,
    who_brings_files,
    who_defines,
    who_runs,
    who_serves,
    who_stands_above,
    who_takes_part,
    who_urges,
    who_works,
    who_writes,
)
from thidua.organisations.actor import Actor


def _begin(
    label: Label,
    name: str,
    whose: Callable[[Actor], bool],
    also: Label = "",
    **more: Any,
) -> Way:
    return Way(label, name, whose, also, is_deed=True, **more)


BEGUN = (
    _begin(
        _("Nhận báo cáo đang chờ"),
        "indicators:reports-awaiting",
        who_accepts,
        _("duyệt báo cáo, trả lại báo cáo, báo cáo chờ duyệt, kiểm tra báo cáo"),
        is_first=True,
    ),
    _begin(
        _("Nhập số liệu từ tệp Excel"),
        "imports:imports",
        who_brings_files,
        _("nhập excel, nhập tệp, tải tệp lên, đưa số liệu vào, nhập số liệu"),
    ),
    _begin(
        _("Soạn phong trào mới để phát động"),
        "campaigns:new",
        who_runs,
        _("tạo phong trào, thêm phong trào, lập phong trào, phát động phong trào"),
        is_first=True,
    ),
    _begin(
        _("Báo tin về nhân tố"),
        "prospects:tell",
        everybody,
        _("gương người tốt việc tốt, giới thiệu nhân tố, gửi tin, phản ánh"),
        is_first=True,
    ),
    _begin(
        _("Đăng ký bằng mã"),
        "pledges:enter",
        who_takes_part,
        _("đăng ký thi đua, mã đăng ký, nhập mã, đăng ký cho hộ"),
        is_first=True,
    ),
    _begin(_("Thêm nhân tố"), "prospects:new", who_runs, _("nhân tố mới")),
    _begin(
        _("Lập câu lạc bộ"),
        "clubs:found",
        who_runs,
        _("thành lập câu lạc bộ, thêm câu lạc bộ, tạo câu lạc bộ"),
    ),
    _begin(
        _("Tìm người đến nói"),
        "speakers:find",
        who_runs,
        _("mời báo cáo viên, tìm báo cáo viên, mời nói chuyện, tuyên truyền"),
    ),
    _begin(
        _("Đề xuất báo cáo viên"),
        "speakers:propose",
        who_runs,
        _("thêm báo cáo viên, giới thiệu báo cáo viên"),
    ),
    _begin(
        _("Xem ai im lặng"),
        "desk:late",
        who_stands_above,
        _(
            "đơn vị chậm, ai chậm, ai chưa gửi, chưa báo cáo, chưa nộp, chậm nộp,"
            " quá hạn, trễ hạn, danh sách chậm"
        ),
        is_first=True,
    ),
    _begin(
        _("Theo dõi đơn vị và cấp dưới"),
        "desk:monitor",
        who_works,
        _("tiến độ, thống kê, tình hình báo cáo, kết quả các đơn vị, xuất excel"),
        is_first=True,
    ),
    _begin(
        _("In toàn cảnh, một trang A4"),
        "desk:panorama",
        who_works,
        _("in báo cáo toàn cảnh, in bản đồ, bản in toàn cảnh"),
        after="#in",
    ),
    _begin(
        _("In danh sách đơn vị chậm"),
        "desk:late",
        who_stands_above,
        _("in ai chậm, in danh sách im lặng"),
        after="#in",
    ),
    _begin(
        _("Soạn công văn đôn đốc"),
        "follow_up:letter-new",
        who_urges,
        _("nhắc đơn vị chậm, gửi công văn, viết công văn, nhắc báo cáo"),
    ),
    _begin(
        _("Soạn văn bản"),
        "documents:new",
        who_writes,
        _(
            "viết văn bản, tạo văn bản, văn bản mới, soạn công văn, soạn quyết định,"
            " soạn tờ trình, soạn thông báo, soạn kế hoạch, soạn giấy mời"
        ),
    ),
    _begin(
        _("Mở sổ văn bản"),
        "documents:register-new",
        who_writes,
        _("sổ công văn, sổ số, lấy số, cấp số, sổ đăng ký văn bản"),
    ),
    _begin(_("Thêm chỉ số"), "indicators:indicator-new", who_defines, _("chỉ số mới")),
    _begin(
        _("Thêm công thức"),
        "indicators:formula-new",
        who_defines,
        _("chỉ số tính toán, viết công thức"),
    ),
    _begin(
        _("Thêm bộ tiêu chí"),
        "indicators:standard-new",
        who_defines,
        _("tiêu chí, nông thôn mới, bảng điểm"),
    ),
    _begin(
        _("Đăng xuất"),
        "organisations:sign-out",
        everybody,
        _("thoát, ra khỏi, kết thúc phiên, log out, logout"),
        sends=("leave", "1"),
    ),
    _begin(
        _("Giao diện tối"),
        "ui:prefer",
        everybody,
        _("nền tối, chế độ tối, ban đêm"),
        sends=("theme", "dark"),
    ),
    _begin(
        _("Giao diện sáng"),
        "ui:prefer",
        everybody,
        _("nền sáng, chế độ sáng"),
        sends=("theme", "light"),
    ),
    _begin(
        _("Giao diện theo máy"),
        "ui:prefer",
        everybody,
        _("nền theo máy, tự động"),
        sends=("theme", "auto"),
    ),
    _begin(
        _("Chữ to"),
        "ui:prefer",
        everybody,
        _("cỡ chữ, phóng to, chữ lớn"),
        sends=("size", "large"),
    ),
    _begin(
        _("Chữ vừa"),
        "ui:prefer",
        everybody,
        _("cỡ chữ, chữ thường"),
        sends=("size", "auto"),
    ),
    _begin(
        "English",
        "ui:prefer",
        everybody,
        _("ngôn ngữ, tiếng Anh, đổi ngôn ngữ"),
        sends=("language", "en"),
    ),
    _begin(
        "Tiếng Việt",
        "ui:prefer",
        everybody,
        _("ngôn ngữ, tiếng Việt Nam, đổi ngôn ngữ"),
        sends=("language", "vi"),
    ),
)

OF_A_CAMPAIGN = (
    _begin(
        _("Đăng ký thi đua"),
        "pledges:new",
        who_takes_part,
        _("đăng ký cho hộ, đăng ký cho gia đình, đăng ký tham gia"),
    ),
    _begin(
        _("Chỉ tiêu được giao"),
        "campaigns:my-targets",
        who_works,
        _("nhận chỉ tiêu, đề nghị số khác, chỉ tiêu của đơn vị, giao chỉ tiêu"),
    ),
    _begin(
        _("Cụ thể hóa thành việc của đơn vị"),
        "campaigns:plan",
        who_works,
        _("kế hoạch của đơn vị, lập kế hoạch"),
    ),
    _begin(
        _("Kiểm tra kế hoạch"),
        "campaigns:check",
        who_runs,
        _("rà soát kế hoạch, lỗi kế hoạch, cảnh báo"),
    ),
    _begin(
        _("Duyệt đăng ký"),
        "pledges:campaign",
        who_runs,
        _("đăng ký thi đua, ai đã đăng ký, danh sách đăng ký"),
    ),
    _begin(
        _("Lập giao ước"),
        "pacts:new",
        who_runs,
        _("ký giao ước, giao ước thi đua, soạn giao ước, giao ước mới"),
    ),
    _begin(
        _("Hiệu quả"),
        "campaigns:effect",
        who_works,
        _("đánh giá hiệu quả, nhận xét, chốt giai đoạn"),
    ),
    _begin(
        _("Các mốc"), "campaigns:milestones", who_works, _("mốc thời gian, báo đạt mốc")
    ),
    _begin(
        _("Việc của người đứng đầu"),
        "pledges:duties",
        who_works,
        _("trách nhiệm người đứng đầu, thủ trưởng phát động"),
    ),
    _begin(
        _("Đơn vị tham gia"),
        "campaigns:units",
        who_serves,
        _("danh sách đơn vị, đối tượng tham gia"),
    ),
    _begin(
        _("Điển hình của phong trào"),
        "exemplars:campaign",
        who_stands_above,
        _("bình xét điển hình, biểu dương, bình chọn"),
    ),
)
"""Those of which every campaign has one."""
