"""What waits beside those who can sign in: at Châu Bình, at its district, one of each.

A month to evaluate, a vote to hold, minutes of one that were written anew, a praise for
the head to sign, a consent on paper, learning to open, learners to assess, a panel and
decisions that wait. Made up; in `content/near.toml`. The rest follows by the rule.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import deciding_for
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.near_learners import HEAD, learn_near, month_of
from thidua.config.demonstration.papers import kept
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.story import CHAU_BINH
from thidua.exemplars import actions
from thidua.exemplars.drafts import (
    ConsentDraft,
    EvaluationDraft,
    FigureDraft,
    MeetingDraft,
    PublicationDraft,
    RegistrationDraft,
    StoryDraft,
    SubjectDraft,
)
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.models import Exemplar, Praise, Publication
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.naming import unit_called

Spec = dict[str, Any]
OFFICERS = {CHAU_BINH: "chaubinh", "b834": "giongtrom"}
"""Who signs in for the unit that keeps an exemplar."""
ENDED_ON = date(2025, 5, 16)
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4)


def show_near(script: Script, loading: Loading) -> None:
    """One exemplar after the other; the vote of April last, of those there are then."""
    content = told("near")
    for spec in content["exemplars"]:
        _grow(script, loading, spec)
    _vote(script, loading, content["vote"])


def _grow(script: Script, loading: Loading, spec: Spec) -> None:
    officer = officer_of(loading.stage, OFFICERS[spec["kept"]], spec["kept"])
    exemplar = _registered(script, loading, spec, officer)
    at = on(spec["registered"] + timedelta(days=2), 10)
    actions.compile_exemplar(exemplar, actor=officer, at=at)
    meets = (
        containing(spec["met"], PeriodKind.MONTH).before() if "met" in spec else None
    )
    for name, value, grade in spec["months"]:
        month = month_of(name)
        _evaluated(exemplar, month, value, grade, officer)
        if month == meets:
            _praised(script, loading, exemplar, spec, month, officer)
    if "praised" not in spec:
        return
    learn_near(loading, exemplar, spec, officer)
    if "ends" in spec:
        exemplar.refresh_from_db()
        actions.retire_exemplar(
            exemplar,
            reason=spec["ends"],
            seen=hanging_on(exemplar).mark,
            actor=officer_of(loading.stage, HEAD, CHAU_BINH),
            at=on(ENDED_ON, 15),
        )


def _registered(
    script: Script, loading: Loading, spec: Spec, officer: Actor
) -> Exemplar:
    home = loading.stage.ids[spec["kept"]]
    is_unit = spec["kind"] == "unit"
    figure = FigureDraft(
        spec["measured"],
        measure=spec["measure"],
        goal=Decimal(spec["goal"]),
        baseline=Decimal(spec["baseline"]),
    )
    subject = SubjectDraft(
        spec["kind"],
        unit_called(home, spec["registered"])
        if is_unit
        else spec.get("said") or name_of("near", spec["key"]).full,
        home,
        spec["field"],
        place=spec.get("place", ""),
        unit_id=home if is_unit else None,
    )
    draft = RegistrationDraft(
        subject,
        title=spec["title"],
        promise=spec["promise"],
        figures=[figure],
        is_made_up=True,
    )
    at = on(spec["registered"], 9)
    return actions.register_exemplar(script.campaign, draft, actor=officer, at=at)


def _evaluated(
    exemplar: Exemplar, month: PeriodSpan, value: int, grade: str, officer: Actor
) -> None:
    """On the third of the next month, with the page of the book it was read from."""
    at = on(month.ends_on + timedelta(days=3), 9)
    figure = exemplar.figures.get()
    words = f"Tháng {month.number}: {figure.name.lower()} {value} {figure.measure}."
    lines = ("Sổ ghi của điển hình", exemplar.title, words)
    proof = kept(f"so-ghi-thang-{month.number}.pdf", lines, by=officer.name, at=at)
    actions.evaluate_month(
        exemplar,
        month,
        EvaluationDraft(grade, words, [(figure.pk, Decimal(value))], proof=proof),
        version=0,
        actor=officer,
        at=at,
    )


def _praised(
    script: Script,
    loading: Loading,
    exemplar: Exemplar,
    spec: Spec,
    month: PeriodSpan,
    officer: Actor,
) -> None:
    """Chosen, praised by a notice that waits for its number, told with consent."""
    draft = MeetingDraft(
        held_on=spec["met"],
        led_by="Chủ tịch Hội đồng Thi đua – Khen thưởng xã",
        present=24,
        minutes="Nghe báo cáo tháng, bàn và giơ tay bình chọn.",
        hands=[(exemplar.pk, 22)],
        chosen=frozenset({exemplar.pk}),
    )
    at = on(spec["met"], 17)
    actions.record_meeting(
        script.campaign, exemplar.home, month, draft, actor=officer, at=at
    )
    is_new = spec["stays"] == "publicised"
    actions.praise_exemplar(
        exemplar,
        kind=Praise.Kind.NOTICE,
        words=f"Biểu dương “{exemplar.title}” để các nơi cùng học.",
        praised_on=spec["praised"],
        is_drawn_up=is_new,
        actor=officer_of(loading.stage, HEAD, CHAU_BINH)
        if is_new
        else deciding_for(loading, spec["kept"]),
        at=on(spec["praised"], 16),
    )
    exemplar.refresh_from_db()
    _told(exemplar, spec, officer)


def _told(exemplar: Exemplar, spec: Spec, officer: Actor) -> None:
    """What may be shown is on paper first; then the story and the loudspeaker."""
    day = spec["praised"] + timedelta(days=3)
    at = on(day, 9)
    shows = frozenset({"name", "place", "story"})
    actions.give_consent(
        exemplar,
        ConsentDraft(shows, day, paper=_consent(exemplar, officer, day)),
        actor=officer,
        at=at,
    )
    actions.tell_story(
        exemplar,
        StoryDraft(
            spec["summary"], "\n\n".join(spec["story"]), "\n".join(spec["how_to"])
        ),
        version=exemplar.version,
        actor=officer,
        at=at,
    )
    line = PublicationDraft(
        Publication.Channel.LOUDSPEAKER,
        "Đài truyền thanh xã",
        day + timedelta(days=4),
        "Công chức Văn hóa – Xã hội xã",
    )
    planned = actions.plan_publication(exemplar, line, actor=officer, at=at)
    actions.publish_line(
        planned,
        published_on=line.planned_on,
        link=f"https://vi-du.example/dien-hinh/{spec['key']}",
        reach=1800,
        actor=officer,
        at=on(line.planned_on, 17),
    )
    exemplar.refresh_from_db()


def _consent(exemplar: Exemplar, officer: Actor, day: date) -> StoredFile:
    words = (
        f"{exemplar.name} đồng ý cho nêu tên, nơi ở và câu chuyện.",
        "Không đưa ảnh, không đưa số điện thoại.",
    )
    lines = ("Phiếu đồng ý", *words)
    return kept("phieu-dong-y.pdf", lines, by=officer.name, at=on(day, 8))


def _vote(script: Script, loading: Loading, spec: Spec) -> None:
    """The hands of April, and the minutes written anew two days later."""
    officer = officer_of(loading.stage, OFFICERS[CHAU_BINH], CHAU_BINH)
    unit = Unit.objects.get(pk=loading.stage.ids[CHAU_BINH])
    titles: list[str] = spec["of"]
    kept_here = Exemplar.objects.filter(home=unit, title__in=titles)
    pks = [one.pk for one in sorted(kept_here, key=lambda one: titles.index(one.title))]

    def counted(hands: list[int], chosen: list[int], minutes: str) -> MeetingDraft:
        return MeetingDraft(
            held_on=spec["held"],
            led_by="Chủ tịch Hội đồng Thi đua – Khen thưởng xã",
            present=spec["present"],
            minutes=minutes,
            hands=list(zip(pks, hands, strict=True)),
            chosen=frozenset(pks[place] for place in chosen),
        )

    meeting = actions.record_meeting(
        script.campaign,
        unit,
        APRIL,
        counted(spec["hands"], spec["chosen"], spec["minutes"]),
        actor=officer,
        at=on(spec["held"], 17),
    )
    actions.rewrite_minutes(
        meeting,
        counted(spec["mended"], spec["chosen_anew"], spec["mended_minutes"]),
        reason=spec["why"],
        version=meeting.version,
        actor=officer,
        at=on(spec["mended_on"], 9),
    )
