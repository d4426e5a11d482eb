"""One unit of a list, and the markup of its row."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.kernel.ui.drawing import drawn


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What is said in every row; `below` holds a place for the unit's name."""

    kind: str
    above: str
    code: str
    count: str
    below: str
    made_up: str

    @classmethod
    def spoken(cls) -> UnitWords:
        """In the language of the reader, once for all rows."""
        return cls(
            kind=_("Loại"),
            above=_("Trực thuộc"),
            code=_("Mã"),
            count=_("Số đơn vị trực thuộc"),
            below=_("đơn vị trực thuộc %(name)s"),
            made_up=_("minh họa"),
        )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a list; `above` tells homonyms apart where one searched."""

    name: str
    href: str
    kind: str
    code: str
    above: str
    below: str
    below_href: str
    is_made_up: bool
    has_above: bool
    words: UnitWords

    @property
    def markup(self) -> SafeString:
        """The whole row in one piece: a page of the list has fifty."""
        words = self.words
        return drawn(
            '<tr><th scope="row"><a href="{}">{}</a>{}</th>'
            '<td data-th="{}">{}</td>{}<td{}>{}</td>{}</tr>',
            self.href,
            self.name,
            drawn(' <span class="tag">{}</span>', words.made_up)
            if self.is_made_up
            else "",
            words.kind,
            self.kind,
            drawn('<td data-th="{}">{}</td>', words.above, self.above)
            if self.has_above
            else "",
            drawn(' data-th="{}"', words.code) if self.code else "",
            self.code,
            self._below(),
        )

    def _below(self) -> SafeString:
        if not self.below:
            return SafeString('<td class="n"></td>')
        return drawn(
            '<td class="n" data-th="{}"><a href="{}">{}'
            '<span class="sr"> {}</span></a></td>',
            self.words.count,
            self.below_href,
            self.below,
            self.words.below % {"name": self.name},
        )
