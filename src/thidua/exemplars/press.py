"""The press kit of an exemplar: everything a newspaper or a loudspeaker needs, of what
may be shown to anybody, in one file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.utils import translation

from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import Exemplar, Praise
from thidua.exemplars.papers import movement, small
from thidua.exemplars.ruling import window_of
from thidua.exemplars.shown import Shown, consent_of, is_private, shown_to
from thidua.exemplars.values import of_exemplar
from thidua.kernel import dates
from thidua.kernel.files import path_of
from thidua.kernel.paper.parts import SCRIPT, Paper, Signature
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx
from thidua.kernel.sheets import Column, Kind, Sheet, Value, workbook
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.naming import in_sentence, unit_called
from thidua.prospects.models import Subject

SYLLABLES = 170
"""What an announcer reads in about a minute."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_DAY = re.compile(r"(ngày )?\b(\d{1,2}/\d{1,2}/\d{4})\b")
_MONTH = re.compile(r"(tháng \d{1,2})/(\d{4})\b")
_MEASURE = re.compile(r"(\d) ?(%|km|m²|ha|kg)(?!\w)")
ALOUD = {
    "%": "phần trăm",
    "km": "ki-lô-mét",
    "m²": "mét vuông",
    "ha": "héc-ta",
    "kg": "ki-lô-gam",
}
"""What an announcer says for the signs of measures."""
WITH_A_STATION = (
    Unit.Kind.COMMUNE,
    Unit.Kind.WARD,
    Unit.Kind.TOWNSHIP,
    Unit.Kind.SPECIAL_ZONE,
)
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


def press_kit(exemplar: Exemplar, day: date) -> bytes:
    """A ZIP: the text, the picture, the figures, the script as Word and PDF."""
    shown = shown_to(exemplar, is_inside=False, day=day)
    with translation.override("vi"):
        script = script_paper(exemplar, shown, day)
        files: dict[str, bytes] = {
            "bai-viet.txt": text_of(exemplar, shown, day).encode("utf-8-sig"),
            "bai-phat-thanh.docx": as_docx(script),
            "bai-phat-thanh.pdf": as_pdf(script),
        }
        if exemplar.figures.exists():
            files["so-lieu.xlsx"] = _figures(exemplar, shown, day)
    picture = shown.picture
    if picture is not None and picture.forgotten_at is None:
        ending = _ENDINGS.get(picture.media_type, "bin")
        files[f"anh.{ending}"] = path_of(picture.sha256).read_bytes()
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def text_of(exemplar: Exemplar, shown: Shown, day: date) -> str:
    """The story to be printed, with what the picture shows and how to do likewise."""
    parts = [
        shown.title,
        _where(exemplar, shown, day),
        *(_known(exemplar, day) if lacks_story(exemplar) else ()),
        shown.summary,
        shown.story,
        _section("Làm theo thế nào", exemplar.how_to),
        _section("Ảnh", shown.picture_says),
        _section("Liên hệ", shown.contact),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def lacks_story(exemplar: Exemplar) -> bool:
    """Did nobody write yet how it was done?"""
    return not exemplar.story.strip()


def _known(exemplar: Exemplar, day: date) -> list[str]:
    """What stands in for a story that nobody wrote, a sentence each: what was
    registered, why it was praised, the figures. Of somebody private the words are told
    as far as they consented to a story; the figures name nobody."""
    consent = consent_of(exemplar) if is_private(exemplar) else None
    found = []
    if not is_private(exemplar) or (consent is not None and consent.shows_story):
        promise = "; ".join(
            line.strip().rstrip(".;") for line in exemplar.promise.splitlines() if line
        )
        found.append(f"Nội dung đã đăng ký: {promise}." if promise else "")
        praise = Praise.objects.filter(exemplar=exemplar).first()
        found.append(_praised(praise) if praise else "")
    found += _told_figures(exemplar, day)
    return [one for one in found if one]


def _praised(praise: Praise) -> str:
    words = " ".join(praise.words.split()).rstrip(".")
    return f"Được biểu dương ngày {dates.show(praise.praised_on)}: {words}."


def _told_figures(exemplar: Exemplar, day: date) -> list[str]:
    """`Hộ có nước ngọt: lúc đăng ký 41 %, nay 86 % (đến hết tháng 4/2025).`"""
    figures = list(exemplar.figures.select_related("version", "frozen"))
    now = of_exemplar(
        figures, exemplar.campaign, exemplar.unit_id, day, window_of(exemplar)
    )
    sentences = []
    for one in figures:
        got, frozen = now.get(one.pk), getattr(one, "frozen", None)
        values = [
            ("lúc đăng ký", one.baseline),
            ("đăng ký đạt", one.goal),
            ("ngày biểu dương", frozen.value if frozen else None),
            ("nay", got.value if got else None),
        ]
        told = [
            f"{when} {said(one, value)}" for when, value in values if value is not None
        ]
        if told:
            sentences.append(f"{one.name}: {', '.join(told)}.")
    return sentences


def script_paper(exemplar: Exemplar, shown: Shown, day: date) -> Paper:
    """About a minute for the announcer: who, what, how to do likewise."""
    return Paper(
        issuer=station_of(exemplar, day),
        kind=SCRIPT,
        symbol="",
        place="",
        abstract=shown.title,
        signature=Signature("Người duyệt"),
        body=script_of(exemplar, shown, day),
    )


def script_of(exemplar: Exemplar, shown: Shown, day: date) -> list[str]:
    """What is read out, in paragraphs of at most so many syllables together."""
    station = station_of(exemplar, day) or "Chương trình hôm nay"
    opening = (
        f"Kính thưa bà con! {station} xin giới thiệu một điển hình trong"
        f" {movement(exemplar.campaign)}: {shown.title}."
    )
    who = "" if shown.name in opening else f"Đó là {_called(exemplar, shown)}."
    closing = (
        "Mời bà con cùng tìm hiểu, học tập và làm theo. Xin cảm ơn bà con đã lắng nghe."
    )
    left = SYLLABLES - len(f"{opening} {who} {closing}".split())
    chosen = []
    for sentence in map(spoken, _sentences(shown, exemplar, day)):
        left -= len(sentence.split())
        if left < 0:
            break
        chosen.append(sentence)
    return [line for line in (opening, who, " ".join(chosen), closing) if line]


def station_of(exemplar: Exemplar, day: date) -> str:
    """`Đài truyền thanh xã Châu Bình`: a hamlet has none, its commune does."""
    lines = Lineage.objects.filter(
        unit=exemplar.home_id, ancestor__kind__in=WITH_A_STATION, during__contains=day
    )
    unit = exemplar.home_id
    if exemplar.home.kind not in WITH_A_STATION:
        nearest = lines.order_by("depth").values_list("ancestor_id", flat=True)
        unit = nearest.first() or 0
    if not unit:
        return ""
    return f"Đài truyền thanh {in_sentence(unit_called(unit, day))}"


def spoken(sentence: str) -> str:
    """A sentence as it is read out: days and measures in words, a capital first."""
    said = _DAY.sub(_day_aloud, sentence.replace("\xa0", " "))
    said = _MONTH.sub(r"\1 năm \2", said)
    said = _MEASURE.sub(lambda one: f"{one[1]} {ALOUD[one[2]]}", said)
    return f"{said[:1].upper()}{said[1:]}"


def _day_aloud(found: re.Match[str]) -> str:
    day = dates.read_date(found[2])
    return f"ngày {dates.aloud(day)}" if day else found[0]


def _called(exemplar: Exemplar, shown: Shown) -> str:
    """`hộ bà Ngô Thị Bé Năm`: with its word of kind once, small within a sentence."""
    name = in_sentence(small(shown.name))
    is_bare = shown.is_named and not name.startswith(("hộ ", "gia đình "))
    is_household = exemplar.kind == Subject.Kind.HOUSEHOLD
    return f"hộ {name}" if is_household and is_bare else name


def _sentences(shown: Shown, exemplar: Exemplar, day: date) -> list[str]:
    told = " ".join(f"{shown.summary}\n{shown.story}".split())
    steps = [line.strip().rstrip(".") for line in exemplar.how_to.splitlines()]
    found = [one for one in _SENTENCE.split(told) if one]
    if lacks_story(exemplar):
        found += _known(exemplar, day)
    return found + [f"{one}." for one in steps if one]


def _where(exemplar: Exemplar, shown: Shown, day: date) -> str:
    home = unit_called(exemplar.home_id, day)
    parts = [shown.name, shown.place, home if shown.is_named else ""]
    return ", ".join(part for part in parts if part)


def _section(head: str, text: str) -> str:
    return f"{head}:\n{text}" if text else ""


def _figures(exemplar: Exemplar, shown: Shown, day: date) -> bytes:
    figures = list(exemplar.figures.select_related("version", "frozen"))
    now = of_exemplar(
        figures, exemplar.campaign, exemplar.unit_id, day, window_of(exemplar)
    )
    rows: list[Sequence[Value]] = []
    for one in figures:
        measure = measure_of(one)
        got, frozen = now.get(one.pk), getattr(one, "frozen", None)
        values = [
            one.baseline,
            one.goal,
            frozen.value if frozen else None,
            got.value if got else None,
        ]
        rows.append(
            [
                one.name,
                measure.full_name,
                *(None if value is None else value / measure.scale for value in values),
                dates.month_name(got.span.starts_on) if got else "",
            ]
        )
    columns = [
        Column("Chỉ tiêu", width=40),
        Column("Đơn vị tính", width=14),
        _number("Lúc đăng ký"),
        _number("Đăng ký đạt"),
        _number("Ngày biểu dương"),
        _number("Hiện nay"),
        Column("Số liệu đến", width=14),
    ]
    sheet = Sheet("Số liệu", shown.title, shown.name, columns, rows)
    return workbook([sheet], title=shown.title, author=shown.name)


def _number(head: str) -> Column:
    return Column(head, kind=Kind.NUMBER, decimals=2, width=14)
