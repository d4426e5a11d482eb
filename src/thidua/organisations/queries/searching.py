"""Units by what a person types of their names, found through the index of words.

Every word typed must be a word of the name, the last one may be unfinished. Once a mark
was typed, all letters and tones count, but for the tone of a last word that has none
yet. The name itself comes first, then names that
begin with what was typed, then those that hold it, then those with its words in another
order; within each as a dictionary sorts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thidua.kernel.text import fold, sort_key, tidy
from thidua.organisations.models import Unit

_BETWEEN = re.compile("[\x01-/:-`{-\xbf\u2010-\u2027]+")
"""What stands between words; `kernel_words` says the same."""


@dataclass(frozen=True, slots=True)
class Search:
    """Conditions on, and an order of, the rows of `organisations_unitname called`."""

    condition: str
    rank: str
    values: dict[str, Any]


NO_NAME = Search("false", "0", {})

_RANK = """
case
    when called.folded = %(typed)s
      or right(called.folded, length(called.name)) = %(typed)s then 0
    when starts_with(called.folded, %(typed)s)
      or starts_with(right(called.folded, length(called.name)), %(typed)s) then 1
    when strpos(' ' || called.folded, ' ' || %(typed)s) > 0 then 2
    else 3
end
"""


def search(text: str) -> Search:
    """What a typed text asks of a name; without a word in it, no name answers."""
    pairs = [
        (word, folded)
        for word in _words(tidy(text).casefold())
        if (folded := fold(word))
    ]
    if not pairs:
        return NO_NAME
    plain = [folded for _word, folded in pairs]
    lexemes = [f"'{folded}'" for folded in plain]
    condition = "kernel_words(called.folded) @@ %(words)s::tsquery"
    marks = []
    if any(word != folded for word, folded in pairs):
        condition += " and called.sort_key ~ all (%(marks)s)"
        marks = [
            _marked(word, is_last=place == len(pairs))
            for place, (word, _folded) in enumerate(pairs, start=1)
            if word.isalpha()
        ]
    return Search(
        condition,
        _RANK,
        {"words": " & ".join(lexemes) + ":*", "marks": marks, "typed": " ".join(plain)},
    )


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]


def _marked(word: str, *, is_last: bool) -> str:
    """What the sort key of a name must hold; a last word may go on."""
    key = sort_key(word)
    letters, tone = key[:-1], key[-1:]
    if not is_last:
        return f"(^| ){_literally(key)}( |$)"
    return f"(^| ){_literally(letters)}[^ ]*{'' if tone == '1' else tone}( |$)"


def _literally(key: str) -> str:
    return re.sub(r"([^0-9A-Za-z ])", r"\\\1", key)


_MATCHING = """
select found.unit_id from (
    select called.unit_id, {rank} as rank, called.sort_key
    from organisations_unitname called
    where {condition} and called.during @> %(day)s::date
    order by 2, 3, 1
    offset 0
) found
where exists (
    select from organisations_placement place
    where place.unit_id = found.unit_id and place.during @> %(day)s::date
)
order by found.rank, found.sort_key, found.unit_id
limit %(limit)s
"""


def numbers_matching(text: str, on: date, limit: int = 20) -> list[int]:
    """Numbers of the units that stand on a day and are called so, the best first."""
    asked = search(text)
    query = _MATCHING.format(rank=asked.rank, condition=asked.condition)
    with connection.cursor() as cursor:
        cursor.execute(query, {**asked.values, "day": on, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def units_matching(text: str, on: date, limit: int = 20) -> list[Unit]:
    """Those whose name of the day holds what was typed, the best first."""
    numbers = numbers_matching(text, on, limit)
    units = Unit.objects.filter(pk__in=numbers).called_on(on).in_bulk()
    return [units[pk] for pk in numbers]
