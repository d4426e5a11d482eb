"""The indices that others publish, from the project's own data."""

from __future__ import annotations

import argparse

from thidua.config.cli.ground import CannotError, say, stand

HELP = "Nạp chỉ số do nơi khác công bố / load the indices that others publish"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_options: argparse.Namespace) -> int:
    """Load them, as the owner, in one transaction; a second time changes nothing."""
    stand(as_owner=True)
    from thidua.indices.actions import load_published_indices  # noqa: PLC0415
    from thidua.kernel import clock  # noqa: PLC0415 - needs setup
    from thidua.kernel.errors import SayingNo  # noqa: PLC0415
    from thidua.organisations.actor import the_system  # noqa: PLC0415

    try:
        load_published_indices(
            actor=the_system("thidua load-indices"),
            at=clock.now(),
            tell=lambda line: say(f"  {line}"),
        )
    except SayingNo as no:
        raise CannotError(str(no)) from no
    return 0
