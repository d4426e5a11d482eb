"""Figures from workbooks: what a file may bring to a form, and how it is checked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse

from thidua.imports.kinds import (
    DIM,
    FIGURE,
    MEASURE,
    TEXT,
    Bringing,
    Carried,
    Draft,
    Field,
    Found,
    Ground,
    Judged,
    Plain,
    Reader,
    Straight,
    brought_in,
    taken_out,
)
from thidua.imports.kinds.grounds import in_file
from thidua.imports.matching import (
    Known,
    Named,
    Names,
    spell_label,
    spell_period,
)
from thidua.indicators import actions
from thidua.indicators.answering import answers_on
from thidua.indicators.file_parts import PartLines
from thidua.indicators.file_payloads import brought_of
from thidua.indicators.file_units import UNIT, FileUnits, unit_fields
from thidua.indicators.file_words import (
    LINE_WORDS,
    VALUE_WORDS,
    clashing_periods,
    nearly_called,
    period_names,
    periods_in,
    unit_choices,
)
from thidua.indicators.judging_files import Bench
from thidua.indicators.models import (
    Form,
    FormLine,
    FormPeriod,
    IndicatorVersion,
    Period,
    ReportDuty,
)
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.indicators.plain_files import PlainFigures
from thidua.kernel import dates
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.naming import names_on
from thidua.organisations.places import Places

LINE, PERIOD = "line", "period"
_AS_WORDS = re.compile(r"[-_.]+")
"""What stands between the words of a code."""


class FiguresGround(Ground):
    """One form, as its units, lines and periods stand on a day."""

    dims = (UNIT, LINE, PERIOD)
    figure = "value"
    takes_plain = True
    chunk = 20_000

    def __init__(
        self, form: Form, actor: Actor, day: date, period_id: int, unit_id: int
    ) -> None:
        self._form, self._actor, self._day = form, actor, day
        self._period_id, self._unit_id = period_id, unit_id

    # What there is, read when it is asked for: a chunk brought in asks for nothing of
    # it. (The base declares plain attributes, hence the ignores.)

    @cached_property
    def _periods(self) -> dict[int, Period]:
        asked = FormPeriod.objects.filter(
            form=self._form, period__starts_on__lte=self._day
        )
        return {one.period_id: one.period for one in asked.select_related("period")}

    @cached_property
    def _duties(self) -> dict[int, list[ReportDuty]]:
        found: dict[int, list[ReportDuty]] = defaultdict(list)
        duties = ReportDuty.objects.filter(form=self._form)
        for duty in duties.annotate(**answers_on(self._day)):
            found[duty.unit_id].append(duty)
        return dict(found)

    @cached_property
    def _lines(self) -> dict[str, FormLine]:
        lines = FormLine.objects.filter(form=self._form).select_related("version")
        return {str(line.pk): line for line in lines}

    @cached_property
    def _kinds(self) -> dict[int, str]:
        kinds = Unit.objects.filter(pk__in=self._duties)
        return dict(kinds.values_list("pk", "kind"))

    @cached_property
    def _names(self) -> dict[int, str]:
        return names_on(self._duties, self._day)

    @cached_property
    def fixed(self) -> dict[str, str]:  # type: ignore[override]
        found = {}
        if self._period_id in self._periods:
            found[PERIOD] = str(self._period_id)
        if self._unit_id in self._duties:
            found[UNIT] = str(self._unit_id)
        elif len(self._duties) == 1:
            found[UNIT] = str(next(iter(self._duties)))
        return found

    @cached_property
    def title(self) -> str:  # type: ignore[override]
        period = self._periods.get(self._period_id)
        if period is None:
            return self._form.name
        words = dates.period_name(period.starts_on, period.ends_on)
        return f"{self._form.name}, {words}"

    @cached_property
    def back(self) -> str:  # type: ignore[override]
        if self._period_id in self._periods and self._unit_id in self._duties:
            place = [self._form.pk, self._period_id, self._unit_id]
            return reverse("indicators:report", args=place)
        return reverse("indicators:reports")

    @cached_property
    def known(self) -> dict[str, Known]:  # type: ignore[override]
        units = unit_choices(
            self._names, self._duties, self._form, self._actor.unit_id, self._day
        )
        lines = [(one, line.version.name) for one, line in self._lines.items()]
        periods = [
            (str(one), dates.period_name(period.starts_on, period.ends_on))
            for one, period in sorted(self._periods.items(), reverse=True)
        ]
        named = {unit: self._names.get(unit, "") for unit in self._duties}
        return {
            **FileUnits(named, self._form.tree_id, self._day).known(units),
            LINE: Known(lines, self._line_names),
            PERIOD: Known(periods, self._names_of_periods),
        }

    @cached_property
    def fields(self) -> list[Field]:  # type: ignore[override]
        return [
            *unit_fields(self._kinds.values()),
            Field(LINE, _("Chỉ số"), LINE_WORDS, DIM, is_required=True),
            Field(
                PERIOD,
                _("Kỳ"),
                ("ky", "ky bao cao", "thang", "quy", "nam", "thoi gian", "thang nam"),
                DIM,
                is_required=True,
            ),
            Field(
                MEASURE, _("Đơn vị tính"), ("don vi tinh", "dvt", "dv tinh"), MEASURE
            ),
            Field("note", _("Ghi chú"), ("ghi chu", "giai trinh", "ly do"), TEXT),
            Field("value", _("Số liệu"), VALUE_WORDS, FIGURE, is_required=True),
        ]

    @cached_property
    def _codes(self) -> dict[str, str]:
        """The code of each line's indicator."""
        lines = FormLine.objects.filter(pk__in=self._lines)
        codes = lines.values_list("pk", "version__indicator__code")
        return {str(line): code for line, code in codes}

    @cached_property
    def _by_code(self) -> dict[str, str]:
        """Lines by their codes as words; without one that another's name reads like."""
        names = {
            key: {fold(spell_label(name)) for name in _names_of(line.version)}
            for key, line in self._lines.items()
        }
        coded = [(fold(_AS_WORDS.sub(" ", c)), key) for key, c in self._codes.items()]
        seen = Counter(words for words, _key in coded)
        return {
            words: key
            for words, key in coded
            if seen[words] == 1
            and not any(words in some for other, some in names.items() if other != key)
        }

    def _line_called(self, text: str) -> Found:
        """The line that a text names, by its name or by its code."""
        found = self.known[LINE].find(text)
        key = "" if found.is_certain else self._by_code.get(fold(spell_label(text)))
        return Found((key,), is_certain=True) if key else found

    def _line_names(self) -> Names:
        return Names(
            [
                Named(key, (*_names_of(line.version), self._codes[key]))
                for key, line in self._lines.items()
            ],
            spell_label,
        )

    def _names_of_periods(self) -> Names:
        year = (
            self._periods[self._period_id].starts_on.year
            if self._period_id in self._periods
            else None
        )
        years = {period.starts_on.year for period in self._periods.values()}
        only = year or (years.pop() if len(years) == 1 else None)
        return Names(
            [
                Named(str(key), tuple(period_names(from_id(key), only)))
                for key in self._periods
            ],
            spell_period,
        )

    @cached_property
    def _parts(self) -> PartLines:
        return PartLines.of(self._lines.values(), self._day)

    # What the imports ask.

    def find(self, key: str, text: str, within: str = "") -> Found:
        if key == LINE:
            return self._parts.find(text, self._line_called)
        found = super().find(key, text, within)
        return self._of_others(found) if key == UNIT and found.is_certain else found

    def _of_others(self, found: Found) -> Found:
        """The same; or, of a unit for which this office may not write, those of its own
        that have nearly the same name: one of them may be meant."""
        units = self.known[UNIT]
        unit = found.ids[0]
        if any(unit == one for one, _name in units.options):
            return found
        near = nearly_called(self._names.get(int(unit), ""), units.options)
        called = Places(self._day).called(int(unit))
        return Found(near, elsewhere=called) if near else found

    def group_of(self, key: str, value: str) -> str:
        return self._lines[value].group if key == LINE else ""

    def said_above(self, titles: Sequence[str]) -> Mapping[str, str]:
        found = self._said_in(titles)
        return {PERIOD: found.pop()} if len(found) == 1 else {}

    def _said_in(self, titles: Sequence[str]) -> set[str]:
        found = (self.find(PERIOD, text) for text in periods_in(titles))
        return {one.ids[0] for one in found if one.is_certain}

    def clashing(
        self, titles: Sequence[str], names: Sequence[str]
    ) -> Mapping[str, list[str]]:
        chosen = {**self.said_above(titles), **self.fixed}.get(PERIOD, "")
        found = clashing_periods(chosen, self._said_in(titles), names)
        return {PERIOD: found} if found else {}

    def narrow(self, key: str, value: str, text: str) -> str:
        return self._parts.narrow(value, text) if key == LINE else value

    def find_day(self, key: str, day: date) -> Found:
        if key != PERIOD:
            return Found()
        span = containing(day, PeriodKind(self._form.period_kind))
        known = span.id in self._periods
        return Found((str(span.id),) if known else (), known)

    def parts(self) -> Sequence[tuple[str, str]]:
        ratios = [
            line.version
            for line in self._lines.values()
            if line.version.nature == IndicatorVersion.Nature.RATIO
        ]
        if not ratios:
            return [("", _("Số liệu"))]
        up = [_("tử số"), "tử số", *(one.numerator_name for one in ratios)]
        down = [_("mẫu số"), "mẫu số", *(one.denominator_name for one in ratios)]
        return [("", _("Số liệu")), ("num", "|".join(up)), ("den", "|".join(down))]

    def parts_of(self, key: str, value: str) -> Sequence[tuple[str, str]]:
        line = self._lines.get(value) if key == LINE else None
        if line is None or line.version.nature != IndicatorVersion.Nature.RATIO:
            return []
        up, down = line.version.numerator_name, line.version.denominator_name
        return [
            ("num", _("tử số, %(name)s") % {"name": up}),
            ("den", _("mẫu số, %(name)s") % {"name": down}),
        ]

    def lacks(self, dims: Sequence[str], parts: Collection[str]) -> str:
        line = self._lines.get(dims[1])
        if line is None or line.version.nature != IndicatorVersion.Nature.RATIO:
            return ""
        up, down = line.version.numerator_name, line.version.denominator_name
        missing = {"num": _("tử số “%s”") % up, "den": _("mẫu số “%s”") % down}
        said = ", ".join(words for key, words in missing.items() if key not in parts)
        words = _("chỉ số này cần cả tử số và mẫu số, còn thiếu cột %s")
        return words % said if said else ""

    def measure(
        self, dims: Sequence[str], part: str
    ) -> tuple[str, Decimal, int | None]:
        line = self._lines.get(dims[1]) if len(dims) > 1 else None
        if line is None:
            return "", Decimal(1), None
        if line.version.nature == IndicatorVersion.Nature.RATIO:
            return ("" if part else line.version.measure), line.scale, 6
        return line.version.measure, line.scale, line.version.decimals

    def judge(self, drafts: Iterable[Draft], read: Reader) -> Iterator[Judged]:
        known = list(drafts)
        bench = self._bench(known, read)
        yield from bench.judge(known, read)

    def judge_plain(
        self, plain: Sequence[Plain], drafts: Sequence[Draft], read: Reader
    ) -> Iterator[Judged | Straight]:
        bench = self._bench([*plain, *drafts], read)
        figures = PlainFigures(bench, read)
        yield from figures.judged(plain)
        yield from bench.judge(sorted([*drafts, *figures.left], key=in_file), read)

    def _bench(self, figures: Sequence[Draft | Plain], read: Reader) -> Bench:
        place = (self._form, self._actor, self._day)
        bench = Bench(*place, self._lines, self._periods, self._duties, self._kinds)
        bench.load(figures, self._names, read)
        return bench

    def carry_straight(
        self, run: int, last: int, *, actor: Actor, at: datetime, source: str
    ) -> None:
        actions.bring_in_plain_figures(
            self._form, run, last, actor=actor, at=at, source=source
        )

    def carry(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        brought = [brought_of(row.payload) for row in rows]
        answers = actions.bring_in_figures(
            self._form, brought, actor=actor, at=at, source=source
        )
        return brought_in(rows, answers)

    def take_out(
        self, rows: Sequence[Bringing], *, actor: Actor, at: datetime, source: str
    ) -> list[Carried]:
        brought = [
            (brought_of(row.payload, after=True), row.undo or {}) for row in rows
        ]
        answers = actions.take_out_figures(
            self._form, brought, actor=actor, at=at, source=source
        )
        return taken_out(rows, answers)

    def describe(self, payloads: Sequence[dict[str, Any] | None]) -> list[str]:
        lines = {line.version.indicator_id: line for line in self._lines.values()}
        return [
            " · ".join(
                [
                    self._names.get(one["u"], ""),
                    lines[one["i"]].version.name if one["i"] in lines else "",
                    dates.period_name(
                        from_id(one["p"]).starts_on, from_id(one["p"]).ends_on
                    ),
                ]
            )
            if one
            else ""
            for one in payloads
        ]


def _names_of(version: IndicatorVersion) -> tuple[str, ...]:
    """What an indicator and the two parts of a ratio are called."""
    return version.name, version.numerator_name, version.denominator_name
