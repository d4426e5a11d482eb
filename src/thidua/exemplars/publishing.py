"""When a line of the media plan may be planned or published: refusals with a remedy."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.exemplars.models import Exemplar, Publication
from thidua.exemplars.states import HONOURED
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment


def refuse_unpraised(exemplar: Exemplar) -> None:
    """Nothing is told of one before its praise, or after its end."""
    if exemplar.state not in HONOURED:
        raise WrongMoment(
            _("Điển hình chưa được biểu dương, hoặc đã thôi."),
            _("Tuyên truyền sau khi thủ trưởng biểu dương."),
        )


def refuse_done(line: Publication) -> None:
    """What was published or dropped stays as it is."""
    if line.published_on is not None or line.dropped_because:
        raise WrongMoment(
            _("Việc này đã đăng, phát hoặc đã thôi."), _("Tải lại trang để xem.")
        )


def refuse_over(planned_on: date, today: date) -> None:
    """Nothing is planned for a day that is over."""
    if planned_on < today:
        raise RuleBroken(
            _("Ngày dự kiến đã qua."),
            _(
                "Ghi từ %(today)s trở đi. Đã đăng, phát rồi thì thêm với ngày hôm nay,"
                " rồi bấm “Đã đăng, phát” và ghi ngày thật."
            )
            % {"today": show(today)},
            field="planned_on",
        )


def refuse_yet_to_come(published_on: date, today: date) -> None:
    """Nothing was published on a day that is yet to come."""
    if published_on > today:
        raise RuleBroken(
            _("Ngày đăng, phát chưa tới."),
            _("Ghi sau khi đã đăng, phát."),
            field="published_on",
        )


def refuse_unfindable(link: str, *, has_file: bool) -> None:
    """What was published can be looked up: at its address, or in a file."""
    if not link and not has_file:
        raise RuleBroken(
            _("Chưa có đường dẫn hoặc tệp của bài đã đăng, phát."),
            _("Dán đường dẫn, hoặc gửi ảnh chụp, tệp ghi âm, bản in."),
            field="link",
        )
