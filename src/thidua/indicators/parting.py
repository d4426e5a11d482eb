"""How a part comes into being, follows its whole, and ends. Used by the actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thidua.indicators.models import (
    Category,
    Form,
    FormLine,
    Indicator,
    IndicatorPart,
    IndicatorVersion,
)
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold

COPIED = (
    "definition", "measure", "nature", "across", "over_time", "better", "decimals",
    "least", "source",
)  # fmt: skip
"""What a part has from its whole."""
IN_ORDER = ("category__breakdown", "category__position", "category", "pk")
"""How parts stand beneath their whole."""
LONGEST_NAME = 200
LONGEST_CODE = 60
ADDED_UP = (IndicatorVersion.Nature.FLOW, IndicatorVersion.Nature.STOCK)
"""What may be parted, if units are added up."""


def code_from(name: str, taken: Iterable[str], *, longest: int = 30) -> str:
    """A code out of a name, `nguoi-lao-dong`; numbered when it is taken."""
    plain = slugify(fold(name))[:longest].strip("-") or "nhom"
    known = set(taken)
    if plain not in known:
        return plain
    stem = plain[: longest - 3].strip("-")
    return next(c for n in range(2, 100) if (c := f"{stem}-{n}") not in known)


def refuse_unless_added_up(versions: Iterable[IndicatorVersion]) -> None:
    """Only what units and parts may be added up to can be parted."""
    for version in versions:
        if version.nature not in ADDED_UP or version.across != "sum":
            raise RuleBroken(
                _("“%(name)s” không phải số cộng được, nên không phân tổ được.")
                % {"name": version.name},
                _("Phân tổ tử số và mẫu số: lập từng chỉ số rồi viết công thức."),
            )


def refuse_if_part(indicator: Indicator) -> None:
    """What concerns a part is done to its whole."""
    kin = IndicatorPart.objects.filter(part=indicator).order_by("-during").first()
    if kin is not None:
        whole = kin.whole.versions.order_by("-number").first()
        raise RuleBroken(
            _("Chỉ số này là một phần của “%(whole)s” và theo định nghĩa của nó.")
            % {"whole": whole},
            _("Mở chỉ số tổng để sửa; phần đổi theo trong cùng việc."),
        )


def begin_part(whole: Indicator, category: Category, since: date) -> IndicatorPart:
    """From a day on there is a part; one that was let go goes on with its figures."""
    before = (
        IndicatorPart.objects.filter(whole=whole, category=category)
        .select_related("part")
        .first()
    )
    part = before.part if before else _fresh(whole, category)
    kin = IndicatorPart.objects.create(
        whole=whole, category=category, part=part, during=DateRange(since, None)
    )
    number = part.versions.aggregate(last=Max("number"))["last"] or 0
    for version in whole.versions.order_by("number"):
        start, end = version.during.lower, version.during.upper
        if end is None or end > since:
            number += 1
            _mean(part, number, version, category, DateRange(max(start, since), end))
    return kin


def follow(whole: Indicator, version: IndicatorVersion, since: date) -> None:
    """The whole means something else from a day on; so do its parts."""
    parts = IndicatorPart.objects.filter(whole=whole).select_related("part", "category")
    for kin in parts:
        if kin.during.upper is not None and kin.during.upper <= since:
            continue
        start = max(since, kin.during.lower)
        last = kin.part.versions.order_by("-number")[0]
        if last.during.lower >= start:  # begun on that day, or later
            _copy(last, version, kin.category)
            last.save()
            continue
        last.during = DateRange(last.during.lower, start)
        last.save(update_fields=["during"])
        days = DateRange(start, kin.during.upper)
        _mean(kin.part, last.number + 1, version, kin.category, days)


def asked_parts(
    form: Form, version: IndicatorVersion, breakdowns: Iterable[int]
) -> list[IndicatorVersion]:
    """The parts that a form asks for beneath a line, in the order of its rows.

    What makes up the whole comes first. Parts that are none at any time of the form
    are left out.
    """
    parts = IndicatorPart.objects.filter(
        whole=version.indicator_id,
        category__breakdown__in=list(breakdowns),
        during__overlap=DateRange(form.starts_on, form.ends_on, "[]"),
    ).order_by("-category__breakdown__kind", *IN_ORDER)
    numbers = list(dict.fromkeys(parts.values_list("part", flat=True)))
    meanings = IndicatorVersion.objects.filter(
        indicator__in=numbers, during__overlap=version.during
    ).order_by("number")
    found = {one.indicator_id: one for one in meanings}
    return [found[number] for number in numbers if number in found]


def end_parts(parts: Sequence[IndicatorPart], on: date, reason: str) -> None:
    """From a day on these are parts no more; what was counted stays."""
    _refuse_while_asked(parts, on)
    for kin in parts:
        if kin.during.lower >= on:
            raise RuleBroken(
                _("Phân tổ này chỉ bắt đầu từ %(day)s.")
                % {"day": dates.show(kin.during.lower)},
                _("Chọn ngày muộn hơn."),
            )
        kin.during = DateRange(kin.during.lower, on)
        kin.ended_because = reason
        kin.save(update_fields=["during", "ended_because"])
        standing = IndicatorVersion.objects.filter(
            indicator=kin.part_id, during__contains=on
        ).exclude(during__startswith=on)
        for version in standing:
            version.during = DateRange(version.during.lower, on)
            version.save(update_fields=["during"])


def _refuse_while_asked(parts: Sequence[IndicatorPart], on: date) -> None:
    """A form that asks for a part goes on to its own end."""
    line = (
        FormLine.objects.filter(
            version__indicator__in=[kin.part_id for kin in parts],
            form__ends_on__gte=on,
        )
        .select_related("form")
        .order_by("-form__ends_on")
        .first()
    )
    if line is not None:
        said = {"form": line.form.name, "day": dates.show(line.form.ends_on)}
        raise RuleBroken(
            _("Biểu “%(form)s” còn hỏi phân tổ này đến %(day)s.") % said,
            _("Chọn ngày sau đó, hoặc bỏ phân tổ khỏi biểu nếu biểu chưa mở."),
        )


def _fresh(whole: Indicator, category: Category) -> Indicator:
    stem = f"{whole.code[: LONGEST_CODE - 32]}-{category.code}"
    alike = Indicator.objects.filter(code__startswith=stem)
    code = code_from(stem, alike.values_list("code", flat=True), longest=LONGEST_CODE)
    return Indicator.objects.create(code=code, owner_id=whole.owner_id)


def _mean(
    part: Indicator,
    number: int,
    whole: IndicatorVersion,
    category: Category,
    during: DateRange,
) -> None:
    version = IndicatorVersion(indicator=part, number=number, during=during)
    _copy(version, whole, category)
    version.save()


def _copy(version: IndicatorVersion, whole: IndicatorVersion, of: Category) -> None:
    """Let a version of a part mean what its whole means, under its own name."""
    version.name = f"{whole.name} – {of.name}"
    if len(version.name) > LONGEST_NAME:
        raise RuleBroken(
            _("Tên “%(name)s…” dài quá %(most)s chữ.")
            % {"name": version.name[:60], "most": LONGEST_NAME},
            _("Rút ngắn tên chỉ số hoặc tên nhóm."),
        )
    for field in COPIED:
        setattr(version, field, getattr(whole, field))
