"""The link by which the owner of an address says that it is theirs."""

from __future__ import annotations

import hashlib

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from thidua.follow_up.models import Mailbox

_SALT = "follow_up.address"


def token_of(box: Mailbox) -> str:
    """Of this person and this address: another address makes it worthless."""
    return Signer(salt=_SALT).sign_object([box.person_id, _mark(box.address)])


def is_token_of(box: Mailbox, token: str) -> bool:
    """Whether a link was sent to this very address of this very person."""
    try:
        said = Signer(salt=_SALT).unsign_object(token)
    except (BadSignature, ValueError):
        return False
    return bool(said == [box.person_id, _mark(box.address)])


def link_to(box: Mailbox) -> str:
    """The page that the link opens."""
    return reverse("follow_up:address", args=[token_of(box)])


def _mark(mail_address: str) -> str:
    return hashlib.sha256(mail_address.casefold().encode()).hexdigest()[:16]
