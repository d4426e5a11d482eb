"""A few doors that say no in every way the house knows, for the tests beside."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from thidua.kernel.errors import Changed, Refused, RuleBroken, SayingNo, WrongMoment
from thidua.kernel.models import DemonstrationDay

REASON, REMEDY = "Kỳ tháng 4 đã khóa.", "Xin mở lại ở trang của kỳ."
KINDS = {403: Refused, 409: WrongMoment, 422: RuleBroken}


@login_not_required
def say_no(_request: HttpRequest, status: int) -> HttpResponse:
    raise KINDS[status](REASON, REMEDY)


@login_not_required
def changed(_request: HttpRequest) -> HttpResponse:
    raise Changed(
        "Chị Trâm đã sửa mục này.",
        "So hai bản.",
        theirs=[("Tên", "Đồng khởi mới"), ("Khẩu hiệu", "Hai chân")],
        yours={"Tên": "Đồng khởi", "Khẩu hiệu": "Hai chân"},
        version=4,
    )


@login_not_required
def against_the_books(_request: HttpRequest) -> HttpResponse:
    DemonstrationDay.objects.create(pk=2, day="2025-05-20")
    return HttpResponse()


@login_not_required
def raised_by_a_trigger(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("do $$ begin raise exception 'Cây này thành vòng.'; end $$")
    return HttpResponse()


@login_not_required
def a_true_fault(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select * from nothing_of_this_name")
    return HttpResponse()


@login_not_required
def too_large(_request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig("more than we take")


@login_not_required
def nowhere(_request: HttpRequest) -> HttpResponse:
    raise Http404


@login_not_required
def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("reason", ""))


@login_not_required
def unreadable(_request: HttpRequest) -> HttpResponse:
    raise SayingNo("Không đọc được.")


@login_not_required
@require_POST
def take(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("fine/take/it/", take),
    path("no/<int:status>/", say_no),
    path("changed/", changed),
    path("books/", against_the_books),
    path("trigger/", raised_by_a_trigger),
    path("fault/", a_true_fault),
    path("large/", too_large),
    path("nowhere/", nowhere),
    path("fine/", fine),
    path("unreadable/", unreadable),
    path("", include("thidua.config.urls")),
]
handler400 = "thidua.kernel.ui.faults.unreadable"
handler403 = "thidua.kernel.ui.faults.refused"
handler404 = "thidua.kernel.ui.faults.not_found"
handler500 = "thidua.kernel.ui.faults.broken"
