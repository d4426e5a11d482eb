"""Two registrations of one subject are joined with a trace; a person is recognised."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.acting import acting
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person
from thidua.pledges.matching import SOMEBODY
from thidua.pledges.models import Registration
from thidua.pledges.policies import can_decide
from thidua.pledges.states import ALIVE, JOIN, PART


@transaction.atomic
def join_registration(
    double: Registration, kept: Registration, *, actor: Actor, at: datetime
) -> Registration:
    """One subject registered twice: the double points to the one that is kept, which
    takes over the content and targets that it lacks. Both stay to be read."""
    pair = {one.pk: one for one in _both(double, kept)}
    double, kept = pair[double.pk], pair[kept.pk]
    can_decide(actor, double).enforce()
    can_decide(actor, kept).enforce()

    if double.campaign_id != kept.campaign_id or double.kind != kept.kind:
        raise RuleBroken(
            _("Hai bản không cùng phong trào hoặc không cùng loại đối tượng."),
            _("Chỉ gộp hai bản của cùng một đối tượng."),
        )
    if kept.state not in ALIVE:
        raise WrongMoment(
            _("Bản giữ lại đã rút hoặc đã gộp."), _("Tải lại trang rồi chọn lại.")
        )
    double.state, double.joined_into = JOIN.take_from(double.state), kept
    double.shows_name = double.shows_address = False
    double.shows_content = double.shows_result = False
    _take_over(kept, double)
    with acting(actor, at=at, reason=_("gộp hai bản của một đối tượng")):
        double.save()
        kept.save()

    said = {"name": kept.name, "into": kept.pk}
    record("pledges.registration.joined", double, actor=actor, at=at, **said)
    record(
        "pledges.registration.took_over",
        kept,
        actor=actor,
        at=at,
        name=double.name,
        double=double.pk,
    )
    return kept


def _both(double: Registration, kept: Registration) -> list[Registration]:
    if double.pk == kept.pk:
        raise RuleBroken(_("Không gộp một bản với chính nó."), _("Chọn bản khác."))
    both = Registration.objects.filter(pk__in=[double.pk, kept.pk]).order_by("pk")
    return list(both.select_for_update(of=("self",)))


def _take_over(kept: Registration, double: Registration) -> None:
    """What the kept one lacks; what both say stays as the kept one says it."""
    kept.content = list(dict.fromkeys([*kept.content, *double.content]))
    kept.words = kept.words or double.words
    kept.title = kept.title or double.title
    kept.birth_year = kept.birth_year or double.birth_year
    kept.person_id = kept.person_id or double.person_id
    kept.version += 1
    double.version += 1
    said = {one.words.casefold() for one in kept.targets.all()}
    place = len(said)
    for one in double.targets.all():
        if one.words.casefold() not in said:
            one.pk, one.registration, one.position = None, kept, place
            one.save()
            place += 1


@transaction.atomic
def part_registration(
    double: Registration, *, actor: Actor, at: datetime
) -> Registration:
    """They were two after all: the double waits for approval on its own again."""
    double = Registration.objects.locked(double)
    can_decide(actor, double).enforce()

    double.state, double.joined_into = PART.take_from(double.state), None
    double.version += 1
    try:
        with transaction.atomic(), acting(actor, at=at, reason=_("không phải một")):
            double.save()
    except IntegrityError as twice:
        raise WrongMoment(
            _("Đã có bản khác ghi đúng tên, năm sinh và nơi ở ấy."),
            _("Rút bản kia trước, hoặc để hai bản gộp như cũ."),
        ) from twice

    record("pledges.registration.parted", double, actor=actor, at=at)
    return double


@transaction.atomic
def link_to_person(
    registration: Registration, person: Person | None, *, actor: Actor, at: datetime
) -> Registration:
    """The registration is of somebody whom the register of people knows; None: no."""
    one = Registration.objects.locked(registration)
    can_decide(actor, one).enforce()

    if one.kind not in SOMEBODY:
        raise RuleBroken(
            _("Bản này không phải của một người."),
            _("Chỉ gắn cá nhân hoặc chủ hộ với sổ người."),
        )
    one.person = person
    one.version += 1
    try:
        with transaction.atomic(), acting(actor, at=at):
            one.save(update_fields=["person", "version"])
    except IntegrityError as twice:
        raise WrongMoment(
            _("Người này đã có một đăng ký cá nhân trong phong trào."),
            _("Mở bản kia; nếu đúng là một người thì gộp hai bản."),
        ) from twice

    name = person.full_name if person else ""
    record("pledges.registration.linked", one, actor=actor, at=at, person=name)
    return one
