"""What the floors above may hear of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportSubmitted:
    """A unit sent its report, for the first time or mended."""

    report_id: int


@dataclass(frozen=True, slots=True)
class FiguresReturned:
    """Some figures of a report were sent back with reasons."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportAccepted:
    """A report was accepted; its figures are official and locked."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportReopened:
    """An accepted report was opened again: the named figures are to be mended."""

    report_id: int


@dataclass(frozen=True, slots=True)
class FormFollowed:
    """A new edition of a form asks for the later periods from now on."""

    form_id: int
    edition_id: int
