"""The one way a formula is refused."""

from __future__ import annotations


class FormulaFault(ValueError):  # noqa: N818 - a sentence for the one who wrote it
    """What is wrong with a formula: the place in the text, the reason, the remedy.

    `start` and `end` count characters of the text as it was typed.
    """

    def __init__(self, reason: str, remedy: str, start: int = 0, end: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.start = start
        self.end = max(end, start)
