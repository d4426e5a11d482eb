"""OpenID Connect with a province's provider: authorization code, PKCE, RS256 or ES256.

What a browser brings back is worth nothing by itself: the code is exchanged by this
program with a verifier that never left it, and the token is checked by the provider's
keys for issuer, audience, time and nonce.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

WAIT = 10
"""Seconds that a provider has for an answer."""
_LOOPBACK = ("localhost", "127.0.0.1")


class SignOnFailed(Exception):  # noqa: N818 - a refusal is not a fault
    """The provider did not vouch for anybody; the words are for the log."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom this installation trusts, and as whom it asks."""

    issuer: str
    client: str
    secret: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is kept in the session until the browser comes back."""

    state: str
    nonce: str
    verifier: str
    back: str

    def kept(self) -> dict[str, str]:
        return asdict(self)


def asks(back: str) -> Asked:
    """A new question; `back` is the address to which the provider sends the browser."""
    return Asked(
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(64),
        back,
    )


def address_of(provider: Provider, asked: Asked) -> str:
    """Where the browser goes to sign in."""
    challenge = hashlib.sha256(asked.verifier.encode()).digest()
    said = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": asked.back,
        "scope": "openid",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    to = _told(provider)["authorization_endpoint"]
    return f"{to}{'&' if '?' in to else '?'}{urlencode(said)}"


def subject_of(provider: Provider, asked: Asked, *, state: str, code: str) -> str:
    """Whom the provider vouches for; `SignOnFailed` in every other case."""
    if not code or not hmac.compare_digest(state.encode(), asked.state.encode()):
        raise SignOnFailed("the state is not ours")
    told = _told(provider)
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked.back,
        "client_id": provider.client,
        "code_verifier": asked.verifier,
    }
    if provider.secret:
        said["client_secret"] = provider.secret
    answer = _json(told["token_endpoint"], urlencode(said).encode())
    claims = _checked(provider, told, str(answer.get("id_token", "")))
    if not hmac.compare_digest(str(claims.get("nonce", "")), asked.nonce):
        raise SignOnFailed("the nonce is not ours")
    return str(claims["sub"])


def _checked(provider: Provider, told: dict[str, Any], token: str) -> dict[str, Any]:
    import jwt  # noqa: PLC0415 - only where a province has its own sign-on

    try:
        keys = jwt.PyJWKSet.from_dict(_json(told["jwks_uri"]))
        number = jwt.get_unverified_header(token).get("kid")
        key = next(one for one in keys.keys if number is None or one.key_id == number)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256", "ES256"],
            audience=provider.client,
            issuer=provider.issuer,
            leeway=60,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except (jwt.PyJWTError, StopIteration) as wrong:
        raise SignOnFailed(f"the token does not hold: {wrong!r}") from wrong
    return claims


def _told(provider: Provider) -> dict[str, Any]:
    """What the provider says of itself; it must be the one that was asked."""
    issuer = provider.issuer.rstrip("/")
    told = _json(f"{issuer}/.well-known/openid-configuration")
    if told.get("issuer") != provider.issuer:
        raise SignOnFailed("another issuer answers")
    return told


def _json(address: str, data: bytes | None = None) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise SignOnFailed("a provider is asked over https only")
    asked = Request(address, data, {"Accept": "application/json"})  # noqa: S310
    try:
        with urlopen(asked, timeout=WAIT) as answer:  # noqa: S310 - checked above
            found: dict[str, Any] = json.loads(answer.read(1_000_000))
    except (OSError, ValueError) as wrong:
        raise SignOnFailed(f"no answer: {wrong!r}") from wrong
    return found
