"""Facts as JSON and back, and the seal that shows whether anybody touched them."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Any, cast

from thidua.campaigns.effect.facts import Effect
from thidua.campaigns.models import Assessment
from thidua.kernel.clock import ZONE

VERSION = 1
"""Of the shape below; a later shape must still read this one."""


def as_json(effect: Effect) -> dict[str, Any]:
    """The facts in plain words: decimals and days as text, so that nothing is lost."""
    return {"version": VERSION, "effect": _plain(effect)}


def from_json(kept: Mapping[str, Any]) -> Effect:
    """The facts as they were kept."""
    return cast("Effect", _rebuilt(Effect, kept["effect"]))


def fingerprint(figures: Mapping[str, Any]) -> str:
    """SHA-256 of the figures alone: are they those that somebody saw?"""
    return _hashed(figures)


def seal_of(one: Assessment, before: str) -> str:
    """SHA-256 over everything that was signed, and over the seal before it."""
    return _hashed(
        {
            "before": before,
            "campaign": one.campaign_id,
            "phase": one.phase_id,
            "number": one.number,
            "name": one.name,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "remarks": one.remarks,
            "lessons": one.lessons,
            "proposals": one.proposals,
            "figures": one.figures,
            "signed_by": one.signed_by,
            "office": one.office,
            "signed_at": one.signed_at.astimezone(ZONE).isoformat(),
        }
    )


def is_whole(one: Assessment, before: str) -> bool:
    """Does the seal still fit what it was put on?"""
    return seal_of(one, before) == one.seal


def _hashed(what: Mapping[str, Any]) -> str:
    text = json.dumps(what, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _rebuilt(kind: Any, kept: Any) -> Any:
    """A value of a type out of its plain form."""
    if kept is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        kind = next(one for one in typing.get_args(kind) if one is not type(None))
        origin = typing.get_origin(kind)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(_rebuilt(inner, one) for one in kept)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(
            **{
                name: _rebuilt(hint, kept[name])
                for name, hint in hints.items()
                if name in kept
            }
        )
    if kind is date:
        return date.fromisoformat(kept)
    if kind is Decimal:
        return Decimal(kept)
    return kind(kept) if isinstance(kind, type) and issubclass(kind, StrEnum) else kept
