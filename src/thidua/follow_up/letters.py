"""The words of an urging letter, and how it hangs on documents.

A document has one language, whatever that of the screen: its words are not translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import CampaignForm
from thidua.documents.hanging import Hanger, register
from thidua.follow_up.drafts import UrgingDraft
from thidua.follow_up.models import UrgedUnit, UrgingLetter
from thidua.indicators.models import Form, FormPeriod
from thidua.indicators.queries.duties import Owing, owing
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.parts import LETTER, Manner, Mark, Paper, Signature, Table
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.heirs import answering_for
from thidua.organisations.issuing import (
    COMMITTEE,
    Issuer,
    issuer_on,
)
from thidua.organisations.letterhead import TERRITORIAL
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence

ABOUT = "urging-letter"
DRAFTER = "TĐKT"
LISTED = 6
"""More addressees than these are named in an annex instead of above the text."""


@dataclass(frozen=True, slots=True)
class Late:
    """A unit that owes a report whose day is past, as a letter names it."""

    unit_id: int
    name: str
    addressee: str


def late_units(actor: Actor, span: FormPeriod, today: date) -> dict[int, Late]:
    """Whom this office may urge for a form and period, by number, in order of name."""
    return late_by_span(actor, [span], today).get(span.pk, {})


def late_by_span(
    actor: Actor, spans: Sequence[FormPeriod], today: date
) -> dict[int, dict[int, Late]]:
    """The same of many forms and periods, with `form`; for many as for one asked."""
    due = [one for one in spans if one.due_on < today]
    rows = owing([(one.form_id, one.period_id) for one in due], today)
    ours = _ours(actor, {one.form_id: one.form for one in due}, rows, today)
    units = {row.reporter for row in ours}
    names = listed_names(units | {row.unit for row in ours}, today)
    kinds = dict(Unit.objects.filter(pk__in=units).values_list("pk", "kind"))
    return {one.pk: _late(one, ours, names, kinds) for one in due}


def _late(
    span: FormPeriod,
    rows: Sequence[Owing],
    names: Mapping[int, str],
    kinds: Mapping[int, str],
) -> dict[int, Late]:
    asked = (span.form_id, span.period_id)
    mine = [row for row in rows if (row.form, row.period) == asked]
    ordered = sorted(
        {row.reporter for row in mine}, key=lambda pk: sort_key(names.get(pk, ""))
    )
    return {
        pk: Late(pk, _whose(pk, mine, names), body_of(kinds[pk], names.get(pk, "")))
        for pk in ordered
    }


def _whose(unit: int, rows: Sequence[Owing], names: Mapping[int, str]) -> str:
    """`Xã Châu Hòa (báo cáo của xã Châu Bình)`, where it owes what it took over."""
    taken = [
        in_sentence(names.get(row.unit, ""))
        for row in rows
        if row.reporter == unit != row.unit
    ]
    name = names.get(unit, "")
    return f"{name} (báo cáo của {', '.join(taken)})" if taken else name


def _ours(
    actor: Actor, forms: Mapping[int, Form], rows: Sequence[Owing], today: date
) -> list[Owing]:
    """Of those who owe: all of one's own forms, else those who report to one's unit or
    stand below it."""
    links = CampaignForm.objects.filter(form__in=forms, campaign__office=actor.unit_id)
    whole = set(links.values_list("form_id", flat=True))
    issuers = answering_for([one.owner_id for one in forms.values()], today)
    whole |= {pk for pk, one in forms.items() if issuers[one.owner_id] == actor.unit_id}
    below = Lineage.objects.filter(
        Q(tree__in={one.tree_id for one in forms.values()}, depth__gt=0),
        ancestor=actor.unit_id or 0,
        during__contains=today,
    )
    under = set(below.values_list("tree_id", "unit_id"))
    return [
        row
        for row in rows
        if row.form in whole
        or row.receiver == actor.unit_id
        or {(forms[row.form].tree_id, one) for one in (row.unit, row.reporter)} & under
    ]


def body_of(kind: str, name: str) -> str:
    """`Ủy ban nhân dân xã Châu Bình`; other bodies by their own name."""
    if kind in TERRITORIAL:
        return f"{COMMITTEE} {in_sentence(name)}"
    return name


def refuse_gone(answer_by: date, today: date) -> None:
    """Whoever is urged today answers on a later day; said at `answer_by`."""
    if answer_by <= today:
        raise RuleBroken(
            _("Ngày đề nghị gửi phải sau hôm nay."),
            _("Chọn một ngày làm việc sắp tới."),
            field="answer_by",
        )


def letter_to(
    late: Sequence[Late],
    span: FormPeriod,
    draft: UrgingDraft,
    *,
    actor: Actor,
    today: date,
) -> Paper:
    """The letter to one unit or to several, without number and day."""
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    head = issuer_on(unit, today)
    marks = [(Mark.FOR_ALL, COMMITTEE)] if head.is_committee else []
    title = head.head_title.split(f" {COMMITTEE}")[0]
    about = _about(span)
    return Paper(
        manner=Manner.PARTY if unit.kind == Unit.Kind.PARTY else Manner.STATE,
        above=head.above,
        issuer=head.name,
        kind=LETTER,
        symbol=draft.symbol,
        place=head.place,
        abstract=f"đôn đốc gửi {about}",
        addressees=_addressees(late),
        body=[*_body(late, span, draft, today, head.name)],
        signature=Signature(title, head.head_name, marks),
        recipients=["Như trên", *([head.above] if head.above else [])],
        drafter=DRAFTER,
    )


def _about(span: FormPeriod) -> str:
    period = span.period
    words = dates.period_name(period.starts_on, period.ends_on)
    return f"“{span.form.name}” {words}"


def _addressees(late: Sequence[Late]) -> Sequence[str]:
    if len(late) > LISTED:
        return ["Các đơn vị có tên trong danh sách dưới đây"]
    return [one.addressee for one in late]


def _body(
    late: Sequence[Late],
    span: FormPeriod,
    draft: UrgingDraft,
    today: date,
    issuer: str,
) -> Iterable[str | Table]:
    days = (today - span.due_on).days
    yield (
        f"Theo quy định, {_about(span)} phải gửi chậm nhất ngày"
        f" {dates.show(span.due_on)}. Đến ngày {dates.show(today)}, đã quá hạn {days}"
        f" ngày, {issuer} chưa nhận được báo cáo của"
        f" {'đơn vị' if len(late) == 1 else f'{len(late)} đơn vị'}."
    )
    if len(late) > LISTED:
        yield Table(
            columns=["STT", "Đơn vị", "Hạn gửi", "Quá hạn (ngày)"],
            rows=[
                [str(place), one.name, dates.show(span.due_on), str(days)]
                for place, one in enumerate(late, start=1)
            ],
            shares=[1, 6, 2, 2],
            numbers=[0, 3],
        )
    if draft.more.strip():
        yield draft.more.strip()
    yield (
        "Đề nghị thủ trưởng đơn vị chỉ đạo gửi báo cáo trên hệ thống trước ngày"
        f" {dates.show(draft.answer_by)}; có vướng mắc thì báo bằng văn bản, nêu rõ lý"
        " do và thời gian hoàn thành."
    )


def usual_symbol(issuer: Issuer) -> str:
    """A proposal: `UBND-TĐKT`, `SNV-TĐKT`; the office lays its own down."""
    return issuer.symbol_of_letter(DRAFTER)


def hang() -> None:
    """Let documents know of urging letters."""
    register(
        Hanger(
            about=ABOUT,
            name=_("Công văn đôn đốc"),
            known_to=_known_to,
            href=_href,
        )
    )


def _known_to(actor: Actor) -> Iterable[int]:
    urged = UrgedUnit.objects.filter(unit=actor.unit_id)
    return urged.values_list("letter__document", flat=True)


def _href(document_id: int) -> str:
    letter = UrgingLetter.objects.filter(document=document_id).first()
    return reverse("follow_up:letter", args=[letter.pk]) if letter else ""
