"""One learner: its page, what it tells, asks, takes home; it stops, or grows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.learning import TellForm
from thidua.exemplars.models import Learning
from thidua.exemplars.queries.following import learner_page, months_of
from thidua.exemplars.values import typed_by
from thidua.exemplars.views.fetch import number_in, the_learner
from thidua.indicators.periods import from_id
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.kernel.models import StoredFile
from thidua.organisations.http import OfficeRequest, kept

HERE = "exemplars:learner"


@require_safe
def learner(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """Its plan, its figures, what was told, said and decided."""
    learning = the_learner(request, pk, one)
    return _show(request, learning, _form(request, learning))


@require_POST
def tell(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """What it reached by the end of a month."""
    learning = the_learner(request, pk, one)
    form = _form(request, learning)
    if form.is_valid():
        with at_its_field(form):
            actions.tell_values(
                learning,
                from_id(form.cleaned_data["month"]),
                form.values(),
                proof=kept(request, "proof"),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi số liệu cùng minh chứng."))
            return redirect(HERE, pk, one)
    return _show(request, learning, form)


@require_POST
def help_(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """It needs help, or no longer."""
    words = request.POST.get("words", "")
    actions.ask_for_help(
        the_learner(request, pk, one), words, actor=request.actor, at=clock.now()
    )
    said = _("Đã ghi; đơn vị phụ trách điển hình thấy ngay.")
    messages.info(request, said if words.strip() else _("Đã ghi: không cần giúp nữa."))
    return redirect(HERE, pk, one)


@require_POST
def stop(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """It gives up."""
    actions.stop_learning(
        the_learner(request, pk, one),
        reason=request.POST.get("reason", ""),
        version=number_in(request.POST.get("version", "")),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã ghi thôi học; lý do còn ở đây."))
    return redirect(HERE, pk, one)


@require_POST
def home(request: OfficeRequest, pk: int, one: int, came: int) -> HttpResponse:
    """What it took home from a visit."""
    learning = the_learner(request, pk, one)
    attendance = get_object_or_404(learning.attendances.all(), pk=came)
    attendance.learning = learning
    words = request.POST.get("words", "")
    actions.take_home(attendance, words, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã ghi."))
    return redirect(HERE, pk, one)


@require_safe
def proof(request: OfficeRequest, pk: int, one: int, file: int) -> HttpResponse:
    """A proof, for those who may see the learner."""
    learning = the_learner(request, pk, one)
    told = StoredFile.objects.filter(
        pk__in=learning.values.values("proof")
    ) | StoredFile.objects.filter(pk__in=learning.verdicts.values("proof"))
    return as_attachment(get_object_or_404(told, pk=file))


def _form(request: OfficeRequest, learning: Learning) -> TellForm:
    posted = request.method == "POST"
    return TellForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        months=months_of(learning, clock.today()),
        figures=typed_by(learning),
    )


def _show(request: OfficeRequest, learning: Learning, form: TellForm) -> HttpResponse:
    page = learner_page(learning, request.actor, clock.today())
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/learner.html", context, status=status)
