"""The exact text of a pact: what everybody reads, signs and prints.

One language, whatever that of the screen; plain lines, so that the hash of their bytes
(UTF-8, lines ended by a line feed) can be worked out by anybody with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from thidua.campaigns.measure import Measure
from thidua.indicators.models import IndicatorVersion
from thidua.kernel import dates
from thidua.kernel.paper.figures import roman
from thidua.kernel.paper.parts import Block, Clause, Section
from thidua.organisations.issuing import COMMITTEE
from thidua.organisations.letterhead import TERRITORIAL
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import next_above
from thidua.organisations.naming import in_sentence, name_near
from thidua.pacts.models import Commitment, PactEdition, PactSignature, Witness

HEADING = "GIAO ƯỚC THI ĐUA"
_SECTION = re.compile(r"^[IVXLC]+\. ")
_CLAUSE = re.compile(r"^\d+\. ")
_OF = "Cam kết của"
_AGREED = "Các bên thống nhất ký giao ước thi đua như sau:"
"""The last prose of a text: the last line that says so, for a preamble may say it."""


def hash_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def short(sha: str) -> str:
    """`3f2a 90c1 77de`: enough of a hash to compare by eye."""
    return " ".join(sha[at : at + 4] for at in range(0, 12, 4))


@dataclass(frozen=True, slots=True)
class Named:
    """A unit on a day: its kind, its name; of a hamlet also that of its place."""

    kind: str
    name: str
    place: str

    @property
    def full(self) -> str:
        """`Xã Châu Bình`; `Ấp 4, xã Châu Bình`."""
        return f"{self.name}, {in_sentence(self.place)}" if self.place else self.name

    @property
    def body(self) -> str:
        """How a document calls it: `Ủy ban nhân dân xã Châu Bình`."""
        if self.kind in TERRITORIAL and self.kind != Unit.Kind.HAMLET:
            return f"{COMMITTEE} {in_sentence(self.name)}"
        return self.full


_NAMED = f"""
select unit.id, unit.kind, called.full_name, place.full_name
from organisations_unit unit
left join lateral ({name_near("unit.id")}) called on true
left join lateral ({next_above("unit.id")}) above on unit.kind = 'hamlet'
left join lateral ({name_near("above.parent_id")}) place on true
where unit.id = any(%(units)s)
"""  # noqa: S608 - our own names


def named(unit_ids: Iterable[int], day: date) -> dict[int, Named]:
    """What units are on a day, in one question."""
    ids = sorted(set(unit_ids))
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {"units": ids, "day": day})
        return {
            pk: Named(kind, name or "", place or "") for pk, kind, name, place in cursor
        }


def bodies_called(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """How a document calls units: `Ấp 4, xã Châu Bình`, `Ủy ban nhân dân …`."""
    with translation.override("vi"):
        return {pk: one.body for pk, one in named(unit_ids, day).items()}


def measure_of(version: IndicatorVersion, scale: int) -> Measure:
    """What a commitment's figure is counted in."""
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    return Measure(version.measure, version.decimals, scale, is_rank)


def commitment_words(one: Commitment) -> str:
    """`Đường nông thôn: đạt từ 12 km trở lên, tính từ ngày … đến hết ngày …`."""
    until = dates.show(one.due_on)
    if one.version is None or one.value is None or one.starts_on is None:
        return f"{_plain(one.words)}; hoàn thành chậm nhất ngày {until}."
    measure = measure_of(one.version, int(one.scale))
    level = measure.say(one.value)
    said = f"không quá {level}" if one.is_at_most else f"đạt từ {level} trở lên"
    more = f" ({_plain(one.words)})" if one.words else ""
    since = f"tính từ ngày {dates.show(one.starts_on)} đến hết ngày {until}"
    if one.baseline is not None:
        since += f", lúc bắt đầu là {measure.say(one.baseline)}"
    return f"{one.version.name}{more}: {said}, {since}."


def text_of(edition: PactEdition, day: date) -> str:
    """The whole text of an edition, with the names that the parties bear on a day."""
    with translation.override("vi"):
        return "\n".join([*_lines(edition, day), ""])


def _lines(edition: PactEdition, day: date) -> Iterator[str]:
    pact = edition.pact
    parties = list(pact.parties.filter(left_at__isnull=True))
    names = bodies_called([one.unit_id for one in parties], day)
    yield HEADING
    yield _plain(edition.title)
    yield f"Thực hiện {_of_campaign(pact.campaign.name)}, các bên gồm:"
    for place, one in enumerate(parties, start=1):
        yield f"- {names[one.unit_id]}{'.' if place == len(parties) else ';'}"
    for line in edition.preamble.splitlines():
        if line.strip():
            yield " ".join(line.split())
    yield _AGREED
    said = list(edition.commitments.select_related("version"))
    for place, one in enumerate(parties, start=1):
        yield f"{roman(place)}. {_OF} {names[one.unit_id]}"
        mine = [commitment for commitment in said if commitment.party_id == one.pk]
        for number, commitment in enumerate(mine, start=1):
            yield f"{number}. {commitment_words(commitment)}"
    yield f"{roman(len(parties) + 1)}. Thời hạn và thực hiện"
    for number, line in enumerate(_closing(edition), start=1):
        yield f"{number}. {line}"


def _of_campaign(name: str) -> str:
    """A campaign within a sentence: its name may begin with what it is."""
    said = "phong trào thi đua"
    if name.casefold().startswith("phong trào"):
        return f"{name[0].lower()}{name[1:]}"
    return f"{said} {name}"


def _closing(edition: PactEdition) -> Iterator[str]:
    yield (
        f"Giao ước có thời hạn từ ngày {dates.show(edition.starts_on)} đến hết ngày"
        f" {dates.show(edition.ends_on)}, có hiệu lực khi tất cả các bên đã ký."
    )
    yield (
        "Kết quả tính theo số liệu báo cáo hằng tháng của các bên; hết thời hạn, các"
        " bên đánh giá từng cam kết."
    )
    yield (
        "Sửa đổi phải được các bên thống nhất, lập thành bản mới và ký lại; chữ ký"
        " trên bản cũ khi ấy không còn giá trị."
    )
    if edition.ceremony_on:
        place = (
            f" tại {_plain(edition.ceremony_place)}" if edition.ceremony_place else ""
        )
        yield f"Lễ ký kết: ngày {dates.show(edition.ceremony_on)}{place}."
    witnesses = [witness_words(one) for one in edition.witnesses.all()]
    if witnesses:
        yield f"Chứng kiến: {'; '.join(witnesses)}."


def capacity_of(one: PactSignature) -> str:
    """In which capacity somebody signed: the own title, or whose place by delegation.

    Under a delegation the row keeps the head's title; it is never said to be the
    signer's (Decree 30/2020/NĐ-CP, article 13).
    """
    if not one.delegated_by:
        return one.title
    said = {"title": one.title, "number": one.delegated_by}
    return _("thay %(title)s, theo ủy quyền %(number)s") % said


def hand_of(one: PactSignature) -> str:
    """`Nguyễn Văn A, Chủ tịch`: who signed, and in which capacity."""
    return f"{one.name}, {capacity_of(one)}"


def witness_words(one: Witness) -> str:
    """`Nguyễn Văn A, Bí thư Chi bộ`."""
    return ", ".join(filter(None, [_plain(one.name), _plain(one.office)]))


def _plain(text: str) -> str:
    """One line, blanks made single, without the full stop at its end."""
    return " ".join(text.split()).rstrip(".;")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text as it is drawn: `title`, `section`, `clause` or prose."""

    text: str
    kind: str = ""


def lines_of(text: str) -> list[Line]:
    """The text, line by line, not a letter changed."""
    lines = text.splitlines()
    prose = _prose_of(lines)
    return [Line(line, _kind(place, line, prose)) for place, line in enumerate(lines)]


def _prose_of(lines: Sequence[str]) -> int:
    """How many lines there are before the first commitment is spoken of.

    What the parties wrote in front is prose, even where it begins like a section.
    """
    last = (at for at in reversed(range(len(lines))) if lines[at] == _AGREED)
    return next(last, 1) + 1


def _kind(place: int, line: str, prose: int) -> str:
    if place < 2:
        return "title"
    if place < prose:
        return ""
    if _SECTION.match(line):
        return "section"
    return "clause" if _CLAUSE.match(line) else ""


def blocks_of(text: str) -> list[Block]:
    """The lines below the title as the parts of a paper, which numbers them alike."""
    lines = text.splitlines()
    prose = max(_prose_of(lines), 2)
    blocks: list[Block] = [*lines[2:prose]]
    inside: list[Block] = []
    for line in lines[prose:]:
        if _SECTION.match(line):
            inside = []
            blocks.append(Section(_SECTION.sub("", line), inside))
        else:
            inside.append(Clause(_CLAUSE.sub("", line)))
    return blocks
