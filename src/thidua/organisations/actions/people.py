"""People, their mandates, their sign-ins: what an administrator does."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, SignIn, Unit, User
from thidua.organisations.policies import can_manage_people

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses on paper."""


@transaction.atomic
def enter_person(
    full_name: str, *, is_made_up: bool = False, actor: Actor, at: datetime
) -> Person:
    """Write somebody into the book; with a mandate they act for a unit."""
    can_manage_people(actor).enforce()
    person = Person.named(full_name, is_made_up=is_made_up)
    person.save()
    record("organisations.person.entered", person, actor=actor, at=at)
    return person


@transaction.atomic
def give_mandate(
    person: Person,
    unit: Unit,
    *,
    role: str,
    title: str,
    first: date,
    last: date | None,
    actor: Actor,
    at: datetime,
) -> Mandate:
    """Let a person act for a unit in a role, from a day to a last day or for good."""
    can_manage_people(actor).enforce()
    if last and last < first:
        raise RuleBroken(
            _("Ngày cuối %(last)s trước ngày đầu %(first)s.")
            % {"last": dates.show(last), "first": dates.show(first)},
            _("Xem lại hai ngày của phân công."),
        )
    during = DateRange(first, last + timedelta(days=1) if last else None)
    _refuse_twice(person, unit, role, during)
    mandate = Mandate.objects.create(
        person=person, unit=unit, role=role, title=title.strip(), during=during
    )
    for subject in (person, unit):
        record(
            "organisations.mandate.given",
            subject,
            actor=actor,
            at=at,
            mandate=mandate.pk,
            title=mandate.title,
            unit=unit.pk,
            first=first.isoformat(),
            last=last.isoformat() if last else None,
        )
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, last: date, actor: Actor, at: datetime) -> Mandate:
    """Let a mandate end with a last day."""
    can_manage_people(actor).enforce()
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    first, until = mandate.during.lower, mandate.during.upper
    if (first and last < first) or (until and last >= until):
        raise RuleBroken(
            _("Ngày %s nằm ngoài thời gian của phân công.") % dates.show(last),
            _("Chọn một ngày trong thời gian phân công."),
        )
    mandate.during = DateRange(first, last + timedelta(days=1))
    mandate.save(update_fields=["during"])
    for subject in (mandate.person, mandate.unit):
        record(
            "organisations.mandate.ended",
            subject,
            actor=actor,
            at=at,
            mandate=mandate.pk,
            title=mandate.title,
            unit=mandate.unit_id,
            last=last.isoformat(),
        )
    return mandate


@transaction.atomic
def make_sign_in(
    person: Person, username: str, *, actor: Actor, at: datetime
) -> tuple[User, str]:
    """A sign-in with a password for one use, told once and kept only as a hash."""
    can_manage_people(actor).enforce()
    name = username.strip().lower()
    if User.objects.filter(username=name).exists():
        raise RuleBroken(
            _("Tên đăng nhập “%s” đã có người dùng.") % name,
            _("Thêm chữ hoặc số vào tên."),
        )
    if User.objects.filter(person=person).exists():
        raise RuleBroken(
            _("%s đã có tài khoản.") % person.full_name,
            _("Cấp mật khẩu dùng một lần cho tài khoản ấy."),
        )
    password = _one_time_password()
    user = User.objects.create_user(name, password, person)
    User.objects.filter(pk=user.pk).update(is_password_one_time=True)
    record("organisations.sign_in.made", person, actor=actor, at=at, said=name)
    return user, password


@transaction.atomic
def make_sign_ins(
    people: Sequence[tuple[Person, str]], *, actor: Actor, at: datetime
) -> list[tuple[User, str]]:
    """Sign-ins for chosen people, each with a name and a password for one use."""
    can_manage_people(actor).enforce()
    return [
        make_sign_in(person, username, actor=actor, at=at)
        for person, username in people
    ]


@transaction.atomic
def reset_password(user: User, *, actor: Actor, at: datetime) -> str:
    """A new password for one use; every session of the person ends."""
    can_manage_people(actor).enforce()
    password = _one_time_password()
    user.set_password(password)
    user.is_password_one_time = True
    user.save(update_fields=["password", "is_password_one_time"])
    SignIn.objects.filter(user=user).delete()  # the old hash ends the sessions too
    record("organisations.password.reset", user.person, actor=actor, at=at)
    return password


def _refuse_twice(person: Person, unit: Unit, role: str, during: DateRange) -> None:
    held = Mandate.objects.filter(
        person=person, unit=unit, role=role, during__overlap=during
    )
    if held.exists():
        raise RuleBroken(
            _("%s đã giữ vai này ở đơn vị ấy trong thời gian đó.") % person.full_name,
            _("Kết thúc phân công cũ trước, hoặc chọn thời gian khác."),
        )


def _one_time_password() -> str:
    groups = ("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _g in range(4))
    return "-".join(groups)
