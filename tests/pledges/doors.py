"""The doors of pledges: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import ENDS, MAY
from tests.doors import Cast, Door, Public, address, at
from tests.pledges.factories import a_draft, listed, running
from thidua.campaigns.models import Campaign
from thidua.kernel.files import keep
from thidua.pledges import actions
from thidua.pledges.drafts import DutyDraft
from thidua.pledges.models import Duty, Invitation, Registration

WHO = {"step": "1", "go": "next", "kind": "household", "name": "Lê Thị Hai"}


def _campaign(cast: Cast) -> Campaign:
    return running(cast.place)


def _in_commune(name: str, cast: Cast) -> str:
    return address(name, _campaign(cast), cast.place.communes[0])


def _registration(cast: Cast, *names: str) -> Registration:
    """The last of those that the commune wrote down."""
    drafts = [a_draft(name) for name in names or ("Nguyễn Văn An",)]
    return listed(_campaign(cast), cast.place.communes[0].pk, *drafts)[-1]


def _approved(cast: Cast) -> Registration:
    one = _registration(cast)
    actions.approve_registrations([one], actor=cast.commune, at=MAY)
    return one


def _returned(cast: Cast) -> Registration:
    one = _registration(cast)
    actions.return_registrations(
        [one], reason="Thiếu năm sinh", actor=cast.commune, at=MAY
    )
    return one


def _to_join(cast: Cast) -> str:
    campaign, commune = _campaign(cast), cast.place.communes[0]
    one, other = listed(
        campaign, commune.pk, a_draft(), a_draft("Nguyen Van An", birth_year=None)
    )
    return address("pledges:join", other, one)


def _joined(cast: Cast) -> str:
    campaign, commune = _campaign(cast), cast.place.communes[0]
    one, other = listed(
        campaign, commune.pk, a_draft(), a_draft("Nguyen Van An", birth_year=None)
    )
    actions.join_registration(other, one, actor=cast.commune, at=MAY)
    return address("pledges:part", other)


def _decide(cast: Cast) -> str:
    campaign, commune = _campaign(cast), cast.place.communes[0]
    listed(campaign, commune.pk)
    return address("pledges:decide", campaign, commune) + "?trang-thai=submitted"


def _code(cast: Cast) -> Invitation:
    return actions.hand_out_code(
        _campaign(cast),
        cast.place.communes[0].pk,
        label="Ấp 3",
        ends_on=ENDS,
        actor=cast.commune,
        at=MAY,
    )


def _duty(cast: Cast) -> Duty:
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
    draft = DutyDraft("urge", MAY.date(), "Họp các ấp", keep(proof, by="Lan", at=MAY))
    commune = cast.place.communes[0].pk
    return actions.record_duty(
        _campaign(cast), commune, draft, actor=cast.commune, at=MAY
    )


def _of_duty(name: str, cast: Cast) -> str:
    duty = _duty(cast)
    return address(name, duty.campaign, duty)


A_DUTY = {"kind": "urge", "done_on": "19/05/2025", "what": "Họp các ấp"}
DOORS: dict[str, list[Door] | Public] = {
    "pledges:campaign": [
        Door(lambda cast: address("pledges:campaign", _campaign(cast)), low=200),
    ],
    "pledges:new": [
        Door(
            lambda cast: address("pledges:new", _campaign(cast)),
            opens_to="commune",
            low=404,
        ),
        Door(
            lambda cast: address("pledges:new", _campaign(cast)),
            method="POST",
            data=WHO,
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:unit": [
        Door(
            lambda cast: _in_commune("pledges:unit", cast), opens_to="commune", low=404
        ),
    ],
    "pledges:decide": [
        Door(_decide, method="POST", data={"all": "1"}, opens_to="commune", low=404),
    ],
    "pledges:grid": [
        Door(
            lambda cast: _in_commune("pledges:grid", cast), opens_to="commune", low=404
        ),
        Door(
            lambda cast: _in_commune("pledges:grid", cast),
            method="POST",
            data={"go": "save", "name-0": "Lê Thị Hai", "kind-0": "household"},
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:codes": [
        Door(
            lambda cast: address("pledges:codes", _campaign(cast)), opens_to="commune"
        ),
        Door(
            lambda cast: address("pledges:codes", _campaign(cast)),
            method="POST",
            data={"label": "Ấp 3", "ends_on": "31/12/2025"},
            opens_to="commune",
        ),
    ],
    "pledges:code-revoke": [
        Door(
            lambda cast: address("pledges:code-revoke", (c := _code(cast)).campaign, c),
            method="POST",
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:mine": [Door(at("pledges:mine"), stranger=200, low=200)],
    "pledges:registration": [
        Door(
            lambda cast: address("pledges:registration", _registration(cast)),
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:mend": [
        Door(
            lambda cast: address("pledges:mend", _returned(cast)),
            opens_to="commune",
            low=404,
        ),
        Door(
            lambda cast: address("pledges:mend", _returned(cast)),
            method="POST",
            data=WHO,
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:withdraw": [
        Door(
            lambda cast: address("pledges:withdraw", _registration(cast)),
            method="POST",
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:consent": [
        Door(
            lambda cast: address("pledges:consent", _registration(cast)),
            method="POST",
            data={"shows": ["name"]},
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:result": [
        Door(
            lambda cast: address("pledges:result", _approved(cast)),
            method="POST",
            data={"result": "Trồng được 120 cây"},
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:join": [Door(_to_join, method="POST", opens_to="commune", low=404)],
    "pledges:part": [Door(_joined, method="POST", opens_to="commune", low=404)],
    "pledges:link": [
        Door(
            lambda cast: address("pledges:link", _registration(cast)),
            method="POST",
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:duties": [
        Door(lambda cast: address("pledges:duties", _campaign(cast)), low=200),
        Door(
            lambda cast: address("pledges:duties", _campaign(cast)),
            method="POST",
            data=A_DUTY,
            opens_to="commune",
        ),
    ],
    "pledges:duty-back": [
        Door(
            lambda cast: _of_duty("pledges:duty-back", cast),
            method="POST",
            data={"reason": "Ghi nhầm quý"},
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:duty-file": [
        Door(
            lambda cast: _of_duty("pledges:duty-file", cast),
            opens_to="commune",
            low=404,
        ),
    ],
    "pledges:enter": Public("people without a sign-in type their unit's code here"),
    "pledges:by-code": Public("whoever holds a unit's code registers; 404 without"),
    "pledges:look-up": Public("whoever registered by a code looks it up by another"),
}
