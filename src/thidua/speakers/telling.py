"""What people are told of invitations: whose turn it is, at once and once.

The speaker, when the register knows them, and who writes for the unit that keeps them;
or who writes for the unit that invited. Nobody is told of what they did themselves.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from thidua.kernel.dates import show
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.organisations.naming import unit_called
from thidua.speakers.models import Invitation
from thidua.speakers.states import Asked

KIND = "speaker"
"""The kind of notice, by which everybody chooses how it comes."""
TITLES = {
    Asked.SENT: _("Lời mời nói chuyện ngày %(day)s"),
    Asked.COUNTERED: _("%(name)s hẹn ngày khác: %(day)s"),
    Asked.ACCEPTED: _("%(name)s nhận lời ngày %(day)s"),
    Asked.DECLINED: _("%(name)s không nhận lời ngày %(day)s"),
    Asked.CALLED_OFF: _("Lời mời ngày %(day)s đã hủy"),
    Asked.HELD: _("Nơi mời đã báo kết quả buổi ngày %(day)s"),
    Asked.NOT_HELD: _("Buổi ngày %(day)s không tổ chức được"),
}
AGREED = _("Nơi mời đồng ý ngày %(day)s")


def tell_speaker(
    invitation: Invitation, keeper: int | None, actor: Actor, words: str = ""
) -> None:
    """To the speaker's side: they were invited, or something became of it."""
    title = TITLES[Asked(invitation.state)]
    if invitation.state == Asked.ACCEPTED:
        title = AGREED
    person = invitation.speaker.person_id
    if person is not None and person != actor.person_id:
        _tell(invitation, title, words, person=person)
    if keeper is not None and keeper != actor.unit_id:
        _tell(invitation, title, words, unit=keeper)


def tell_inviter(
    invitation: Invitation, inviter: int | None, actor: Actor, words: str = ""
) -> None:
    """To the unit that invited: what the speaker's side said."""
    if inviter is not None and inviter != actor.unit_id:
        title = TITLES[Asked(invitation.state)]
        _tell(invitation, title, words, unit=inviter)


def _tell(
    invitation: Invitation,
    title: str,
    words: str,
    *,
    person: int | None = None,
    unit: int | None = None,
) -> None:
    to = f"p{person}" if person else f"u{unit}"
    where = unit_called(invitation.unit_id, invitation.day)
    announce(
        PeopleConcerned(
            key=f"talk:{invitation.pk}:{invitation.version}:{to}",
            kind=KIND,
            title=title,
            body="%(where)s. %(words)s" if words else "%(where)s.",
            said={
                "name": invitation.speaker.name,
                "day": show(invitation.day),
                "where": where,
                "words": words,
            },
            path=reverse("speakers:invitation", args=[invitation.pk]),
            person_id=person,
            unit_id=unit,
            origin_id=invitation.unit_id,
        )
    )
