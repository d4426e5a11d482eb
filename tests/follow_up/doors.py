"""The doors of urging and inspection."""

from __future__ import annotations

from tests.doors import Cast, Door, Public, address, at
from tests.follow_up.cast import DUE, the_office
from tests.follow_up.cast import at as moment
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mail, Notice
from thidua.indicators.models import Form
from thidua.organisations.actor import Actor


def a_notice(reader: Actor) -> Notice:
    """Somebody was told something."""
    return Notice.objects.create(
        key=f"cua:{reader.person_id}",
        person_id=reader.person_id or 0,
        unit_id=reader.unit_id or 0,
        kind=Kind.DUE_SOON,
        title="Sắp đến hạn",
        path="/",
        made_at=moment(DUE),
    )


def a_failed_mail(cast: Cast) -> Mail:
    """A mail of the department that somebody has to decide about."""
    return Mail.objects.create(
        key="hong",
        kind=Kind.LATE,
        person_id=cast.commune.person_id or 0,
        address="xa@example.vn",
        origin=cast.place.department,
        subject="Đã quá hạn",
        text="Đã quá hạn",
        path="/",
        state="unclear",
        fault="died",
        made_at=moment(DUE),
        held_until=moment(DUE),
        taken_at=moment(DUE),
    )


def a_form(cast: Cast) -> Form:
    """An open form that the department issued."""
    form = the_office().form
    form.owner = cast.place.department
    form.save()
    return form


def mail_act(name: str) -> list[Door]:
    return [
        Door(
            lambda cast: address(f"follow_up:{name}", a_failed_mail(cast)),
            method="POST",
        )
    ]


def mine(name: str) -> Door:
    """What everybody has for themselves."""
    return Door(at(f"follow_up:{name}"), stranger=200, low=200)


CHOSEN = {"quiet_from": "21", "quiet_until": "6"}

DOORS: dict[str, list[Door] | Public] = {
    "follow_up:notices": [mine("notices")],
    "follow_up:notices-read": [
        Door(at("follow_up:notices-read"), method="POST", stranger=302, low=302)
    ],
    "follow_up:notice-open": [
        Door(
            lambda cast: address("follow_up:notice-open", a_notice(cast.office)),
            method="POST",
            low=404,
        )
    ],
    "follow_up:choices": [
        mine("choices"),
        Door(
            at("follow_up:choices"), method="POST", data=CHOSEN, stranger=302, low=302
        ),
    ],
    "follow_up:urging": [mine("urging")],
    "follow_up:plan": [
        Door(lambda cast: address("follow_up:plan", a_form(cast))),
        Door(
            lambda cast: address("follow_up:plan", a_form(cast)),
            method="POST",
            data={"days_before": "3", "escalate_after": "2"},
        ),
    ],
    "follow_up:outbox": [mine("outbox")],
    "follow_up:mail-again": mail_act("mail-again"),
    "follow_up:mail-arrived": mail_act("mail-arrived"),
    "follow_up:mail-drop": mail_act("mail-drop"),
}
