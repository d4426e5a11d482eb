"""The names of cells: A, B … AA; B7."""

from __future__ import annotations


def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(27)
    'AB'
    """
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def cell(row: int, column: int) -> str:
    """The name of a cell, both counted from 0.

    >>> cell(6, 1)
    'B7'
    """
    return f"{letters(column)}{row + 1}"
