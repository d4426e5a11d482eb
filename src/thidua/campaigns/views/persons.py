"""A unit's target among its people: given, told month by month, ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.forms.persons import PersonResultForm, PersonTargetForm
from thidua.campaigns.models import PersonTarget, Target
from thidua.campaigns.policies import can_tell_for_person
from thidua.campaigns.queries.persons import (
    choices_of_months,
    choices_of_people,
    measure_of,
    persons_page,
)
from thidua.campaigns.views.drafting import form_page
from thidua.campaigns.views.fetch import the_target
from thidua.indicators.models import Period
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Person


def _own_target(request: OfficeRequest, pk: int, target: int) -> Target:
    """The target, for its own unit; to everybody else its people are a 404."""
    found = the_target(request, pk, target)
    if found.unit_id != request.actor.unit_id:
        raise Http404
    return found


def _aim(request: OfficeRequest, pk: int, target: int, person: int) -> PersonTarget:
    found = _own_target(request, pk, target)
    aims = PersonTarget.objects.visible_to(request.actor).select_related("person")
    aim = get_object_or_404(aims.filter(target=found), pk=person)
    aim.target = found
    return aim


@require_http_methods(["GET", "HEAD", "POST"])
def persons(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """Who pursues what part; another person is given a part."""
    found, day = _own_target(request, pk, target), clock.today()
    form = PersonTargetForm(
        request.POST if request.method == "POST" else None,
        people=choices_of_people(found, day),
        initial={"due_on": found.due_on},
    )
    form.fields["value"].help_text = _("Tính bằng %(measure)s.") % {
        "measure": measure_of(found).full_name
    }
    if form.is_valid():
        clean = form.cleaned_data
        with at_its_field(form):
            actions.give_to_person(
                found,
                Person.objects.get(pk=clean["person"]),
                value=clean["value"] * measure_of(found).scale,
                due_on=clean["due_on"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã giao; người ấy thấy ở trang việc của mình."))
            return redirect("campaigns:persons", pk, target)
    page = persons_page(found, request.actor, day)
    if request.method == "POST":
        page.may_give.enforce()
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return render(request, "campaigns/persons.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def person_tell(
    request: OfficeRequest, pk: int, target: int, person: int
) -> HttpResponse:
    """What a person reached in a month; `?thang=` opens another one."""
    aim, day = _aim(request, pk, target, person), clock.today()
    can_tell_for_person(request.actor, aim).enforce()
    months, counted = choices_of_months(aim, day), measure_of(aim.target)
    form = PersonResultForm(
        request.POST if request.method == "POST" else None,
        months=months,
        initial=_told(aim, request.GET.get("thang", ""), months, counted.scale),
    )
    back = reverse("campaigns:persons", args=[pk, target])
    if form.is_valid():
        clean = form.cleaned_data
        with at_its_field(form):
            actions.tell_person_result(
                aim,
                Period.objects.get(pk=clean["period"]),
                value=clean["value"] * counted.scale,
                note=clean["note"],
                version=clean["version"],
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi; số này chỉ đơn vị mình thấy."))
            return redirect(back)
    name, what = aim.person.full_name, aim.target.version.name
    return form_page(
        request,
        aim.target.campaign,
        form,
        title=f"{name}: {what}",
        help=_("Tính bằng %(measure)s. Không thay cho báo cáo của đơn vị.")
        % {"measure": counted.full_name},
        back=back,
    )


def _told(
    aim: PersonTarget, asked: str, months: list[tuple[int, str]], scale: int
) -> dict[str, Any]:
    """The month asked for, else the last whole one; with what stands there."""
    known = [number for number, _words in months]
    usual = known[1] if len(known) > 1 else next(iter(known), None)
    period = int(asked) if asked.isdecimal() and int(asked) in known else usual
    told = aim.results.filter(period=period).first() if period else None
    if told is None:
        return {"period": period, "version": 0}
    return {
        "period": period,
        "value": told.value / scale,
        "note": told.note,
        "version": told.version,
    }


@require_POST
def person_end(
    request: OfficeRequest, pk: int, target: int, person: int
) -> HttpResponse:
    """A person pursues a target no more, and why."""
    aim = _aim(request, pk, target, person)
    reason = request.POST.get("reason", "")
    actions.end_person_target(aim, reason=reason, actor=request.actor, at=clock.now())
    return redirect("campaigns:persons", pk, target)
