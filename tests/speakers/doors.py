"""The doors of speakers: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.campaigns.factories import MAY
from tests.doors import Cast, Door, Public, address, at
from tests.exemplars.factories import registered_in
from tests.pledges.factories import running
from tests.speakers.factories import (
    A_TOPIC,
    TODAY,
    active,
    as_posted,
    consents,
    held,
    invited,
    proposed,
)
from thidua.exemplars.models import ComparisonRule, Exemplar, Learning
from thidua.speakers import actions
from thidua.speakers.models import Invitation, Speaker
from thidua.speakers.states import Asked

Make = Callable[[Cast], Any]
TOPIC = {
    "title": A_TOPIC.title,
    "field": A_TOPIC.field,
    "outline": A_TOPIC.outline,
}
WHO = {
    "name": "Trần Văn Bảy",
    "forms": ["talk"],
    "languages": ["vi"],
    "travels": "near",
}
BECAUSE = {"reason": "Bận việc nhà"}
A_DAY = {"day": "12/06/2025", "words": ""}
A_REPORT = {
    "came": "36",
    "who": "Tổ trưởng 11 ấp",
    "taken_home": "Ba tổ định góp xoay vòng.",
    "use": "at_once",
}


def _active(cast: Cast) -> Speaker:
    return active(cast.commune)


def _proposed(cast: Cast) -> Speaker:
    return proposed(cast.commune)


def _resting(cast: Cast) -> Speaker:
    return actions.rest_speaker(
        _active(cast), reason="Vào vụ", actor=cast.commune, at=MAY
    )


def _left(cast: Cast) -> Speaker:
    return actions.leave_speaker(
        _active(cast), reason="Chuyển đi", actor=cast.commune, at=MAY
    )


def _asked(cast: Cast) -> Invitation:
    """The province's office asks for a speaker of the commune."""
    return invited(_active(cast), cast.office)


def _countered(cast: Cast) -> Invitation:
    return actions.counter_invitation(
        _asked(cast), date(2025, 6, 7), version=None, actor=cast.commune, at=MAY
    )


def _today(cast: Cast) -> Invitation:
    """Accepted, and the day has come."""
    one = _asked(cast)
    actions.accept_invitation(one, version=None, actor=cast.commune, at=MAY)
    two = Invitation.objects.get(pk=one.pk)
    Invitation.objects.filter(pk=two.pk).update(state=Asked.SENT)
    Invitation.objects.filter(pk=two.pk).update(day=TODAY)
    Invitation.objects.filter(pk=two.pk).update(state=Asked.ACCEPTED)
    return Invitation.objects.get(pk=one.pk)


def _get(name: str, make: Make, **more: Any) -> Door:
    return Door(lambda cast: address(name, make(cast)), **more)


def _post(name: str, make: Make, **more: Any) -> Door:
    return Door(lambda cast: address(name, make(cast)), method="POST", **more)


OWN: dict[str, Any] = {"opens_to": "commune", "stranger": 404, "low": 404}
"""Of the unit that keeps the speaker; a reader sees the pool, never from inside."""


def _paper(cast: Cast) -> str:
    speaker = _active(cast)
    return address("speakers:consent-paper", speaker, speaker.consents.get())


def _topic(cast: Cast) -> str:
    speaker = _active(cast)
    actions.add_topic(speaker, A_TOPIC, actor=cast.commune, at=MAY)
    return address("speakers:topic-drop", speaker, speaker.topics.first())


def _consented(cast: Cast) -> Speaker:
    """Agreed, and not yet in the pool."""
    speaker = _proposed(cast)
    consents(speaker, "name", actor=cast.commune)
    return speaker


def _heard(cast: Cast) -> Invitation:
    """The province's office heard of an exemplar of the commune; its report is told."""
    exemplar = registered_in(running(cast.place), cast.commune)
    rule = ComparisonRule.objects.create(
        campaign=exemplar.campaign,
        tolerance=0,
        better_wanted=1,
        window=12,
        made_at=MAY,
        made_by="Lan",
    )
    Exemplar.objects.filter(pk=exemplar.pk).update(
        state="learning", praised_on=TODAY, rule=rule
    )
    speaker = active(cast.commune, exemplar_id=exemplar.pk)
    one = invited(speaker, cast.office)
    return held(one, cast.commune, cast.office)


def _learner(_cast: Cast) -> dict[str, str]:
    """A plan of the office that began after the talk."""
    asked = Invitation.objects.get()
    learning = Learning(
        exemplar=asked.speaker.exemplar,
        kind="group",
        home=asked.unit,
        takes_over="Góp xoay vòng",
        starts_on=asked.day,
        due_on=date(2025, 12, 31),
        registered_at=MAY,
        registered_by="Lan",
    )
    learning.call("Tổ thử")
    learning.save()
    return {"learning": str(learning.pk)}


def _invite(cast: Cast) -> str:
    return address("speakers:invite", _active(cast))


def _as_posted(cast: Cast) -> dict[str, str]:
    del cast
    return as_posted(Speaker.objects.get())


DOORS: dict[str, list[Door] | Public] = {
    "speakers:list": [Door(at("speakers:list"), stranger=200, low=200)],
    "speakers:find": [Door(at("speakers:find"), stranger=200)],
    "speakers:propose": [
        Door(at("speakers:propose"), stranger=200),
        Door(
            at("speakers:propose"),
            "POST",
            data=lambda cast: {**WHO, **TOPIC, "whom": f"p{cast.office.person_id}"},
            stranger=422,
        ),
    ],
    "speakers:invitations": [Door(at("speakers:invitations"), stranger=200, low=200)],
    "speakers:invitation": [_get("speakers:invitation", _asked, low=404)],
    "speakers:accept": [_post("speakers:accept", _asked, **OWN)],
    "speakers:decline": [_post("speakers:decline", _asked, data=BECAUSE, **OWN)],
    "speakers:counter": [_post("speakers:counter", _asked, data=A_DAY, **OWN)],
    "speakers:agree": [
        _post("speakers:agree", _countered, data={"version": "2"}, low=404)
    ],
    "speakers:ask-again": [
        _post("speakers:ask-again", _countered, data=A_DAY | {"version": "2"}, low=404)
    ],
    "speakers:call-off": [_post("speakers:call-off", _asked, data=BECAUSE, low=404)],
    "speakers:letter": [_post("speakers:letter", _asked, low=404)],
    "speakers:report": [
        _get("speakers:report", _today, low=404),
        _post("speakers:report", _today, data=A_REPORT | {"version": "2"}, low=404),
    ],
    "speakers:report-mend": [
        _get("speakers:report-mend", _heard, low=404),
        _post(
            "speakers:report-mend",
            _heard,
            data=A_REPORT | {"came": "30", "reason": "Đếm nhầm", "version": "3"},
            low=404,
        ),
    ],
    "speakers:not-held": [
        _post("speakers:not-held", _today, data=BECAUSE | {"version": "2"}, low=404)
    ],
    "speakers:note": [_post("speakers:note", _heard, data=_learner, low=404)],
    "speakers:speaker": [
        _get("speakers:speaker", _active, stranger=200, low=200),
        _get("speakers:speaker", _proposed, opens_to="commune", low=404),
    ],
    "speakers:history": [
        _get("speakers:history", _active, opens_to="commune", low=404)
    ],
    "speakers:mend": [
        _get("speakers:mend", _active, **OWN),
        _post("speakers:mend", _active, data=WHO, **OWN),
    ],
    "speakers:topic": [_post("speakers:topic", _active, data=TOPIC, **OWN)],
    "speakers:topic-drop": [Door(_topic, "POST", **OWN)],
    "speakers:admit": [_post("speakers:admit", _consented, **OWN)],
    "speakers:rest": [_post("speakers:rest", _active, data=BECAUSE, **OWN)],
    "speakers:resume": [_post("speakers:resume", _resting, **OWN)],
    "speakers:leave": [_post("speakers:leave", _active, data=BECAUSE, **OWN)],
    "speakers:again": [_post("speakers:again", _left, **OWN)],
    "speakers:consent": [
        _get("speakers:consent", _active, **OWN),
        _post(
            "speakers:consent",
            _active,
            data={"given_on": "20/05/2025", "contact": "", "words": ""},
            **OWN,
        ),
    ],
    "speakers:consent-paper": [Door(_paper, **OWN)],
    "speakers:calendar": [_get("speakers:calendar", _active, **OWN)],
    "speakers:weekdays": [
        _post("speakers:weekdays", _active, data={"weekdays": ["1"]}, **OWN)
    ],
    "speakers:name-day": [
        _post("speakers:name-day", _active, data={"ranh": "2025-06-02"}, **OWN)
    ],
    "speakers:invite": [
        Door(_invite, stranger=200),
        Door(_invite, "POST", data=_as_posted, stranger=302),
    ],
}
