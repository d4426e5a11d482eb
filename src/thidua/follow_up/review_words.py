"""The figures and the paper of a unit's report of a half-year or year.

A document has one language, whatever that of the screen: its words are not translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.achieved import of_reading
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.progress import lines_of, targets_of
from thidua.campaigns.readings import Asking, Reading, read
from thidua.documents.hanging import Hanger, register
from thidua.documents.models import Document
from thidua.documents.signers import signers_on
from thidua.documents.states import WITH_NUMBER, State
from thidua.follow_up.answering import Answering
from thidua.follow_up.models import Review, ReviewCall
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import dates
from thidua.kernel.numbers import show_percent
from thidua.kernel.paper.notation import blocks_of
from thidua.kernel.paper.parts import (
    Block,
    Manner,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.organisations.actor import Actor
from thidua.organisations.issuing import body_called, issuer_on
from thidua.organisations.models import Unit
from thidua.organisations.naming import in_sentence, unit_called

ABOUT = "period-report"
PARTS = ("results", "exemplars", "difficulties", "proposals")
TITLES = {
    "results": "Kết quả nổi bật",
    "exemplars": "Điển hình tiên tiến, cách làm hay",
    "difficulties": "Khó khăn, hạn chế và nguyên nhân",
    "proposals": "Đề xuất, kiến nghị",
}
"""As the document calls the parts; `said_titles` is how the screen does."""
COLUMNS = ("Chỉ tiêu", "Đơn vị tính", "Trong kỳ", "Lũy kế", "Được giao", "Đạt")
_SHARES = (6, 2, 2, 2, 2, 1.6)


def said_titles() -> dict[str, str]:
    """The written parts, as the screen calls them."""
    return {
        "results": gettext("Kết quả nổi bật"),
        "exemplars": gettext("Điển hình, cách làm hay"),
        "difficulties": gettext("Khó khăn, hạn chế, nguyên nhân"),
        "proposals": gettext("Đề xuất, kiến nghị"),
    }


def period_said(span: PeriodSpan) -> str:
    """`6 tháng đầu năm 2025`, `năm 2025`."""
    return dates.period_name(span.starts_on, span.ends_on)


def call_about(call: ReviewCall) -> str:
    """`6 tháng đầu năm 2025, Đồng khởi mới`, inside a sentence."""
    return f"{period_said(call.period.span)}, {call.campaign.name}"


def figures_of(campaign: Campaign, unit: int, span: PeriodSpan) -> list[list[str]]:
    """The table of a unit and those below it: what the period brought, what was
    reached by its end, the target. What nobody reported is “–”, never nought."""
    targets: dict[int, Target] = {}
    for target in targets_of(campaign, [unit]):
        targets.setdefault(target.version_id, target)
    asked: dict[int, tuple[IndicatorVersion, int]] = {}
    for line in lines_of([campaign]).select_related("version"):
        asked.setdefault(line.version_id, (line.version, int(line.scale)))
    for target in targets.values():
        asked.setdefault(target.version_id, (target.version, 1))
    versions = [version for version, _scale in asked.values()]
    begun = {pk: one.starts_on for pk, one in targets.items()}
    within = [Asking(unit, one, span.starts_on) for one in versions]
    to_date = [
        Asking(unit, one, begun.get(one.pk, campaign.starts_on)) for one in versions
    ]
    readings = read([*within, *to_date], tree_id=campaign.tree_id, day=span.ends_on)
    half = len(versions)
    return [
        _row(version, asked[version.pk][1], targets.get(version.pk), now, then)
        for version, now, then in zip(
            versions, readings[:half], readings[half:], strict=True
        )
    ]


def _row(
    version: IndicatorVersion,
    scale: int,
    target: Target | None,
    now: Reading | None,
    then: Reading | None,
) -> list[str]:
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    measure = Measure(version.measure, version.decimals, scale, is_rank)
    is_flow = version.over_time == IndicatorVersion.OverTime.SUM
    in_period = of_reading(version, now).value if is_flow else None
    reached = of_reading(version, then).value
    value = target.value if target else None
    higher = version.better == IndicatorVersion.Better.HIGHER
    share = (
        show_percent(100 * reached / value, 1)
        if value and reached is not None and higher and not is_rank
        else "–"
    )
    return [
        version.name,
        measure.full_name,
        measure.number(in_period),
        measure.number(reached),
        measure.number(value),
        share,
    ]


def figures_shown(review: Review) -> list[list[str]]:
    """As sent; of a report that is being written, as they stand now."""
    if review.figures:
        return list(review.figures)
    campaign = review.call.campaign
    unit = campaign.root_id if is_of_the_office(review) else review.unit_id
    return figures_of(campaign, unit, review.call.period.span)


def is_of_the_office(review: Review) -> bool:
    """The whole, compiled by the campaign's office for whom it works."""
    return review.unit_id == review.call.campaign.office_id


def review_paper(review: Review, answers: Answering, day: date) -> Paper:
    """The report as a document of who writes it, without number and day."""
    units = Unit.objects.in_bulk([answers.writer, answers.receiver])
    writer, campaign = units[answers.writer], review.call.campaign
    issuer = issuer_on(writer, day)
    is_party = writer.kind == Unit.Kind.PARTY
    signers = signers_on(writer, day)
    about = f"{_called(campaign.name)}, {period_said(review.call.period.span)}"
    if writer.pk != review.unit_id:
        about += f" của {in_sentence(unit_called(review.unit_id, day))}"
    return Paper(
        manner=Manner.PARTY if is_party else Manner.STATE,
        above=issuer.above,
        issuer=issuer.name,
        kind="BC",
        symbol=issuer.symbol_of("BC", is_party=is_party),
        place=issuer.place,
        abstract=f"Kết quả {about}",
        addressees=[body_called(units[answers.receiver], day)],
        signature=signers[0].signature if signers else Signature(""),
        body=[
            f"{issuer.name} báo cáo kết quả {about} như sau:",
            *_sections(review),
        ],
    )


def stands_for_it(document: Document, writer: int) -> bool:
    """Whether a document is still that of the report: neither dropped nor struck out,
    and no draft of a unit that is no more."""
    is_over = document.state in {State.DROPPED, State.VOIDED}
    return not is_over and (document.state != State.DRAFT or document.unit_id == writer)


def _called(name: str) -> str:
    """`phong trào thi đua “Hè xanh”`; a name that says so itself is not told twice."""
    if name.casefold().startswith("phong trào"):
        return name[:1].lower() + name[1:]
    return f"phong trào thi đua “{name}”"


def _sections(review: Review) -> Iterable[Block]:
    rows = figures_shown(review)
    if rows:
        table = Table(COLUMNS, rows, _SHARES, (2, 3, 4, 5))
        yield Section("Kết quả thực hiện chỉ tiêu", [table])
    for part in PARTS:
        words = getattr(review, part).strip()
        said: Sequence[Block] = blocks_of(words) if words else ["Không có."]
        yield Section(TITLES[part], said)


def hang() -> None:
    """Let documents know of these reports."""
    register(
        Hanger(
            about=ABOUT,
            name=_("Báo cáo 6 tháng, năm"),
            known_to=_known_to,
            href=_href,
        )
    )


def _known_to(actor: Actor) -> Iterable[int]:
    seen = Review.objects.visible_to(actor).filter(document__state__in=WITH_NUMBER)
    return seen.values_list("document", flat=True)


def _href(document_id: int) -> str:
    review = Review.objects.filter(document=document_id).first()
    return reverse("follow_up:review", args=[review.pk]) if review else ""
