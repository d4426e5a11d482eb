"""The rules of the linter that read the lines of a document, part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from thidua.kernel.paper import figures
from thidua.kernel.paper.parts import KINDS, LETTER, is_ground_to_fill
from thidua.kernel.paper.rules import BODY_SIZES, END, MOTTO, MOTTO_BELOW
from thidua.kernel.paper.seen import Line, Seen
from thidua.kernel.paper.telling import Departure

_NUMBER = re.compile(r"^Số\b(\s*:?\s*)(\d*)[\s.…]*(/|-)?\s*(\S.*)?$")
_NAMES = {name.upper() for code, name in KINDS.items() if code != LETTER}
_POINT = re.compile(r"^([a-zđ])\)\s")
_LAW = re.compile(r"\b(?:Luật|Pháp lệnh)\b[^;.]*?\bsố\s+\d+/\d{4}/(?:QH|UBTVQH)\d*")
_BY_NUMBER = re.compile(
    r"^Căn cứ (?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị)\b(?!.*\bsố\s+\d)"
)
_SLASHED = re.compile(r"^(?:T/M|K/T|T/L|TM|KT|TL|TUQ|Q)(?=[ :])(?!\.)")
_TITLES = re.compile(r"^(?:GS|PGS|TS|ThS|BS|KS|CN|NGND|NGƯT|AHLĐ)\b\.?")
LONG = 60  # letters from which a paragraph is prose and not a heading


def _where(found: Seen, test: Callable[[str], object]) -> int | None:
    for place, line in enumerate(found.lines):
        if test(line.text):
            return place
    return None


def _missing(what: str, point: str, remedy: str) -> Departure:
    return Departure(what, _("không thấy"), point, remedy)


def _motto(found: Seen) -> Iterator[Departure]:
    if _where(found, lambda text: text.replace("HOÀ", "HÒA") == MOTTO) is None:
        yield _missing(
            _("Quốc hiệu"),
            "II.1 a",
            _("Ghi “%(text)s” ở trên cùng, bên phải.") % {"text": MOTTO},
        )
    if _where(found, MOTTO_BELOW.__eq__) is None:
        near = _where(found, lambda text: text.casefold().startswith("độc lập"))
        said = found.lines[near].text if near is not None else _("không thấy")
        yield Departure(
            _("Tiêu ngữ"),
            said,
            "II.1 b",
            _("Ghi “%(text)s”, gạch nối có cách chữ.") % {"text": MOTTO_BELOW},
        )


def _number(found: Seen) -> Iterator[Departure]:
    place = _where(found, lambda text: _NUMBER.match(text) and len(text) < LONG)
    if place is None:
        yield _missing(
            _("Số, ký hiệu"), "II.3", _("Ghi “Số: …/ký hiệu” dưới tên cơ quan.")
        )
        return
    text = found.lines[place].text
    said = _NUMBER.match(text)
    if said is None:
        return
    colon, number, between, symbol = said.groups()
    if ":" not in colon or between != "/":
        yield Departure(
            _("Số, ký hiệu"),
            text,
            "II.3 c",
            _("Ghi dấu hai chấm sau “Số”, gạch chéo sau số."),
        )
    if number and int(number) < 10 and len(number) == 1:
        yield Departure(
            _("Số, ký hiệu"), text, "II.3 c", _("Số nhỏ hơn 10 thêm số 0 phía trước.")
        )
    if " " in (symbol or "") or "–" in (symbol or ""):
        yield Departure(
            _("Số, ký hiệu"),
            text,
            "II.3 c",
            _("Nối các nhóm chữ viết tắt bằng gạch nối (-), không cách chữ."),
        )


def _date(found: Seen) -> Iterator[Departure]:
    head = found.lines[:20]
    dated = [line for line in head if re.search(r"ngày.*tháng.*năm", line.text)]
    if not dated:
        yield _missing(
            _("Địa danh, thời gian"),
            "II.4",
            _("Ghi địa danh, dấu phẩy, ngày tháng năm ban hành."),
        )
        return
    line = dated[0]
    day, is_right = figures.date_said(line.text)
    if not is_right:
        wanted = figures.date_in_words(day) if day else ""
        yield Departure(
            _("Địa danh, thời gian"),
            line.text,
            "II.4 b",
            _(
                "Ngày dưới 10, tháng 1 và 2 có số 0 phía trước, tháng khác không:"
                " %(text)s."
            )
            % {"text": wanted or "…"},
        )
    if "," not in line.text.split("ngày")[0]:
        yield Departure(
            _("Địa danh, thời gian"),
            line.text,
            "II.4 c",
            _("Thêm dấu phẩy sau địa danh."),
        )
    if not line.is_italic:
        yield Departure(
            _("Địa danh, thời gian"), line.text, "II.4 c", _("Trình bày chữ nghiêng.")
        )


def _kind(found: Seen) -> Iterator[Departure]:
    named = _where(found, _NAMES.__contains__)
    about = _where(found, lambda text: text.startswith("V/v"))
    if named is None and about is None:
        yield _missing(
            _("Tên loại và trích yếu"),
            "II.5",
            _("Ghi tên loại và trích yếu; công văn ghi “V/v …” dưới số, ký hiệu."),
        )
    if named is not None and about is not None:
        yield Departure(
            _("Tên loại và trích yếu"),
            found.lines[about].text,
            "II.5 b",
            _("“V/v” chỉ dùng cho công văn; văn bản khác ghi trích yếu dưới tên loại."),
        )
    to = _where(found, lambda text: text.startswith("Kính gửi"))
    if named is None and about is not None and to is None:
        yield _missing(
            _("Kính gửi"), "II.9 b", _("Công văn ghi “Kính gửi:” và nơi nhận.")
        )


def _grounds(found: Seen) -> Iterator[Departure]:
    cited = [line for line in found.lines if line.text.startswith("Căn cứ ")]
    for place, line in enumerate(cited):
        is_last = place == len(cited) - 1
        if is_ground_to_fill(line.text):
            yield Departure(
                _("Căn cứ"),
                line.text[:80],
                "II.6 a",
                _("Ghi văn bản làm căn cứ ở ô “Căn cứ”, hoặc xóa dòng ấy."),
            )
            continue
        if not line.text.endswith((";", ".") if is_last else ";"):
            yield Departure(
                _("Căn cứ"),
                line.text[:80],
                "II.6 a",
                _("Mỗi căn cứ một dòng, cuối dòng dấu chấm phẩy, dòng cuối dấu chấm."),
            )
        if _LAW.search(line.text):
            yield Departure(
                _("Căn cứ"),
                line.text[:80],
                "II.6 a",
                _("Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành."),
            )
        if _BY_NUMBER.match(line.text):
            yield Departure(
                _("Căn cứ"),
                line.text[:80],
                "II.6 a",
                _("Ghi đủ số, ký hiệu, ngày ban hành, cơ quan ban hành và trích yếu."),
            )
        if not line.is_italic:
            yield Departure(
                _("Căn cứ"), line.text[:80], "II.6 a", _("Trình bày chữ nghiêng.")
            )


def _body(found: Seen) -> Iterator[Departure]:
    prose = [
        line for line in found.lines if not line.in_table and len(line.text) > LONG
    ]
    least, most = BODY_SIZES
    odd = [line for line in prose if any(not least <= s <= most for s in line.sizes)]
    if odd:
        sizes = sorted({size for line in odd for size in line.sizes})
        yield Departure(
            _("Nội dung, “%(text)s…”") % {"text": odd[0].text[:40]},
            _("cỡ chữ %(sizes)s") % {"sizes": ", ".join(f"{one:g}" for one in sizes)},
            "II.6 e",
            _("Đặt cỡ chữ 13 hoặc 14, như nhau trong cả văn bản."),
        )
    loose = [
        line
        for line in prose
        if not (line.is_justified or line.is_bold or line.is_italic)
    ]
    if loose:
        yield Departure(
            _("Nội dung, “%(text)s…”") % {"text": loose[0].text[:40]},
            _("chưa canh đều hai lề"),
            "II.6 e",
            _("Canh đều cả hai lề."),
        )
    yield from _points(found.lines)


def _points(lines: Sequence[Line]) -> Iterator[Departure]:
    """a) b) c) d) đ) e): the letter that is most often forgotten is đ."""
    expected = 0
    for line in lines:
        if not (said := _POINT.match(line.text)):
            expected = 0
            continue
        if expected and figures.POINTS.find(said[1]) != expected:
            yield Departure(
                _("Điểm %(point)s)") % {"point": said[1]},
                line.text[:60],
                "II.6 đ",
                _("Theo bảng chữ cái tiếng Việt, sau %(before)s) là %(point)s).")
                % {
                    "before": figures.POINTS[expected - 1],
                    "point": figures.POINTS[expected % len(figures.POINTS)],
                },
            )
            expected = figures.POINTS.find(said[1])
        expected = figures.POINTS.find(said[1]) + 1


def _end(found: Seen) -> Iterator[Departure]:
    if _where(found, lambda text: text.endswith(END)) is None:
        yield Departure(
            _("Cuối nội dung"),
            _("không có “./.”"),
            "Phụ lục III",
            _("Kết thúc nội dung bằng “./.”, như các mẫu của Nghị định."),
        )


def _signature(found: Seen) -> Iterator[Departure]:
    for line in found.lines:
        if _SLASHED.match(line.text) and line.text.upper() == line.text:
            yield Departure(
                _("Quyền hạn người ký"),
                line.text,
                "II.7 b",
                _("Ghi TM., KT., TL., TUQ. hoặc Q., có dấu chấm, không gạch chéo."),
            )
    after = _where(found, lambda text: text.startswith("Nơi nhận"))
    for line in found.lines[after:] if after is not None else ():
        if line.is_bold and _TITLES.match(line.text):
            yield Departure(
                _("Họ tên người ký"),
                line.text,
                "II.7 c",
                _("Trước họ tên không ghi học hàm, học vị, danh hiệu."),
            )


def _recipients(found: Seen) -> Iterator[Departure]:
    place = _where(found, lambda text: text.startswith("Nơi nhận"))
    if place is None:
        yield _missing(_("Nơi nhận"), "II.9 d", _("Ghi “Nơi nhận:” ở cuối, bên trái."))
        return
    listed = [line.text for line in found.lines[place:] if line.text.startswith("-")]
    kept = [text for text in listed if text.startswith("- Lưu")]
    if not kept:
        yield _missing(
            _("Nơi nhận, dòng lưu"),
            "II.9 d",
            _("Thêm dòng cuối “- Lưu: VT, đơn vị soạn thảo.”"),
        )
    for text in kept:
        if not re.match(r"^- Lưu: VT\b.*\.$", text):
            yield Departure(
                _("Nơi nhận, dòng lưu"),
                text,
                "II.9 d",
                _("Ghi “- Lưu: VT, đơn vị soạn thảo.”"),
            )
    for text in listed:
        if text not in kept and not text.endswith(";"):
            yield Departure(
                _("Nơi nhận"), text, "II.9 d", _("Cuối mỗi dòng có dấu chấm phẩy.")
            )


def _order(found: Seen) -> Iterator[Departure]:
    places = [
        _where(found, lambda text: text == MOTTO),
        _where(found, lambda text: text in _NAMES or text.startswith("Kính gửi")),
        _where(found, lambda text: text.endswith(END)),
        _where(found, lambda text: text.startswith("Nơi nhận")),
    ]
    known = [place for place in places if place is not None]
    if known != sorted(known):
        yield Departure(
            _("Thứ tự các phần"),
            _("quốc hiệu, tên loại, nội dung, nơi nhận không theo thứ tự"),
            "IV",
            _("Xếp lại theo sơ đồ: quốc hiệu, số, tên loại, nội dung, nơi nhận."),
        )


RULES: Sequence[Callable[[Seen], Iterator[Departure]]] = (
    _motto,
    _number,
    _date,
    _kind,
    _grounds,
    _body,
    _end,
    _signature,
    _recipients,
    _order,
)
"""In the order of the decree."""
