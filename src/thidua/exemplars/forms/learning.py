"""A plan of learning, what was reached, a visit: as they are typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line, said_at_fields
from thidua.exemplars.drafts import LearningDraft, SubjectDraft, VisitDraft
from thidua.exemplars.goals import refuse_backward, refuse_nothing_taken
from thidua.exemplars.measures import asked, measure_of
from thidua.exemplars.models import Exemplar, ExemplarFigure, Visit
from thidua.exemplars.queries.following import SELF, UNIT, Options, OwnFigure
from thidua.kernel.ui.fields import Fault, FigureField, needed_for
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One figure of the form: the bar, what one stands at, what one means to reach."""

    figure: OwnFigure
    start: BoundField
    goal: BoundField


class FollowForm(LaidOut):
    """Who learns, what it takes over, by when, towards what."""

    home = forms.TypedChoiceField(
        label=gettext_lazy("Của đơn vị nào"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy(
            "Đơn vị mình, và những đơn vị bên dưới chưa ai có tài khoản: đăng ký thay,"
            " nhật ký ghi rõ ai làm thay ai."
        ),
    )
    who = forms.ChoiceField(label=gettext_lazy("Ai học theo"))
    name = needed_for(
        gettext_lazy("cần khi là hộ, tổ, cá nhân của đơn vị"),
        line(
            gettext_lazy("Tên hộ, tổ, cá nhân"),
            200,
            required=False,
        ),
    )
    takes = forms.MultipleChoiceField(
        label=gettext_lazy("Làm theo việc nào của điển hình"), required=False
    )
    takes_over = area(
        gettext_lazy("Việc khác, bằng lời của mình"),
        hint=gettext_lazy("Mỗi dòng một việc."),
    )
    starts_on = day(gettext_lazy("Bắt đầu từ ngày"))
    due_on = day(gettext_lazy("Hạn bắt kịp"))

    def __init__(
        self,
        *args: Any,
        whose: Options,
        homes: Options,
        how_to: Sequence[str],
        figures: Sequence[OwnFigure],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.figures = figures
        self.offer(home=homes, who=whose, takes=[(one, one) for one in how_to])
        if not homes:
            del self.fields["home"]
        if not how_to:
            del self.fields["takes"]
            self.fields["takes_over"].label = _("Làm theo việc gì, bằng lời của mình")
            self.fields["takes_over"].required = True
        if all(whom == SELF for whom, _words in whose):
            del self.fields["name"]
        for one in figures:
            for prefix, label in (("start", _("Nay đang ở")), ("goal", _("Sẽ đạt"))):
                self.fields[f"{prefix}_{one.pk}"] = FigureField(
                    label=f"{label}, {one.measure}" if one.measure else label,
                    required=False,
                )

    @property
    def main(self) -> Iterator[tuple[str, BoundField]]:
        """The fields beside the figures."""
        apart = ("start_", "goal_")
        return (pair for pair in self.lines if not pair[1].name.startswith(apart))

    @property
    def rows(self) -> list[PlanRow]:
        """The figures, one a row."""
        return [
            PlanRow(one, self[f"start_{one.pk}"], self[f"goal_{one.pk}"])
            for one in self.figures
        ]

    def clean(self) -> dict[str, Any]:
        """A household, a group or a person of the unit has a name."""
        clean = dict(super().clean() or self.cleaned_data)
        if clean.get("who") not in {UNIT, SELF, None} and not clean.get("name"):
            self.add_error(
                "name",
                Fault(_("Chưa ghi tên."), _("Ghi tên chủ hộ, tên tổ hoặc họ tên.")),
            )
        with said_at_fields(self):
            refuse_nothing_taken("".join(self._taken(clean)))
        if clean.get("starts_on") and clean.get("due_on"):
            with said_at_fields(self):
                refuse_backward(clean["starts_on"], clean["due_on"])
        return clean

    def _taken(self, clean: Mapping[str, Any]) -> list[str]:
        taken = [*clean.get("takes", ()), *clean.get("takes_over", "").splitlines()]
        return [one.strip() for one in taken if one.strip()]

    def home_of(self, actor: Actor) -> int:
        """The unit of the learner: one's own, or one below that was chosen."""
        own = actor.unit_id or 0
        if self.cleaned_data["who"] == SELF:
            return own
        return int(self.cleaned_data.get("home") or own)

    def draft(
        self, exemplar: Exemplar, actor: Actor, home: int, home_name: str
    ) -> LearningDraft:
        """What the action wants; figures in the measure itself."""
        clean, field = self.cleaned_data, exemplar.field
        who = clean["who"]
        if who == UNIT:
            subject = SubjectDraft("unit", home_name, home, field, unit_id=home)
        elif who == SELF:
            subject = SubjectDraft(
                "person", actor.name, home, field, person_id=actor.person_id
            )
        else:
            subject = SubjectDraft(who, clean["name"], home, field)
        return LearningDraft(
            subject,
            takes_over="\n".join(self._taken(clean)),
            starts_on=clean["starts_on"],
            due_on=clean["due_on"],
            goals=list(self._typed("goal")),
            starts=list(self._typed("start")),
        )

    def _typed(self, prefix: str) -> Iterator[tuple[int, Decimal]]:
        for one in self.figures:
            value = self.cleaned_data[f"{prefix}_{one.pk}"]
            if value is not None:
                yield one.pk, value * one.scale


class TellForm(LaidOut):
    """What a learner reached by the end of a month, with proof."""

    month = forms.TypedChoiceField(label=gettext_lazy("Đến hết"), coerce=int)

    def __init__(
        self,
        *args: Any,
        months: Options,
        figures: Sequence[ExemplarFigure],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.figures = figures
        self.offer(month=months)
        for one in figures:
            self.fields[f"value_{one.pk}"] = FigureField(
                label=asked(one), required=False
            )
        self.fields["proof"] = forms.FileField(label=_("Minh chứng"), required=False)

    def values(self) -> list[tuple[int, Decimal]]:
        """What was typed, in the measure itself."""
        found = ((one, self.cleaned_data[f"value_{one.pk}"]) for one in self.figures)
        return [
            (one.pk, value * measure_of(one).scale)
            for one, value in found
            if value is not None
        ]


@dataclass(frozen=True, slots=True)
class CameField:
    """One learner of a visit: how many came, what they took home."""

    name: str
    people: BoundField
    home: BoundField


class VisitForm(LaidOut):
    """How a visit went."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("việc", "Hình thức"),
        choices=lambda: [
            (value, capfirst(str(label))) for value, label in Visit.Kind.choices
        ],
    )
    held_on = day(gettext_lazy("Ngày"))
    place = line(gettext_lazy("Nơi"), 200)
    words = area(
        gettext_lazy("Nội dung"),
        missing=gettext_lazy("Chưa ghi nội dung."),
        hint=gettext_lazy("Đã xem gì, nghe ai nói, trao đổi điều gì."),
    )

    def __init__(self, *args: Any, learners: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learners = learners
        for pk in learners:
            self.fields[f"people_{pk}"] = FigureField(
                label=_("Số người"), required=False, decimals=0, least=0, most=10_000
            )
            self.fields[f"home_{pk}"] = line(_("Mang về điều gì"), 1000, required=False)

    @property
    def main(self) -> list[tuple[str, BoundField]]:
        """The fields of the visit itself."""
        apart = ("people_", "home_")
        return [one for one in self.lines if not one[1].name.startswith(apart)]

    @property
    def rows(self) -> list[CameField]:
        """The learners, one a row."""
        return [
            CameField(name, self[f"people_{pk}"], self[f"home_{pk}"])
            for pk, name in self.learners.items()
        ]

    def draft(self) -> VisitDraft:
        """What the action wants."""
        clean = self.cleaned_data
        return VisitDraft(
            kind=clean["kind"],
            held_on=clean["held_on"],
            place=clean["place"],
            words=clean["words"],
            came=[
                (pk, int(clean[f"people_{pk}"]), clean[f"home_{pk}"])
                for pk in self.learners
                if clean[f"people_{pk}"]
            ],
        )
