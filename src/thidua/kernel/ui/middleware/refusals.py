"""Turns a refusal into an answer a person can read. The only place that knows both.

Decided once for htmx 2: it swaps 4xx answers (`htmx-config` in `ui/assets.html`), and
a refusal says with `HX-Retarget` that it goes to `#said` at the head of the page, or to
the `[data-said]` inside the form that asked (`page.js`). The form itself stays as it
is, so nothing that was typed is lost. A plain POST gets a page that shows it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.kernel.errors import Changed, DoneAlready, OutOfTurn, SayingNo, WrongMoment
from thidua.kernel.ui.typed import BACK, typed_fields, way_above, way_back

Answer = Callable[[HttpRequest], HttpResponse]

CHECK_VIOLATION, EXCLUSION, UNIQUE, FOREIGN, RESTRICT = (
    "23514",
    "23P01",
    "23505",
    "23503",
    "23001",
)
NO_PRIVILEGE, RAISED = "42501", "P0001"


class SayNoPolitely:
    """Answers `SayingNo`, and what the database refuses, in words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_nul(request):
            return say_no(request, _unreadable())
        answer = self.get_response(request)
        if answer.status_code == 405 and request.method in {"GET", "HEAD"}:
            return not_a_page(request, answer)
        return answer

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, SayingNo):
            return say_no(request, exception)
        if isinstance(exception, DatabaseError):
            said = from_the_database(exception)
            if said and transaction.get_connection().in_atomic_block:
                transaction.set_rollback(True)
            return say_no(request, said) if said else None
        return None


def say_no(request: HttpRequest, said: SayingNo) -> HttpResponse:
    """The refusal in the form in which the question came: fragment, JSON, or page."""
    if wants_json(request):
        return JsonResponse(as_json(said), status=said.status)
    page = refusal_page(request, said)
    if request.headers.get("hx-request"):
        answer = render(request, "ui/said_no.html#words", page, status=said.status)
        answer["HX-Retarget"] = "#said"
        answer["HX-Reswap"] = "innerHTML show:window:top"
        return answer
    return render(request, "ui/said_no.html", page, status=said.status)


def not_a_page(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The page for whoever opens an address that only takes what a form sends."""
    said = SayingNo(
        _("Địa chỉ này chỉ nhận điều gửi từ một trang, không mở riêng được."),
        _("Chưa có gì thay đổi. Về trang có việc ấy rồi làm ở đó."),
    )
    said.status = answer.status_code
    if wants_json(request) or request.headers.get("hx-request"):
        told = say_no(request, said)
    else:
        page = refusal_page(request, said) | {"back": way_above(request)}
        told = render(request, "ui/said_no.html", page, status=said.status)
    told["Allow"] = answer.headers.get("Allow", "POST")
    return told


def wants_json(request: HttpRequest) -> bool:
    """Does a script of ours ask, which shows the answer where it stands?"""
    return request.headers.get("accept", "").startswith("application/json")


def refusal_page(request: HttpRequest, said: SayingNo) -> dict[str, Any]:
    """What the page shows: reason, remedy, both versions, everything typed."""
    changed = said if isinstance(said, Changed) else None
    name = changed.version_name if changed else "version"
    version = changed.version if changed else None
    typed = [
        one for one in typed_fields(request) if version is None or one.name != name
    ]
    if isinstance(said, WrongMoment) and changed is None:
        # nothing that could still be filled in would help
        typed = [one for one in typed if one.value.strip()]
    is_done = isinstance(said, DoneAlready)
    heading = _("Việc này đã làm xong") if is_done else _headings().get(said.status)
    return {
        "reason": said.reason,
        "remedy": said.remedy,
        "status": said.status,
        "heading": heading or _("Chưa làm được"),
        "resend": not isinstance(said, OutOfTurn),
        "onwards": way_above(request) if is_done else "",
        "versions": list(_versions(changed)) if changed else [],
        "version": version,
        "version_name": name,
        "typed": [one for one in typed if one.label],
        "carried": [one for one in typed if not one.label],
        "back": way_back(request),
        "back_name": BACK,
        "again": request.get_full_path(),
    }


def as_json(said: SayingNo) -> dict[str, Any]:
    """The same for a script of ours: `grid.js` shows it beside the cell."""
    answer: dict[str, Any] = {
        "status": said.status,
        "reason": str(said.reason),
        "remedy": str(said.remedy),
    }
    if isinstance(said, Changed):
        answer["versions"] = [
            {"label": row[0], "theirs": row[1], "yours": row[2]}
            for row in _versions(said)
        ]
        answer["version"] = said.version
    return answer


def from_the_database(fault: DatabaseError) -> SayingNo | None:
    """What a constraint, trigger or missing right refused; None for a true fault."""
    state = getattr(fault.__cause__, "sqlstate", None)
    if isinstance(fault, ProgrammingError) and state == NO_PRIVILEGE:
        return WrongMoment(
            _("Lịch sử đã ghi thì không sửa, không xóa."),
            _("Ghi một lần đính chính; bản cũ vẫn giữ cạnh bản mới."),
        )
    if state == RAISED:
        return WrongMoment(
            _raised(fault), _("Tải lại trang để xem điều gì đang có hiệu lực.")
        )
    if isinstance(fault, IntegrityError) and state in {
        CHECK_VIOLATION,
        EXCLUSION,
        UNIQUE,
        FOREIGN,
        RESTRICT,
    }:
        return WrongMoment(
            _("Điều vừa ghi trái với điều đã có trong sổ."),
            _("Tải lại trang: có thể ai đó vừa ghi trước. Nếu vẫn vướng, báo quản trị.")
            + _constraint(fault),
        )
    return None


def has_nul(request: HttpRequest) -> bool:
    """Is there a NUL character in the address or in what was typed?"""
    if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    if request.method != "POST":
        return False
    return any(
        "\x00" in name or any("\x00" in value for value in values)
        for name, values in request.POST.lists()
    )


def _unreadable() -> SayingNo:
    said = SayingNo(
        _("Trong điều gửi lên có ký tự không đọc được (NUL)."),
        _("Gõ lại đoạn ấy, hoặc dán lại dưới dạng chữ thuần."),
    )
    said.status = 400
    return said


def _headings() -> dict[int, str]:
    return {
        400: _("Máy không đọc được điều vừa gửi"),
        403: _("Việc này không thuộc vai đang chọn"),
        404: _("Không có trang này, hoặc vai đang chọn không xem được"),
        405: _("Địa chỉ này không phải một trang"),
        409: _("Lúc này chưa làm được"),
        413: _("Tệp hoặc đoạn gửi lên quá lớn"),
        422: _("Điều vừa gửi chưa đúng quy định"),
    }


def _versions(changed: Changed) -> Iterator[tuple[str, str, str, bool]]:
    """(label, theirs, yours, do they differ) in the order of theirs."""
    yours = {str(label): value for label, value in changed.yours.items()}
    for label, value in changed.theirs:
        mine = yours.get(str(label), "")
        yield str(label), value, mine, mine != value


def _raised(fault: DatabaseError) -> str:
    message = getattr(getattr(fault.__cause__, "diag", None), "message_primary", None)
    return message or _("Cơ sở dữ liệu từ chối việc này.")


def _constraint(fault: DatabaseError) -> str:
    name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None)
    return f" ({name})" if name else ""
