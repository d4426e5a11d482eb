"""How an office lives: who acts for whom, who leaves and hands over; all made up."""

from __future__ import annotations

from datetime import date

from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.people import officer_of
from thidua.organisations.actions import Paper, delegate_mandate, write_handover
from thidua.organisations.models import Delegation, Handover, Power

OFFICE = "ban-thi-dua"


def delegate_while_away(loading: Loading) -> Delegation:
    """The head of the provincial office lets its officer sign for two weeks of May."""
    head = officer_of(loading.stage, "truongban", OFFICE)
    officer = officer_of(loading.stage, "bantd", OFFICE)
    assert head.mandate is not None  # noqa: S101 - for the type checker
    assert officer.user is not None  # noqa: S101
    return delegate_mandate(
        head.mandate,
        officer.user.person,
        Paper(
            number="03/GUQ-BTĐKT",
            issued_on=date(2025, 5, 14),
            first=date(2025, 5, 15),
            last=date(2025, 5, 31),
            powers=(Power.RUN, Power.SIGN),
            reason="Trưởng ban đi học lớp bồi dưỡng ở Hà Nội.",
        ),
        actor=head,
        at=on(date(2025, 5, 14), 16, 0),
    )


NOTES = (
    "Biểu tháng 4 của Phước Long còn chờ trả lời về số km đường: gọi lại văn phòng"
    " xã trước ngày 25.\n"
    "Huyện Thạnh Phú đề nghị giảm chỉ tiêu nhà tình thương: hồ sơ khảo sát để ở tủ"
    " số 3, ngăn 2.\n"
    "Các sở hay gửi bản giấy trước, bản máy sau: nhắc gửi trên máy ngay từ đầu tháng."
)


def prepare_a_handover(loading: Loading) -> Handover:
    """The office's second officer leaves on 6 June and has begun to write."""
    leaver = officer_of(loading.stage, "tonghop", OFFICE)
    assert leaver.mandate is not None  # noqa: S101 - for the type checker
    return write_handover(
        leaver.mandate, NOTES, actor=leaver, at=on(date(2025, 5, 19), 10, 20)
    )
