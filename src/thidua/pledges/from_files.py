"""Lists of registrations from workbooks or pasted: matched row by row, never joined
silently; the good rows go in, the rest come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.stewardship import as_on
from thidua.imports.kinds import (
    Asked,
    Bringing,
    Carried,
    Draft,
    Field,
    Ground,
    Judged,
    Kind,
    Question,
    Reader,
    brought_in,
    taken_out,
)
from thidua.imports.matching import Known, Named, Names, numbers_in
from thidua.imports.repeats import as_text, skipped, unwanted
from thidua.imports.states import Fate
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import Unreadable, show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called
from thidua.pledges import actions
from thidua.pledges.drafts import RegistrationDraft, TargetDraft
from thidua.pledges.list_words import KIND, KIND_WORDS, fields, left_out
from thidua.pledges.listing import Beside
from thidua.pledges.lists import Read, read_row
from thidua.pledges.matching import Standing, key_of, people_called, surely
from thidua.pledges.models import Registration
from thidua.pledges.policies import can_register_others
from thidua.pledges.rules import refuse_unfit
from thidua.pledges.where import choices_of, takes_part, within_commune

SAME, NEW, LEAVE = "same", "new", "leave"


class RegistrationsKind(Kind):
    """A list of those who register in a campaign, at one unit."""

    key = "dang-ky"
    holds_people = True

    @property
    def name(self) -> str:
        return _("Danh sách đăng ký thi đua")

    @property
    def about(self) -> str:
        return _(
            "Mỗi dòng một hộ, một người hoặc một tập thể: tên, năm sinh, ấp, việc đăng"
            " ký. Không ghi đối tượng thì hiểu là hộ gia đình. Căn cước, điện thoại"
            " trong tệp không được lưu."
        )

    def may(self, actor: Actor, place: str) -> Verdict:
        campaign_id, unit_id = numbers_in(place, 2)
        campaign = Campaign.objects.get(pk=campaign_id)
        return can_register_others(actor, campaign, unit_id)

    def ground(self, actor: Actor, place: str, day: date) -> RegistrationsGround:
        campaign_id, unit_id = numbers_in(place, 2)
        campaigns = Campaign.objects.visible_to(actor).select_related(
            "launcher", "office", "tree", "root", "predecessor"
        )
        found = as_on(campaigns.filter(pk=campaign_id), day)
        if not found or not takes_part(found[0], unit_id, day):
            raise LookupError(place)
        return RegistrationsGround(found[0], unit_id, actor, day)


class RegistrationsGround(Ground):
    """One campaign and one unit of it, whose people register."""

    dims = (KIND,)
    chunk = 500

    def __init__(
        self, campaign: Campaign, unit_id: int, actor: Actor, day: date
    ) -> None:
        self._campaign, self._unit_id = campaign, unit_id
        self._actor, self._day = actor, day
        self._beside = Beside(unit_id, actor, day)
        self._items = choices_of(campaign, unit_id, day)
        self.fields: Sequence[Field] = fields()
        self.left_out = left_out()
        self.known = {
            KIND: Known(
                [
                    (value, capfirst(str(label)))
                    for value, label in Registration.Kind.choices
                ],
                lambda: Names([Named(one, said) for one, said in KIND_WORDS.items()]),
            )
        }
        self.fixed = {KIND: Registration.Kind.HOUSEHOLD.value}
        self.title = f"{campaign.name}, {unit_called(unit_id, day)}"
        self.back = reverse("pledges:unit", args=[campaign.pk, unit_id])

    def lacking(self, chosen: Collection[str]) -> Iterable[Field]:
        has_name = "name" in chosen or {"surname", "given"} <= set(chosen)
        return [
            one
            for one in super().lacking(chosen)
            if not (one.key == "name" and has_name)
        ]

    def counts(self, count: int) -> str:
        words = ngettext("%(count)s đăng ký", "%(count)s đăng ký", count)
        return words % {"count": show_number(count)}

    def next_step(self) -> Link | None:
        return Link(_("Duyệt các đăng ký vừa ghi"), f"{self.back}?trang-thai=submitted")

    def judge(self, drafts: Iterable[Draft], read: Reader) -> Iterator[Judged]:
        rows: list[tuple[Draft, Read]] = []
        for draft in drafts:
            kind = draft.dims[0] or Registration.Kind.HOUSEHOLD
            try:
                with draft.reading() as cells:
                    row = read_row(cells, kind, self._items, self._day)
                rows.append((draft, row))
            except Unreadable as fault:
                typed = " · ".join(as_text(part.raw) for part in draft.parts)[:200]
                yield draft.refused(fault.reason, fault.remedy, typed=typed)
        yield from self._against_register(rows, read)

    def _against_register(
        self, rows: Sequence[tuple[Draft, Read]], read: Reader
    ) -> Iterator[Judged]:
        meant = [row.draft for _draft, row in rows]
        standing = Standing(
            self._campaign.pk,
            self._unit_id,
            [one.name for one in meant],
            near=within_commune(self._unit_id, self._day),
        )
        people = people_called(meant, self._actor, self._unit_id, self._day)
        before: dict[tuple[str, str, int, str], int] = defaultdict(int)
        for place, (draft, row) in enumerate(rows):
            known = surely(row.draft, people.get(place, []))
            payload = payload_of(row.draft) | {"p": known.pk if known else None}
            key = key_of(row.draft)
            try:
                judged = self._one(draft, row, payload, standing, before.get(key), read)
            except Asked as asked:
                judged = draft.asked(asked.question, payload, row.draft.name)
            if judged.fate == Fate.NEW:
                before.setdefault(key, draft.row + 1)
                standing.expect(row.draft)
            if known and judged.fate == Fate.NEW:
                said = _("Có trong sổ người: %s.") % known.full_name
                judged.reason = joined(" ", (judged.reason, said))
            yield judged

    def _one(
        self,
        draft: Draft,
        row: Read,
        payload: dict[str, Any],
        standing: Standing,
        first: int | None,
        read: Reader,
    ) -> Judged:
        meant, typed = row.draft, row.draft.name
        try:
            refuse_unfit(meant, [one.key for one in self._items], self._day)
        except RuleBroken as no:
            return draft.refused(str(no.reason), str(no.remedy), payload, typed)
        if first is not None:
            return skipped(draft.row, _("Lặp lại dòng %s.") % first, typed)
        same = standing.same(meant)
        if same is not None:
            return draft.judged(
                Fate.SAME, payload, typed, before=_said(same), reason=_standing(same)
            )
        doubtful = standing.doubtful(meant)
        if doubtful:
            beside = [self._beside.told(one) for one in doubtful[:3]]
            answer = read.answer(_which(draft, meant, beside))
            if answer == SAME:
                return draft.judged(Fate.SAME, payload, typed, before=beside[0])
            if answer == LEAVE:
                return draft.refused(*unwanted(), payload, typed)
            payload["n"] = 2
        return draft.judged(
            Fate.NEW, payload, typed, after=_after(meant), reason=joined(" ", row.said)
        )

    def carry(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        done = actions.register_others(
            self._campaign,
            self._unit_id,
            [draft_of(row.payload) for row in rows],
            said=source,
            actor=actor,
            at=at,
        )
        return brought_in(rows, done)

    def take_out(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        undos = [row.undo or {} for row in rows]
        done = actions.withdraw_others(undos, actor=actor, at=at, said=source)
        return taken_out(rows, done)

    def describe(self, payloads: Sequence[dict[str, Any] | None]) -> list[str]:
        return [_described(one) if one else "" for one in payloads]


def payload_of(draft: RegistrationDraft) -> dict[str, Any]:
    """What a row keeps until it is brought in."""
    return {
        "k": draft.kind,
        "a": draft.name,
        "y": draft.birth_year,
        "l": draft.address,
        "r": draft.representative,
        "c": [str(key) for key in draft.content],
        "w": draft.words,
        "t": [
            [one.words, None if one.value is None else str(one.value), one.measure]
            for one in draft.targets
        ],
        "d": draft.title,
        "s": sorted(draft.shows),
        "n": draft.namesake,
    }


def draft_of(payload: Mapping[str, Any]) -> RegistrationDraft:
    """The draft that a row keeps."""
    return RegistrationDraft(
        kind=payload["k"],
        name=payload["a"],
        birth_year=payload["y"],
        address=payload["l"],
        representative=payload["r"],
        content=[UUID(key) for key in payload["c"]],
        words=payload["w"],
        targets=[
            TargetDraft(words, None if value is None else Decimal(value), measure)
            for words, value, measure in payload["t"]
        ],
        title=payload["d"],
        shows=frozenset(payload["s"]),
        person_id=payload.get("p"),
        namesake=payload["n"],
    )


def _which(draft: Draft, meant: RegistrationDraft, beside: Sequence[str]) -> Question:
    words = _("Dòng %(row)s ghi %(who)s. Danh sách đã có %(known)s: là một?") % {
        "row": draft.row + 1,
        "who": _after(meant),
        "known": "; ".join(beside),
    }
    return Question(
        f"same:{fold(meant.name)[:60]}:{meant.birth_year or ''}:{draft.row}",
        words,
        (
            (SAME, _("Là một: không ghi lại")),
            (NEW, _("Người khác, hộ khác trùng tên: ghi mới")),
            (LEAVE, _("Bỏ dòng này")),
        ),
    )


def _said(one: Registration) -> str:
    """`Nguyễn Văn An, sinh 1970, ấp 3`."""
    said = [one.name]
    if one.birth_year:
        said.append(_("sinh %s") % one.birth_year)
    return joined(", ", [*said, one.address])


def _standing(one: Registration) -> str:
    return _("%(state)s, ghi ngày %(day)s.") % {
        "state": capfirst(str(one.get_state_display())),
        "day": show(one.made_at.astimezone(ZONE).date()),
    }


def _after(draft: RegistrationDraft) -> str:
    said = [draft.name]
    if draft.birth_year:
        said.append(_("sinh %s") % draft.birth_year)
    return joined(", ", [*said, draft.address])


def _described(payload: Mapping[str, Any]) -> str:
    return " · ".join([_after(draft_of(payload)), *filter(None, [payload["w"]])])
