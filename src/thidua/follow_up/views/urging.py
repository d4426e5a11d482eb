"""Urging letters: written from the list of the late, and read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.follow_up import actions
from thidua.follow_up.drafts import UrgingDraft
from thidua.follow_up.forms.urging import UrgingForm
from thidua.follow_up.letters import letter_to, refuse_gone, usual_symbol
from thidua.follow_up.models import UrgingLetter
from thidua.follow_up.policies import is_writer
from thidua.follow_up.queries.letters import (
    FIELDS,
    Asked,
    Choice,
    letter_page,
    letters_page,
    open_choices,
    writing_page,
)
from thidua.follow_up.queries.sheets import letters_sheet
from thidua.indicators.models import Period
from thidua.kernel import clock
from thidua.kernel.calendar import add_working_days
from thidua.kernel.paper.parts import Paper
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.issuing import issuer_on
from thidua.organisations.models import Unit

ANSWER_WITHIN = 5
"""Working days that a letter proposes."""


@require_safe
def letters(request: OfficeRequest) -> HttpResponse:
    """Those of my unit, and those to it."""
    params, today = request.GET.dict(), clock.today()
    if wants_sheet(params):
        sheet = letters_sheet(request.actor, today, params)
        return sheet_answer(request, sheet, "cong-van-don-doc", FIELDS)
    context = {
        "page": letters_page(request.actor, today, params),
        "bar": bar_of(request, FIELDS),
        "may_write": is_writer(request.actor),
    }
    return render(request, "follow_up/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: OfficeRequest) -> HttpResponse:
    """Choose whom to urge, see the letter, make it."""
    is_writer(request.actor).enforce()
    actor, today = request.actor, clock.today()
    asked = _asked(request)
    others = open_choices(actor, today, Asked())
    wanted = open_choices(actor, today, asked) if asked != Asked() else others
    choice = next(iter(wanted), None)
    if choice is None:
        return render(request, "follow_up/letter_new.html", {"page": None})
    posted = request.method == "POST"
    ticked = [int(one) for one in request.POST.getlist("units") if one.isdecimal()]
    form = _form(request)
    preview: Paper | None = None
    if form.is_valid():
        draft = form.draft(ticked)
        with at_its_field(form):
            if request.POST.get("action") == "make":
                return _made(request, choice, draft)
            refuse_gone(draft.answer_by, today)
            chosen = [late for pk, late in choice.late.items() if pk in ticked]
            shown = chosen if draft.is_joint else chosen[:1]
            preview = letter_to(shown, choice.span, draft, actor=actor, today=today)
    first = ticked if posted else asked.units(choice, today)
    page = writing_page(choice, others, first, preview, kept=asked.query)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "follow_up/letter_new.html", context, status=status)


def _asked(request: OfficeRequest) -> Asked:
    """The choice of the list that led here: `?bieu=&ky=&phong-trao=&don-vi=`."""
    period = _number(request, "ky")
    return Asked(
        form=_number(request, "bieu"),
        until=period if period and Period.objects.filter(pk=period) else None,
        campaign=_number(request, "phong-trao"),
        unit=_number(request, "don-vi"),
    )


def _form(request: OfficeRequest) -> UrgingForm:
    """What is typed, or what the program proposes."""
    today = clock.today()
    unit = Unit.objects.get(pk=request.actor.unit_id or 0)
    return UrgingForm(
        request.POST if request.method == "POST" else None,
        initial={
            "answer_by": add_working_days(today, ANSWER_WITHIN),
            "symbol": usual_symbol(issuer_on(unit, today)),
        },
    )


def _made(request: OfficeRequest, choice: Choice, draft: UrgingDraft) -> HttpResponse:
    span = choice.span
    made = actions.urge_units(
        span.form, span, draft, actor=request.actor, at=clock.now()
    )
    messages.info(
        request,
        ngettext(
            "Đã soạn %(n)s dự thảo. Đơn vị được báo khi công văn có số.",
            "Đã soạn %(n)s dự thảo. Đơn vị được báo khi công văn có số.",
            len(made),
        )
        % {"n": len(made)},
    )
    if len(made) == 1:
        return redirect("follow_up:letter", made[0].pk)
    return redirect("follow_up:letters")


def _letter(request: OfficeRequest, pk: int) -> UrgingLetter:
    seen = UrgingLetter.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("document", "form", "period"), pk=pk)


@require_safe
def letter(request: OfficeRequest, pk: int) -> HttpResponse:
    """One of them."""
    page = letter_page(_letter(request, pk), request.actor, clock.today())
    return render(request, "follow_up/letter.html", {"page": page})


def _number(request: OfficeRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
