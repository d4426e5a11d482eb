"""Planning a meeting, calling it off, its minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.clubs.drafts import ItemDraft, MeetingDraft, MinutesDraft
from thidua.clubs.forms.guests import person_called
from thidua.clubs.models import ClubMeeting
from thidua.clubs.queries.meeting import Learner, There
from thidua.kernel.lengths import in_full
from thidua.kernel.ui.fields import Fault, FigureField
from thidua.organisations.forms.units import the_unit_called

FIRST_ROWS, MOST_ROWS = 4, 20
USUAL_MINUTES = 30
_HOUR = re.compile(r"^\s*(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{2})?\s*$", re.IGNORECASE)


class HourField(forms.CharField):
    """An hour typed `8:00`, `8h30`, `14 giờ`."""

    def clean(self, value: Any) -> Any:
        """A `time`; refused with an example."""
        text = str(super().clean(value) or "")
        found = _HOUR.match(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise Fault(gettext("Chưa đọc được giờ này."), gettext("Ví dụ: 8:00."))
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


@dataclass(frozen=True, slots=True)
class ItemLine:
    """The fields of one item of the agenda."""

    words: BoundField
    led_by: BoundField
    lasts: BoundField


class MeetingForm(LaidOut):
    """When, where, what is on, which guests."""

    title = line(_("Chủ đề"), 200, hint=_("Ví dụ: Giữ vườn dừa qua mùa mặn."))
    held_on = day(_("Ngày"))
    starts_at = HourField(label=_("Giờ"), max_length=10, help_text=_("Ví dụ: 8:00."))
    place = line(_("Nơi họp"), 200)
    words = area(_("Lời mời, điều cần chuẩn bị"))
    guests = area(
        _("Khách mời"),
        hint=_(
            "Mỗi dòng một khách. Ghi đúng tên đơn vị (Xã Châu Bình, huyện Giồng Trôm),"
            " hoặc họ tên kèm đơn vị (Nguyễn Văn An, xã Châu Bình), thì nơi ấy, người"
            " ấy được báo ngay trong chương trình; ai chưa có tài khoản thì nhận giấy"
            " mời in."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for place in range(rows):
            self.fields |= {
                f"words{place}": line(gettext("Nội dung"), 300, required=False),
                f"led{place}": line(gettext("Ai dẫn"), 200, required=False),
                f"lasts{place}": FigureField(
                    label=gettext("Phút"), required=False, decimals=0, least=1, most=600
                ),
            }

    @property
    def main(self) -> list[tuple[str, BoundField]]:
        """The fields above the agenda."""
        own = {f"{name}{at}" for at in range(self.rows) for name in _ITEM}
        own.add("guests")
        return [one for one in self.lines if one[1].name not in own]

    @property
    def item_lines(self) -> list[ItemLine]:
        """The agenda, row by row."""
        return [
            ItemLine(*(self[f"{name}{place}"] for name in _ITEM))
            for place in range(self.rows)
        ]

    def draft(self, home_id: int, on: date) -> MeetingDraft:
        """What the action wants; a guest who is called like one unit is that unit, one
        who is called like somebody who signs in for a unit is that person."""
        clean = self.cleaned_data
        units, people, names = guests_in(clean["guests"], home_id, on)
        return MeetingDraft(
            title=clean["title"],
            held_on=clean["held_on"],
            starts_at=clean["starts_at"],
            place=clean["place"],
            words=clean["words"],
            items=list(self._items()),
            guest_units=units,
            guest_people=people,
            guests=names,
        )

    def _items(self) -> list[ItemDraft]:
        clean = self.cleaned_data
        return [
            ItemDraft(
                clean[f"words{at}"],
                clean[f"led{at}"],
                int(clean[f"lasts{at}"] or USUAL_MINUTES),
            )
            for at in range(self.rows)
            if clean[f"words{at}"].strip()
        ]


_ITEM = ("words", "led", "lasts")


def guests_in(
    text: str, home_id: int, on: date
) -> tuple[list[int], list[tuple[int, str]], list[str]]:
    """Units, people and names, of what was typed line by line."""
    units: list[int] = []
    people: dict[int, str] = {}
    names: list[str] = []
    for one in filter(None, (part.strip() for part in text.splitlines())):
        try:
            units.append(the_unit_called(one, on).pk)
        except forms.ValidationError:
            person = person_called(one, home_id, on)
            if person is None:
                names.append(in_full(one, 200, "guests"))
            else:
                people[person] = in_full(one, 200, "guests")
    return units, list(people.items()), names


def rows_asked(data: QueryDict | None, least: int = FIRST_ROWS) -> int:
    """How many items the form shows: as it was sent, two more when asked for."""
    text = data.get("rows", "") if data is not None else ""
    rows = int(text) if text.isdecimal() and len(text) < 3 else least
    if data is not None and data.get("go") == "more":
        rows += 2
    return max(least, min(rows, MOST_ROWS))


def values_of(meeting: ClubMeeting, guests: Sequence[str]) -> dict[str, Any]:
    """What stands in a plan, as it would be typed."""
    names = ("title", "held_on", "starts_at", "place", "words", "version")
    found: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    for at, one in enumerate(meeting.items.all()):
        found |= {
            f"words{at}": one.words,
            f"led{at}": one.led_by,
            f"lasts{at}": one.lasts,
        }
    return found | {"guests": "\n".join(guests)}


@dataclass(frozen=True, slots=True)
class CameLine:
    """One who was asked: how many came."""

    name: str
    kind: str
    people: BoundField


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One learner: how many came, what they took home."""

    name: str
    exemplar: str
    people: BoundField
    home: BoundField


class MinutesForm(LaidOut):
    """How a meeting went."""

    led_by = line(_("Chủ trì"), 200)
    minutes = area(
        _("Diễn biến"),
        missing=_("Chưa ghi diễn biến."),
        hint=_("Ai nói gì, bàn gì; mỗi ý một dòng."),
    )
    conclusions = area(
        pgettext_lazy("cuộc họp", "Kết luận"),
        hint=_("Mỗi dòng một điều; ai biết câu lạc bộ đều đọc được sau khi duyệt."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        there: Sequence[There],
        learners: Sequence[Learner],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.there, self.learners = there, learners
        for one in there:
            self.fields[f"came{one.pk}"] = _people(one.first)
        for learner in learners:
            self.fields[f"took{learner.pk}"] = _people(learner.people)
            self.fields[f"home{learner.pk}"] = line(
                gettext("Mang về điều gì"), 1000, required=False
            )
            self.fields[f"home{learner.pk}"].initial = learner.words

    @property
    def main(self) -> list[tuple[str, BoundField]]:
        """The fields of the minutes themselves."""
        own = ("led_by", "minutes", "conclusions", "version")
        return [one for one in self.lines if one[1].name in own]

    @property
    def came_lines(self) -> list[CameLine]:
        """Who was asked, one a row."""
        return [
            CameLine(one.name, one.kind, self[f"came{one.pk}"]) for one in self.there
        ]

    @property
    def taken_lines(self) -> list[TakenLine]:
        """The learners, one a row."""
        return [
            TakenLine(
                one.name, one.exemplar, self[f"took{one.pk}"], self[f"home{one.pk}"]
            )
            for one in self.learners
        ]

    def draft(self) -> MinutesDraft:
        """What the action wants."""
        clean = self.cleaned_data
        return MinutesDraft(
            led_by=clean["led_by"],
            minutes=clean["minutes"],
            conclusions=clean["conclusions"],
            came={one.pk: int(clean[f"came{one.pk}"] or 0) for one in self.there},
            taken=[
                (one.pk, int(clean[f"took{one.pk}"]), clean[f"home{one.pk}"])
                for one in self.learners
                if clean[f"took{one.pk}"]
            ],
        )


def _people(first: int | None) -> FigureField:
    field = FigureField(
        label=gettext("Số người"), required=False, decimals=0, least=0, most=10_000
    )
    field.initial = None if first is None else str(first)
    return field
