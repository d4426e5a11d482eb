"""Which test proves which demand: read from the markers, without running anything."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT

DEMANDS = {
    "000.1": "Quantified goals over the whole period: a sum, a rate, a count, a share",
    "000.2": "Qualitative content by milestones with evidence",
    "000.3": "Persons, households, clans, hamlets, collectives, enterprises register",
    "000.4": "A plan: focus, hard tasks, targets, start and end; who may take part",
    "000.5": "Pacts between collectives, signed, in public; ceremony",
    "000.6": "The head launches, urges, guides, checks, and it is recorded (002.6)",
    "000.9": "Promising factors get moral, technical and material support",
    "000.10": "Emulate with exemplars: clubs, speakers, exchanges in the same trade",
    "001.1": "A campaign of years, continuing a predecessor and its review",
    "001.2": "Content as a tree of any shape: legs, prongs, items",
    "001.3": "Composite indices by year, rank and score; a target may be a rank",
    "001.4": "Every organisation and locality makes the campaign its own",
    "001.6": "The Fatherland Front and the unions take part beside the authorities",
    "002.5": "Reminders, urging and inspection in time, without forgetting or doubling",
    "002.4a": "A weak plan is shown before the launch, with what would mend it",
    "002.8b": "New models and good deeds are told of and found",
    "002.11": "A pact is signed in a hamlet, between hamlets",
    "002.4c": "Exemplars are found, honoured and spread, and it is seen how far",
    "002.4b": "Staff changes often: a handover loses nothing, the program guides",
    "003.1": "Content differs by the kind of unit",
    "003.2": "A peak phase",
    "003.3": "Prospects are found early and encouraged to register",
    "003.4": "An exemplar in five steps: built, told, learnt from, assessed, decided",
    "003.4a": "Every unit reports its results each month",
    "004.1": "The launch is a document: number, symbol, signer, recipients, file",
    "004.2": "A theme and a slogan; the nation's campaigns carried on",
    "004.3": "PAR INDEX, PCI, PAPI, SIPAS, DTI: years, make-ups, gaps, peers",
    "004.4": "Concrete criteria; what a campaign brought is assessed",
    "004.4b": "Who is late is told, escalated and seen",
    "004.9": "Six months and the year: reported up, received, urged, compiled",
    "004.8": "The Front and the socio-political organisations with their own members",
}
"""What is to be met so far; every one is driven through HTTP or a browser."""


def proofs() -> dict[str, list[str]]:
    """The tests of each demand, as `file::test`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for demand, test in _marked(path):
            found[demand].append(f"{path.relative_to(ROOT).as_posix()}::{test}")
    return found


def demands_page() -> str:
    """The page that says which test proves which demand."""
    found = proofs()
    rows = [
        f"| {demand} | {words} | {_tests(found.get(demand, []))} |"
        for demand, words in DEMANDS.items()
    ]
    return "\n".join(
        [
            "# Demands",
            "",
            "A demand counts as met only when a test that names it drives it through",
            "HTTP or a browser. Drawn by `make docs` from `@pytest.mark.demand(…)`.",
            "",
            "| demand | what it asks | proved by |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _tests(names: list[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names) or "nothing yet"


def _marked(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if not isinstance(mark, ast.Call):
                continue
            if ast.unparse(mark.func) == "pytest.mark.demand":
                yield ast.literal_eval(mark.args[0]), node.name
