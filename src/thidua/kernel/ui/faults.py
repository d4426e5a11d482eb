"""What Django itself refuses: no such page, a stale form, too large, our own fault."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.kernel.errors import SayingNo
from thidua.kernel.ui.middleware.refusals import refusal_page, say_no

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class NotFound(SayingNo):
    """No such page, or not for this reader: they need not know which."""

    status = 404


class Unreadable(SayingNo):
    """A request that no form of ours sends."""

    status = 400


class TooLarge(SayingNo):
    """More than we take in one go."""

    status = 413


class NotYours(SayingNo):
    """Refused by Django itself."""

    status = 403


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a wrong address, a thing gone, or one that this role may not see."""
    del exception
    return say_no(
        request,
        NotFound(
            _("Địa chỉ này không dẫn tới đâu trong phạm vi vai đang chọn."),
            _("Kiểm lại địa chỉ, hoặc về trang việc của tôi; nhiều vai thì đổi vai."),
        ),
    )


@login_not_required
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 of Django's own."""
    del exception
    return say_no(
        request,
        NotYours(
            _("Vai đang chọn không được làm việc này."),
            _("Nhờ người có vai ấy; anh/chị có vai ấy thì đổi vai ở đầu trang."),
        ),
    )


@login_not_required
def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 and 413: what came cannot be read, or is more than we take."""
    if isinstance(exception, TOO_LARGE):
        said: SayingNo = TooLarge(
            _("Điều gửi lên vượt mức nhận trong một lần."),
            _("Chia làm nhiều lần; tệp thì nén hoặc giảm cỡ ảnh trước khi gửi."),
        )
        return _still(request, said)
    return _still(
        request,
        Unreadable(
            _("Điều gửi lên không đọc được."),
            _("Quay lại trang trước và gửi lại từ đó."),
        ),
    )


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not ours any more; what was typed is shown, not resent."""
    del reason
    said = NotYours(
        _("Trang này mở đã lâu, hoặc đã đăng nhập lại ở thẻ khác, nên chưa ghi gì."),
        _("Mở lại trang rồi gửi lần nữa; điều vừa gõ còn ở dưới để chép."),
    )
    if request.headers.get("hx-request"):
        return say_no(request, said)
    page = refusal_page(request, said) | {"resend": False}
    page["heading"] = _("Trang đã cũ, xin gửi lại")
    return render(request, "ui/said_no.html", page, status=403)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; a page that asks nothing of the database."""
    said = SayingNo(
        _("Máy chủ gặp lỗi, điều vừa gửi có thể chưa ghi."),
        _("Thử lại sau ít phút. Nếu còn lỗi, báo quản trị kèm giờ xảy ra."),
    )
    said.status = 500
    return _still(request, said)


def _still(request: HttpRequest, said: SayingNo) -> HttpResponse:
    """A page without masthead, for when the request or the house is not whole."""
    page = {"reason": said.reason, "remedy": said.remedy}
    if request.headers.get("hx-request"):
        answer = render(None, "ui/still.html#words", page, status=said.status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#said", "innerHTML"
        return answer
    return render(None, "ui/still.html", page, status=said.status)
