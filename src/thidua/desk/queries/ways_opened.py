"""The pages of the product under the words that they bear, and their other names."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.desk.queries.way import (
    Way,
    everybody,
    who_administers,
    who_enters_addresses,
    who_has_a_role,
    who_runs,
    who_stands_above,
    who_works,
)

_SETTINGS = _("Cài đặt, thiết lập, tài khoản")

OPENED = (
    Way(
        _("Việc của tôi"),
        "desk:home",
        everybody,
        _("trang chủ, trang đầu, việc chờ, việc hôm nay, hạn nộp"),
    ),
    Way(
        _("Báo cáo của đơn vị mình"),
        "indicators:reports",
        who_works,
        _(
            "gửi báo cáo, nộp báo cáo, nhập báo cáo, báo cáo đã gửi, báo cáo tháng,"
            " minh chứng"
        ),
    ),
    Way(_("Phong trào"), "campaigns:list", everybody, _("danh sách phong trào")),
    Way(_("Theo dõi"), "desk:monitor", who_works),
    Way(
        _("Toàn cảnh, bản đồ"),
        "desk:panorama",
        who_works,
        _("trang của thủ trưởng, cả tỉnh trên một trang"),
    ),
    Way(
        _("So sánh các nơi"),
        "desk:compare",
        who_stands_above,
        _("so sánh đơn vị, xếp hạng, ai dẫn đầu"),
    ),
    Way(
        _("Nhắc việc"),
        "follow_up:notices",
        everybody,
        _("thông báo, lời nhắc, chưa đọc"),
    ),
    Way(_("Đôn đốc"), "follow_up:urging", who_works, _("lịch nhắc, nhắc hạn")),
    Way(_("Công văn đôn đốc"), "follow_up:letters", who_works),
    Way(_("Sổ gửi thư"), "follow_up:outbox", who_works, _("thư đã gửi, email")),
    Way(
        _("Báo cáo 6 tháng, năm"),
        "follow_up:reviews",
        who_works,
        _("báo cáo sơ kết, tổng kết"),
    ),
    Way(
        pgettext_lazy("cuộc kiểm tra", "Kiểm tra"),
        "follow_up:inspections",
        who_works,
        _("cuộc kiểm tra, đoàn kiểm tra, kết luận kiểm tra"),
    ),
    Way(
        _("Văn bản"),
        "documents:documents",
        everybody,
        _("công văn, quyết định, chỉ thị, sổ văn bản"),
    ),
    Way(
        pgettext_lazy("danh mục", "Đơn vị"),
        "organisations:units",
        everybody,
        _("sáp nhập, sắp xếp đơn vị, chia tách, đơn vị mới"),
    ),
    Way(
        _("Người dùng và phân công"),
        "organisations:people",
        who_administers,
        _(
            "tài khoản, cấp tài khoản, tạo tài khoản, thêm người, phân quyền,"
            " đặt lại mật khẩu, khóa tài khoản"
        ),
    ),
    Way(_("Chỉ số"), "indicators:indicators", everybody, _("danh mục chỉ số")),
    Way(_("Phân tổ"), "indicators:breakdowns", everybody),
    Way(_("Biểu mẫu"), "indicators:forms", everybody, _("biểu báo cáo, mẫu báo cáo")),
    Way(
        _("Chỉ số công bố: PCI, PAPI, PAR INDEX, SIPAS, DTI"),
        "indices:indices",
        everybody,
    ),
    Way(_("Nhập từ tệp Excel"), "imports:imports", who_works, _("tệp đã gửi")),
    Way(_("Giao ước của đơn vị mình"), "pacts:mine", everybody, _("giao ước thi đua")),
    Way(_("Các giao ước thi đua"), "pacts:public-list", everybody),
    Way(
        _("Đăng ký của tôi"),
        "pledges:mine",
        everybody,
        _("đăng ký thi đua, xã duyệt chưa, đăng ký cho hộ, báo kết quả"),
    ),
    Way(_("Tra cứu đăng ký"), "pledges:look-up", everybody, _("kết quả đăng ký")),
    Way(_("Điển hình"), "exemplars:register", everybody, _("gương điển hình, mô hình")),
    Way(_("Sổ tạm dừng xét"), "exemplars:holds", who_runs),
    Way(_("Báo cáo viên"), "speakers:list", everybody),
    Way(_("Lời mời báo cáo viên"), "speakers:invitations", everybody),
    Way(_("Câu lạc bộ"), "clubs:list", everybody, _("clb, câu lạc bộ điển hình")),
    Way(_("Nhân tố"), "prospects:list", who_runs),
    Way(_("Tin báo"), "prospects:tips", who_runs),
    Way(_("Tin tôi báo"), "prospects:mine", everybody),
    Way(_("Ủy quyền"), "desk:delegations", who_has_a_role, _("ký thay, thay mặt")),
    Way(
        _("Tuần đầu tiên"),
        "desk:first-week",
        who_has_a_role,
        _("hướng dẫn, trợ giúp, cách dùng, bắt đầu"),
    ),
    Way(
        _("Tập làm"),
        "practice:practice",
        who_has_a_role,
        _("hướng dẫn, thực hành, làm thử"),
    ),
    Way(
        _("Thông báo của tôi"),
        "follow_up:choices",
        everybody,
        _("Cài đặt, thiết lập, tài khoản, email của tôi"),
    ),
    Way(
        _("Địa chỉ thư điện tử"),
        "follow_up:addresses",
        who_enters_addresses,
        _("Cài đặt, thiết lập, tài khoản, email của đơn vị"),
    ),
    Way(
        _("Bước xác thực thứ hai"),
        "organisations:factors",
        everybody,
        _("Cài đặt, thiết lập, tài khoản, bảo mật, mã xác thực"),
    ),
    Way(_("Các phiên đăng nhập"), "organisations:sessions", everybody, _SETTINGS),
    Way(
        _("Đổi mật khẩu"),
        "organisations:change-password",
        everybody,
        _("Cài đặt, thiết lập, tài khoản, mật khẩu mới, quên mật khẩu"),
    ),
)
