"""Codes that people write on paper and read out: no sign that looks like another."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GIVEN, LOOKED_UP = 8, 12
"""Signs of a code that a unit hands out, and of one to look a registration up by."""


def new_code() -> str:
    """A code for a unit to hand out: 39 bits, guessed slowly (`knocking.py`)."""
    return "".join(secrets.choice(SIGNS) for _ in range(GIVEN))


def code_for(token: str) -> str:
    """The code that belongs to a form: the same form sent twice gives the same one."""
    digest = hmac.new(
        settings.SECRET_KEY.encode(), f"pledges:{token}".encode(), hashlib.sha256
    ).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _place in range(LOOKED_UP):
        number, rest = divmod(number, len(SIGNS))
        signs.append(SIGNS[rest])
    return "".join(signs)


def look_up_of(code: str) -> str:
    """What is kept of a code by which somebody looks theirs up: never the code."""
    return hashlib.sha256(f"pledges:{plain(code)}".encode()).hexdigest()


def plain(typed: str) -> str:
    """A code as somebody typed it, without blanks, hyphens and small letters."""
    return "".join(sign for sign in typed.upper() if sign in SIGNS)[:40]


def spelt(code: str) -> str:
    """In groups of four, to be read out."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
