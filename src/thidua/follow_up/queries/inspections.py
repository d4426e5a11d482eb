"""The list of inspections, and one of them with its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.campaigns.models import Campaign
from thidua.follow_up.models import Finding, FindingWord, Inspection
from thidua.follow_up.policies import can_answer, can_lead, is_writer
from thidua.follow_up.queries.deadlines import due_trail, moves_of
from thidua.follow_up.states import (
    ACCEPT_ANSWER,
    ANNOUNCE,
    ANSWER,
    CLOSE_INSPECTION,
    TO_MEND,
    FindingState,
    InspectionState,
)
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui.filters import Field, chosen, paged
from thidua.kernel.ui.parts import Fact, Link, Pager, TrailLine
from thidua.organisations.actor import Actor, signature
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence, names_on

FIELDS = (
    Field("buoc", gettext_lazy("Trạng thái"), InspectionState.choices),
    Field(
        "khac-phuc",
        gettext_lazy("Khắc phục"),
        [("con", gettext_lazy("còn điều phải khắc phục"))],
    ),
)
"""What the list is filtered by."""


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection of the list."""

    href: str
    title: str
    inspector: str
    campaign: str
    days: str
    state: str
    tone: str
    findings: str


@dataclass(frozen=True, slots=True)
class InspectionsPage:
    """Everything that `inspections.html` shows."""

    finding: str
    rows: Sequence[InspectionRow]
    pager: Pager
    campaigns: Sequence[Link]
    """Running campaigns in which the reader may plan one."""


@dataclass(frozen=True, slots=True)
class WordView:
    """One word about a finding, with its files."""

    who: str
    when: str
    state: str
    words: str
    files: Sequence[Link]


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, and what the reader may do with it."""

    pk: int
    number: int
    what: str
    severity: str
    place: str
    due: str
    state: str
    tone: str
    words: Sequence[WordView]
    answer_href: str
    accept_href: str
    return_href: str
    due_href: str
    changes: Sequence[TrailLine]


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """Everything that `inspection.html` shows."""

    crumbs: Sequence[Link]
    title: str
    state: str
    tone: str
    is_made_up: bool
    facts: Sequence[Fact]
    moves: Sequence[TrailLine]
    """How it was put to other days after the unit was told."""
    items: Sequence[Link]
    purpose: str
    conclusion: str
    findings: Sequence[FindingView]
    announce_href: str
    edit_href: str
    finding_href: str
    close_href: str
    may_close: Verdict


def inspections_page(
    actor: Actor, today: date, params: Mapping[str, str]
) -> InspectionsPage:
    """Those that one's unit makes or meets, or that happen in its campaigns."""
    wanted = inspections_found(actor, params)
    here = reverse("follow_up:inspections")
    shown, pages = paged(wanted.count(), params, here)
    found = list(wanted[shown])
    names = names_of(found, today)
    seen = Finding.objects.filter(inspection__in=Inspection.objects.visible_to(actor))
    left = seen.exclude(state=FindingState.MENDED).count()
    return InspectionsPage(
        finding=ngettext(
            "Còn %(n)s điều phải khắc phục", "Còn %(n)s điều phải khắc phục", left
        )
        % {"n": left}
        if left
        else _("Không có điều nào chờ khắc phục"),
        rows=[_row(one, names) for one in found],
        pager=pages,
        campaigns=_campaigns(actor, today),
    )


def inspections_found(
    actor: Actor, params: Mapping[str, str]
) -> QuerySet[Inspection, Inspection]:
    """The list as filtered, each with how many findings it has (`found`) and how many
    are not mended (`left`)."""
    wanted = chosen(FIELDS, params)
    not_mended = ~Q(findings__state=FindingState.MENDED)
    rows = (
        Inspection.objects.visible_to(actor)
        .select_related("campaign")
        .annotate(found=Count("findings"), left=Count("findings", filter=not_mended))
    )
    if wanted["buoc"]:
        rows = rows.filter(state=wanted["buoc"])
    return rows.filter(left__gt=0) if wanted["khac-phuc"] else rows


def names_of(found: Sequence[Inspection], today: date) -> Mapping[int, str]:
    """What those who inspect and are inspected are called in a list."""
    units = {unit for one in found for unit in (one.inspector_id, one.inspected_id)}
    return listed_names(units, today)


def _campaigns(actor: Actor, today: date) -> list[Link]:
    if not is_writer(actor):
        return []
    running = Campaign.objects.visible_to(actor).running().known_by(today)
    return [
        Link(one.name, reverse("follow_up:inspection-new", args=[one.pk]))
        for one in running.order_by("-starts_on", "pk")
    ]


def _row(one: Inspection, names: Mapping[int, str]) -> InspectionRow:
    found, left = getattr(one, "found", 0), getattr(one, "left", 0)
    words = ngettext(
        "%(found)s điều, còn %(left)s", "%(found)s điều, còn %(left)s", found
    )
    said = words % {"found": found, "left": left}
    return InspectionRow(
        href=reverse("follow_up:inspection", args=[one.pk]),
        title=names.get(one.inspected_id, ""),
        inspector=names.get(one.inspector_id, ""),
        campaign=one.campaign.name,
        days=dates.span(one.starts_on, one.ends_on),
        state=str(InspectionState(one.state).label),
        tone="slow" if left else "",
        findings=said if found else "–",
    )


def inspection_page(one: Inspection, actor: Actor, today: date) -> InspectionPage:
    """One inspection with its plan, findings, answers and proof."""
    names = names_on([one.inspector_id, one.inspected_id], today)
    findings = list(one.findings.prefetch_related("due_changes"))
    words = _words(findings, one)
    leads, answers = bool(can_lead(actor, one)), bool(can_answer(actor, one))
    is_open = one.state == InspectionState.ANNOUNCED
    left = [f for f in findings if f.state != FindingState.MENDED]
    return InspectionPage(
        crumbs=_crumbs(one),
        title=_("Kiểm tra %(unit)s")
        % {"unit": in_sentence(names.get(one.inspected_id, ""))},
        state=str(InspectionState(one.state).label),
        tone="slow" if left else "",
        is_made_up=one.is_made_up,
        facts=_facts(one, names),
        moves=moves_of(one),
        items=_items(one),
        purpose=one.purpose,
        conclusion=one.conclusion,
        findings=[
            _finding(f, words.get(f.pk, []), today, leads=leads, answers=answers)
            for f in findings
        ],
        announce_href=_door("inspection-announce", one, leads)
        if ANNOUNCE.open_from(one.state)
        else "",
        edit_href=_door("inspection-edit", one, leads)
        if one.state != InspectionState.CLOSED
        else "",
        finding_href=_door("finding-new", one, leads) if is_open else "",
        close_href=_door("inspection-close", one, leads)
        if CLOSE_INSPECTION.open_from(one.state)
        else "",
        may_close=_may_close(len(left)),
    )


def _may_close(left: int) -> Verdict:
    return only_if(
        not left,
        otherwise=ngettext(
            "Còn %(n)s điều chưa khắc phục xong.",
            "Còn %(n)s điều chưa khắc phục xong.",
            left,
        )
        % {"n": left},
        remedy=_("Xem trả lời của đơn vị, công nhận từng điều, rồi kết thúc."),
    )


def _crumbs(one: Inspection) -> list[Link]:
    campaign = reverse("campaigns:campaign", args=[one.campaign_id])
    return [
        Link(pgettext("cuộc kiểm tra", "Kiểm tra"), reverse("follow_up:inspections")),
        Link(one.campaign.name, campaign),
    ]


def _door(name: str, one: Inspection, may: bool) -> str:
    return reverse(f"follow_up:{name}", args=[one.pk]) if may else ""


def _facts(one: Inspection, names: Mapping[int, str]) -> list[Fact]:
    facts = [
        Fact(_("Cơ quan kiểm tra"), names.get(one.inspector_id, "")),
        Fact(_("Thời gian"), dates.span(one.starts_on, one.ends_on)),
        Fact(_("Trưởng đoàn"), one.leader),
    ]
    if one.members.strip():
        facts.append(Fact(_("Thành viên"), "; ".join(one.members.splitlines())))
    if one.announced_at:
        moment = dates.show_moment(one.announced_at.astimezone(ZONE))
        facts.append(Fact(_("Thông báo lúc"), moment))
    if one.closed_at:
        moment = dates.show_moment(one.closed_at.astimezone(ZONE))
        facts.append(Fact(_("Kết thúc lúc"), moment))
    return facts


def _items(one: Inspection) -> list[Link]:
    return [
        Link(
            item.name,
            reverse("campaigns:target", args=[one.campaign_id, item.target_id])
            if item.target_id
            else "",
        )
        for item in one.items.all()
    ]


def _words(findings: Sequence[Finding], one: Inspection) -> dict[int, list[WordView]]:
    rows = FindingWord.objects.filter(finding__in=findings)
    found: dict[int, list[WordView]] = {}
    for row in rows.prefetch_related("files__file"):
        found.setdefault(row.finding_id, []).append(
            WordView(
                who=signature(row.said_by, row.office),
                when=dates.show_moment(row.at.astimezone(ZONE)),
                state=_("ghi điều này")
                if row.move == FindingState.OPEN
                else str(FindingState(row.move).label),
                words="" if row.move == FindingState.OPEN else row.words,
                files=[
                    Link(
                        kept.file.name,
                        reverse("follow_up:finding-file", args=[one.pk, kept.pk]),
                    )
                    for kept in row.files.all()
                ],
            )
        )
    return found


def _finding(
    finding: Finding,
    words: Sequence[WordView],
    today: date,
    *,
    leads: bool,
    answers: bool,
) -> FindingView:
    def door(name: str, may: object) -> str:
        place = [finding.inspection_id, finding.pk]
        return reverse(f"follow_up:{name}", args=place) if may else ""

    waits = finding.state in TO_MEND
    is_late = waits and finding.mend_by < today
    due = dates.show(finding.mend_by)
    if waits:
        due = f"{due} ({dates.due(finding.mend_by, today)})"
    answered = leads and ACCEPT_ANSWER.open_from(finding.state)
    return FindingView(
        pk=finding.pk,
        number=finding.number,
        what=finding.what,
        severity=str(Finding.Severity(finding.severity).label),
        place=finding.place,
        due=due,
        state=str(FindingState(finding.state).label),
        tone="late" if is_late else "slow" if waits else "",
        words=words,
        answer_href=door("finding-answer", answers and ANSWER.open_from(finding.state)),
        accept_href=door("finding-accept", answered),
        return_href=door("finding-return", answered),
        due_href=door("finding-due", leads and finding.state != FindingState.MENDED),
        changes=due_trail(finding.due_changes.all(), _("đổi hạn khắc phục")),
    )
