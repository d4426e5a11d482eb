"""Keys, certificates and signed PDFs, made in the test itself."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

Key = ec.EllipticCurvePrivateKey
T = TypeVar("T")
BEGINS = datetime(2024, 1, 1, tzinfo=UTC)
LASTS = timedelta(days=3650)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@cache
def root() -> tuple[Key, x509.Certificate]:
    """An authority of this test."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate("CA thử nghiệm", key, None, LASTS)


@cache
def signer(name: str, days: int = 3650) -> tuple[Key, x509.Certificate]:
    """Somebody with a certificate of that authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate(name, key, root(), timedelta(days=days))


def _certificate(
    name: str,
    key: Key,
    by: tuple[Key, x509.Certificate] | None,
    lasts: timedelta,
) -> x509.Certificate:
    issuer = by[1].subject if by else _named(name)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=by is not None,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=by is None,
        crl_sign=by is None,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(BEGINS + lasts)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), True)
        .add_extension(usage, True)
        .sign(by[0] if by else key, hashes.SHA256())
    )


def signed(pdf: bytes, name: str, *, field: str = "Ky", days: int = 3650) -> bytes:
    """The PDF with a digital signature added, as a signing program adds it."""
    key, certificate = signer(name, days)
    pack = _pkcs12(name, key, certificate)
    made = signers.SimpleSigner.load_pkcs12_data(pack, other_certs=[], passphrase=b"x")
    assert made is not None
    written = BytesIO()
    apart(
        signers.sign_pdf,
        IncrementalPdfFileWriter(BytesIO(pdf)),
        signers.PdfSignatureMetadata(field_name=field),
        signer=made,
        output=written,
    )
    return written.getvalue()


def apart(act: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """Done in a thread of its own: pyHanko runs a loop, as other tests' browsers do."""
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(act, *arguments, **named).result()


def _pkcs12(name: str, key: Key, certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import pkcs12

    return pkcs12.serialize_key_and_certificates(
        name.encode(),
        key,
        certificate,
        [root()[1]],
        serialization.BestAvailableEncryption(b"x"),
    )


def trust_in(folder: Path) -> str:
    """The authority's certificate as a PEM file in a folder: what the setting names."""
    pem = root()[1].public_bytes(serialization.Encoding.PEM)
    (folder / "ca-thu-nghiem.pem").write_bytes(pem)
    return str(folder)
