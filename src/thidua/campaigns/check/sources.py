"""Who asks for it: the papers that the rules lean on, each named once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PLAN_2021 = _("Kế hoạch thi đua phát triển kinh tế – xã hội Bến Tre 2021–2025")
LAUNCH_2020 = _("Phát động “Đồng khởi mới” 2020–2025, tháng 10/2020")
REPORT_2019 = _("Đánh giá công tác thi đua, khen thưởng Bến Tre năm 2019")
FIVE_STEPS = _("Huyện: cao điểm “Đồng khởi mới” và năm bước xây dựng điển hình")
DIRECTIVE_2021 = _("Chỉ thị 01 ngày 21/01/2021 của Chủ tịch UBND tỉnh Bình Dương")
HOUSE = _("Nguyên tắc tính của chương trình")
