"""The doors of prospects: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY, an_indicator
from tests.doors import Cast, Door, Public, address, at
from tests.pledges.factories import running
from tests.prospects.factories import WHAT, a_measure, a_prospect, a_tip
from thidua.kernel.files import keep
from thidua.prospects import actions
from thidua.prospects.discovery.searching import parameters
from thidua.prospects.models import DiscoveryHit, DiscoveryRun, Prospect, Tip, TipBefore

A_PROSPECT = {"kind": "person", "name": "Lê Thị Hai", "field": "farming", "what": WHAT}
A_MEASURE = {"kind": "moral", "words": "Thăm hộ", "due_on": "30/06/2025"}


def _tip(cast: Cast) -> Tip:
    return a_tip(cast.place.communes[0])


def _pictured(cast: Cast) -> str:
    png = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n anh")
    kept = keep(png, by="Lan", at=MAY)
    return address("prospects:tip-picture", a_tip(cast.place.communes[0], picture=kept))


def _pictured_before(cast: Cast) -> str:
    """The picture that a tip came with before its teller sent another."""
    commune = cast.place.communes[0]
    first, second = [
        keep(
            SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n " + name.encode()),
            by="Lan",
            at=MAY,
        )
        for name in ("mot.png", "hai.png")
    ]
    tip = a_tip(commune, picture=first)
    before = TipBefore.of(tip, MAY)
    before.save()
    Tip.objects.filter(pk=tip.pk).update(picture=second)
    return address("prospects:tip-picture-before", tip, before.number)


def _joined(cast: Cast) -> tuple[Tip, Tip]:
    commune = cast.place.communes[0]
    return a_tip(commune), a_tip(commune, "Nguyen Van An")


def _to_join(cast: Cast) -> str:
    kept, double = _joined(cast)
    return address("prospects:tip-join", double, kept)


def _told_here(name: str) -> Callable[[Cast], str]:
    """Of a tip that the commune's own officer told."""
    return lambda cast: address(name, a_tip(cast.place.communes[0], by=cast.commune))


def _to_part(cast: Cast) -> str:
    kept, double = _joined(cast)
    actions.join_tip(double, kept, actor=cast.commune, at=MAY)
    return address("prospects:tip-part", double)


def _prospect(cast: Cast) -> Prospect:
    return a_prospect(cast.place.communes[0])


def _invited(cast: Cast) -> Prospect:
    one = _prospect(cast)
    actions.invite_prospect(one, "Mời anh", actor=cast.commune, at=MAY)
    return one


def _asked(cast: Cast) -> str:
    """Of somebody who has a sign-in: the commune's own officer."""
    one = a_prospect(cast.place.communes[0], person_id=cast.commune.person_id)
    actions.invite_prospect(one, "Mời anh", actor=cast.commune, at=MAY)
    return address("prospects:invitation", one)


def _of_measure(name: str, cast: Cast) -> str:
    measure = a_measure(_prospect(cast))
    return address(name, measure.prospect, measure)


def _proved(cast: Cast) -> str:
    measure = a_measure(_prospect(cast))
    pdf = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
    actions.finish_measure(
        measure,
        "Đã thăm",
        file=keep(pdf, by="Lan", at=MAY),
        actor=cast.commune,
        at=MAY,
    )
    return address("prospects:measure-file", measure.prospect, measure)


def _hit(cast: Cast) -> DiscoveryHit:
    """As a search leaves it, of the first commune."""
    campaign = running(cast.place)
    version = an_indicator(cast.place.department)
    run = DiscoveryRun.objects.create(
        campaign=campaign,
        last_month_id=303,
        parameters=parameters(),
        read={"units": 9, "indicators": 1, "figures": 9, "looks": 9, "sha256": "a"},
        set_aside={"small": [], "thin": {}, "silent": {}, "unsized": []},
        made_by="Lan",
        made_at=MAY,
    )
    unit = cast.place.communes[0].pk
    points = [[unit, 1.0, 9.0], [cast.place.communes[1].pk, 2.0, 3.0]]
    return DiscoveryHit.objects.create(
        run=run,
        campaign=campaign,
        unit_id=unit,
        version=version,
        score=6,
        start=1,
        value=9,
        expected=3,
        months_ahead=11,
        months_told=12,
        picture={
            "kind": "commune",
            "least": 0,
            "most": 0,
            "is_sized": False,
            "slope": 0.5,
            "level": 2.0,
            "points": points,
        },
    )


def _of_hit(name: str, cast: Cast) -> str:
    hit = _hit(cast)
    return address(name, hit.campaign, hit)


def _post(door: str, of: str = "tip", **data: str) -> Door:
    make = {"tip": _tip, "prospect": _prospect, "invited": _invited}[of]
    return Door(
        lambda cast: address(door, make(cast)),
        method="POST",
        data=data,
        opens_to="commune",
        low=404,
    )


def _get(name: str, of: str = "tip") -> Door:
    make = {"tip": _tip, "prospect": _prospect}[of]
    return Door(lambda cast: address(name, make(cast)), opens_to="commune", low=404)


DOORS: dict[str, list[Door] | Public] = {
    "prospects:list": [Door(at("prospects:list"), stranger=200, low=200)],
    "prospects:new": [
        Door(at("prospects:new"), stranger=200),
        Door(at("prospects:new"), method="POST", data=A_PROSPECT, stranger=302),
    ],
    "prospects:tell": [
        Door(at("prospects:tell"), stranger=200, low=200),
        Door(
            at("prospects:tell"),
            method="POST",
            data=lambda cast: {
                "kind": "person",
                "name": "Lê Thị Hai",
                "what": WHAT,
                "where": str(cast.place.department.pk),
            },
            stranger=422,
            low=302,
        ),
    ],
    "prospects:mine": [Door(at("prospects:mine"), stranger=200, low=200)],
    "prospects:tips": [Door(at("prospects:tips"), stranger=200, low=200)],
    "prospects:tip": [_get("prospects:tip")],
    "prospects:tip-picture": [Door(_pictured, opens_to="commune", low=404)],
    "prospects:tip-picture-before": [
        Door(_pictured_before, opens_to="commune", low=404)
    ],
    "prospects:tip-open": [_post("prospects:tip-open")],
    "prospects:tip-answer": [_post("prospects:tip-answer", answer="Cảm ơn; đã có.")],
    "prospects:take-up": [
        _get("prospects:take-up"),
        _post("prospects:take-up", **A_PROSPECT),
    ],
    "prospects:tip-join": [
        Door(_to_join, method="POST", opens_to="commune", low=404),
    ],
    "prospects:tip-part": [
        Door(_to_part, method="POST", opens_to="commune", low=404),
    ],
    "prospects:tip-mend": [
        Door(_told_here("prospects:tip-mend"), opens_to="commune", low=404),
        Door(
            _told_here("prospects:tip-mend"),
            method="POST",
            data=lambda cast: {
                "kind": "person",
                "name": "Lê Thị Hai",
                "what": WHAT,
                "where": str(cast.place.communes[0].pk),
            },
            opens_to="commune",
            low=404,
        ),
    ],
    "prospects:tip-take-back": [
        Door(
            _told_here("prospects:tip-take-back"),
            method="POST",
            opens_to="commune",
            low=404,
        ),
    ],
    "prospects:campaign": [
        Door(lambda cast: address("prospects:campaign", running(cast.place)), low=200),
    ],
    "prospects:search": [
        Door(
            lambda cast: address("prospects:search", running(cast.place)),
            method="POST",
        ),
    ],
    "prospects:hit": [Door(lambda cast: _of_hit("prospects:hit", cast), low=404)],
    "prospects:hit-take": [
        Door(lambda cast: _of_hit("prospects:hit-take", cast), low=404),
        Door(
            lambda cast: _of_hit("prospects:hit-take", cast),
            method="POST",
            data=A_PROSPECT | {"kind": "unit"},
            low=404,
        ),
    ],
    "prospects:hit-dismiss": [
        Door(
            lambda cast: _of_hit("prospects:hit-dismiss", cast),
            method="POST",
            data={"reason": "Do dự án lớn"},
            low=404,
        ),
    ],
    "prospects:prospect": [_get("prospects:prospect", "prospect")],
    "prospects:history": [_get("prospects:history", "prospect")],
    "prospects:mend": [
        _get("prospects:mend", "prospect"),
        _post("prospects:mend", "prospect", **A_PROSPECT),
    ],
    "prospects:close": [
        _post("prospects:close", "prospect", reason="Chuyển đi nơi khác")
    ],
    "prospects:invite": [_post("prospects:invite", "prospect", words="Mời anh")],
    "prospects:invitation": [
        Door(_asked, opens_to="commune", low=404),
        _post("prospects:invitation", "invited", answer="accepted"),
    ],
    "prospects:measure-new": [_post("prospects:measure-new", "prospect", **A_MEASURE)],
    "prospects:measure-start": [
        Door(
            lambda cast: _of_measure("prospects:measure-start", cast),
            method="POST",
            opens_to="commune",
            low=404,
        ),
    ],
    "prospects:measure-finish": [
        Door(
            lambda cast: _of_measure("prospects:measure-finish", cast),
            method="POST",
            data={"told": "Đã thăm"},
            opens_to="commune",
            low=404,
        ),
    ],
    "prospects:measure-drop": [
        Door(
            lambda cast: _of_measure("prospects:measure-drop", cast),
            method="POST",
            data={"reason": "Hộ đã chuyển đi"},
            opens_to="commune",
            low=404,
        ),
    ],
    "prospects:measure-file": [Door(_proved, opens_to="commune", low=404)],
}
