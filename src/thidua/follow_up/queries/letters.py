"""Writing an urging letter from the list of the late; one letter; all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.models import CampaignForm
from thidua.documents.reading import can_be_pdf, latest_file
from thidua.documents.states import WITH_NUMBER
from thidua.documents.states import State as DocumentState
from thidua.follow_up.letters import Late, late_by_span
from thidua.follow_up.models import UrgingLetter
from thidua.indicators.models import Form, FormPeriod, Report
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.kernel import dates
from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.paper.figures import number_and_symbol
from thidua.kernel.paper.parts import Manner, Paper, Table
from thidua.kernel.policy import Verdict
from thidua.kernel.text import sort_key
from thidua.kernel.ui.filters import Field, chosen, paged
from thidua.kernel.ui.parts import Fact, Link, Pager
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage
from thidua.organisations.namesakes import listed_names

FIELDS = (Field("buoc", gettext_lazy("Trạng thái"), DocumentState.choices),)
"""What the list is filtered by."""
PERIODS = 6
"""Of a form, how many periods back may still be urged."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A form and period whose day is past, with how many are late."""

    span: FormPeriod
    late: dict[int, Late]


@dataclass(frozen=True, slots=True)
class WritingPage:
    """Everything that `letter_new.html` shows."""

    title: str
    finding: str
    choices: Sequence[Link]
    units: Sequence[tuple[int, str, bool]]
    preview: Paper | None
    preview_lines: Sequence[str]
    preview_rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class UrgedRow:
    """A unit that the letter goes to, and whether the report has come."""

    name: str
    came: str
    tone: str
    report_href: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Everything that `letter.html` shows."""

    title: str
    state: str
    is_issued: bool
    facts: Sequence[Fact]
    rows: Sequence[UrgedRow]
    pdf_href: str
    pdf: Verdict
    """Whether one can be made, else why not."""
    signed_href: str
    word_href: str
    document_href: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter of the list."""

    title: str
    href: str
    number: str
    state: str
    came: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """Everything that `letters.html` shows."""

    rows: Sequence[LetterRow]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks to urge for; None is anything.

    `until` is a month: forms of it, and of the quarter, half-year or year that ends
    with it. `unit` narrows whom to urge to a unit and those below it.
    """

    form: int | None = None
    until: int | None = None
    campaign: int | None = None
    unit: int | None = None

    @property
    def query(self) -> str:
        """The unit, kept while the form and period change."""
        return f"&don-vi={self.unit}" if self.unit else ""

    def units(self, choice: Choice, day: date) -> set[int] | None:
        """Whom of the late it means; None for all of them."""
        if self.unit is None:
            return None
        below = Lineage.objects.filter(
            ancestor=self.unit, unit__in=choice.late, during__contains=day
        )
        return set(below.values_list("unit_id", flat=True)) | {self.unit}


def open_choices(actor: Actor, today: date, asked: Asked) -> list[Choice]:
    """What this office may urge for: past due, somebody still owes; newest first."""
    spans = (
        FormPeriod.objects.filter(
            form__in=Form.objects.visible_to(actor),
            form__opened_at__isnull=False,
            period__closed_at__isnull=True,
            due_on__lt=today,
        )
        .select_related("form", "period")
        .order_by("-due_on", "form__name")
    )
    if asked.form is not None:
        spans = spans.filter(form=asked.form)
    if asked.campaign is not None:
        links = CampaignForm.objects.filter(campaign=asked.campaign)
        spans = spans.filter(form__in=links.values("form"))
    if asked.until is not None:
        spans = spans.filter(period__in=_ending_with(asked.until))
    shown = list(spans[:PERIODS])
    late = late_by_span(actor, shown, today)
    return [Choice(span, late[span.pk]) for span in shown if late[span.pk]]


def _ending_with(until: int) -> list[int]:
    """The period itself; of a month also the longer ones that end with it."""
    last = from_id(until).ends_on
    spans = [containing(last, kind) for kind in PeriodKind]
    return [until, *(one.id for one in spans if one.ends_on == last)]


def writing_page(
    choice: Choice,
    others: Sequence[Choice],
    ticked: Collection[int] | None,
    preview: Paper | None,
    *,
    kept: str = "",
) -> WritingPage:
    """The late of one form and period, ticked, and the letter as it would read."""
    tables = [one for one in preview.body if isinstance(one, Table)] if preview else []
    return WritingPage(
        title=_("Công văn đôn đốc"),
        finding=_who_is_late(choice),
        choices=[
            Link(
                _called(one.span),
                f"{reverse('follow_up:letter-new')}?bieu={one.span.form_id}"
                f"&ky={one.span.period_id}{kept}",
                is_here=one.span.pk == choice.span.pk,
            )
            for one in others
        ],
        units=[
            (pk, late.name, ticked is None or pk in ticked)
            for pk, late in choice.late.items()
        ],
        preview=preview,
        preview_lines=[one for one in preview.body if isinstance(one, str)]
        if preview
        else [],
        preview_rows=[row for table in tables for row in table.rows],
    )


def _who_is_late(choice: Choice) -> str:
    return ngettext(
        "%(n)s đơn vị chưa gửi %(about)s, hạn %(day)s",
        "%(n)s đơn vị chưa gửi %(about)s, hạn %(day)s",
        len(choice.late),
    ) % {
        "n": len(choice.late),
        "about": _called(choice.span),
        "day": dates.show(choice.span.due_on),
    }


def _called(span: FormPeriod) -> str:
    period = span.period
    return f"{span.form.name}, {dates.period_name(period.starts_on, period.ends_on)}"


def letters_page(actor: Actor, today: date, params: Mapping[str, str]) -> LettersPage:
    """Letters of one's own unit and to it, the newest first."""
    wanted = letters_found(actor, today, params)
    here = reverse("follow_up:letters")
    shown, pages = paged(wanted.count(), params, here)
    letters = list(wanted[shown])
    sent = sent_of(letters)
    return LettersPage([_row(one, sent[one.pk]) for one in letters], pages)


def letters_found(
    actor: Actor, today: date, params: Mapping[str, str]
) -> QuerySet[UrgingLetter, UrgingLetter]:
    """The list as filtered, with all that its rows say."""
    letters = UrgingLetter.objects.visible_to(actor).filter(made_at__date__lte=today)
    if state := chosen(FIELDS, params)["buoc"]:
        letters = letters.filter(document__state=state)
    return letters.select_related("document", "form", "period").prefetch_related(
        "document__numbers", "urged"
    )


def _row(one: UrgingLetter, sent: Mapping[int, date]) -> LetterRow:
    came, every = len(sent), len(one.urged.all())
    return LetterRow(
        title=title_of(one),
        href=reverse("follow_up:letter", args=[one.pk]),
        number=number_of(one),
        state=str(one.document.get_state_display()),
        came=_("%(came)s/%(all)s đơn vị đã gửi") % {"came": came, "all": every},
    )


def title_of(one: UrgingLetter) -> str:
    """`Biểu 1, tháng 4/2025`."""
    period = one.period
    words = dates.period_name(period.starts_on, period.ends_on)
    return f"{one.form.name}, {words}"


def number_of(one: UrgingLetter) -> str:
    """`12/SNV-TĐKT`; “” before it is numbered."""
    standing = [n for n in one.document.numbers.all() if n.voided_at is None]
    if not standing:
        return ""
    return number_and_symbol(
        standing[0].value, one.document.symbol, Manner(one.document.manner)
    )


def sent_of(letters: Sequence[UrgingLetter]) -> dict[int, dict[int, date]]:
    """By letter: the day on which each urged unit sent the report, if it did."""
    urged = {one.pk: [row.unit_id for row in one.urged.all()] for one in letters}
    reports = Report.objects.filter(
        form__in={one.form_id for one in letters},
        period__in={one.period_id for one in letters},
        unit__in={unit for units in urged.values() for unit in units},
        first_submitted_at__isnull=False,
    ).values_list("form_id", "period_id", "unit_id", "first_submitted_at")
    came = {
        (form, period, unit): day_of(at) for form, period, unit, at in reports if at
    }
    return {
        one.pk: {
            unit: came[key]
            for unit in urged[one.pk]
            if (key := (one.form_id, one.period_id, unit)) in came
        }
        for one in letters
    }


def letter_page(one: UrgingLetter, actor: Actor, today: date) -> LetterPage:
    """One letter: whom it urges, by when, who has sent since."""
    units = [urged.unit_id for urged in one.urged.all()]
    names = listed_names([*units, one.unit_id], today)
    sent, is_mine = sent_of([one])[one.pk], one.unit_id == actor.unit_id
    if not is_mine:
        units = [unit for unit in units if unit == actor.unit_id]
    issued = one.document.state in WITH_NUMBER
    return LetterPage(
        title=title_of(one),
        state=str(one.document.get_state_display()),
        is_issued=issued,
        facts=_facts(one, names.get(one.unit_id, "")),
        rows=[
            _urged(one, unit, names.get(unit, ""), sent.get(unit), today)
            for unit in sorted(units, key=lambda pk: sort_key(names.get(pk, "")))
        ],
        pdf_href=reverse("documents:pdf", args=[one.document_id]),
        pdf=can_be_pdf(
            one.document,
            brought.file if (brought := latest_file(one.document)) else None,
        ),
        signed_href=_signed(one),
        word_href=reverse("documents:word", args=[one.document_id]) if is_mine else "",
        document_href=_document(one) if is_mine else "",
    )


def _signed(one: UrgingLetter) -> str:
    """The copy that came back signed, when there is one."""
    copy = one.document.signed_copies.order_by("-pk").first()
    args = [one.document_id, copy.pk] if copy else []
    return reverse("documents:signed-copy", args=args) if copy else ""


def _document(one: UrgingLetter) -> str:
    return reverse("documents:document", args=[one.document_id])


def _facts(one: UrgingLetter, issuer: str) -> list[Fact]:
    facts = [
        Fact(_("Cơ quan đôn đốc"), issuer),
        Fact(_("Số, ký hiệu"), number_of(one) or _("chưa cấp số")),
        Fact(_("Người ký"), one.document.signer_name or _("chưa ghi")),
        Fact(_("Hạn đã qua"), dates.show(one.due_on)),
        Fact(_("Đề nghị gửi trước"), dates.show(one.answer_by)),
    ]
    if one.told_at:
        moment = dates.show_moment(one.told_at.astimezone(ZONE))
        facts.append(Fact(_("Đã báo cho các đơn vị"), moment))
    return facts


def _urged(
    one: UrgingLetter, unit: int, name: str, sent: date | None, today: date
) -> UrgedRow:
    is_late = sent is None and one.answer_by < today
    return UrgedRow(
        name=name,
        came=_("đã gửi %(day)s") % {"day": dates.show(sent)} if sent else _("chưa gửi"),
        tone="late" if is_late else "" if sent else "slow",
        report_href=reverse(
            "indicators:report", args=[one.form_id, one.period_id, unit]
        ),
    )
