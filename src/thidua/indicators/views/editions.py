"""Where an open form gets a new edition, and where a drafted one is put away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.indicators import actions
from thidua.indicators.forms.reporting import EditionForm
from thidua.indicators.policies import can_lay_out
from thidua.indicators.queries.editions import choices_of
from thidua.indicators.views.reporters import form_of
from thidua.kernel import clock
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def new_edition(request: OfficeRequest, pk: int) -> HttpResponse:
    """From which period on the form asks otherwise, and why."""
    one = form_of(request, pk)
    can_lay_out(request.actor, one).enforce()
    choices = choices_of(one, clock.today())
    form = EditionForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        edition = actions.draft_edition(
            one, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
        messages.info(
            request,
            _("Bản mới đã lập với các dòng như cũ: thêm dòng, phân tổ, rồi mở."),
        )
        return redirect("indicators:form", edition.pk)
    filled = {
        "form": form,
        "title": _("Bản mới của “%(name)s”") % {"name": one.name},
        "about": _(
            "Từ kỳ được chọn biểu hỏi theo bản mới; các kỳ trước giữ nguyên cả dòng lẫn"
            " số. Chưa có gì đổi cho đến khi mở bản mới."
        ),
        "verb": _("Lập bản mới"),
        "back": (back := reverse("indicators:form", args=[one.pk])),
        "crumbs": [
            Link(_("Biểu mẫu"), reverse("indicators:forms")),
            Link(one.name, back),
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "indicators/write.html", filled, status=status)


@require_POST
def drop_edition(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a drafted edition away."""
    form = actions.drop_edition(
        form_of(request, pk), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã bỏ bản mới; biểu đang mở vẫn như trước."))
    return redirect("indicators:form", form.pk)
