"""Where a filter is kept under a name, and taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.typed import way_back
from thidua.organisations import actions
from thidua.organisations.forms.filters import FilterForm
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import SavedFilter


@require_POST
def save(request: OfficeRequest) -> HttpResponse:
    """Keep the filter of a list, and go back to it."""
    form = FilterForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(
            _("Bộ lọc chưa có tên, hoặc không phải của một danh sách ở đây."),
            _("Đặt một tên ngắn, tối đa 60 chữ, rồi lưu lại."),
        )
    typed = form.cleaned_data
    saved = actions.save_filter(
        typed["name"],
        path=typed["path"],
        query=typed["query"],
        is_shared=typed["is_shared"],
        actor=request.actor,
        at=clock.now(),
    )
    said = _("Bộ lọc “%(name)s” nằm phía trên danh sách này.")
    messages.info(request, said % {"name": saved.name})
    query = f"?{saved.query}" if saved.query else ""
    return HttpResponseRedirect(f"{saved.path}{query}")


@require_POST
def forget(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a kept filter away."""
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.actor), pk=pk)
    name = saved.name
    actions.forget_filter(saved, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã bỏ bộ lọc “%(name)s”.") % {"name": name})
    return HttpResponseRedirect(way_back(request))
