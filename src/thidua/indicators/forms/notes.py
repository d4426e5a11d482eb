"""What was answered to the questions before a report is sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class TypedNote:
    """Why a figure that looks wrong is right; the version of the figure asked about."""

    text: str
    version: int


def typed_notes(post: QueryDict) -> dict[int, TypedNote]:
    """What was answered to the questions before a report is sent, by line."""
    found = {}
    for name in post:
        line = name.removeprefix("note-")
        text = str(post[name]).strip()
        if name.startswith("note-") and line.isdecimal() and text:
            version = post.get(f"seen-{line}", "")
            known = int(version[:9]) if version.isdecimal() else 0
            found[int(line[:18])] = TypedNote(text, known)
    return found
