"""The official units of the whole country, from the project's own data."""

from __future__ import annotations

import argparse

from thidua.config.cli.ground import say, stand

HELP = "Nạp đơn vị hành chính cả nước / load the official units of the country"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_options: argparse.Namespace) -> int:
    """Load them, as the owner, with their outlines; a second time changes nothing."""
    stand(as_owner=True)
    from thidua.kernel import clock  # noqa: PLC0415 - needs setup
    from thidua.organisations.actions import (  # noqa: PLC0415
        draw_official_units,
        load_official_units,
    )
    from thidua.organisations.actor import the_system  # noqa: PLC0415

    for act in (load_official_units, draw_official_units):
        act(
            actor=the_system("thidua load-units"),
            at=clock.now(),
            tell=lambda line: say(f"  {line}"),
        )
    return 0
