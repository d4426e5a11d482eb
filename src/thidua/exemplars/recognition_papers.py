"""Minutes of a panel and the decision that recognises, as papers hung on documents.

No rule of law is cited but what the sources of this program prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.documents.hanging import Hanger, register
from thidua.documents.models import Document
from thidua.exemplars.letterhead import (
    as_issued_by,
    authority_of,
    head_of,
    paragraphs,
    signature_of,
    symbol_of,
    who_and_where,
)
from thidua.exemplars.models import (
    Exemplar,
    Learning,
    Panel,
    PanelVerdict,
    Recognition,
)
from thidua.exemplars.papers import in_text, movement
from thidua.exemplars.shown import named, subjects_listed
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.paper.parts import (
    Annex,
    Article,
    Block,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.organisations.actor import Actor
from thidua.organisations.issuing import issuer_on
from thidua.organisations.models import Unit
from thidua.organisations.places import Places

ABOUT = "recognition"
FEW = 8
"""So many are named in the article itself; more stand in a list behind it."""
OUTCOMES = {
    PanelVerdict.Outcome.UNKNOWN: "không so được bằng số",
    PanelVerdict.Outcome.NOT_YET: "chưa bắt kịp",
    PanelVerdict.Outcome.CAUGHT_UP: "bắt kịp",
    PanelVerdict.Outcome.SURPASSED: "vượt qua",
}


def panel_paper(panel: Panel, issuer: Unit, day: date) -> Paper:
    """The minutes: who sat, by figures up to which day, what was said of whom."""
    head = issuer_on(issuer, day)
    return Paper(
        **head_of(issuer, head),
        kind="BB",
        symbol=symbol_of("BB", issuer, head),
        abstract=f"Bình xét kết quả học tập điển hình “{panel.exemplar.title}”",
        signature=Signature("Chủ trì", panel.led_by),
        body=_minutes(panel, day),
    )


def _minutes(panel: Panel, day: date) -> list[Block]:
    verdicts = list(panel.verdicts.select_related("learning"))
    names = subjects_listed([one.learning for one in verdicts], day)
    rows = [
        [
            str(place),
            names[one.learning_id],
            OUTCOMES[PanelVerdict.Outcome(one.computed)],
            OUTCOMES[PanelVerdict.Outcome(one.said)],
            one.reason,
        ]
        for place, one in enumerate(verdicts, start=1)
    ]
    columns = ["STT", "Người học", "Theo quy tắc", "Hội đồng", "Lý do"]
    frozen = dates.show(panel.exemplar.praised_on)
    talk = paragraphs(panel.minutes)
    return [
        (
            f"Hội đồng bình xét họp ngày {dates.show(panel.held_on)} do"
            f" {panel.led_by} chủ trì, xét kết quả học tập điển hình"
            f" “{panel.exemplar.title}” theo số liệu đến hết ngày"
            f" {dates.show(panel.values_on)}, so với mốc chốt ngày {frozen}."
        ),
        Section("Thành viên", paragraphs(panel.members)),
        *([Section("Diễn biến", talk)] if talk else []),
        Section("Kết quả", [Table(columns, rows, [1, 5, 3, 3, 5], [0])]),
    ]


def decision_paper(
    panel: Panel, verdicts: Sequence[PanelVerdict], issuer: Unit, day: date
) -> Paper:
    """The decision that names everybody who caught up or surpassed at a panel, with
    where they are; and why, where the panel departed from what was computed."""
    head = issuer_on(issuer, day)
    exemplar = panel.exemplar
    places = Places(day, [exemplar.unit_id])
    for one in verdicts:
        places.gather([one.learning.unit_id, one.learning.home_id])
    annexes = [_annex(verdicts, places)] if len(verdicts) > FEW else []
    paper = Paper(
        **head_of(issuer, head),
        kind="QĐ",
        symbol=symbol_of("QĐ", issuer, head),
        abstract=f"Công nhận kết quả bắt kịp, vượt qua điển hình “{exemplar.title}”",
        authority=authority_of(head),
        grounds=[
            f"Căn cứ kế hoạch {movement(exemplar.campaign)}",
            f"Căn cứ biên bản bình xét ngày {dates.show(panel.held_on)}",
        ],
        signature=signature_of(head),
        body=_articles(exemplar, verdicts, places),
        recipients=["Như Điều 3;"],
        annexes=annexes,
    )
    return as_issued_by(issuer, paper)


def _articles(
    exemplar: Exemplar, verdicts: Sequence[PanelVerdict], places: Places
) -> list[Block]:
    counted = "; ".join(
        f"{show_number(n)} nơi {OUTCOMES[outcome]}"
        for outcome in (PanelVerdict.Outcome.SURPASSED, PanelVerdict.Outcome.CAUGHT_UP)
        if (n := sum(one.said == outcome for one in verdicts))
    )
    named: list[Block] = []
    if len(verdicts) <= FEW:
        named = [
            f"{who_and_where(one.learning, places)}: {_result(one)}."
            for one in verdicts
        ]
    whose = in_text(places.called(exemplar.unit_id) or exemplar.name)
    where = "" if named else " (danh sách kèm theo)"
    return [
        Article(
            "Công nhận kết quả học tập, bắt kịp và vượt qua điển hình"
            f" “{exemplar.title}” của {whose}: {counted}{where}.",
            named,
        ),
        Article(
            "Các tập thể, cá nhân được công nhận tiếp tục giữ vững kết quả, giúp nơi"
            " khác cùng làm theo; nơi vượt qua được xem xét đăng ký thành điển hình"
            " mới."
        ),
        Article(
            "Bộ phận phụ trách thi đua và các tập thể, cá nhân có tên tại Điều 1 chịu"
            " trách nhiệm thi hành Quyết định này kể từ ngày ký."
        ),
    ]


def _annex(verdicts: Sequence[PanelVerdict], places: Places) -> Annex:
    rows = [
        [str(place), who_and_where(one.learning, places), _result(one)]
        for place, one in enumerate(verdicts, start=1)
    ]
    table = Table(["STT", "Tập thể, cá nhân", "Kết quả"], rows, [1, 7, 6], [0])
    return Annex("Danh sách được công nhận", [table])


def _result(verdict: PanelVerdict) -> str:
    """What is recognised; and the panel's reason where the rule said otherwise."""
    said = OUTCOMES[PanelVerdict.Outcome(verdict.said)]
    if verdict.said == verdict.computed:
        return said
    computed = OUTCOMES[PanelVerdict.Outcome(verdict.computed)]
    return f"{said} (theo quy tắc: {computed}; hội đồng: {verdict.reason.rstrip('.')})"


def hang() -> None:
    """Let documents know of panels and recognitions."""
    name = _("Công nhận bắt kịp, vượt qua điển hình")
    register(Hanger(about=ABOUT, name=name, known_to=_known_to, href=_href))


def _known_to(actor: Actor) -> QuerySet[Document, int]:
    """Decisions and minutes, to who may know the exemplar by name and each learner that
    they name."""
    day = clock.today()
    learners = Learning.objects.visible_to(actor, day).values("pk")
    whole = Exemplar.objects.inside(actor, day).values("pk")
    public = named(Exemplar.objects.visible_to(actor, day)).values("pk")
    known = Q(panel__exemplar__in=whole) | Q(panel__exemplar__in=public)
    told = PanelVerdict.objects.filter(known)
    hidden = told.exclude(learning__in=learners)
    found = Document.objects.filter(_named_in(told)).exclude(_named_in(hidden))
    return found.values_list("pk", flat=True)


def _named_in(verdicts: QuerySet[PanelVerdict]) -> Q:
    """The minutes of a panel, and the decisions that name whom it told of."""
    papers = Q()
    for paper in ("panel__document", "recognition__document"):
        drawn_up = verdicts.filter(**{f"{paper}__isnull": False})
        papers |= Q(pk__in=drawn_up.values(paper))
    return papers


def _href(document_id: int) -> str:
    made = Recognition.objects.filter(document=document_id).select_related("verdict")
    one = made.first()
    panel = (
        Panel.objects.filter(pk=one.verdict.panel_id).first()
        if one
        else Panel.objects.filter(document=document_id).first()
    )
    if panel is None:
        return ""
    return reverse("exemplars:panel-one", args=[panel.exemplar_id, panel.pk])
