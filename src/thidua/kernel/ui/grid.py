"""The entry grid, server side: what a cell is, what was sent, what is answered.

A grid is a `<table data-grid data-save-url="…">` inside a `<form>`; each `CellInput` is
one `<input>`. With script, leaving a cell sends it (`grid.js`), and a pasted block is
one request; the answer speaks for each cell. Without script the form is posted whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.kernel.errors import SayingNo
from thidua.kernel.numbers import Unreadable, read_number, show_number
from thidua.kernel.ui.drawing import drawn

PREFIX = "cell-"
MOST_CELLS = 10_000
"""Cells of one request: a province's hundred units by a hundred columns."""


class Outcome(StrEnum):
    """How it went with a cell."""

    SAVED = "saved"
    REFUSED = "refused"
    ASKED = "asked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class CellInput:
    """One input of a grid, drawn by `{{ cell.input }}`.

    `key` names the cell to the server, `label` is read out, `value` is already shown
    the Vietnamese way, `version` is what it was opened with, `tone` "warn" or "".
    """

    key: str
    label: str
    value: str = ""
    version: int = 0
    is_locked: bool = False
    tone: str = ""
    described_by: str = ""
    is_text: bool = False

    @property
    def input(self) -> SafeString:
        """The markup, in one piece: a screen may hold four hundred of them."""
        return drawn(
            '<input id="cell-{}" name="{}{}" value="{}" data-cell="{}"'
            ' data-version="{}" inputmode="{}" autocomplete="off"'
            ' aria-label="{}" class="{}"{}{}>',
            self.key,
            PREFIX,
            self.key,
            self.value,
            self.key,
            self.version,
            "text" if self.is_text else "decimal",
            self.label,
            self.tone,
            SafeString(" readonly") if self.is_locked else "",
            drawn(' aria-describedby="{}"', self.described_by)
            if self.described_by
            else "",
        )


@dataclass(frozen=True, slots=True)
class SentCell:
    """What came for one cell; `version` 0 when the form said none."""

    key: str
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What is answered for one cell.

    `value` is how it stands now, as shown; `choices` are the readings asked about;
    `theirs` is what somebody else wrote meanwhile; `note` is a word of warning about a
    saved value (a jump), which never blocks.
    """

    key: str
    outcome: Outcome
    value: str = ""
    version: int = 0
    reason: str = ""
    remedy: str = ""
    note: str = ""
    theirs: str = ""
    choices: Sequence[str] = ()


def sent_cells(request: HttpRequest) -> list[SentCell]:
    """The cells of a request, by script (`cell`, `value`, `version`) or whole form."""
    keys = request.POST.getlist("cell")
    if keys:
        texts, versions = (request.POST.getlist(n) for n in ("value", "version"))
        if len(keys) != len(texts) or len(keys) > MOST_CELLS:
            raise _unlike_a_grid()
        versions += ["0"] * (len(keys) - len(versions))
        sent = zip(keys, texts, versions, strict=False)
        return [SentCell(key, text.strip(), _number(v)) for key, text, v in sent]
    return [
        SentCell(name.removeprefix(PREFIX), request.POST[name].strip(), 0)
        for name in request.POST
        if name.startswith(PREFIX)
    ]


def seen_cells(request: HttpRequest) -> list[SentCell]:
    """How the script's grid shows the cells that it does not send; none when unsaid."""
    try:
        seen = json.loads(request.POST.get("seen") or "{}")
        return [
            SentCell(str(key), str(text), _number(str(version)))
            for key, (version, text) in list(seen.items())[:MOST_CELLS]
        ]
    except (ValueError, TypeError, AttributeError, RecursionError) as fault:
        raise _unlike_a_grid() from fault


def read_cell(
    sent: SentCell, *, decimals: int | None = None, unit: str = ""
) -> Decimal | CellAnswer | None:
    """The number meant, None for an emptied cell, or the answer that must be given.

    A unit typed behind the figure is accepted when it is the cell's own.
    """
    if not sent.text:
        return None
    try:
        reading = read_number(sent.text, decimals=decimals)
    except Unreadable as unreadable:
        return refused(sent, unreadable.reason, unreadable.remedy)
    if reading.unit and reading.unit.casefold() != unit.casefold():
        return refused(
            sent,
            _("“%(typed)s” ghi đơn vị khác với đơn vị của ô.") % {"typed": sent.text},
            _("Đổi ra %(unit)s rồi ghi lại số.") % {"unit": unit or _("số đếm")},
        )
    if reading.other is not None:
        return CellAnswer(
            sent.key,
            Outcome.ASKED,
            value=sent.text,
            version=sent.version,
            reason=_("“%(typed)s” đọc được hai cách, chưa ghi.") % {"typed": sent.text},
            choices=[show_number(reading.value), show_number(reading.other)],
        )
    return reading.value


def saved(sent: SentCell, value: str, version: int, *, note: str = "") -> CellAnswer:
    """The cell is kept; `value` as it is shown from now on."""
    return CellAnswer(sent.key, Outcome.SAVED, value, version, note=note)


def refused(sent: SentCell, reason: str, remedy: str = "") -> CellAnswer:
    """The cell is not kept; what was typed stays in it."""
    return CellAnswer(
        sent.key,
        Outcome.REFUSED,
        value=sent.text,
        version=sent.version,
        reason=reason,
        remedy=remedy,
    )


def changed(
    sent: SentCell, theirs: str, version: int, by: str = "", reason: str = ""
) -> CellAnswer:
    """Somebody else wrote this cell meanwhile: both values, and a choice.

    `by` names who; a `reason` says it in the caller's own words.
    """
    who = by or _("Người khác")
    return CellAnswer(
        sent.key,
        Outcome.CHANGED,
        value=sent.text,
        version=version,
        reason=reason
        or _("%(who)s vừa ghi %(theirs)s vào ô này.")
        % {"who": who, "theirs": theirs or _("trống")},
        theirs=theirs,
    )


def said_no(sent: SentCell, said: SayingNo) -> CellAnswer:
    """A refusal of the domain, beside the cell it is about."""
    return refused(sent, str(said.reason), str(said.remedy))


def answer(
    cells: Sequence[CellAnswer],
    *,
    said: str = "",
    texts: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    beside: Sequence[CellAnswer] = (),
) -> JsonResponse:
    """The answer for `grid.js`; `texts` are new words by element id (sums, counts),
    `notes` words of warning by the key of cells beside those that were sent, `beside`
    those of them that stand otherwise by now than the grid showed them.
    """
    body: dict[str, Any] = {
        "cells": [_spoken(cell) for cell in cells],
        "beside": [_spoken(cell) for cell in beside],
        "said": said,
        "texts": dict(texts or {}),
        "notes": dict(notes or {}),
    }
    return JsonResponse(body)


def _spoken(cell: CellAnswer) -> dict[str, Any]:
    return {
        "cell": cell.key,
        "outcome": cell.outcome.value,
        "value": cell.value,
        "version": cell.version,
        "reason": cell.reason,
        "remedy": cell.remedy,
        "note": cell.note,
        "theirs": cell.theirs,
        "choices": list(cell.choices),
    }


def is_by_script(request: HttpRequest) -> bool:
    """Did `grid.js` send this, or was the whole form posted?"""
    return request.headers.get("accept", "").startswith("application/json")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _unlike_a_grid() -> SayingNo:
    said = SayingNo(
        _("Lưới gửi lên không khớp số ô."), _("Tải lại trang rồi nhập tiếp.")
    )
    said.status = 400
    return said
