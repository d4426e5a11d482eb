"""Speakers of the exemplars of “Đồng khởi mới”, and a year of invitations, made up.

Each was put forward by the unit that keeps them, agreed on paper, and speaks as the
content file tells; the invitations stand in every state on the demonstration's day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.papers import kept
from thidua.exemplars.drafts import ConsentDraft
from thidua.exemplars.models import Exemplar
from thidua.kernel.events import unheard
from thidua.organisations.actor import Actor
from thidua.organisations.events import PeopleConcerned
from thidua.speakers import actions
from thidua.speakers.drafts import (
    InvitationDraft,
    ReportDraft,
    SpeakerDraft,
    TopicDraft,
)
from thidua.speakers.models import Invitation, Language, Speaker

Spec = Mapping[str, Any]
NEWS_FROM = date(2025, 5, 1)
"""Whoever is concerned hears of invitations since."""
PROPOSED = timedelta(days=21)
"""After the praise, the unit puts somebody forward."""
BUSY = (date(2025, 5, 27), date(2025, 6, 3), date(2025, 6, 10))
"""Days that the first speaker has named as taken."""


def invite_speakers(script: Script, loading: Loading) -> None:
    """The pool first, then the invitations in the order in which they were sent."""
    content = told("speakers")
    titles = {one["key"]: one["title"] for one in told("exemplars")["exemplars"]}
    keys = {pk: key for key, pk in loading.stage.ids.items()}
    pool: list[tuple[Speaker, Actor]] = []
    for number, spec in enumerate(content["speakers"]):
        found = Exemplar.objects.filter(
            campaign=script.campaign, title=titles[spec["exemplar"]]
        )
        exemplar = found.order_by("pk")[0]
        keeper = speaking_for(loading, keys[exemplar.home_id])
        pool.append((_speaker(spec, exemplar, keeper, number), keeper))
    for spec in sorted(content["talks"], key=lambda one: one["sent"]):
        speaker, keeper = pool[spec["speaker"] - 1]
        inviter = speaking_for(loading, spec["to"])
        is_news = spec["sent"] >= NEWS_FROM
        with unheard() if is_news else unheard(PeopleConcerned):
            _talk(spec, speaker, keeper, inviter, loading.stage.ids[spec["to"]])
    for spec, (speaker, keeper) in zip(content["speakers"], pool, strict=True):
        _onwards(spec, speaker, keeper)


def _speaker(spec: Spec, exemplar: Exemplar, keeper: Actor, number: int) -> Speaker:
    """Put forward after the praise, with a signed paper; admitted unless told."""
    name = name_of("speaker", spec["exemplar"], number).full
    day = (exemplar.praised_on or date(2025, 4, 29)) + PROPOSED
    day = min(day, date(2025, 5, 14))
    speaker = actions.propose_speaker(
        SpeakerDraft(
            name=name,
            standing=spec["standing"],
            travels=spec["travels"],
            forms=spec["forms"],
            languages=spec.get("languages", [Language.VIETNAMESE]),
            weekdays=spec["days"],
            exemplar_id=exemplar.pk,
            is_made_up=True,
        ),
        TopicDraft(exemplar.field, spec["title"], spec["outline"], spec["trade"]),
        exemplar.home_id,
        actor=keeper,
        at=on(day, 9),
    )
    if spec.get("stays") == "proposed":
        return speaker
    lines = ("Phiếu đồng ý", f"Tôi là {name}, đồng ý để các nơi biết tên mà mời.")
    paper = kept("phieu-dong-y.pdf", lines, by=keeper.name, at=on(day, 10))
    shows = frozenset({"name", "picture", "story"})
    actions.give_consent(
        speaker,
        ConsentDraft(shows, day, "", "", paper),
        actor=keeper,
        at=on(day, 10),
    )
    return actions.admit_speaker(speaker, actor=keeper, at=on(day, 10, 30))


def _talk(
    spec: Spec, speaker: Speaker, keeper: Actor, inviter: Actor, unit_id: int
) -> None:
    """Asked, answered, held or not, told of."""
    topic = speaker.topics.get()
    asked = actions.invite_speaker(
        speaker,
        InvitationDraft(
            topic.pk,
            spec["day"],
            spec["place"],
            spec["audience"],
            spec["expected"],
            form=spec.get("form", speaker.forms[0]),
            is_made_up=True,
        ),
        unit_id,
        actor=inviter,
        at=on(spec["sent"], 9),
    )
    answered = on(spec["sent"] + timedelta(days=2), 15)
    if spec["end"] == "countered":
        actions.counter_invitation(
            asked,
            spec["counter"],
            words=spec["words"],
            version=1,
            actor=keeper,
            at=answered,
        )
    elif spec["end"] == "declined":
        actions.decline_invitation(
            asked, reason=spec["reason"], version=1, actor=keeper, at=answered
        )
    elif spec["end"] != "sent":
        actions.accept_invitation(asked, version=1, actor=keeper, at=answered)
        _ended(spec, asked, inviter)


def _ended(spec: Spec, asked: Invitation, inviter: Actor) -> None:
    after = on(spec["day"] + timedelta(days=1), 8)
    if spec["end"] == "held":
        actions.report_talk(
            asked,
            ReportDraft(
                spec["came"],
                spec["who"],
                spec["taken"],
                spec["use"],
                spec.get("words", ""),
            ),
            version=2,
            actor=inviter,
            at=after,
        )
        if "mended" in spec:
            _mended(spec, asked, inviter)
    elif spec["end"] == "not_held":
        actions.report_not_held(
            asked, reason=spec["reason"], version=2, actor=inviter, at=after
        )
    elif spec["end"] == "called_off":
        before = on(spec["day"] - timedelta(days=3), 8)
        actions.call_off_invitation(
            asked, reason=spec["reason"], version=2, actor=inviter, at=before
        )


def _mended(spec: Spec, asked: Invitation, inviter: Actor) -> None:
    """What was told of it first was not all; both stay to be read."""
    anew = spec["mended"]
    actions.mend_report(
        asked,
        ReportDraft(
            anew["came"], spec["who"], anew["taken"], spec["use"], spec.get("words", "")
        ),
        reason=anew["why"],
        version=3,
        actor=inviter,
        at=on(spec["day"] + timedelta(days=4), 9),
    )


def _onwards(spec: Spec, speaker: Speaker, keeper: Actor) -> None:
    """Calendars renewed when the content says; one rests, one has left."""
    at = on(spec["told"], 20)
    stays = spec.get("stays", "active")
    if stays == "resting":
        reason = spec["reason"]
        actions.rest_speaker(speaker, reason=reason, actor=keeper, at=at)
    elif stays == "left":
        reason = spec["reason"]
        actions.leave_speaker(speaker, reason=reason, actor=keeper, at=at)
    actions.tell_weekdays(speaker, spec["days"], actor=keeper, at=at)
    if spec["exemplar"] == "lu" and "talk" in spec["forms"]:
        _named(speaker, BUSY, keeper)


def _named(speaker: Speaker, days: Sequence[date], keeper: Actor) -> None:
    for day in days:
        actions.name_day(
            speaker, day, is_free=False, actor=keeper, at=on(date(2025, 5, 12), 20)
        )
