"""Registering an exemplar: oneself, or by the unit's officer; mended, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.exemplars import actions
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.forms.registering import (
    FIRST_ROWS,
    Choices,
    OfficeForm,
    OneselfForm,
    RegistrationForm,
    rows_asked,
    values_of,
)
from thidua.exemplars.held import refuse_unless_running
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar
from thidua.exemplars.policies import can_mend, can_register
from thidua.exemplars.queries.registering import (
    RegisterFormPage,
    doubles_of,
    first_of,
    offers_at,
    own_figures,
)
from thidua.exemplars.states import RETURNED_OR_NEW
from thidua.exemplars.views.fetch import inside, version_of
from thidua.kernel import clock
from thidua.kernel.errors import WrongMoment
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Power
from thidua.organisations.naming import unit_called
from thidua.prospects.models import Prospect
from thidua.prospects.where import unit_in_charge

PAGE = "exemplars/registering.html"
ONE = "exemplars:building"


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: OfficeRequest, pk: int) -> HttpResponse:
    """Register: who writes for a unit, for somebody of it; anybody, for themselves."""
    campaign, actor, day = the_campaign(request, pk), request.actor, clock.today()
    refuse_unless_running(campaign)
    writes = actor.holds(Power.RUN, campaign.pk)
    is_oneself = not writes or request.GET.get("cho") == "minh"
    if actor.unit_id is None:
        raise Http404
    person = actor.person_id if is_oneself else None
    prospect = _prospect(request, campaign, day, person)
    home = _home(actor.unit_id, prospect, day, is_oneself=is_oneself)
    can_register(actor, campaign, home, person).enforce()
    form = _form(request, campaign, home, is_oneself=is_oneself, prospect=prospect)
    page = _page(campaign, home, day, is_oneself=is_oneself, may_choose=writes)
    if request.method == "POST" and request.POST.get("go") != "more":
        return _registered(request, campaign, home, form, page, prospect)
    return _shown(request, page, form)


def _registered(
    request: OfficeRequest,
    campaign: Campaign,
    home: int,
    form: RegistrationForm,
    page: RegisterFormPage,
    prospect: Prospect | None,
) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    subject = _subject(request, form, home)
    if prospect is not None and prospect.name == subject.name:
        subject = replace(
            subject,
            person_id=subject.person_id or prospect.person_id,
            unit_id=subject.unit_id or prospect.unit_id,
        )
    if "other" not in request.POST:
        doubles = doubles_of(campaign, subject, request.actor, clock.today())
        if doubles:
            page = replace(page, doubles=doubles)
            return _shown(request, page, form, status=422)
    draft = form.draft(subject, prospect_id=prospect.pk if prospect else None)
    with at_its_field(form):
        made = actions.register_exemplar(
            campaign, draft, actor=request.actor, at=clock.now()
        )
        messages.info(request, _("Đã đăng ký; đơn vị phụ trách đưa vào theo dõi."))
        return redirect(ONE, made.pk)
    return _shown(request, page, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Mend what came back, or what nobody has taken up yet."""
    one, actor, day = inside(request, pk), request.actor, clock.today()
    can_mend(actor, one, keeper_of(one.home_id, day)).enforce()
    if one.state not in RETURNED_OR_NEW:
        raise WrongMoment(
            _("Đăng ký đã được đưa vào theo dõi nên không sửa được nữa."),
            _("Đơn vị phụ trách sửa câu chuyện và kênh tuyên truyền ở trang riêng."),
        )
    is_oneself = (
        actor.person_id is not None
        and one.person_id == actor.person_id
        and not actor.writes_for(one.home_id, Power.RUN, one.campaign_id)
    )
    form = _form(request, one.campaign, one.home_id, is_oneself=is_oneself, one=one)
    page = _page(one.campaign, one.home_id, day, is_oneself=is_oneself, one=one)
    if request.method != "POST" or request.POST.get("go") == "more":
        return _shown(request, page, form)
    if form.is_valid():
        with at_its_field(form):
            actions.register_again(
                one,
                form.draft(_subject(request, form, one.home_id)),
                version=version_of(request),
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã gửi lại; đơn vị phụ trách xem."))
            return redirect(ONE, pk)
    return _shown(request, page, form, status=422)


@require_POST
def return_it(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send it back with a reason."""
    actions.return_exemplar(
        inside(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã trả lại; người đăng ký thấy lý do và sửa."))
    return redirect(ONE, pk)


@require_POST
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take it back."""
    actions.withdraw_exemplar(
        inside(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã rút đăng ký; vẫn xem lại được."))
    return redirect(ONE, pk)


@require_POST
def take_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Follow it from today."""
    actions.compile_exemplar(inside(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Đã đưa vào theo dõi; hằng tháng đánh giá một lần."))
    return redirect(ONE, pk)


def _home(
    unit_id: int, prospect: Prospect | None, day: date, *, is_oneself: bool
) -> int:
    """Who is in charge: of a prospect, the unit that looked after it till now."""
    if prospect is not None:
        return keeper_of(prospect.home_id, day) or unit_id
    return unit_in_charge(unit_id, day) if is_oneself else unit_id


def _prospect(
    request: OfficeRequest, campaign: Campaign, day: date, person: int | None
) -> Prospect | None:
    """The prospect that registers now: known to the reader, or the reader, who alone
    registers for themselves (`person`)."""
    text = request.GET.get("nhan-to", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 15:
        raise Http404
    seen = Prospect.objects.filter(person=request.actor.person_id)
    if person is None:
        seen = seen | Prospect.objects.visible_to(request.actor, day)
    same = Q(campaign=campaign) | Q(campaign=None)
    return get_object_or_404(seen.open().filter(same).distinct(), pk=int(text))


def _form(
    request: OfficeRequest,
    campaign: Campaign,
    home: int,
    *,
    is_oneself: bool,
    prospect: Prospect | None = None,
    one: Exemplar | None = None,
) -> RegistrationForm:
    offers = offers_at(campaign, home, clock.today(), is_oneself=is_oneself)
    choices = Choices(
        offers.items,
        [*offers.offered, *(own_figures(one) if one else ())],
        _with(offers.units, one.unit_id if one else None, one),
        _with(offers.people, one.person_id if one else None, one),
    )
    first = values_of(one) if one else {}
    if prospect and not one:
        first = first_of(prospect, is_oneself=is_oneself)
    data = request.POST if request.method == "POST" else None
    least = one.figures.count() if one else 0
    kind = OneselfForm if is_oneself else OfficeForm
    rows = rows_asked(data, max(least, 1 if is_oneself else FIRST_ROWS))
    if data is not None and data.get("go") == "more":
        grown = {name: data.get(name, "") for name in data}
        return kind(choices=choices, rows=rows, initial=first | grown)
    return kind(data, choices=choices, rows=rows, initial=first)


def _with(
    known: list[tuple[str, str]], own: int | None, one: Exemplar | None
) -> list[tuple[str, str]]:
    """What was chosen before stays to be chosen."""
    if one is None or own is None or str(own) in dict(known):
        return known
    return [*known, (str(own), one.name)]


def _subject(request: OfficeRequest, form: RegistrationForm, home: int) -> SubjectDraft:
    if isinstance(form, OfficeForm):
        return form.subject(home)
    person = request.user.person
    return form.about(
        kind=form.cleaned_data["kind"],
        name=person.full_name,
        home_id=home,
        person_id=person.pk,
        birth_year=person.birth_year,
    )


def _page(
    campaign: Campaign,
    home: int,
    day: date,
    *,
    is_oneself: bool,
    may_choose: bool = False,
    one: Exemplar | None = None,
) -> RegisterFormPage:
    there = reverse("exemplars:campaign", args=[campaign.pk])
    here = reverse("exemplars:register-one", args=[campaign.pk])
    title = _("Đăng ký thành điển hình")
    if one is not None:
        title = _("Sửa đăng ký “%(title)s”") % {"title": one.title}
    elif not is_oneself:
        title = _("Đăng ký điển hình cho đơn vị")
    other = None
    if may_choose:
        other = (
            Link(_("Đăng ký cho người, tổ, đơn vị khác"), here)
            if is_oneself
            else Link(_("Đăng ký cho chính tôi"), f"{here}?cho=minh")
        )
    return RegisterFormPage(
        title=title,
        sub=_("Đơn vị phụ trách: %(home)s.") % {"home": unit_called(home, day)},
        crumbs=[
            Link(_("Điển hình"), reverse("exemplars:register")),
            Link(campaign.name, there),
            Link(title, is_here=True),
        ],
        verb=_("Gửi lại") if one else pgettext("nút", "Đăng ký"),
        back=reverse(ONE, args=[one.pk]) if one else there,
        is_oneself=is_oneself,
        other_way=other,
    )


def _shown(
    request: OfficeRequest,
    page: RegisterFormPage,
    form: RegistrationForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"page": page, "form": form}
    return render(request, PAGE, context, status=status)
