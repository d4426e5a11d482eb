"""One report that waits for a unit, and the markup of its row."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.indicators.queries.waiting_marks import Marks
from thidua.kernel.ui.drawing import drawn, drawn_each

_MARK = '<span class="state {}">{}</span> '


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """The heads of the columns, and what is said of a report sent again."""

    form: str
    period: str
    sent: str
    mended: str
    look: str

    @classmethod
    def spoken(cls) -> WaitingWords:
        """In the language of the reader, once for all rows."""
        return cls(_("Biểu"), _("Kỳ"), _("Gửi"), _("gửi lại"), _("Nên xem"))


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """One report that waits for my unit."""

    pk: int
    unit: str
    form: str
    period: str
    sent: str
    by: str
    is_mended: bool
    href: str
    words: WaitingWords
    marks: Marks

    @property
    def about(self) -> str:
        """What to look at, in one line."""
        return ", ".join(words for _tone, words in self.marks.words)

    @property
    def markup(self) -> SafeString:
        """The whole row in one piece: a district may have 250 of them."""
        again = drawn(' <span class="tag">{}</span>', self.words.mended)
        return drawn(
            '<tr><td><input type="checkbox" name="chon" value="{}"'
            ' aria-label="{}, {}"></td><th scope="row"><a href="{}">{}</a>{}</th>'
            '<td data-th="{}">{}</td><td data-th="{}">{}</td>'
            '<td data-th="{}">{}<small>{}</small></td><td data-th="{}">{}</td></tr>',
            self.pk,
            self.unit,
            self.period,
            self.href,
            self.unit,
            again if self.is_mended else "",
            self.words.form,
            self.form,
            self.words.period,
            self.period,
            self.words.sent,
            self.sent,
            self.by,
            self.words.look,
            drawn_each(_MARK, self.marks.words),
        )
