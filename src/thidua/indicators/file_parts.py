"""How files name parts: “Trong đó: nữ” by its whole, “X - nữ”, “X (nữ)”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.imports.kinds import Found
from thidua.indicators.kin import Kinship
from thidua.indicators.models import FormLine
from thidua.kernel.text import fold

_SAYS_PART = re.compile(r"^[\s\-–—+*•]*(?:trong do|chia ra|tong so|gom|td)\b[\s:,–-]*")
_MARKS = re.compile(r"^[\s\-–—+*•:,.()]+|[\s:;,.()]+$")
_CUT = re.compile(r"\s*[-–—,:;(]\s*|\s+(?=trong đó\b|chia ra\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartLines:
    """The lines of a form that are parts: by their whole's line and category."""

    beneath: Mapping[str, Mapping[str, str]]
    whole_of: Mapping[str, str]

    @classmethod
    def of(cls, lines: Iterable[FormLine], day: date) -> PartLines:
        """Of the lines of one form, in one query."""
        keys = {line.version.indicator_id: str(line.pk) for line in lines}
        beneath: dict[str, dict[str, str]] = {}
        whole_of = {}
        for kin in Kinship.among(keys, day).parts.values():
            part, whole = keys[kin.part], keys[kin.whole]
            beneath.setdefault(whole, {})[fold(kin.name)] = part
            whole_of[part] = whole
        return cls(beneath, whole_of)

    def narrow(self, line: str, text: str) -> str:
        """The part of a line (or of its whole) that a text names; else the line."""
        whole = self.whole_of.get(line, line)
        plain = _MARKS.sub("", _SAYS_PART.sub("", fold(text)))
        return self.beneath.get(whole, {}).get(plain, line)

    def find(self, text: str, look: Callable[[str], Found]) -> Found:
        """The line that a text names: perhaps a whole and its part in one."""
        if not self.beneath:
            return look(text)
        for cut in _CUT.finditer(text):
            head, tail = text[: cut.start()], text[cut.end() :]
            found = look(head) if head.strip() else Found()
            if found.is_certain:
                part = self.narrow(found.ids[0], tail)
                if part != found.ids[0]:
                    return Found((part,), is_certain=True)
        return look(text)
