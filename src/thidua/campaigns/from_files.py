"""Targets from workbooks: what a unit gives to those below, checked row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from thidua.campaigns import actions
from thidua.campaigns.file_words import (
    PARTS,
    TARGET,
    TARGET_WORDS,
    UNIT_WORDS,
    VALUE,
    VALUE_WORDS,
    by_target,
    offer_of,
    standing,
    typed_as,
)
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.policies import can_give
from thidua.campaigns.queries.grid import held_rows, measure_below
from thidua.campaigns.queries.grid_held import Held
from thidua.campaigns.rules import SPLITTING
from thidua.campaigns.states import TargetState
from thidua.campaigns.stewardship import as_on
from thidua.imports.kinds import (
    DIM,
    FIGURE,
    MEASURE,
    Asked,
    Bringing,
    Carried,
    Draft,
    Field,
    Ground,
    Judged,
    Kind,
    Reader,
)
from thidua.imports.matching import (
    Known,
    Named,
    Names,
    numbers_in,
    spell_label,
)
from thidua.imports.states import Fate
from thidua.indicators.file_units import UNIT, FileUnits, unit_fields
from thidua.kernel.errors import SayingNo
from thidua.kernel.numbers import Unreadable
from thidua.kernel.policy import Verdict
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.organisations.naming import names_on

BASE_WORDS = "xuất phát điểm|năm trước|thực hiện năm trước|điểm xuất phát"


class TargetsKind(Kind):
    """Cascade values: for one target or for all that a unit gives further."""

    key = "chi-tieu"

    @property
    def name(self) -> str:
        return _("Chỉ tiêu giao xuống")

    @property
    def about(self) -> str:
        return _(
            "Mỗi dòng một đơn vị dưới quyền, mỗi cột một chỉ tiêu; hoặc ba cột: đơn vị,"
            " chỉ tiêu, số giao. Cột mẫu số và xuất phát điểm thì có cũng được."
        )

    def may(self, actor: Actor, place: str) -> Verdict:  # noqa: ARG002 - asked for each target
        return actor.writes_for(actor.unit_id or 0, Power.TARGETS)

    def ground(self, actor: Actor, place: str, day: date) -> TargetsGround:
        campaign_id, target_id = numbers_in(place, 2)
        campaigns = Campaign.objects.visible_to(actor).select_related(
            "launcher", "office", "tree", "root", "predecessor"
        )
        found = as_on(campaigns.filter(pk=campaign_id), day)
        if not found:
            raise LookupError(place)
        return TargetsGround(found[0], actor, day, target_id)


@dataclass(frozen=True, slots=True)
class _Giving:
    """One target that is split further: the rows of its grid, what it is counted in."""

    target: Target
    rows: Mapping[int, Held]
    counted: Measure


class TargetsGround(Ground):
    """The targets of a campaign that an office gives further, on a day."""

    dims = (UNIT, TARGET)
    figure = "value"
    chunk = 500

    def __init__(
        self, campaign: Campaign, actor: Actor, day: date, target_id: int
    ) -> None:
        self._campaign, self._day = campaign, day
        self._givings = {
            str(target.pk): self._giving(target)
            for target in self._given_by(actor, target_id)
        }
        if target_id and str(target_id) not in self._givings:
            raise LookupError(target_id)
        self._unit_names = {
            unit: row.name
            for one in self._givings.values()
            for unit, row in one.rows.items()
        }
        units = FileUnits(names_on(self._unit_names, day), campaign.tree_id, day)
        self.known = {
            **units.known(
                [(str(unit), name) for unit, name in self._unit_names.items()]
            ),
            TARGET: Known(
                [(key, one.target.version.name) for key, one in self._givings.items()],
                self._names_of_targets,
            ),
        }
        self.fields = self._all_fields()
        self.fixed = {TARGET: str(target_id)} if target_id else {}
        self.title = campaign.name
        self.back = (
            reverse("campaigns:give", args=[campaign.pk, target_id])
            if target_id
            else reverse("campaigns:my-targets", args=[campaign.pk])
        )

    def _given_by(self, actor: Actor, target_id: int) -> list[Target]:
        targets = Target.objects.open().filter(
            campaign=self._campaign, state=TargetState.ACCEPTED, split__in=SPLITTING
        )
        if target_id:
            targets = targets.filter(pk=target_id)
        else:
            units = {actor.unit_id, self._campaign.root_id}
            targets = targets.filter(unit__in=units - {None})
        found = list(targets.select_related("version").order_by("pk"))
        for target in found:
            target.campaign = self._campaign
        return [target for target in found if can_give(actor, target)]

    def _giving(self, target: Target) -> _Giving:
        rows = {row.unit_id: row for row in held_rows(target, self._day)}
        return _Giving(target, rows, measure_below(target))

    def _names_of_targets(self) -> Names:
        return Names(
            [
                Named(key, (one.target.version.name,))
                for key, one in self._givings.items()
            ],
            spell_label,
        )

    def _all_fields(self) -> list[Field]:
        kinds = Unit.objects.filter(pk__in=self._unit_names).values_list("kind")
        return [
            *unit_fields({kind for (kind,) in kinds}, *UNIT_WORDS),
            Field(TARGET, _("Chỉ tiêu"), TARGET_WORDS, DIM, is_required=True),
            Field(MEASURE, _("Đơn vị tính"), ("don vi tinh", "dvt"), MEASURE),
            Field("value", _("Số giao"), VALUE_WORDS, FIGURE, is_required=True),
        ]

    def parts(self) -> Sequence[tuple[str, str]]:
        return [
            ("", _("Số giao")),
            ("weight", _("mẫu số") + "|mẫu số|trọng số|mẫu số kế hoạch"),
            ("base", _("xuất phát điểm") + "|" + BASE_WORDS),
        ]

    def measure(
        self, dims: Sequence[str], part: str
    ) -> tuple[str, Decimal, int | None]:
        giving = self._givings.get(dims[1]) if len(dims) > 1 else None
        if giving is None or part == "weight":
            return "", Decimal(1), 6
        counted = giving.counted
        decimals = counted.decimals if counted.scale == 1 else 6
        return counted.name, Decimal(counted.scale), decimals

    # The three deeds.

    def judge(self, drafts: Iterable[Draft], read: Reader) -> Iterator[Judged]:
        for draft in drafts:
            yield self._one(draft, read)

    def _one(self, draft: Draft, read: Reader) -> Judged:
        unit, giving = int(draft.dims[0]), self._givings[draft.dims[1]]
        typed = " / ".join(typed_as(part.raw) for part in draft.parts)
        about = {"g": giving.target.pk, "u": unit}
        row = giving.rows.get(unit)
        if row is None:
            return draft.refused(
                _("Đơn vị này không nhận chỉ tiêu ấy."),
                _("Chỉ giao cho đơn vị tham gia ngay dưới mình."),
                about,
                typed,
            )
        try:
            figures = self._figures(draft, read)
        except Asked as asked:
            return draft.asked(asked.question, about, typed)
        except Unreadable as fault:
            return draft.refused(fault.reason, fault.remedy, about, typed)
        return self._compared(draft, row, giving.counted, figures, about, typed)

    def _figures(self, draft: Draft, read: Reader) -> dict[str, Decimal]:
        found = {}
        for part in draft.parts:
            figure = read.figure(part, draft.dims)
            if figure is None:
                continue
            if figure < 0:
                raise Unreadable(
                    _("Số giao không được nhỏ hơn 0."), _("Bỏ dấu trừ, kiểm lại số.")
                )
            found[PARTS[part.name]] = figure
        return found

    def _compared(
        self,
        draft: Draft,
        row: Held,
        counted: Measure,
        figures: Mapping[str, Decimal],
        about: dict[str, Any],
        typed: str,
    ) -> Judged:
        now = standing(row)
        will = {**now, **figures}
        payload = about | {key: str(value) for key, value in will.items()}
        payload["e"] = row.child.revision if row.child else 0
        if no := self._why_not(row, now, figures):
            return draft.refused(*no, payload, typed)
        fate = Fate.NEW if row.child is None else Fate.CHANGED
        if not figures:
            fate = Fate.SKIPPED
        elif will == now:
            fate = Fate.SAME
        return draft.judged(
            fate,
            payload,
            typed,
            before=counted.say(now[VALUE]) if VALUE in now else "",
            after=counted.say(will[VALUE]) if VALUE in will else "",
            reason="" if figures else _("Ô không có số."),
        )

    def _why_not(
        self, row: Held, now: Mapping[str, Decimal], figures: Mapping[str, Decimal]
    ) -> tuple[str, str] | None:
        """Why the figures of a row cannot be given, with the remedy."""
        will = {**now, **figures}
        if not figures or will == now:
            return None
        if VALUE not in will:
            return _("Đơn vị này chưa có số giao."), _("Thêm cột số giao.")
        if row.is_accepted and will.get(VALUE) != now.get(VALUE):
            return (
                _("Đơn vị đã nhận số này."),
                _("Mở trang của chỉ tiêu ấy để giao lại, kèm lý do."),
            )
        return None

    def carry(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        del source  # the rounds of a target say who gave it; the trail has the file
        answers = []
        for target, some in by_target(rows).items():
            giving = self._givings.get(str(target))
            for row in some:
                unit = row.payload["u"]
                held = giving.rows.get(unit) if giving else None
                answers.append(self._carry_one(giving, held, row, actor, at))
        return answers

    def _carry_one(
        self,
        giving: _Giving | None,
        held: Held | None,
        row: Bringing,
        actor: Actor,
        at: datetime,
    ) -> Carried:
        revision = held.child.revision if held and held.child else 0
        if giving is None or held is None or revision != row.payload["e"]:
            return row.came_late(
                _("Người khác vừa sửa số này."),
                _("Kiểm tra lại tệp: số mới sẽ hiện bên cạnh."),
            )
        offer = offer_of(row.payload["u"], row.payload, revision or None)
        before = {key: str(value) for key, value in standing(held).items()}
        if held.child is None:
            before["new"] = "1"
        try:
            with transaction.atomic():
                changed = actions.propose_targets(
                    giving.target, [offer], actor=actor, at=at
                )
        except SayingNo as no:
            return row.came_late(str(no.reason), str(no.remedy))
        before["r"] = str(changed[0].revision if changed else revision)
        return row.brought_in(before)

    def take_out(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        del source
        answers = []
        for target, some in by_target(rows).items():
            giving = self._givings.get(str(target))
            for row in some:
                held = giving.rows.get(row.payload["u"]) if giving else None
                answers.append(self._back_one(giving, held, row, actor, at))
        return answers

    def _back_one(
        self,
        giving: _Giving | None,
        held: Held | None,
        row: Bringing,
        actor: Actor,
        at: datetime,
    ) -> Carried:
        undo = row.undo or {}
        child = held.child if held else None
        if giving is None or child is None or str(child.revision) != undo.get("r"):
            return row.stays(
                _("Người khác đã sửa hoặc đơn vị đã trả lời số này."),
                _("Giao lại trên trang của chỉ tiêu ấy."),
            )
        offer = offer_of(child.unit_id, {} if "new" in undo else undo, child.revision)
        try:
            with transaction.atomic():
                actions.propose_targets(giving.target, [offer], actor=actor, at=at)
        except SayingNo as no:
            return row.stays(str(no.reason), str(no.remedy))
        return row.taken_out()

    def describe(self, payloads: Sequence[dict[str, Any] | None]) -> list[str]:
        return [self._described(one) if one else "" for one in payloads]

    def _described(self, payload: Mapping[str, Any]) -> str:
        giving = self._givings.get(str(payload["g"]))
        name = giving.target.version.name if giving else ""
        return f"{self._unit_names.get(payload['u'], '')} · {name}"
