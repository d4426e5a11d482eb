"""What a Word file consists of, as it is set again; mm for places, points for type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Lost(TextChoices):
    """What of a Word file is not carried over to a PDF made here."""

    PICTURE = "picture", _("ảnh, hình vẽ hoặc khung chữ")
    TRACKED = "tracked", _("chỗ sửa đang theo dõi (Track Changes), chưa chốt")
    COMMENT = "comment", _("ghi chú bên lề (Comment)")
    FOOTNOTE = "footnote", _("chú thích cuối trang")
    FORMULA = "formula", _("công thức toán")
    SYMBOL = "symbol", _("ký hiệu của phông biểu tượng")
    OLD_FONT = "old-font", _("phông chữ cũ (.Vn…, VNI), không phải Unicode")
    HEADER = "header", _("chữ ở đầu trang hoặc chân trang, ngoài số trang")
    COLUMNS = "columns", _("trang chia cột")
    EMBEDDED = "embedded", _("đối tượng nhúng từ chương trình khác")
    NUMBERING = "numbering", _("kiểu đánh số lạ")
    LONG = "long", _("phần sau của tệp quá dài")
    HIDDEN = "hidden", _("chữ ở chỗ máy không đọc được")


@dataclass(slots=True)
class Run:
    """Letters that look alike; or a tab, or the end of a line."""

    text: str
    kind: str = "text"
    size: float = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    rise: str = ""
    color: str = ""


@dataclass(slots=True)
class Para:
    """One paragraph: where it stands, its distances, what it says.

    `line` is a multiple of single spacing, `exact` the height of a line instead.
    `ruled`: a line stands above it. `level` is that of a heading, 0 for none.
    """

    runs: list[Run]
    size: float = 14
    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    exact: float = 0
    label: str = ""
    ruled: bool = False
    keep: bool = False
    level: int = 0
    alike: str = ""
    """A style whose paragraphs stand without distance to each other."""
    kind: str = "para"


@dataclass(slots=True)
class Break:
    """A new page."""

    kind: str = "break"


@dataclass(slots=True)
class Cell:
    """A cell of a table with the lines around it: letters of `tblr`."""

    x: int
    y: int
    wide: int
    high: int
    blocks: list[Block]
    sides: str
    fill: str = ""
    upright: str = "top"


@dataclass(slots=True)
class Table:
    """A table: widths of its columns, its cells, how many rows stand on every page."""

    widths: list[float]
    cells: list[Cell]
    heads: int = 0
    align: str = "left"
    inset: float = 1.9
    whole: bool = False
    kind: str = "table"


Block = Para | Table | Break


@dataclass(slots=True)
class Part:
    """Pages of one size; `number` says where they are numbered: top, bottom, not."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number: str = ""
    hides_first: bool = False
    starts: int | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Brought:
    """A Word file as it is read; complete when nothing is lost."""

    parts: Sequence[Part]
    lost: Sequence[Lost]

    def lines(self) -> Iterator[str]:
        """What every paragraph says, those in tables with them."""
        for part in self.parts:
            yield from _lines(part.blocks)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, Para):
            yield f"{one.label} {''.join(run.text for run in one.runs)}".strip()
        elif isinstance(one, Table):
            for cell in one.cells:
                yield from _lines(cell.blocks)
