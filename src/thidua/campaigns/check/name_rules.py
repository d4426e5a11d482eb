"""What is asked of a campaign's own name and motto: that something carries them.

A slogan, `khẩu hiệu`, is one by its nature and is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.check import sources
from thidua.campaigns.check.facts import CampaignFacts
from thidua.campaigns.check.measuring import counted, matter_of
from thidua.campaigns.check.wording import effort_in, stamp
from thidua.campaigns.check.words import Asks, Found, Level, Place, Rule
from thidua.kernel.text import quoted, tidy

FEWEST = 3
"""Words of a name that is one without those that only promise effort."""


def _only_slogan(plan: CampaignFacts) -> Iterator[Found]:
    texts = (("name", plan.name), ("motto", plan.motto))
    for field, text in texts if plan.items else ():
        said = effort_in(text, plan.day)
        if not said or is_carried(plan, text):
            continue
        rest = without_effort(text, said, plan.day)
        yield Found(
            _words(field) % {"text": quoted(text), "said": said},
            _(
                "Thêm chỉ tiêu đo điều đã hứa, hoặc viết lại; lời hô hào thì để ở khẩu"
                " hiệu."
            ),
            Place("basics", field=field),
            f"{field}:{stamp(text)}",
            mend=_("Bỏ chữ %(said)s, còn %(rest)s")
            % {"said": quoted(said), "rest": quoted(rest)}
            if rest
            else "",
            hints=plan.indicators.like(text),
        )


def _words(field: str) -> str:
    if field == "name":
        return _(
            "Tên phong trào %(text)s hứa “%(said)s” mà chưa chỉ tiêu nào của phong trào"
            " đo điều ấy."
        )
    return _(
        "Phương châm %(text)s hứa “%(said)s” mà chưa chỉ tiêu nào của phong trào đo"
        " điều ấy."
    )


def is_carried(plan: CampaignFacts, text: str) -> bool:
    """Does measured content speak of what a text promises?

    A text that promises nothing in particular is carried by any measured content.
    """
    promised, is_measured = matter_of(text), False
    for item in plan.items:
        targets = counted(item, plan.day)
        if not (targets or item.steps or item.is_read):
            continue
        is_measured = True
        names = (item.words, *(one.name for one in targets))
        if any(promised.touches(matter_of(name)) for name in names):
            return True
    return is_measured and not promised


def without_effort(text: str, said: str, day: date) -> str:
    """The text without the words it begins with; “” where no name would be left."""
    plain = tidy(text)
    rest = plain[len(said) :].strip(" ,;:–-")
    if not plain.lower().startswith(said) or effort_in(rest, day):
        return ""
    return rest[0].upper() + rest[1:] if len(rest.split()) >= FEWEST else ""


NAME_RULES: tuple[Rule[CampaignFacts], ...] = (
    Rule(
        "only-slogan",
        gettext_lazy("Tên, phương châm có chỉ tiêu đỡ"),
        gettext_lazy("Tên, phương châm hứa suông"),
        gettext_lazy(
            "Tên và phương châm được hô hào khi có nội dung đo được điều đã hứa."
        ),
        sources.REPORT_2019,
        Level.WARNING,
        Asks.PLAN,
        1,
        _only_slogan,
        of="items",
    ),
)
