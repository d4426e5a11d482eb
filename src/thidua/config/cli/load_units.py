"""The official units of the whole country, from the project's own data."""

from __future__ import annotations

import argparse
from importlib import import_module

from thidua.config.cli.ground import stand, step

HELP = "Nạp đơn vị hành chính cả nước / load the official units of the country"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_options: argparse.Namespace) -> int:
    """Load them, as the owner, in one transaction."""
    stand(as_owner=True)
    from thidua.kernel import clock  # noqa: PLC0415 - needs setup
    from thidua.organisations.actor import the_system  # noqa: PLC0415

    with step("Nạp đơn vị hành chính / loading the official units"):
        actions = import_module("thidua.organisations.actions")
        actions.load_official_units(
            actor=the_system("thidua load-units"), at=clock.now()
        )
    return 0
