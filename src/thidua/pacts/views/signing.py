"""A head reads the exact text and signs it with a fresh proof of identity."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.kernel import clock
from thidua.kernel.errors import WrongMoment
from thidua.organisations.http import OfficeRequest, address_of
from thidua.organisations.signing import prove
from thidua.pacts import actions
from thidua.pacts.carrying import carried_on, mine, parties_of
from thidua.pacts.forms import SignForm
from thidua.pacts.models import Pact
from thidua.pacts.policies import can_sign
from thidua.pacts.queries.editions import SignPage, sign_page
from thidua.pacts.states import SIGN, State
from thidua.pacts.views.fetch import inside, the_party


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("proof")
def sign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text, its hash, and one's hand below it."""
    pact, day = inside(request, pk), clock.today()
    own = mine(parties_of(pact, day), request.actor)
    can_sign(request.actor, pact, own[0].unit_id if own else None).enforce()
    SIGN.take_from(pact.state)
    page = sign_page(pact, request.actor, day)
    if request.method != "POST":
        if not page.sides:
            raise WrongMoment(
                _("Bên này đã ký bản đang chốt."), _("Xem ai đã ký ở trang giao ước.")
            )
        return _show(request, page, _form(request, pact, page), 200)
    form = _form(request, pact, page)
    if form.is_valid():
        with at_its_field(form):
            _prove_and_sign(request, pact, form)
            return _signed(request, pact)
    return _show(request, page, form, 422)


def _form(request: OfficeRequest, pact: Pact, page: SignPage) -> SignForm:
    """For each party of one's own; that it has signed is said by the action."""
    names = dict(page.sides)
    if request.method != "POST":
        first = {"sha256": page.sha256, "party": page.sides[0][0]}
        return SignForm(initial=first, sides=page.sides)
    own = mine(carried_on(list(pact.parties.all()), clock.today()), request.actor)
    sides = [(one.party.pk, names.get(one.party.pk, "")) for one in own]
    return SignForm(request.POST, sides=sides)


def _prove_and_sign(request: OfficeRequest, pact: Pact, form: SignForm) -> None:
    clean, at = form.cleaned_data, clock.now()
    prove(request.user, clean["proof"], address=address_of(request), at=at)
    actions.sign_pact(
        pact,
        the_party(pact, clean["party"]),
        sha256=clean["sha256"],
        shows_name=clean["shows_name"],
        actor=request.actor,
        at=at,
    )


def _signed(request: OfficeRequest, pact: Pact) -> HttpResponse:
    pact.refresh_from_db()
    messages.info(
        request,
        _("Đã ký. Các bên đã ký đủ: giao ước có hiệu lực.")
        if pact.state == State.IN_FORCE
        else _("Đã ký. Chờ các bên còn lại."),
    )
    return redirect("pacts:pact", pact.pk)


def _show(
    request: OfficeRequest, page: SignPage, form: SignForm, status: int
) -> HttpResponse:
    context = {"page": page, "form": form}
    return render(request, "pacts/sign.html", context, status=status)
