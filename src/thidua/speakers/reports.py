"""What was told of a talk, telling by telling."""

from __future__ import annotations

from thidua.speakers.models import TalkReport, WhatCame

SAID = ("came", "who", "taken_home", "use", "words")
"""What a telling says, apart from who told it and when."""


def tellings(report: TalkReport) -> list[WhatCame]:
    """The first, and every one that mended it, in turn."""
    return [report, *report.mended.all()]


def last_told(report: TalkReport) -> WhatCame:
    """What holds."""
    return tellings(report)[-1]
