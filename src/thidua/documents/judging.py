"""Looks at the signatures of one PDF, in a process of its own.

pyHanko takes memory that a web worker would keep, and a PDF from outside may be made to
keep a parser busy: `signatures.signatures_in` starts this file, gives it a while, and
reads one line of JSON. It knows nothing of Django.

    python -m thidua.documents.judging FILE MOMENT FOLDER
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Found = dict[str, str]
UNREADABLE: Found = {"signer": "", "at": "", "standing": "unreadable", "issuer": ""}


def judged(path: Path, at: datetime, folder: str) -> list[Found]:
    """Every signature of a PDF; a broken file has one that is unreadable."""
    roots = _roots(folder)
    try:
        with path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            return [_one(one, at, roots) for one in reader.embedded_regular_signatures]
    except (PdfError, ValueError, KeyError, OSError):
        return [UNREADABLE]


def _roots(folder: str) -> list[x509.Certificate]:
    """The certificates that this installation trusts."""
    found: list[x509.Certificate] = []
    for path in sorted(Path(folder).glob("*.pem")) if folder else []:
        blocks = pem.unarmor(path.read_bytes(), multiple=True)
        found += [x509.Certificate.load(der) for _kind, _headers, der in blocks]
    return found


def _one(
    signature: EmbeddedPdfSignature, at: datetime, roots: list[x509.Certificate]
) -> Found:
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    try:
        status = validate_pdf_signature(signature, context)
    except SignatureValidationError:
        return UNREADABLE
    said = status.signer_reported_dt
    return {
        "signer": _name(status.signing_cert.subject),
        "at": said.astimezone(ZONE).isoformat(timespec="seconds") if said else "",
        "standing": _standing(status),
        "issuer": _name(status.signing_cert.issuer),
    }


def _standing(status: PdfSignatureStatus) -> str:
    """A value of `states.Standing`."""
    changed = status.modification_level == ModificationLevel.OTHER
    if not (status.intact and status.valid) or changed:
        return "altered"
    if status.trusted:
        return "valid"
    problem = getattr(status.trust_problem_indic, "name", "")
    return "expired" if problem.startswith(("OUT_OF_BOUNDS", "REVOKED")) else "unknown"


def _name(name: Any) -> str:
    """The common name of a certificate's subject, else all of it."""
    return str(name.native.get("common_name") or name.human_friendly)


if __name__ == "__main__":
    file, moment, folder = sys.argv[1:]
    found = judged(Path(file), datetime.fromisoformat(moment), folder)
    sys.stdout.write(json.dumps(found))
