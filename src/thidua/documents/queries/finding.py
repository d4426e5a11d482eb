"""Documents by number and symbol, however written, or by words of the abstract."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from thidua.documents.kinds import kind_words
from thidua.documents.models import Document, Number
from thidua.documents.queries.words import number_of
from thidua.kernel.finding import (
    BEGINS,
    DOCUMENT,
    WORDS,
    Hit,
    Row,
    Words,
    fit,
    holds,
    is_marked,
    symbol_begins,
)
from thidua.organisations.actor import Actor

OFFICE = "office document"
"""What a row of this room is called, until it is said as a document."""
MOST = 8
"""Documents that are listed."""
_LAST_DAY = Value(date(9999, 1, 1))


def asked(actor: Actor, words: Words, _on: date) -> QuerySet[Any, tuple[Any, ...]]:
    """The documents this actor may know of, to be asked with what other rooms have."""
    called = Func(
        F("symbol"),
        F("abstract"),
        function="documents_called",
        output_field=TextField(),
    )
    wanted = Q(holds(called, words)) & Q(is_marked(called, words))
    rank: Any = fit("abstract", words)
    if words.number is not None:
        given = Number.objects.filter(document=OuterRef("pk"), value=words.number)
        numbered = Q(Exists(given)) & Q(symbol_begins("symbol", words))
        wanted |= numbered
        rank = Case(
            When(numbered, then=Value(BEGINS)),
            default=Value(WORDS),
            output_field=SmallIntegerField(),
        )
    seen = Document.objects.visible_to(actor).filter(wanted)
    return _rows(seen, rank)


def hit(row: Row) -> Hit:
    """A document that was found: `16-CT/TU · Chỉ thị`."""
    symbol, manner, kind = row.detail.split("|")
    value = Number(value=int(row.home)) if row.home else None
    number = number_of(Document(symbol=symbol, manner=manner), value)
    about = f"{number} · {kind_words(kind)}"
    href = reverse("documents:document", args=[row.pk])
    return Hit(DOCUMENT, row.pk, row.name, href, about, row.rank)


def _rows(seen: QuerySet[Document], rank: Any) -> QuerySet[Any, tuple[Any, ...]]:
    said = Number.objects.filter(document=OuterRef("pk")).best_first()
    age = Func(
        _LAST_DAY,
        Subquery(said.values("issued_on")[:1]),
        template="to_char(%(expressions)s, '0000000')",
        arg_joiner=" - ",
        output_field=TextField(),
    )
    rows: Any = seen.annotate(
        hit_rank=rank,
        hit_kind=Value(OFFICE),
        hit_detail=Func(
            Value("|"),
            F("symbol"),
            F("manner"),
            F("kind"),
            function="concat_ws",
            output_field=CharField(),
        ),
        hit_about=Value(""),
        hit_value=Coalesce(
            Cast(Subquery(said.values("value")[:1]), TextField()),
            Value(""),
            output_field=TextField(),
        ),
        hit_order=Coalesce(age, Value(""), output_field=TextField()),
    )
    columns = ("hit_kind", "pk", "abstract", "hit_detail", "hit_about", "hit_value")
    ordered = rows.order_by("hit_rank", "hit_order", "-pk")
    return ordered.values_list(*columns, "hit_rank", "hit_order")[:MOST]  # type: ignore[no-any-return]
