"""One row of the cascade grid, and its markup."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from thidua.kernel.ui.drawing import drawn
from thidua.kernel.ui.grid import CellInput


def answer_id(unit_id: int) -> str:
    """The element that says how a unit answered; a saved cell renews its words."""
    return f"answer-{unit_id}"


@dataclass(frozen=True, slots=True)
class GiveRow:
    """One unit of the grid, shown."""

    unit_id: int
    name: str
    before: str
    before_href: str
    weight: CellInput
    value: CellInput
    state: str
    tone: str
    proposed: str
    href: str
    is_accepted: bool
    keep_label: str
    unsaid: str

    @property
    def markup(self) -> SafeString:
        """The whole row in one piece: a province's grid has a hundred and fifty."""
        return drawn(
            '<tr><th scope="row">{}</th><td class="n wide">{}</td>'
            '<td class="cellin">{}</td><td class="cellin">{}</td>'
            '<td class="wide">{}</td><td>{}</td></tr>',
            self.name,
            self._before(),
            self.weight.input,
            self.value.input,
            self._keep(),
            self._answer(),
        )

    def _before(self) -> SafeString | str:
        if not self.before_href:
            return self.before
        return drawn('<a href="{}">{}</a>', self.before_href, self.before)

    def _keep(self) -> SafeString | str:
        if self.is_accepted:
            return ""
        return drawn(
            '<input type="checkbox" name="keep" value="{}" aria-label="{}">',
            self.unit_id,
            self.keep_label,
        )

    def _answer(self) -> SafeString:
        if not self.state:
            return drawn(
                '<span class="faint" id="{}">{}</span>',
                answer_id(self.unit_id),
                self.unsaid,
            )
        return drawn(
            '<a href="{}"><span class="state {}" id="{}">{}</span></a>{}',
            self.href,
            self.tone,
            answer_id(self.unit_id),
            self.state,
            drawn(" <b>{}</b>", self.proposed) if self.proposed else "",
        )
