"""A paper as plain JSON and back: how a room keeps the text of a draft."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from thidua.kernel.paper.parts import (
    Annex,
    Article,
    Block,
    Chapter,
    Clause,
    Manner,
    Mark,
    Paper,
    Section,
    Signature,
    Table,
)

_BLOCKS: dict[str, type[Any]] = {
    one.__name__.lower(): one for one in (Article, Chapter, Clause, Section, Table)
}


def as_data(paper: Paper) -> dict[str, Any]:
    """Everything of a paper in strings, numbers, lists and objects."""
    data: dict[str, Any] = _plain(paper)
    return data


def paper_of(data: dict[str, Any]) -> Paper:
    """The paper that was kept; `KeyError` when it was never one."""
    known = {one.name for one in fields(Paper)}
    plain = {key: value for key, value in data.items() if key in known}
    return Paper(
        **plain
        | {
            "manner": Manner(data["manner"]),
            "day": date.fromisoformat(data["day"]) if data["day"] else None,
            "signature": _signature(data["signature"]),
            "signers": [_signature(one) for one in data.get("signers", ())],
            "body": _blocks(data["body"]),
            "annexes": [
                Annex(**one | {"body": _blocks(one["body"])}) for one in data["annexes"]
            ],
        }
    )


def _signature(data: dict[str, Any]) -> Signature:
    marks = [(Mark(mark), whom) for mark, whom in data["marks"]]
    return Signature(**data | {"marks": marks})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        data = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        kind = type(value).__name__.lower()
        return {"is": kind} | data if kind in _BLOCKS else data
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def _blocks(data: list[Any]) -> list[Block]:
    return [one if isinstance(one, str) else _block(one) for one in data]


def _block(data: dict[str, Any]) -> Block:
    values = {key: value for key, value in data.items() if key != "is"}
    if "blocks" in values:
        values["blocks"] = _blocks(values["blocks"])
    made: Block = _BLOCKS[data["is"]](**values)
    return made
