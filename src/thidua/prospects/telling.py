"""What people are told of tips and invitations.

The officers of a unit are told once a day that tips wait. Whoever told is told what
became of it, also where their tip was joined into another one; who was invited, that
they were.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from thidua.kernel.clock import day_of, end_of
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.prospects.models import Prospect, Tip

KIND = "prospect"
"""The kind of notice, by which everybody chooses how it comes."""


def tell_waiting(tip: Tip, at: datetime) -> None:
    """A tip waits for the unit's word: the first of a day is told."""
    day = day_of(at)
    begun = end_of(day - timedelta(days=1))
    today = Tip.objects.filter(home=tip.home_id, told_at__gte=begun)
    if today.exclude(pk=tip.pk).exists():
        return
    announce(
        PeopleConcerned(
            key=f"tips:{tip.home_id}:{day}",
            kind=KIND,
            title=_("Có tin báo mới chờ trả lời"),
            body=_("Mở để xem, gộp tin trùng, đưa vào nhân tố hoặc trả lời."),
            path=f"{reverse('prospects:tips')}?trang-thai=cho",
            unit_id=tip.home_id,
        )
    )


def tell_answered(tip: Tip, actor: Actor) -> None:
    """The teller, and those whose tips were joined into this one; not who answered."""
    for one in [tip, *tip.doubles.all()]:
        if one.teller_id in {None, actor.person_id}:
            continue
        announce(
            PeopleConcerned(
                key=f"tip:{one.pk}:{tip.version}",
                kind=KIND,
                title=_("Tin của anh/chị đã được trả lời: %(name)s"),
                body="%(answer)s",
                said={"name": one.name, "answer": tip.answer},
                path=reverse("prospects:tip", args=[one.pk]),
                person_id=one.teller_id,
                origin_id=tip.home_id,
            )
        )


def tell_invited(prospect: Prospect, words: str, invitation: int) -> None:
    """A person whom the register knows is told that they were invited."""
    if prospect.person_id is None:
        return
    announce(
        PeopleConcerned(
            key=f"invited:{invitation}",
            kind=KIND,
            title=_("Anh/chị được mời đăng ký điển hình"),
            body="%(words)s" if words else "",
            said={"words": words} if words else {},
            path=reverse("prospects:invitation", args=[prospect.pk]),
            person_id=prospect.person_id,
            origin_id=prospect.home_id,
        )
    )
