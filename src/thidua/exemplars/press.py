"""The press kit of an exemplar: everything a newspaper or a loudspeaker needs, of what
may be shown to anybody, in one file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.utils import translation

from thidua.exemplars.letterhead import head_of
from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import Exemplar, Praise
from thidua.exemplars.papers import movement
from thidua.exemplars.ruling import window_of
from thidua.exemplars.shown import Shown, consent_of, is_private, shown_to
from thidua.exemplars.values import of_exemplar
from thidua.kernel import dates
from thidua.kernel.files import path_of
from thidua.kernel.paper.parts import SCRIPT, Paper, Signature
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx
from thidua.kernel.sheets import Column, Kind, Sheet, Value, workbook
from thidua.organisations.issuing import issuer_on
from thidua.organisations.naming import in_sentence, unit_called

SYLLABLES = 170
"""What an announcer reads in about a minute."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
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
    unit = exemplar.home
    return Paper(
        **head_of(unit, issuer_on(unit, day)),
        kind=SCRIPT,
        symbol=SCRIPT,
        day=day,
        abstract=shown.title,
        signature=Signature("Người duyệt"),
        body=script_of(exemplar, shown, day),
    )


def script_of(exemplar: Exemplar, shown: Shown, day: date) -> list[str]:
    """What is read out, in paragraphs of at most so many syllables together."""
    home = in_sentence(unit_called(exemplar.home_id, day))
    opening = (
        f"Kính thưa bà con! Đài truyền thanh {home} xin giới thiệu một điển hình trong"
        f" {movement(exemplar.campaign)}: {shown.title}."
    )
    who = "" if shown.name in opening else f"Đó là {shown.name}."
    closing = (
        "Mời bà con cùng tìm hiểu, học tập và làm theo. Xin cảm ơn bà con đã lắng nghe."
    )
    left = SYLLABLES - len(f"{opening} {who} {closing}".split())
    chosen = []
    for sentence in _sentences(shown, exemplar, day):
        left -= len(sentence.split())
        if left < 0:
            break
        chosen.append(sentence)
    return [line for line in (opening, who, " ".join(chosen), closing) if line]


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
