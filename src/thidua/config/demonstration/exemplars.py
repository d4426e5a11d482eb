"""A dozen exemplars of “Đồng khởi mới” on four years of monthly figures, made up.

Who is an exemplar and who has caught up is not written here: it follows from the
figures, by the same rule as in an office. Written are the stories, and how many
learners of each kind are wanted.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from thidua.config.demonstration.afterwards import correct_late, learn_below
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import deciding_for, speaking_for
from thidua.config.demonstration.ground import Ground
from thidua.config.demonstration.learners import pass_on, teach
from thidua.config.demonstration.places import BEN_TRE, Place, communes_of
from thidua.exemplars import actions
from thidua.exemplars.drafts import (
    EvaluationDraft,
    FigureDraft,
    MeetingDraft,
    PublicationDraft,
    RegistrationDraft,
    StoryDraft,
    SubjectDraft,
)
from thidua.exemplars.models import Evaluation, Exemplar, Praise, Publication
from thidua.indicators.models import FormLine
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.organisations.naming import unit_called
from thidua.prospects import actions as prospects
from thidua.prospects.drafts import ProspectDraft
from thidua.prospects.drafts import SubjectDraft as FoundDraft
from thidua.prospects.models import Prospect

Spec = dict[str, Any]
CARRIED_ON = date(2025, 3, 14)
"""When those who had surpassed were praised as exemplars in turn."""
NEXT_MONTH = timedelta(days=33)
"""From the first of a month into the first days of the next."""


def show_exemplars(script: Script, loading: Loading) -> None:
    """The rule first, then one exemplar after the other in the order of their days."""
    content = told("exemplars")
    rule = content["rule"]
    form = loading.counting.forms["communes"]
    lines = form.lines.select_related("version__indicator")
    ground = Ground(
        script,
        loading,
        communes_of(BEN_TRE),
        {line.version.indicator.code: line for line in lines},
        rule["window"],
    )
    actions.set_rule(
        script.campaign,
        tolerance=Decimal(rule["tolerance"]),
        better_wanted=rule["better_wanted"],
        window=rule["window"],
        actor=speaking_for(loading, "ban-thi-dua"),
        at=on(date(2021, 12, 20), 9),
    )
    taken: set[str] = set()
    for spec in sorted(content["exemplars"], key=lambda one: one["registered"]):
        _grow(ground, spec, taken)


def _grow(ground: Ground, spec: Spec, taken: set[str]) -> None:
    """As far along the five steps as the story says."""
    place = _home(ground, spec, taken)
    taken.add(place.key)
    exemplar = _registered(ground, spec, place)
    stays = spec.get("stays", "learning")
    if stays == "registered":
        return
    officer = speaking_for(ground.loading, place.key)
    at = on(spec["registered"] + timedelta(days=2), 10)
    actions.compile_exemplar(exemplar, actor=officer, at=at)
    if stays == "evaluated":
        for month in spec["months"]:
            evaluate(ground, exemplar, place, month, on(month + NEXT_MONTH, 9))
        return
    praised = spec["praised"]
    choose_and_praise(ground, exemplar, place, praised)
    if stays == "praised":
        return
    tell(exemplar, spec, ground.loading, place, praised)
    if stays == "publicised":
        return
    grown = teach(ground, exemplar, spec, place)
    if grown is not None:
        _carry_on(ground, grown, spec, place)
    if spec.get("is_followed_below"):
        learn_below(ground, exemplar)
    if spec.get("is_corrected_late"):
        correct_late(ground, exemplar)


def _carry_on(ground: Ground, grown: Exemplar, spec: Spec, first: Place) -> None:
    """Who surpassed is followed, praised and told in turn, and others learn from it."""
    key = ground.key_of(grown.home_id)
    place = next(one for one in ground.places if one.key == key)
    officer = speaking_for(ground.loading, key)
    actions.compile_exemplar(grown, actor=officer, at=on(date(2025, 2, 12), 10))
    choose_and_praise(ground, grown, place, CARRIED_ON)
    told_anew = spec | {
        "key": f"{spec['key']}-tiep",
        "summary": f"Học theo “{spec['title']}”, làm lại theo cách của nơi mình và nay"
        " hơn nơi đã học.",
    }
    tell(grown, told_anew, ground.loading, place, CARRIED_ON)
    pass_on(ground, grown, [first.key, key], 2)


def _home(ground: Ground, spec: Spec, taken: set[str]) -> Place:
    """The commune that the story names, or of the wanted rank that is none yet."""
    if "home" in spec:
        return next(one for one in ground.places if one.key == spec["home"])
    code = spec["indicator"]
    day = spec.get("praised") or spec["registered"]
    ranked = [place for place, _value in ground.ranked(code, day)]
    silent = [place for place in ground.places if place not in ranked]
    free = [place for place in [*ranked, *silent] if place.key not in taken]
    return free[int(spec["best"]) - 1]


def _registered(ground: Ground, spec: Spec, place: Place) -> Exemplar:
    unit_id = ground.loading.stage.ids[place.key]
    codes = [spec[name] for name in ("indicator", "also") if spec.get(name)]
    node = next((item_of(code) for code in codes), "")
    draft = RegistrationDraft(
        SubjectDraft(
            "unit",
            unit_called(unit_id, spec["registered"]),
            unit_id,
            spec["field"],
            unit_id=unit_id,
        ),
        title=spec["title"],
        promise=spec["promise"],
        node_key=ground.script.nodes.get(node),
        prospect_id=_found(ground, spec, place, unit_id),
        figures=[
            _figure(ground.lines[code], _goal(ground, code, place, spec))
            for code in codes
        ],
        is_made_up=True,
    )
    return actions.register_exemplar(
        ground.script.campaign,
        draft,
        actor=speaking_for(ground.loading, place.key),
        at=on(spec["registered"], 9),
    )


def _found(ground: Ground, spec: Spec, place: Place, unit_id: int) -> int | None:
    """The prospect that it was, invited and willing, before it registered."""
    if "found" not in spec:
        return None
    actor, day = speaking_for(ground.loading, place.key), spec["found_on"]
    one = prospects.make_prospect(
        ProspectDraft(
            FoundDraft(
                "unit", unit_called(unit_id, day), field=spec["field"], unit_id=unit_id
            ),
            what=spec["found"],
            campaign_id=ground.script.campaign.pk,
            is_made_up=True,
        ),
        unit_id,
        Prospect.Source.OFFICE,
        actor=actor,
        at=on(day, 9),
    )
    asked, said = on(day + timedelta(days=9), 8), "Nhận lời, sẽ đăng ký trong tháng."
    words = "Mời đăng ký điển hình của phong trào."
    prospects.invite_prospect(one, words, actor=actor, at=asked)
    prospects.answer_invitation(
        one,
        is_accepted=True,
        words=said,
        actor=actor,
        at=on(day + timedelta(days=13), 15),
    )
    return one.pk


def item_of(code: str) -> str:
    """The item of the communes' own tree that an indicator of theirs measures."""
    lines = told("indicators")["communes"]["lines"]
    whole = next((line["node"] for line in lines if line["code"] == code), "")
    rows = told("tree_communes")["nodes"]
    return next((row["key"] for row in rows if row.get("as") == whole), whole)


def _goal(ground: Ground, code: str, place: Place, spec: Spec) -> Decimal | None:
    """What it promised: most of the way to what it came to."""
    began = _stood(ground, code, place, spec["registered"])
    came = _stood(ground, code, place, spec.get("praised") or spec["registered"])
    if began is None or came is None:
        return None
    wanted = began + (came - began) * Decimal("0.8")
    return Decimal(round(wanted, 2 - wanted.adjusted()))


def _stood(ground: Ground, code: str, place: Place, day: date) -> Decimal | None:
    return next((got for one, got in ground.ranked(code, day) if one == place), None)


def _figure(line: FormLine, goal: Decimal | None) -> FigureDraft:
    version = line.version
    return FigureDraft(
        version.name,
        version.pk,
        version.measure,
        scale=int(line.scale or 1),
        goal=goal,
    )


def evaluate(
    ground: Ground, exemplar: Exemplar, place: Place, day: date, at: datetime
) -> PeriodSpan:
    """The month of a day, evaluated by the unit's officer."""
    month = containing(day, PeriodKind.MONTH)
    actions.evaluate_month(
        exemplar,
        month,
        EvaluationDraft(
            Evaluation.Grade.GOOD, "Làm đúng điều đã đăng ký, các ấp làm theo."
        ),
        version=0,
        actor=speaking_for(ground.loading, place.key),
        at=at,
    )
    return month


def choose_and_praise(
    ground: Ground, exemplar: Exemplar, place: Place, praised: date
) -> None:
    """The month evaluated, chosen at a meeting, praised by the chairman."""
    day = praised - timedelta(days=6)
    month = evaluate(ground, exemplar, place, praised, on(day, 9))
    _meet(ground, exemplar, month, day + timedelta(days=2))
    actions.praise_exemplar(
        exemplar,
        kind=Praise.Kind.NOTICE,
        words=f"Biểu dương “{exemplar.title}” để các nơi cùng học.",
        praised_on=praised,
        actor=deciding_for(ground.loading, place.key),
        at=on(praised, 16),
    )
    exemplar.refresh_from_db()


def _meet(ground: Ground, exemplar: Exemplar, month: PeriodSpan, day: date) -> None:
    present = dice("present", exemplar.title).randint(18, 34)
    hands = present - dice("hands", exemplar.title).randint(0, 4)
    actions.record_meeting(
        ground.script.campaign,
        exemplar.home,
        month,
        MeetingDraft(
            held_on=day,
            led_by="Chủ tịch Hội đồng Thi đua – Khen thưởng xã",
            present=present,
            minutes="Nghe báo cáo tháng, bàn và giơ tay bình chọn.",
            hands=[(exemplar.pk, hands)],
            chosen=frozenset({exemplar.pk}),
        ),
        actor=speaking_for(ground.loading, ground.key_of(exemplar.home_id)),
        at=on(day, 17),
    )


def tell(
    exemplar: Exemplar, spec: Spec, loading: Loading, place: Place, praised: date
) -> None:
    """Its story, and the first two places where it was told."""
    officer = speaking_for(loading, place.key)
    at = on(praised + timedelta(days=2), 14)
    actions.tell_story(
        exemplar,
        StoryDraft(
            spec["summary"], "\n\n".join(spec["story"]), "\n".join(spec["how_to"])
        ),
        version=exemplar.version,
        actor=officer,
        at=at,
    )
    slug = spec["key"]
    channel = Publication.Channel
    for where, outlet, days, reach in (
        (channel.LOUDSPEAKER, "Đài truyền thanh xã", 4, 2400),
        (channel.PORTAL, "Trang thông tin điện tử huyện", 9, 900),
    ):
        day = praised + timedelta(days=days)
        line = actions.plan_publication(
            exemplar,
            PublicationDraft(where, outlet, day, "Công chức Văn hóa – Xã hội xã"),
            actor=officer,
            at=at,
        )
        actions.publish_line(
            line,
            published_on=day,
            link=f"https://vi-du.example/dien-hinh/{slug}-{days}",
            reach=reach,
            actor=officer,
            at=on(day, 17),
        )
    exemplar.refresh_from_db()
