"""What phones, passkeys and paper prove; nothing here is kept or asked of anybody.

Codes of a phone follow RFC 6238 (SHA-1, six digits, thirty seconds), as every
authenticator app makes them. Passkeys are verified by `fido2`, which is imported only
when somebody uses one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import struct
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings

from thidua.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from cryptography.fernet import Fernet
    from fido2.server import Fido2Server
    from fido2.webauthn import UserVerificationRequirement

STEP = 30
"""Seconds for which a code of a phone stands."""
DIGITS = 6
CODES = 10
"""Recovery codes made at once."""
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
ISSUER = "Thi đua"


def new_secret() -> str:
    """160 random bits in the letters that authenticator apps read."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_of(secret: str, step: int) -> str:
    """The six digits of one step (seconds since 1970 by thirty)."""
    digest = hmac.new(
        base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1
    ).digest()
    at = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, typed: str, seconds: int, *, after: int) -> int | None:
    """The step whose code was typed, or None; the steps beside this one count too.

    A step up to `after` was used already: a code that was read over a shoulder is
    worth nothing.
    """
    now = seconds // STEP
    for step in (now, now - 1, now + 1):
        if step > after and hmac.compare_digest(code_of(secret, step), typed):
            return step
    return None


def address_for_apps(secret: str, username: str) -> str:
    """What the square picture says to an authenticator app."""
    label = quote(f"{ISSUER}:{username}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(ISSUER)}"


def picture_of(address: str) -> str:
    """The square picture as SVG, with no style of its own."""
    import segno  # noqa: PLC0415 - only whoever adds a phone needs it

    return str(segno.make(address).svg_inline(scale=5, border=4, light="#fff"))


def locked(secret: str) -> str:
    """A secret as the database keeps it."""
    return _fernet().encrypt(secret.encode()).decode()


def unlocked(kept: str) -> str:
    """A kept secret, readable again."""
    return _fernet().decrypt(kept.encode()).decode()


def _fernet() -> Fernet:
    from cryptography.fernet import Fernet  # noqa: PLC0415

    key = hashlib.sha256(f"second factor {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def new_codes() -> list[str]:
    """Codes for paper: `abcd-efgh-jkmn`, about 59 bits each."""
    return [
        "-".join(
            "".join(secrets.choice(_SIGNS) for _sign in range(4)) for _group in range(3)
        )
        for _code in range(CODES)
    ]


def digest_of(code: str) -> str:
    """What is kept of a code on paper."""
    plain = code.strip().lower().replace(" ", "")
    key = f"recovery code {settings.SECRET_KEY}".encode()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def _server(host: str) -> Fido2Server:
    from fido2.server import Fido2Server  # noqa: PLC0415
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415

    domain = host.partition(":")[0]
    return Fido2Server(PublicKeyCredentialRpEntity(id=domain, name=ISSUER))


def _preferred() -> UserVerificationRequirement:
    """A fingerprint or a PIN where the device has one; the password came before."""
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415

    return UserVerificationRequirement.PREFERRED


def _known(credentials: Sequence[bytes]) -> list[Any]:
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415

    return [AttestedCredentialData(bytes(one)) for one in credentials]


def ask_for_new_passkey(
    host: str, *, user_id: int, username: str, name: str, known: Sequence[bytes]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is asked for a new passkey, and what is kept till it answers."""
    from fido2.webauthn import PublicKeyCredentialUserEntity  # noqa: PLC0415

    user = PublicKeyCredentialUserEntity(
        id=str(user_id).encode(), name=username, display_name=name
    )
    options, state = _server(host).register_begin(
        user, _known(known), user_verification=_preferred()
    )
    return json.loads(json.dumps(dict(options))), dict(state)


def read_new_passkey(
    host: str, state: Mapping[str, Any], answer: str
) -> tuple[bytes, str, int]:
    """The credential, its id, its counter; `RuleBroken` when the answer is wrong."""
    try:
        data = _server(host).register_complete(dict(state), json.loads(answer))
        credential = data.credential_data
        assert credential is not None  # noqa: S101 - a registration carries one
        return (
            bytes(credential),
            base64.urlsafe_b64encode(credential.credential_id).decode(),
            data.counter,
        )
    except (ValueError, TypeError, KeyError, AssertionError) as wrong:
        raise RuleBroken("", field="credential") from wrong


def ask_for_passkey(
    host: str, known: Sequence[bytes]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is asked to prove, and what is kept until it answers."""
    options, state = _server(host).authenticate_begin(
        _known(known), user_verification=_preferred()
    )
    return json.loads(json.dumps(dict(options))), dict(state)


def read_passkey(
    host: str, state: Mapping[str, Any], known: Sequence[bytes], answer: str
) -> tuple[str, int] | None:
    """The id and the counter of the passkey that proved itself, or None."""
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415

    try:
        said = AuthenticationResponse.from_dict(json.loads(answer))
        found = _server(host).authenticate_complete(dict(state), _known(known), said)
    except (ValueError, TypeError, KeyError):
        return None
    counter = said.response.authenticator_data.counter
    return base64.urlsafe_b64encode(found.credential_id).decode(), counter
