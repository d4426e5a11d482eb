"""The demonstration: real campaigns on real units, with people who are made up."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from thidua.config.cli.ground import CannotError, say, stand

HELP = "Nạp dữ liệu minh họa / load the demonstration"
DAY = "2025-05-20"  # the demonstration's own day, until an administrator moves it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--if-empty` leaves a database alone that holds people already."""
    parser.add_argument(
        "--if-empty",
        action="store_true",
        help="bỏ qua khi đã có dữ liệu / do nothing when there is data",
    )


def run(options: argparse.Namespace) -> int:
    """Load it in one transaction: killed halfway, it begins again from nothing."""
    os.environ.setdefault("THIDUA_TODAY", DAY)
    stand(as_owner=True)
    from django.db import transaction  # noqa: PLC0415 - needs setup

    from thidua.kernel.memory import collect_seldom  # noqa: PLC0415
    from thidua.organisations.models import Person  # noqa: PLC0415

    if Person.objects.exists():
        if options.if_empty:
            return 0
        raise CannotError(
            "the database holds people already; `make demo-reset` starts over. / "
            "Cơ sở dữ liệu đã có người dùng; `make demo-reset` để làm lại từ đầu."
        )
    if find_spec("thidua.config.demonstration") is None:
        say("  Bản này chưa có dữ liệu minh họa. / No demonstration in this version.")
        return 0
    say("  Nạp dữ liệu minh họa / loading the demonstration …")
    tell = _telling()
    collect_seldom()
    with transaction.atomic():
        import_module("thidua.config.demonstration").load(tell)
    tell("Xong / done")
    return 0


def _telling() -> Callable[[str], None]:
    """Each step in a line, with the seconds since the loading began."""
    start = time.monotonic()

    def tell(line: str) -> None:
        say(f"    {time.monotonic() - start:5.0f} s  {line}")

    return tell
