"""The doors of the first two steps: register, evaluate, vote, praise, tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY
from tests.doors import Cast, Door, Public, address, at
from tests.exemplars.factories import month, registered_in
from tests.pledges.factories import running
from thidua.exemplars import actions
from thidua.exemplars.drafts import (
    ConsentDraft,
    EvaluationDraft,
    HoldDraft,
    MeetingDraft,
    PublicationDraft,
    StoryDraft,
)
from thidua.exemplars.models import Exemplar, Hold, Meeting, Publication
from thidua.exemplars.states import State
from thidua.kernel.files import keep
from thidua.kernel.models import StoredFile

DAY = date(2025, 5, 20)
THIS = month(5)


def _file(name: str = "van-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 thu")


def _kept() -> StoredFile:
    return keep(_file(), by="Lan", at=MAY)


def _one(cast: Cast) -> Exemplar:
    return registered_in(running(cast.place), cast.commune)


def _returned(cast: Cast) -> Exemplar:
    one = _one(cast)
    return actions.return_exemplar(one, reason="Ghi rõ", actor=cast.commune, at=MAY)


def _followed(cast: Cast) -> Exemplar:
    return actions.compile_exemplar(_one(cast), actor=cast.commune, at=MAY)


def _evaluated(cast: Cast) -> Exemplar:
    one = _followed(cast)
    draft = EvaluationDraft("good", "Tốt.", proof=_kept())
    actions.evaluate_month(one, THIS, draft, version=0, actor=cast.commune, at=MAY)
    return one


def _met(cast: Cast) -> Meeting:
    one, unit = _evaluated(cast), cast.place.communes[0]
    hands = [(one.pk, 3)]
    draft = MeetingDraft(DAY, "Bảy", 4, "Giơ tay.", hands, frozenset({one.pk}))
    return actions.record_meeting(
        one.campaign, unit, THIS, draft, actor=cast.commune, at=MAY
    )


def _anew(_cast: Cast) -> dict[str, Any]:
    one = Meeting.objects.latest("pk").choices.get().exemplar_id
    counted = {f"hands{one}": "4", f"chosen{one}": "on"}
    head = {"held_on": "20/05/2025", "led_by": "Bảy", "present": "4"}
    return head | counted | {"minutes": "Đếm lại.", "reason": "Nhầm", "version": "1"}


def _selected(cast: Cast) -> Exemplar:
    """Of the department, whose head stands before the doors."""
    campaign = running(cast.place)
    one = registered_in(campaign, cast.office)
    actions.set_rule(
        campaign,
        tolerance=Decimal(0),
        better_wanted=1,
        window=12,
        actor=cast.office,
        at=MAY,
    )
    Exemplar.objects.filter(pk=one.pk).update(state=State.SELECTED)
    return Exemplar.objects.get(pk=one.pk)


def _praised(cast: Cast) -> Exemplar:
    one = _selected(cast)
    actions.praise_exemplar(
        one,
        kind="notice",
        words="Biểu dương.",
        praised_on=DAY,
        actor=cast.head,
        at=MAY,
    )
    return Exemplar.objects.get(pk=one.pk)


def _line(cast: Cast) -> Publication:
    draft = PublicationDraft("radio", "Đài", DAY, "Lan")
    return actions.plan_publication(_praised(cast), draft, actor=cast.office, at=MAY)


def _published(cast: Cast) -> Publication:
    line = _line(cast)
    return actions.publish_line(
        line, published_on=DAY, file=_kept(), actor=cast.office, at=MAY
    )


def _household(cast: Cast) -> Exemplar:
    one = _one(cast)
    Exemplar.objects.filter(pk=one.pk).update(kind="household", unit=None)
    return Exemplar.objects.get(pk=one.pk)


def _consented(cast: Cast) -> str:
    one = _household(cast)
    draft = ConsentDraft(frozenset({"name"}), DAY, paper=_kept())
    made = actions.give_consent(one, draft, actor=cast.commune, at=MAY)
    return address("exemplars:consent-paper", one, made.pk)


def _pictured(cast: Cast) -> Exemplar:
    one = _one(cast)
    draft = StoryDraft("", "", "", "Sáu cái lu", _kept())
    return actions.tell_story(one, draft, version=1, actor=cast.commune, at=MAY)


def _hold(cast: Cast) -> Hold:
    unit = cast.place.communes[0].pk
    draft = HoldDraft("complaint", DAY, "12/TB", unit_id=unit, file=_kept())
    return actions.open_hold(unit, draft, actor=cast.commune, at=MAY)


def _to_hold(cast: Cast) -> dict[str, Any]:
    return {
        "about": f"u{cast.place.communes[0].pk}",
        "kind": "complaint",
        "opened_on": "20/05/2025",
        "paper": "12/TB",
        "file": _file(),
    }


def _again(cast: Cast) -> dict[str, Any]:
    unit = str(cast.place.communes[0].pk)
    return A_REGISTRATION | {"kind": "unit", "unit": unit, "version": "1"}


A_REGISTRATION = {
    "kind": "person",
    "name": "Lê Thị Hai",
    "promise": "Trữ nước",
    "field": "water",
    "rows": "2",
}
A_PLAN = {
    "channel": "radio",
    "outlet": "Đài",
    "planned_on": "22/05/2025",
    "by_whom": "Lan",
}
Maker = Callable[[Cast], Any]


def _at(name: str, make: Maker, *more: Any) -> Callable[[Cast], str]:
    return lambda cast: address(name, make(cast), *more)


def _in(name: str) -> Callable[[Cast], str]:
    return lambda cast: address(name, running(cast.place))


def _of(name: str, make: Callable[[Cast], Publication]) -> Callable[[Cast], str]:
    def to(cast: Cast) -> str:
        line = make(cast)
        return address(name, line.exemplar_id, line)

    return to


def _shut(to: Callable[[Cast], str], **given: Any) -> Door:
    """Of the commune: a reader of the department knows nothing of it."""
    known: dict[str, Any] = {"opens_to": "commune", "low": 404}
    return Door(to, **(known | given))


def _post(to: Callable[[Cast], str], data: Any = None, **given: Any) -> Door:
    return _shut(to, method="POST", data=data or {}, **given)


WHY = {"reason": "Chưa rõ"}
CHANGED = A_PLAN | {"outlet": "Báo", "reason": "Đổi lịch", "version": "1"}

DOORS: dict[str, list[Door] | Public] = {
    "exemplars:register-one": [
        Door(_in("exemplars:register-one"), opens_to="commune", low=200),
        Door(
            _in("exemplars:register-one"),
            method="POST",
            data=A_REGISTRATION,
            opens_to="commune",
            low=302,
        ),
    ],
    "exemplars:board": [
        Door(_in("exemplars:board"), opens_to="commune"),
    ],
    "exemplars:vote": [Door(_in("exemplars:vote"), opens_to="commune")],
    "exemplars:meeting": [_shut(_at("exemplars:meeting", _met))],
    "exemplars:rewrite": [
        _shut(_at("exemplars:rewrite", _met)),
        _post(_at("exemplars:rewrite", _met), _anew),
    ],
    "exemplars:minutes": [_post(_at("exemplars:minutes", _met))],
    "exemplars:holds": [
        Door(at("exemplars:holds"), stranger=200),
        Door(
            at("exemplars:holds"),
            method="POST",
            data=_to_hold,
            opens_to="commune",
            stranger=422,
        ),
    ],
    "exemplars:hold-close": [
        _post(
            _at("exemplars:hold-close", _hold),
            lambda _cast: {
                "closed_on": "20/05/2025",
                "paper": "15/KL",
                "file": _file(),
            },
        )
    ],
    "exemplars:hold-file": [_shut(_at("exemplars:hold-file", _hold, "mo"))],
    "exemplars:building": [_shut(_at("exemplars:building", _one))],
    "exemplars:history": [_shut(_at("exemplars:history", _one))],
    "exemplars:register-again": [
        _shut(_at("exemplars:register-again", _returned)),
        _post(_at("exemplars:register-again", _returned), _again),
    ],
    "exemplars:take-up": [_post(_at("exemplars:take-up", _one))],
    "exemplars:return": [_post(_at("exemplars:return", _one), WHY)],
    "exemplars:withdraw": [_post(_at("exemplars:withdraw", _one), WHY)],
    "exemplars:evaluate": [
        _shut(_at("exemplars:evaluate", _followed, THIS.id)),
        _post(
            _at("exemplars:evaluate", _followed, THIS.id),
            {"grade": "good", "words": "Tốt.", "version": "0"},
        ),
    ],
    "exemplars:evaluation-proof": [
        _shut(_at("exemplars:evaluation-proof", _evaluated, THIS.id))
    ],
    "exemplars:praise": [
        _shut(_at("exemplars:praise", _selected), opens_to="head"),
        _post(
            _at("exemplars:praise", _selected),
            {"kind": "notice", "praised_on": "20/05/2025", "words": "Biểu dương."},
            opens_to="head",
        ),
    ],
    "exemplars:unselect": [
        _post(_at("exemplars:unselect", _selected), WHY, opens_to="head")
    ],
    "exemplars:consent": [
        _shut(_at("exemplars:consent", _household)),
        _post(_at("exemplars:consent", _household), {"given_on": "20/05/2025"}),
    ],
    "exemplars:consent-paper": [_shut(_consented)],
    "exemplars:story": [
        _shut(_at("exemplars:story", _one)),
        _post(_at("exemplars:story", _one), {"version": "1", "story": "Chuyện."}),
    ],
    "exemplars:picture": [_shut(_at("exemplars:picture", _pictured))],
    "exemplars:media": [
        _shut(_at("exemplars:media", _praised), opens_to="office"),
        _post(_at("exemplars:media", _praised), A_PLAN, opens_to="office"),
    ],
    "exemplars:kit": [_shut(_at("exemplars:kit", _praised), opens_to="office")],
    "exemplars:publish": [
        _post(
            _of("exemplars:publish", _line),
            {"published_on": "20/05/2025", "link": "https://example.vn/bai"},
            opens_to="office",
        )
    ],
    "exemplars:publication-change": [
        _shut(_of("exemplars:publication-change", _line), opens_to="office"),
        _post(_of("exemplars:publication-change", _line), CHANGED, opens_to="office"),
    ],
    "exemplars:publication-drop": [
        _post(_of("exemplars:publication-drop", _line), WHY, opens_to="office")
    ],
    "exemplars:publication-file": [
        _shut(_of("exemplars:publication-file", _published), opens_to="office")
    ],
}
