"""The doors of inspections and of what they find."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import a_campaign
from tests.doors import Cast, Door, Public, address, at
from tests.follow_up.cast import DUE
from tests.follow_up.cast import at as moment
from thidua.campaigns.models import ContentNode
from thidua.follow_up.models import Inspection
from thidua.kernel.files import keep


def an_inspection(cast: Cast, state: str = "announced", move: str = "") -> Inspection:
    """The department inspects the commune; with a finding in a state."""
    campaign = a_campaign(of=cast.place, launched=True)
    made = Inspection.objects.create(
        campaign=campaign,
        inspector=cast.place.department,
        inspected=cast.place.communes[0],
        starts_on=DUE,
        ends_on=DUE,
        leader="Lê Lan",
        state=state,
        announced_at=None if state == "draft" else moment(DUE),
    )
    node = ContentNode.objects.filter(tree__audience__campaign=campaign)[0]
    made.items.create(name="Giao thông", node_key=node.key)
    if move:
        made.findings.create(
            number=1,
            what="Thiếu sổ.",
            severity="mend",
            mend_by=DUE,
            state=move,
            found_at=moment(DUE),
        )
    return made


def inspecting(
    name: str, method: str = "GET", state: str = "announced", **data: str
) -> Door:
    """An address of one inspection, open to who inspects."""
    return Door(
        lambda cast: address(f"follow_up:{name}", an_inspection(cast, state)),
        method=method,
        data=data,
        low=200 if name == "inspection" else 403,
    )


def about_finding(name: str, move: str, who: str = "office") -> Door:
    """An act on a finding in a state."""

    def to(cast: Cast) -> str:
        made = an_inspection(cast, move=move)
        return address(f"follow_up:{name}", made, made.findings.get())

    return Door(to, method="POST", data={"words": "Vì thế."}, opens_to=who)


def _deadline(cast: Cast) -> str:
    """Where the deadline of a finding is changed."""
    made = an_inspection(cast, move="open")
    return address("follow_up:finding-due", made, made.findings.get())


def a_file(cast: Cast) -> str:
    """A file that somebody hung on a finding."""
    made = an_inspection(cast, move="open")
    upload = SimpleUploadedFile("so.pdf", b"%PDF-1.4\n%%EOF\n")
    word = made.findings.get().words.create(
        move="open", words="Thiếu sổ.", said_by="Lan", office="Sở", at=moment(DUE)
    )
    kept = word.files.create(file=keep(upload, by="Lan", at=moment(DUE)))
    return address("follow_up:finding-file", made, kept)


def the_plan(cast: Cast) -> dict[str, str | list[str]]:
    """A plan as it is typed."""
    node = ContentNode.objects.filter(kind="item")[0]
    return {
        "inspected": str(cast.place.communes[0].pk),
        "starts_on": "07/05/2025",
        "ends_on": "07/05/2025",
        "leader": "Lê Lan",
        "items": [f"noi-dung-{node.key}"],
        "version": "1",
    }


def planning(method: str) -> list[Door]:
    """The plan of a new inspection, and of one that stands."""
    return [
        Door(
            lambda cast: address(
                "follow_up:inspection-new", a_campaign(of=cast.place, launched=True)
            ),
            method=method,
            data=the_plan,
        )
    ]


INSPECTING: dict[str, list[Door] | Public] = {
    "follow_up:inspections": [Door(at("follow_up:inspections"), stranger=200, low=200)],
    "follow_up:inspection": [inspecting("inspection")],
    "follow_up:inspection-new": [*planning("GET"), *planning("POST")],
    "follow_up:inspection-edit": [
        inspecting("inspection-edit"),
        Door(
            lambda cast: address("follow_up:inspection-edit", an_inspection(cast)),
            method="POST",
            data=the_plan,
        ),
    ],
    "follow_up:inspection-announce": [
        inspecting("inspection-announce", "POST", "draft")
    ],
    "follow_up:inspection-close": [
        inspecting("inspection-close", "POST", conclusion="Tốt.")
    ],
    "follow_up:finding-new": [
        inspecting("finding-new"),
        inspecting(
            "finding-new",
            "POST",
            what="Thiếu sổ.",
            severity="mend",
            mend_by="31/12/2050",
        ),
    ],
    "follow_up:finding-answer": [about_finding("finding-answer", "open", "commune")],
    "follow_up:finding-accept": [about_finding("finding-accept", "answered")],
    "follow_up:finding-return": [about_finding("finding-return", "answered")],
    "follow_up:finding-due": [
        Door(_deadline),
        Door(
            _deadline,
            method="POST",
            data={"day": "31/12/2050", "reason": "Chờ vốn.", "known": "07/05/2025"},
        ),
    ],
    "follow_up:finding-file": [Door(a_file, low=200)],
}
