"""The doors of urging and inspection."""

from __future__ import annotations

from typing import Any

from tests.campaigns.factories import a_campaign
from tests.doors import Cast, Door, Public, address, at
from tests.follow_up.cast import AFTER, DUE, the_office
from tests.follow_up.cast import at as moment
from tests.follow_up.inspection_doors import INSPECTING
from thidua.campaigns.models import Campaign
from thidua.documents.actions import draft_document
from thidua.follow_up import actions
from thidua.follow_up.addresses import link_to
from thidua.follow_up.kinds import Kind
from thidua.follow_up.letters import ABOUT
from thidua.follow_up.models import (
    Mail,
    Mailbox,
    Notice,
    Review,
    ReviewCall,
    UrgingLetter,
)
from thidua.indicators.models import Form
from thidua.indicators.periods import PeriodKind, containing
from thidua.kernel import clock, dates
from thidua.kernel.paper.parts import LETTER, Paper, Signature
from thidua.organisations.actor import Actor

AS_SENT = "3"
"""The version of a report that was written and sent."""


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


def _running(cast: Cast) -> Campaign:
    return a_campaign(of=cast.place, launched=True)


def _asked(cast: Cast) -> ReviewCall:
    """The department asks for six months."""
    span = containing(clock.today(), PeriodKind.HALF)
    return actions.call_reviews(
        _running(cast),
        span,
        due_on=clock.today(),
        actor=cast.office,
        at=clock.now(),
    )


def _own(cast: Cast) -> Review:
    """That of the department itself."""
    return _asked(cast).reviews.get(unit=cast.office.unit_id)


def _sent(cast: Cast) -> Review:
    """That of a commune, as the department sees it."""
    review = _asked(cast).reviews.get(unit=cast.commune.unit_id)
    words = {"results": "Đã làm 4 km."}
    on: dict[str, Any] = {"actor": cast.commune, "at": clock.now()}
    review = actions.write_review(review, words, version=review.version, **on)
    return actions.send_review(review, version=review.version, **on)


def _box(cast: Cast) -> Mailbox:
    """An address that its owner did not verify yet."""
    return Mailbox.objects.create(
        person_id=cast.office.person_id or 0, address="lan@example.vn"
    )


def _of_office(cast: Cast) -> str:
    return f"?don-vi={cast.office.unit_id}"


def _addresses(cast: Cast) -> str:
    """Where the mail of the department's people goes."""
    return f"{address('follow_up:addresses')}{_of_office(cast)}"


def a_form(cast: Cast) -> Form:
    """An open form that the department issued."""
    form = the_office().form
    form.owner = cast.place.department
    form.save()
    return form


def a_letter(cast: Cast) -> UrgingLetter:
    """A drafted letter of the department to the commune."""
    office = the_office()
    form = office.form
    paper = Paper(
        issuer="Sở Nội vụ",
        kind=LETTER,
        symbol="SNV-TĐKT",
        place="Sông Tiền",
        abstract="đôn đốc gửi báo cáo",
        signature=Signature("Giám đốc", "Lê Lan"),
        body=["Đề nghị gửi báo cáo."],
    )
    document = draft_document(
        cast.place.department, paper, about=ABOUT, actor=cast.office, at=moment(DUE)
    )
    made = UrgingLetter.objects.create(
        document=document,
        unit=cast.place.department,
        form=form,
        period_id=form.periods.all()[0].period_id,
        due_on=DUE,
        answer_by=AFTER,
        made_at=moment(DUE),
    )
    made.urged.create(unit=cast.place.communes[0])
    return made


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
    "follow_up:address-again": [
        Door(at("follow_up:address-again"), method="POST", stranger=302, low=302)
    ],
    "follow_up:address": [
        Door(lambda cast: link_to(_box(cast)), stranger=200, low=200),
        Door(lambda cast: link_to(_box(cast)), method="POST", stranger=422, low=422),
    ],
    "follow_up:addresses": [
        Door(_addresses, stranger=403),
        Door(_addresses, method="POST", stranger=403),
    ],
    "follow_up:addresses-again": [
        Door(
            lambda cast: f"{address('follow_up:addresses-again')}{_of_office(cast)}",
            method="POST",
            stranger=403,
        )
    ],
    "follow_up:campaign-plan": [
        Door(lambda cast: address("follow_up:campaign-plan", _running(cast))),
        Door(
            lambda cast: address("follow_up:campaign-plan", _running(cast)),
            method="POST",
            data={"days_before": "3", "escalate_after": "2"},
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
    "follow_up:letters": [mine("letters")],
    "follow_up:letter-new": [
        Door(at("follow_up:letter-new"), stranger=200),
        Door(at("follow_up:letter-new"), method="POST", stranger=200),
    ],
    "follow_up:letter": [
        Door(lambda cast: address("follow_up:letter", a_letter(cast)), low=200)
    ],
    "follow_up:response": [
        Door(
            lambda cast: address(
                "follow_up:response", a_campaign(of=cast.place, launched=True)
            ),
            low=200,
        )
    ],
    "follow_up:reviews": [
        Door(lambda _cast: address("follow_up:reviews"), stranger=200, low=200)
    ],
    "follow_up:review-new": [
        Door(lambda cast: address("follow_up:review-new", _running(cast)))
    ],
    "follow_up:review-call": [
        Door(lambda cast: address("follow_up:review-call", _asked(cast)), low=200)
    ],
    "follow_up:review-due": [
        Door(lambda cast: address("follow_up:review-due", _asked(cast))),
        Door(
            lambda cast: address("follow_up:review-due", _asked(cast)),
            method="POST",
            data=lambda _cast: {
                "day": "31/12/2050",
                "reason": "Chờ số liệu.",
                "known": dates.show(clock.today()),
            },
        ),
    ],
    "follow_up:reviews-urge": [
        Door(
            lambda cast: address("follow_up:reviews-urge", _asked(cast)), method="POST"
        )
    ],
    "follow_up:review": [
        Door(lambda cast: address("follow_up:review", _own(cast)), low=200),
        Door(
            lambda cast: address("follow_up:review", _own(cast)),
            method="POST",
            data={"results": "Đã làm 4 km."},
        ),
    ],
    "follow_up:review-take": [
        Door(
            lambda cast: address("follow_up:review-take", _own(cast)),
            method="POST",
            data={"part": "results"},
        )
    ],
    "follow_up:review-receive": [
        Door(
            lambda cast: address("follow_up:review-receive", _sent(cast)),
            method="POST",
            data={"version": AS_SENT},
        )
    ],
    "follow_up:review-return": [
        Door(
            lambda cast: address("follow_up:review-return", _sent(cast)),
            method="POST",
            data={"reason": "Thiếu số.", "version": AS_SENT},
        )
    ],
    "follow_up:told": [
        Door(
            lambda cast: address(
                "follow_up:told", a_campaign(of=cast.place, launched=True)
            ),
            low=200,
        )
    ],
    **INSPECTING,
    "follow_up:outbox": [mine("outbox")],
    "follow_up:mail-again": mail_act("mail-again"),
    "follow_up:mail-arrived": mail_act("mail-arrived"),
    "follow_up:mail-drop": mail_act("mail-drop"),
}
