"""What the digital signatures of a PDF are worth: who, when, whole, trusted by whom.

Trusted are the certificates that stand as PEM files in the folder of the setting
`THIDUA_SIGNATURE_ROOTS` (the Government's, Viettel's, VNPT's …). Nothing is fetched
from the network, so whether a certificate was revoked since is only known when the
signature brings the answer along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from thidua.documents.states import Standing
from thidua.kernel.clock import ZONE

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus

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


def standing_of(found: Sequence[Found]) -> Standing:
    """The gravest of what was found; a file without signatures is unsigned."""
    seen = {one.standing for one in found}
    return next((one for one in _GRAVEST if one in seen), Standing.UNSIGNED)


def signatures_in(path: Path, *, at: datetime) -> list[Found]:
    """Every signature of a PDF, judged at a moment; a broken file is unreadable."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - heavy, seldom used
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            return [_judged(one, at) for one in reader.embedded_regular_signatures]
    except (PdfError, ValueError, KeyError, OSError):
        return [Found("", "", Standing.UNREADABLE)]


def roots() -> list[Certificate]:
    """The certificates that this installation trusts."""
    from asn1crypto import pem, x509  # noqa: PLC0415

    found: list[Certificate] = []
    folder = settings.SIGNATURE_ROOTS
    for path in sorted(Path(folder).glob("*.pem")) if folder else []:
        blocks = pem.unarmor(path.read_bytes(), multiple=True)
        found += [x509.Certificate.load(der) for _kind, _headers, der in blocks]
    return found


def _judged(signature: EmbeddedPdfSignature, at: datetime) -> Found:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.errors import (  # noqa: PLC0415
        SignatureValidationError,
    )
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    context = ValidationContext(trust_roots=roots(), allow_fetching=False, moment=at)
    try:
        status = validate_pdf_signature(signature, context)
    except SignatureValidationError:
        return Found("", "", Standing.UNREADABLE)
    certificate = status.signing_cert
    said = status.signer_reported_dt
    return Found(
        signer=_name(certificate.subject),
        at=said.astimezone(ZONE).isoformat(timespec="seconds") if said else "",
        standing=_standing(status),
        issuer=_name(certificate.issuer),
    )


def _standing(status: PdfSignatureStatus) -> Standing:
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415

    changed = status.modification_level == ModificationLevel.OTHER
    if not (status.intact and status.valid) or changed:
        return Standing.ALTERED
    if status.trusted:
        return Standing.VALID
    problem = getattr(status.trust_problem_indic, "name", "")
    late = problem.startswith(("OUT_OF_BOUNDS", "REVOKED"))
    return Standing.EXPIRED if late else Standing.UNKNOWN_ROOT


def _name(name: Any) -> str:
    """The common name of a certificate's subject, else all of it."""
    native = name.native
    return str(native.get("common_name") or name.human_friendly)
