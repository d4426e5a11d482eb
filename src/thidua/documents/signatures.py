"""What the digital signatures of a PDF are worth: who, when, whole, trusted by whom.

Trusted are the certificates that stand as PEM files in the folder of the setting
`THIDUA_SIGNATURE_ROOTS` (the Government's, Viettel's, VNPT's …). Nothing is fetched
from the network, so whether a certificate was revoked since is only known when the
signature brings the answer along.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from thidua.documents.states import Standing

LONGEST = 60
"""Seconds in which a file must be understood; a longer one is told as unreadable."""
_GRAVEST = (
    Standing.ALTERED,
    Standing.UNREADABLE,
    Standing.EXPIRED,
    Standing.UNKNOWN_ROOT,
    Standing.VALID,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One signature: the name in its certificate, when it says it was given, its worth.

    `at` is ISO 8601 in the office's zone; empty when the signature names no moment.
    """

    signer: str
    at: str
    standing: str
    issuer: str = ""


UNREADABLE = Found("", "", Standing.UNREADABLE)


def standing_of(found: Sequence[Found]) -> Standing:
    """The gravest of what was found; a file without signatures is unsigned."""
    seen = {one.standing for one in found}
    return next((one for one in _GRAVEST if one in seen), Standing.UNSIGNED)


def signatures_in(path: Path, *, at: datetime) -> list[Found]:
    """Every signature of a PDF, judged at a moment, by a process of its own."""
    asked = [str(path), at.isoformat(), str(settings.SIGNATURE_ROOTS or "")]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "thidua.documents.judging", *asked],
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return [UNREADABLE]
    return [Found(**one) for one in json.loads(done.stdout)]
