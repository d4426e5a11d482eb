"""Sentences that come with the shipped facts, so that they can be translated.

They are kept as they stand in `data/`; what an office writes of its own is not here and
stays in its own words.
"""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

SHIPPED = frozenset(
    {
        gettext_noop(
            "Nghị quyết 81/2023/QH15 về Quy hoạch tổng thể quốc gia: sáu vùng "
            "kinh tế – xã hội"
        ),
        gettext_noop(
            "Doanh nghiệp đánh giá chất lượng điều hành kinh tế của chính quyền "
            "tỉnh; thang 100."
        ),
        gettext_noop(
            "Năm đầu: chín chỉ số thành phần, chưa có đào tạo lao động và thiết "
            "chế pháp lý. Trọng số của năm này chưa rõ."
        ),
        gettext_noop(
            "Thêm đào tạo lao động và thiết chế pháp lý, bỏ thực hiện chính sách "
            "của Trung ương, đặt lại trọng số."
        ),
        gettext_noop(
            "Bỏ ưu đãi đối với doanh nghiệp nhà nước, còn chín chỉ số thành phần,"
            " đặt lại trọng số."
        ),
        gettext_noop(
            "Thêm cạnh tranh bình đẳng, thành mười chỉ số thành phần, đặt lại trọng số."
        ),
        gettext_noop(
            "VCCI hiệu chỉnh phương pháp bốn năm một lần; lần này là năm 2017. "
            "Trọng số chưa đối chiếu với báo cáo gốc."
        ),
        gettext_noop(
            "VCCI hiệu chỉnh phương pháp bốn năm một lần; lần này là năm 2021. "
            "Trọng số chưa đối chiếu với báo cáo gốc."
        ),
        gettext_noop(
            "Người dân đánh giá theo trải nghiệm của mình; mỗi lĩnh vực từ 1 đến "
            "10 điểm, tổng là cộng các lĩnh vực. Nơi công bố xếp bốn nhóm, không "
            "xếp hạng."
        ),
        gettext_noop("Sáu lĩnh vực, tổng từ 6 đến 60 điểm."),
        gettext_noop(
            "Thêm quản trị môi trường và quản trị điện tử: tám lĩnh vực, tổng từ "
            "8 đến 80 điểm. Lĩnh vực 2 thêm nội dung về đất đai."
        ),
        gettext_noop(
            "Lĩnh vực 8 thêm nội dung chính quyền tỉnh phản hồi qua mạng; thang "
            "điểm lĩnh vực 7 và 8 đặt lại."
        ),
        gettext_noop("Lĩnh vực 5 bỏ nội dung cấp phép xây dựng."),
        gettext_noop(
            "Bộ Nội vụ chấm kết quả cải cách hành chính của các tỉnh, thành phố; "
            "thang 100."
        ),
        gettext_noop("Tám lĩnh vực. Chưa đối chiếu với quyết định gốc của Bộ Nội vụ."),
        gettext_noop(
            "Phần trăm người dân, tổ chức hài lòng với sự phục vụ của cơ quan "
            "hành chính."
        ),
        gettext_noop("Năm yếu tố. Chưa đối chiếu với quyết định gốc của Bộ Nội vụ."),
        gettext_noop(
            "Thêm việc xây dựng, tổ chức thực hiện chính sách. Chưa đối chiếu với"
            " quyết định gốc của Bộ Nội vụ."
        ),
        gettext_noop(
            "Mức độ chuyển đổi số của tỉnh: chính quyền số, kinh tế số, xã hội "
            "số. Đến năm 2024 do Bộ Thông tin và Truyền thông công bố."
        ),
        gettext_noop(
            "Quyết định 922/QĐ-BTTTT ngày 20/05/2022: 9 chỉ số chính, 98 chỉ số "
            "thành phần, thang 1.000 điểm; nơi công bố ghi điểm theo thang 1."
        ),
        gettext_noop(
            "Đo mức sẵn sàng ứng dụng công nghệ thông tin, công bố đến năm 2020; "
            "sau đó có DTI."
        ),
        gettext_noop("Ba nhóm. Chưa đối chiếu với báo cáo gốc."),
        gettext_noop(
            "Nguồn có hạng của cả 63 tỉnh, thành phố, nhưng chỉ có điểm của sáu "
            "nơi. Thanh Hóa và Yên Bái đồng hạng 15."
        ),
        gettext_noop(
            "Báo Bà Rịa – Vũng Tàu (07/2022) ghi điểm của tỉnh là 40,62, thuộc "
            "nhóm đạt điểm thấp nhất."
        ),
        gettext_noop("Nguồn chỉ nêu một số tỉnh."),
        gettext_noop(
            "Nguồn thiếu Hà Tây (nhập vào Hà Nội ngày 01/08/2008), một trong 42 "
            "tỉnh, thành phố được khảo sát năm 2005; hạng tính lại từ điểm của 41"
            " nơi có trong nguồn. Hà Nội là Hà Nội khi chưa nhập Hà Tây."
        ),
        gettext_noop(
            "Nguồn thiếu Hà Tây (nhập vào Hà Nội ngày 01/08/2008); hạng tính lại "
            "từ điểm của 63 nơi có trong nguồn, có thể lệch một bậc với bảng của "
            "VCCI. Hà Nội là Hà Nội khi chưa nhập Hà Tây."
        ),
        gettext_noop(
            "Điểm tổng của một số tỉnh trong nguồn lệch đến 0,3 điểm so với điểm "
            "thành phần nhân trọng số."
        ),
        gettext_noop(
            "Bảng trong nguồn không ghi năm; năm suy ra từ điểm đã được công bố. "
            "Nguồn chỉ nêu một số tỉnh. Nguồn để trống hạng 14."
        ),
        gettext_noop(
            "Bảng trong nguồn không ghi năm; năm suy ra từ điểm đã được công bố. "
            "Nguồn chỉ nêu một số tỉnh."
        ),
        gettext_noop(
            "Năm 2005 VCCI chưa khảo sát tỉnh này; năm đầu tiên chỉ có 42 tỉnh, "
            "thành phố."
        ),
        gettext_noop("Nguồn không có kết quả của tỉnh năm này và không nêu lý do."),
        gettext_noop("Nguồn không có điểm lĩnh vực 2, 4 nên không có tổng và hạng."),
        gettext_noop(
            "Nguồn không có điểm lĩnh vực 2, 3, 4, 8 nên không có tổng và hạng."
        ),
        gettext_noop(
            "Nguồn không có điểm lĩnh vực 1, 2, 4, 5 nên không có tổng và hạng."
        ),
        gettext_noop(
            "Sai số điều tra vượt ngưỡng cho phép nên không công bố kết quả của tỉnh."
        ),
    }
)


def told(words: str) -> str:
    """What the facts say, in the reader's language where it came with the program."""
    return gettext(words) if words in SHIPPED else words
