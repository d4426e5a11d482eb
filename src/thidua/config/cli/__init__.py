"""`thidua`: the verbs of an installation. `thidua --help` lists them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from thidua.config.cli.ground import CannotError
from thidua.kernel.memory import on_one_stack

VERBS = (
    "demo",
    "serve",
    "worker",
    "migrate",
    "load_units",
    "load_indices",
    "load_demonstration",
    "backup",
    "restore",
    "db",
    "messages",
)


class Verb(Protocol):
    """What a module of this package offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, options: argparse.Namespace) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; its answer is the exit code. A refusal is one plain sentence."""
    options = parser().parse_args(arguments)
    verb: Verb = options.verb
    try:
        return on_one_stack(verb.run)(options)
    except CannotError as error:
        print(f"thidua: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """All verbs with their options."""
    top = argparse.ArgumentParser(
        prog="thidua",
        description="Phong trào thi đua, từ phát động đến tổng kết. / "
        "Emulation campaigns, from launch to review.",
    )
    verbs = top.add_subparsers(required=True, metavar="việc / verb")
    for name in VERBS:
        module = cast("Verb", import_module(f"thidua.config.cli.{name}"))
        sub = verbs.add_parser(
            name.replace("_", "-"), help=module.HELP, description=module.HELP
        )
        module.add_arguments(sub)
        sub.set_defaults(verb=module)
    return top
