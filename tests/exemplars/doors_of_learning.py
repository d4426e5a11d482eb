"""The doors of learning, assessing and deciding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY
from tests.doors import Cast, Door, Public, address
from tests.exemplars.factories import month, registered_in
from tests.pledges.factories import running
from thidua.exemplars import actions
from thidua.exemplars.drafts import (
    FigureDraft,
    LearningDraft,
    PanelDraft,
    SaidDraft,
    SubjectDraft,
    VisitDraft,
)
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.models import (
    ComparisonRule,
    Ending,
    Exemplar,
    FrozenValue,
    Learning,
    Panel,
    Recognition,
    TypedValue,
)
from thidua.exemplars.states import Learner, State
from thidua.kernel.files import keep
from thidua.organisations.actor import Actor, the_system

LOADER = the_system("thử")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00"
    b"\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n"
    b"-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _praised(cast: Cast, of: str = "commune", state: str = State.LEARNING) -> Exemplar:
    campaign = running(cast.place)
    one = registered_in(campaign, cast.who(of), figures=[FigureDraft("Hộ có nước")])
    rule = ComparisonRule.objects.create(
        campaign=campaign, made_at=MAY, made_by="Người Thử"
    )
    found = Exemplar.objects.filter(pk=one.pk)
    found.update(state=state, praised_on=date(2025, 2, 10), rule=rule)
    return found.get()


def _follower(cast: Cast, exemplar: Exemplar, actor: Actor) -> Learning:
    """A household of the unit of somebody, who tells its figures itself."""
    del cast
    subject = SubjectDraft("household", "Hộ bà Tám", actor.unit_id or 0, "water")
    draft = LearningDraft(subject, "Góp", date(2025, 1, 1), date(2025, 12, 31))
    return actions.follow_exemplar(exemplar, draft, actor=LOADER, at=MAY)


def _learner(cast: Cast) -> Learning:
    """Of the office's exemplar; the commune of the cast is in charge of the learner."""
    return _follower(cast, _praised(cast, "office"), cast.commune)


def _at(name: str, of: str = "commune", state: str = State.LEARNING) -> Any:
    def path(cast: Cast) -> str:
        exemplar = _praised(cast, of, state)
        _follower(cast, exemplar, cast.commune)
        return address(name, exemplar)

    return path


def _at_learner(name: str, state: str = Learner.LEARNING) -> Any:
    def path(cast: Cast) -> str:
        learning = _learner(cast)
        Learning.objects.filter(pk=learning.pk).update(state=state)
        return address(name, learning.exemplar, learning)

    return path


def _at_home(cast: Cast) -> str:
    learning = _learner(cast)
    came = VisitDraft("visit", MAY.date(), "Ấp 1", "Xem lu", [(learning.pk, 3, "")])
    visit = actions.record_visit(learning.exemplar, came, actor=LOADER, at=MAY)
    attendance = visit.attendances.get()
    return address("exemplars:learner-home", learning.exemplar, learning, attendance)


def _at_proof(cast: Cast) -> str:
    learning = _learner(cast)
    file = keep(SimpleUploadedFile("lu.png", PNG), by="Người Thử", at=MAY)
    value = [(learning.exemplar.figures.get().pk, MAY.day)]
    actions.tell_values(
        learning,
        month(4),
        value,  # type: ignore[arg-type]
        proof=file,
        actor=LOADER,
        at=MAY,
    )
    return address("exemplars:learner-proof", learning.exemplar, learning, file)


def _told(cast: Cast) -> Mapping[str, Any]:
    del cast
    figure = Learning.objects.get().exemplar.figures.get()
    proof = SimpleUploadedFile("lu.png", PNG)
    return {"month": month(4).id, f"value_{figure.pk}": "88", "proof": proof}


def _sat(cast: Cast) -> Panel:
    """A panel of the office on its own exemplar: caught up, by evidence."""
    exemplar = _praised(cast, "office")
    learning = _follower(cast, exemplar, cast.commune)
    file = keep(SimpleUploadedFile("lu.png", PNG), by="Người Thử", at=MAY)
    said = SaidDraft(learning.pk, "caught_up", "unknown", 1, "Đã xem", file)
    draft = PanelDraft(MAY.date(), MAY.date(), "Bà Chủ Trì", "Ông Một", said=[said])
    return actions.assess_learners(exemplar, draft, actor=cast.office, at=MAY)


def _at_panel(name: str) -> Any:
    def path(cast: Cast) -> str:
        panel = _sat(cast)
        return address(name, panel.exemplar, panel)

    return path


def _recognised(cast: Cast) -> Panel:
    panel = _sat(cast)
    actions.recognise_learners(
        panel,
        [panel.verdicts.get().learning_id],
        decided_on=MAY.date(),
        actor=cast.head,
        at=MAY,
    )
    return panel


def _undrafted(cast: Cast) -> str:
    """Recognised by who may not draft: an officer draws the decision up."""
    panel = _sat(cast)
    verdict = panel.verdicts.get()
    Recognition.objects.create(
        verdict=verdict,
        learning=verdict.learning,
        outcome=verdict.said,
        decided_on=MAY.date(),
        decided_by="Người Thử",
        recorded_at=MAY,
    )
    return address("exemplars:panel-decision", panel.exemplar, panel)


def _recognition(cast: Cast) -> str:
    _recognised(cast)
    return address("exemplars:revisit", Recognition.objects.get())


def _ending(cast: Cast) -> Exemplar:
    """Ended by who may not draft: an officer draws the decision up."""
    exemplar = _praised(cast, "office")
    Ending.objects.create(
        exemplar=exemplar, how="revoke", reason="Sai", said_at=MAY, said_by="Người Thử"
    )
    return exemplar


def _undecided(cast: Cast) -> str:
    return address("exemplars:end-draft", _ending(cast))


def _taken_back(cast: Cast) -> str:
    return address("exemplars:end-take-back", _ending(cast))


def _changed(cast: Cast) -> str:
    return address("exemplars:changed", running(cast.place))


def _decided(cast: Cast) -> Mapping[str, Any]:
    del cast
    learner = Learning.objects.get().pk
    decided = {"go": "recognise", "decided_on": "20/05/2025", "sure": "1"}
    return decided | {"learner": learner}


def _ended(cast: Cast) -> Mapping[str, Any]:
    del cast
    return {
        "how": "retire",
        "reason": "Hết thời hạn",
        "seen": hanging_on(Exemplar.objects.get()).mark,
    }


def _kept(cast: Cast) -> Mapping[str, Any]:
    """The head keeps a bar whose figure was told anew since it was frozen."""
    del cast
    figure = Exemplar.objects.get().figures.get()
    FrozenValue.objects.create(
        figure=figure,
        value=80,
        period_id=month(1).id,
        since=date(2025, 1, 1),
        frozen_at=MAY,
    )
    TypedValue.objects.create(
        figure=figure, period_id=month(1).id, value=81, told_at=MAY, told_by="Lan"
    )
    return {
        "verdict": "keep",
        "reason": "Sai số nhỏ",
        "decided_on": "20/05/2025",
        "seen": f"{figure.pk}=81.000000",
    }


def _visited(cast: Cast) -> Mapping[str, Any]:
    del cast
    return {
        "kind": "visit",
        "held_on": "20/05/2025",
        "place": "Ấp 1",
        "words": "Xem lu",
        f"people_{Learning.objects.get().pk}": "3",
    }


PLAN = {
    "who": "household",
    "name": "Hộ ông Chín",
    "takes_over": "Góp xoay vòng",
    "starts_on": "01/05/2025",
    "due_on": "31/12/2025",
}
STOP = {"reason": "Thôi", "version": "1"}
HEADS: dict[str, Any] = {"opens_to": "head", "low_role": "office"}
COMMUNE: dict[str, Any] = {"opens_to": "commune"}

DOORS: dict[str, list[Door] | Public] = {
    "exemplars:follow": [
        Door(_at("exemplars:follow"), low=200),
        Door(_at("exemplars:follow", "office"), "POST", PLAN, "commune", low=422),
    ],
    "exemplars:learning": [Door(_at("exemplars:learning"), low=200)],
    "exemplars:open-learning": [
        Door(_at("exemplars:open-learning", state=State.PUBLICISED), "POST", **COMMUNE),
    ],
    "exemplars:visit": [
        Door(_at("exemplars:visit"), **COMMUNE),
        Door(_at("exemplars:visit"), "POST", _visited, "commune"),
    ],
    "exemplars:learner": [
        Door(_at_learner("exemplars:learner"), opens_to="commune", low=404),
    ],
    "exemplars:learner-tell": [
        Door(_at_learner("exemplars:learner-tell"), "POST", _told, "commune", low=404),
    ],
    "exemplars:learner-goals": [
        Door(_at_learner("exemplars:learner-goals"), opens_to="commune", low=404),
        Door(_at_learner("exemplars:learner-goals"), "POST", {}, "commune", low=404),
    ],
    "exemplars:learner-help": [
        Door(_at_learner("exemplars:learner-help"), "POST", {}, "commune", low=404),
    ],
    "exemplars:learner-stop": [
        Door(_at_learner("exemplars:learner-stop"), "POST", STOP, "commune", low=404),
    ],
    "exemplars:learner-home": [
        Door(_at_home, "POST", {"words": "Mẫu quy ước"}, "commune", low=404),
    ],
    "exemplars:learner-proof": [Door(_at_proof, opens_to="commune", low=404)],
    "exemplars:promote": [
        Door(
            _at_learner("exemplars:promote", Learner.SURPASSED),
            "POST",
            {},
            "commune",
            low=404,
        ),
    ],
    "exemplars:panel": [
        Door(_at("exemplars:panel"), **COMMUNE),
    ],
    "exemplars:panel-one": [Door(_at_panel("exemplars:panel-one"), low=200)],
    "exemplars:panel-minutes": [
        Door(_at_panel("exemplars:panel-minutes"), "POST", low=403),
    ],
    "exemplars:panel-decision": [Door(_undrafted, "POST")],
    "exemplars:decide": [
        Door(_at_panel("exemplars:decide"), "POST", _decided, **HEADS),
    ],
    "exemplars:end": [
        Door(_at("exemplars:end", "office"), **HEADS),
        Door(_at("exemplars:end", "office"), "POST", _ended, **HEADS),
    ],
    "exemplars:end-take-back": [Door(_taken_back, "POST", {"reason": "Thôi"}, **HEADS)],
    "exemplars:end-draft": [Door(_undecided, "POST", low=404)],
    "exemplars:bar": [
        Door(_at("exemplars:bar", "office"), opens_to="office", low=404),
        Door(_at("exemplars:bar", "office"), "POST", _kept, **HEADS),
    ],
    "exemplars:changed": [Door(_changed, low=200)],
    "exemplars:revisit": [
        Door(_recognition, opens_to="office", low=404),
    ],
}
