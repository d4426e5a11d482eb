"""Whether a paper that was made from the plan still says what the plan says.

`statements` is the plan in the single sentences of which a launch document is made;
`drawn` keeps those that its text says, with the text. Whoever writes the text decides
what it names and how; what it names must be what the plan says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from thidua.campaigns import launch_text, outline
from thidua.campaigns.mapping import nodes_of
from thidua.campaigns.models import Campaign, ContentNode
from thidua.kernel.text import tidy

_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_WITH_FIGURES = ("time", "phase", "target", "step")
"""These may be said in other words, as long as the figures are there."""
A_THIRD = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """What the paper says and what the plan says; “” where one of them is silent."""

    paper: str
    plan: str


def statements(campaign: Campaign) -> dict[str, str]:
    """By kind and number of the thing: what a launch document says of it today."""
    with translation.override("vi"):
        found = {
            key: tidy(said.removeprefix("- ")).rstrip(".")
            for key, said in _statements(campaign)
        }
    return {key: said for key, said in found.items() if said}


def _statements(campaign: Campaign) -> Iterator[tuple[str, str]]:
    for name, words in launch_text.mottoes(campaign):
        yield f"words:{name}", words
    yield "time:", launch_text.lasting(campaign)
    for phase in campaign.phases.all():
        yield f"phase:{phase.name}", launch_text.phase_line(phase)
    audiences = campaign.audiences.prefetch_related("milestones")
    trees = nodes_of(campaign.audiences.all())
    for audience in audiences:
        yield f"audience:{audience.pk}", audience.name
        nodes = [node for _depth, node in outline.in_order(trees.get(audience.pk, []))]
        names = {str(node.key): node.name for node in nodes}
        for node in nodes:
            if node.kind == ContentNode.Kind.ITEM:
                yield f"item:{audience.pk}:{node.key}", node.name
        for step in audience.milestones.all():
            item = names.get(str(step.node_key), "")
            yield f"step:{step.pk}", launch_text.step_line(step, item)
    for target, aim in launch_text.aims(campaign):
        yield f"target:{target.pk}", aim


def drawn(
    campaign: Campaign, text: str, before: Mapping[str, str] | None = None
) -> dict[str, str]:
    """By thing of the plan: what a text that is written now says of it, else “”.

    What it goes on saying as it was drawn `before`, although the plan says something
    else by now, stays as it was.
    """
    lines, old = _lines(text), before or {}
    now = statements(campaign)
    kept = {key: said if _said(key, said, lines) else "" for key, said in now.items()}
    stale = {
        key: said
        for key, said in old.items()
        if said and _still_said(key, said, now.get(key, ""), lines)
    }
    return kept | stale


def differences(
    was: Mapping[str, str], now: Mapping[str, str], text: str
) -> Iterator[Difference]:
    """Where a text says of the plan what the plan says no longer, and what it lacks.

    Of a kind of things that the text names, it must name those that came later, too.
    """
    lines = _lines(text)
    for key, said in was.items():
        today = now.get(key, "")
        if said and said != today and _still_said(key, said, today, lines):
            yield Difference(said, today)
    named = {_kind(key) for key, said in was.items() if said}
    for key, today in now.items():
        if key not in was and _kind(key) in named and not _said(key, today, lines):
            yield Difference("", today)


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _lines(text: str) -> Sequence[str]:
    return [tidy(line) for line in text.splitlines() if line.strip()]


def _said(key: str, said: str, lines: Iterable[str]) -> bool:
    return any(_says(line, key, said) for line in lines)


def _still_said(key: str, said: str, today: str, lines: Iterable[str]) -> bool:
    """Does a line say what was, and not what is?"""
    for line in lines:
        rest = line.replace(today, " ") if today else line
        if said in rest:
            return True
        if _says(rest, key, said) and not (today and _says(line, key, today)):
            return True
    return False


def _says(line: str, key: str, said: str) -> bool:
    """Word by word; or all its figures in a line with a third of its words."""
    if said in line:
        return True
    figures = set(_FIGURE.findall(said))
    if _kind(key) not in _WITH_FIGURES or not figures <= set(_FIGURE.findall(line)):
        return False
    words = set(_WORD.findall(said.casefold()))
    return len(words & set(_WORD.findall(line.casefold()))) * A_THIRD >= len(words)
