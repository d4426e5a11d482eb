"""What was typed in a cell, read the Vietnamese way into the indicator's measure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thidua.indicators.checks import Figure
from thidua.indicators.models import FormLine, IndicatorVersion, Observation
from thidua.kernel.numbers import Unreadable, read_number, show_number
from thidua.kernel.sentences import sentence as _

LONGEST_REASON = 300
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One cell as it was sent. A `note` of None leaves the note as it is.

    `version` is that of the figure when the page was made (0: there was none), `was`
    the text that stood in the cell then; where it did not change, nothing is done.
    With `is_asked` it is a question: somebody else's figure stood in its way when it
    was typed, nobody chose, and nothing is written before somebody does.
    """

    line_id: int
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    missing_reason: str = ""
    note: str | None = None
    version: int = 0
    was: str | None = None
    is_asked: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.value + self.numerator + self.denominator).strip()

    @property
    def words(self) -> str:
        """What stood in the cell, in one text."""
        if self.numerator or self.denominator:
            return f"{self.numerator}/{self.denominator}"
        return self.value


class Doubtful(ValueError):  # noqa: N818 - a question, not a fault
    """A number that can be read two ways; `choices` are both, typed without doubt."""

    def __init__(self, typed: str, choices: tuple[str, ...]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.choices = choices


def read_cell(line: FormLine, typed: Typed, *, before: Decimal = Decimal(0)) -> Figure:
    """The figure a person meant, in the indicator's measure.

    `before` is what the months before have reported, taken off a cumulative entry.
    Raises `Unreadable` (with reason and remedy) and `Doubtful`.
    """
    version = line.version
    if version.nature == IndicatorVersion.Nature.RATIO:
        return _read_ratio(line, typed)
    value = _read(line, typed.value)
    if line.is_cumulative:
        return Figure(value=value - before)
    return Figure(value=value)


def show_figure(line: FormLine, figure: Figure, *, before: Decimal = Decimal(0)) -> str:
    """The text that stands in a cell: in the form's scale, cumulative if it asks so."""
    if figure.value is None:
        return ""
    shown = figure.value + (before if line.is_cumulative else 0)
    return show_scaled(line, shown)


def show_standing(line: FormLine, standing: Observation, before: Decimal) -> str:
    """What stands in a cell, in one text: the figure, both parts, or the reason."""
    if standing.missing_reason:
        return standing.missing_reason
    if standing.denominator is not None:
        parts = (standing.numerator, standing.denominator)
        return "/".join(show_number(part) for part in parts)
    return show_figure(line, Figure(value=standing.value), before=before)


def show_scaled(line: FormLine, value: Decimal | None) -> str:
    """A value of the indicator's measure, in the form's scale."""
    if value is None:
        return ""
    if line.scale != 1:
        return show_number(value / line.scale)
    return show_number(value, line.version.decimals)


def _read_ratio(line: FormLine, typed: Typed) -> Figure:
    """Both parts: from two texts, or from one that holds them as `615/976`."""
    up, down = typed.numerator.strip(), typed.denominator.strip()
    if typed.value.strip():
        up, _slash, down = (part.strip() for part in typed.value.partition("/"))
    if not up or not down:
        raise Unreadable(
            _("Tỷ lệ cần cả tử số và mẫu số."),
            _("Ghi %(numerator)s/%(denominator)s, ví dụ 615/976.")
            % {
                "numerator": line.version.numerator_name.lower(),
                "denominator": line.version.denominator_name.lower(),
            },
        )
    figure = Figure(
        numerator=_read(line, up, decimals=6), denominator=_read(line, down, decimals=6)
    )
    if not figure.denominator and figure.numerator:
        raise Unreadable(
            _("Mẫu số bằng 0 thì không có tỷ lệ."),
            _("Kiểm lại mẫu số, hoặc ghi lý do không có số liệu."),
        )
    return figure


def _read(line: FormLine, text: str, *, decimals: int | None = None) -> Decimal:
    version = line.version
    if "\x00" in text:
        raise Unreadable(_("Ô có ký tự lạ."), _("Xóa ô rồi gõ lại số."))
    kept = version.decimals if decimals is None else decimals
    reading = read_number(text, decimals=6 if line.scale != 1 else kept)
    _refuse_another_measure(reading.unit, version.measure)
    if reading.other is not None:
        raise Doubtful(text, (show_number(reading.value), show_number(reading.other)))
    return fit(version, reading.value * line.scale)


def fit(version: IndicatorVersion, value: Decimal) -> Decimal:
    """The same value, if the indicator may have it; raises `Unreadable`."""
    if value < 0 and version.least is not None and version.least >= 0:
        raise Unreadable(
            _("Chỉ số này không có số âm."), _("Bỏ dấu trừ, hoặc kiểm lại số.")
        )
    if version.nature == IndicatorVersion.Nature.RANK and value < 1:
        raise Unreadable(_("Thứ hạng bắt đầu từ 1."), _("Ghi lại thứ hạng."))
    if value.adjusted() >= 18 or value != value.quantize(Decimal("0.000001")):
        raise Unreadable(
            _("Số này quá dài để lưu đúng từng chữ số."),
            _("Làm tròn rồi ghi lại."),
        )
    return value


def _refuse_another_measure(unit: str, measure: str) -> None:
    if unit and unit.casefold() not in measure.casefold():
        raise Unreadable(
            _("“%(unit)s” không phải đơn vị tính của chỉ số này (%(measure)s).")
            % {"unit": unit[:20], "measure": measure},
            _("Đổi sang đúng đơn vị tính rồi chỉ ghi số."),
        )
