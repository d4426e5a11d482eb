"""What a launch document says before anybody wrote it: the plan in the plan's words.

In Vietnamese whatever the screen's language, for the paper is; the office corrects it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils import translation

from thidua.campaigns import outline, progress
from thidua.campaigns.mapping import nodes_of
from thidua.campaigns.models import (
    Audience,
    Campaign,
    ContentNode,
    Milestone,
    Phase,
    Target,
)
from thidua.indicators.models import Form, Period
from thidua.kernel.dates import show
from thidua.kernel.paper.parts import GROUND_TO_FILL
from thidua.kernel.text import quoted
from thidua.organisations.naming import names_on

EVERY = {
    Period.Kind.MONTH: "hằng tháng",
    Period.Kind.QUARTER: "hằng quý",
    Period.Kind.HALF: "6 tháng một lần",
    Period.Kind.YEAR: "hằng năm",
}
Trees = Mapping[int, Sequence[ContentNode]]
"""The nodes of each audience's newest tree, by the audience's number."""
_WHOM = "Đối tượng thi đua: "
_CONTENTS_OF = "Nội dung thi đua của "
_STEPS_OF = "Các mốc phải đạt của "
TAKE_PART = "- Các đơn vị lập kế hoạch của mình, đăng ký thi đua và tổ chức thực hiện."


def launch_text(campaign: Campaign, day: date) -> dict[str, str]:
    """The title, grounds, opening, numbered contents and recipients, as they are typed.

    On what it rests is for the office to say: there is a place for it, and no more. A
    paper of the Party has none, for its form is not held against a rule.
    """
    audiences = list(campaign.audiences.prefetch_related("milestones"))
    trees = nodes_of(campaign.audiences.all())
    with translation.override("vi"):
        clauses = [
            *(f"{name}: {words.rstrip('.')}." for name, words in mottoes(campaign)),
            _whom(audiences),
            _when(campaign),
            *_contents(campaign, audiences, trees),
            *_milestones(audiences, trees),
            _who_sees_to_it(campaign, day),
        ]
    is_party = campaign.line == Campaign.Line.PARTY
    return {
        "title": f"Về việc phát động {_movement(campaign.name)}",
        "grounds": "" if is_party else GROUND_TO_FILL,
        "opening": _opening(campaign, day),
        "contents": "\n\n".join(one for one in clauses if one),
        "recipients": "\n".join(one.name for one in audiences),
    }


def _opening(campaign: Campaign, day: date) -> str:
    """Who launches what; nothing that the plan does not say."""
    launcher = names_on([campaign.launcher_id], day).get(campaign.launcher_id, "")
    said = f"{launcher} phát động {_movement(campaign.name)} với các nội dung sau:"
    return said if launcher else ""


def _movement(name: str) -> str:
    """With the word for it once, where the name does not begin with it itself."""
    if name.casefold().startswith("phong trào"):
        return f"{name[:1].lower()}{name[1:]}"
    return f"phong trào thi đua {quoted(name)}"


def mottoes(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """What a campaign says of itself in a few words, with the word for it."""
    said = (
        ("Phương châm", campaign.motto),
        ("Khẩu hiệu", campaign.slogan),
        ("Chủ đề", campaign.theme),
    )
    return ((name, words) for name, words in said if words)


def _whom(audiences: Iterable[Audience]) -> str:
    names = "; ".join(one.name for one in audiences)
    return f"{_WHOM}{names}." if names else ""


def renamed_in(paragraph: str, old: str, new: str) -> str:
    """A paragraph in which an audience has another name, where it was drafted so."""
    return "\n".join(_renamed(line, old, new) for line in paragraph.split("\n"))


def _renamed(line: str, old: str, new: str) -> str:
    if line.startswith(_WHOM):
        names = line.removeprefix(_WHOM).removesuffix(".").split("; ")
        said = "; ".join(new if one == old else one for one in names)
        return f"{_WHOM}{said}." if old in names else line
    heads = {f"{head}{old}:": f"{head}{new}:" for head in (_CONTENTS_OF, _STEPS_OF)}
    return heads.get(line, line)


def _when(campaign: Campaign) -> str:
    head = f"Thời gian: {lasting(campaign)}."
    return "\n".join([head, *(phase_line(one) for one in campaign.phases.all())])


def lasting(campaign: Campaign) -> str:
    """From which day to which."""
    first, last = show(campaign.starts_on), show(campaign.ends_on)
    return f"từ ngày {first} đến ngày {last}"


def phase_line(one: Phase) -> str:
    """A phase with its days, as a point of the text."""
    said = f"- {one.name}: từ ngày {show(one.starts_on)} đến ngày {show(one.ends_on)}"
    return f"{said}, {one.expects.rstrip('.')}." if one.expects else f"{said}."


def _contents(
    campaign: Campaign, audiences: Iterable[Audience], trees: Trees
) -> Iterator[str]:
    """For each audience its items with what each is to reach."""
    reached = _aims(campaign)
    for audience in audiences:
        items = [
            node
            for _depth, node in outline.in_order(trees.get(audience.pk, []))
            if node.kind == ContentNode.Kind.ITEM
        ]
        if items:
            head = f"{_CONTENTS_OF}{audience.name}:"
            points = (_item(node, reached.get(str(node.key), ())) for node in items)
            yield "\n".join([head, *points])


def _milestones(audiences: Iterable[Audience], trees: Trees) -> Iterator[str]:
    """For each audience its steps by their days, with the item each belongs to."""
    for audience in audiences:
        items = {str(node.key): node.name for node in trees.get(audience.pk, [])}
        steps = list(audience.milestones.all())
        if steps:
            head = f"{_STEPS_OF}{audience.name}:"
            points = (step_line(one, items.get(str(one.node_key), "")) for one in steps)
            yield "\n".join([head, *points])


def step_line(one: Milestone, item: str) -> str:
    """A milestone of an item with its day, as a point of the text."""
    said = f"{item}: {one.name}" if item else one.name
    return f"- {said.rstrip('.')}, chậm nhất ngày {show(one.due_on)}."


def _item(node: ContentNode, aims: Iterable[str]) -> str:
    said = "; ".join(aims)
    return f"- {node.name}: {said}." if said else f"- {node.name}."


def _aims(campaign: Campaign) -> dict[str, list[str]]:
    """By the key of its item."""
    found: dict[str, list[str]] = {}
    for one, aim in aims(campaign):
        found.setdefault(str(one.node_key), []).append(aim)
    return found


def aims(campaign: Campaign) -> Iterator[tuple[Target, str]]:
    """Of each target of the whole: `Đường bê tông hóa đạt 320 km đến ngày …`."""
    asked = progress.measures_of(campaign)
    targets = campaign.open_targets().filter(parent=None).select_related("version")
    return ((one, _aim(one, asked)) for one in targets.order_by("pk"))


def _aim(one: Target, asked: progress.Measures) -> str:
    value = progress.measure(one, asked).say(one.value)
    return f"{one.version.name} đạt {value} đến ngày {show(one.due_on)}"


def _who_sees_to_it(campaign: Campaign, day: date) -> str:
    """The standing body, and how often the forms of the campaign are reported."""
    office = names_on([campaign.office_id], day).get(campaign.office_id, "")
    said = ["Tổ chức thực hiện:", TAKE_PART]
    links = campaign.form_links.filter(is_read=False).select_related("form")
    said += [_asks(link.form) for link in links.order_by("pk")]
    said.append(
        f"- {office} là cơ quan thường trực, theo dõi, đôn đốc, tổng hợp kết quả."
    )
    return "\n".join(said)


def _asks(form: Form) -> str:
    every = EVERY[Period.Kind(form.period_kind)]
    return (
        f"- Báo cáo {every} theo biểu {quoted(form.name)}, chậm nhất ngày làm việc thứ"
        f" {form.due_after} sau kỳ báo cáo."
    )
